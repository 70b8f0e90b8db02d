"""When a session has ended while a page was open."""

from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpResponse
from django.shortcuts import resolve_url
from django_htmx.http import HttpResponseClientRedirect


class SignInAgainMiddleware:
    """Send the whole window to sign in, where htmx would put the sign-in page into a corner of the old page.

    After signing in the person is back on the page that was open, not on the fragment it asked for.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.htmx and _leads_to_sign_in(response):
            query = urlencode({REDIRECT_FIELD_NAME: request.htmx.current_url_abs_path or "/"})
            return HttpResponseClientRedirect(f"{resolve_url(settings.LOGIN_URL)}?{query}")
        return response


def _leads_to_sign_in(response: HttpResponse) -> bool:
    return urlsplit(response.headers.get("Location", "")).path == resolve_url(settings.LOGIN_URL)
