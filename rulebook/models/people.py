"""Whom and what a document means at a school, where no post and no register says it."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from core.history import history
from core.models import Record
from rulebook.models.adoptions import OfRuledSchoolQuerySet
from schools.models import School


class HeldQuerySet(OfRuledSchoolQuerySet):
    def touching(self, from_on: date, to_on: date):
        """Keep what holds on any day of [from_on, to_on)."""
        return self.filter(Q(to_on=None) | Q(to_on__gt=from_on), from_on__lt=to_on)


@history
class RoleHolder(Record):
    """A person named by the school for a role of a document, half-open [from_on, to_on).

    Once anybody is named for a role, the named ones are meant and not those whom the posts would give.
    """

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    role = models.CharField(_("role"), max_length=40)
    user = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name=_("person"))
    subject = models.CharField(max_length=80, blank=True, help_text="The site, group … it is held over.")
    from_on = models.DateField(_("from"))
    to_on = models.DateField(_("until"), null=True, blank=True)

    objects = HeldQuerySet.as_manager()

    class Meta:
        ordering = ["role", "from_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on=None) | Q(from_on__lte=F("to_on")), name="role_begins_before_it_ends"
            ),
            models.UniqueConstraint(
                fields=["school", "role", "user", "subject"], condition=Q(to_on=None), name="role_held_once"
            ),
        ]

    def __str__(self):
        return f"{self.role} {self.user_id}"


@history
class CountedThing(Record):
    """Something a document counts and no register keeps yet: a hazard area, a unit of a textbook, an allied school."""

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    kind = models.CharField(_("kind"), max_length=40)
    name = models.CharField(pgettext_lazy("of a place, a group or a day", "name"), max_length=80)
    from_on = models.DateField(_("from"))
    to_on = models.DateField(_("until"), null=True, blank=True)

    objects = HeldQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "kind", "name"], condition=Q(to_on=None), name="counted_thing_named_once"
            ),
            models.CheckConstraint(
                condition=Q(to_on=None) | Q(from_on__lte=F("to_on")), name="thing_begins_before_it_ends"
            ),
        ]

    def __str__(self):
        return self.name
