"""What repeats in a community: its patterns of duties."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import Permission
from communities.forms.patterns import PatternForm
from communities.models import Community, SlotPattern
from communities.models.rotas import SESSIONS
from communities.refusals.rotas import WORDS
from communities.services import patterns as services
from core.access import requires
from core.listing import listed
from core.refusals import Refused

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
FIELDS = ("kind", "weekdays", "starts_at", "ends_at", "needed", "venue")


@requires(Permission.ROTA_EDIT, anywhere=True)
@require_safe
def pattern_list(request, public_id):
    """The patterns of one community, and sets of usual ones to take in one tap."""
    community = edited_community(request, public_id)
    patterns = SlotPattern.objects.edited_by(request.user).filter(community=community).select_related("venue")
    page = listed(request, patterns, sorts={"hours": ("starts_at", "kind")}, default="hours")
    context = {"community": community, "page": page, "sessions": SESSIONS}
    return render(request, "communities/patterns/pattern_list.html", context)


@requires(Permission.ROTA_EDIT, anywhere=True)
@require_POST
def pattern_preset(request, public_id):
    """Take a set of usual duties that are not there yet."""
    community = edited_community(request, public_id)
    preset = request.POST.get("preset", "")
    if preset in services.PRESETS:
        count = services.take_preset(community=community, preset=preset, by=request.user)
        words = ngettext("%(count)d duty added.", "%(count)d duties added.", count)
        messages.success(request, words % {"count": count})
    return redirect("communities:pattern_list", community.public_id)


@requires(Permission.ROTA_EDIT, anywhere=True)
@GET_OR_POST
def pattern_create(request, public_id):
    """Add a pattern by hand."""
    community = edited_community(request, public_id)
    form = PatternForm(request.POST or None, community=community)
    if form.is_valid() and _saved(form, services.add, community=community, by=request.user):
        messages.success(request, _("Saved."))
        return redirect("communities:pattern_list", community.public_id)
    return render(request, "communities/patterns/pattern_form.html", {"form": form, "community": community})


@requires(Permission.ROTA_EDIT, anywhere=True)
@GET_OR_POST
def pattern_edit(request, public_id):
    """Change a pattern; rotas made before stay as they are."""
    pattern = _edited_pattern(request, public_id)
    initial = {name: getattr(pattern, name) for name in FIELDS}
    form = PatternForm(request.POST or None, community=pattern.community, initial=initial)
    if form.is_valid() and _saved(form, services.change, pattern=pattern, by=request.user):
        messages.success(request, _("Saved."))
        return redirect("communities:pattern_list", pattern.community.public_id)
    context = {"form": form, "community": pattern.community, "pattern": pattern}
    return render(request, "communities/patterns/pattern_form.html", context)


@requires(Permission.ROTA_EDIT, anywhere=True)
@GET_OR_POST
def pattern_remove(request, public_id):
    """Ask, then remove a pattern."""
    pattern = _edited_pattern(request, public_id)
    if request.method == "POST":
        services.remove(pattern=pattern, by=request.user)
        messages.success(request, _("Removed."))
        return redirect("communities:pattern_list", pattern.community.public_id)
    return render(request, "communities/patterns/pattern_remove.html", {"pattern": pattern})


def edited_community(request, public_id) -> Community:
    """Give the community whose rota the user files, or page 404."""
    mine = Community.objects.rota_edited_by(request.user).existing().select_related("society__village", "school")
    return get_object_or_404(mine, public_id=public_id)


def _edited_pattern(request, public_id) -> SlotPattern:
    patterns = SlotPattern.objects.edited_by(request.user).select_related("community", "venue")
    return get_object_or_404(patterns, public_id=public_id)


def _saved(form, service, **arguments) -> bool:
    """Call the service; what it refuses becomes an error of the form."""
    try:
        service(fields=form.cleaned_data, **arguments)
    except Refused as refused:
        form.add_error(None, WORDS[refused.reason])
        return False
    return True
