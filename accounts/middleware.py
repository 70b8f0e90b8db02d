"""Per request: whether the session still holds, whose language it is, and the school one works in."""

import time
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone, translation

from accounts import rules
from schools.models import School

SEEN = "seen_at"
SEEN_EVERY = 60  # seconds between two writes of the session
BACKGROUND = "X-Background"  # sent by a page that refreshes itself: nobody sits in front of it for that


class SessionRulesMiddleware:
    """End idle sessions, ask for a new password where one is due, and speak the user's language (L-14)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            _speak_language(request)
            response = _end_if_idle(request) or _ask_for_password(request)
            if response:
                return response
        return _for_htmx(request, self.get_response(request))


def _speak_language(request):
    if request.user.language:
        translation.activate(request.user.language)
        request.LANGUAGE_CODE = translation.get_language()


def _end_if_idle(request):
    now = time.time()
    seen_at = request.session.get(SEEN, now)
    if now - seen_at > settings.IDLE_MINUTES * 60:
        request.sign_out_reason = "idle"
        logout(request)
        query = urlencode({"next": _page_asked(request), "ended": "idle"})
        return _redirect(request, f"{reverse('account_login')}?{query}")
    is_activity = BACKGROUND not in request.headers
    if SEEN not in request.session or (is_activity and now - seen_at > SEEN_EVERY):
        request.session[SEEN] = now
    return None


def _ask_for_password(request):
    """Send to the change of password from every page but those that are needed for it."""
    open_pages = "account_change_password", "account_logout", "accounts:set_language"
    if not password_is_due(request.user) or request.path in map(reverse, open_pages):
        return None
    return _redirect(request, reverse("account_change_password"))


def password_is_due(user) -> bool:
    """Tell whether the user must choose a new password before anything else."""
    return rules.must_change_password(
        forced=user.must_change_password,
        is_staff=user.holds_staff_post(),
        changed_on=timezone.localdate(user.password_changed_at or user.created_at),
        today=timezone.localdate(),
    )


def _page_asked(request) -> str:
    """Give the page to come back to: never the target of a form or of a part of a page."""
    if request.htmx:
        return request.htmx.current_url_abs_path or "/"
    if request.method == "GET":
        return request.get_full_path()
    came_from = urlsplit(request.headers.get("Referer", ""))
    return came_from._replace(scheme="", netloc="").geturl() if came_from.netloc == request.get_host() else "/"


def _redirect(request, url):
    if request.htmx:
        return HttpResponse(headers={"HX-Redirect": url})
    return HttpResponseRedirect(url)


def _for_htmx(request, response):
    """Let the whole page go to the sign-in page when a part of it was asked for without a session."""
    sign_in = reverse("account_login")
    if request.htmx and not request.user.is_authenticated and response.get("Location", "").startswith(sign_in):
        return _redirect(request, f"{sign_in}?{urlencode({'next': _page_asked(request)})}")
    return response


class CurrentSchoolMiddleware:
    """Set `request.school`: the one chosen in the school switch, else the first; None for platform people."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.school = None
        if request.user.is_authenticated:
            request.school = _chosen_school(request)
        return self.get_response(request)


def _chosen_school(request):
    ids = request.user.school_ids()
    if not ids:
        return None
    chosen = request.session.get("school_id")
    return School.objects.select_related("district").get(pk=chosen if chosen in ids else ids[0])
