"""R-03: who does what in the communities of a school, on A4 (G1.3.2, G1.3.4.V1)."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access_log import record_list
from accounts.permissions import Permission
from communities.selectors import societies_chart as selectors
from communities.selectors.societies import societies_of
from communities.views.societies import visible_society
from core.access import requires


@requires(Permission.COMMUNITY_VIEW)
@require_safe
def society_charts(request):
    """The whole school: committees, societies, communities, leaders, advisers."""
    societies = societies_of(request.user, request.school).active().order_by("village__name")
    return _drawn(request, request.school, list(societies))


@requires(Permission.COMMUNITY_VIEW, anywhere=True)
@require_safe
def society_chart(request, public_id):
    """One society with its communities."""
    society = visible_society(request, public_id)
    return _drawn(request, society.school, [society], society=society)


def _drawn(request, school, societies, society=None):
    charts = selectors.charts_of(societies, request.user)
    named = sum(bool(row.student_leader) for chart in charts for row in chart.rows)
    if named:
        record_list(request, "student", named)
    context = {
        "school": school,
        "society": society,
        "committees": selectors.committees_of(school),
        "charts": charts,
        "places": [_("President of the society"), _("School")],
    }
    return render(request, "communities/society_chart.html", context)
