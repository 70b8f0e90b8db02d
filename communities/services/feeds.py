"""Make, renew and switch off the address of a person's calendar feed."""

from django.db import transaction
from django.db.models.functions import Now

from communities.models import Feed
from communities.models.feeds import new_token


@transaction.atomic
def renew(*, by) -> Feed:
    """Give the user a new address; one that there was is dead at once."""
    values = {"token": new_token(), "created_at": Now()}
    feed, _is_new = Feed.objects.update_or_create(user=by, defaults=values)
    return feed


def switch_off(*, by) -> None:
    """Let the user's address die."""
    Feed.objects.visible_to(by).delete()
