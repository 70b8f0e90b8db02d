"""The numbers of an adopted document count before the school's own, on its days."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from communities.findings import findings_of
from communities.limits import limits_by_school, limits_of, own_limits
from communities.models import Community, Limits
from communities.tests.evidence.factories import START, Autumn
from rulebook.services.adopting import change, choose, end
from schools.tests.factories import create_school

pytestmark = pytest.mark.django_db
LATER = date(2025, 11, 3)


@pytest.fixture
def autumn():
    return Autumn()


def students(autumn, on=LATER) -> tuple[int, int]:
    limits = limits_of(autumn.school, on=on)
    return limits.students_min, limits.students_max


def more_pupils(autumn, adoption, *, on=LATER):
    key = "community.students_max"
    change(
        adoption=adoption, from_on=on, values={key: Decimal(10)}, reasons={key: "a big village"}, by=autumn.principal
    )


def test_a_document_counts_before_the_schools_own_numbers_while_it_is_in_force(autumn):
    own = own_limits(autumn.school)
    own.students_min, own.students_max = 2, 3
    own.save()
    assert students(autumn) == (2, 3)
    adoption = autumn.adopt("G1")
    assert students(autumn) == (4, 8)
    assert students(autumn, on=START - timedelta(days=1)) == (2, 3)
    end(adoption=adoption, on=LATER, by=autumn.principal)
    assert students(autumn) == (2, 3)


def test_a_change_counts_from_its_day_on(autumn):
    more_pupils(autumn, autumn.adopt("G1"))
    assert (students(autumn, on=LATER - timedelta(days=1)), students(autumn)) == ((4, 8), (4, 10))


def test_of_two_documents_both_are_kept_until_the_school_chooses_one(autumn):
    more_pupils(autumn, autumn.adopt("G1"), on=START)
    autumn.adopt("G2")
    assert students(autumn) == (6, 8)
    choose(school=autumn.school, topic="community_size", document="G1", from_on=LATER, by=autumn.principal)
    assert (students(autumn, on=START), students(autumn)) == ((6, 8), (4, 10))


def test_what_a_document_does_not_set_stays_the_schools_own(autumn):
    own = own_limits(autumn.school)
    own.adviser_groups_max = 5
    own.save()
    autumn.adopt("G1")
    assert limits_of(autumn.school).adviser_groups_max == 5


def test_a_finding_cites_its_article_with_the_documents_number(autumn):
    more_pupils(autumn, autumn.adopt("G1"))
    community = Community.objects.select_related("school").get(pk=autumn.community(families=3).pk)
    finding = findings_of([community])[community.pk][0]
    assert (finding.article, finding.found, finding.at_least, finding.at_most) == ("G1.3.3.3", 3, 4, 10)


@pytest.mark.parametrize("schools", [1, 9])
def test_the_numbers_of_many_schools_cost_as_much_as_those_of_one(autumn, schools, django_assert_num_queries):
    autumn.adopt("G1")
    several = [autumn.school, *(create_school() for _ in range(schools - 1))]
    with django_assert_num_queries(4):
        assert len(limits_by_school(several)) == schools


def test_the_page_says_which_document_sets_them_and_takes_only_the_rest(autumn, sign_in):
    autumn.adopt("G1")
    client, url = sign_in(autumn.principal), reverse("communities:limits")
    page = client.get(url)
    assert list(page.context["form"].fields) == ["adviser_groups_min", "adviser_groups_max"]
    assert "2025" in page.content.decode()
    client.post(url, {"students_max": 50, "adviser_groups_min": 1, "adviser_groups_max": 4})
    saved = Limits.objects.get(school=autumn.school)
    assert (saved.students_max, saved.adviser_groups_max) == (8, 4)


def test_where_documents_set_everything_nothing_can_be_posted(autumn, sign_in):
    autumn.adopt("G1")
    autumn.adopt("G2")
    client, url = sign_in(autumn.principal), reverse("communities:limits")
    assert client.post(url, {"students_max": 50}).context["form"].fields == {}
    assert not Limits.objects.exists()
