"""Sheets of a school: taken over, made, changed into versions, retired."""

import pytest
from django.utils import translation

from accounts.tests.factories import create_user
from core.refusals import Refused
from schools.tests.factories import create_school
from sheets import services
from sheets.models import Purpose, ScoreSheet
from sheets.shipped import shipped
from sheets.tests.factories import CONTENT, create_score_sheet

pytestmark = pytest.mark.django_db


def changed(**fields):
    items = [{**CONTENT["items"][0], **fields}, *CONTENT["items"][1:]]
    return {**CONTENT, "items": items}


def test_shipped_sheets_are_taken_over_once():
    school = create_school()
    for _ in range(2):
        services.take_shipped(school=school)
    assert set(school.score_sheets.values_list("code", flat=True)) == set(shipped())


def test_a_shipped_sheet_is_named_in_the_readers_language():
    sheets = services.sheets_of(school=create_school(), purpose=Purpose.SIX_EARNESTS)
    with translation.override("en"):
        assert [str(sheet) for sheet in sheets] == ["Six earnests"]
    with translation.override("zh-hans"):
        assert [str(sheet) for sheet in sheets] == ["六认真评价"]


def test_a_sheet_that_nobody_has_used_is_changed_in_place():
    sheet, by = create_score_sheet(school=create_school()), create_user()
    after = services.change(sheet=sheet, name="新名", content=changed(most=50), by=by)
    assert (after.pk, after.version, after.name) == (sheet.pk, 1, "新名")


def test_a_shipped_sheet_that_is_changed_becomes_the_schools_next_version():
    sheet = services.sheets_of(school=create_school(), purpose=Purpose.SIX_EARNESTS)[0]
    after = services.change(sheet=sheet, name="五认真", content=sheet.content, by=create_user())
    assert (after.code, after.version, after.is_shipped) == (sheet.code, 2, False)
    sheet.refresh_from_db()
    assert sheet.is_retired
    assert services.sheets_of(school=sheet.school, purpose=Purpose.SIX_EARNESTS) == [after]


def test_a_sheet_that_was_changed_meanwhile_is_not_changed_again():
    sheet, by = create_score_sheet(school=create_school(), is_shipped=True), create_user()
    services.change(sheet=sheet, name="一", content=CONTENT, by=by)
    with pytest.raises(Refused, match="retired"):
        services.change(sheet=sheet, name="二", content=CONTENT, by=by)


def test_a_sheet_with_a_fault_is_refused():
    with pytest.raises(Refused, match="fault:no-marks"):
        services.make(
            school=create_school(), purpose=Purpose.HOMEWORK, name="x", content=changed(most=0), by=create_user()
        )


def test_a_copy_has_a_life_of_its_own():
    sheet = create_score_sheet(school=create_school())
    copied = services.copy(sheet=sheet, by=create_user())
    assert copied.content == sheet.content
    assert copied.code != sheet.code


def test_only_one_version_is_on_offer():
    sheet, by = create_score_sheet(school=create_school(), is_shipped=True), create_user()
    services.change(sheet=sheet, name="二", content=CONTENT, by=by)
    with pytest.raises(Refused, match="newer-on-offer"):
        services.offer(sheet=sheet, by=by)


def test_a_retired_sheet_can_be_offered_again():
    sheet, by = create_score_sheet(school=create_school()), create_user()
    services.retire(sheet=sheet, by=by)
    assert not ScoreSheet.objects.on_offer().exists()
    services.offer(sheet=sheet, by=by)
    assert list(ScoreSheet.objects.on_offer()) == [sheet]
