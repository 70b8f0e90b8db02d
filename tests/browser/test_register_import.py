"""Story 3, the main job: a school's own workbook becomes pupils, classes and families."""

from datetime import date

import pytest
from playwright.sync_api import expect

from accounts.roles import Role
from accounts.tests.factories import user_with
from registry.models import FieldMapping, Guardian, RegisterImport, Student
from registry.tests.factories import create_grades
from registry.tests.imports.engine.workbooks import id_number
from schools.tests.factories import create_village
from tests.browser import steps
from tests.browser.workbooks import workbook

BROTHER, SISTER, OTHER = date(2017, 3, 4), date(2019, 5, 6), date(2017, 8, 9)
PARENTS = ["张大山", "13912340001", "李梅", "13812340002"]
HEAD = ["序号", "姓名", "性别", "出生日期", "身份证号", "班级", "家庭住址", "片区"]
MERGED = ["A1:L1", *(f"{letter}2:{letter}3" for letter in "ABCDEFGH"), "I2:J2", "K2:L2"]


def register_rows():
    """A list as schools keep it: a title, two rows of headings, siblings, a wrong number, a total, a note."""
    wrong = id_number(OTHER, 15)
    wrong = wrong[:-1] + ("1" if wrong[-1] != "1" else "2")
    road = "青山花园路"
    return [
        ["希望小学学生基本情况登记表（2026年秋）"],
        [*HEAD, "父亲", None, "母亲", None],
        [*[None] * len(HEAD), "姓名", "电话", "姓名", "电话"],
        [1, "张三", "男", "2017.3.4", id_number(BROTHER, 11), "三（2）班", f"{road}3号", "王庄", *PARENTS],
        [2, "张 小四", "女", "2019/5/6", id_number(SISTER, 12), "一(1)班", f"{road}3号", "王庄", *PARENTS],
        [
            3,
            "李五",
            "男",
            "2017-8-9",
            wrong,
            "三（2）班",
            f"{road}8号",
            "王家庄村",
            "李强",
            "13912340003",
            None,
            None,
        ],
        [
            4,
            "周六",
            "男",
            "20170809",
            id_number(OTHER, 17),
            "三2",
            f"{road}9号",
            "王庄",
            None,
            None,
            "李美",
            PARENTS[3],
        ],
        ["合计", "4人"],
        ["注：身份证号请核对户口簿。"],
    ]


@pytest.fixture
def administrator():
    user = user_with(Role.SCHOOL_ADMIN)
    school = user.posts.get().school
    create_grades(school=school)
    create_village(school=school, name="王家庄村", aliases=["王庄"])
    return user


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_a_messy_register_becomes_pupils_classes_and_families(
    open_page, size, administrator, celery_worker_process, tmp_path
):
    page = open_page(size)
    steps.sign_in(page, administrator)
    _upload(page, workbook(tmp_path, register_rows(), name="花名册.xlsx", merged=MERGED))
    assert _figures(page) == {"New pupils": 3, "Changed": 0, "Unchanged": 0, "Left out": 1, "With warnings": 3}
    expect(page.locator("#content")).not_to_contain_text(register_rows()[5][4])  # never the full number
    assert not Student.objects.exists()

    _say_that_a_column_is_the_village(page)
    assert FieldMapping.objects.get().field == "village"
    _answer_that_the_mothers_differ(page)
    assert _figures(page)["With warnings"] == 0
    _write(page)
    assert _figures(page)["New pupils"] == 3
    _assert_families_are_right()


def test_a_second_import_of_the_same_file_changes_nothing(open_page, administrator, celery_worker_process, tmp_path):
    page = open_page("desktop")
    steps.enter_as(page, administrator)
    file = workbook(tmp_path, [row for row in register_rows() if "李五" not in row], merged=MERGED)
    _upload(page, file)
    _write(page)
    before = Student.objects.count(), Guardian.objects.count()

    _upload(page, file)
    assert _figures(page)["Unchanged"] == 3
    assert page.locator("a[href$='/apply/']").count() == 0
    assert (Student.objects.count(), Guardian.objects.count()) == before == (3, 3)


def test_a_picture_named_xlsx_is_refused_in_words(open_page, administrator, celery_worker_process, tmp_path):
    page = open_page("phone")
    steps.enter_as(page, administrator)
    file = tmp_path / "photo.xlsx"
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(2000))
    _upload(page, file)
    expect(page.locator("#content")).to_contain_text("photo.xlsx")
    assert page.locator("form[action$='/apply/']").count() == 0


def test_an_import_is_thrown_away_after_a_question(open_page, administrator, celery_worker_process, tmp_path):
    page = open_page("desktop")
    steps.enter_as(page, administrator)
    _upload(page, workbook(tmp_path, register_rows(), merged=MERGED))
    steps.follow(page, page.get_by_role("link", name="Throw away"))
    steps.follow(page, page.locator("main form[method=post] button[type=submit]"))
    assert RegisterImport.objects.get().state == RegisterImport.State.DISCARDED


def _upload(page, file):
    steps.visit(page, "/register/imports/new/")
    page.set_input_files("input[name=file]", file)
    steps.send(page)
    _wait_for_the_work(page)


def _wait_for_the_work(page):
    """Go from the page of the job back to the import, when the work has ended."""
    if "/jobs/" in page.url:
        page.get_by_role("link", name="Continue").click()
    page.wait_for_url("**/register/imports/**")
    steps.assert_in_order(page)


def _figures(page) -> dict[str, int]:
    cards = page.locator(".stat").all()
    return {card.locator(".stat-label").inner_text(): int(card.locator(".stat-value").inner_text()) for card in cards}


def _say_that_a_column_is_the_village(page):
    steps.follow(page, page.get_by_role("link", name="Columns"))
    page.get_by_label("片区").select_option("village")
    steps.send(page, "Remember and read again")
    _wait_for_the_work(page)


def _answer_that_the_mothers_differ(page):
    answer = page.locator("input[type=radio][value=different]")
    expect(answer).to_have_count(1)
    answer.check()
    with page.expect_navigation():
        page.locator("button[form=answers], #answers button").click()
    _wait_for_the_work(page)


def _write(page):
    """Press the way to write, read once more what will happen, and agree."""
    steps.follow(page, page.locator("main a[href$='/apply/']"))
    steps.send(page)
    _wait_for_the_work(page)
    expect(page.locator(".alert-success")).to_be_visible()


def _assert_families_are_right():
    pupils = {pupil.name: pupil for pupil in Student.objects.all()}
    assert set(pupils) == {"张三", "张小四", "周六"}
    assert {pupil.village.name for pupil in pupils.values()} == {"王家庄村"}
    families = {g.name: sorted(s.name for s in g.students.all()) for g in Guardian.objects.all()}
    assert families == {"张大山": ["张三", "张小四"], "李梅": ["张三", "张小四"], "李美": ["周六"]}
