"""The timetable to read: the day of the school, the week of a class, a teacher, a room, and one's own."""

from datetime import date, timedelta

from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.permissions import Permission
from core.access import may, requires
from core.listing import paged
from registry.models import Room
from registry.selectors import timetable_pages as selectors
from schools.selectors import current_term

CLASSES_PER_PAGE = 60


@requires(Permission.TIMETABLE_VIEW)
@require_safe
def timetable_day(request):
    """What is really taught on a day (?on=2026-09-07) in every class: calendar, weeks, substitutions."""
    on = day_asked(request) or timezone.localdate()
    day = selectors.day_of_school(request.school, on)
    return render(
        request,
        "registry/timetable/day.html",
        {
            "day": day,
            "page": paged(request, day.rows, per_page=CLASSES_PER_PAGE),
            "before": on - timedelta(days=1),
            "after": on + timedelta(days=1),
            "today": timezone.localdate(),
            "may_edit": may(request, Permission.TIMETABLE_EDIT),
        },
    )


@requires(Permission.TIMETABLE_VIEW)
@require_safe
def timetable_mine(request):
    """The own week; whoever teaches nothing here is told so."""
    teacher = selectors.own_employment(request.user, request.school)
    if teacher:
        return redirect("registry:teacher_timetable", teacher.public_id)
    return render(request, "registry/timetable/mine.html", {})


@requires(Permission.TIMETABLE_VIEW)
@require_safe
def class_timetable(request, public_id):
    """The week of a class."""
    classes = selectors.classes_on_the_wall(request.user, request.school)
    return _week(request, get_object_or_404(classes, public_id=public_id), "class")


@requires(Permission.TIMETABLE_VIEW)
@require_safe
def teacher_timetable(request, public_id):
    """The week of a teacher."""
    teachers = selectors.teachers_on_the_wall(request.user, request.school)
    return _week(request, get_object_or_404(teachers, public_id=public_id), "teacher")


@requires(Permission.TIMETABLE_VIEW)
@require_safe
def room_timetable(request, public_id):
    """The week of a room."""
    rooms = Room.objects.visible_to(request.user).filter(school=request.school)
    return _week(request, get_object_or_404(rooms, public_id=public_id), "room")


def _week(request, who, kind):
    today = timezone.localdate()
    term = current_term(request.school, request.session, today)
    on = term and min(max(day_asked(request) or today, term.starts_on), term.ends_on)
    return render(
        request,
        "registry/timetable/week.html",
        {
            "who": who,
            "kind": kind,
            "term": term,
            "on": on,
            "week": selectors.week_of(who, term, on) if term else None,
            "today": today,
            "may_edit": may(request, Permission.TIMETABLE_EDIT),
        },
    )


def day_asked(request) -> date | None:
    """Give the day of ?on=; None when there is none or it is no day."""
    try:
        return date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return None
