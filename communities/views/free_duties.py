"""Duties without a parent: whoever has time takes one."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import Permission
from communities.models import Slot
from communities.refusals.duties import WORDS
from communities.selectors.duty_tabs import duty_tabs
from communities.selectors.free_duties import free_for, groups_of_parent, mark_clashes
from communities.services import duties
from communities.views.outcomes import Outcome, answer
from core.access import requires
from core.listing import listed
from core.refusals import Refused

PER_PAGE = 20


@requires(Permission.FAMILY, anywhere=True)
@require_safe
def duty_free(request):
    """The free duties of the user's own communities, the next one first."""
    now = timezone.now()
    slots = free_for(request.user, now=now)
    page = listed(request, slots, sorts={"day": "starts_at"}, default="day", per_page=PER_PAGE)
    mark_clashes(list(page.object_list), request.user)
    context = {"page": page, "tabs": duty_tabs(request.user, now=now)}
    return render(request, "communities/duty_free.html", context)


@requires(Permission.FAMILY, anywhere=True)
@require_POST
def duty_take(request, public_id):
    """Take a free duty."""
    slots = Slot.objects.filed().filter(community__in=groups_of_parent(request.user))
    slot = get_object_or_404(slots.select_related("community", "venue"), public_id=public_id)
    try:
        duties.take(slot=slot, by=request.user)
    except Refused as refused:
        outcome = Outcome(WORDS[refused.reason], is_refusal=True)
    else:
        outcome = Outcome(_("Thank you. The duty is yours."))
    card = "communities/_free_duty.html"
    return answer(request, outcome, card=card, context=lambda: {"slot": slot}, back="communities:duty_free")
