"""Groups of a school that admit people of partner schools (G4.4.4b)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from alliances.models.alliances import Membership, OfAllianceQuerySet
from core.history import history
from core.models import Record
from registry.models import TeacherGroup
from schools.models import School


class AdmissionQuerySet(OfAllianceQuerySet):
    alliance = "host__alliance"
    day = "from_on"


@history
class GroupAdmission(Record):
    """A person of a partner school in a teachers' group of the host school, half-open [from_on, to_on)."""

    host = models.ForeignKey(Membership, models.CASCADE, related_name="admissions")
    group = models.ForeignKey(TeacherGroup, models.PROTECT, related_name="+", verbose_name=_("group"))
    person = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("person"))
    school = models.ForeignKey(School, models.PROTECT, related_name="+", verbose_name=_("school"))
    from_on = models.DateField(_("from"))
    to_on = models.DateField(_("until"), null=True, blank=True)
    admitted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)

    objects = AdmissionQuerySet.as_manager()

    class Meta:
        ordering = ["host", "group", "from_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["host", "group", "person"], condition=Q(to_on=None), name="person_admitted_to_a_group_once"
            ),
            models.CheckConstraint(
                condition=Q(to_on=None) | Q(from_on__lte=F("to_on")), name="group_admission_begins_first"
            ),
        ]

    def __str__(self):
        return f"{self.group_id} {self.person_id}"
