"""A session: the parent on duty comes, ticks who is there, and goes."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access_log import record_view
from accounts.permissions import Permission
from communities.forms.attendance import MarkForm, TimesForm
from communities.models import Assignment
from communities.refusals.attendance import WORDS
from communities.selectors import attendance as selectors
from communities.selectors.presence import accompanied, duties_held
from communities.services import attendance as services
from core.access import requires
from core.refusals import Refused

TAKERS = (Permission.FAMILY, Permission.ROTA_EDIT)


@requires(*TAKERS, Permission.COMMUNITY_ADVISE, anywhere=True)
@require_safe
def attendance_take(request, public_id):
    """One session: come and go, tick the pupils; leaders do it for all, advisers only look."""
    slot = get_object_or_404(_slots(selectors.slots_seen_by(request.user)), public_id=public_id)
    return _session(request, slot)


def _session(request, slot, *, form: TimesForm | None = None):
    now, leads = timezone.now(), selectors.leads(slot, request.user)
    lines = selectors.duty_lines(slot, request.user, leads=leads, now=now)
    for line in lines:
        line.form = form if form and form.duty == line.duty else TimesForm(duty=line.duty)
    pupils = selectors.pupil_lines(slot, request.user) if slot.is_session else []
    record_view(request, "attendance", slot.public_id, count=len(pupils))
    return render(
        request,
        "communities/attendance_take.html",
        {
            "slot": slot,
            "lines": lines,
            "pupils": pupils,
            "can_tick": selectors.can_tick(slot, lines, leads=leads, now=now),
            "is_over": now > slot.ends_at,
            "accompanied": accompanied([slot])[slot.pk] if slot.is_session else None,
            "invalid_times": form,
        },
    )


@requires(*TAKERS, anywhere=True)
@require_POST
def duty_check_in(request, public_id):
    """“I am here”."""
    return _note(request, services.check_in, _duty(request, public_id))


@requires(*TAKERS, anywhere=True)
@require_POST
def duty_check_out(request, public_id):
    """“I am leaving”."""
    return _note(request, services.check_out, _duty(request, public_id))


def _note(request, service, duty: Assignment):
    try:
        service(duty=duty, by=request.user)
    except Refused as refused:
        messages.error(request, WORDS[refused.reason])
    return redirect("communities:attendance_take", duty.slot.public_id)


@requires(*TAKERS, anywhere=True)
@require_POST
def duty_correct(request, public_id):
    """Mend the minutes of coming and leaving."""
    duty = _duty(request, public_id)
    form = TimesForm(request.POST, duty=duty)
    if form.is_valid():
        try:
            services.correct(duty=duty, by=request.user, **form.moments)
        except Refused as refused:
            form.add_error(None, WORDS[refused.reason])
        else:
            return redirect("communities:attendance_take", duty.slot.public_id)
    return _session(request, duty.slot, form=form)


@requires(*TAKERS, anywhere=True)
@require_POST
def attendance_mark(request, public_id):
    """One tap on one pupil: with htmx the pupil's line comes back, otherwise the page."""
    slot = get_object_or_404(_slots(selectors.slots_taken_by(request.user)), public_id=public_id)
    form = MarkForm(request.POST, students=selectors.pupils_of(slot))
    error = None
    if form.is_valid():
        try:
            services.mark(slot=slot, by=request.user, **form.cleaned_data)
        except Refused as refused:
            error = WORDS[refused.reason]
    line = _line(request, slot, form.data.get("student"))
    if request.htmx and line:
        context = {"slot": slot, "line": line, "can_tick": True, "error": error}
        return render(request, "communities/_attendance_pupil.html", context)
    if error:
        messages.error(request, error)
    return redirect("communities:attendance_take", slot.public_id)


def _line(request, slot, public_id):
    lines = selectors.pupil_lines(slot, request.user)
    return next((line for line in lines if str(line.student.public_id) == public_id), None)


def _slots(slots):
    return slots.select_related("community", "venue")


def _duty(request, public_id) -> Assignment:
    """Give a duty of a slot that the user takes, or page 404."""
    slots = selectors.slots_taken_by(request.user).values("pk")
    duties = duties_held().filter(slot__in=slots).select_related("slot__community", "slot__venue", "guardian")
    return get_object_or_404(duties, public_id=public_id)
