"""Rotas of a community: the list, a new one, filing, the calendar's changes, deleting a draft."""

from datetime import timedelta

from django.contrib import messages
from django.db.models import OuterRef, Subquery
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts.permissions import Permission
from communities.filing import findings_of
from communities.forms.rotas import RotaForm
from communities.models import Community, Rota, Slot, SlotPattern
from communities.refusals.rotas import WORDS
from communities.selectors import rotas as selectors
from communities.services import rotas as services
from communities.views.patterns import edited_community
from core.access import requires
from core.dates import Span
from core.listing import listed
from core.refusals import Refused
from schools.calendar import unknown_years

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
SORTS = {"from": "from_on"}


@requires(Permission.COMMUNITY_VIEW, anywhere=True)
@require_safe
def rota_overview(request):
    """The user's communities with the rota of today and the last one."""
    mine = Community.objects.visible_to(request.user).active()
    rotas = Rota.objects.visible_to(request.user).filter(community=OuterRef("pk")).order_by("-from_on")
    shown = mine.select_related("society__village", "school").annotate(
        last_rota=Subquery(rotas.values("to_on")[:1]),
    )
    page = listed(request, shown, sorts={"name": "name", "last": "last_rota"}, default="name")
    edited = set(Community.objects.rota_edited_by(request.user).values_list("pk", flat=True))
    return render(request, "communities/rotas/rota_overview.html", {"page": page, "edited": edited})


@requires(Permission.COMMUNITY_VIEW, anywhere=True)
@require_safe
def rota_list(request, public_id):
    """The rotas of one community, drafts for those who file them."""
    mine = Community.objects.visible_to(request.user).select_related("society__village", "school")
    community = get_object_or_404(mine, public_id=public_id)
    rotas = Rota.objects.visible_to(request.user).filter(community=community)
    page = listed(request, rotas, sorts=SORTS, default="-from")
    context = {"community": community, "page": page, "may_edit": _may_edit(request, community)}
    return render(request, "communities/rotas/rota_list.html", context)


@requires(Permission.ROTA_EDIT, anywhere=True)
@GET_OR_POST
def rota_create(request, public_id):
    """Make a draft for next month or other days; without patterns, first say what repeats."""
    community = edited_community(request, public_id)
    span = selectors.proposed_span(community, timezone.localdate())
    form = RotaForm(request.POST or None, initial={"from_on": span.from_on, "to_on": span.last_on})
    if form.is_valid():
        span = Span(form.cleaned_data["from_on"], form.cleaned_data["to_on"] + timedelta(days=1))
        rota = _drafted(form, community, request.user)
        if rota:
            messages.success(request, _made_words(rota))
            return redirect("communities:rota_week", rota.public_id)
    context = {
        "form": form,
        "community": community,
        "has_patterns": SlotPattern.objects.edited_by(request.user).filter(community=community).exists(),
        "unknown_years": unknown_years(span, community.school.own_holiday_years),
    }
    return render(request, "communities/rotas/rota_create.html", context)


def _drafted(form, community, user) -> Rota | None:
    try:
        return services.draft(community=community, by=user, **form.cleaned_data)
    except Refused as refused:
        form.add_error(None, WORDS[refused.reason])
        return None


def _made_words(rota) -> str:
    count = rota.slots.count()
    return ngettext("A draft with %(count)d duty.", "A draft with %(count)d duties.", count) % {"count": count}


@requires(Permission.ROTA_EDIT, anywhere=True)
@GET_OR_POST
def rota_file(request, public_id):
    """Show what is still open, then file the rota: all parents on it are asked."""
    rota = edited_rota(request, public_id)
    if request.method == "POST":
        try:
            count = services.file_rota(rota=rota, by=request.user)
        except Refused as refused:
            messages.error(request, WORDS[refused.reason])
        else:
            words = ngettext(
                "Filed; %(count)d parent has been told.", "Filed; %(count)d parents have been told.", count
            )
            messages.success(request, words % {"count": count})
        return redirect("communities:rota_week", rota.public_id)
    return render(request, "communities/rotas/rota_file.html", {"rota": rota, "findings": findings_of(rota)})


@requires(Permission.ROTA_EDIT, anywhere=True)
@GET_OR_POST
def rota_match(request, public_id):
    """Show the duties that no longer fit the calendar, then cancel them."""
    rota = edited_rota(request, public_id)
    if request.method == "POST":
        count = services.match_calendar(rota=rota, by=request.user)
        words = ngettext("%(count)d duty cancelled.", "%(count)d duties cancelled.", count)
        messages.success(request, words % {"count": count})
        return redirect("communities:rota_week", rota.public_id)
    slots = selectors.misfits(rota, selectors.calendar_of(rota), from_on=timezone.localdate())
    return render(request, "communities/rotas/rota_match.html", {"rota": rota, "slots": slots})


@requires(Permission.ROTA_EDIT, anywhere=True)
@GET_OR_POST
def rota_delete(request, public_id):
    """Ask, then delete a draft."""
    rota = edited_rota(request, public_id)
    if request.method == "POST":
        try:
            services.delete_draft(rota=rota, by=request.user)
        except Refused as refused:
            messages.error(request, WORDS[refused.reason])
        else:
            messages.success(request, _("The draft has been deleted."))
        return redirect("communities:rota_list", rota.community.public_id)
    count = Slot.objects.edited_by(request.user).filter(rota=rota).held().count()
    return render(request, "communities/rotas/rota_delete.html", {"rota": rota, "count": count})


def edited_rota(request, public_id) -> Rota:
    """Give a rota that the user files, or page 404."""
    rotas = Rota.objects.edited_by(request.user).select_related("community__society__village", "school")
    return get_object_or_404(rotas, public_id=public_id)


def _may_edit(request, community) -> bool:
    return Community.objects.rota_edited_by(request.user).filter(pk=community.pk).exists()
