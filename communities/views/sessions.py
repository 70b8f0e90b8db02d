"""Attendance looked at: a community's sessions, and the own child's."""

from datetime import timedelta

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access_log import record_list, record_view
from accounts.permissions import Permission
from communities.selectors import attendance as selectors
from communities.selectors.leaves import leave_of_community
from core.access import requires
from core.listing import listed
from families.selectors import children_of

PER_PAGE = 20
FOUR_WEEKS = timedelta(weeks=4)


@requires(Permission.COMMUNITY_VIEW, anywhere=True)
@require_safe
def attendance_list(request, public_id):
    """The sessions of a community with their figures, and who is on leave: for leaders, advisers and the school."""
    communities = selectors.communities_watched_by(request.user).select_related("society__village", "school")
    community = get_object_or_404(communities, public_id=public_id)
    now = timezone.now()
    sessions = selectors.sessions_of(community, until=now)
    page = listed(request, sessions, sorts={"day": "starts_at"}, default="-day", per_page=PER_PAGE)
    lately = selectors.session_lines(sessions.filter(starts_at__gte=now - FOUR_WEEKS))
    leave = list(leave_of_community(community))
    record_list(request, "attendance", len(page))
    return render(
        request,
        "communities/attendance_list.html",
        {
            "community": community,
            "page": page,
            "lines": selectors.session_lines(page),
            "rate": selectors.rate_of(lately),
            "leave": leave,
            "now": now,
            "opens_sessions": selectors.slots_seen_by(request.user).filter(community=community).exists(),
        },
    )


@requires(Permission.FAMILY, anywhere=True)
@require_safe
def attendance_child(request, public_id):
    """How the own child attended."""
    child = get_object_or_404(children_of(request.user), public_id=public_id)
    rows = selectors.attendance_of(child, request.user)
    page = listed(request, rows, sorts={"day": "slot__starts_at"}, default="-day", per_page=PER_PAGE)
    record_view(request, "attendance", child.public_id, count=len(page))
    context = {"child": child, "page": page, "rate": selectors.rate_of_child(rows)}
    return render(request, "communities/attendance_child.html", context)
