"""The six-earnests evaluation of every teacher at the end of a term (C4.3, C4.4)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Permission
from core.history import history
from core.models import Record
from registry.models import Teacher
from schools.models import School, Term
from sheets.models import ScoreSheet


class ReviewQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep one's own when it is final, and those of others for who plans inspections."""
        office = Q(school__in=user.schools_with(Permission.CHECK_MANAGE)) & ~Q(person=user)
        return self.filter(office | Q(person=user, state=SixEarnestsReview.State.FINAL))

    def final(self):
        return self.filter(state=SixEarnestsReview.State.FINAL)


@history
class SixEarnestsReview(Record):
    """Grades by area and words, written by the administrative meeting; nobody writes about himself.

    `values` are cleaned by the sheet, as sheets/rules.py does. The teacher reads a final one and may add a word.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        FINAL = "final", _("Final")

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    term = models.ForeignKey(Term, models.PROTECT, related_name="+", verbose_name=_("term"))
    teacher = models.ForeignKey(Teacher, models.PROTECT, related_name="+", verbose_name=_("teacher"))
    person = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)
    sheet = models.ForeignKey(ScoreSheet, models.PROTECT, related_name="+", verbose_name=_("sheet"))
    values = models.JSONField(default=dict)
    state = models.CharField(max_length=5, choices=State, default=State.DRAFT)
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    final_on = models.DateField(null=True, editable=False)
    word = models.TextField(_("a word of one's own"), max_length=500, blank=True)
    word_at = models.DateTimeField(null=True, editable=False)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["term", "teacher__name_pinyin", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["term", "teacher"], name="teacher_reviewed_once_in_a_term"),
            models.CheckConstraint(condition=~Q(written_by=F("person")), name="nobody_reviews_himself"),
            models.CheckConstraint(
                condition=Q(state="draft", final_on=None) | Q(state="final", final_on__isnull=False),
                name="review_final_on_a_day",
            ),
        ]

    def __str__(self):
        return f"{self.term_id} {self.teacher_id}"
