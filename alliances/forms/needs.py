"""Needs, answers and special projects."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alliances.forms.activities import page_owned
from alliances.models import Activity, Milestone, Need, SpecialProject
from schools.forms.fields import DayField


class NeedForm(forms.ModelForm):
    """What the own school needs; who acts for two schools says for which."""

    class Meta:
        model = Need
        fields = ["membership", "title", "about"]
        widgets = {"about": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, members, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["membership"].queryset = members
        self.fields["membership"].empty_label = None
        self.fields["membership"].label_from_instance = lambda member: member.school.name
        self.helper = page_owned(self)


class AnswerForm(forms.ModelForm):
    """The office's answer: an activity, words, or both."""

    class Meta:
        model = Need
        fields = ["activity", "answer"]
        widgets = {"answer": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, activities, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["activity"].queryset = activities.exclude(state=Activity.State.CANCELLED)
        self.fields["activity"].label_from_instance = lambda each: f"{each.on:%Y-%m-%d} {each.title}"
        self.fields["activity"].empty_label = _("No activity, in words only")
        self.helper = page_owned(self)

    def _post_clean(self):
        """Leave the row as it is: the service judges and writes."""


class ProjectForm(forms.ModelForm):
    """A special project."""

    from_on = DayField(label=_("From"))

    class Meta:
        model = SpecialProject
        fields = ["title", "problem", "plan", "members", "from_on"]
        widgets = {"problem": forms.Textarea(attrs={"rows": 2}), "plan": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = page_owned(self)

    @property
    def given(self) -> dict:
        """What the services of projects are given."""
        return {"fields": self.cleaned_data}


class MilestoneForm(forms.ModelForm):
    """One more step with its day."""

    due_on = DayField(label=pgettext_lazy("of a step", "Due on"))

    class Meta:
        model = Milestone
        fields = ["name", "due_on"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = page_owned(self)


class ResultForm(forms.Form):
    """What came of a project."""

    result = forms.CharField(label=_("What came of it"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5}))
