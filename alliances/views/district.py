"""What an officer of the district sees: all alliances in sums and over the years, and no person."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.permissions import Permission
from alliances.models import Alliance, Membership
from alliances.rules.comparing import FEWEST_PEOPLE
from alliances.selectors import district as selectors
from alliances.selectors.comparing import lines, satisfaction_lines
from core.access import requires
from core.listing import paged

PER_PAGE = 20


@requires(Permission.DISTRICT_VIEW, anywhere=True)
@require_safe
def district_list(request):
    """The alliances of the officer's districts: schools, reports in time, assessment, satisfaction."""
    today = timezone.localdate()
    alliances = Alliance.objects.overseen_by(request.user).founded_on(today).select_related("district", "seat")
    page = paged(request, alliances.order_by("district__name", "name", "pk"), per_page=PER_PAGE)
    return render(request, "alliances/district_list.html", {"page": page, "rows": selectors.overview(page, today)})


@requires(Permission.DISTRICT_VIEW, anywhere=True)
@require_safe
def district_show(request, public_id):
    """One alliance: the means of its schools and how satisfaction went over the years."""
    alliances = Alliance.objects.overseen_by(request.user).select_related("district", "seat")
    alliance = get_object_or_404(alliances, public_id=public_id)
    today = timezone.localdate()
    members = list(
        Membership.objects.current(today).filter(alliance=alliance).select_related("school", "alliance__seat")
    )
    context = {
        "alliance": alliance,
        "members": members,
        "row": selectors.overview([alliance], today)[0],
        "lines": lines(members, None, today),
        "satisfaction": satisfaction_lines(members, None),
        "trend": selectors.assessment_trend(alliance),
        "fewest": FEWEST_PEOPLE,
    }
    return render(request, "alliances/district_show.html", context)
