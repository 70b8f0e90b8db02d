"""Reports that are made by themselves: the list, a new one, changing and removing one."""

from datetime import timedelta

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.permissions import Permission
from core.access import requires
from core.listing import listed
from core.refusals import Refused
from reports import kinds, refusals, rules, selectors
from reports.forms import ScheduleForm, when_in_words
from reports.models import Schedule
from reports.services import schedules as services
from reports.views.making import kind_open_to
from schools.models import Term

PER_PAGE = 20
GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@requires(Permission.REPORT_MAKE)
@require_safe
def schedule_list(request):
    """What is made by itself: which report, when next, for whom, and how the last time went."""
    found = selectors.schedules_of(request.user, request.school)
    page = listed(request, found, sorts={"kind": "kind"}, default="kind", per_page=PER_PAGE)
    spans = [term.span for term in Term.objects.visible_to(request.user).filter(school=request.school)]
    for schedule in page:
        schedule.when_words = when_in_words(schedule)
        schedule.next_on = _next_on(schedule, spans) if schedule.is_on else None
        schedule.last_run = next(iter(schedule.newest_runs), None)
    return render(request, "reports/schedule_list.html", {"page": page})


def _next_on(schedule: Schedule, spans):
    """Give the next due day; today counts until it has been seen to."""
    after = max(timezone.localdate(), schedule.counts_from) - timedelta(days=1)
    done = schedule.newest_runs[0].due_on if schedule.newest_runs else after
    return rules.next_due(schedule.timing, terms=spans, after=max(after, done))


@requires(Permission.REPORT_MAKE)
@require_safe
def schedule_choose(request):
    """The kinds of reports that can be made by themselves."""
    offered = kinds.open_to(request.user, Permission.REPORT_MAKE, school=request.school)
    return render(request, "reports/schedule_choose.html", {"kinds": offered})


@requires(Permission.REPORT_MAKE)
@GET_OR_POST
def schedule_add(request, code):
    """A new schedule."""
    kind = kind_open_to(request, code)
    return _edited(request, Schedule(school=request.school, kind=kind.code), kind, is_new=True)


@requires(Permission.REPORT_MAKE)
@GET_OR_POST
def schedule_edit(request, public_id):
    """Change a schedule; whoever saves it answers for it from then on."""
    schedule = _schedule(request, public_id)
    return _edited(request, schedule, kinds.get(schedule.kind), is_new=False)


def _edited(request, schedule: Schedule, kind, *, is_new: bool):
    known = None if is_new else schedule
    form = ScheduleForm(request.POST or None, kind=kind, school=schedule.school, schedule=known)
    if form.is_valid():
        try:
            services.save(schedule=form.fill(schedule), recipients=form.cleaned_data["recipients"], by=request.user)
        except Refused as refused:
            form.add_error(None, refusals.words(refused.reason))
        else:
            messages.success(request, _("Saved."))
            return redirect("reports:schedule_list")
    return render(request, "reports/schedule_edit.html", {"form": form, "kind": kind, "schedule": known})


@requires(Permission.REPORT_MAKE)
@GET_OR_POST
def schedule_remove(request, public_id):
    """Ask, then remove a schedule; its reports stay."""
    schedule = _schedule(request, public_id)
    if request.method != "POST":
        return render(request, "reports/schedule_remove.html", {"schedule": schedule})
    services.remove(schedule=schedule, by=request.user)
    messages.success(request, _("The schedule was removed; its reports stay in the archive."))
    return redirect("reports:schedule_list")


def _schedule(request, public_id) -> Schedule:
    schedules = Schedule.objects.visible_to(request.user).select_related("school")
    return get_object_or_404(schedules, public_id=public_id)
