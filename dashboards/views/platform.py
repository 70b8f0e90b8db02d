"""The first page of the platform's three administrators."""

from django.shortcuts import render

from accounts.permissions import Permission
from core.access import may
from dashboards.selectors import platform

PLATFORM = (Permission.SCHOOL_CREATE, Permission.ACCOUNT_MANAGE, Permission.AUDIT_VIEW)


def platform_home(request):
    """One page with a section for each of the three administrators' posts that the user holds."""
    user = request.user
    return render(
        request,
        "dashboards/platform.html",
        {
            "schools": platform.school_figures(user) if may(request, Permission.SCHOOL_CREATE) else None,
            "accounts": platform.account_figures(user) if may(request, Permission.ACCOUNT_MANAGE) else None,
            "accesses": platform.access_figures(user) if may(request, Permission.AUDIT_VIEW) else None,
        },
    )
