"""R-12: the goals of the three years, what shows them, how they came in, which are not reached (G5.1.2, G5.3.2.4)."""

from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from accounts.models import User
from accounts.permissions import Permission
from accounts.roles import Role
from alliances.models import Alliance, Membership, Plan
from alliances.rules.goals import Standing, trend
from alliances.selectors.goals import years_of
from alliances.selectors.matrix import large_events
from reports.contents.three_years_tables import YEARS, Programme, share, tables_of
from reports.kinds import Column, Figure, Gathered, ReportKind, Table, register
from schools.models import School, Term

CODE = "R-12"
PLAN = "G5.3.2.4"


def gather(*, school: School, term: Term, on: date, options: dict[str, str]) -> Gathered:
    """Read the goals of the alliances in which the school is a member; some eight statements for each of them."""
    members = Membership.objects.current(on).filter(school=school)
    rows = Alliance.objects.founded_on(on).filter(pk__in=members.values("alliance")).order_by("name", "pk")
    programmes = [programme(each, on, None) for each in rows]
    return _said(school.name, str(term), on, programmes, settings.PUBLIC_URL)


def of_alliance(alliance: Alliance, on: date, user, base: str) -> Gathered:
    """Give one alliance's three years as the user may read them; `base` begins the addresses of the pages."""
    found = programme(alliance, on, user)
    return _said(str(alliance), _("Goals until %(day)s") % {"day": on}, on, [found], base)


def programme(alliance: Alliance, on: date, user: User | None) -> Programme:
    """Read goals, plans and the large events of the first year; for None, a report that the portal makes, all."""
    years = years_of(alliance, on, user)
    dated = [(year.span, line.goal.done_on) for year in years if year.span for line in year.lines]
    first = next((year.span for year in years if year.number == 1 and year.span), None)
    large = sum(each.on <= on for each in large_events(alliance, first)) if first and alliance.has_core else None
    return Programme(alliance, years, trend(dated, on), _plans(alliance, on, user), large)


def _plans(alliance: Alliance, on: date, user: User | None) -> list[tuple[School, Plan | None]]:
    plans = Plan.objects.visible_to(user) if user else Plan.objects.all()
    rows = plans.filter(alliance=alliance, kind=Plan.Kind.SCHOOL, decided_on__lte=on).order_by("number")
    newest = {plan.school_id: plan for plan in rows}
    members = Membership.objects.current(on).filter(alliance=alliance).select_related("school")
    return [(member.school, newest.get(member.school_id)) for member in members]


def _said(school: str, period: str, on: date, programmes: Sequence[Programme], base: str) -> Gathered:
    several = len(programmes) > 1
    return Gathered(
        title=_("Goals of the three years"),
        school=school,
        period=period,
        on=on,
        as_of=timezone.now(),
        figures=[figure for each in programmes for figure in _figures(each)],
        tables=[table for each in programmes for table in tables_of(each, base, several=several)],
        signatures=[_("Made by"), _("Alliance office"), Role.PRINCIPAL.label],
    )


def _figures(found: Programme) -> list[Figure]:
    """Give the figures of one alliance; a school is in one of a scheme at a time, so the scheme makes the keys."""
    key, has_core = found.alliance.document.lower(), found.alliance.has_core
    all_years, plan = (list(YEARS.values()), [PLAN]) if has_core else ([], [])
    states = [line.standing for line in found.lines]
    reached = sum(state.is_reached for state in states)
    figures = [
        Figure(f"{key}_goals", pgettext("how many", "Goals of the three years"), len(states), all_years),
        Figure(f"{key}_reached", _("Goals reached"), reached, all_years),
        Figure(f"{key}_share", _("Share reached"), share(reached, len(states)), all_years),
        Figure(f"{key}_late", _("Goals reached late"), states.count(Standing.REACHED_LATE), all_years),
        Figure(f"{key}_unmet", _("Not reached in their year"), states.count(Standing.UNMET), all_years),
        Figure(f"{key}_plans", _("Schools whose plan has the chapter on the alliance"), _chapters(found), plan),
    ]
    if found.large is not None:
        figures.append(Figure(f"{key}_large", _("Large events in the first year"), found.large, [YEARS[1]]))
    return figures


def _chapters(found: Programme) -> str:
    have = sum(plan is not None and plan.holds_the_chapter for _school, plan in found.plans)
    return f"{have} / {len(found.plans)}"


def sample() -> Gathered:
    """Give a small invented report: what a template is tried with."""
    columns = [Column("目标", 30), Column("状态", 14), Column("达成日期", 12), Column("凭证", 40)]
    return Gathered(
        title="三年目标完成情况",
        school="示范小学",
        period="2026–2027 · 1",
        on=date(2027, 1, 20),
        as_of=timezone.now(),
        tables=[Table("第1年", columns, [["方案与工作制度", "达成", date(2026, 10, 8), "2026-10-08 方案印发"]])],
        figures=[Figure("g5_goals", "三年目标", 13, list(YEARS.values())), Figure("g5_reached", "达成", 1, [YEARS[1]])],
        signatures=["制表"],
    )


register(
    ReportKind(
        code=CODE,
        label=gettext_lazy("Goals of the three years"),
        about=gettext_lazy(
            "The goals of each year with what shows them, how they came in, and why some are not reached."
        ),
        permission=Permission.ALLIANCE_SCHOOL,
        gather=gather,
        sample=sample,
    )
)
