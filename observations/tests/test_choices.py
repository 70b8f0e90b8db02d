"""What the phone keeps for a lesson without network."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.roles import Role
from observations.selectors.choices import choices_for
from observations.tests.factories import create_observation
from observations.tests.scenes import FRIDAY, Lessons
from registry.models import Substitution
from registry.tests.factories import create_assignment, create_teacher
from schools.tests.factories import create_day

pytestmark = pytest.mark.django_db
CHOICES = 22  # statements, those of session, school and posts included


def lessons_of(choices: dict, on) -> list[tuple]:
    place = next(place for place, day in enumerate(choices["days"]) if day[0] == on.isoformat())
    return [
        (period, choices["teachers"][teacher][1], choices["classes"][school_class][1], choices["subjects"][subject][1])
        for day, period, teacher, school_class, subject in choices["lessons"]
        if day == place
    ]


def test_it_offers_the_lessons_of_each_open_day():
    scene = Lessons()
    choices = choices_for(scene.observer, scene.school, today=FRIDAY)
    named = ("王老师", str(scene.school_class), "语文")
    assert lessons_of(choices, FRIDAY) == [(1, *named), (2, *named)]
    assert lessons_of(choices, FRIDAY + timedelta(days=1)) == []
    assert choices["hours"] == [[1, "08:00", "08:40"], [2, "09:00", "09:40"]]
    assert (choices["first"], choices["today"]) == ("2026-11-06", "2026-11-20")


def test_a_holiday_says_why_it_has_no_lessons_and_a_cancelled_lesson_is_gone():
    scene = Lessons()
    create_day(school=scene.school, on=FRIDAY - timedelta(days=1), name="Sports day", is_school_day=False)
    Substitution.objects.create(
        school=scene.school,
        slot=scene.slots[5, 1],
        on=FRIDAY,
        period=1,
        is_cancelled=True,
        reason="x",
        by=scene.observer,
    )
    choices = choices_for(scene.observer, scene.school, today=FRIDAY)
    assert {day[0]: day[2] for day in choices["days"]}["2026-11-19"] == "Sports day"
    assert lessons_of(choices, FRIDAY - timedelta(days=1)) == []
    assert [period for period, *_names in lessons_of(choices, FRIDAY)] == [2]


def test_nobody_is_offered_to_oneself_nor_a_teacher_who_has_left_or_of_another_school():
    scene = Lessons()
    create_teacher(school=scene.school, name="离职", employed_to=FRIDAY)
    create_teacher(name="外校")
    choices = choices_for(scene.observer, scene.school, today=FRIDAY)
    assert [name for _id, name, *_pinyin in choices["teachers"]] == ["王老师"]


def test_it_says_what_was_handed_in_and_whether_one_may_come_unannounced():
    scene = Lessons(role=Role.TEACHER)
    create_observation(observer=scene.observer, teacher=scene.teacher, on=FRIDAY, term=scene.term)
    choices = choices_for(scene.observer, scene.school, today=FRIDAY)
    assert (choices["mine"], choices["unannounced"]) == ([["2026-11-20", 1]], False)


def test_the_sheet_comes_with_its_criteria_and_grades():
    scene = Lessons()
    (sheet,) = (s for s in choices_for(scene.observer, scene.school, today=FRIDAY)["sheets"] if s["name"] == "Lesson")
    assert sheet["items"][0] == ["goals", "Goals", "score", 40.0, "Design"]
    assert sheet["grades"][0] == ["excellent", "Excellent", 0.85]


def test_a_large_school_costs_as_many_statements_as_a_small_one(client, django_assert_num_queries):
    scene = Lessons()
    client.force_login(scene.observer)
    url = reverse("observations:observation_choices")
    client.get(url)
    with django_assert_num_queries(CHOICES):
        client.get(url)
    for _ in range(3):
        create_assignment(teacher=create_teacher(school=scene.school), school_class=scene.school_class)
    with django_assert_num_queries(CHOICES):
        client.get(url)


def test_the_page_names_nobody(client):
    scene = Lessons()
    client.force_login(scene.observer)
    page = client.get(reverse("observations:observation_new")).content.decode()
    for secret in (scene.observer.name, scene.observer.username, scene.school.name, str(scene.observer.public_id)):
        assert secret not in page


def test_the_worker_keeps_the_page_and_its_files_and_is_asked_for_anew(client):
    response = client.get(reverse("observations:observation_worker"))
    assert response["Cache-Control"] == "no-cache"
    assert response["Content-Type"].startswith("text/javascript")
    assert "worker-src 'self'" in response["Content-Security-Policy"]
    assert '"page": "/observations/new/"' in response.content.decode()
