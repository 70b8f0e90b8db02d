"""What parents and leaders are told when a duty is offered and when it has changed hands."""

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from communities.messages.days import kind_in_words, when
from communities.models import Assignment, Swap


def offered(swap: Swap) -> dict:
    """Another parent looks for somebody who takes over a duty."""
    duty = swap.assignment
    slot = duty.slot
    return {
        "subject": format_lazy(_("{name} offers a duty: {when}"), name=duty.guardian.name, when=when(slot)),
        "body": format_lazy(
            _("{duty}, {community}. Whoever takes it first has it."),
            duty=kind_in_words(slot),
            community=slot.community.name,
        ),
        "url": reverse("communities:swap_offers"),
        "dedupe": f"swap-offered-{swap.public_id}",
        "school": slot.community.school,
    }


def taken(swap: Swap, given: Assignment, taken: Assignment) -> dict:
    """To the owner: the duty is somebody else's now."""
    subject = format_lazy(_("{name} has taken your duty: {when}"), name=taken.guardian.name, when=when(given.slot))
    return {
        "subject": subject,
        "body": _("You have nothing more to do."),
        "url": reverse("communities:duty_list"),
        "dedupe": f"swap-taken-{swap.public_id}",
        "school": given.slot.community.school,
    }


def changed_hands(swap: Swap, given: Assignment, taken: Assignment) -> dict:
    """To the leaders: who stands in for whom."""
    slot = given.slot
    subject = format_lazy(
        _("Duty changed hands: {giver} → {taker}, {when}"),
        giver=given.guardian.name,
        taker=taken.guardian.name,
        when=when(slot),
    )
    return {
        "subject": subject,
        "body": format_lazy(_("{duty}, {community}."), duty=kind_in_words(slot), community=slot.community.name),
        "url": reverse("communities:swap_list", args=[slot.community.public_id]),
        "dedupe": f"swap-changed-{swap.public_id}",
        "school": slot.community.school,
    }
