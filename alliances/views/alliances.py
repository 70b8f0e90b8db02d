"""The alliances of one's school, and the page of one: its schools, who runs it, its phases, the way to its areas."""

from django.db.models import F
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.permissions import Permission
from alliances.models import Alliance
from alliances.selectors import alliances as selectors
from alliances.selectors.bodies import running_seats
from core.access import requires
from core.listing import paged


@requires(Permission.ALLIANCE_VIEW)
@require_safe
def alliance_list(request):
    """The alliances in which a school of the user is or was, the present ones first."""
    rows = selectors.alliances_of(request.user).order_by(F("to_on").desc(nulls_first=True), "name", "pk")
    context = {"page": paged(request, rows), "asked": selectors.asked_of(request.user)}
    return render(request, "alliances/alliance_list.html", context)


@requires(Permission.ALLIANCE_VIEW)
@require_safe
def alliance_detail(request, public_id):
    """One alliance."""
    alliance = visible_alliance(request, public_id)
    context = {
        "alliance": alliance,
        "members": selectors.members_of(alliance),
        **selectors.acted_for(request.user, alliance),
        "running": running_seats(alliance),
        "phases": selectors.phases_of(alliance),
        "runs": Alliance.objects.run_by(request.user).filter(pk=alliance.pk).exists(),
    }
    return render(request, "alliances/alliance_detail.html", context)


def visible_alliance(request, public_id) -> Alliance:
    """Give an alliance that the user may see, or page 404."""
    rows = Alliance.objects.visible_to(request.user).select_related("seat", "district")
    return get_object_or_404(rows, public_id=public_id)


def own_alliance(request, public_id) -> Alliance:
    """Give an alliance that the user runs, or page 404."""
    rows = Alliance.objects.run_by(request.user).select_related("seat", "district")
    return get_object_or_404(rows, public_id=public_id)
