"""R-27: the daily lesson register and patrol report for the office and the principal's office (C2.2.1–2, C7.7)."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from accounts.permissions import Permission
from patrols.models import Norm, PatrolEntry, PatrolWalk, Reason
from patrols.selectors.patrol import DayLine, lines_of, school_days, summed
from reports.kinds import Column, Figure, Gathered, Option, ReportKind, Table, register
from schools.models import School, Term

DAY, MONTH, TERM = "day", "month", "term"


def gather(*, school: School, term: Term, on: date, options: dict[str, str]) -> Gathered:
    """Read the registers of the last school day, the month or the term; some fifteen statements."""
    walks, entries = PatrolWalk.objects.filter(school=school), PatrolEntry.objects.filter(school=school)
    days = _days(school, term, on, options.get("span", DAY), walks)
    lines = lines_of(school, days, walks=walks, entries=entries)
    of_days = entries.filter(on__in=days).for_listing()
    found = list(of_days.remarkable().order_by("on", "period", "pk"))
    missing = [entry for entry in found if entry.is_missing and entry.teacher]
    norms = dict(Norm.objects.filter(school=school).values_list("pk", "name"))
    walked = list(walks.filter(on__in=days).select_related("begun_by", "finished_by").order_by("on", "period"))
    return Gathered(
        title=_("Daily lesson register and patrol"),
        school=str(school),
        period=_period(days) or str(term),
        on=on,
        as_of=timezone.now(),
        figures=_figures(lines, missing),
        tables=[_days_table(lines), _walks_table(walked), _found_table(found, norms), _missing_table(missing)],
        signatures=[_("Made by"), _("Academic office"), _("Principal's office")],
    )


def _days(school: School, term: Term, on: date, span: str, walks) -> list[date]:
    """Give the school days shown, oldest first. "day" is the last one: in the morning, the day before."""
    days = school_days(school, term.span, on)
    if span == MONTH:
        return [day for day in days if (day.year, day.month) == (on.year, on.month)][::-1]
    if span == TERM:
        return days[::-1]
    if len(days) > 1 and days[0] == on and not walks.filter(on=on).exists():
        return [days[1]]
    return days[:1]


def _period(days: list[date]) -> str:
    if not days:
        return ""
    return days[0].isoformat() if len(days) == 1 else f"{days[0].isoformat()} – {days[-1].isoformat()}"


def _figures(lines: list[DayLine], missing: list[PatrolEntry]) -> list[Figure]:
    total = summed(lines)
    without = sum(not line.has_register for line in lines)
    reasons = [entry.reason for entry in missing if _has_reason(entry)]
    attendance, norms = ["C2.2.1"], ["C7.7"]
    return [
        Figure("days", _("School days"), len(lines), attendance),
        Figure("days_without", _("School days without a register"), without, [*attendance, *norms]),
        Figure("walks", _("Periods walked"), total.finished, [*attendance, *norms]),
        Figure("late", _("Late"), total.late, [*attendance, "C4.4.2"]),
        Figure("left", _("Left early"), total.left, [*attendance, "C4.4.2"]),
        Figure("absent", _("Absent"), total.absent, [*attendance, "C4.4.2"]),
        Figure("swapped", _("Swapped without approval"), total.swapped, ["C2.2.3"]),
        Figure("norms", _("Norms not kept"), total.norms, norms),
        Figure("reasons_open", _("Missed lessons without a reason"), len(missing) - len(reasons), ["C2.2.2"]),
        Figure("reasons_unseen", _("Reasons not seen yet"), sum(r.seen_at is None for r in reasons), ["C2.2.2"]),
    ]


def _days_table(lines: list[DayLine]) -> Table:
    columns = [
        Column(_("Day"), 12),
        Column(_("Periods"), 9),
        Column(_("Periods walked"), 10),
        Column(_("Not walked"), 14),
        Column(_("Late"), 8),
        Column(_("Left early"), 8),
        Column(_("Absent"), 8),
        Column(_("Swapped"), 10),
        Column(_("Norms not kept"), 12),
    ]
    rows = [
        [
            line.on, line.periods, line.finished, _joined(map(str, line.missing)),
            line.late, line.left, line.absent, line.swapped, line.norms,
        ]
        for line in lines
    ]  # fmt: skip
    return Table(_("Registers"), columns, rows)


def _walks_table(walks: list[PatrolWalk]) -> Table:
    columns = [Column(_("Day"), 12), Column(_("Period"), 7), Column(_("Patroller"), 14), Column(_("Finished"), 18)]
    rows = [
        [each.on, each.period, (each.finished_by or each.begun_by).name, _moment(each.finished_at)] for each in walks
    ]
    return Table(_("Who walked when"), columns, rows)


def _found_table(entries: list[PatrolEntry], norms: dict[int, str]) -> Table:
    columns = [
        Column(_("Day"), 12),
        Column(_("Period"), 7),
        Column(_("Class"), 14),
        Column(_("Subject"), 12),
        Column(_("Teacher"), 10),
        Column(_("Found"), 34),
        Column(_("Dealt with at once"), 24),
    ]
    rows = [
        [
            entry.on, entry.period, entry.school_class.name_on(entry.on), entry.subject.name,
            entry.teacher.name if entry.teacher else "", _joined(_found(entry, norms)), entry.handled,
        ]
        for entry in entries
    ]  # fmt: skip
    return Table(_("What was found"), columns, rows)


def _found(entry: PatrolEntry, norms: dict[int, str]) -> list[str]:
    words = [
        _("Absent") if entry.is_absent else "",
        _("late %(n)s min") % {"n": entry.late} if entry.late else "",
        _("left %(n)s min early") % {"n": entry.left} if entry.left else "",
        f"{_('Swapped without approval')} ({entry.really})" if entry.is_swapped else "",
        *(norms.get(norm, "") for norm in entry.norms),
        entry.note,
        f"{_('Highlight')}: {entry.highlight}" if entry.highlight else "",
    ]
    return [word for word in words if word]


def _missing_table(entries: list[PatrolEntry]) -> Table:
    columns = [
        Column(_("Day"), 12),
        Column(_("Period"), 7),
        Column(_("Teacher"), 10),
        Column(_("Reason"), 16),
        Column(_("What was found out"), 30),
        Column(_("Entered by"), 10),
        Column(_("Seen by"), 10),
    ]
    return Table(_("Reasons of missed lessons"), columns, [_missing_row(entry) for entry in entries])


def _missing_row(entry: PatrolEntry) -> list:
    reason: Reason | None = entry.reason if _has_reason(entry) else None
    said = [reason.get_kind_display(), reason.text, reason.entered_by.name] if reason else ["", "", ""]
    return [entry.on, entry.period, entry.teacher.name, *said, reason.seen_by.name if reason and reason.seen_by else ""]


def _has_reason(entry: PatrolEntry) -> bool:
    return getattr(entry, "reason", None) is not None


def _moment(at) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}" if at else ""


def _joined(words) -> str:
    return pgettext("between the items of a list", ", ").join(words)


def sample() -> Gathered:
    """Give a small invented register: what a template is tried with."""
    line = DayLine(date(2026, 10, 12), periods=7, finished=2, missing=[1, 2, 4, 5, 7], late=1)
    found = [date(2026, 10, 12), 3, "三年级（1）班", "语文", "李老师", "9:15 迟到4分钟", ""]
    return Gathered(
        title=_("Daily lesson register and patrol"),
        school="示范小学",
        period="2026-10-12",
        on=line.on,
        as_of=timezone.now(),
        figures=_figures([line], []),
        tables=[
            _days_table([line]),
            _walks_table([]),
            Table(_found_table([], {}).title, _found_table([], {}).columns, [found]),
            _missing_table([]),
        ],
        signatures=[_("Made by"), _("Academic office"), _("Principal's office")],
    )


register(
    ReportKind(
        code="R-27",
        label=gettext_lazy("Daily lesson register and patrol"),
        about=gettext_lazy(
            "Who walked when, what was found, which lessons were missed and why, days without a register."
        ),
        permission=Permission.PATROL_VIEW,
        gather=gather,
        sample=sample,
        options=[
            Option(
                "span",
                gettext_lazy("Which days"),
                [
                    (DAY, gettext_lazy("The last school day")),
                    (MONTH, gettext_lazy("The month so far")),
                    (TERM, gettext_lazy("The term so far")),
                ],
            )
        ],
    )
)
