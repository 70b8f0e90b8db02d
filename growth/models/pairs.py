"""Pairs of mentor and apprentice, within a school or between schools (G4.4.2, G5.3.3.3)."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from accounts.permissions import Permission
from core.history import history
from core.models import Record
from growth.settings import overseen_by
from schools.models import School


class PairQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep the own pairs, those of schools whose pairs the user looks after, and those of overseen settings."""
        return self.filter(Q(mentor=user) | Q(apprentice=user) | _looked_after(user))

    def managed_by(self, user):
        """Keep the pairs that the user looks after for a school or a setting."""
        return self.filter(_looked_after(user))

    def running(self):
        """Keep those that both have accepted and that have not ended."""
        return self.filter(state__in=RUNNING)

    def open(self):
        """Keep those that are asked or running."""
        return self.filter(state__in=(Pair.State.PROPOSED, *RUNNING))

    def for_listing(self):
        return self.select_related("mentor", "apprentice", "mentor_school", "apprentice_school")


def _looked_after(user) -> Q:
    schools = user.schools_with(Permission.PAIR_MANAGE)
    return Q(mentor_school__in=schools) | Q(apprentice_school__in=schools) | Q(setting__in=overseen_by(user))


@history
class Pair(Record):
    """A mentor and an apprentice, half-open [from_on, to_on); `setting` is "" within one school.

    Both are asked; they begin when both have accepted and agreed on goals; it ends with what came of it.
    """

    class Kind(models.TextChoices):
        FAMOUS = "famous_teacher", _("With a famous teacher")
        ONE_TO_ONE = "one_to_one", _("One to one")
        ORDINARY = "ordinary", pgettext_lazy("kind of pair", "Ordinary")

    class State(models.TextChoices):
        PROPOSED = "proposed", pgettext_lazy("state of a pair", "Asked")
        ACCEPTED = "accepted", pgettext_lazy("state of a pair", "Accepted by both")
        UNDER_WAY = "under_way", pgettext_lazy("state of a pair", "Under way")
        ENDED = "ended", pgettext_lazy("state of a pair", "Ended")
        DECLINED = "declined", pgettext_lazy("state of a pair", "Declined")
        WITHDRAWN = "withdrawn", pgettext_lazy("state of a pair", "Withdrawn")

    setting = models.CharField(max_length=40, blank=True, editable=False)
    kind = models.CharField(pgettext_lazy("of a pair", "kind"), max_length=16, choices=Kind)
    mentor = models.ForeignKey(User, models.PROTECT, related_name="pairs_as_mentor", verbose_name=_("mentor"))
    mentor_school = models.ForeignKey(School, models.PROTECT, related_name="+")
    apprentice = models.ForeignKey(
        User, models.PROTECT, related_name="pairs_as_apprentice", verbose_name=_("apprentice")
    )
    apprentice_school = models.ForeignKey(School, models.PROTECT, related_name="+")
    from_on = models.DateField(_("from"))
    to_on = models.DateField(_("until"), null=True, blank=True)
    goals = models.TextField(_("goals"), max_length=1000, blank=True)
    result = models.TextField(_("what came of it"), max_length=2000, blank=True)
    why_not = models.CharField(max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PROPOSED, editable=False)
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)
    proposed_at = models.DateTimeField(db_default=Now(), editable=False)
    mentor_accepted_at = models.DateTimeField(null=True, editable=False)
    apprentice_accepted_at = models.DateTimeField(null=True, editable=False)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)

    objects = PairQuerySet.as_manager()

    class Meta:
        ordering = ["-from_on", "pk"]
        indexes = [
            models.Index(fields=["mentor_school", "state"], name="pair_by_mentor_school"),
            models.Index(fields=["apprentice_school", "state"], name="pair_by_apprentice_school"),
            models.Index(fields=["setting", "kind"], name="pair_by_setting", condition=~Q(setting="")),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(mentor=F("apprentice")), name="pair_of_two_people"),
            models.CheckConstraint(condition=Q(to_on=None) | Q(from_on__lte=F("to_on")), name="pair_begins_first"),
            models.CheckConstraint(
                condition=Q(setting="") | ~Q(mentor_school=F("apprentice_school")), name="pair_across_schools"
            ),
            models.CheckConstraint(
                condition=~Q(setting="") | Q(mentor_school=F("apprentice_school")), name="pair_within_a_school"
            ),
            models.CheckConstraint(
                condition=~Q(state="ended") | (~Q(result="") & Q(to_on__isnull=False)), name="pair_ends_with_a_result"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["accepted", "under_way", "ended"])
                | Q(mentor_accepted_at__isnull=False, apprentice_accepted_at__isnull=False),
                name="pair_accepted_by_both",
            ),
            # One to one: each mentor has one apprentice at a time, and each apprentice one mentor (G5.3.3.3).
            models.UniqueConstraint(
                fields=["mentor"],
                condition=Q(kind="one_to_one", state__in=["accepted", "under_way"]),
                name="mentor_of_one_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["apprentice"],
                condition=Q(kind="one_to_one", state__in=["accepted", "under_way"]),
                name="apprentice_of_one_at_a_time",
            ),
        ]

    def __str__(self):
        return f"{self.mentor} – {self.apprentice}"

    def has_partner(self, user) -> bool:
        return user.pk in (self.mentor_id, self.apprentice_id)

    def partner_of(self, user) -> User:
        return self.apprentice if user.pk == self.mentor_id else self.mentor

    def waits_for(self, user) -> bool:
        """Tell whether this partner has still to answer."""
        if self.state != self.State.PROPOSED:
            return False
        waits = {self.mentor_id: self.mentor_accepted_at is None, self.apprentice_id: not self.apprentice_accepted_at}
        return waits.get(user.pk, False)


RUNNING = (Pair.State.ACCEPTED, Pair.State.UNDER_WAY)


class PairActivityQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep what was done in the pairs that the user sees."""
        return self.filter(pair__in=Pair.objects.visible_to(user))


@history
class PairActivity(Record):
    """What a pair did on a day."""

    class What(models.TextChoices):
        OBSERVATION = "observation", pgettext_lazy("of a pair", "Lesson observed")
        LESSON = "lesson", pgettext_lazy("of a pair", "Lesson shown")
        TALK = "talk", pgettext_lazy("of a pair", "Talk")
        PREPARATION = "preparation", pgettext_lazy("of a pair", "Prepared together")
        OTHER = "other", pgettext_lazy("of a pair", "Something else")

    pair = models.ForeignKey(Pair, models.CASCADE, related_name="activities")
    on = models.DateField(_("day"))
    what = models.CharField(pgettext_lazy("of a pair", "what"), max_length=12, choices=What)
    place = models.CharField(_("where"), max_length=80, blank=True)
    note = models.CharField(_("in a few words"), max_length=300, blank=True)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)

    objects = PairActivityQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]

    def __str__(self):
        return f"{self.on} {self.get_what_display()}"
