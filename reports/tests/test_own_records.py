"""R-30 and R-31 from real records."""

from datetime import date

import pytest

from reports import kinds
from reports.contents import experiments, tutoring
from teaching_checks.tests.records import create_experiment, create_pupil_record
from teaching_checks.tests.scenes import create_scene

pytestmark = pytest.mark.django_db
ON = date(2026, 9, 10)


@pytest.fixture
def scene():
    return create_scene()


def gathered(scene, module):
    return module.gather(school=scene.small.school, term=scene.small.term, on=ON, options={})


def figures(found) -> dict:
    return {figure.key: figure.value for figure in found.figures}


def test_the_log_of_experiments_counts_what_was_held_of_the_planned(scene, django_assert_max_num_queries):
    whose = {"term": scene.small.term, "due_on": date(2026, 9, 20), **scene.whose}
    create_experiment(name="A", state="done", done_on=ON, note="all groups", **whose)
    create_experiment(name="B", **whose)
    with django_assert_max_num_queries(5):
        found = gathered(scene, experiments)
    assert figures(found) == {"planned": 2, "done": 1, "rate": 50, "verified": 0, "missed": 0}
    assert found.articles == ["C4.4.6"]
    assert [row[1] for row in found.tables[1].rows] == ["A", "B"]


def test_without_a_plan_there_is_no_rate(scene):
    assert figures(gathered(scene, experiments))["rate"] is None


def test_the_report_of_tutoring_names_no_pupil(scene):
    for pupil in scene.pupils:
        create_pupil_record(teacher=scene.teacher, student=pupil, on=ON)
    create_pupil_record(teacher=scene.teacher, student=scene.pupils[0], on=ON, purpose="pupil_talk")
    found = gathered(scene, tutoring)
    assert figures(found) == {"teachers": 1, "tutorings": 2, "talks": 1}
    assert found.tables[0].rows == [[scene.teacher.name, 2, 1, 2, ON]]
    assert not [pupil.name for pupil in scene.pupils if pupil.name in str(found.tables)]


@pytest.mark.parametrize("code", ["R-30", "R-31"])
def test_a_sample_has_the_shape_of_the_report(code):
    found = kinds.get(code).sample()
    assert all(len(row) == len(table.columns) for table in found.tables for row in table.rows)
