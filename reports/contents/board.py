"""R-33: the compliance board of a term, as Word and Excel. What is voluntary or restricted is not in it."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.permissions import Permission
from accounts.roles import Role
from reports.kinds import Column, Figure, Gathered, Option, ReportKind, Table, Version, register
from rulebook import r33
from rulebook.documents import loading
from rulebook.selectors.board import Filter
from schools.models import School, Term


def gather(*, school: School, term: Term, on: date, options: dict[str, str]) -> Gathered:
    """Read the board as it stands on that day, in a constant number of statements."""
    return written(r33.gather(school, term, on, wanted=Filter(document=options.get("document", ""))))


def written(report: r33.Report) -> Gathered:
    """Give the board as every report is given."""
    return Gathered(
        title=report.title,
        school=report.school,
        period=report.period,
        on=report.on,
        as_of=timezone.now(),
        tables=[
            Table(each.title, [Column(c.heading, c.width) for c in each.columns], each.rows) for each in report.tables
        ],
        figures=[Figure(each.key, each.label, each.value, each.articles) for each in report.figures],
        versions=[Version(each.document, each.version) for each in report.versions],
        signatures=[_("Made by"), _("Checked by"), Role.PRINCIPAL.label],
    )


def sample() -> Gathered:
    """Give a small invented board: what a template is tried with."""
    columns = [r33.Column("要求", 26), r33.Column("截止", 12), r33.Column("逾期", 8)]
    table = r33.Table("要求汇总", columns, [["期中全面检查", date(2026, 11, 27), 2]])
    figures = [r33.Figure("late", "逾期", 2, ("C3.4",))]
    versions = [r33.Version("C3 教学工作检查制度（三）", "1")]
    return written(r33.Report("进度看板", "示范小学", "2026–2027 · 1", date(2026, 12, 1), versions, figures, [table]))


def _documents() -> list[tuple[str, str]]:
    return [("", gettext_lazy("All documents")), *((name, name) for name in loading.IDS)]


register(
    ReportKind(
        code=r33.CODE,
        label=gettext_lazy("Compliance board"),
        about=gettext_lazy(
            "What the documents in force ask in a term, requirement by requirement, and who stands how."
        ),
        permission=Permission.COMPLIANCE_VIEW,
        gather=gather,
        sample=sample,
        options=[Option("document", gettext_lazy("Which document"), _documents())],
    )
)
