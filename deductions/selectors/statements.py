"""What was deducted of a teacher, month by month; every total is the sum of its entries to the cent (R-28)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, QuerySet

from accounts.models import User
from accounts.permissions import Permission
from deductions.kinds import Event
from deductions.models import Entry, Reading
from deductions.selectors.months import Month, months_of
from registry.models import Teacher
from schools.models import School, Term

IN_THE_FILE = (Event.TEST_UNMARKED, Event.TEST_UNANALYSED)  # C4.4.5: entered in the professional file (C4-R07)


@dataclass(frozen=True)
class Sheet:
    """One closed month of one teacher."""

    month: Month
    entries: list[Entry]
    read_at: object = None

    @property
    def totals(self) -> Mapping[str, Decimal]:
        return totals(self.entries)


@dataclass(frozen=True)
class Statement:
    """A term of one teacher: its closed months, and what the teacher knows of that is in none yet."""

    teacher: Teacher
    term: Term
    sheets: list[Sheet]
    waiting: list[Entry]

    @property
    def entries(self) -> list[Entry]:
        return [entry for sheet in self.sheets for entry in sheet.entries]

    @property
    def totals(self) -> Mapping[str, Decimal]:
        return totals(self.entries)

    @property
    def conduct(self) -> Decimal:
        return sum((entry.conduct or Decimal(0) for entry in self.entries), Decimal(0))

    @property
    def filed(self) -> list[Entry]:
        """What stands in the professional file: not lifted, not taken back."""
        return [entry for entry in self.entries if is_filed(entry)]


def is_filed(entry: Entry) -> bool:
    is_charge = entry.kind == Entry.Kind.CHARGE and entry.outcome != Entry.Outcome.LIFTED
    return is_charge and entry.event in IN_THE_FILE and not entry.is_reversed


def totals(entries: Iterable[Entry]) -> dict[str, Decimal]:
    """Give the sum by unit: points and money are never added."""
    found: dict[str, Decimal] = defaultdict(Decimal)
    for entry in entries:
        found[entry.unit] += entry.counted
    return dict(found)


def statement(teacher: Teacher, term: Term) -> Statement:
    """Give a teacher's statement of a term; a constant number of statements."""
    months = months_of(teacher.school, term)
    rows = list(stated(teacher.school, term).filter(teacher=teacher))
    reads = dict(Reading.objects.filter(closing__term=term, person=teacher.user_id).values_list("closing", "read_at"))
    sheets = [
        Sheet(month, mine, reads.get(month.closing.pk))
        for month in months
        if month.closing
        for mine in [[entry for entry in rows if entry.closing_id == month.closing.pk]]
    ]
    waiting = Entry.objects.filter(teacher=teacher, closing=None, term=term).exclude(state__in=Entry.UNTOLD)
    return Statement(teacher, term, sheets, list(waiting.for_listing().order_by("happened_on", "pk")))


def stated(school: School, term: Term) -> QuerySet[Entry]:
    """Give every entry of the term's statements."""
    rows = Entry.objects.filter(school=school, closing__term=term).for_listing().select_related("closing")
    return rows.order_by("happened_on", "pk")


def stated_teachers(user) -> QuerySet[Teacher]:
    """Give the teachers whose statement the user may read: oneself, or all of a school whose ledger one keeps."""
    return Teacher.objects.filter(
        Q(user=user) | Q(school__in=user.schools_with(Permission.DEDUCTION_VERIFY))
    ).select_related("school")


def with_counts(teachers: QuerySet[Teacher], term: Term) -> QuerySet[Teacher]:
    """Keep those with entries in the term's statements, by their names and never by an amount (no ranking)."""
    found = teachers.annotate(entry_count=Count("deductions", filter=Q(deductions__closing__term=term)))
    return found.filter(entry_count__gt=0).order_by("name_pinyin", "pk")


def own_employment(user: User, school: School) -> Teacher | None:
    return Teacher.objects.filter(user=user, school=school).order_by("-employed_from", "-pk").first()
