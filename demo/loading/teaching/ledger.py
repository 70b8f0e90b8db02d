"""The ledger of deductions: an entry in every state, one appeal open, one taken back, the months that are over closed.

The price list is the school's own, copied from rule set 4 in points: to adopt rule set 4 beside rule set 3 would
double what everybody owes.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from deductions.models import Closing, Entry
from deductions.selectors.months import Month, months_of
from deductions.selectors.proposals import proposals
from deductions.services import answering, closing, lists, reporting
from demo.loading.teaching.cast import WEEK, Cast, at

DAY = timedelta(days=1)
ONCE = {"times": Decimal(1)}
LATE, LEFT, MISSED, NO_PLAN, SHORT, AT_START, FAILED = (
    f"C4-D{number}" for number in ("09", "10", "11", "07", "08", "01", "04")
)
OBJECTION = "当天早上校车晚点，已向教务处说明。"


@dataclass
class Case:
    """One deduction: whose (place in `Cast.plain`), what, on which school day of its month, and how far it came."""

    whose: int
    item: str
    day: int
    steps: tuple[str, ...]
    figures: Mapping[str, Decimal] = field(default_factory=lambda: ONCE)
    note: str = ""


TOLD = ("verify", "notify")
# Months that are over, the first of the term first: all of it is settled, and stands in their statements.
OVER = (
    (
        Case(0, AT_START, 3, TOLD, {"required": Decimal(6), "prepared": Decimal(4)}),
        Case(2, LATE, 8, TOLD),
        Case(3, LEFT, 10, (*TOLD, "appeal", "uphold")),
        Case(5, NO_PLAN, 12, TOLD),
    ),
    (
        Case(0, LATE, 2, (*TOLD, "appeal", "reduce")),
        Case(1, LATE, 4, TOLD),
        Case(4, SHORT, 6, TOLD, {"required": Decimal(43), "prepared": Decimal(30)}),
        Case(6, MISSED, 7, (*TOLD, "appeal", "lift")),
        Case(2, LEFT, 9, TOLD),
    ),
)
# The month that runs; the last one takes back what a statement already has.
NOW = (
    Case(0, LEFT, -3, TOLD),
    Case(1, LATE, -4, (*TOLD, "appeal")),
    Case(7, LEFT, -5, (*TOLD, "appeal", "lift")),
    Case(3, LATE, -6, (*TOLD, "reverse")),
    Case(8, FAILED, -6, ("criticise", "notify"), note="教案连续两次检查不合格"),
    Case(9, LATE, -2, ("verify",)),
    Case(5, LEFT, -2, ()),
    Case(4, LATE, -7, ("dismiss",)),
)


def keep_ledger(cast: Cast) -> None:
    """Report, verify, tell, hear appeals and close the months, as the term went on."""
    principal = cast.user("principal")
    draft = lists.draft(school=cast.school, today=cast.term.starts_on, by=principal)
    lists.confirm(price_list=draft, today=cast.term.starts_on, by=principal, now=at(cast.term.starts_on))
    months = [month for month in months_of(cast.school, cast.term) if month.span.from_on <= cast.today]
    over = [month for month in months if month.is_over(cast.today)]
    for month, cases in zip(over, OVER, strict=False):
        for case in cases:
            _carry_out(cast, case, _days(cast, month))
    for month, _cases in zip(over, OVER, strict=False):
        moment = at(min(month.span.to_on + 5 * DAY, cast.today), 9)
        closed = closing.close(term=cast.term, month=month.number, by=principal, now=moment)
        Closing.objects.filter(pk=closed.pk).update(closed_at=moment)
    cast.put_away(min(cast.today - WEEK, over[-1].span.to_on) if over else cast.today)
    _take_back_stated(cast)
    recent = cast.days[-8:]
    for case in NOW:
        _carry_out(cast, case, recent)
    _report_facts(cast)


def _days(cast: Cast, month: Month) -> list[date]:
    return [on for on in cast.days if on in month.span]


def _carry_out(cast: Cast, case: Case, days: list[date]) -> None:
    on = days[max(-len(days), min(case.day, len(days) - 1))]
    entry = reporting.report(
        teacher=cast.plain[case.whose % len(cast.plain)], item=case.item, on=on, today=on, figures=case.figures,
        note=case.note, by=cast.user("clerk"),
    )  # fmt: skip
    Entry.objects.filter(pk=entry.pk).update(reported_at=at(on, 17))
    for number, step in enumerate(case.steps, 1):
        entry = STEPS[step](cast, entry, on + number * DAY)


def _verify(cast, entry, on):
    return answering.verify(entry=entry, by=cast.user("director"), now=at(on, 9))


def _criticise(cast, entry, on):
    """What rule set 4 leaves open is decided by who may, with a reason: here words, no points (C4-D04)."""
    reason = "首次发现，行政会决定批评并限期整改，不扣分。"
    return answering.verify(entry=entry, is_criticism=True, reason=reason, by=cast.user("principal"), now=at(on, 9))


def _notify(cast, entry, on):
    return answering.notify(entry=entry, by=cast.user("clerk"), now=at(on, 10))


def _appeal(cast, entry, on):
    return answering.appeal(entry=entry, reason=OBJECTION, by=entry.person, now=at(on, 16))


def _decided(outcome: str, reason: str, amount: Decimal | None = None) -> Callable:
    def decide(cast, entry, on):
        return answering.decide(
            entry=entry, outcome=outcome, reason=reason, amount=amount, by=cast.user("principal"), now=at(on, 9)
        )

    return decide


def _reverse(cast, entry, on):
    answering.reverse(entry=entry, reason="巡课看错了班级，当节由他人代课。", by=cast.user("director"), now=at(on, 9))
    return entry


def _dismiss(cast, entry, on):
    return answering.dismiss(entry=entry, reason="与请假记录核对，属公差。", by=cast.user("director"), now=at(on, 9))


STEPS = {
    "verify": _verify,
    "criticise": _criticise,
    "notify": _notify,
    "appeal": _appeal,
    "uphold": _decided(Entry.Outcome.UPHELD, "校车记录显示准点，维持。"),
    "reduce": _decided(Entry.Outcome.REDUCED, "晚到不足一分钟，减半。", Decimal(1)),
    "lift": _decided(Entry.Outcome.LIFTED, "校车晚点属实，教务处已有记录。"),
    "reverse": _reverse,
    "dismiss": _dismiss,
}


def _take_back_stated(cast: Cast) -> None:
    """What is in a statement stays there; the reversal goes into the next one."""
    stated = Entry.objects.filter(school=cast.school, state=Entry.State.STATED, item=NO_PLAN).first()
    if stated:
        reason = "教案在备课组存档，当时未取出。"
        answering.reverse(entry=stated, reason=reason, by=cast.user("director"), now=at(cast.today - 2 * DAY, 9))


def _report_facts(cast: Cast) -> None:
    """The clerk takes over the first two facts that the patrol found; the others still wait on the page."""
    month = [each for each in months_of(cast.school, cast.term) if each.span.from_on <= cast.today][-1]
    rows = [row for row in proposals(cast.school, cast.term, month.span).open if row.source.name == "patrols"]
    chosen = {row.key: row.stamp for row in rows[:2] if row.teacher.user_id != cast.user("clerk").pk}
    reporting.report_facts(school=cast.school, term=cast.term, span=month.span, chosen=chosen, by=cast.user("clerk"))
