"""The teachers of a round: add, take out, excuse, and note that opinions were exchanged."""

from datetime import datetime, time

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.permissions import Permission
from core.access import requires
from core.refusals import Refused
from teaching_checks.forms.rounds import AddForm, ExcuseForm, FeedbackForm
from teaching_checks.models import Inspected, Round
from teaching_checks.refusals.rounds import WORDS
from teaching_checks.services import inspected as services
from teaching_checks.views.rounds import PLANS, managed_round

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@requires(*PLANS)
@GET_OR_POST
def round_add(request, public_id):
    """One more teacher for a round."""
    round = managed_round(request, public_id)
    form = AddForm(request.POST or None, round=round)
    if form.is_valid() and _done(request, form, services.add, round=round, **form.cleaned_data):
        return redirect("teaching_checks:round_detail", round.public_id)
    return _form_page(request, round, form, _("Add a teacher"))


@requires(*PLANS)
@GET_OR_POST
def inspected_remove(request, public_id):
    """Ask, with a word about values entered already, then take a teacher out."""
    row = _managed(request, public_id)
    if request.method == "POST":
        _done(request, None, services.remove, row=row, even_with_values=True)
        return redirect("teaching_checks:round_detail", row.round.public_id)
    entered = row.cells.exclude(value="").count()
    return render(request, "teaching_checks/rounds/inspected_remove.html", {"row": row, "entered": entered})


@requires(*PLANS)
@GET_OR_POST
def inspected_excuse(request, public_id):
    """Say why somebody is not inspected after all."""
    row = _managed(request, public_id)
    form = ExcuseForm(request.POST or None, initial={"reason": row.excused})
    if form.is_valid() and _done(request, form, services.excuse, row=row, **form.cleaned_data):
        return redirect("teaching_checks:round_detail", row.round.public_id)
    return _form_page(request, row.round, form, _("Not inspected: %(name)s") % {"name": row.teacher})


@requires(Permission.CHECK_VIEW)
@GET_OR_POST
def inspected_feedback(request, public_id):
    """Note the day on which opinions were exchanged; open to whoever enters the teacher's values."""
    rows = Inspected.objects.enterable_by(request.user).filter(school=request.school)
    row = get_object_or_404(rows.select_related("round", "teacher"), public_id=public_id)
    form = FeedbackForm(request.POST or None, initial={"on": timezone.localdate()})
    if form.is_valid() and _done(request, form, services.note_feedback, row=row, at=_moment(form.cleaned_data["on"])):
        return redirect("teaching_checks:round_detail", row.round.public_id)
    return _form_page(request, row.round, form, _("Opinions exchanged with %(name)s") % {"name": row.teacher})


def _moment(on) -> datetime:
    """Give now for today, else the noon of the day: people know the day only."""
    now = timezone.now()
    return now if on == timezone.localdate(now) else timezone.make_aware(datetime.combine(on, time(12)))


def _done(request, form, service, **arguments) -> bool:
    try:
        service(by=request.user, **arguments)
    except Refused as refused:
        if form is None:
            messages.error(request, WORDS[refused.reason])
        else:
            form.add_error(None, WORDS[refused.reason])
        return False
    messages.success(request, _("Saved."))
    return True


def _form_page(request, round: Round, form, title: str):
    context = {"round": round, "form": form, "title": title}
    return render(request, "teaching_checks/rounds/round_form.html", context)


def _managed(request, public_id) -> Inspected:
    rounds = Round.objects.managed_by(request.user).filter(school=request.school)
    rows = Inspected.objects.visible_to(request.user).filter(round__in=rounds)
    return get_object_or_404(rows.select_related("round", "teacher"), public_id=public_id)
