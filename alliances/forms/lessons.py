"""Six steps of a lesson; lessons observed together."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from alliances.forms.activities import page_owned
from alliances.models import LessonCycle
from core.uploads import ProofField
from observations.models import Observation
from schools.forms.fields import DayField


class CycleForm(forms.ModelForm):
    """Whose lesson it is and where it is worked on."""

    class Meta:
        model = LessonCycle
        fields = ["teacher", "subject", "lesson", "platform"]

    def __init__(self, *args, staff, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["teacher"].queryset = staff
        self.fields["teacher"].label_from_instance = lambda user: user.name
        self.helper = page_owned(self)


class StepForm(forms.Form):
    """When the step was taken and what came of it."""

    on = DayField(label=_("Day"))
    note = forms.CharField(label=_("Note"), max_length=300, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = page_owned(self)


class ShareForm(forms.Form):
    """Which observation of the own school, and who of the other schools observed it too."""

    observation = forms.ModelChoiceField(Observation.objects.none(), label=_("Observed lesson"), empty_label=None)
    guests = forms.ModelMultipleChoiceField(
        User.objects.none(), label=_("Invited observers"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, observations, staff, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["observation"].queryset = observations
        self.fields["observation"].label_from_instance = lambda o: (
            f"{o.on:%Y-%m-%d} · {o.teacher.name} · {o.subject.name} · {o.observer.name}"
        )
        self.fields["guests"].queryset = staff
        self.fields["guests"].label_from_instance = lambda user: user.name
        self.helper = page_owned(self)


class ReportForm(forms.Form):
    """What the schools conclude."""

    report = forms.CharField(
        label=_("Report on the reform of the lesson"), max_length=5000, widget=forms.Textarea(attrs={"rows": 6})
    )
    file = ProofField(label=_("Report as a file"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = page_owned(self)
