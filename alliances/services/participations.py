"""What a school says about its own part in an activity (G4.4.4d, G5.3.4, F-15)."""

from collections.abc import Iterable, Mapping
from datetime import datetime

import pghistory
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from alliances.models import Activity, Attendee, Participation
from core.refusals import Refused
from registry.models import Teacher


@transaction.atomic
def take_part(
    *, participation: Participation, fields: Mapping, staff: Iterable[User], by: User, now: datetime | None = None
) -> Participation:
    """Enter the own numbers and staff, and what it counts as; once it was held this confirms that one took part.

    `fields`: staff_count, pupil_count, parent_count, five_one: one kind only (F-15). Named staff are at least counted.
    Raises Refused: "closed" (cancelled), "not_of_the_school".
    """
    participation = _locked(participation)
    activity, chosen = participation.activity, {person.pk for person in staff}
    if activity.state == Activity.State.CANCELLED:
        raise Refused("closed")
    own = Teacher.objects.filter(school=participation.membership.school_id, user__in=chosen).employed_on(activity.on)
    if chosen - set(own.values_list("user", flat=True)):
        raise Refused("not_of_the_school")
    for name, value in fields.items():
        setattr(participation, name, value)
    participation.staff_count = max(participation.staff_count, len(chosen))
    if activity.was_held and participation.confirmed_at is None:
        participation.confirmed_at, participation.confirmed_by = now or timezone.now(), by
    with pghistory.context(user=by.pk):
        participation.save()
        participation.attendees.exclude(person__in=chosen).delete()
        there = set(participation.attendees.values_list("person", flat=True))
        for pk in sorted(chosen - there):
            Attendee.objects.create(participation=participation, person_id=pk)
    return participation


@transaction.atomic
def take_back(*, participation: Participation, by: User) -> Participation:
    """Say that the school did not take part after all; it counts no more."""
    participation = _locked(participation)
    participation.confirmed_at = participation.confirmed_by = None
    with pghistory.context(user=by.pk):
        participation.save(update_fields=["confirmed_at", "confirmed_by"])
    return participation


def _locked(participation: Participation) -> Participation:
    rows = Participation.objects.select_for_update(of=("self",)).select_related("activity", "membership")
    return rows.get(pk=participation.pk)
