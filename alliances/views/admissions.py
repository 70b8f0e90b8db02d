"""Groups of a school that admit people of partner schools (G4.4.4b)."""

from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import Permission
from alliances.forms.papers import AdmitForm
from alliances.models import GroupAdmission, Membership
from alliances.refusals import in_words
from alliances.selectors.papers import admissions_of
from alliances.services import admissions
from alliances.views.alliances import visible_alliance
from core.access import requires
from core.listing import paged
from core.saving import done, saved

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
MOST_SHOWN = 50


@requires(Permission.ALLIANCE_VIEW)
@require_safe
def alliance_groups(request, public_id):
    """Who of partner schools is in which group of which school."""
    alliance, user = visible_alliance(request, public_id), request.user
    own = Membership.objects.spoken_for_by(user).current().filter(alliance=alliance).first()
    context = {"alliance": alliance, "page": paged(request, admissions_of(alliance, user)), "own": own}
    return render(request, "alliances/alliance_groups.html", context)


@requires(Permission.ALLIANCE_SCHOOL)
@GET_OR_POST
def member_admit(request, public_id):
    """Admit somebody of a partner school to a group of the own school; ?q narrows the choice."""
    rows = Membership.objects.spoken_for_by(request.user).current().select_related("alliance", "school")
    own, query = get_object_or_404(rows, public_id=public_id), request.GET.get("q", "").strip()
    form = AdmitForm(request.POST or None, host=own, query=query)
    if saved(request, form, in_words, admissions.admit, host=own, said=_("Admitted.")):
        return redirect("alliances:alliance_groups", own.alliance.public_id)
    return render(request, "alliances/member_admit.html", {"alliance": own.alliance, "form": form, "query": query})


@requires(Permission.ALLIANCE_VIEW)
@require_safe
def admission_show(request, public_id):
    """Who of which school is in which group, since when, and who else of partner schools."""
    rows = GroupAdmission.objects.visible_to(request.user).select_related(
        "host__alliance", "host__school", "group", "person", "school", "admitted_by"
    )
    admission = get_object_or_404(rows, public_id=public_id)
    alliance = admission.host.alliance
    partners = admissions_of(alliance, request.user).filter(group=admission.group).exclude(pk=admission.pk)
    context = {
        "admission": admission,
        "alliance": alliance,
        "partners": partners[:MOST_SHOWN],
        "is_host": Membership.objects.spoken_for_by(request.user).filter(pk=admission.host_id).exists(),
    }
    return render(request, "alliances/admission_show.html", context)


@requires(Permission.ALLIANCE_SCHOOL)
@require_POST
def admission_end(request, public_id):
    """End it today."""
    own = Membership.objects.spoken_for_by(request.user)
    rows = GroupAdmission.objects.visible_to(request.user).filter(host__in=own).select_related("host__alliance")
    admission = get_object_or_404(rows, public_id=public_id)
    done(request, in_words, admissions.end, admission=admission)
    return redirect("alliances:alliance_groups", admission.host.alliance.public_id)
