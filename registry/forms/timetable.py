"""A lesson of the week by hand, and what is different on one day."""

from datetime import date

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from registry.forms.parts import date_input, page_owned, plain_text
from registry.forms.students import open_classes
from registry.models import PeriodTime, Room, SchoolClass, Subject, Teacher, Weeks
from registry.models.timetable import LAST_PERIOD, WEEKDAY_CHOICES
from schools.models import Term

PERIODS = [(number, str(number)) for number in range(1, LAST_PERIOD + 1)]


def _now_in(term: Term) -> date:
    """Today, or the day of the term that is next to it: whose staff can be chosen."""
    return min(max(timezone.localdate(), term.starts_on), term.ends_on)


class LessonForm(forms.Form):
    """Which class has which subject when, with whom and where, from which day on."""

    school_class = forms.ModelChoiceField(SchoolClass.objects.none(), label=_("Class"))
    weekday = forms.TypedChoiceField(label=_("Weekday"), choices=WEEKDAY_CHOICES, coerce=int)
    period = forms.TypedChoiceField(label=pgettext_lazy("of the school day", "Period"), choices=PERIODS, coerce=int)
    weeks = forms.ChoiceField(label=_("Weeks"), choices=Weeks, initial=Weeks.EVERY)
    subject = forms.ModelChoiceField(Subject.objects.none(), label=_("Subject"))
    teacher = forms.ModelChoiceField(
        Teacher.objects.none(), label=_("Teacher"), required=False, empty_label=_("Nobody named yet")
    )
    room = forms.ModelChoiceField(
        Room.objects.none(), label=_("Room"), required=False, empty_label=_("The class's own")
    )
    from_on = forms.DateField(label=_("From"), widget=date_input(), help_text=_("Until then all stays as it is."))

    def __init__(self, *args, term: Term, **kwargs):
        super().__init__(*args, **kwargs)
        school = term.school
        self.fields["school_class"].queryset = open_classes(school)
        self.fields["subject"].queryset = Subject.objects.filter(school=school)
        self.fields["teacher"].queryset = Teacher.objects.filter(school=school).employed_on(_now_in(term))
        self.fields["room"].queryset = Room.objects.filter(school=school)
        self.helper = page_owned(self)

    def columns(self) -> dict:
        return {name: value for name, value in self.cleaned_data.items() if name != "from_on"}


class HoursForm(forms.Form):
    """When each period begins and ends; a period without both has no clock times."""

    PERIODS_SHOWN = 10

    def __init__(self, *args, known: dict[int, PeriodTime], **kwargs):
        super().__init__(*args, **kwargs)
        self.numbers = range(1, max(self.PERIODS_SHOWN, *known, 0) + 1)
        for number in self.numbers:
            self.fields[f"from_{number}"] = self._box(_("Period %(number)s begins"), number)
            self.fields[f"to_{number}"] = self._box(_("Period %(number)s ends"), number)
            if number in known:
                self.initial |= {f"from_{number}": known[number].starts_at, f"to_{number}": known[number].ends_at}

    def _box(self, label, number):
        widget = forms.TimeInput(attrs={"type": "time", "class": "form-control"}, format="%H:%M")
        return forms.TimeField(label=label % {"number": number}, required=False, widget=widget)

    def rows(self):
        """Give (number, box of the beginning, box of the end)."""
        return [(number, self[f"from_{number}"], self[f"to_{number}"]) for number in self.numbers]

    def clean(self):
        data, before = super().clean(), None
        for number in self.numbers:
            begins, ends = data.get(f"from_{number}"), data.get(f"to_{number}")
            if (begins is None) != (ends is None):
                self.add_error(f"to_{number}", forms.ValidationError(_("Fill in both times, or none."), code="half"))
            elif begins and (begins >= ends or (before and begins < before)):
                words = _("A period ends after it begins and before the next one.")
                self.add_error(f"to_{number}", forms.ValidationError(words, code="order"))
            before = ends or before
        return data

    def hours(self) -> dict:
        pairs = {
            number: (self.cleaned_data[f"from_{number}"], self.cleaned_data[f"to_{number}"]) for number in self.numbers
        }
        return {number: pair for number, pair in pairs.items() if all(pair)}


class DayChangeForm(forms.Form):
    """One lesson on one day: somebody else teaches it, or it is not held."""

    SUBSTITUTE, CANCEL = "substitute", "cancel"
    WHAT = [(SUBSTITUTE, _("Somebody else teaches")), (CANCEL, _("The lesson is not held"))]

    on = forms.DateField(label=_("Day"), widget=date_input())
    what = forms.ChoiceField(label=_("What changes"), choices=WHAT, initial=SUBSTITUTE, widget=forms.RadioSelect)
    teacher = forms.ModelChoiceField(Teacher.objects.none(), label=_("Who teaches"), required=False)
    reason = forms.CharField(label=_("Reason"), max_length=100, help_text=_("The staff can read it."))

    def __init__(self, *args, slot, **kwargs):
        super().__init__(*args, **kwargs)
        teachers = Teacher.objects.filter(school=slot.school_id).employed_on(_now_in(slot.term))
        self.fields["teacher"].queryset = teachers.exclude(pk=slot.teacher_id)
        self.helper = page_owned(self)

    def clean_reason(self):
        return plain_text(self.cleaned_data["reason"])

    def clean(self):
        data = super().clean()
        if data.get("what") == self.CANCEL:
            data["teacher"] = None
        elif not data.get("teacher") and "teacher" not in self.errors:
            self.add_error("teacher", forms.ValidationError(_("Choose who teaches."), code="required"))
        return data

    def columns(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("on", "teacher", "reason")}
