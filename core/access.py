"""Who may open a page: every view carries one of three marks, and a view without a mark stays shut."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied

PUBLIC = "public"
SIGNED_IN = "signed in"


def requires(*permissions: str) -> Callable:
    """Open the view to whoever holds any of these permissions in the current school (or the platform).

    Raises PermissionDenied (page 403) for everyone else.
    """

    def mark(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not any(request.user.has_permission(p, school=request.school) for p in permissions):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.access_mark = permissions
        return guarded

    return mark


def signed_in(view: Callable) -> Callable:
    """Open the view to everyone who has signed in: one's own inbox, password, language."""
    view.access_mark = SIGNED_IN
    return view


def public(view: Callable) -> Callable:
    """Open the view to the world: sign-in, health, error pages."""
    view.access_mark = PUBLIC
    return login_not_required(view)


class AccessMarkMiddleware:
    """Shut every view that carries no mark, so that a forgotten one harms nobody."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not hasattr(view, "access_mark"):
            raise PermissionDenied
