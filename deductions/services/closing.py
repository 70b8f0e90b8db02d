"""Close a month: what is settled goes into the statement, the most allowed is kept, and nothing in it changes again."""

from collections import defaultdict
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Q

from deductions.models import Closing, Entry, Reading
from deductions.rules.capping import balance
from deductions.rules.prices import PriceTable
from deductions.rules.pricing import money
from deductions.selectors.months import months_of
from deductions.selectors.prices import table_on
from deductions.services.ledger import acting, day_of, hold, refuse_unless
from schools.models import Term

Kind, State = Entry.Kind, Entry.State


@transaction.atomic
def close(*, term: Term, month: int, by, now: datetime | None = None) -> Closing:
    """Freeze a month that is over. What is open then (not verified, in its window, appealed) goes into a later one.

    Raises Refused: "unknown_month", "closed", "not_over", "earlier_open" (the month before is not closed).
    """
    hold(term.school)
    today = day_of(now)
    months = {each.number: each for each in months_of(term.school, term)}
    refuse_unless(month in months, "unknown_month")
    refuse_unless(months[month].closing is None, "closed")
    refuse_unless(months[month].is_over(today), "not_over")
    refuse_unless(all(m.closing for m in months.values() if m.number < month), "earlier_open")
    span = months[month].span
    with acting(by):
        closing = Closing.objects.create(
            school=term.school, term=term, month=month, from_on=span.from_on, to_on=span.to_on, closed_by=by
        )
        settled(term, span.to_on, today).update(state=State.STATED, closing=closing)
        _balance(closing, by)
    return closing


def settled(term: Term, before: date, today: date):
    """Give what can go into a statement: decided, taken back, or told with the window over."""
    told = Q(state=State.NOTIFIED) & (Q(appeal_until__lt=today) | Q(reversal__isnull=False))
    open_ = Entry.objects.filter(school=term.school, closing=None, happened_on__lt=before)
    return Entry.objects.filter(pk__in=open_.filter(Q(state=State.DECIDED) | told).values("pk"))


def _balance(closing: Closing, by) -> None:
    """Add for each teacher what keeps the month and the term at the most that the school allows (L-12)."""
    table = table_on(closing.school, closing.span.last_on)
    entered = list(closing.entries.select_related("original__closing"))
    for teacher_id in sorted({entry.teacher_id for entry in entered}):
        mine = [entry for entry in entered if entry.teacher_id == teacher_id]
        for unit in sorted({entry.unit for entry in mine}):
            _balance_one(closing, table, [entry for entry in mine if entry.unit == unit], by)


def _balance_one(closing: Closing, table: PriceTable | None, mine: list[Entry], by) -> None:
    of_terms = {(each.original or each).closing.term_id for each in mine if (each.original or each).closing}
    for term_id in sorted(of_terms):
        months, sums = _of_term(mine[0], term_id)
        caps = {"per_month": table and table.cap_per_month, "per_term": table and table.cap_per_term}
        due = balance(months, sums, **caps)
        # A cap that was lifted since takes nothing back; only a reversal can make room again.
        reversed_now = -sum((each.counted for each in mine if each.kind == Kind.REVERSAL), Decimal(0))
        due = min(due, reversed_now)
        if due:
            _add_balance(closing, mine[0], term_id, due, by)


def _of_term(sample: Entry, term_id: int) -> tuple[dict[int, Decimal], list[Decimal]]:
    """Give the charges of a term by the month of their statement, reversals with what they reverse, and every sum."""
    stated = Entry.objects.filter(teacher=sample.teacher_id, unit=sample.unit, state=State.STATED)
    stated = stated.select_related("closing", "original__closing")
    months: dict[int, Decimal] = defaultdict(Decimal)
    sums = []
    for entry in stated.filter(Q(closing__term=term_id) | Q(original__closing__term=term_id) | Q(term=term_id)):
        if entry.kind == Kind.BALANCE:
            if entry.term_id == term_id:
                sums.append(entry.counted)
            continue
        home = (entry.original or entry).closing
        if home and home.term_id == term_id:
            months[home.month] += entry.counted
            sums.append(entry.counted)
    return months, sums


def _add_balance(closing: Closing, sample: Entry, term_id: int, due: Decimal, by) -> None:
    Entry.objects.create(
        school_id=sample.school_id,
        teacher_id=sample.teacher_id,
        person_id=sample.person_id,
        term_id=term_id,
        kind=Kind.BALANCE,
        state=State.STATED,
        closing=closing,
        item="",
        event=sample.event,
        source=sample.source,
        version=sample.version,
        unit=sample.unit,
        happened_on=closing.span.last_on,
        arithmetic=[money(due)],
        amount=due,
        counted=due,
        reported_by=by,
    )


@transaction.atomic
def confirm_read(*, closing: Closing, by) -> Reading:
    """Note that a teacher has read the own statement of a month; that is no agreement with it.

    Raises Refused: "nothing_to_read".
    """
    refuse_unless(Entry.objects.filter(closing=closing, person=by).exists(), "nothing_to_read")
    with acting(by):
        return Reading.objects.get_or_create(closing=closing, person=by)[0]
