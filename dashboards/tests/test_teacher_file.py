"""The file of a teacher: everything about oneself, for oneself and for who inspects the school."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from observations.tests.factories import create_observation
from registry.models import Teacher
from rulebook.tests.factories import create_obligations, create_small
from teaching_checks.tests.factories import FULL, create_round

pytestmark = pytest.mark.django_db


@pytest.fixture
def small(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args, **kwargs: date(2026, 12, 1))
    return create_small()


def file_of(client, small, name, by, **query):
    teacher = Teacher.objects.get(school=small.school, user=small.people[name])
    client.force_login(by)
    return client.get(reverse("dashboards:teacher_file", args=[teacher.public_id]), query)


def lines(response, key):
    return next(each for each in response.context["sections"] if each.key == key).lines


def test_a_teacher_reads_posts_lessons_and_what_is_owed(client, small):
    create_obligations(small, "C3")
    page = file_of(client, small, "a1", small.a1)
    assert [line.values[0] for line in lines(page, "posts")] == ["教师"]
    assert [line.values[:2] for line in lines(page, "teaching")] == [["语文", "七年级（2）班"]]
    owed = [line.values[0] for line in lines(page, "owed")]
    assert any(words.startswith("C3-Q04") for words in owed)


def test_results_and_observations_stand_with_a_way_to_their_pages(client, small):
    create_round(small=small, values={"a1": FULL}, state="closed")
    teacher = Teacher.objects.get(school=small.school, user=small.a1)
    create_observation(teacher=teacher, observer=small.h1, school_class=small.classes[0], talked_over=True)
    page = file_of(client, small, "a1", small.principal)
    for key in ("results", "observations_of"):
        (line,) = lines(page, key)
        assert client.get(line.url).status_code == 200


@pytest.mark.parametrize(("who", "status"), [("a1", 200), ("director", 200), ("clerk", 200), ("a2", 404), ("h1", 404)])
def test_only_oneself_and_who_inspects_the_school_open_it(client, small, who, status):
    assert file_of(client, small, "a1", small.people[who]).status_code == status


def test_another_term_shows_nothing_of_this_one_and_all_terms_do(client, small):
    create_round(small=small, values={"a1": FULL}, state="closed")
    assert lines(file_of(client, small, "a1", small.clerk, period="all"), "results")
    assert lines(file_of(client, small, "a1", small.clerk, period="?"), "results")


def test_the_workbook_holds_the_same_sections(client, small):
    create_round(small=small, values={"a1": FULL}, state="closed")
    page = file_of(client, small, "a1", small.a1)
    url = reverse("dashboards:teacher_file_export", args=[page.context["teacher"].public_id])
    book = load_workbook(BytesIO(client.get(url).content))
    assert [sheet.title for sheet in book][1:] == [section.title for section in page.context["sections"]]


def test_who_is_on_no_list_of_teachers_is_told_so(client, small):
    Teacher.objects.filter(user=small.clerk).update(school=create_small().school)
    client.force_login(small.clerk)
    page = client.get(reverse("dashboards:teacher_file_mine"))
    assert page.templates[0].name == "dashboards/teacher_file_none.html"


def test_a_file_of_many_records_costs_as_many_statements_as_one_of_few(client, small, django_assert_max_num_queries):
    create_obligations(small, "C3")
    for month in (9, 10, 11):
        days = (date(2026, month, 9), date(2026, month, 10))
        create_round(small=small, values={"a1": FULL}, state="closed", days=days, name=f"round {month}")
    file_of(client, small, "a1", small.a1)
    with django_assert_max_num_queries(29):
        file_of(client, small, "a1", small.a1)
