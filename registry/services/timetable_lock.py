"""Who changes a timetable goes first through one door, so that two never wait for each other."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from core.refusals import Refused
from registry.models import Substitution, Teacher, TimetableSlot
from schools.models import Term


def lock_timetables(terms: Iterable[int]) -> None:
    """Keep the timetables of these terms to oneself until the transaction ends; take it before any other lock.

    The terms are always locked in the same order. What only refers to a term (an observation, a patrol) does not wait.
    """
    list(Term.objects.filter(pk__in=set(terms)).order_by("pk").select_for_update(no_key=True).values_list("pk"))


def lock_lesson(slot: TimetableSlot) -> TimetableSlot:
    """Give the lesson as it is now, with its timetable locked. Raises Refused: "changed-meanwhile" (it is gone)."""
    lock_timetables([slot.term_id])
    kept = TimetableSlot.objects.filter(pk=slot.pk).select_related("school", "term", "teacher").first()
    if kept is None:
        raise Refused("changed-meanwhile")
    return kept


def lock_timetables_of(teacher: Teacher, on: date) -> None:
    """Lock the timetables in which the teacher has lessons from that day on, own ones or those of a day."""
    own = TimetableSlot.objects.filter(teacher=teacher).held_from(on).values_list("term", flat=True)
    of_days = Substitution.objects.filter(Q(on__gte=on) | Q(held_on__gte=on), teacher=teacher)
    lock_timetables({*own, *of_days.values_list("slot__term", flat=True)})
