"""What stands in a person's calendar feed."""

from datetime import datetime, timedelta

from django.db.models import Count, Max, OuterRef, Subquery
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from accounts.models import User
from communities.models import Assignment, Community, Feed, Slot, Venue
from communities.selectors.presence import duties_told

KEPT = timedelta(days=30)
# Whatever of these changes, the entry has changed: its hours, its place, its name, its state.
PARTS = {"pk": Assignment, "slot_id": Slot, "slot__venue_id": Venue, "slot__community_id": Community}


def feed_of(token: str) -> Feed | None:
    """Give the feed behind an address, unless its owner may no longer sign in."""
    return Feed.objects.filter(token=token, user__is_active=True).select_related("user").first()


def duties_of_feed(user: User, *, now: datetime):
    """Give the duties of the last 30 days and all to come, cancelled ones too, each with `changes` and `changed_at`.

    Both come from the history, so that they grow whenever a duty, its slot, its place or its community changes.
    """
    since = timezone.localdate(now) - KEPT
    duties = duties_told().of_user(user).filter(slot__on__gte=since)
    changes, moments = [], []
    for path, model in PARTS.items():
        changes.append(Coalesce(_of_history(model, path, Count("*")), 0))
        moments.append(_of_history(model, path, Max("pgh_created_at")))
    duties = duties.annotate(changes=sum(changes[1:], changes[0]), changed_at=Greatest(*moments))
    return duties.select_related("slot__community", "slot__venue").order_by("starts_at", "pk")


def _of_history(model, path: str, figure) -> Subquery:
    event = model.pgh_event_model
    rows = event.objects.filter(pgh_obj=OuterRef(path)).order_by().values("pgh_obj")
    return Subquery(rows.annotate(figure=figure).values("figure"))
