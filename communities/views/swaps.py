"""Duties offered to the other parents: offer, take, take back; what leaders see of it."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import Permission
from communities.models import Community
from communities.refusals.duties import WORDS
from communities.selectors import swaps as selectors
from communities.selectors.duty_tabs import duty_tabs
from communities.selectors.free_duties import free_in, mark_clashes
from communities.services import swaps
from communities.views.duties import answer_with_duty, own_duty
from communities.views.outcomes import Outcome, answer
from core.access import requires
from core.listing import listed
from core.refusals import Refused

PER_PAGE = 20
MOST_GAPS = 12


@requires(Permission.FAMILY, anywhere=True)
@require_safe
def swap_offers(request):
    """The duties that other parents of the user's communities offer."""
    now = timezone.now()
    offers = selectors.offered_to(request.user, now=now)
    page = listed(request, offers, sorts={"day": "assignment__starts_at"}, default="day", per_page=PER_PAGE)
    mark_clashes([swap.assignment for swap in page], request.user)
    context = {"page": page, "tabs": duty_tabs(request.user, now=now)}
    return render(request, "communities/swap_offers.html", context)


@requires(Permission.FAMILY, anywhere=True)
@require_POST
def duty_offer(request, public_id):
    """Offer one of the own duties to the other parents."""
    duty = own_duty(request, public_id)
    try:
        swaps.offer(duty=duty, by=request.user)
    except Refused as refused:
        outcome = Outcome(WORDS[refused.reason], is_refusal=True)
    else:
        outcome = Outcome(_("The other parents have been asked. Until one of them takes it, the duty is yours."))
    return answer_with_duty(request, duty, outcome)


@requires(Permission.FAMILY, anywhere=True)
@require_POST
def swap_withdraw(request, public_id):
    """Take an own offer back."""
    swap = get_object_or_404(selectors.own_offers(request.user), public_id=public_id)
    try:
        swaps.withdraw(swap=swap, by=request.user)
    except Refused as refused:
        outcome = Outcome(_refusal(refused, swap, selectors.own_offers(request.user)), is_refusal=True)
    else:
        outcome = Outcome(_("The offer has been taken back. The duty is yours."))
    return answer_with_duty(request, swap.assignment, outcome)


@requires(Permission.FAMILY, anywhere=True)
@require_POST
def swap_take(request, public_id):
    """Take over what another parent offers; the first one has it."""
    swap = get_object_or_404(selectors.reachable_by(request.user), public_id=public_id)
    try:
        swaps.take(swap=swap, by=request.user)
    except Refused as refused:
        outcome = Outcome(_refusal(refused, swap, selectors.reachable_by(request.user)), is_refusal=True)
    else:
        outcome = Outcome(_("Thank you. The duty is yours now; the others have been told."))
    card = "communities/_offer.html"
    return answer(request, outcome, card=card, context=lambda: {"swap": swap}, back="communities:swap_offers")


@requires(Permission.ROTA_EDIT, anywhere=True)
@require_safe
def swap_list(request, public_id):
    """For the leaders of a community: duties without a parent, and which ones have changed hands."""
    community = get_object_or_404(Community.objects.rota_edited_by(request.user), public_id=public_id)
    history = selectors.history_of(community)
    page = listed(request, history, sorts={"offered": "offered_at"}, default="-offered", per_page=PER_PAGE)
    gaps = free_in([community.pk], now=timezone.now()).order_by("starts_at")
    return render(
        request,
        "communities/swap_list.html",
        {"community": community, "page": page, "gaps": gaps[:MOST_GAPS], "gap_count": gaps.order_by().count()},
    )


def _refusal(refused: Refused, swap, swaps) -> str:
    """Say why; where somebody was faster, who."""
    taker = swaps.get(pk=swap.pk).taken_by if refused.reason == "swap-taken" else None
    if taker is None:
        return WORDS[refused.reason]
    return _("%(name)s was faster and has the duty now.") % {"name": taker.name}
