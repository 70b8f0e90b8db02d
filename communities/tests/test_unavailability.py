"""Days off: entered without a reason; duties that fall on them are shown and given back in the same step."""

import pytest
from django.urls import reverse

from communities.models import Assignment, Unavailability
from communities.selectors.unavailability import covering, current_entries, own_entries
from communities.services import unavailability
from communities.tests.factories import MONDAY, create_unavailability
from communities.tests.scenes import DutyScene, day

pytestmark = pytest.mark.django_db
PAGE = reverse("communities:unavailability_list")


@pytest.mark.parametrize(
    ("entry", "days_off"),
    [
        ({"from_on": day(0), "to_on": day(1)}, [0, 1]),
        ({"from_on": day(1)}, [1, 2, 3]),
        ({"from_on": day(0), "to_on": day(9), "weekdays": [day(2).isoweekday()]}, [2]),
        ({"from_on": day(4)}, []),
    ],
)
def test_which_days_an_entry_covers(scene, entry, days_off):
    create_unavailability(guardian=scene.first, **entry)
    assert [number for number in range(4) if covering(day(number)).exists()] == days_off


def test_a_parent_at_two_schools_enters_and_removes_once_for_both(scene):
    elsewhere = DutyScene()
    elsewhere.first.user = scene.first.user
    elsewhere.first.save()
    unavailability.enter(from_on=day(1), to_on=day(2), weekdays=[], by=scene.first.user)
    assert Unavailability.objects.count() == 2
    [entry] = own_entries(scene.first.user)
    unavailability.remove(entry=entry, by=scene.first.user)
    assert Unavailability.objects.count() == 0


def test_days_without_duties_are_saved_at_once_and_twice_is_once(scene, sign_in):
    client = sign_in(scene.first.user)
    for _ in range(2):
        response = client.post(PAGE, {"from_on": day(1), "to_on": day(2), "weekdays": [1, 3]})
        assert response.url == PAGE
    [entry] = Unavailability.objects.all()
    assert (entry.guardian, entry.from_on, entry.to_on, entry.weekdays) == (scene.first, day(1), day(2), [1, 3])


def test_days_with_duties_are_saved_only_after_these_were_shown(scene, sign_in):
    client, days = sign_in(scene.first.user), {"from_on": day(1), "to_on": day(5)}
    on_them, kept = scene.duty(on=2), scene.duty(on=3, state="accepted")
    scene.duty(on=6)
    shown = client.post(PAGE, days)
    assert shown.context["duties"] == [on_them, kept]
    assert not Unavailability.objects.exists()

    client.post(PAGE, {**days, "seen": "1", "decline": [str(on_them.public_id)]})
    states = [Assignment.objects.get(pk=duty.pk).state for duty in (on_them, kept)]
    assert (states, Unavailability.objects.count()) == (["declined", "accepted"], 1)


@pytest.mark.parametrize(
    ("days", "code"),
    [
        ({"from_on": "2026-10-09", "to_on": "2026-10-08"}, "order"),
        ({"from_on": "2020-01-01", "to_on": "2020-01-02"}, "past"),
        ({"from_on": day(0), "to_on": day(400)}, "too_long"),
        ({"from_on": "soon"}, "invalid"),
    ],
)
def test_impossible_days_are_refused_with_words(scene, sign_in, days, code):
    form = sign_in(scene.first.user).post(PAGE, days).context["form"]
    assert code in [error.code for errors in form.errors.as_data().values() for error in errors]


def test_the_list_shows_own_entries_that_have_not_ended(scene, sign_in):
    current = create_unavailability(guardian=scene.first, from_on=day(0), to_on=day(1))
    ended = create_unavailability(guardian=scene.first, from_on=day(-5), to_on=day(-1))
    other = create_unavailability(guardian=scene.second, from_on=day(0))
    client = sign_in(scene.first.user)
    assert list(client.get(PAGE).context["page"]) == [current]
    assert list(current_entries(scene.first.user, today=MONDAY)) == [ended, current]
    assert client.post(reverse("communities:unavailability_remove", args=[other.public_id])).status_code == 404
    client.post(reverse("communities:unavailability_remove", args=[current.public_id]))
    assert not own_entries(scene.first.user).filter(pk=current.pk).exists()
