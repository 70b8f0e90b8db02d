"""What families and advisers are asked: agree or not now, and leave (the phone's page “Invitations”)."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access_log import record_list
from accounts.permissions import Permission
from communities.models import Community, Membership
from communities.refusals import groups as refusals
from communities.selectors.groups_invitations import invitations_of
from communities.services import groups, groups_answering
from core.access import requires
from core.refusals import Refused

WHO_ANSWERS = (Permission.FAMILY, Permission.COMMUNITY_ADVISE)


@requires(*WHO_ANSWERS, anywhere=True)
@require_safe
def invitation_list(request):
    """The communities that the user, or a child of the user, is asked to join or is in."""
    invitations = invitations_of(request.user)
    if shown := sum(len(invitation.families) for invitation in invitations):
        record_list(request, "student", shown)
    return render(request, "communities/invitation_list.html", {"invitations": invitations})


@requires(*WHO_ANSWERS, anywhere=True)
@require_POST
def membership_answer(request, public_id):
    """Agree, or answer “not now”; no reason is asked."""
    membership = _own_membership(request, public_id)
    agrees = request.POST.get("answer") == "agree"
    try:
        groups_answering.answer(membership=membership, agrees=agrees, by=request.user)
    except Refused as refused:
        messages.error(request, refusals.words(refused, request.user))
    else:
        words = _("Thank you. You can change this until the community is approved.")
        if not agrees:
            words = _("Answered: not now.")
        elif membership.community.is_active:
            words = _("Thank you. Welcome to the community.")
        messages.success(request, words)
    return redirect("communities:invitation_list")


@requires(*WHO_ANSWERS, anywhere=True)
@require_http_methods(["GET", "HEAD", "POST"])
def membership_leave(request, public_id):
    """Say what ends, ask, then let the child or the person leave."""
    membership = _own_membership(request, public_id)
    if request.method == "POST":
        try:
            groups.leave(membership=membership, by=request.user)
        except Refused as refused:
            messages.error(request, refusals.words(refused, request.user))
        else:
            messages.success(request, _("Done. The leaders have been told."))
        return redirect("communities:invitation_list")
    return render(request, "communities/membership_leave.html", {"membership": membership})


def _own_membership(request, public_id) -> Membership:
    own = Membership.objects.of_user(request.user).exclude(community__state=Community.State.DISSOLVED)
    rows = own.select_related("community__society__village", "student", "guardian", "teacher")
    return get_object_or_404(rows, public_id=public_id)
