"""Who may open a page: every view carries one of three marks, and a view without a mark stays shut."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied

PUBLIC = "public"
SIGNED_IN = "signed in"


def requires(*permissions: str, anywhere: bool = False) -> Callable:
    """Open the view to whoever holds any of these permissions in the current school (or the platform).

    `anywhere` takes a permission in any school: a family's pages show children of two schools side by side.
    Raises PermissionDenied (page 403) for everyone else.
    """

    def mark(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            school = None if anywhere else request.school
            if not any(request.user.has_permission(p, school=school) for p in permissions):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.access_mark = permissions
        return guarded

    return mark


def may(request, permission: str) -> bool:
    """Tell whether the user holds the permission in the school they work in: whether to show a way to a page."""
    return request.user.has_permission(permission, school=request.school)


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
