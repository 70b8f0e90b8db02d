"""The pages of score sheets."""

import pytest
from django.urls import reverse
from django.utils import translation
from django.utils.html import escape

from accounts.roles import Role
from accounts.tests.factories import user_with
from schools.tests.factories import create_school
from sheets import services
from sheets.models import Purpose, ScoreSheet
from sheets.shipped import shipped
from sheets.tests.factories import create_score_sheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    return create_school()


@pytest.fixture
def office(school, client):
    client.force_login(user_with(Role.ACADEMIC_CLERK, school=school))
    return client


def typed(items, grades=(("合格", "60"), ("不合格", "0")), **fields) -> dict:
    """Give what the browser sends for rows of (name, kind, most) and of (grade, percent)."""
    data = {"name": "本校听课表", "purpose": Purpose.OBSERVATION, **fields}
    for prefix, rows in (("items", items), ("grades", grades)):
        data |= {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": 0}
    for number, (name, kind, most) in enumerate(items):
        row = {"name": name, "kind": kind, "most": most, "ORDER": number + 1}
        data |= {f"items-{number}-{key}": value for key, value in row.items()}
    for number, (name, percent) in enumerate(grades):
        row = {"name": name, "percent": percent, "ORDER": number + 1}
        data |= {f"grades-{number}-{key}": value for key, value in row.items()}
    return data


def test_the_list_brings_along_the_shipped_sheets(office, school):
    response = office.get(reverse("sheets:sheet_list"))
    assert response.context["page"].paginator.count == len(shipped())
    assert school.score_sheets.count() == len(shipped())


def test_the_list_costs_a_fixed_number_of_queries(office, school, django_assert_num_queries):
    services.take_shipped(school=school)
    for number in range(12):
        create_score_sheet(school=school, code=f"own{number}")
    office.get(reverse("sheets:sheet_list"))
    with django_assert_num_queries(10):
        office.get(reverse("sheets:sheet_list"))


def test_the_list_can_be_narrowed_to_one_purpose(office):
    response = office.get(reverse("sheets:sheet_list"), {"purpose": "observation"})
    assert {row.purpose for row in response.context["page"]} == {"observation"}


def test_every_shipped_sheet_can_be_printed(office, school):
    services.take_shipped(school=school)
    for sheet in school.score_sheets.all():
        response = office.get(reverse("sheets:sheet_show", args=[sheet.public_id]))
        assert [item.name for item in sheet.sheet.items if escape(item.name) not in response.text] == []


def test_a_teacher_reads_a_sheet_but_does_not_change_it(client, school):
    sheet = create_score_sheet(school=school)
    client.force_login(user_with(Role.TEACHER, school=school))
    assert client.get(reverse("sheets:sheet_show", args=[sheet.public_id])).status_code == 200
    assert client.get(reverse("sheets:sheet_edit", args=[sheet.public_id])).status_code == 403


def test_another_schools_sheet_is_not_there(office):
    sheet = create_score_sheet(school=create_school())
    for name in ("sheet_show", "sheet_edit"):
        assert office.get(reverse(f"sheets:{name}", args=[sheet.public_id])).status_code == 404
    assert office.post(reverse("sheets:sheet_copy", args=[sheet.public_id])).status_code == 404


def test_a_sheet_is_made_from_rows(office, school):
    rows = [("目标", "score", "40"), ("过程", "score", "60"), ("", "score", ""), ("意见", "text", "")]
    response = office.post(reverse("sheets:sheet_new"), typed(rows))
    sheet = school.score_sheets.get()
    assert response.url == reverse("sheets:sheet_show", args=[sheet.public_id])
    assert [(item.name, item.most) for item in sheet.sheet.items] == [("目标", 40), ("过程", 60), ("意见", 0)]
    assert [(line.name, line.share * 100) for line in sheet.sheet.grades] == [("合格", 60), ("不合格", 0)]


def test_rows_keep_the_order_that_they_were_given(office, school):
    data = typed([("甲", "score", "40"), ("乙", "score", "60")]) | {"items-0-ORDER": "2", "items-1-ORDER": "1"}
    office.post(reverse("sheets:sheet_new"), data)
    assert [item.name for item in school.score_sheets.get().sheet.items] == ["乙", "甲"]


def test_what_is_wrong_is_said_in_words_and_nothing_is_lost(office, school):
    response = office.post(reverse("sheets:sheet_new"), typed([("目标", "score", ""), ("目标", "tick", "")]))
    assert len(response.context["form"].non_field_errors()) == 2
    assert response.text.count('value="目标"') == 2
    assert not school.score_sheets.exists()


@pytest.mark.parametrize("most", ["abc", "-1", "1000", "2.25"])
def test_marks_that_are_no_marks_are_refused_at_the_field(office, school, most):
    response = office.post(reverse("sheets:sheet_new"), typed([("目标", "score", most)]))
    assert response.context["items"].forms[0].errors.keys() == {"most"}


def test_a_shipped_sheet_keeps_its_other_language_where_the_words_stay(office, school):
    sheet = services.sheets_of(school=school, purpose=Purpose.OBSERVATION_NOTES)[0]
    url = reverse("sheets:sheet_edit", args=[sheet.public_id])
    page = office.get(url)
    data = {"name": "笔记"}
    for formset in (page.context["items"], page.context["grades"]):
        data |= {
            f"{formset.prefix}-TOTAL_FORMS": len(formset),
            f"{formset.prefix}-INITIAL_FORMS": len(formset),
        }
        for form in formset:
            data |= {bound.html_name: bound.value() or "" for bound in form}
    data["items-0-name"] = "节数"
    office.post(url, data)
    sheet = ScoreSheet.objects.on_offer().get(code=sheet.code, school=school)
    with translation.override("en"):
        assert [item.name for item in sheet.sheet.items][:2] == ["节数", "Of these with opinions"]
    assert [item.code for item in sheet.sheet.items] == ["seen", "with_opinions", "grade", "remark"]
