"""The upload of a timetable."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from registry.forms.parts import date_input
from registry.forms.teachers import StaffListForm
from schools.models import Term


class TimetableFileForm(StaffListForm):
    """The school's own timetable as a file, and the day from which it holds."""

    from_on = forms.DateField(
        label=_("Holds from"),
        widget=date_input(),
        help_text=_("The lessons of now end on that day, the new ones begin."),
    )

    def __init__(self, *args, term: Term, **kwargs):
        super().__init__(*args, **kwargs)
        self.term = term
        self.fields["file"].label = _("Timetable")
        self.fields["from_on"].initial = max(term.starts_on, min(timezone.localdate(), term.ends_on))

    def clean_from_on(self):
        day = self.cleaned_data["from_on"]
        if day not in self.term.span:
            raise forms.ValidationError(_("This day does not lie in the term."), code="outside-term")
        return day
