"""What is entered about a pair."""

from django import forms
from django.forms.models import ModelChoiceIterator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from growth.models import Pair, PairActivity
from growth.selectors.pairs import candidates
from growth.settings import Setting
from registry.forms.parts import date_input, page_owned, plain_text
from registry.models import Teacher


class BySchool(ModelChoiceIterator):
    """Teachers below the names of their schools."""

    def __iter__(self):
        yield "", "–"
        groups: dict[str, list] = {}
        for teacher in self.queryset:
            groups.setdefault(teacher.school.name, []).append((teacher.pk, teacher.name))
        yield from groups.items()


class TeacherField(forms.ModelChoiceField):
    iterator = BySchool


class PairForm(forms.Form):
    """Who with whom, how and since when."""

    mentor = TeacherField(Teacher.objects.none(), label=_("Mentor"))
    apprentice = TeacherField(Teacher.objects.none(), label=_("Apprentice"))
    kind = forms.ChoiceField(label=_("How"), choices=Pair.Kind, widget=forms.RadioSelect, initial=Pair.Kind.ONE_TO_ONE)
    from_on = forms.DateField(label=_("From"), widget=date_input())
    to_on = forms.DateField(label=_("Until"), widget=date_input(), required=False)
    goals = forms.CharField(
        label=_("Proposed goals"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Both can change them when they begin."),
    )  # fmt: skip

    def __init__(self, *args, setting: Setting, **kwargs):
        super().__init__(*args, **kwargs)
        people = candidates(setting)
        self.fields["mentor"].queryset = self.fields["apprentice"].queryset = people
        self.fields["from_on"].initial = timezone.localdate()
        self.helper = page_owned(self)

    def clean(self):
        data = super().clean()
        from_on, to_on = data.get("from_on"), data.get("to_on")
        if from_on and to_on and to_on <= from_on:
            self.add_error("to_on", forms.ValidationError(_("The end lies after the beginning."), code="ends-first"))
        return data


class GoalsForm(forms.Form):
    """What both want to reach."""

    goals = forms.CharField(label=_("Our goals"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = page_owned(self)


class DeclineForm(forms.Form):
    """Why one says no."""

    why = forms.CharField(label=pgettext_lazy("of a pair", "Why not"), max_length=200)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = page_owned(self)

    def clean_why(self):
        return plain_text(self.cleaned_data["why"])


class ActivityForm(forms.ModelForm):
    """What the two did."""

    class Meta:
        model = PairActivity
        fields = ["on", "what", "place", "note"]
        widgets = {"on": date_input(), "what": forms.RadioSelect}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["what"].choices = PairActivity.What.choices
        self.fields["on"].initial = timezone.localdate()
        self.helper = page_owned(self)


class ResultForm(forms.Form):
    """What came of it."""

    on = forms.DateField(label=_("Last day"), widget=date_input())
    result = forms.CharField(label=_("What came of it"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5}))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate()
        self.helper = page_owned(self)
