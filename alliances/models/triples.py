"""Mutual aid: class teacher, pupil and parent as one set, matched with a set of another school (G5.3.4.5).

The one place of the alliances where a row names a pupil. It is reached by the own school and by the three members
alone; other schools, the office of the alliance and the district meet the number of a set, its grade and its wishes.
What the members of a matched set learn of each other is made by selectors/triples.py, and is no row.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from accounts.permissions import Permission
from alliances.models.alliances import Alliance, OfAllianceQuerySet
from core.history import history
from core.models import Record
from registry.models import Guardian, Guardianship, Student, Teacher
from schools.models import School


class TripleMatchQuerySet(OfAllianceQuerySet):
    day = "from_on"

    def live(self):
        return self.filter(ended_at=None)


@history
class TripleMatch(Record):
    """Two sets of two schools, by their numbers; no pupil. Mutual-aid activities of the alliance may point at it."""

    alliance = models.ForeignKey(Alliance, models.CASCADE, related_name="triple_matches")
    one_school = models.ForeignKey(School, models.PROTECT, related_name="+")
    one_number = models.PositiveSmallIntegerField()
    other_school = models.ForeignKey(School, models.PROTECT, related_name="+")
    other_number = models.PositiveSmallIntegerField()
    from_on = models.DateField(_("from"))
    matched_by = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)

    objects = TripleMatchQuerySet.as_manager()

    class Meta:
        ordering = ["-from_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(one_school=F("other_school")), name="triples_matched_across_schools")
        ]

    def __str__(self):
        return f"{self.one_school_id}/{self.one_number} – {self.other_school_id}/{self.other_number}"


class TripleQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep the sets of the schools for which the user acts, and those whose teacher or guardian the user is."""
        return self.filter(Q(school__in=user.schools_with(Permission.ALLIANCE_SCHOOL)) | _of_member(user))

    def of_member(self, user):
        """Keep the sets that the user is one of three in."""
        return self.filter(_of_member(user))

    def open(self):
        return self.filter(closed_at=None)


def _of_member(user) -> Q:
    held = Guardianship.objects.filter(guardian=OuterRef("guardian"), student=OuterRef("student"), is_barred=False)
    employed = Teacher.objects.employed_on(timezone.localdate()).filter(user=user, school=OuterRef("school"))
    return Q(Exists(employed), teacher=user) | Q(Exists(held), guardian__user=user)


@history
class Triple(Record):
    """A class teacher, a pupil and a parent of one school. Others know it as `number` of the school.

    The guardian's consent is for this purpose alone: that the matched set learns the first names of the three.
    """

    class Wish(models.TextChoices):
        READING = "reading", pgettext_lazy("mutual aid", "reading")
        MATHS = "maths", pgettext_lazy("mutual aid", "mathematics")
        LANGUAGE = "language", pgettext_lazy("mutual aid", "languages")
        SPORTS = "sports", pgettext_lazy("mutual aid", "sports")
        ARTS = "arts", pgettext_lazy("mutual aid", "music and art")
        NATURE = "nature", pgettext_lazy("mutual aid", "nature and farming")
        LETTERS = "letters", pgettext_lazy("mutual aid", "writing to each other")

    class Consent(models.TextChoices):
        ASKED = "asked", pgettext_lazy("consent of a guardian", "asked")
        GIVEN = "given", pgettext_lazy("consent of a guardian", "agreed")
        REFUSED = "refused", pgettext_lazy("consent of a guardian", "not agreed")
        WITHDRAWN = "withdrawn", pgettext_lazy("consent of a guardian", "withdrawn")

    alliance = models.ForeignKey(Alliance, models.CASCADE, related_name="triples", verbose_name=_("alliance"))
    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField()
    teacher = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("class teacher"))
    student = models.ForeignKey(Student, models.CASCADE, related_name="+")
    guardian = models.ForeignKey(Guardian, models.CASCADE, related_name="+", verbose_name=_("parent"))
    grade = models.PositiveSmallIntegerField(null=True)
    wishes = ArrayField(models.CharField(max_length=10, choices=Wish), default=list)
    consent = models.CharField(max_length=10, choices=Consent, default=Consent.ASKED)
    consent_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    consent_at = models.DateTimeField(null=True)
    is_on_paper = models.BooleanField(default=False)
    match = models.ForeignKey(TripleMatch, models.SET_NULL, null=True, related_name="triples")
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(db_default=Now(), editable=False)
    closed_at = models.DateTimeField(null=True)

    objects = TripleQuerySet.as_manager()

    class Meta:
        ordering = ["alliance", "school", "number"]
        constraints = [
            models.UniqueConstraint(fields=["alliance", "school", "number"], name="triple_number_once_at_a_school"),
            models.UniqueConstraint(
                fields=["alliance", "student"], condition=Q(closed_at=None), name="pupil_in_one_open_triple"
            ),
            models.UniqueConstraint(fields=["match", "school"], name="match_of_triples_of_two_schools"),
            models.CheckConstraint(
                condition=~Q(consent="given") | Q(consent_by__isnull=False, consent_at__isnull=False),
                name="triple_consent_given_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(match=None) | Q(closed_at=None, consent__in=["asked", "given"]),
                name="triple_matched_while_open",
            ),
        ]

    def __str__(self):
        return f"{self.school_id}/{self.number}"

    @property
    def wish_words(self) -> list[str]:
        return [str(self.Wish(each).label) for each in self.wishes]
