"""When a term was last brought up to date, and what could then not be asked of anybody."""

from django.db import models

from rulebook.models.adoptions import OfRuledSchoolQuerySet
from schools.models import School, Term


class ExpandedTerm(models.Model):
    """The newest expansion of a term; `findings` are rules.expanding.Finding as plain values."""

    school = models.ForeignKey(School, models.CASCADE, related_name="+")
    term = models.OneToOneField(Term, models.CASCADE, related_name="+")
    expanded_at = models.DateTimeField()
    as_of = models.DateField()
    findings = models.JSONField(default=list)

    objects = OfRuledSchoolQuerySet.as_manager()

    def __str__(self):
        return f"{self.term_id} {self.as_of}"
