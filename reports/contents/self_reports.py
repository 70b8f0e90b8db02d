"""R-13: a school's self-inspection reports of a term, with figures that name the page of what they count (G5.4.3)."""

from datetime import date

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from accounts.permissions import Permission
from accounts.roles import Role
from alliances.models import SelfReport
from alliances.selectors.self_reports import Written, period_words, written
from core.dates import month_span
from reports.kinds import Column, Figure, Gathered, ReportKind, Table, register
from schools.models import School, Term

CODE = "R-13"


def gather(*, school: School, term: Term, on: date, options: dict[str, str]) -> Gathered:
    """Read the reports whose month lies in the term; drafts are not in it."""
    rows = SelfReport.objects.handed_in().filter(membership__school=school)
    rows = rows.select_related("alliance", "membership__school").order_by("year", "month", "pk")
    found = [each for each in rows if month_span(each.year, each.month).last_on in term.span]
    tables = [table for each in found for table in _tables(each, on, settings.PUBLIC_URL)]
    figure = Figure("reports", _("Self-reports handed in"), len(found), ["G5.4.3"])
    return _said(school.name, str(term), on, tables, [figure])


def of_report(report: SelfReport, on: date, base: str) -> Gathered:
    """Give one report as it stands, also a draft; `base` begins the addresses of the pages."""
    figure = Figure("state", _("State"), report.get_state_display(), ["G5.4.3"])
    day = report.data_on or on
    return _said(report.membership.school.name, period_words(report), day, _tables(report, on, base), [figure])


def _said(school: str, period: str, on: date, tables: list[Table], figures: list[Figure]) -> Gathered:
    return Gathered(
        title=_("Self-inspection report"),
        school=school,
        period=period,
        on=on,
        as_of=timezone.now(),
        tables=tables,
        figures=figures,
        signatures=[_("Made by"), Role.PRINCIPAL.label, _("Alliance office")],
    )


def _tables(report: SelfReport, on: date, base: str) -> list[Table]:
    return [_table(report, each, base) for each in written(report, on)]


def _table(report: SelfReport, each: Written, base: str) -> Table:
    columns = [
        Column(_("Figure"), 34),
        Column(pgettext("of a figure", "Value"), 18),
        Column(_("Article"), 14),
        Column(_("Page of the records"), 30),
    ]
    rows = [[f.label, f.value, f.article, f"{base}{f.url}" if f.url else ""] for f in each.figures]
    title = f"{report.year}-{report.month:02} {each.title}"
    return Table(title, columns, rows, each.section.words.splitlines() or [_("No words yet.")])


def sample() -> Gathered:
    """Give a small invented report: what a template is tried with."""
    columns = [Column("数据", 34), Column("值", 18), Column("条款", 14), Column("凭证页面", 30)]
    rows = [["每月例会", "5 / 5", "G5.3.2.2", "https://example.org/alliances/"]]
    table = Table("2026-12 例会", columns, rows, ["本学期例会按月召开。"])
    return _said(
        "示范小学", "2026–2027 · 1", date(2026, 12, 20), [table], [Figure("reports", "自查报告", 1, ["G5.4.3"])]
    )


register(
    ReportKind(
        code=CODE,
        label=gettext_lazy("Self-inspection reports"),
        about=gettext_lazy("What the school reported of itself to the alliance in June or December."),
        permission=Permission.ALLIANCE_SCHOOL,
        gather=gather,
        sample=sample,
    )
)
