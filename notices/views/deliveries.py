"""What went out, and what did not: the log of deliveries, without the words of any message."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.permissions import Permission
from core.access import requires
from core.listing import listed
from core.refusals import Refused
from notices.models import Delivery
from notices.refusals import WORDS
from notices.services import channels

PER_PAGE = 50
SORTS = {"trouble": ("is_trouble", "created_at"), "sent": "created_at"}


@requires(Permission.CHANNEL_MANAGE)
@require_safe
def delivery_list(request):
    """List the school's deliveries, those in trouble first; ?state=failed keeps one state."""
    state = request.GET.get("state", "")
    found = Delivery.objects.visible_to(request.user).filter(school=request.school)
    if state in Delivery.State:
        found = found.filter(state=state)
    page = listed(request, found.for_listing(), sorts=SORTS, default="-trouble", per_page=PER_PAGE)
    return render(request, "notices/delivery_list.html", {"page": page, "state": state, "states": Delivery.State})


@requires(Permission.CHANNEL_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def delivery_retry(request, public_id):
    """Send once more; what may have arrived is asked about first."""
    mine = Delivery.objects.visible_to(request.user).for_listing()
    delivery = get_object_or_404(mine, public_id=public_id)
    if request.method != "POST":
        return render(request, "notices/delivery_retry.html", {"delivery": delivery})
    try:
        channels.try_again(delivery=delivery, by=request.user)
    except Refused as refused:
        messages.error(request, WORDS[refused.reason])
    else:
        messages.success(request, _("It is being sent once more."))
    return redirect("notices:delivery_list")
