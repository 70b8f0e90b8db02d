"""R-23: the six-earnests evaluation of every teacher at the end of a term (C4.3b).

Only final evaluations are told: a draft is nobody's judgement yet.
"""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.permissions import Permission
from accounts.roles import Role
from reports.kinds import Column, Figure, Gathered, ReportKind, Table, register
from schools.models import School, Term
from sheets.rules import GradeLine, Item, Kind, Sheet
from teaching_checks.selectors.reviews import Evaluated, evaluated

ARTICLES = ["C4.3"]


def gather(*, school: School, term: Term, on: date, options: dict[str, str]) -> Gathered:
    """Read who has an evaluation and who has none, in a constant number of statements."""
    return written(evaluated(term, on=on), school=str(school), period=str(term), on=on)


def written(rows: Sequence[Evaluated], *, school: str, period: str, on: date) -> Gathered:
    """Put the evaluations into words, in the language of the moment."""
    done = [row for row in rows if row.sheet]
    missing = [row for row in rows if not row.sheet]
    return Gathered(
        title=_("Six-earnests evaluations"),
        school=school,
        period=period,
        on=on,
        as_of=timezone.now(),
        figures=[
            Figure("teachers", _("Teachers"), len(rows), ARTICLES),
            Figure("evaluated", _("Evaluated"), len(done), ARTICLES),
            Figure("missing", _("Not evaluated yet"), len(missing), ARTICLES),
        ],
        tables=[_evaluations(done), Table(_("Not evaluated yet"), [_name()], [[row.name] for row in missing])],
        signatures=[_("Made by"), _("Checked by"), Role.PRINCIPAL.label],
    )


def _evaluations(rows: Sequence[Evaluated]) -> Table:
    """Give one row for each teacher; schools may have changed their sheet in the term, so all areas stand in a row."""
    areas = {item.code: item.name for row in rows for item in row.sheet.items if item.kind is Kind.GRADE}
    columns = [_name(), *(Column(name, 10) for name in areas.values()), Column(_("Remark"), 40)]
    return Table(_("Evaluations by teacher"), columns, [_row(row, list(areas)) for row in rows])


def _row(row: Evaluated, areas: list[str]) -> list[str]:
    grades = {line.code: line.name for line in row.sheet.grades}
    texts = [row.values.get(item.code, "") for item in row.sheet.items if item.kind is Kind.TEXT]
    given = [row.values.get(code, "") for code in areas]
    return [row.name, *(grades.get(code, code) for code in given), "\n".join(filter(None, texts))]


def _name() -> Column:
    return Column(_("Teacher"), 14)


def sample() -> Gathered:
    """Give invented evaluations: what a template is tried with."""
    items = (Item("lesson", "上课", Kind.GRADE), Item("remark", "评语", Kind.TEXT))
    sheet = Sheet(items, (GradeLine("good", "良", 0.8),))
    rows = [Evaluated("李老师", sheet, {"lesson": "good", "remark": "认真"}), Evaluated("王老师")]
    return written(rows, school="示范小学", period="2026–2027 · 1", on=date(2026, 9, 1))


register(
    ReportKind(
        code="R-23",
        label=gettext_lazy("Six-earnests evaluations"),
        about=gettext_lazy("The final evaluation of every teacher by area and in words, and who has none yet."),
        permission=Permission.CHECK_MANAGE,
        gather=gather,
        sample=sample,
    )
)
