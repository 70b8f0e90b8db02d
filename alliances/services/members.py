"""What a member school says of itself (G4.4.4b)."""

import pghistory
from django.db import transaction
from django.utils import timezone

from alliances.models import Membership


@transaction.atomic
def keep_site(*, membership: Membership, website: str, by) -> Membership:
    """Write down the address of the school's website; "" takes it away."""
    membership = Membership.objects.select_for_update(of=("self",)).get(pk=membership.pk)
    if website != membership.website:
        membership.website, membership.website_since = website, timezone.localdate() if website else None
        with pghistory.context(user=by.pk):
            membership.save(update_fields=["website", "website_since"])
    return membership
