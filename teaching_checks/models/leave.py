"""Who is on leave or otherwise freed in the window of a round: by a waiver of what the documents want (rulebook)."""

from django.db.models import CharField, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from rulebook.models import Waiver


def waivers_of_inspected() -> QuerySet[Waiver]:
    """Give the valid waivers that free the teacher of a row (OuterRef) from its round.

    Days waived over the whole window say that somebody is away, whatever they were waived for; a waiver of the
    inspection for which the round was planned says so itself, when it is of the same time.
    """
    person = Concat(Value("person:"), Cast(OuterRef("person"), CharField()))
    first, last = OuterRef("round__from_on"), OuterRef("round__to_on")
    is_away = Q(from_on__lte=first, to_on__gte=last)
    is_whole = Q(from_on=None, obligation__counts_from__lte=last, obligation__counts_to__gt=first)
    touches = is_whole | Q(from_on__lte=last, to_on__gte=first)
    is_of_round = Q(touches, ~Q(obligation__requirement=""), obligation__requirement=OuterRef("round__requirement"))
    return Waiver.objects.valid().filter(is_away | is_of_round, school=OuterRef("school"), obligation__subject=person)
