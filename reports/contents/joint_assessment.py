"""R-15: the bundled joint assessment with its arithmetic (G5.5.3, F-16)."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from accounts.permissions import Permission
from accounts.roles import Role
from alliances.evidence.things import members_in
from alliances.models import Alliance
from alliances.selectors.assessments import Assessment, assess, newest_statement
from alliances.selectors.own_measures import year_span
from core.dates import Span
from reports.kinds import Column, Figure, Gathered, ReportKind, Table, register
from schools.models import School, Term

STATEMENT = "R-15"
ARTICLES = ["G5.5.3"]


def gather(*, school: School, term: Term, on: date, options: dict[str, str]) -> Gathered:
    """Read the assessments of the alliances in which the school is a member in the school year, as they stand."""
    found = [assess(each, term.school_year, today=on) for each in _alliances(school, year_span(term.school_year), on)]
    return _said(school.name, str(term), on, found)


def of_alliance(alliance: Alliance, year: int, on: date) -> Gathered:
    """Give one alliance's assessment of a school year."""
    return _said(str(alliance), _("School year %(year)s") % {"year": year}, on, [assess(alliance, year, today=on)])


def _alliances(school: School, year: Span, on: date):
    rows = Alliance.objects.filter(pk__in=members_in(year).filter(school=school).values("alliance"))
    return rows.founded_on(on).select_related("seat").order_by("name", "pk")


def _said(school: str, period: str, on: date, found: list[Assessment]) -> Gathered:
    return Gathered(
        title=_("Joint assessment"),
        school=school,
        period=period,
        on=on,
        as_of=timezone.now(),
        tables=[table for each in found for table in (_scores(each), _points(each), *_closed(each))],
        figures=[figure for each in found for figure in _figures(each)],
        signatures=[_("Made by"), _("Alliance office"), Role.PRINCIPAL.label],
    )


def _figures(found: Assessment) -> list[Figure]:
    key = f"a{found.alliance.pk}_"
    unset = _("not configured")
    weight = unset if found.weight is None else f"{found.weight.normalize():f}"
    mean = _("not known yet") if found.mean is None else found.mean
    return [
        Figure(f"{key}model", _("How the joint assessment is reckoned"), found.model_words or unset, ARTICLES),
        Figure(f"{key}weight", _("Weight of the alliance"), weight, ARTICLES),
        Figure(f"{key}mean", _("Mean of the alliance"), mean, ARTICLES),
    ]


def _scores(found: Assessment) -> Table:
    columns = [
        Column(_("School"), 20),
        Column(_("Own score"), 10),
        Column(pgettext("a score", "Alliance"), 10),
        Column(_("Final score"), 12),
        Column(_("Arithmetic"), 44),
    ]
    rows = [
        [
            row.membership.school.name,
            _known(row.own),
            _known(row.alliance),
            row.final if row.final is not None else _why(row),
            "; ".join(filter(None, (row.own_line, row.final_line))),
        ]
        for row in found.rows
    ]
    return Table(f"{found.alliance} {found.school_year}", columns, rows)


def _known(value):
    return _("not known yet") if value is None else value


def _why(row) -> str:
    return _("not known yet") if row.score.missing == "own" else _("not configured")


def _points(found: Assessment) -> Table:
    columns = [
        Column(_("School"), 20),
        Column(pgettext("of an assessment", "Indicator"), 28),
        Column(_("Article"), 12),
        Column(_("Weight"), 8),
        Column(pgettext("of an indicator", "Points"), 12),
    ]
    rows = [
        [row.membership.school.name, p.indicator.name, p.indicator.article, p.indicator.weight, _known(p.value)]
        for row in found.rows
        for p in row.points
    ]
    return Table(_("Points by indicator"), columns, rows)


def _closed(found: Assessment) -> list[Table]:
    statement = newest_statement(found.alliance, found.school_year)
    if statement is None:
        return []
    columns = [Column(_("School"), 20), Column(_("Final score"), 12), Column(_("Arithmetic"), 44)]
    rows = [[row["school"], row["final"], row["final_line"]] for row in statement.rows]
    title = _("Statement %(number)s, closed on %(day)s") % {"number": statement.number, "day": statement.closed_on}
    return [Table(title, columns, rows)]


def sample() -> Gathered:
    """Give a small invented statement: what a template is tried with."""
    columns = [Column("学校", 20), Column("本校", 10), Column("联盟", 10), Column("最终", 12), Column("算式", 44)]
    rows = [["示范小学", "90.00", "75.25", "85.58", "(1 − 0.3) × 90.00 + 0.3 × 75.25 = 85.58"]]
    return Gathered(
        title="联动考核结果",
        school="示范小学",
        period="2026–2027 · 1",
        on=date(2027, 1, 20),
        as_of=timezone.now(),
        tables=[Table("青山联盟 2026", columns, rows)],
        figures=[Figure("a1_weight", "联盟权重", "0.3", ARTICLES)],
        signatures=["制表"],
    )


register(
    ReportKind(
        code=STATEMENT,
        label=gettext_lazy("Joint assessment"),
        about=gettext_lazy("Own, alliance and final score of each member school, with the arithmetic."),
        permission=Permission.ALLIANCE_SCHOOL,
        gather=gather,
        sample=sample,
    )
)
