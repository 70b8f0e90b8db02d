"""What people type for self-reports, summaries and evaluation schemes."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alliances.models import AllianceSummary, ReportStep, SharedEvaluation
from alliances.services.self_reports import ANSWERS
from core.uploads import ProofField


class WordsForm(forms.Form):
    """The school's words in a section, with the revision that the writer saw."""

    words = forms.CharField(
        label=_("Own words"), required=False, max_length=8000, widget=forms.Textarea(attrs={"rows": 10})
    )
    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class AnswerForm(forms.Form):
    """What the office does with a report: only what can be done with it now is offered."""

    LABELS = {
        ReportStep.What.ACCEPTED: _("Accept it"),
        ReportStep.What.COMMENTED: _("Comment only"),
        ReportStep.What.RETURNED: _("Return it to the school"),
        ReportStep.What.ARCHIVED: _("Put it into the archive"),
    }

    what = forms.ChoiceField(label=pgettext_lazy("with a report", "What to do"), widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Words for the school"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args, report, **kwargs):
        super().__init__(*args, **kwargs)
        possible = [(what, words) for what, words in self.LABELS.items() if report.state in ANSWERS[what][0]]
        self.fields["what"].choices = possible


class SummaryForm(forms.ModelForm):
    """The words of the yearly summary (R-11)."""

    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    is_issued = forms.BooleanField(label=_("Give it out: every member school reads it"), required=False)

    class Meta:
        model = AllianceSummary
        fields = ["done", "problems", "next_steps"]
        widgets = {name: forms.Textarea(attrs={"rows": 6}) for name in ("done", "problems", "next_steps")}


class EvaluationForm(forms.ModelForm):
    """An evaluation scheme that counts in all schools of the alliance."""

    file = ProofField(label=pgettext_lazy("of a document", "File"))

    class Meta:
        model = SharedEvaluation
        fields = ["title", "for_teachers", "for_pupils", "file", "from_on"]
        widgets = {"from_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["from_on"].initial = timezone.localdate()

    def clean(self):
        data = super().clean()
        if not (data.get("for_teachers") or data.get("for_pupils")):
            raise forms.ValidationError(_("Say whether it is for teachers, pupils or both."), code="for-nobody")
        return data
