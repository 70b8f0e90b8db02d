"""What a term holds: the matrix of five commons and five links, five ones, large events, visits, levels."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.permissions import Permission
from alliances.forms.systems import SystemsForm
from alliances.models import Alliance, FiveOne
from alliances.selectors import matrix as selectors
from alliances.selectors.activities import categories
from alliances.selectors.network import network
from alliances.selectors.terms import number_of
from alliances.services.needs import name_systems
from alliances.views.chosen import chosen, days_asked
from core.access import requires

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@requires(Permission.ALLIANCE_VIEW, anywhere=True)
@require_safe
def activity_matrix(request):
    """Ten categories by school, of a term or a school year; each count opens its list."""
    here = chosen(request)
    days = days_asked(request, here)
    rows = selectors.matrix(here.alliance, days.span) if days.span else []
    context = {"here": here, "days": days, "rows": rows, "categories": categories()}
    return render(request, "alliances/activities/matrix.html", context)


@requires(Permission.ALLIANCE_VIEW, anywhere=True)
@require_safe
def activity_term(request):
    """The five ones of every school, large events, visits to members; participation on the own level and below."""
    here = chosen(request)
    context = {"here": here, "kinds": FiveOne}
    if here.terms.span:
        alliance, span = here.alliance, here.terms.span
        own = request.school.pk if request.school else None
        context |= {"network": network(alliance, span, user=request.user, school_id=own, today=timezone.localdate())}
        if alliance.has_core:
            context |= _of_core(alliance, span)
    return render(request, "alliances/activities/term.html", context)


def _of_core(alliance, span) -> dict:
    """What only the scheme around a core school asks for (G5.3)."""
    least = number_of(alliance, "five_ones.per_kind_per_term", span.last_on)
    visits = selectors.visits(alliance, span)
    members = [each for each in selectors.members(alliance, span) if each.part == each.Part.MEMBER]
    return {
        "sheet": [
            (member, found, list(found.counts.items()), [FiveOne(kind).label for kind in found.missing])
            for member, found in selectors.five_ones_sheet(alliance, span, least=least)
        ],
        "large": selectors.large_events(alliance, span),
        "large_wanted": number_of(alliance, "alliance.large_events", span.last_on),
        "visits": [(each, visits.get(each.pk, 0)) for each in members],
        "visits_wanted": number_of(alliance, "outreach.visits_per_term", span.last_on),
    }


@requires(Permission.ALLIANCE_VIEW, anywhere=True)
@require_safe
def system_list(request):
    """The names of the education systems (X-12)."""
    here = chosen(request)
    rows = here.alliance.education_systems.visible_to(request.user) if here.alliance else []
    may_name = bool(here.alliance) and _run(request, here.alliance)
    return render(request, "alliances/activities/systems.html", {"here": here, "rows": rows, "may_name": may_name})


@requires(Permission.ALLIANCE_RUN, anywhere=True)
@GET_OR_POST
def system_name(request):
    """Name them: the office of the alliance."""
    here = chosen(request)
    if here.alliance is None or not _run(request, here.alliance):
        raise Http404
    on = here.terms.span.last_on if here.terms.span else here.alliance.from_on
    count = int(number_of(here.alliance, "education_systems.count", on) or 12)
    form = SystemsForm(request.POST or None, systems=here.alliance.education_systems.all(), count=count)
    if form.is_valid():
        name_systems(alliance=here.alliance, names=form.names, by=request.user)
        messages.success(request, _("Saved."))
        return redirect("alliances:system_list")
    return render(request, "alliances/activities/system_name.html", {"form": form, "here": here})


def _run(request, alliance) -> bool:
    return Alliance.objects.run_by(request.user).filter(pk=alliance.pk).exists()
