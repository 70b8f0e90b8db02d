"""R-22: observation in a term – quotas, feedback, inspected notes, assessment – for the administrative meeting."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from accounts.permissions import Permission
from accounts.roles import Role
from observations.selectors import term_report
from observations.selectors.assessments import Result, results
from observations.selectors.quotas import Quota, term_quotas
from reports.kinds import Column, Figure, Gathered, Option, ReportKind, Table, Version, register
from rulebook import saying, words
from rulebook.selectors.names import bearers_of, names_of
from schools.models import School, Term

QUOTAS = ("C1.4", "C3.8", "C5.8", "C6.4", "C7.4")


@dataclass(frozen=True)
class Observed:
    """All that the report is written from; plain values, no further reads."""

    feedback: term_report.Feedback
    quotas: Sequence[Sequence] = ()
    done: int = 0
    behind: int = 0
    weeks: Sequence[term_report.WeekSum] = ()
    classes: Sequence[tuple[str, int]] = ()
    notes: Sequence[Sequence] = ()
    assessed: Sequence[Result] = ()
    documents: Sequence[tuple[str, str]] = field(default=())


def gather(*, school: School, term: Term, on: date, options: dict[str, str]) -> Gathered:
    """Read the term as it stands on that day, in a constant number of statements."""
    quotas = term_quotas(school, term, today=on)
    lines = term_report.note_inspections(school, term, on=on)
    names = names_of(bearers_of(lines))
    observed = Observed(
        feedback=term_report.feedback(school, term, on=on),
        quotas=[_quota_row(quota) for quota in quotas],
        done=sum(quota.line.state == "done" for quota in quotas),
        behind=sum(quota.is_behind for quota in quotas),
        weeks=term_report.weeks(quotas),
        classes=term_report.by_class(school, term, on=on),
        notes=[_note_row(line, names) for line in lines],
        assessed=results(school, term, drops_extremes=options.get("extremes") == "without"),
        documents=sorted({(f"{q.line.document.id} {q.line.document.title}", _asked(q)) for q in quotas}),
    )
    return written(observed, school=str(school), period=str(term), on=on)


def _asked(quota: Quota) -> str:
    return " ".join(quota.line.requirement.articles)


def _quota_row(quota: Quota) -> list:
    weekly = f"{quota.met}/{len(quota.judged)}" if quota.is_weekly else ""
    return [
        quota.name,
        quota.group,
        f"{_asked(quota)} {saying.quota(quota.line.requirement, quota.line.numbers)}",
        quota.done,
        None if quota.is_weekly else quota.needed,
        weekly,
        str(words.STATES[quota.line.state].words),
    ]


def _note_row(line, names: dict[int, str]) -> list:
    standing = line.standing
    return [
        words.people(line.bearers, names),
        line.subject_name,
        " ".join(line.requirement.articles),
        words.period(line.period, line.document),
        standing.value,
        standing.needed,
        str(words.STATES[line.state].words),
    ]


def written(observed: Observed, *, school: str, period: str, on: date) -> Gathered:
    """Put it into words, in the language of the moment."""
    tables = [_quotas(observed), _weeks(observed), _classes(observed), _notes(observed), _assessed(observed)]
    return Gathered(
        title=_("Lesson observation of the term"),
        school=school,
        period=period,
        on=on,
        as_of=timezone.now(),
        figures=_figures(observed),
        tables=[table for table in tables if table.rows],
        versions=[Version(name, articles) for name, articles in observed.documents],
        signatures=[_("Made by"), _("Checked by"), Role.PRINCIPAL.label],
    )


def _figures(observed: Observed) -> list[Figure]:
    told = observed.feedback
    never = sum(not count for _name, count in observed.classes)
    return [
        Figure("observed", _("Observed lessons"), told.observed, QUOTAS),
        Figure("counting", _("With notes and talked over"), told.counting, ("C1.5", "C3.8", "C5.8", "C6.4", "C7.4")),
        Figure("unannounced", _("Unannounced"), told.unannounced, ("C2.2.4",)),
        Figure("talked_over", _("Feedback to the teacher"), told.talked_over, ("C2.2.4", "C1.5")),
        Figure("told", _("Feedback to the office"), told.told, ("C2.2.4",)),
        Figure("told_read", _("Feedback that the office has read"), told.told_read, ("C2.2.4",)),
        Figure("answered", _("Answered by the teacher"), told.answered, ("C1.5",)),
        Figure("people", _("People with a quota"), len(observed.quotas), QUOTAS),
        Figure("done", _("Quotas done"), observed.done, QUOTAS),
        Figure("behind", _("People behind"), observed.behind, QUOTAS),
        Figure("never", _("Classes never observed"), never, ("C2.2.4",)),
        Figure("assessed", _("Teachers assessed in class"), len({r.person for r in observed.assessed}), ("C7.4",)),
    ]


def _quotas(observed: Observed) -> Table:
    columns = [
        Column(_("Name"), 10),
        Column(_("Group"), 14),
        Column(_("Rule"), 22),
        Column(pgettext("lessons observed", "Done"), 8),
        Column(_("Needed"), 8),
        Column(_("Weeks met"), 10),
        Column(_("State"), 10),
    ]
    return Table(_("Who observed how many lessons"), columns, observed.quotas)


def _weeks(observed: Observed) -> Table:
    labels = [_("Week"), _("From"), _("People judged"), pgettext("of a week", "Met"), pgettext("of a week", "Waived")]
    columns = [Column(label, 12) for label in labels]
    return Table(
        _("Week by week"),
        columns,
        [[week.number, week.from_on, week.judged, week.met, week.waived] for week in observed.weeks],
    )


def _classes(observed: Observed) -> Table:
    columns = [Column(_("Class"), 18), Column(_("Observed lessons"), 12)]
    return Table(_("Observed lessons by class"), columns, [[name, count] for name, count in observed.classes])


def _notes(observed: Observed) -> Table:
    columns = [
        Column(_("Inspected by"), 16),
        Column(_("Whose notes"), 12),
        Column(_("Article"), 10),
        Column(_("Period"), 14),
        Column(pgettext("lessons observed", "Done"), 8),
        Column(_("Needed"), 8),
        Column(_("State"), 10),
    ]
    return Table(_("Inspection of observation notes"), columns, observed.notes)


def _assessed(observed: Observed) -> Table:
    columns = [
        Column(_("Teacher"), 10),
        Column(_("Score sheet"), 20),
        Column(pgettext("observed", "Lessons"), 8),
        Column(_("Mean"), 8),
        Column(_("Full marks"), 8),
        Column(pgettext("of a score", "Grade"), 10),
    ]
    rows = [[r.name, r.sheet.name, r.lessons, r.points, r.full_marks, r.grade] for r in observed.assessed]
    return Table(
        _("Results of classroom assessment"), columns, rows, notes=[_("Not to be made public.")] if rows else []
    )


def sample() -> Gathered:
    """Give a small invented term: what a template is tried with."""
    counts = term_report.Feedback(
        observed=24, unannounced=20, counting=21, talked_over=22, read=18, answered=9, told=6, told_read=5
    )
    observed = Observed(
        feedback=counts,
        quotas=[["王老师", "语文组", "C3.8 每学期10节", Decimal(6), Decimal(10), "", "待办"]],
        behind=1,
        weeks=[term_report.WeekSum(6, date(2026, 10, 12), 20, 17, 1)],
        classes=[("三年级（1）班", 4), ("三年级（2）班", 0)],
        notes=[["李老师", "王老师", "C3.8", "全学期", Decimal(1), Decimal(2), "待办"]],
    )
    return written(observed, school="示范小学", period="2026–2027 · 1", on=date(2026, 12, 1))


register(
    ReportKind(
        code="R-22",
        label=gettext_lazy("Lesson observation of the term"),
        about=gettext_lazy(
            "Quotas person by person and week by week, feedback to teachers and office, classes never observed, "
            "inspected notes, classroom assessment: what the office reports to the administrative meeting."
        ),
        permission=Permission.CHECK_MANAGE,
        gather=gather,
        sample=sample,
        options=[
            Option(
                "extremes",
                gettext_lazy("Several observers of one lesson"),
                [
                    ("with", gettext_lazy("Mean of all")),
                    ("without", gettext_lazy("Mean without highest and lowest")),
                ],
            )
        ],
    )
)
