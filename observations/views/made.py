"""What was handed in: the own list, and what its observer does with an observation afterwards."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.permissions import Permission
from core.access import requires
from core.listing import paged
from core.refusals import Refused
from core.uploads import send_upload
from observations.forms.after import MendForm, TalkForm, WithdrawalForm
from observations.models import Observation, Photo
from observations.refusals import AFTERWARDS
from observations.selectors.reading import for_listing
from observations.services import after

PER_PAGE = 30
GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@requires(Permission.OBSERVE)
@require_safe
def observation_list(request):
    """What the user has observed at the school, newest first; drafts on the phone are shown by the phone."""
    mine = Observation.objects.made_by(request.user).filter(school=request.school)
    return render(request, "observations/list.html", {"page": paged(request, for_listing(mine), per_page=PER_PAGE)})


@requires(Permission.OBSERVE, Permission.OBSERVATION_VIEW)
@GET_OR_POST
def observation_talk(request, public_id):
    """Record when observer and teacher talked it over; either of them says so."""
    observation = get_object_or_404(Observation.objects.visible_to(request.user), public_id=public_id)
    form = TalkForm(request.POST or None, initial={"at": timezone.localtime().replace(tzinfo=None)})
    return _done_with(request, observation, form, after.talk_over, _("Recorded: talked over."), "talk")


@requires(Permission.OBSERVE)
@GET_OR_POST
def observation_mend(request, public_id):
    """Mend the own words until they were talked over."""
    observation = get_object_or_404(Observation.objects.visible_to(request.user), public_id=public_id)
    form = MendForm(request.POST or None, observation=observation)
    return _done_with(request, observation, form, after.mend, _("Saved."), "mend")


@requires(Permission.OBSERVE)
@GET_OR_POST
def observation_withdraw(request, public_id):
    """Withdraw an own observation; it stays readable and counts no more."""
    observation = get_object_or_404(Observation.objects.visible_to(request.user), public_id=public_id)
    form = WithdrawalForm(request.POST or None)
    return _done_with(request, observation, form, after.withdraw, _("Withdrawn; it counts no more."), "withdraw")


def _done_with(request, observation, form, service, words, page):
    if form.is_valid():
        try:
            service(observation=observation, by=request.user, **form.arguments)
        except Refused as refused:
            form.add_error(None, AFTERWARDS[refused.reason])
        else:
            messages.success(request, words)
            return redirect("observations:observation_detail", observation.public_id)
    return render(request, f"observations/{page}.html", {"form": form, "observation": observation})


@requires(Permission.OBSERVE, Permission.OBSERVATION_VIEW)
@require_safe
def photo_show(request, public_id):
    """Send a photo to who may read its observation: shown inside the page, never kept by the browser."""
    photo = get_object_or_404(Photo.objects.visible_to(request.user), public_id=public_id)
    return send_upload(photo.file, name="photo")
