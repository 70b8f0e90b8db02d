"""Keep how a person wants to be told."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from notices.models import Preference

OWN = ("how", "digest_at", "by_email", "by_sms", "quiet_from", "quiet_until")


@transaction.atomic
def keep(*, user: User, fields: dict, email: str, now: datetime | None = None) -> Preference:
    """Keep a person's wishes and e-mail address; the next collection holds what comes from now on."""
    now = now or timezone.now()
    preference, _ = Preference.objects.select_for_update().get_or_create(user=user)
    was_at_once = preference.is_at_once
    for name in OWN:
        setattr(preference, name, fields[name])
    preference.next_digest_at = preference.digest_after(now)
    if preference.is_at_once:
        preference.last_digest_at = None
    elif was_at_once:
        preference.last_digest_at = now
    preference.save()
    if user.email != email:
        user.email = email
        user.save(update_fields=["email"])
    return preference
