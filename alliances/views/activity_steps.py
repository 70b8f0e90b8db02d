"""What happens to an activity: approved, held, written up, cancelled; a school's own part; files (L-15, F-15)."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import Permission
from alliances.forms.activities import CountForm, FileForm, PartForm, ReasonForm, SummaryForm
from alliances.models import Activity, ActivityFile, Participation
from alliances.refusals.activities import in_words
from alliances.services import activities as services
from alliances.services import participations
from core.access import requires
from core.saving import done, saved
from core.uploads import send_upload

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
ACTS = (Permission.ALLIANCE_SCHOOL, Permission.ALLIANCE_RUN)
SHOW = "alliances:activity_show"


@requires(Permission.ALLIANCE_JOIN, anywhere=True)
@require_POST
def activity_approve(request, public_id):
    """The principal of the host school approves the way out of school."""
    rows = Activity.objects.visible_to(request.user).approved_by_post(request.user)
    activity = get_object_or_404(rows, public_id=public_id)
    done(request, in_words, services.approve, activity=activity, said=_("Approved."))
    return redirect(SHOW, activity.public_id)


@requires(*ACTS, anywhere=True)
@require_POST
def activity_hold(request, public_id):
    """Say that it was held, with the head count where pupils were out."""
    activity = _edited(request, public_id)
    form = CountForm(request.POST)
    count = form.cleaned_data["counted_out"] if activity.is_off_campus and form.is_valid() else None
    said = _("Held. The schools that took part are asked to confirm it.")
    done(request, in_words, services.hold, activity=activity, counted_out=count, said=said)
    return redirect(SHOW, activity.public_id)


@requires(*ACTS, anywhere=True)
@GET_OR_POST
def activity_write(request, public_id):
    """Write the summary."""
    activity = _edited(request, public_id)
    form = SummaryForm(request.POST or None, instance=activity)
    return _form(request, form, services.write_up, activity, _("Summary"), activity=activity)


@requires(*ACTS, anywhere=True)
@GET_OR_POST
def activity_cancel(request, public_id):
    """Call it off, with the reason."""
    activity = _edited(request, public_id)
    form = ReasonForm(request.POST or None)
    return _form(request, form, services.cancel, activity, _("Cancel the activity"), activity=activity)


@requires(Permission.ALLIANCE_SCHOOL, anywhere=True)
@GET_OR_POST
def participation_edit(request, public_id):
    """The own school's part: numbers, staff, what it counts as; once it was held, the confirmation."""
    part = _own_part(request, public_id)
    form = PartForm(request.POST or None, instance=part)
    title = _("We took part") if part.activity.was_held else _("Our part")
    return _form(request, form, participations.take_part, part.activity, title, participation=part)


@requires(Permission.ALLIANCE_SCHOOL, anywhere=True)
@require_POST
def participation_withdraw(request, public_id):
    """Say that the own school did not take part after all."""
    part = _own_part(request, public_id)
    done(
        request,
        in_words,
        participations.take_back,
        participation=part,
        said=_("Your school's confirmation is taken back."),
    )
    return redirect(SHOW, part.activity.public_id)


@requires(*ACTS, anywhere=True)
@require_POST
def activity_file(request, public_id):
    """Add a photo or a file."""
    activity = _edited(request, public_id)
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, " ".join(error for errors in form.errors.values() for error in errors))
        return redirect(SHOW, activity.public_id)
    done(request, in_words, services.add_file, activity=activity, said=_("Saved."), **form.cleaned_data)
    return redirect(SHOW, activity.public_id)


@requires(Permission.ALLIANCE_VIEW, anywhere=True)
@require_safe
def activityfile_send(request, public_id):
    """Send a file to be saved."""
    kept = get_object_or_404(ActivityFile.objects.visible_to(request.user), public_id=public_id)
    return send_upload(kept.file, name=kept.name)


@requires(*ACTS, anywhere=True)
@require_POST
def activityfile_remove(request, public_id):
    """Take a file out again."""
    rows = ActivityFile.objects.visible_to(request.user).select_related("activity")
    kept = get_object_or_404(rows, public_id=public_id, activity__in=Activity.objects.edited_by(request.user))
    done(request, in_words, services.remove_file, file=kept, said=_("Removed."))
    return redirect(SHOW, kept.activity.public_id)


def _edited(request, public_id) -> Activity:
    rows = Activity.objects.visible_to(request.user).edited_by(request.user)
    return get_object_or_404(rows, public_id=public_id)


def _own_part(request, public_id) -> Participation:
    rows = Participation.objects.visible_to(request.user).of_schools_of(request.user)
    rows = rows.select_related("activity__alliance", "membership__school")
    return get_object_or_404(rows, public_id=public_id)


def _form(request, form, service, shown, title, **about):
    """Show the form until the service has taken it, then the activity that is `shown`."""
    if saved(request, form, in_words, service, **about):
        return redirect(SHOW, shown.public_id)
    return render(request, "alliances/activities/form.html", {"form": form, "title": title, "activity": shown})
