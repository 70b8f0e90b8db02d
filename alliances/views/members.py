"""A school in an alliance: its principal answers and leaves, another takes the office, the school names its website."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.permissions import Permission
from alliances.forms.founding import DeclineForm, LeaveForm, SiteForm
from alliances.models import Membership
from alliances.refusals import in_words
from alliances.selectors.alliances import members_of
from alliances.services import joining, members
from core.access import requires
from core.saving import done, saved

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@requires(Permission.ALLIANCE_JOIN)
@GET_OR_POST
def member_answer(request, public_id):
    """Read what the school is asked to join, and accept or decline."""
    membership = _of(Membership.objects.decided_by(request.user), public_id)
    form = DeclineForm(request.POST or None)
    if form.is_valid():
        return _answered(request, membership, form)
    context = {"membership": membership, "members": members_of(membership.alliance), "form": form}
    return render(request, "alliances/member_answer.html", context | {"alliance": membership.alliance})


def _answered(request, membership: Membership, form: DeclineForm):
    why_not = partial(in_words, alliance=membership.alliance)
    if request.POST.get("answer") == "accept":
        said = _("Your school is a member now.")
        if done(request, why_not, joining.accept, membership=membership, said=said):
            return redirect("alliances:alliance_detail", membership.alliance.public_id)
    else:
        said = _("Declined; the office knows.")
        if done(request, why_not, joining.decline, membership=membership, said=said, **form.cleaned_data):
            return redirect("alliances:alliance_list")
    return redirect(request.path)


@requires(Permission.ALLIANCE_JOIN)
@GET_OR_POST
def member_leave(request, public_id):
    """Say from when the school is no member any more, and why."""
    membership = _of(Membership.objects.decided_by(request.user).accepted(), public_id)
    form = LeaveForm(request.POST or None)
    if saved(
        request,
        form,
        partial(in_words, alliance=membership.alliance),
        joining.leave,
        membership=membership,
        said=_("Your school leaves; what it shared until then stays readable."),
    ):
        return redirect("alliances:alliance_detail", membership.alliance.public_id)
    return render(request, "alliances/member_leave.html", {"membership": membership, "form": form})


@requires(Permission.ALLIANCE_RUN)
@GET_OR_POST
def member_lead(request, public_id):
    """Ask, then let this school take the office, and be the core school where there is one."""
    membership = _of(Membership.objects.run_by(request.user).accepted(), public_id)
    if request.method == "POST":
        done(
            request,
            partial(in_words, alliance=membership.alliance),
            joining.hand_over,
            to=membership,
            said=_("The office is at %(school)s now.") % {"school": membership.school},
        )
        return redirect("alliances:alliance_detail", membership.alliance.public_id)
    return render(request, "alliances/member_lead.html", {"membership": membership})


@requires(Permission.ALLIANCE_SCHOOL)
@GET_OR_POST
def member_site(request, public_id):
    """The address of the school's website, for the partner schools."""
    membership = _of(Membership.objects.spoken_for_by(request.user).current(), public_id)
    form = SiteForm(request.POST or None, initial={"website": membership.website})
    if form.is_valid():
        members.keep_site(membership=membership, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("alliances:alliance_detail", membership.alliance.public_id)
    return render(request, "alliances/member_site.html", {"membership": membership, "form": form})


def _of(rows, public_id) -> Membership:
    return get_object_or_404(rows.select_related("alliance__seat", "school"), public_id=public_id)
