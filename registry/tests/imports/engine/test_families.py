"""Siblings' guardians are merged by phone and name; when only one of the two agrees, a person is asked."""

import pytest

from registry.models import Guardian, Guardianship
from registry.tests.imports.engine.test_matching import doubts
from registry.tests.imports.engine.workbooks import imported, primary_school, pupil, read

pytestmark = pytest.mark.django_db
FATHER = {"父亲姓名": "王大山", "父亲电话": "13900000001"}
MOTHER = {"母亲姓名": "赵小燕", "母亲电话": "13700000001"}


def siblings(**second):
    return [
        pupil("王一", sequence=11, 现住址="柳林村3号", **FATHER, **MOTHER),
        pupil("王二", sequence=12, 现住址="柳林村3号", **{**FATHER, **MOTHER, **second}),
    ]


def test_phone_and_name_make_one_father_of_two_children():
    report = imported(primary_school(), siblings())
    assert (report["guardians_created"], report["guardians_merged"]) == (2, 2)
    assert Guardianship.objects.filter(guardian__name="王大山").count() == 2
    assert set(Guardianship.objects.values_list("relation", flat=True)) == {"51", "52"}


def test_a_sibling_who_comes_later_joins_the_known_father():
    school = primary_school()
    imported(school, siblings()[:1])
    report = imported(school, siblings())
    assert (report["created"], report["unchanged"], report["guardians_created"], report["guardians_merged"]) == (
        1,
        1,
        0,
        2,
    )


def test_the_same_phone_with_another_name_is_asked_and_kept_apart():
    asked = read(primary_school(), siblings(父亲姓名="王大川"))
    assert doubts(asked) == ["guardian-same-phone"]
    assert (asked.report["guardians_created"], asked.report["guardians_merged"]) == (3, 1)


def test_the_same_name_at_the_same_address_with_another_phone_is_asked_and_kept_apart():
    asked = read(primary_school(), siblings(父亲电话="13900000002"))
    assert doubts(asked) == ["guardian-same-name"]
    assert asked.report["guardians_created"] == 3


def test_the_same_name_at_another_address_is_somebody_else():
    rows = [*siblings()[:1], pupil("王二", sequence=12, 现住址="河湾村8号", 父亲姓名="王大山", 父亲电话="13900000002")]
    assert doubts(read(primary_school(), rows)) == []


@pytest.mark.parametrize(("answer", "fathers"), [("same", 1), ("different", 2)])
def test_an_answer_joins_or_parts_them(answer, fathers):
    question = "guardian-same-phone:王大川|王大山|13900000001"
    imported(primary_school(), siblings(父亲姓名="王大川"), answers={question: answer})
    assert Guardian.objects.filter(phone="13900000001").count() == fathers


def test_father_and_mother_of_one_row_may_share_a_phone():
    rows = [pupil("王一", 父亲姓名="王大山", 父亲电话="13900000001", 母亲姓名="赵小燕", 母亲电话="13900000001")]
    asked = read(primary_school(), rows)
    assert doubts(asked) == []
    assert asked.report["guardians_created"] == 2


def test_a_new_phone_of_a_known_father_changes_him_and_doubles_nobody():
    school = primary_school()
    imported(school, siblings())
    report = imported(school, siblings(父亲电话="13900000009")[1:])
    assert (report["guardians_created"], report["guardians_updated"]) == (0, 1)
    assert Guardian.objects.get(name="王大山").phone == "13900000009"


def test_a_rejected_row_brings_no_family():
    rows = [pupil("王一", number="370102201703040000", **FATHER)]
    report = imported(primary_school(), rows, good_rows=True)
    assert (report["skipped"], report["guardians_created"]) == (1, 0)
    assert not Guardian.objects.exists()
