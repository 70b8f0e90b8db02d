"""The patrol on a phone: a period, its lessons in walking order, one tap each."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import Permission
from core.access import requires
from core.refusals import Refused
from patrols.forms.patrol import FoundForm
from patrols.models import PatrolEntry
from patrols.refusals import in_words
from patrols.rules.patrol import is_open_for_entries
from patrols.selectors.patrol import period_now, periods_of
from patrols.services import norms as norm_services
from patrols.services import walking as services
from patrols.views.asked import day_asked, period_asked, time_asked
from registry.models import TimetableSlot

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@requires(Permission.PATROL_WALK)
@require_safe
def patrol_walk(request):
    """The lessons of a period (?on, ?period); the period that runs now is proposed."""
    on, number = day_asked(request), period_asked(request)
    periods = periods_of(request.user, request.school, on)
    chosen = next((each for each in periods if each.number == number), None) or period_now(periods, timezone.now())
    context = {"on": on, "periods": periods, "period": chosen, "is_open": is_open_for_entries(on, timezone.localdate())}
    return render(request, "patrols/patrol_walk.html", context)


@requires(Permission.PATROL_WALK)
@require_POST
def lesson_planned(request, public_id):
    """One tap: as planned."""
    return _record(request, _slot(request, public_id), services.AS_PLANNED)


@requires(Permission.PATROL_WALK)
@GET_OR_POST
def lesson_found(request, public_id):
    """The sheet of one lesson: what was not as planned."""
    slot, time = _slot(request, public_id), time_asked(request)
    line = _line(request, slot.school_class_id)
    if line is None:
        messages.error(request, in_words(Refused("no-lesson")))
        return redirect(_walk_url(time))
    norms = norm_services.norms_of(school=request.school)
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    form = FoundForm(*data, entry=line.entry, norms=norms)
    if form.is_bound and form.is_valid():
        return _record(request, slot, form.found(), form=form)
    return _sheet(request, line, form)


def _record(request, slot, found, *, form=None):
    time, error = time_asked(request), ""
    try:
        services.record(time=time, slot=slot, found=found, seen=request.POST.get("seen", ""), by=request.user)
    except Refused as refused:
        error = in_words(refused)
        line = _line(request, slot.school_class_id)
        if form and line:  # what was typed stays; saving it once more is done knowingly
            form.add_error(None, error)
            return _sheet(request, line, form)
    return _answer(request, slot.school_class_id, error)


def _sheet(request, line, form):
    name = "patrols/_lesson_sheet.html" if request.htmx else "patrols/lesson_found.html"
    time = time_asked(request)
    context = {"line": line, "form": form, "on": time.on, "walk_url": _walk_url(time)}
    return render(request, name, context)


def _answer(request, class_id, error=""):
    """With htmx give the line of the lesson as it is now, else the page."""
    line = _line(request, class_id)
    if request.htmx and line:
        context = {"line": line, "error": error, "on": day_asked(request), "is_open": True}
        return render(request, "patrols/_lesson_answer.html", context | _period_of(request))
    if error:
        messages.error(request, error)
    anchor = f"#lesson-{line.lesson.slot.public_id}" if line else ""
    return redirect(f"{_walk_url(time_asked(request))}{anchor}")


def _period_of(request):
    time = time_asked(request)
    periods = periods_of(request.user, request.school, time.on)
    return {"period": next((each for each in periods if each.number == time.period), None)}


@requires(Permission.PATROL_WALK)
@require_POST
def patrol_rest(request):
    """All lessons of the period that have no entry yet: as planned."""
    time = time_asked(request)
    try:
        count = services.all_as_planned(time=time, by=request.user)
    except Refused as refused:
        messages.error(request, in_words(refused))
    else:
        words = ngettext("%(count)s lesson entered as planned.", "%(count)s lessons entered as planned.", count)
        messages.success(request, words % {"count": count})
    return redirect(_walk_url(time))


@requires(Permission.PATROL_WALK)
@require_POST
def patrol_finish(request):
    """The register of the period is complete."""
    time = time_asked(request)
    try:
        services.finish(time=time, saw_norms="saw_norms" in request.POST, by=request.user)
    except Refused as refused:
        messages.error(request, in_words(refused))
    else:
        messages.success(request, _("The register of period %(period)s is finished.") % {"period": time.period})
    return redirect(_walk_url(time))


@requires(Permission.PATROL_WALK)
@require_POST
def entry_undo(request, public_id):
    """Take the last tap back."""
    entries = PatrolEntry.objects.visible_to(request.user).filter(school=request.school)
    entry = get_object_or_404(entries.select_related("school"), public_id=public_id)
    error = ""
    try:
        services.undo(entry=entry, seen=request.POST.get("seen", ""), by=request.user)
    except Refused as refused:
        error = in_words(refused)
    return _answer(request, entry.school_class_id, error)


def _slot(request, public_id) -> TimetableSlot:
    slots = TimetableSlot.objects.visible_to(request.user).filter(school=request.school)
    return get_object_or_404(slots, public_id=public_id)


def _line(request, class_id):
    time = time_asked(request)
    periods = periods_of(request.user, request.school, time.on)
    lines = (line for period in periods if period.number == time.period for line in period.lines)
    return next((line for line in lines if line.lesson.slot.school_class_id == class_id), None)


def _walk_url(time) -> str:
    return f"{reverse('patrols:patrol_walk')}?on={time.on.isoformat()}&period={time.period}"
