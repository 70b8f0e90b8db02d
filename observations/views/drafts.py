"""The observation form on the phone: its page, what it offers, the script that keeps it, and sending."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import Permission
from core.access import public, requires
from core.photos import LONGEST_SIDE, MOST_BYTES
from core.refusals import Refused
from observations import offline
from observations.forms.drafts import DraftForm, Malformed, read_draft
from observations.forms.photos import read_photos
from observations.models import Observation
from observations.models.photos import MOST_PHOTOS
from observations.refusals import SENDING
from observations.selectors.choices import choices_for
from observations.services.sending import send

WRONG_FIELDS, SOMEBODY_ELSE = 422, 409


@requires(Permission.OBSERVE)
@require_safe
@never_cache
def observation_new(request):
    """The form without anything in it: the phone keeps this page, so it names nobody."""
    return render(
        request,
        "observations/form.html",
        {
            "version": offline.version(),
            "styles": offline.STYLES,
            "scripts": offline.SCRIPTS,
            "kinds": Observation.Kind.choices,
            "lesson_types": Observation.LessonType.choices,
            "most_photos": MOST_PHOTOS,
            "most_bytes": MOST_BYTES,
            "longest_side": LONGEST_SIDE,
        },
    )


@requires(Permission.OBSERVE)
@require_safe
@never_cache
@ensure_csrf_cookie
def observation_choices(request):
    """What the form offers, for the phone to keep under the name of its user."""
    return JsonResponse(choices_for(request.user, request.school, today=timezone.localdate()))


@public
@require_safe
def observation_worker(request):
    """The service worker; its scope is the folder of its address. It holds addresses of files and no data."""
    headers = {"Cache-Control": "no-cache"}
    return HttpResponse(offline.worker(), content_type="text/javascript; charset=utf-8", headers=headers)


@requires(Permission.OBSERVE)
@require_POST
def observation_send(request):
    """Keep a draft, once. 201: new; 200: kept already; 422: refused, with words by field; 409: somebody else's."""
    try:
        values = read_draft(request.POST.get("draft", ""))
    except Malformed:
        return HttpResponse(status=400)
    if values.get("who") != str(request.user.public_id):
        return JsonResponse({}, status=SOMEBODY_ELSE)
    form = DraftForm(values, user=request.user, school=request.school)
    photos, faults = read_photos(request.FILES, _minutes(values))
    if not form.is_valid() or faults:
        return _refused(form.faults | faults)
    try:
        sent = send(school=request.school, draft=form.drafted, by=request.user, photos=photos)
    except Refused as refused:
        reason, _colon, field = refused.reason.partition(":")
        return _refused({field: [str(SENDING[reason])]})
    url = reverse("observations:observation_detail", args=[sent.observation.public_id])
    return JsonResponse({"url": url}, status=201 if sent.is_new else 200)


def _minutes(values: dict) -> dict:
    minutes = values.get("photo_minutes")
    return minutes if isinstance(minutes, dict) else {}


def _refused(faults: dict) -> JsonResponse:
    return JsonResponse({"errors": faults}, status=WRONG_FIELDS)
