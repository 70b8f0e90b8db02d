"""The homework roster of the second half: hung out week by week, drawn and mended by the office (C2.1.2, F-19)."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import Permission
from core.access import may, requires
from core.refusals import Refused
from schools.selectors import current_term
from teaching_checks.forms.roster import AddForm, LeaveForm, MoveForm
from teaching_checks.models import RosterAway, RosterPlace
from teaching_checks.refusals.roster import WORDS
from teaching_checks.selectors import roster as selectors
from teaching_checks.selectors.staff import day_in, teachers_inspected
from teaching_checks.services import roster as services

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
LIST = "teaching_checks:roster_show"


@requires(Permission.CHECK_VIEW)
@require_safe
def roster_show(request):
    """The weeks with their teachers: all of them for the office, those that have begun for everybody else."""
    today, term = timezone.localdate(), term_of(request)
    roster = selectors.roster_of(term) if term else None
    is_office = may(request, Permission.CHECK_MANAGE)
    weeks = selectors.weeks_of(roster, request.user, today=today) if roster else []
    context = {
        "term": term,
        "roster": roster,
        "weeks": weeks if is_office else [week for week in weeks if week.is_visible][::-1],
        "is_office": is_office,
        "may_draw": is_office and term and not any(week.is_visible for week in weeks),
    }
    if is_office and term:
        context |= _for_office(request, term, roster, today)
    return render(request, "teaching_checks/roster/show.html", context)


def _for_office(request, term, roster, today) -> dict:
    teachers = teachers_inspected(term.school, day_in(term, today))
    leaves = RosterAway.objects.visible_to(request.user).filter(term=term).select_related("teacher")
    return {
        "leaves": leaves,
        "coverage": selectors.coverage(term, list(teachers), request.user),
        "left_out": selectors.not_in_roster(roster, teachers) if roster else [],
    }


@requires(Permission.CHECK_MANAGE)
@require_POST
def roster_draw(request):
    """Draw, or draw again."""
    term = term_of(request)
    if term is None:
        messages.error(request, WORDS["no_weeks"])
        return redirect(LIST)
    try:
        roster = services.draw(term=term, by=request.user)
    except Refused as refused:
        messages.error(request, WORDS[refused.reason])
    else:
        messages.success(request, _("Drawn: %(count)d weeks.") % {"count": len(roster.weeks)})
    return redirect(LIST)


@requires(Permission.CHECK_MANAGE)
@GET_OR_POST
def roster_leave(request):
    """Note who is on leave, so that they are drawn for another week."""
    term = term_of(request)
    if term is None:
        messages.error(request, WORDS["no_weeks"])
        return redirect(LIST)
    teachers = teachers_inspected(term.school, day_in(term, timezone.localdate()))
    form = LeaveForm(request.POST or None, teachers=teachers)
    return _saved(request, form, lambda data: services.note_leave(term=term, by=request.user, **data), "leave")


@requires(Permission.CHECK_MANAGE)
@require_POST
def away_remove(request, public_id):
    """Take a noted leave out again."""
    away = get_object_or_404(RosterAway.objects.visible_to(request.user), public_id=public_id)
    services.forget_leave(away=away, by=request.user)
    messages.success(request, _("Removed."))
    return redirect(LIST)


@requires(Permission.CHECK_MANAGE)
@GET_OR_POST
def roster_add(request):
    """Put somebody in who stands in no week yet."""
    term, today = term_of(request), timezone.localdate()
    roster = selectors.roster_of(term) if term else None
    if roster is None:
        messages.error(request, _("The roster has not been drawn yet."))
        return redirect(LIST)
    left_out = selectors.not_in_roster(roster, teachers_inspected(term.school, day_in(term, today)))
    form = AddForm(request.POST or None, roster=roster, teachers=left_out, today=today)
    return _saved(request, form, lambda data: services.add(roster=roster, by=request.user, **data), "add")


@requires(Permission.CHECK_MANAGE)
@GET_OR_POST
def place_move(request, public_id):
    """Give somebody another week, with the reason."""
    places = RosterPlace.objects.managed_by(request.user).select_related("roster", "teacher")
    place = get_object_or_404(places, public_id=public_id)
    form = MoveForm(request.POST or None, place=place, today=timezone.localdate())
    return _saved(request, form, lambda data: services.move(place=place, by=request.user, **data), "move", place=place)


def _saved(request, form, save, page, **context):
    """Save a form and go back to the roster, or show the form with what is wrong."""
    if form.is_valid():
        try:
            save(form.cleaned_data)
        except Refused as refused:
            form.add_error(None, WORDS[refused.reason])
        else:
            messages.success(request, _("Saved."))
            return redirect(LIST)
    return render(request, f"teaching_checks/roster/{page}.html", {"form": form, **context})


def term_of(request):
    """Give the term one works in, or None."""
    return current_term(request.school, request.session, timezone.localdate())
