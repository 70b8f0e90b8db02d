"""The bodies of an alliance and who sits in them (G4.2, G4.4.3, G5.2, G5.5.1–2)."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from accounts.roles import Role
from alliances.models.alliances import Alliance, OfAllianceQuerySet
from core.history import history
from core.models import Record
from schools.models import School


@history
class Body(Record):
    """A council, an office, a group of the alliance or, with `school`, of one school in it (G5.5.2).

    `subject` is the name of the subject of a subject community (G4.4.3): subjects are each school's own rows.
    """

    class Kind(models.TextChoices):
        COUNCIL = "council", _("Council")
        LEADING_GROUP = "leading_group", _("Leading group")
        OFFICE = "alliance_office", pgettext_lazy("of an alliance", "Office")
        PROJECT_GROUP = "project_group", _("Project group")
        STEERING_GROUP = "steering_group", _("Steering group")
        SUBJECT_COMMUNITY = "subject_community", _("Subject community")
        SCHOOL_LEADING_GROUP = "school_leading_group", _("Leading group of a school")
        SCHOOL_WORKING_TEAM = "school_working_team", _("Working team of a school")

    alliance = models.ForeignKey(Alliance, models.CASCADE, related_name="bodies")
    kind = models.CharField(_("kind"), max_length=24, choices=Kind)
    name = models.CharField(pgettext_lazy("of a place, a group or a day", "name"), max_length=80)
    code = models.CharField(max_length=16, blank=True, help_text="The item of the scheme, e.g. G5-S04.")
    subject = models.CharField(_("subject"), max_length=40, blank=True)
    school = models.ForeignKey(School, models.PROTECT, null=True, blank=True, related_name="+")
    from_on = models.DateField(_("from"))
    to_on = models.DateField(_("until"), null=True, blank=True)

    objects = OfAllianceQuerySet.as_manager()

    class Meta:
        ordering = ["alliance", "kind", "name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on=None) | Q(from_on__lte=F("to_on")), name="alliance_body_begins_first"
            ),
        ]

    def __str__(self):
        return self.name


class SeatQuerySet(OfAllianceQuerySet):
    alliance = "body__alliance"

    def held_on(self, day: date):
        """Keep the seats that exist on that day."""
        return self.filter(Q(to_on=None) | Q(to_on__gt=day), from_on__lte=day)

    def running(self):
        """Keep the seats whose holders run the alliance: its office, its chair, secretary and heads."""
        return self.filter(Q(body__kind=Body.Kind.OFFICE) | Q(post__in=HEADS, body__kind__in=HEADED))


HEADS = ("alliance_chair", "alliance_secretary_general", "group_head")
HEADED = (Body.Kind.COUNCIL, Body.Kind.LEADING_GROUP)


@history
class Seat(Record):
    """A post in a body, half-open [from_on, to_on): held by a person, or by whoever holds a post of a school.

    `post` is a code of the documents' words (alliance_chair, group_deputy …). With `bound_role` a change of the
    school's principal changes the holder (G5.2.1).
    """

    BINDABLE = (Role.PRINCIPAL, Role.VICE_PRINCIPAL, Role.ACADEMIC_DIRECTOR)

    body = models.ForeignKey(Body, models.CASCADE, related_name="seats")
    post = models.CharField(_("post"), max_length=40)
    school = models.ForeignKey(School, models.PROTECT, related_name="+", verbose_name=_("school"))
    bound_role = models.CharField(
        _("held by whoever is"), max_length=24, blank=True, choices=[(role.value, role.label) for role in BINDABLE]
    )
    person = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="alliance_seats", verbose_name=_("person")
    )
    from_on = models.DateField(_("from"))
    to_on = models.DateField(_("until"), null=True, blank=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        ordering = ["body", "post", "from_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on=None) | Q(from_on__lte=F("to_on")), name="alliance_seat_begins_first"
            ),
            models.CheckConstraint(
                condition=Q(bound_role="", person__isnull=False) | (~Q(bound_role="") & Q(person=None)),
                name="alliance_seat_of_a_person_or_a_post",
            ),
            models.UniqueConstraint(
                fields=["body", "post", "person"], condition=Q(to_on=None), name="alliance_seat_held_once"
            ),
        ]

    def __str__(self):
        return f"{self.body} {self.post}"
