"""R-30: the log of experiments of a term and how many of the planned ones were held (C4.4.6)."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from accounts.permissions import Permission
from accounts.roles import Role
from registry.models import SchoolClass
from reports.kinds import Column, Figure, Gathered, ReportKind, Table, register
from schools.models import School, Term
from teaching_checks.models import Experiment
from teaching_checks.selectors.experiments import completion, for_listing, totals

ARTICLES = ["C4.4.6"]


@dataclass
class Log:
    """All that the report is written from; plain lists, no further reads."""

    rates: list[dict]
    experiments: list[Experiment]


def gather(*, school: School, term: Term, on: date, options: dict[str, str]) -> Gathered:
    """Read the plan and log of the term, in four statements whatever the size of the school."""
    by = ("teacher__name_pinyin", "teacher", "subject__name", "school_class")
    rates = list(completion(school, term, user=None).order_by(*by))
    classes = SchoolClass.objects.filter(school=school).with_grade(on)
    names = {each.pk: each.name_on(on) for each in classes}
    for row in rates:
        row["class"] = names.get(row["school_class"], "")
    logged = for_listing(Experiment.objects.filter(school=school, term=term)).order_by("due_on", "pk")
    return written(Log(rates, list(logged)), school=str(school), period=str(term), on=on)


def written(log: Log, *, school: str, period: str, on: date) -> Gathered:
    """Put plan and log into words, in the language of the moment."""
    sums = totals(log.rates)
    rate = round(100 * sums["done"] / sums["planned"]) if sums["planned"] else None
    return Gathered(
        title=_("Experiments of the term"),
        school=school,
        period=period,
        on=on,
        as_of=timezone.now(),
        figures=[
            Figure("planned", _("Experiments planned"), sums["planned"], ARTICLES),
            Figure("done", _("Experiments held"), sums["done"], ARTICLES),
            Figure("rate", _("Held of the planned, %"), rate, ARTICLES),
            Figure("verified", _("Held and verified"), sums["verified"], ARTICLES),
            Figure("missed", _("Not held, verified"), sums["missed"], ARTICLES),
        ],
        tables=[_rates_table(log), _log_table(log)],
        signatures=[_("Made by"), _("Checked by"), Role.PRINCIPAL.label],
    )


def _rates_table(log: Log) -> Table:
    columns = [
        Column(_("Teacher"), 12),
        Column(_("Subject"), 12),
        Column(_("Class"), 16),
        Column(pgettext("an experiment", "Planned"), 8),
        Column(pgettext("experiments", "Held"), 8),
        Column(_("Verified"), 8),
        Column(_("Not held, verified"), 10),
    ]
    rows = [
        [
            row["teacher__name"],
            row["subject__name"],
            row["class"],
            *(row[n] for n in ("planned", "done", "verified", "missed")),
        ]
        for row in log.rates
    ]
    return Table(_("Held of the planned experiments"), columns, rows)


def _log_table(log: Log) -> Table:
    columns = [
        Column(pgettext("an experiment", "Due on"), 12),
        Column(_("Experiment"), 22),
        Column(_("Kind"), 10),
        Column(_("Class"), 16),
        Column(_("Teacher"), 12),
        Column(_("Done on"), 12),
        Column(_("State"), 12),
        Column(_("Log"), 26),
    ]
    rows = [
        [
            each.due_on,
            each.name,
            each.get_kind_display(),
            str(each.school_class),
            each.teacher.name,
            each.done_on,
            each.get_state_display(),
            each.note or each.judged_why,
        ]
        for each in log.experiments
    ]
    return Table(_("Log of experiments"), columns, rows)


def sample() -> Gathered:
    """Give a small invented log: what a template is tried with."""
    counts = {"planned": 4, "done": 3, "verified": 2, "missed": 1}
    row = {"teacher__name": "李老师", "subject__name": "科学", "class": "三年级（1）班", **counts}
    return written(Log([row], []), school="示范小学", period="2026–2027 · 1", on=date(2026, 9, 1))


register(
    ReportKind(
        code="R-30",
        label=gettext_lazy("Experiment log and completion rate"),
        about=gettext_lazy("Experiments planned, held and verified by teacher and class, and the log of the term."),
        permission=Permission.CHECK_MANAGE,
        gather=gather,
        sample=sample,
    )
)
