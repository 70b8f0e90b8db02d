"""How a school's communities stand: pupils in them, those outside the rules, duties without a parent."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communities.models import Community, Society
from communities.selectors.coverage import filed_slots, gaps
from communities.selectors.groups import communities_of, outside_rules
from communities.selectors.groups_coverage import coverage_by_grade, coverage_by_village
from core.charts import Chart, Row
from dashboards.selectors.gaps import Gap

AHEAD = 14  # days of duties that the first page looks at
LATEST = 5


@dataclass(frozen=True)
class Standing:
    """The communities of a school in figures; `gaps` are what needs somebody, `charts` how they stand."""

    gaps: list[Gap]
    charts: list[Chart]
    in_communities: int
    communities: int
    societies: int
    latest: list[Community]


def standing(user, school, today: date) -> Standing | None:
    """Give the figures of the school's communities; None while it has no society."""
    societies = Society.objects.visible_to(user).filter(school=school).active().count()
    if not societies:
        return None
    by_grade, by_village = coverage_by_grade(user, school), coverage_by_village(user, school)
    days = duty_days(user, school, today)
    approved = communities_of(user, school).active()
    found = [
        Gap(_("Communities outside the rules"), len(outside_rules(user, school)), _list("outside=on"), is_urgent=True),
        Gap(_("Duties of the next 14 days that lack a parent"), sum(day.lacking for day in days), _gap_list()),
    ]
    return Standing(
        gaps=[gap for gap in found if gap.count],
        charts=[grade_chart(by_grade), village_chart(by_village), duty_chart(days)],
        in_communities=sum(row.in_communities for row in by_village),
        communities=approved.count(),
        societies=societies,
        latest=list(approved.order_by("-approved_at")[:LATEST]),
    )


def grade_chart(rows) -> Chart:
    """Draw how many pupils of each grade are in a community."""
    drawn = [Row(str(row.label), [row.in_communities, row.without], _pupils(f"grade={row.label.pk}")) for row in rows]
    return _stacked("community-grades", _("Pupils in communities, by grade"), _("Grade"), drawn)


def village_chart(rows) -> Chart:
    """Draw how many pupils of each village are in a community."""
    drawn = [
        Row(str(row.label), [row.in_communities, row.without], _pupils(f"village={row.label.public_id}"))
        for row in rows
        if row.label
    ]
    return _stacked("community-villages", _("Pupils in communities, by village"), _("Village"), drawn)


def _stacked(key, title, heading, rows) -> Chart:
    return Chart(key, title, heading, [_("In a community"), _("In none")], rows, kind="stacked")


@dataclass(frozen=True)
class DutyDay:
    """The filed duties of one day: all of them, and those with a seat that nobody has."""

    on: date
    duties: int
    lacking: int


def duty_days(user, school, today: date) -> list[DutyDay]:
    """Give each day with duties of the two weeks from today on; two statements."""
    last = today + timedelta(days=AHEAD - 1)
    slots = filed_slots(user, school, today, last)
    lacking = slots.filter(pk__in=gaps(user, school, today, last).values("pk"))
    lacking = dict(_by_day(lacking))
    return [DutyDay(on, count, lacking.get(on, 0)) for on, count in _by_day(slots)]


def _by_day(slots):
    return slots.order_by("on").values_list("on").annotate(count=Count("*"))


def duty_chart(days: list[DutyDay]) -> Chart:
    """Draw the duties of each day of the next two weeks: with all their parents, and without."""
    series = [_("Covered"), _("A parent is missing")]
    return Chart(
        "duties", _("Duties of the next 14 days"), _("Day"), series, [_day(day) for day in days], kind="stacked"
    )


def _day(day: DutyDay) -> Row:
    words = {"count": day.lacking}
    note = ngettext("%(count)d lacks a parent", "%(count)d lack a parent", day.lacking) % words if day.lacking else ""
    url = _gap_list(f"from={day.on:%Y-%m-%d}&to={day.on:%Y-%m-%d}") if day.lacking else ""
    return Row(
        date_format(day.on, "MONTH_DAY_FORMAT"), [day.duties - day.lacking, day.lacking], url, note, bool(day.lacking)
    )


def _list(query: str) -> str:
    return f"{reverse('communities:community_list')}?{query}"


def _pupils(query: str) -> str:
    return f"{reverse('communities:community_pupils')}?{query}"


def _gap_list(query: str = "") -> str:
    return f"{reverse('communities:slot_gap_list')}?{query}".rstrip("?")
