"""R-27: the daily lesson register, from the registers of the patrol."""

import pytest

from patrols.services import reasons, walking
from patrols.tests.factories import MONDAY, TUESDAY, at, create_walk_scene, record
from reports import kinds
from reports.models import Schedule
from reports.services import schedules

pytestmark = pytest.mark.django_db
KIND = kinds.get("R-27")


@pytest.fixture
def scene():
    scene = create_walk_scene()
    entry = record(scene, late=4, note="8:04")
    record(scene, scene.two, is_absent=True)
    reasons.give(entry=entry, kind="forgot", text="", by=scene.clerk)
    walking.finish(time=scene.time, saw_norms=True, by=scene.clerk, now=at(MONDAY))
    return scene


def gather(scene, on=MONDAY, **options):
    return KIND.gather(school=scene.school, term=scene.term, on=on, options=KIND.complete(options))


def test_the_day_tells_what_was_found_with_its_articles(scene):
    figures = {figure.key: figure for figure in gather(scene).figures}
    values = {key: figures[key].value for key in ("days", "days_without", "walks", "late", "absent", "reasons_open")}
    assert values == {"days": 1, "days_without": 0, "walks": 1, "late": 1, "absent": 1, "reasons_open": 1}
    assert figures["days_without"].articles == ["C2.2.1", "C7.7"]


def test_in_the_morning_the_day_before_is_shown(scene):
    assert gather(scene, on=TUESDAY).period == MONDAY.isoformat()


def test_a_month_names_the_days_without_a_register(scene):
    figures = {figure.key: figure.value for figure in gather(scene, on=TUESDAY, span="month").figures}
    assert (figures["days"], figures["days_without"]) == (6, 5)


def test_it_costs_the_same_whatever_was_found(scene, django_assert_max_num_queries):
    with django_assert_max_num_queries(22):
        gather(scene, span="term")


def test_a_daily_report_is_made_on_school_days_only(scene):
    schedule = Schedule(school=scene.school, kind="R-27", formats=["docx"], when=Schedule.When.DAILY)
    schedules.save(schedule=schedule, recipients=[scene.principal], by=scene.director, today=MONDAY)
    sunday = MONDAY.replace(day=13)
    runs = [schedules.make_due(today=day) for day in (MONDAY, MONDAY, TUESDAY, sunday)]
    assert [len(each) for each in runs] == [1, 0, 1, 0]
