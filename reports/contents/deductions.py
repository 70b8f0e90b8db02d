"""R-28: what was deducted in a term or one month of it, line by line and teacher by teacher; the professional file."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from accounts.permissions import Permission
from accounts.roles import Role
from deductions.models import Entry
from deductions.models.prices import Unit
from deductions.selectors.statements import is_filed, stated, totals
from deductions.words import amount_words, item_words
from registry.models import Teacher
from reports.kinds import Column, Figure, Gathered, Option, ReportKind, Table, register
from schools.models import School, Term

MONTHS = range(1, 7)
ARTICLES = ["C4.1", "C4.2", "C4.3", "C4.4.1", "C4.4.2", "C4.4.3", "C4.4.5", "C4.4.6"]


def gather(*, school: School, term: Term, on: date, options: dict[str, str]) -> Gathered:
    """Read what stands in the closed months; two statements whatever the size of the school."""
    month = options.get("month", "")
    rows = stated(school, term)
    rows = rows.filter(closing__month=int(month)) if month else rows
    period = f"{term} · {_('Month %(number)s') % {'number': month}}" if month else str(term)
    return written(list(rows), school=str(school), period=period, on=on)


def written(entries: Sequence[Entry], *, school: str, period: str, on: date) -> Gathered:
    """Put the ledger into words; teachers by their names, never by an amount."""
    by_teacher = _by(entries, lambda entry: (entry.teacher.name_pinyin, entry.teacher_id))
    return Gathered(
        title=_("Deductions of teachers"),
        school=school,
        period=period,
        on=on,
        as_of=timezone.now(),
        tables=[_lines(entries), _sums(by_teacher), _entries(by_teacher), _filed(entries)],
        figures=_figures(entries),
        signatures=[_("Academic office"), Role.PRINCIPAL.label],
    )


def _figures(entries: Sequence[Entry]) -> list[Figure]:
    found = [Figure("entries", _("Entries"), len(entries), ARTICLES)]
    sums = totals(entries) or {Unit.POINTS: Decimal(0)}
    found += [Figure(f"sum_{unit}", _("Sum"), amount_words(total, unit), ARTICLES) for unit, total in sums.items()]
    filed = sum(1 for entry in entries if is_filed(entry))
    return [*found, Figure("filed", _("Entries in professional files"), filed, ["C4.4.5"])]


def _lines(entries: Iterable[Entry]) -> Table:
    columns = [
        Column(_("Line of the price list"), 30),
        Column(_("Article"), 10),
        Column(_("Entries"), 8),
        Column(_("Teachers"), 8),
        Column(_("Sum"), 14),
    ]
    rows = [
        [
            " ".join(filter(None, [found[0].item, item_words(found[0].original or found[0])])),
            " ".join(found[0].articles),
            len(found),
            len({entry.teacher_id for entry in found}),
            _words(found),
        ]
        for _key, found in sorted(_by(entries, lambda entry: entry.item).items())
    ]
    return Table(_("By line of the price list"), columns, rows)


def _sums(by_teacher: dict) -> Table:
    columns = [Column(_("Teacher"), 14), Column(_("Entries"), 8), Column(_("Sum"), 14), Column(_("Conduct points"), 10)]
    rows = [
        [found[0].teacher.name, len(found), _words(found), sum((e.conduct or Decimal(0) for e in found), Decimal(0))]
        for _key, found in sorted(by_teacher.items())
    ]
    return Table(_("By teacher"), columns, rows, notes=[_("In the order of names; no ranking.")])


def _entries(by_teacher: dict) -> Table:
    columns = [
        Column(_("Teacher"), 12),
        Column(pgettext("of a deduction", "Day"), 12),
        Column(pgettext("of a deduction", "What"), 28),
        Column(_("Article"), 10),
        Column(_("Reckoned"), 24),
        Column(_("Counts"), 12),
    ]
    rows = [
        [
            entry.teacher.name,
            entry.happened_on,
            item_words(entry),
            " ".join(entry.articles),
            "; ".join(entry.arithmetic),
            amount_words(entry.counted, entry.unit),
        ]
        for _key, found in sorted(by_teacher.items())
        for entry in found
    ]
    return Table(_("All entries"), columns, rows)


def _filed(entries: Iterable[Entry]) -> Table:
    """What C4.4.5 wants entered in a teacher's professional file (C4-R07)."""
    columns = [
        Column(_("Teacher"), 14),
        Column(pgettext("of a deduction", "Day"), 12),
        Column(pgettext("of a deduction", "What"), 30),
        Column(_("Article"), 10),
    ]
    rows = [
        [entry.teacher.name, entry.happened_on, item_words(entry), " ".join(entry.articles)]
        for entry in entries
        if is_filed(entry)
    ]
    return Table(_("For the professional files"), columns, rows)


def _words(entries: Iterable[Entry]) -> str:
    return " + ".join(amount_words(total, unit) for unit, total in totals(entries).items())


def _by(entries: Iterable[Entry], key) -> dict:
    found = defaultdict(list)
    for entry in entries:
        found[key(entry)].append(entry)
    return found


def sample() -> Gathered:
    """Give one invented entry: what a template is tried with."""
    entry = Entry(
        teacher=Teacher(pk=1, name="李老师"),
        item="C4-D09",
        item_text={"zh": "上课迟到", "en": "Late for a lesson"},
        articles=["C4.4.2"],
        event="lesson_late",
        unit=Unit.POINTS,
        happened_on=date(2026, 10, 8),
        arithmetic=["2 × 2 = 4"],
        amount=Decimal(4),
        counted=Decimal(4),
    )
    return written([entry], school="示范小学", period="2026–2027 · 1", on=date(2027, 1, 22))


def _months() -> list[tuple[str, str]]:
    return [("", gettext_lazy("The whole term")), *((str(number), str(number)) for number in MONTHS)]


register(
    ReportKind(
        code="R-28",
        label=gettext_lazy("Deductions of teachers"),
        about=gettext_lazy("What stands in the closed months, by line, by teacher and entry by entry. No ranking."),
        permission=Permission.DEDUCTION_DECIDE,
        gather=gather,
        sample=sample,
        options=[Option("month", gettext_lazy("Month"), _months())],
    )
)
