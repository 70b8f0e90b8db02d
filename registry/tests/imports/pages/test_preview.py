"""The preview: what would happen, row by row, filtered, small and without ID numbers."""

import re

import pytest

from registry.tests.imports.engine.workbooks import HEADER, TERM_START, imported, primary_school, pupil, read
from registry.tests.imports.pages.addresses import LOOKS, html, url

pytestmark = pytest.mark.django_db
WRONG_ID = "370102201703040000"
LATER = TERM_START.replace(year=2027)


def names(response):
    return [row.staged.name for row in response.context["rows"]]


def changes(response):
    return [tuple(change) for row in response.context["rows"] for change in row.changes]


def test_the_figures_are_those_of_the_report(admin, preview):
    report = admin.get(url("import_detail", preview)).context["report"]
    assert (report["created"], report["skipped"], report["rows"]) == (1, 1, 2)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?action=new", ["张三"]),
        ("?level=reject", ["李四"]),
        ("?code=id-rounded", ["李四"]),
        ("?q=张", ["张三"]),
        ("?row=1", ["李四"]),
        ("?sheet=学生信息", ["张三", "李四"]),
        ("?sheet=别的", []),
        ("?action=nonsense&level=x&code=y&row=z", ["张三", "李四"]),
        ("?row=99999999999999999999", ["张三", "李四"]),
        ("?page=99", ["张三", "李四"]),
    ],
)
def test_rows_are_filtered(admin, preview, query, found):
    assert names(admin.get(url("import_detail", preview, query))) == found


def test_a_second_phone_number_of_a_known_adult_is_shown(admin, school):
    imported(school, [pupil(父亲姓名="张大", 父亲电话="15400000001")])
    response = admin.get(
        url("import_detail", read(school, [pupil(父亲姓名="张大", 父亲电话="15400000001/15400000002")]))
    )
    (row,) = response.context["rows"]
    assert [change[1:] for adult in row.family for change in adult.changes] == [("", "15400000002")]


def test_a_changed_cell_is_shown_old_and_new(admin, school):
    imported(school, [pupil(现住址="旧街1号")])
    response = admin.get(url("import_detail", read(school, [pupil(现住址="新街2号")])))
    assert [change[1:] for change in changes(response)] == [("旧街1号", "新街2号")]


def test_a_move_names_both_classes(admin, school):
    imported(school, [pupil()])
    response = admin.get(url("import_detail", read(school, [pupil(school_class="四年级1班")], on=LATER)))
    [(_, old, new)] = changes(response)
    assert ("Class 2" in old, "Class 1" in new) == (True, True)


def test_the_changed_phone_of_a_parent_is_shown_old_and_new(admin, school):
    imported(school, [pupil(父亲姓名="张大", 父亲电话="13900000001")])
    changed = read(school, [pupil(父亲姓名="张大", 父亲电话="13900000002")])
    [row] = admin.get(url("import_detail", changed)).context["rows"]
    [father] = row.family
    assert ("13900000001", "13900000002") in [change[1:] for change in father.changes]


def test_a_corrected_relation_is_shown_old_and_new(admin, school):
    imported(school, [pupil(父亲姓名="张大", 父亲电话="13900000001")])
    changed = read(school, [pupil(母亲姓名="张大", 母亲电话="13900000001")])
    [row] = admin.get(url("import_detail", changed)).context["rows"]
    assert [tuple(c) for adult in row.family for c in adult.changes] == [("Relation", "Father", "Mother")]


def test_an_adult_who_belongs_to_a_sibling_is_called_so(admin, school):
    father = {"父亲姓名": "张大", "父亲电话": "13900000001"}
    preview = read(school, [pupil(**father), pupil("张四", sequence=13, **father)])
    rows = admin.get(url("import_detail", preview)).context["rows"]
    assert [adult.is_joined for row in rows for adult in row.family] == [False, True]


def test_classes_are_shown_before_they_are_made(admin, preview):
    [(name, _)] = admin.get(url("import_detail", preview)).context["new_classes"]
    assert "Class 2" in name


def test_columns_that_nobody_understands_are_named(admin, school):
    preview = read(school, [pupil(座右铭="好好学习")], header=(*HEADER, "座右铭"))
    assert admin.get(url("import_detail", preview)).context["unread_columns"] == ["座右铭"]


def bad_rows(number):
    wrong = {"出生日期": "2017-02-31", "父亲姓名": "1", "父亲电话": "12345", "母亲姓名": "?", "母亲电话": "0"}
    address = "某省某市某县河东街道办事处某某某某某某某某某路一百二十三号院二号楼三单元四层五户" * 3
    wrong |= {"现住址": address, "民族": "火星族", "健康状况": "好极了", "政治面貌": "未知", "班级": "启明班"}
    return [pupil(f"学生名字{n}", sequence=n % 989 + 10, number=WRONG_ID, **wrong) for n in range(number)]


WIDE = (*HEADER, "民族", "健康状况", "政治面貌")


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_page_of_2000_rows_that_are_all_wrong_stays_under_200_kb(admin, school, language):
    admin.user.language = language
    admin.user.save()
    preview = read(school, bad_rows(2000), header=WIDE)
    for query in ("", "?page=80", "?code=class-unknown"):
        assert len(admin.get(url("import_detail", preview, query)).content) < 200_000


def test_a_row_with_many_problems_is_cut_on_a_page_and_whole_alone(admin, school):
    preview = read(school, bad_rows(2), header=WIDE)
    for row in admin.get(url("import_detail", preview)).context["rows"]:
        assert (len(row.problems) <= 6, row.hidden >= 0) == (True, True)
    [alone] = admin.get(url("import_detail", preview, "?row=0")).context["rows"]
    assert (len(alone.problems), alone.hidden) == (len(alone.staged.problems), 0)


LONG_NUMBER = re.compile(r"(?<![0-9a-f-])[0-9]{14,17}[0-9Xx](?![0-9a-f-])")


@pytest.mark.parametrize("name", [*LOOKS, "import_apply"])
def test_no_page_shows_an_id_number_right_or_wrong(admin, school, name):
    good, wrong = pupil(), pupil("李四", sequence=12, number=WRONG_ID, 现住址=f"柳林村 {WRONG_ID}")
    odd = pupil("王五", sequence=13, number="37010220170304O011", 父亲姓名="王大", 父亲身份证号=WRONG_ID)
    preview = read(school, [good, wrong, odd], header=(*HEADER, "父亲身份证号"))
    page = html(admin.get(url(name, preview)))
    assert [n for n in (good["身份证件号"], WRONG_ID, "37010220170304O011") if n in page] == []
    assert LONG_NUMBER.findall(page) == []


def test_an_import_of_another_school_lends_no_row(admin, preview):
    read(primary_school(), [pupil("外人")])
    assert names(admin.get(url("import_detail", preview))) == ["张三", "李四"]
