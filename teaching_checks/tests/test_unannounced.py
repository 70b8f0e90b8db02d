"""An unannounced round before its day: whoever is inspected meets it in no list, search, calendar or notice."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from core.addresses import every_address
from notices.models import Notice
from rulebook.tests.factories import create_obligations, create_small
from teaching_checks.services.planning import open_round
from teaching_checks.tests.factories import create_round
from tests.walking import text_of

pytestmark = pytest.mark.django_db
NAME, SEARCHED = "突查暗号七", "突查暗号"
APART = ("accounts", "jobs", "admin", "alliances", "communities", "families")  # know nothing of inspections


def pages() -> list[str]:
    """Give every page that stands for itself: first pages, lists, boards, calendars, searches."""
    plain = (each for each in every_address() if not each.arguments and ":" in each.name)
    return [reverse(each.name) for each in plain if not each.name.startswith(APART)]


def meets(client, user, round, urls) -> list[str]:
    """Give the pages on which the user finds the round, by its name or by a way to it; searched is a part of the name."""
    client.force_login(user)
    texts = {url: text_of(client.get(url, {"q": SEARCHED})) for url in urls}
    clues = (NAME, str(round.public_id))
    return [url for url, text in texts.items() if any(clue in text for clue in clues)]


def test_who_is_inspected_meets_it_nowhere_and_the_others_find_it(client):
    small = create_small()
    create_obligations(small, "C3")
    tomorrow = timezone.localdate() + timedelta(days=1)
    days = {"days": (tomorrow, tomorrow + timedelta(days=2)), "is_announced": False}
    whom = {"who": ["a1", "h1", "director"], "inspector": "vice", "organiser": "vice"}
    round = create_round(small=small, name=NAME, state="planned", **days, **whom)
    open_round(round=round, by=small.vice)
    for person in (small.h1, small.director):
        assert meets(client, person, round, pages()) == []
    of_office = reverse("teaching_checks:round_list")
    assert meets(client, small.clerk, round, [of_office]) == [of_office]
    assert not Notice.objects.filter(
        recipient__in=[small.a1, small.h1, small.director], subject__contains=NAME
    ).exists()
