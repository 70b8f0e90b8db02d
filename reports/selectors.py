"""Reads about reports: the archive, templates in force, who may be told, what is due."""

from collections import defaultdict
from datetime import date

from django.db.models import Max, Prefetch, Q, QuerySet
from django.utils import timezone

from accounts.models import Post, User
from accounts.permissions import Permission
from accounts.roles import ROLES, Scope
from reports.kinds import ReportKind
from reports.models import Report, Schedule, ScheduleRun, Template
from schools.models import School, Term


def archive(user, school: School) -> QuerySet[Report]:
    """Give the school's reports that the user may see."""
    return Report.objects.visible_to(user).filter(school=school).select_related("term", "made_by")


def found_in(reports: QuerySet[Report], query: str) -> QuerySet[Report]:
    """Keep the reports whose title, maker or data version holds the words."""
    words = Q(title__icontains=query) | Q(made_by__name__icontains=query) | Q(fingerprint=query)
    return reports.filter(words) if query else reports


def templates_in_force(user, school: School) -> dict[str, Template]:
    """Give the school's own templates in force by kind; a kind without one uses the portal's."""
    rows = Template.objects.visible_to(user).filter(school=school, replaced_at=None).select_related("uploaded_by")
    return {row.kind: row for row in rows}


def template_of(school: School, kind: ReportKind) -> Template | None:
    """Give the template that reports of the kind are made with; None for the portal's own."""
    return Template.objects.filter(school=school, kind=kind.code, replaced_at=None).first()


def readers(school: School, kind: ReportKind, on: date | None = None) -> QuerySet[User]:
    """Give the people who may see reports of the kind in the school, by their names."""
    held: dict[int, set] = defaultdict(set)
    posts = Post.objects.held_on(on or timezone.localdate()).filter(school=school, user__is_active=True)
    for user_id, role in posts.values_list("user", "role"):
        if ROLES[role].scope == Scope.SCHOOL:
            held[user_id] |= ROLES[role].permissions
    needed = {Permission.REPORT_VIEW, kind.permission}
    return User.objects.filter(pk__in=[pk for pk, may in held.items() if needed <= may]).order_by("name", "pk")


def schedules_of(user, school: School) -> QuerySet[Schedule]:
    """Give the school's schedules with recipients and the newest run first in `newest_runs`."""
    runs = ScheduleRun.objects.select_related("job__report").order_by("schedule_id", "-due_on").distinct("schedule_id")
    return (
        Schedule.objects.visible_to(user)
        .filter(school=school)
        .select_related("scheduled_by")
        .prefetch_related("recipients", Prefetch("runs", queryset=runs, to_attr="newest_runs"))
    )


def schedules_on() -> QuerySet[Schedule]:
    """Give every schedule that is switched on, with what is needed to know whether it is due."""
    terms = Prefetch("school__terms", queryset=Term.objects.order_by("starts_on"))
    schedules = Schedule.objects.filter(is_on=True).annotate(last_due_on=Max("runs__due_on")).order_by("kind", "pk")
    return schedules.select_related("school", "scheduled_by").prefetch_related(terms)
