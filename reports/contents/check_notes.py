"""What schools write after inspections: the term summary, the half-term note, the briefing (C0.2)."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.permissions import Permission
from accounts.roles import Role
from core.dates import Span
from reports.contents.checks import figures, sample_ledger, versions_said
from reports.contents.checks_tables import by_group_table, by_object_table, problems_table, rounds_table
from reports.kinds import Gathered, ReportKind, Table, Version, register
from rulebook.selectors.in_force import in_force
from schools.models import School, Term
from schools.selectors import school_calendar
from teaching_checks.selectors.ledger import Ledger, ledger

ARTICLES = ("C0.2",)


def of_term(*, school: School, term: Term, on: date, options: dict[str, str]) -> Gathered:
    """C0-R01: the whole term."""
    return _gathered(school, term, term.span, on, summary)


def of_half_term(*, school: School, term: Term, on: date, options: dict[str, str]) -> Gathered:
    """C0-R02: from the term's first day to the last day of the mid-term exam (F-20)."""
    calendar = school_calendar(school, term.starts_on, term.ends_on, terms=[term])
    first, _second = calendar.halves(term)
    return _gathered(school, term, first, min(on, first.last_on), half_term_note)


def of_briefing(*, school: School, term: Term, on: date, options: dict[str, str]) -> Gathered:
    """C0-R03: how things stand on a day, for the administrative meeting."""
    return _gathered(school, term, term.span, on, briefing)


def _gathered(school: School, term: Term, span: Span, on: date, write) -> Gathered:
    found = ledger(school, span, on=on)
    versions = versions_said(in_force(school, term.span), on)
    return write(found, school=str(school), period=str(term), on=on, versions=versions)


def summary(found: Ledger, **place) -> Gathered:
    tables = [by_object_table(found.held), by_group_table(found), problems_table(found), rounds_table(found.held)]
    return _written(_("Term summary of inspections"), found, tables, **place)


def half_term_note(found: Ledger, **place) -> Gathered:
    tables = [by_object_table(found.held), by_group_table(found), problems_table(found)]
    return _written(_("Half-term note on inspections"), found, tables, **place)


def briefing(found: Ledger, **place) -> Gathered:
    return _written(_("Briefing on inspections"), found, [rounds_table(found.held), problems_table(found)], **place)


def _written(
    title: str, found: Ledger, tables: list[Table], *, school: str, period: str, on: date, versions: Sequence[Version]
) -> Gathered:
    first, *others = tables
    opening = Table(first.title, first.columns, first.rows, sentences(found))
    return Gathered(
        title=title,
        school=school,
        period=period,
        on=on,
        as_of=timezone.now(),
        tables=[opening, *others],
        figures=figures(found, ARTICLES),
        versions=versions,
        signatures=[Role.ACADEMIC_DIRECTOR.label, Role.PRINCIPAL.label],
    )


def sentences(found: Ledger) -> list[str]:
    """Say in whole sentences what the figures say, to begin the text with; the school goes on from there."""
    rounds, done = len(found.held), len(found.done)
    held = ngettext("%(count)d round of inspection was held.", "%(count)d rounds of inspection were held.", rounds)
    looked = ngettext("%(count)d time a teacher was inspected.", "%(count)d times a teacher was inspected.", done)
    said = [held % {"count": rounds}, looked % {"count": done}]
    ordered = found.corrections.total()
    if ordered:
        words = _("%(ordered)d corrections were ordered, %(settled)d are settled, %(overdue)d are overdue.")
        said.append(words % {"ordered": ordered, "settled": found.corrections["verified"], "overdue": found.overdue})
    return said


def _sample_of(write):
    place = {"school": "示范小学", "period": "2026–2027 · 1", "on": date(2026, 11, 20)}
    return lambda: write(sample_ledger(), **place, versions=[Version("C3 教学工作检查制度（三）", "1")])


KINDS = (
    (
        "C0-R01",
        gettext_lazy("Term summary of inspections"),
        gettext_lazy("By object and by group, what was found most often, and all rounds: the draft of the summary."),
        of_term,
        summary,
    ),
    (
        "C0-R02",
        gettext_lazy("Half-term note on inspections"),
        gettext_lazy("The same up to the mid-term exam, short."),
        of_half_term,
        half_term_note,
    ),
    (
        "C0-R03",
        gettext_lazy("Briefing on inspections"),
        gettext_lazy("How the rounds stand today and what was found most often, for the administrative meeting."),
        of_briefing,
        briefing,
    ),
)

for code, label, about, gather, write in KINDS:
    register(
        ReportKind(
            code=code,
            label=label,
            about=about,
            permission=Permission.CHECK_MANAGE,
            gather=gather,
            sample=_sample_of(write),
        )
    )
