"""Leave: asked by a guardian for own children, and taken back."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access_log import record_list
from accounts.permissions import Permission
from communities.forms.leaves import LeaveForm
from communities.refusals.leaves import WORDS
from communities.selectors import leaves as selectors
from communities.services import leaves as services
from core.access import requires
from core.listing import listed
from core.refusals import Refused

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@requires(Permission.FAMILY, anywhere=True)
@require_safe
def leave_list(request):
    """The leave of the own children, at every school; what is not over can be taken back."""
    leave = selectors.leave_of_children(request.user)
    page = listed(request, leave, sorts={"day": "from_on"}, default="-day", per_page=20)
    record_list(request, "leave", len(page))
    has_members = selectors.children_in_communities(request.user).exists()
    context = {"page": page, "has_members": has_members, "today": timezone.localdate()}
    return render(request, "communities/leave_list.html", context)


@requires(Permission.FAMILY, anywhere=True)
@GET_OR_POST
def leave_ask(request):
    """Say on which days children do not come."""
    children = selectors.children_in_communities(request.user)
    if not children.exists():
        return redirect("communities:leave_list")
    form = LeaveForm(request.POST or None, children=children)
    if form.is_valid():
        try:
            services.ask(by=request.user, **form.span)
        except Refused as refused:
            form.add_error(None, WORDS[refused.reason])
        else:
            messages.success(request, _("Noted; the leader and the parents on duty have been told."))
            return redirect("communities:leave_list")
    return render(request, "communities/leave_ask.html", {"form": form})


@requires(Permission.FAMILY, anywhere=True)
@require_POST
def leave_take_back(request, public_id):
    """The child comes after all."""
    leave = get_object_or_404(selectors.leave_of_children(request.user), public_id=public_id)
    try:
        services.take_back(leave=leave, by=request.user)
    except Refused as refused:
        messages.error(request, WORDS[refused.reason])
    else:
        messages.success(request, _("Taken back; the leader and the parents on duty have been told."))
    return redirect("communities:leave_list")
