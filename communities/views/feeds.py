"""What one has to be at, in the calendar of the own phone: the secret address, and what is read there."""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST, require_safe

from accounts.access_log import address_of
from accounts.permissions import Permission
from communities.models import Feed
from communities.selectors import feeds as selectors
from communities.services import feeds as services
from core.access import public, requires
from core.asking import may_ask
from notices.calendars import appointments_of, calendar_of

# A calendar asks a few times an hour; those of one large service come from one network address.
PER_FEED = {"times": 60, "seconds": 600}
GUESSES = {"times": 30, "seconds": 60}
KEPT = timedelta(days=30)
# Parents have duties, staff of alliances have meetings.
OWNERS = (Permission.FAMILY, Permission.ALLIANCE_VIEW)


@requires(*OWNERS, anywhere=True)
@require_safe
def feed_show(request):
    """The private address of the user's calendar, and what it is for."""
    feed = Feed.objects.visible_to(request.user).first()
    address = request.build_absolute_uri(_path(feed)) if feed else ""
    webcal = f"webcal:{address.partition(':')[2]}" if feed else ""
    response = render(request, "communities/feed_show.html", {"feed": feed, "address": address, "webcal": webcal})
    response["Cache-Control"] = "no-store"
    return response


@requires(*OWNERS, anywhere=True)
@require_POST
def feed_renew(request):
    """Make the address, or a new one; the old one is dead at once."""
    had_one = Feed.objects.visible_to(request.user).exists()
    services.renew(by=request.user)
    messages.success(request, _("New address made; the old one no longer works.") if had_one else _("Address made."))
    return redirect("communities:feed_show")


@requires(*OWNERS, anywhere=True)
@require_POST
def feed_switch_off(request):
    """Let the address die."""
    services.switch_off(by=request.user)
    messages.success(request, _("Switched off; the address no longer works."))
    return redirect("communities:feed_show")


@public
@require_safe
def feed_ics(request, token):
    """What a calendar reads: what its owner has to be at. Who guesses addresses is slowed down."""
    feed = selectors.feed_of(token)
    asks_seldom = (
        may_ask(f"feed {token}", **PER_FEED) if feed else may_ask(f"feeds from {address_of(request)}", **GUESSES)
    )
    if not asks_seldom:
        return HttpResponse(status=429, headers={"Retry-After": "600"})
    if feed is None:
        raise Http404
    with override(feed.user.language or settings.LANGUAGE_CODE):
        found = appointments_of(feed.user, since=timezone.localdate() - KEPT)
        content = calendar_of(found, name=_("My appointments"), absolute=request.build_absolute_uri)
    headers = {"Cache-Control": "private, no-cache", "X-Robots-Tag": "noindex"}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)


def _path(feed: Feed) -> str:
    return reverse("communities:feed_ics", args=[feed.token])
