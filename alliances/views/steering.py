"""Spot checks of the steering group (G5.5.1) and commendations (G5.4.3)."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import Permission
from alliances.forms.steering import CommendForm, FollowForm, SpotCheckForm
from alliances.models import Alliance, Commendation, SpotCheck
from alliances.models.steering import steered_by
from alliances.refusals.meetings import in_words
from alliances.selectors.meetings import may_run
from alliances.services import steering as services
from core.access import requires
from core.listing import paged
from core.saving import saved

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
CHECK = "alliances:spotcheck_detail"


@requires(Permission.ALLIANCE_VIEW)
@require_safe
def spotcheck_list(request, public_id):
    """The spot checks of an alliance, the newest first; ?which=open those with a problem nobody has followed up."""
    alliance = _seen(request, public_id)
    rows = SpotCheck.objects.visible_to(request.user).filter(alliance=alliance).select_related("school")
    is_open = request.GET.get("which") == "open"
    if is_open:
        rows = rows.exclude(problems="").filter(followed_on=None)
    context = {
        "alliance": alliance,
        "page": paged(request, rows, per_page=20),
        "is_open": is_open,
        "steers": steered_by(request.user).filter(pk=alliance.pk).exists(),
    }
    return render(request, "alliances/steering/checks.html", context)


@requires(Permission.ALLIANCE_RUN)
@GET_OR_POST
def spotcheck_record(request, public_id):
    """Write down a spot check."""
    alliance = get_object_or_404(steered_by(request.user), public_id=public_id)
    today = timezone.localdate()
    form = SpotCheckForm(
        request.POST or None, alliance=alliance, on=today, initial={"on": today, "who": request.user.name}
    )
    return _saved(
        request,
        form,
        services.record_check,
        alliance=alliance,
        typed=lambda: {"fields": form.cleaned_data},
        back=reverse("alliances:spotcheck_list", args=[alliance.public_id]),
        title=_("Write down a spot check"),
    )


@requires(Permission.ALLIANCE_VIEW)
@require_safe
def spotcheck_detail(request, public_id):
    """One spot check: what was seen, problems, the solution, and how it stands now."""
    rows = SpotCheck.objects.visible_to(request.user).select_related("alliance", "school", "entered_by")
    check = get_object_or_404(rows, public_id=public_id)
    steers = steered_by(request.user).filter(pk=check.alliance_id).exists()
    return render(request, "alliances/steering/check.html", {"check": check, "steers": steers})


@requires(Permission.ALLIANCE_RUN)
@GET_OR_POST
def spotcheck_edit(request, public_id):
    """Correct a spot check, or add the solution."""
    check = _steered(request, public_id)
    form = SpotCheckForm(request.POST or None, alliance=check.alliance, on=check.on, instance=check)
    return _saved(
        request,
        form,
        services.correct_check,
        check=check,
        typed=lambda: {"fields": form.cleaned_data},
        back=reverse(CHECK, args=[check.public_id]),
        title=_("Spot check"),
    )


@requires(Permission.ALLIANCE_RUN)
@GET_OR_POST
def spotcheck_follow(request, public_id):
    """Say how it stands now."""
    check = _steered(request, public_id)
    initial = {"on": check.followed_on or timezone.localdate(), "note": check.followed_note}
    form = FollowForm(request.POST or None, initial=initial)
    back = reverse(CHECK, args=[check.public_id])
    return _saved(request, form, services.follow_up, check=check, back=back, title=_("Follow up"))


@requires(Permission.ALLIANCE_VIEW)
@require_safe
def commendation_list(request, public_id):
    """Who was commended, the newest first."""
    alliance = _seen(request, public_id)
    rows = Commendation.objects.visible_to(request.user).filter(alliance=alliance)
    context = {
        "alliance": alliance,
        "page": paged(request, rows.select_related("school", "person"), per_page=20),
        "runs": may_run(request.user, alliance),
    }
    return render(request, "alliances/steering/commendations.html", context)


@requires(Permission.ALLIANCE_RUN)
@GET_OR_POST
def commendation_add(request, public_id):
    """Commend a school or one of its staff."""
    alliance = get_object_or_404(Alliance.objects.run_by(request.user), public_id=public_id)
    today = timezone.localdate()
    initial = {"on": today, "occasion": "june" if today.month <= 6 else "december"}
    form = CommendForm(request.POST or None, alliance=alliance, on=today, initial=initial)
    return _saved(
        request,
        form,
        services.commend,
        alliance=alliance,
        back=reverse("alliances:commendation_list", args=[alliance.public_id]),
        title=_("Commend"),
    )


@requires(Permission.ALLIANCE_RUN)
@require_POST
def commendation_remove(request, public_id):
    """Take out what was entered by mistake."""
    rows = Commendation.objects.run_by(request.user).select_related("alliance")
    commendation = get_object_or_404(rows, public_id=public_id)
    services.take_back(commendation=commendation, by=request.user)
    messages.success(request, _("Removed."))
    return redirect("alliances:commendation_list", commendation.alliance.public_id)


def _seen(request, public_id) -> Alliance:
    return get_object_or_404(Alliance.objects.visible_to(request.user), public_id=public_id)


def _steered(request, public_id) -> SpotCheck:
    rows = SpotCheck.objects.steered_by(request.user).select_related("alliance", "school")
    return get_object_or_404(rows, public_id=public_id)


def _saved(request, form, service, *, back, title, **about):
    if saved(request, form, in_words, service, **about):
        return redirect(back)
    return render(request, "alliances/steering/form.html", {"form": form, "title": title, "back": back})
