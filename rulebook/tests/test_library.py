"""The library: what is there, what an article asks here, the rule sets side by side."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.roles import Role
from accounts.tests.factories import user_with
from rulebook.tests.factories import create_adoption, create_small
from schools.models import Term
from schools.tests.factories import create_school

pytestmark = pytest.mark.django_db
SHOW = reverse("rulebook:document_show", args=["C3"])


@pytest.fixture
def small():
    return create_small()


def article(response, name: str) -> dict:
    return next(each for each in response.context["readings"] if each["article"].id == name)


def asks(response, name: str) -> dict:
    return {requirement.id: words for requirement, words in article(response, name)["asks"]}


def test_the_library_says_what_is_in_force_since_when(client, small):
    create_adoption(school=small.school)
    client.force_login(small.a1)
    page = client.get(reverse("rulebook:document_list")).content.decode()
    assert "C3 ·" in page
    assert "2026-09-01" in page


@pytest.mark.parametrize("words", ["forum with pupil representatives", "座谈", "C3.11"])
def test_searching_finds_articles_in_both_languages(client, small, words):
    client.force_login(small.a1)
    response = client.get(reverse("rulebook:document_list"), {"q": words})
    found = {a.id for shelf, _kind in response.context["page"] for a in shelf.found}
    assert "C3.11" in found


def test_the_library_costs_few_statements(client, small, django_assert_max_num_queries):
    client.force_login(small.a1)
    with django_assert_max_num_queries(9):
        client.get(reverse("rulebook:document_list"))


def test_an_article_says_what_it_asks_of_whom_in_this_school(client, small):
    client.force_login(small.principal)
    response = client.get(SHOW, headers={"accept-language": "en"})
    notes = asks(response, "C3.8")
    assert notes["C3-Q04"] == "teacher: 6 people × 10 lessons"
    assert notes["C3-K07"] == "research group head: 3 people, 2 times for each of 7 people"
    assert asks(response, "C3.11")["C3-V01"] == "school leader: 2 people together, 1 time, covering 3 classes"
    assert asks(response, "C3.10")["C3-K12"].endswith("in each of 5 months")


def test_reading_costs_as_many_statements_as_for_few_people(client, small, django_assert_max_num_queries):
    client.force_login(small.principal)
    with django_assert_max_num_queries(36):
        client.get(SHOW)


def test_a_post_that_nobody_holds_is_named_with_its_obligations(client, small):
    client.force_login(small.principal)
    small.h3.posts.filter(role=Role.RESEARCH_GROUP_HEAD).delete()
    said = article(client.get(SHOW, headers={"accept-language": "en"}), "C3.8")["findings"]
    words = [each.words for each in said]
    assert "No one holds the post of research group head in 英语组: 2 obligations have nobody." in words


def test_a_term_without_exam_dates_asks_for_them(client, small):
    Term.objects.filter(pk=small.term.pk).update(midterm_starts_on=None, midterm_ends_on=None)
    client.force_login(user_with(Role.SCHOOL_ADMIN, school=small.school))
    said = article(client.get(SHOW, headers={"accept-language": "en"}), "C3.9")["findings"]
    assert ("The term has no mid-term exam dates: enter them.", reverse("schools:term_list")) in [
        (each.words, each.url) for each in said
    ]


def test_a_school_without_term_is_told_to_enter_one(client):
    client.force_login(user_with(Role.SCHOOL_ADMIN, school=create_school()))
    general = client.get(SHOW, headers={"accept-language": "en"}).context["general"]
    assert [each.words for each in general] == ["The school has no term yet: enter one."]


def test_years_without_holidays_are_named(client):
    small = create_small(
        school_year=2031,
        starts_on=date(2031, 9, 1),
        ends_on=date(2032, 1, 20),
        midterm_starts_on=None,
        midterm_ends_on=None,
        final_starts_on=None,
        final_ends_on=None,
    )
    client.force_login(small.principal)
    general = client.get(SHOW, headers={"accept-language": "en"}).context["general"]
    assert "The holidays of 2032 are not known yet: only weekends are free." in [each.words for each in general]


def test_teachers_read_without_ways_to_pages_that_are_not_theirs(client, small):
    Term.objects.filter(pk=small.term.pk).update(midterm_starts_on=None, midterm_ends_on=None)
    client.force_login(small.a1)
    said = article(client.get(SHOW), "C3.9")["findings"]
    assert said
    assert {each.url for each in said} == {""}


def test_an_unknown_document_is_not_found(client, small):
    client.force_login(small.a1)
    assert client.get(reverse("rulebook:document_show", args=["C9"])).status_code == 404
