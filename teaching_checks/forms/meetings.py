"""Leaders and groups, visits, reports to a meeting."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.uploads import ProofField
from registry.models import TeacherGroup
from schools.forms.fields import DayField
from schools.models import School
from teaching_checks.forms.layout import page_owned
from teaching_checks.models import GroupVisit, LeaderAttachment, ReportGiven
from teaching_checks.selectors.meetings import leaders_on

KINDS = (TeacherGroup.Kind.RESEARCH, TeacherGroup.Kind.PREP)


class OfLeaderForm(forms.ModelForm):
    """Which leader and which group of the school."""

    def __init__(self, *args, school: School, day, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["leader"].queryset = leaders_on(school, day)
        self.fields["leader"].label_from_instance = lambda user: user.name
        self.fields["group"].queryset = TeacherGroup.objects.filter(school=school, kind__in=KINDS)
        self.helper = page_owned(self)


class AttachForm(OfLeaderForm):
    from_on = DayField(label=_("From"))

    class Meta:
        model = LeaderAttachment
        fields = ["leader", "group", "from_on"]


class VisitForm(OfLeaderForm):
    on = DayField(label=_("Day"))

    class Meta:
        model = GroupVisit
        fields = ["leader", "group", "kind", "on", "note"]


class ReportGivenForm(forms.ModelForm):
    """What was told, when, to which meeting."""

    on = DayField(label=_("Day"))
    file = ProofField(label=_("File"), required=False, help_text=_("Photo, PDF, Word or Excel, at most 10 MB."))

    class Meta:
        model = ReportGiven
        fields = ["kind", "on", "meeting", "summary", "file"]
        widgets = {"summary": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = page_owned(self)
