"""Self-inspection reports as pages need them: figures live or frozen, what is asked for, what is overdue (G5.4.3)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from alliances.models import Alliance, Membership, ReportSection, SelfReport
from alliances.rules.self_reports import due_months, is_overdue
from alliances.sections import Figure, register_section, sections, title_of
from alliances.selectors.scheme import owed_by, report_months
from core.dates import Span, month_span
from rulebook.rules.judging import State

STATES = {
    State.DONE: gettext_lazy("fulfilled"),
    State.LATE: gettext_lazy("late"),
    State.DUE: gettext_lazy("under way"),
    State.NOT_DUE: gettext_lazy("not due yet"),
    State.WAIVED: gettext_lazy("waived"),
}


def scheme_figures(membership: Membership, span: Span, today: date | None = None) -> list[Figure]:
    """Give each obligation of the school in these days: done of needed, and its state."""
    today = today or span.last_on
    return [
        Figure(
            label=f"{line.requirement.name} · {line.due_on:%Y-%m-%d}",
            value=pgettext("done of needed, and the state", "%(done)s of %(needed)s, %(state)s")
            % {
                "done": _plain(line.standing.value),
                "needed": _plain(line.standing.needed),
                "state": STATES[line.state],
            },
            article=", ".join(line.requirement.articles),
            url=reverse("rulebook:obligation_show", args=[line.public_id]),
        )
        for line in owed_by(membership, span, today=today)
    ]


def _plain(value) -> str:
    return "–" if value is None else f"{value.normalize():f}"


def register() -> None:
    """Fill the section of what the scheme asks; called when the app starts."""
    register_section("scheme", gettext_lazy("What the scheme asks"), scheme_figures)


def gathered(report: SelfReport, today: date) -> dict[str, list[list[str]]]:
    """Give the figures of all sections as they stand today, as they are kept."""
    span = Span(report.from_on, max(min(report.to_on, date.fromordinal(today.toordinal() + 1)), report.from_on))
    return {
        each.name: [[str(f.label), str(f.value), f.article, f.url] for f in each.figures(report.membership, span)]
        for each in sections()
    }


@dataclass(frozen=True)
class Written:
    """A section to be read: its title, figures and the school's words."""

    section: ReportSection
    title: str
    figures: list[Figure]


def written(report: SelfReport, today: date) -> list[Written]:
    """Give the sections with their figures: frozen ones where the report was handed in, else as they stand."""
    found = report.figures if report.figures is not None else gathered(report, today)
    rows = report.sections.select_related("saved_by")
    return [
        Written(each, title_of(each.name), [Figure(*f) for f in found.get(each.name, ())])
        for each in sorted(rows, key=_place(found))
    ]


def _place(found: dict[str, list]):
    order = {name: place for place, name in enumerate(found)}
    return lambda section: (order.get(section.name, len(order)), section.pk)


@dataclass(frozen=True)
class Asked:
    """One report that the scheme asks of a school: `report` is None while nobody has begun it."""

    membership: Membership
    year: int
    month: int
    report: SelfReport | None
    is_overdue: bool

    @property
    def due_on(self) -> date:
        return month_span(self.year, self.month).last_on

    @property
    def is_handed_in(self) -> bool:
        return self.report is not None and not self.report.is_open


def asked_of(members: Iterable[Membership], on: date) -> list[Asked]:
    """Give what is asked of these members until that day, newest month first; five statements for each alliance."""
    members = list(members)
    alliances: dict[int, Alliance] = {each.alliance_id: each.alliance for each in members}
    months = {pk: report_months(alliance, on) for pk, alliance in alliances.items()}
    reports = SelfReport.objects.filter(membership__in=members).select_related("membership__school")
    by_key = {(each.membership_id, each.year, each.month): each for each in reports}
    found = [
        Asked(member, year, month, report, _is_late(report, year, month, on))
        for member in members
        for year, month in due_months(on, months[member.alliance_id], since=member.from_on)
        if member.to_on is None or month_span(year, month).from_on < member.to_on
        for report in [by_key.get((member.pk, year, month))]
    ]
    return sorted(found, key=lambda each: (-each.year, -each.month, each.membership.school.name))


def _is_late(report: SelfReport | None, year: int, month: int, on: date) -> bool:
    return is_overdue(year, month, on) and (report is None or report.is_open)


def period_words(report: SelfReport) -> str:
    """Give the days that a report tells of."""
    last = date.fromordinal(report.to_on.toordinal() - 1)
    return _("%(first)s to %(last)s") % {"first": report.from_on, "last": last}
