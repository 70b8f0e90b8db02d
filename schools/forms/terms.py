"""Terms and their exam dates."""

from dataclasses import asdict, fields

from django import forms
from django.utils.translation import gettext_lazy as _

from schools.forms.fields import DayField
from schools.models import Term
from schools.rules import TermDates, propose_term, term_findings

WORDS = {
    "ends_before_it_starts": _("The last day must come after the first."),
    "not_in_this_term": _("This day does not fit the school year and term chosen above."),
    "both_days_needed": _("Enter both days of the exam, or neither."),
    "exam_outside_term": _("The exam must lie inside the term."),
    "final_before_midterm": _("The final exam must come after the mid-term exam."),
}
EXAM_FIELDS = ("midterm_starts_on", "midterm_ends_on", "final_starts_on", "final_ends_on")


class TermForm(forms.ModelForm):
    """A term of one school. Other terms that it would overlap are named."""

    starts_on = DayField(label=_("First day"))
    ends_on = DayField(label=_("Last day"))
    midterm_starts_on = DayField(label=_("Mid-term exam from"), required=False)
    midterm_ends_on = DayField(label=_("Mid-term exam to"), required=False)
    final_starts_on = DayField(label=_("Final exam from"), required=False)
    final_ends_on = DayField(
        label=_("Final exam to"),
        required=False,
        help_text=_("Exams may be left empty now; later checks count from the last exam day."),
    )

    class Meta:
        model = Term
        fields = ["school_year", "number", "starts_on", "ends_on", *EXAM_FIELDS]

    def __init__(self, *args, school, proposal=None, **kwargs):
        if proposal:
            kwargs["initial"] = asdict(propose_term(school_year=proposal[0], number=proposal[1]))
        super().__init__(*args, **kwargs)
        self.instance.school = school

    def clean(self):
        data = super().clean()
        if "school_year" not in data or "number" not in data:
            return data
        dates = TermDates(**{f.name: data.get(f.name) for f in fields(TermDates)})
        for field, code in term_findings(dates):
            if field not in self.errors:
                self.add_error(field, forms.ValidationError(WORDS[code], code=code))
        if not self.errors:
            self._refuse_clashes(dates)
        return data

    def _refuse_clashes(self, dates: TermDates):
        others = Term.objects.filter(school=self.instance.school).exclude(pk=self.instance.pk)
        if others.filter(school_year=dates.school_year, number=dates.number).exists():
            self.add_error("number", forms.ValidationError(_("This term has been entered already."), code="term_twice"))
        other = others.filter(starts_on__lte=dates.ends_on, ends_on__gte=dates.starts_on).first()
        if other:
            words = _("These days overlap with %(term)s (%(first)s to %(last)s).")
            about = {"term": other, "first": other.starts_on, "last": other.ends_on}
            self.add_error("starts_on", forms.ValidationError(words, code="overlap", params=about))

    def validate_constraints(self):
        """Leave the constraints to the database: clean() has said in words what they would refuse."""
