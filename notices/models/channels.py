"""The ways by which a school's messages leave the portal."""

import json

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from accounts.permissions import Permission
from core import sealing
from core.history import history
from core.models import Record
from schools.models import School


class ChannelQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep the channels of the schools whose channels the user manages."""
        return self.filter(school__in=user.schools_with(Permission.CHANNEL_MANAGE))

    def to_persons(self):
        """Keep those that are on and reach each person apart."""
        return self.filter(is_on=True, kind__in=Channel.PERSONAL)

    def posts_due(self, now):
        """Keep the groups' bots that are on and whose daily word is due."""
        return self.filter(is_on=True, next_post_at__lte=now)


@history(exclude=["settings_sealed", "next_post_at", "last_post_at"])
class Channel(Record):
    """A mail server, a gateway for text messages, or the bot of a staff group's chat.

    What stands in `settings` holds secrets: it is sealed at rest and never shown again.
    """

    class Kind(models.TextChoices):
        EMAIL = "email", _("E-mail")
        SMS = "sms", _("Text message (SMS)")
        WECOM = "wecom", _("WeCom group bot")
        DINGTALK = "dingtalk", _("DingTalk group bot")
        FEISHU = "feishu", _("Feishu group bot")

    PERSONAL = (Kind.EMAIL, Kind.SMS)

    school = models.ForeignKey(School, models.CASCADE, related_name="channels")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    name = models.CharField(pgettext_lazy("of a place, a group or a day", "name"), max_length=40)
    settings_sealed = models.BinaryField(editable=False)
    is_on = models.BooleanField(_("in use"), default=True)
    added_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    added_at = models.DateTimeField(db_default=Now(), editable=False)
    next_post_at = models.DateTimeField(null=True, editable=False, help_text="A group's bot speaks once a day.")
    last_post_at = models.DateTimeField(null=True, editable=False)

    objects = ChannelQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "name", "pk"]
        indexes = [models.Index(fields=["next_post_at"], name="channel_post_due", condition=Q(is_on=True))]
        constraints = [
            models.UniqueConstraint(fields=["school", "name"], name="channel_name_once_per_school"),
            models.CheckConstraint(
                condition=Q(kind__in=["email", "sms"], next_post_at=None)
                | (~Q(kind__in=["email", "sms"]) & Q(next_post_at__isnull=False)),
                name="only_a_group_bot_has_an_hour_to_post",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def is_personal(self) -> bool:
        return self.kind in self.PERSONAL

    @property
    def settings(self) -> dict:
        """The plain fields of the form, secrets among them."""
        return json.loads(sealing.unseal(self.settings_sealed))

    @settings.setter
    def settings(self, fields: dict) -> None:
        self.settings_sealed = sealing.seal(json.dumps(fields))
