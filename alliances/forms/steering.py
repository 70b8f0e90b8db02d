"""A spot check, its follow-up, a commendation."""

from django import forms
from django.utils.translation import gettext_lazy as _

from alliances.models import Alliance, Commendation, SpotCheck
from alliances.selectors.people import member_schools
from registry.forms.parts import page_owned, plain_name, plain_text
from registry.models import Teacher
from schools.forms.fields import DayField


class SpotCheckForm(forms.ModelForm):
    """Which school, when, who looked, what was seen, problems and the solution."""

    on = DayField(label=_("Day"))

    class Meta:
        model = SpotCheck
        fields = ["school", "on", "who", "seen", "problems", "solution"]
        widgets = {name: forms.Textarea(attrs={"rows": 4}) for name in ("seen", "problems", "solution")}

    def __init__(self, *args, alliance: Alliance, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["school"].queryset = member_schools(alliance, on)
        self.helper = page_owned(self)

    def clean_who(self):
        return plain_text(self.cleaned_data["who"])

    def clean(self):
        data = super().clean()
        if data.get("solution") and not data.get("problems"):
            words = _("Write the problem to which this is the solution.")
            self.add_error("problems", forms.ValidationError(words, code="required"))
        return data


class FollowForm(forms.Form):
    """When somebody looked again, and how it stands."""

    on = DayField(label=_("Day"))
    note = forms.CharField(label=_("How it stands now"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = page_owned(self)


class CommendForm(forms.ModelForm):
    """A school, or by name one of its staff; the name must stand in the staff list of that school."""

    on = DayField(label=_("Day"))
    name = forms.CharField(
        label=_("Name of the person"), max_length=40, required=False, help_text=_("Empty: the school itself.")
    )

    class Meta:
        model = Commendation
        fields = ["occasion", "on", "school", "name", "reason"]

    def __init__(self, *args, alliance: Alliance, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["school"].queryset = member_schools(alliance, on)
        self.helper = page_owned(self)

    def clean_name(self):
        return plain_name(self.cleaned_data["name"])

    def clean(self):
        data = super().clean()
        data["person"] = None
        if data.get("name") and data.get("school") and data.get("on"):
            staff = Teacher.objects.filter(school=data["school"], name=data["name"])
            found = list(staff.employed_on(data["on"])[:2])
            if len(found) != 1:
                words = _("No one person of this school has this name.")
                self.add_error("name", forms.ValidationError(words, code="unknown"))
            else:
                data["person"] = found[0].user
        return data

    @property
    def given(self) -> dict:
        names = ("occasion", "on", "school", "person", "reason")
        return {"fields": {name: self.cleaned_data[name] for name in names}}
