"""The first page: whose it is follows from the widest post that one holds in the school."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.permissions import Permission
from alliances.views.district import district_list
from core.access import may, signed_in
from dashboards.views.family import family_home
from dashboards.views.platform import PLATFORM, platform_home
from dashboards.views.school import school_home
from dashboards.views.staff import staff_home


@signed_in
@require_safe
def home(request):
    """Show what needs me today, how we stand, what changed: of the school, platform, district, own work, family."""
    if request.school and may(request, Permission.DASHBOARD_SCHOOL):
        return school_home(request)
    if any(may(request, permission) for permission in PLATFORM):
        return platform_home(request)
    if not request.school and request.user.has_permission(Permission.DISTRICT_VIEW):
        return district_list(request)
    if request.school and may(request, Permission.CLASS_VIEW):
        return staff_home(request)
    if request.user.has_permission(Permission.COMMUNITY_VIEW):
        return family_home(request)
    return render(request, "dashboards/no_post.html", {"has_post": bool(request.user.grants.posts)})
