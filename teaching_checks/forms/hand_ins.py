"""Asking for hand-ins, handing in, returning and excusing."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.uploads import ProofField
from registry.forms.parts import date_input, page_owned
from registry.models import TeacherGroup
from schools.models import School, Term
from teaching_checks.models import HandIn, HandInCall


class CallForm(forms.ModelForm):
    """What, of whom, until when: the office sets the day."""

    class Meta:
        model = HandInCall
        fields = ["kind", "title", "audience", "group", "due_on", "note"]
        labels = {"due_on": _("Due on")}
        widgets = {"due_on": date_input(), "note": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args, school: School, term: Term, **kwargs):
        super().__init__(*args, **kwargs)
        self.term = term
        self.fields["group"].queryset = TeacherGroup.objects.filter(school=school)
        self.fields["group"].help_text = _("Only when one group is asked.")
        self.fields["title"].required = False
        self.fields["title"].help_text = _("Left empty, it is called by what is asked.")
        self.helper = page_owned(self)

    def clean(self):
        data = super().clean()
        wants_group = data.get("audience") == HandInCall.Audience.GROUP
        if wants_group and not data.get("group"):
            self.add_error("group", forms.ValidationError(_("Choose the group."), code="group"))
        if not wants_group:
            data["group"] = None
        if data.get("kind") and not data.get("title"):
            data["title"] = str(HandInCall.Kind(data["kind"]).label)
        due = data.get("due_on")
        if due and due < self.term.starts_on:
            self.add_error("due_on", forms.ValidationError(_("This day lies before the term."), code="before"))
        return data


class SendForm(forms.Form):
    """One photo, PDF or Word file, or a text."""

    file = ProofField(label=_("File"), required=False, help_text=_("Photo, PDF, Word or Excel, at most 10 MB."))
    text = forms.CharField(
        label=_("Or write it here"), required=False, max_length=20000, widget=forms.Textarea(attrs={"rows": 6})
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = page_owned(self)


class ReturnForm(forms.Form):
    """Why it goes back to the teacher."""

    why = forms.CharField(label=_("What is to be improved"), max_length=200)
    void = forms.BooleanField(
        label=_("It counts as not handed in"), required=False, help_text=_("For an empty page or the wrong file.")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = page_owned(self)


class ExcuseForm(forms.Form):
    """Why one teacher need not hand in."""

    excuse = forms.ChoiceField(label=_("Reason"), choices=HandIn.Excuse, widget=forms.RadioSelect)
    note = forms.CharField(label=_("In words"), max_length=100, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = page_owned(self)
