"""What a reader types: the filter of a list, an answer, words for the office."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from observations.models import Observation, OfficeFeedback
from observations.selectors.observed import Wanted
from registry.models import SchoolClass, Subject

STATES = [
    ("counting", _("Counts for the quota")),
    ("waiting", _("Does not count yet")),
    ("unread", _("Not read by the teacher")),
    ("unanswered", _("Not answered")),
    ("office", _("Unread by the office")),
]
NAMES = ("school_class", "subject", "kind", "state", "from_on", "to_on", "observer", "teacher")


class ReadingFilter(forms.Form):
    """Every choice empty means all; a word that is none of the choices counts as empty."""

    school_class = forms.ChoiceField(label=_("Class"), required=False)
    subject = forms.ChoiceField(label=_("Subject"), required=False)
    kind = forms.ChoiceField(label=pgettext_lazy("of an observation", "Occasion"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False)
    from_on = forms.DateField(label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    to_on = forms.DateField(
        label=pgettext_lazy("a day", "To"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    observer = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput())
    teacher = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput())

    def __init__(self, *args, school, term, **kwargs):
        super().__init__(*args, **kwargs)
        classes = SchoolClass.objects.filter(school=school).open().with_grade(term.ends_on)
        classes = sorted(classes, key=lambda each: (each.grade_number or 0, each.number))
        every = {
            "school_class": [(str(each.pk), each.name_on(term.ends_on)) for each in classes],
            "subject": [
                (str(pk), name) for pk, name in Subject.objects.filter(school=school).values_list("pk", "name")
            ],
            "kind": Observation.Kind.choices,
            "state": STATES,
        }
        for name, choices in every.items():
            self.fields[name].choices = [("", pgettext_lazy("no filter", "All")), *choices]
        for field in self.visible_fields():
            is_choice = isinstance(field.field, forms.ChoiceField)
            field.field.widget.attrs["class"] = "form-select" if is_choice else "form-control"

    @property
    def wanted(self) -> Wanted:
        self.is_valid()
        data = {name: self.cleaned_data.get(name) for name in NAMES}
        numbers = {name: int(data[name]) if data[name] else None for name in ("school_class", "subject")}
        return Wanted(
            text=self.data.get("q", ""),
            kind=data["kind"] or "",
            state=data["state"] or "",
            from_on=data["from_on"],
            to_on=data["to_on"],
            observer=data["observer"],
            teacher=data["teacher"],
            **numbers,
        )

    @property
    def in_use(self) -> list[str]:
        """Give the words of the address that narrow the list."""
        self.is_valid()
        return [name for name in NAMES if self.cleaned_data.get(name)]


class AnswerForm(forms.ModelForm):
    class Meta:
        model = Observation
        fields = ["answer"]
        widgets = {"answer": forms.Textarea(attrs={"rows": 4, "class": "form-control", "required": True})}


class OfficeForm(forms.ModelForm):
    class Meta:
        model = OfficeFeedback
        fields = ["text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 3, "class": "form-control"})}
