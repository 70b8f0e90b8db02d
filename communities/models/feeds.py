"""A person's private calendar feed: a secret address that a telephone's calendar reads, revocable at any time."""

import secrets

from django.db import models
from django.db.models.functions import Now

from accounts.models import User


def new_token() -> str:
    """Give a token of 192 random bits, fit for an address."""
    return secrets.token_urlsafe(24)


class FeedQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep the user's own feed."""
        return self.filter(user=user)


class Feed(models.Model):
    """The address of one person's appointments. Making a new one ends the old one; no child's name stands in a feed."""

    user = models.OneToOneField(User, models.CASCADE, related_name="calendar_feed")
    token = models.CharField(max_length=40, unique=True, default=new_token)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = FeedQuerySet.as_manager()

    def __str__(self):
        return f"{self.user_id}"
