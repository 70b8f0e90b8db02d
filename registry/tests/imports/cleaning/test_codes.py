import pytest

from registry.imports.cleaning.codes import read_code, read_yes_no
from registry.imports.cleaning.enumerations import ENUMERATIONS
from registry.imports.cleaning.ethnic_groups import ETHNIC_GROUPS, read_ethnic_group
from registry.imports.cleaning.relations import RELATIONS, read_relation
from registry.imports.cleaning.text import Doubt
from registry.imports.fields import FIELDS


@pytest.mark.parametrize(
    "cell", ["男", "1", 1, 1.0, "01", "1-男", "1.男", "1、男", "[1]男", "男生", "男性", "Ｍ", "m", " 男 "]
)
def test_a_code_is_read_with_and_without_its_word(cell):
    assert read_code(cell, "sex") == "M"


@pytest.mark.parametrize(
    ("field", "cell", "code"),
    [
        ("id_type", "居民身份证", "1"),
        ("id_type", "1-居民身份证", "1"),
        ("id_type", "A-护照", "A"),
        ("id_type", "其他", "Z"),
        ("overseas_status", "否", "00"),
        ("overseas_status", 0.0, "00"),
        ("health", "健康", "10"),
        ("health", "10-健康或良好", "10"),
        ("health", 10.0, "10"),
        ("political_status", "少先队员", "13"),
        ("household_kind", "1农业户口", "1"),
        ("boarding", "住校", "boarding"),
        ("boarding", "否", "day"),
        ("left_behind", "非留守儿童", "no"),
        ("left_behind", "单亲留守儿童", "one"),
        ("left_behind", "双亲留守", "both"),
        ("nationality", "中国", "CHN"),
        ("nationality", "156", "CHN"),
        ("nationality", "chn", "CHN"),
        ("transport", "自行车（含摩托车、电动自行车）", "2"),
        ("disability", "无", "0"),
        ("inclusive", "非随班就读", "0"),
        ("blood_type", "ab型", "AB"),
        ("entry_way", "就近入学", "11"),
        ("student_status", "休学", "suspended"),
        ("health", "不详", None),
        ("health", " ", None),
    ],
)
def test_enumerations_know_their_words(field, cell, code):
    assert read_code(cell, field) == code


def test_an_unknown_word_names_the_allowed_ones():
    assert read_code("甲", "sex") == Doubt(None, "value-unknown", {"allowed": "男、女"})


def test_a_bare_yes_does_not_say_how_many_parents_are_away():
    assert read_code("是", "left_behind").code == "value-unknown"


@pytest.mark.parametrize("field", ENUMERATIONS)
def test_every_code_and_word_of_an_enumeration_gives_its_code(field):
    for code, words in ENUMERATIONS[field].items():
        assert read_code(code, field) == code
        assert not words or read_code(words[0], field) == code


def test_every_field_of_codes_has_an_enumeration():
    assert {item.code for item in FIELDS if item.kind == "code"} <= set(ENUMERATIONS)


@pytest.mark.parametrize(
    ("cell", "value"),
    [("是", True), ("√", True), (1, True), (True, True), ("否", False), ("0", False), ("无", False), ("", None)],
)
def test_yes_and_no_are_read(cell, value):
    assert read_yes_no(cell) is value


@pytest.mark.parametrize("cell", ["汉", "汉族", "01", "1", 1.0, "01-汉族", "01汉族", " 汉 族 "])
def test_an_ethnic_group_is_read_in_every_form(cell):
    assert read_ethnic_group(cell) == "01"


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("毛难族", "36"),
        ("崩龙族", "46"),
        ("僳僳族", "20"),
        ("穿青人", "57"),
        ("白", "14"),
        ("维吾尔", "05"),
        ("", None),
    ],
)
def test_old_and_short_names_of_ethnic_groups_are_known(cell, code):
    assert read_ethnic_group(cell) == code


def test_the_table_of_ethnic_groups_is_whole():
    assert len(ETHNIC_GROUPS) == 58
    assert {read_ethnic_group(name) for name in ETHNIC_GROUPS.values()} == set(ETHNIC_GROUPS)
    assert ETHNIC_GROUPS["11"] == "满族"
    assert ETHNIC_GROUPS["56"] == "基诺族"


@pytest.mark.parametrize(
    ("cell", "relation"),
    [
        ("父亲", ("51", None)),
        ("51-父亲", ("51", None)),
        (51.0, ("51", None)),
        ("父女", ("51", None)),
        ("母子关系", ("52", None)),
        ("爷爷", ("61", None)),
        ("姥姥", ("64", None)),
        ("外公", ("63", None)),
        ("姐姐", ("75", None)),
        ("继父", ("97", "继父")),
        ("祖父母或外祖父母", ("97", "祖父母或外祖父母")),
        ("其他亲属", ("97", None)),
        ("邻居", ("99", "邻居")),
        ("干爹", (None, "干爹")),
        ("", (None, None)),
        ("无", (None, None)),
    ],
)
def test_relations_are_read_and_what_the_code_does_not_say_is_noted(cell, relation):
    assert read_relation(cell) == relation


def test_every_relation_is_read_from_code_and_word():
    assert {read_relation(word)[0] for word in (*RELATIONS, *RELATIONS.values())} == set(RELATIONS)
