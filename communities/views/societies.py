"""Societies of the villages: the list, one society, founding, naming the president, dissolving."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access_log import record_list
from accounts.permissions import Permission
from communities import findings
from communities.forms.groups import NameForm
from communities.forms.societies import PresidentForm, SocietyForm
from communities.models import Community, Society
from communities.refusals import groups as group_refusals
from communities.refusals.societies import WORDS
from communities.selectors import societies as selectors
from communities.services import groups, societies
from core.access import requires
from core.listing import listed
from core.refusals import Refused
from registry.selectors.names import named

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
SORTS = {"village": "village__name", "communities": "community_count", "founded_on": "founded_on"}


@requires(Permission.COMMUNITY_VIEW)
@require_safe
def society_list(request):
    """The societies of the school that the user may see, with their presidents."""
    found = selectors.societies_of(request.user, request.school).active()
    page = listed(request, selectors.for_listing(found), sorts=SORTS, default="village")
    may_set_up = request.user.has_permission(Permission.SOCIETY_SETUP, school=request.school)
    context = {"page": page, "may_set_up": may_set_up}
    if may_set_up:
        context["villages_left"] = selectors.villages_without_society(request.school).count()
    return render(request, "communities/society_list.html", context)


@requires(Permission.COMMUNITY_VIEW, anywhere=True)
@require_safe
def society_detail(request, public_id):
    """One society: president, communities, how many pupils the village has, and the names of those who agreed."""
    society = visible_society(request, public_id)
    own = Community.objects.visible_to(request.user).filter(society=society).existing()
    communities = list(own.select_related("school").order_by("name"))
    found = findings.findings_of(communities)
    context = {
        "society": society,
        "presidency": selectors.president_of(society),
        "communities": [(c, found[c.pk], c.is_active and findings.is_outside(found[c.pk])) for c in communities],
        "figures": selectors.figures_of(society),
        "may_form": not society.dissolved_on and _is_led_by(society, request.user),
        "may_set_up": society.school_id in request.user.schools_with(Permission.SOCIETY_SETUP),
        "page": _pupils(request, society) if selectors.sees_pupils(request.user, society) else None,
    }
    return render(request, "communities/society_detail.html", context)


@requires(Permission.SOCIETY_SETUP)
@GET_OR_POST
def society_create(request):
    """Found the society of a village."""
    form = SocietyForm(request.POST or None, school=request.school)
    if form.is_valid():
        try:
            society = societies.found(school=request.school, by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, WORDS[refused.reason])
        else:
            messages.success(request, _("The society has been founded. Now record whom its members chose."))
            return redirect("communities:society_president", society.public_id)
    return render(request, "communities/society_create.html", {"form": form})


@requires(Permission.SOCIETY_SETUP)
@GET_OR_POST
def society_president(request, public_id):
    """Record whom the members chose as president; a predecessor's post ends."""
    society = visible_society(request, public_id)
    form = PresidentForm(request.POST or None, society=society)
    if form.is_valid():
        try:
            societies.name_president(society=society, by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, WORDS[refused.reason])
        else:
            messages.success(request, _("%(name)s now leads the society.") % {"name": form.cleaned_data["guardian"]})
            return redirect("communities:society_detail", society.public_id)
    context = {
        "form": form,
        "society": society,
        "presidency": selectors.president_of(society),
        "has_members": form.fields["guardian"].queryset.exists(),
    }
    return render(request, "communities/society_president.html", context)


@requires(Permission.SOCIETY_SETUP)
@GET_OR_POST
def society_dissolve(request, public_id):
    """Ask, then dissolve a society without communities."""
    society = visible_society(request, public_id)
    if request.method == "POST":
        try:
            societies.dissolve(society=society, by=request.user)
        except Refused as refused:
            messages.error(request, WORDS[refused.reason])
            return redirect("communities:society_detail", society.public_id)
        messages.success(request, _("The society has been dissolved."))
        return redirect("communities:society_list")
    return render(request, "communities/society_dissolve.html", {"society": society})


@requires(Permission.COMMUNITY_FORM, anywhere=True)
@GET_OR_POST
def society_community_create(request, public_id):
    """Begin to form a community of the own society."""
    society = get_object_or_404(Society.objects.led_by(request.user).select_related("village"), public_id=public_id)
    form = NameForm(request.POST or None)
    if form.is_valid():
        try:
            community = groups.create(society=society, by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, group_refusals.words(refused, request.user))
        else:
            return redirect("communities:community_detail", community.public_id)
    return render(request, "communities/community_create.html", {"form": form, "society": society})


def visible_society(request, public_id) -> Society:
    """Give the society, or page 404."""
    societies = Society.objects.visible_to(request.user).select_related("village", "school")
    return get_object_or_404(societies, public_id=public_id)


def _is_led_by(society, user) -> bool:
    return Society.objects.led_by(user).filter(pk=society.pk).exists()


def _pupils(request, society):
    pupils = selectors.shown_pupils(society)
    if q := request.GET.get("q", "").strip():
        pupils = named(pupils, q)
    pupils = selectors.with_class_and_community(pupils)
    page = listed(request, pupils, sorts={"name": "name_pinyin"}, default="name")
    record_list(request, "student", len(page))
    return page
