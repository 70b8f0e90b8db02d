"""What to inspect now: the open inspections of heads and the office, and the rounds begun from them."""

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse

from core.refusals import Refused
from rulebook.tests.factories import create_obligations, create_small
from rulebook.tests.scenes import open_site
from teaching_checks.models import Round
from teaching_checks.selectors.owed import inspections, to_inspect
from teaching_checks.services import planning
from teaching_checks.services.planning import Plan
from teaching_checks.tests.factories import FULL, create_round, create_sheet

pytestmark = pytest.mark.django_db
PAGE, NEW = reverse("teaching_checks:inspection_due"), reverse("teaching_checks:round_create")
NOVEMBER = date(2026, 11, 16)  # the Monday after the mid-term exam: its checks are to be made


@pytest.fixture
def small(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args, **kwargs: NOVEMBER)
    small = create_small()
    create_obligations(small, "C3", "C5")
    return small


def tasks_of(small, name: str) -> dict:
    found = to_inspect(small.people[name], small.school, today=NOVEMBER)
    return {task.requirement.id: task for task in found}


def shown(client, user) -> list:
    client.force_login(user)
    return list(client.get(PAGE).context["page"])


def filled_in(task) -> dict:
    return parse_qs(urlsplit(task.start_url).query)


def test_a_head_finds_the_checks_of_the_own_group_by_article(small):
    task = tasks_of(small, "h1")["C3-K02"]
    assert (task.group, task.whom, task.mode) == (small.groups["语文"], "teachers", "full")
    assert {line.subject_name for line in task.lines} == {"a1", "a2", "a3"}
    assert task.requirement.articles


def test_the_director_finds_the_same_check_for_the_heads(small):
    task = tasks_of(small, "director")["C3-K02"]
    assert (task.group, task.whom) == (None, "heads")
    assert {line.subject_name for line in task.lines} == {"h1", "h2", "h3"}


def test_what_the_group_does_itself_is_planned_face_to_face(small):
    assert tasks_of(small, "h1")["C5-K02"].mode == "face_to_face"
    assert tasks_of(small, "h1")["C3-K05"].mode == "group"


def test_what_is_late_comes_first_and_what_is_to_come_not_at_all(small):
    found = to_inspect(small.h1, small.school, today=NOVEMBER)
    assert found == sorted(found, key=lambda task: task.due_on)
    assert "C3-K03" not in tasks_of(small, "h1")  # of the term's end


def test_a_month_that_is_over_cannot_be_inspected_any_more(small):
    found = to_inspect(small.h1, small.school, today=NOVEMBER)
    periods = [line.period for task in found if task.requirement.id == "C3-K12" for line in task.lines]
    assert len(periods) == 1


def test_only_the_objects_without_a_record_are_still_to_be_inspected(small):
    create_round(small=small, object="lesson_plan", inspector="h1", values={"a1": FULL, "a2": FULL, "a3": FULL})
    assert "lesson_plan" not in tasks_of(small, "h1")["C3-K02"].objects


def test_start_opens_the_form_filled_in_and_the_round_keeps_what_it_is_for(client, small):
    task = next(each for each in shown(client, small.h1) if each.requirement.id == "C3-K02")
    form = client.get(task.start_url).context["form"]
    assert form["group"].value() == str(small.groups["语文"].pk)
    assert set(form["objects"].value()) == set(task.objects)
    sheets = {name: form[name].field.choices[0][0] for name in form.fields if name.startswith("sheet_")}
    client.post(NEW, {**filled_in(task), **sheets})
    rounds = Round.objects.filter(requirement="C3-K02", group=small.groups["语文"])
    assert {round.object for round in rounds} == {"lesson_plan", "observation_notes", "homework"}
    again = next(each for each in shown(client, small.h1) if each.requirement.id == "C3-K02")
    assert set(again.rounds) == set(rounds)


def test_every_start_of_the_office_fits_its_form(client, small):
    for task in shown(client, small.director):
        page = client.get(task.start_url)
        assert page.context["requirement"] == task.requirement
        form = page.context["form"]
        assert form["whom"].value() in dict(form["whom"].field.choices)
        assert form["checkers"].value() in dict(form["checkers"].field.choices)


def test_a_village_site_is_inspected_by_itself(client, small, monkeypatch):
    """C4.2: what is to be seen at a site begins a round of that site, and its teachers are in it."""
    open_site(small, "v1", "director")
    site = small.school.campuses.get()
    create_obligations(small, "C4")
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args, **kwargs: date(2026, 11, 27))
    [task] = [each for each in shown(client, small.director) if each.requirement.id == "C4-K04"]
    assert (task.campus, {line.subject_name for line in task.lines}) == (site, {"v1"})
    form = client.get(task.start_url).context["form"]
    assert form["campus"].value() == str(site.pk)
    sheets = {name: form[name].field.choices[0][0] for name in form.fields if name.startswith("sheet_")}
    client.post(NEW, {**filled_in(task), **sheets})
    rounds = Round.objects.filter(requirement="C4-K04", campus=site)
    assert {row.teacher.name for each in rounds for row in each.rows.all()} == {"v1"}
    [task] = [each for each in shown(client, small.director) if each.campus]
    assert set(task.rounds) == set(rounds)


@pytest.mark.parametrize("code", ["C1-K01", "C3-K99", "C3-R01", "x"])
def test_a_round_is_for_nothing_that_the_school_does_not_owe(client, small, code):
    sheets = {"lesson_plan": create_sheet(school=small.school)}
    plan = Plan(name="x", sheets=sheets, requirement=code, from_on=NOVEMBER, to_on=NOVEMBER)
    with pytest.raises(Refused, match="requirement"):
        planning.plan(school=small.school, term=small.term, plan=plan, by=small.clerk)


def test_a_round_of_another_object_is_for_no_requirement(small):
    sheets = {name: create_sheet(school=small.school, purpose=name) for name in ("homework", "tutoring")}
    plan = Plan(name="x", sheets=sheets, requirement="C3-K02", from_on=NOVEMBER, to_on=NOVEMBER)
    rounds = planning.plan(school=small.school, term=small.term, plan=plan, by=small.clerk)
    assert [round.requirement for round in rounds] == ["C3-K02", ""]


def test_rubbish_in_the_address_leaves_the_form_usable(client, small):
    client.force_login(small.clerk)
    page = client.get(NEW, {"objects": "x", "from_on": "x", "group": "x", "requirement": "C9", "whom": "x"})
    assert (page.status_code, page.context["requirement"]) == (200, None)


def test_teachers_do_not_open_the_page_and_who_owes_nothing_reads_so(client, small):
    client.force_login(small.a1)
    assert client.get(PAGE).status_code == 403
    small.school.obligations.all().delete()
    assert shown(client, small.h1) == []


def test_the_page_costs_the_same_for_one_group_or_the_school(client, small, django_assert_max_num_queries):
    shown(client, small.director)
    for name in ("h3", "director"):
        client.force_login(small.people[name])
        client.get(PAGE)
        with django_assert_max_num_queries(45):
            client.get(PAGE)


def test_every_inspection_of_the_documents_can_be_planned():
    assert all(requirement.objects for requirement in inspections().values())
