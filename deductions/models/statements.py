"""Months that the principal has closed, and who has read the own statement (R-28)."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from accounts.models import User
from accounts.permissions import Permission
from core.dates import Span
from core.history import history
from core.models import Record
from schools.models import School, Term


class ClosingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep the closed months of the schools where the user can be charged: a day, no person."""
        return self.filter(school__in=user.schools_where(Permission.DEDUCTION_VIEW))


@history
class Closing(Record):
    """One month of a term, frozen: what is in it changes no more; a correction goes into the next."""

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    term = models.ForeignKey(Term, models.PROTECT, related_name="+")
    month = models.PositiveSmallIntegerField()
    from_on = models.DateField()
    to_on = models.DateField()
    closed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = ClosingQuerySet.as_manager()

    class Meta:
        ordering = ["term", "month"]
        constraints = [
            models.UniqueConstraint(fields=["term", "month"], name="month_closed_once"),
            models.CheckConstraint(condition=Q(from_on__lt=F("to_on")), name="closed_month_has_days"),
        ]

    def __str__(self):
        return f"{self.term_id} m{self.month}"

    @property
    def span(self) -> Span:
        return Span(self.from_on, self.to_on)


class ReadingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep one's own and those of the schools whose ledger one keeps."""
        return self.filter(Q(person=user) | Q(closing__school__in=user.schools_with(Permission.DEDUCTION_VERIFY)))


@history
class Reading(models.Model):
    """A teacher has read the statement of a month; that is no agreement with it."""

    closing = models.ForeignKey(Closing, models.CASCADE, related_name="readings")
    person = models.ForeignKey(User, models.PROTECT, related_name="+")
    read_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["closing", "person"], name="statement_read_once")]

    def __str__(self):
        return f"{self.closing_id} {self.person_id}"
