"""First pages lead to what one owes, and leaders to what is late in the school."""

from datetime import date

import pytest
from django.urls import reverse

from rulebook.tests.factories import create_obligations, create_small

pytestmark = pytest.mark.django_db
HOME = reverse("dashboards:home")


def opened_by(client, user):
    client.force_login(user)
    return client.get(HOME)


@pytest.fixture
def small(monkeypatch):
    """The small school on the first of December, when the mid-term check is late."""
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args, **kwargs: date(2026, 12, 1))
    small = create_small()
    create_obligations(small, "C3")
    return small


def test_a_head_finds_the_own_late_checks_first(client, small):
    page = opened_by(client, small.h1)
    urls = [gap.url for gap in page.context["owed"]]
    assert urls[0] == reverse("rulebook:obligation_mine")
    assert page.context["owed"][0].count > 0


def test_a_principal_finds_what_is_late_in_the_school(client, small):
    labels = {str(gap.label): gap.count for gap in opened_by(client, small.principal).context["gaps"]}
    assert labels["进度看板上已逾期"] > 20


def test_a_school_without_a_document_pays_one_statement(client, django_assert_max_num_queries):
    small = create_small()
    opened_by(client, small.a1)
    with django_assert_max_num_queries(24):
        page = client.get(HOME)
    assert page.context["owed"] == []
