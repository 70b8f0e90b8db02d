"""The figures that registers, the rulebook and the alliance's own records give (G4.1.1, G5.1.1.1)."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from alliances.measures import Measure, register_measure
from alliances.models import Membership, Satisfaction
from alliances.rules.comparing import FEWEST_PEOPLE, Tally
from alliances.selectors.scheme import met_of, owed_by_each
from core.dates import Span, school_year
from registry.models import Enrolment, Teacher
from rulebook.models import RoleHolder

BACKBONE = "backbone_teacher"
FIRST_MONTH = 9


def year_span(year: int) -> Span:
    """Give the days of a school year."""
    return Span(date(year, FIRST_MONTH, 1), date(year + 1, FIRST_MONTH, 1))


def backbone_share(members: Sequence[Membership], on: date) -> dict[int, Tally]:
    """Give who is named as backbone teacher, of all employed; two statements. Nobody named at a school: no figure."""
    schools = [each.school_id for each in members]
    staff = _by_school(Teacher.objects.filter(school__in=schools).employed_on(on), "user")
    held = RoleHolder.objects.filter(Q(to_on=None) | Q(to_on__gt=on), from_on__lte=on, role=BACKBONE)
    named = _by_school(held.filter(school__in=schools), "user")
    return {each.pk: _share(named[each.school_id], staff[each.school_id]) for each in members}


def _share(named: int, staff: int) -> Tally:
    return Tally(min(named, staff), staff, staff) if named else Tally(0, 0, 0)


def class_size(members: Sequence[Membership], on: date) -> dict[int, Tally]:
    """Give pupils by class; one statement, which counts and reads no pupil."""
    rows = Enrolment.objects.on(on).filter(school__in=[each.school_id for each in members]).order_by()
    counts = rows.values("school").annotate(pupils=Count("student"), classes=Count("school_class", distinct=True))
    found = {row["school"]: Tally(row["pupils"], row["classes"], row["pupils"]) for row in counts}
    return {each.pk: found.get(each.school_id, Tally(0, 0, 0)) for each in members}


def _by_school(rows, column: str) -> dict[int, int]:
    counts = rows.order_by().values_list("school").annotate(found=Count(column, distinct=True))
    return defaultdict(int, counts)


def satisfaction(members: Sequence[Membership], on: date) -> dict[int, Tally]:
    """Give who was satisfied of all asked from every side, in the newest year of the alliance; one statement."""
    found = satisfaction_by_year(members)
    newest = max((year for year in found if year <= on.year), default=None)
    return {each.pk: found[newest][each.pk] if newest else Tally(0, 0, 0) for each in members}


def satisfaction_by_year(members: Sequence[Membership]) -> dict[int, dict[int, Tally]]:
    """Give by year, then by membership, the satisfied of those asked; one statement."""
    sums: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    rows = Satisfaction.objects.filter(membership__in=members).order_by("year")
    for member, year, satisfied, asked in rows.values_list("membership", "year", "satisfied", "asked"):
        sums[year][member][0] += satisfied
        sums[year][member][1] += asked
    return {
        year: {each.pk: Tally(by[each.pk][0], by[each.pk][1], by[each.pk][1]) for each in members}
        for year, by in sums.items()
    }


def obligations_met(members: Sequence[Membership], on: date) -> dict[int, Tally]:
    """Give the fulfilled obligations of those due in the school year; about the school, so over no few people."""
    owed = owed_by_each(members, year_span(school_year(on)), today=on)
    return {pk: Tally(*met_of(lines), FEWEST_PEOPLE) for pk, lines in owed.items()}


def register() -> None:
    """Make these figures known; called when the app starts."""
    for each in (
        Measure("obligations_met", _("Obligations of the scheme met"), "G5.5.3", obligations_met, is_gap=False),
        Measure("backbone_share", _("Backbone teachers"), "G4.1.1", backbone_share),
        Measure("class_size", _("Pupils in a class"), "G4.1.1", class_size, is_share=False),
        Measure("satisfaction", _("Satisfied of those asked"), "G5.1.1.1", satisfaction, is_gap=False),
    ):
        register_measure(each)
