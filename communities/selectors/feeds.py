"""What stands in a person's calendar feed."""

from datetime import date

from accounts.models import User
from communities.models import Assignment, Community, Feed, Slot, Venue
from communities.selectors.presence import duties_told
from notices.calendars import with_history

# Whatever of these changes, the entry has changed: its hours, its place, its name, its state.
PARTS = {"pk": Assignment, "slot_id": Slot, "slot__venue_id": Venue, "slot__community_id": Community}


def feed_of(token: str) -> Feed | None:
    """Give the feed behind an address, unless its owner may no longer sign in."""
    return Feed.objects.filter(token=token, user__is_active=True).select_related("user").first()


def duties_of_feed(user: User, *, since: date):
    """Give the duties from a day on, cancelled ones too, each with `changes` and `changed_at`.

    Both come from the history, so that they grow whenever a duty, its slot, its place or its community changes.
    """
    duties = with_history(duties_told().of_user(user).filter(slot__on__gte=since), PARTS)
    return duties.select_related("slot__community", "slot__venue").order_by("starts_at", "pk")
