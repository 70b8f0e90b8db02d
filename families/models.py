"""How families come in: slips with a one-time code, what the school tells them, and what they agree to (L-01)."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Permission
from core.history import history
from core.models import Record
from registry.models import Guardian, Student
from schools.models import OfSchoolQuerySet, School


@history
class PrivacyContact(models.Model):
    """Who answers for children's data at a school; without a name, families are told to ask the school office."""

    school = models.OneToOneField(School, models.CASCADE, related_name="privacy_contact")
    name = models.CharField(_("person in charge of children's data"), max_length=60)
    phone = models.CharField(_("phone"), max_length=20)
    complaints = models.CharField(
        _("where to complain"), max_length=100, blank=True, help_text=_("For example the education office, with phone.")
    )

    objects = OfSchoolQuerySet.as_manager()

    def __str__(self):
        return self.name


class SlipQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep the slips of the schools whose families' accounts the user looks after."""
        return self.filter(school__in=user.schools_with(Permission.FAMILY_ACCOUNTS))

    def open(self):
        """Keep those neither used nor replaced by a newer one; they may have expired."""
        return self.filter(used_at=None, replaced_at=None)


class Slip(Record):
    """A printed slip for one guardian: user name, one-time code, QR. The code itself is stored nowhere.

    With it a guardian opens the account, or gets in again after a lost password. A newer slip replaces an older one.
    """

    school = models.ForeignKey(School, models.CASCADE, related_name="slips")
    guardian = models.ForeignKey(Guardian, models.CASCADE, related_name="slips")
    code_hash = models.BinaryField(max_length=32, unique=True)
    issued_at = models.DateTimeField(db_default=Now(), editable=False)
    issued_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    replaced_at = models.DateTimeField(null=True)

    objects = SlipQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["guardian"], condition=Q(used_at=None, replaced_at=None), name="one_open_slip_per_guardian"
            ),
            models.CheckConstraint(condition=Q(issued_at__lt=F("expires_at")), name="slip_expires_after_its_issue"),
        ]

    def __str__(self):
        return f"{self.guardian_id} {self.issued_at}"


class ConsentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Keep the consents of the own children, and those of schools whose pupils' details the user sees."""
        own = Q(student__guardianships__guardian__user=user, student__guardianships__is_barred=False)
        mine = self.model.objects.filter(own).values("pk")
        return self.filter(Q(pk__in=mine) | Q(school__in=user.schools_with(Permission.STUDENT_DETAILS)))


@history
class Consent(Record):
    """What one guardian decided for one child and one purpose; the history keeps earlier decisions.

    A child counts as agreed for a purpose when a guardian has given consent and none has refused or withdrawn
    (Consent.objects never answers that: families.selectors does).
    """

    class Purpose(models.TextChoices):
        COMMUNITY = "community", _("Growth community: name and class for its families, leaders and advisers")
        CONTACT = "contact", _("Phone number for the leaders of the child's growth community")

    class State(models.TextChoices):
        GIVEN = "given", _("Agreed")
        REFUSED = "refused", _("Not agreed")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    school = models.ForeignKey(School, models.CASCADE, related_name="consents")
    student = models.ForeignKey(Student, models.CASCADE, related_name="consents")
    guardian = models.ForeignKey(Guardian, models.CASCADE, related_name="consents")
    purpose = models.CharField(_("purpose"), max_length=12, choices=Purpose)
    state = models.CharField(_("state"), max_length=10, choices=State)
    notice_version = models.CharField(max_length=10, help_text="Version of the text that the guardian had read.")
    decided_at = models.DateTimeField()

    objects = ConsentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["student", "guardian", "purpose"], name="consent_once_per_guardian_and_purpose"
            )
        ]
        indexes = [models.Index(fields=["school", "purpose", "student"], name="consent_by_school")]

    def __str__(self):
        return f"{self.student_id} {self.purpose} {self.state}"
