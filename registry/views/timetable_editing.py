"""The timetable by hand: one lesson of the week, and one lesson of a day."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.permissions import Permission
from core.access import requires
from core.refusals import Refused
from registry.forms.timetable import DayChangeForm, HoursForm, LessonForm
from registry.models import PeriodTime, Substitution, TimetableSlot
from registry.refusals import WORDS
from registry.selectors.timetable import with_names
from registry.selectors.timetable_pages import classes_on_the_wall
from registry.services import timetable as services
from registry.services.day_moves import Taken
from registry.timetables.words import busy_words, clash_words, taken_words
from registry.views.timetable import day_asked
from schools.selectors import current_term

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@requires(Permission.TIMETABLE_EDIT)
@GET_OR_POST
def lesson_create(request):
    """Enter a lesson of the week: ?class=…&weekday=1&period=3 fills the form in."""
    term = current_term(request.school, request.session, timezone.localdate())
    if term is None:
        messages.error(request, _("There is no term yet: enter it in the set-up first."))
        return redirect("registry:timetable_day")
    return _lesson(request, term, None, _initial(request))


@requires(Permission.TIMETABLE_EDIT)
@GET_OR_POST
def lesson_edit(request, public_id):
    """Change a lesson of the week from a day on."""
    slot = visible_lesson(request, public_id)
    names = ("school_class", "weekday", "period", "weeks", "subject", "teacher", "room")
    return _lesson(request, slot.term, slot, {name: getattr(slot, name) for name in names})


def _lesson(request, term, slot, initial):
    initial["from_on"] = max(timezone.localdate(), term.starts_on)
    form = LessonForm(request.POST or None, term=term, initial=initial)
    if form.is_valid():
        try:
            saved = services.save_lesson(
                term=term, slot=slot, fields=form.columns(), from_on=form.cleaned_data["from_on"], by=request.user
            )
        except Refused as refused:
            form.add_error(None, in_words(refused))
        else:
            messages.success(request, _("Saved."))
            return redirect("registry:class_timetable", saved.school_class.public_id)
    return render(request, "registry/timetable/lesson_edit.html", {"form": form, "slot": slot})


def _initial(request):
    wanted = {name: request.GET[name] for name in ("weekday", "period") if name in request.GET}
    classes = classes_on_the_wall(request.user, request.school)
    asked = request.GET.get("class", "")
    return wanted | {"school_class": next((each for each in classes if str(each.public_id) == asked), None)}


@requires(Permission.TIMETABLE_EDIT)
@GET_OR_POST
def timetable_hours(request):
    """When the periods begin and end."""
    hours = PeriodTime.objects.visible_to(request.user).filter(school=request.school)
    form = HoursForm(request.POST or None, known={each.number: each for each in hours})
    if form.is_valid():
        services.set_hours(school=request.school, hours=form.hours(), by=request.user)
        messages.success(request, _("Saved."))
        return redirect("registry:timetable_day")
    return render(request, "registry/timetable/hours.html", {"form": form})


@requires(Permission.TIMETABLE_EDIT)
@require_POST
def lesson_end(request, public_id):
    """End a lesson of the week today."""
    slot = visible_lesson(request, public_id)
    try:
        services.end_lesson(slot=slot, on=timezone.localdate(), by=request.user)
    except Refused as refused:
        messages.error(request, in_words(refused))
    else:
        messages.success(request, _("The lesson is no longer in the timetable."))
    return redirect("registry:class_timetable", slot.school_class.public_id)


@requires(Permission.TIMETABLE_EDIT)
@GET_OR_POST
def lesson_change(request, public_id):
    """Let somebody else teach the lesson on one day (?on=…), or cancel it."""
    slot = visible_lesson(request, public_id)
    form = DayChangeForm(request.POST or None, slot=slot, initial={"on": day_asked(request) or timezone.localdate()})
    if form.is_valid():
        try:
            services.change_day(slot=slot, by=request.user, **form.columns())
        except Refused as refused:
            form.add_error(None, in_words(refused))
        else:
            messages.success(request, _("Saved."))
            return redirect(f"{reverse('registry:timetable_day')}?on={form.cleaned_data['on'].isoformat()}")
    return render(request, "registry/timetable/lesson_change.html", {"form": form, "slot": slot})


@requires(Permission.TIMETABLE_EDIT)
@require_POST
def lesson_restore(request, public_id, change_id):
    """Take the change of a day back."""
    slot = visible_lesson(request, public_id)
    changes = Substitution.objects.visible_to(request.user).filter(slot=slot).select_related("slot__school")
    change = get_object_or_404(changes, pk=change_id)
    try:
        services.undo_change(substitution=change, by=request.user)
    except Refused as refused:
        messages.error(request, in_words(refused))
    else:
        messages.success(request, _("The lesson is held as the timetable says."))
    return redirect(f"{reverse('registry:timetable_day')}?on={change.on.isoformat()}")


def in_words(refused: Refused) -> str:
    """Say why, with the lesson that stands in the way."""
    if isinstance(refused, services.Clash):
        return clash_words(refused.reason, refused.slot)
    if isinstance(refused, Taken):
        return taken_words(refused.reason, refused.lesson)
    if isinstance(refused, services.Busy):
        return busy_words(refused.lesson)
    return str(WORDS[refused.reason])


def visible_lesson(request, public_id) -> TimetableSlot:
    """Give the lesson of the current school, or page 404."""
    slots = TimetableSlot.objects.visible_to(request.user).filter(school=request.school)
    return get_object_or_404(
        with_names(slots, timezone.localdate()).select_related("term__school", "school", "subject", "teacher", "room"),
        public_id=public_id,
    )
