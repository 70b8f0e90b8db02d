"""How a person wants to hear of new messages outside the portal."""

from datetime import datetime, time

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from notices import hours


class PreferenceQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep the user's own."""
        return self.filter(user=user)

    def digest_due(self, now):
        """Keep those whose next collection is due."""
        return self.filter(next_digest_at__lte=now)


class Preference(models.Model):
    """One person's wishes; who has none is treated as a new, unsaved one says."""

    class How(models.TextChoices):
        AT_ONCE = "at_once", _("Each message at once")
        DAILY = "daily", _("Once a day, all together")
        WEEKLY = "weekly", _("Once a week, on Monday")

    class DigestAt(models.TextChoices):
        MORNING = "morning", _("in the morning, 07:30")
        EVENING = "evening", _("in the evening, 18:30")

    HOURS = {DigestAt.MORNING: time(7, 30), DigestAt.EVENING: time(18, 30)}

    user = models.OneToOneField(User, models.CASCADE, related_name="preference")
    how = models.CharField(_("How often"), max_length=8, choices=How, default=How.AT_ONCE)
    digest_at = models.CharField(_("When collected"), max_length=8, choices=DigestAt, default=DigestAt.MORNING)
    by_email = models.BooleanField(_("E-mail"), default=True)
    by_sms = models.BooleanField(_("Text message (SMS)"), default=False)
    quiet_from = models.TimeField(_("Quiet from"), default=hours.QUIET_FROM)
    quiet_until = models.TimeField(pgettext_lazy("of quiet hours", "until"), default=hours.QUIET_UNTIL)
    last_digest_at = models.DateTimeField(null=True, editable=False)
    next_digest_at = models.DateTimeField(null=True, editable=False)

    objects = PreferenceQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["next_digest_at"], name="preference_digest_due")]
        constraints = [
            models.CheckConstraint(
                condition=Q(how="at_once", next_digest_at=None)
                | (~Q(how="at_once") & Q(next_digest_at__isnull=False, last_digest_at__isnull=False)),
                name="only_who_wants_a_digest_waits_for_one",
            )
        ]

    def __str__(self):
        return f"{self.user_id} {self.how}"

    @property
    def is_at_once(self) -> bool:
        return self.how == self.How.AT_ONCE

    def wants(self, kind: str) -> bool:
        """Tell whether the person wants to be reached by this kind of channel."""
        return {"email": self.by_email, "sms": self.by_sms}[kind]

    def is_quiet(self, now: datetime) -> bool:
        return hours.is_quiet(now, quiet_from=self.quiet_from, quiet_until=self.quiet_until)

    def first_loud(self, now: datetime) -> datetime:
        """Give the moment from which the person may be spoken to."""
        return hours.first_loud(now, quiet_from=self.quiet_from, quiet_until=self.quiet_until)

    def digest_after(self, now: datetime) -> datetime | None:
        """Give when the next collection goes out; None for who hears of each message at once."""
        after = {self.How.DAILY: hours.next_at, self.How.WEEKLY: hours.next_on_monday}.get(self.how)
        return after(now, self.HOURS[self.digest_at]) if after else None


def preference_of(user: User) -> Preference:
    """Give a person's wishes, or what goes for everybody who has said nothing."""
    return getattr(user, "preference", None) or Preference(user=user)
