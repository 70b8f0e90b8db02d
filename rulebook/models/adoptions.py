"""Which documents a school has adopted, in which version, from when."""

from datetime import date

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Permission
from core.history import history
from core.models import Record
from rulebook.documents import loading
from rulebook.documents.schema import Document
from schools.models import School


class OfRuledSchoolQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep the rows of the schools whose documents the user may read: all who owe something by them."""
        return self.filter(school__in=user.schools_where(Permission.RULEBOOK_VIEW))


class AdoptionQuerySet(OfRuledSchoolQuerySet):
    def in_force_on(self, day: date):
        """Keep the documents that count on that day."""
        return self.filter(Q(to_on=None) | Q(to_on__gt=day), from_on__lte=day)

    def touching(self, from_on: date, to_on: date):
        """Keep the documents that count on any day of [from_on, to_on)."""
        return self.filter(Q(to_on=None) | Q(to_on__gt=from_on), from_on__lt=to_on)


@history
class Adoption(Record):
    """One document in force at one school, half-open [from_on, to_on)."""

    school = models.ForeignKey(School, models.CASCADE, related_name="adoptions")
    document = models.CharField(_("document"), max_length=4)
    from_on = models.DateField(_("in force from"))
    to_on = models.DateField(_("in force until"), null=True, blank=True)
    is_shared = models.BooleanField(
        default=False, help_text="Its numbers are kept for several schools together: one school alone changes nothing."
    )
    adopted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    adopted_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = AdoptionQuerySet.as_manager()

    class Meta:
        ordering = ["document", "-from_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "document"], condition=Q(to_on=None), name="document_adopted_once_at_a_time"
            ),
            models.CheckConstraint(condition=Q(to_on=None) | Q(from_on__lte=F("to_on")), name="adoption_begins_first"),
        ]

    def __str__(self):
        return f"{self.school_id} {self.document}"

    @property
    def text(self) -> Document:
        """The document itself, as data."""
        return loading.document(self.document)


@history
class Version(Record):
    """The numbers of an adopted document from a day on. Never edited: a change is a new version.

    `values` maps keys of parameters to {"value": …, "reason": …}; what is not in it counts as the document has it.
    `from_now` asks that periods under way are judged by it too, not only those that begin after `from_on`.
    """

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    adoption = models.ForeignKey(Adoption, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    from_on = models.DateField(_("from"))
    values = models.JSONField(default=dict)
    from_now = models.BooleanField(_("also for periods under way"), default=False)
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = OfRuledSchoolQuerySet.as_manager()

    class Meta:
        ordering = ["adoption", "number"]
        constraints = [
            models.UniqueConstraint(fields=["adoption", "number"], name="version_numbered_once"),
            models.UniqueConstraint(fields=["adoption", "from_on", "number"], name="version_from_a_day"),
        ]
        triggers = [pgtrigger.Protect(name="never_edited", operation=pgtrigger.Update)]

    def __str__(self):
        return f"{self.adoption_id} v{self.number}"


@history
class TopicChoice(Record):
    """Of two documents in force on one topic, which one counts from a day on; "" means that both do."""

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    topic = models.CharField(max_length=40)
    document = models.CharField(_("document that counts"), max_length=4, blank=True)
    from_on = models.DateField(_("from"))
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = OfRuledSchoolQuerySet.as_manager()

    class Meta:
        ordering = ["topic", "from_on", "pk"]
        indexes = [models.Index(fields=["school", "topic"], name="topic_choice_by_school")]

    def __str__(self):
        return f"{self.topic} {self.document}"
