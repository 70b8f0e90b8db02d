"""Planning an activity, taking part, writing it up; what narrows the list."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Div, Fieldset, Row
from crispy_forms.layout import Layout as CrispyLayout
from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from alliances.models import Activity, Alliance, Membership, Participation
from alliances.rules.codes import commons, links
from alliances.selectors.activities import categories, members_on, staff_of
from core.uploads import ProofField
from schools.forms.fields import DayField

Kind = Activity.Kind


def page_owned(form, *layout) -> FormHelper:
    """Give a helper for a form whose page owns <form> and its button."""
    helper = FormHelper(form)
    helper.form_tag = False
    if layout:
        helper.layout = CrispyLayout(*layout)
    return helper


def in_two(*names) -> Row:
    """Put two short fields side by side."""
    return Row(*(Column(name, css_class="col-6") for name in names))


def columns_of(form: forms.ModelForm) -> dict:
    """Give the values of the columns that a form of a model has asked for."""
    return {name: form.cleaned_data[name] for name in form.Meta.fields if name in form.cleaned_data}


class ActivityForm(forms.ModelForm):
    """What is planned, by whom, for whom; what the law asks for when pupils leave their school (L-15)."""

    on = DayField(label=_("Day"))
    to_on = DayField(label=_("Last day"), required=False)
    link = forms.URLField(
        label=_("Address of the remote session"), max_length=300, required=False, assume_scheme="https"
    )
    commons = forms.MultipleChoiceField(
        label=_("Five commons"), required=False, widget=forms.CheckboxSelectMultiple, choices=()
    )
    links = forms.MultipleChoiceField(
        label=_("Five links"), required=False, widget=forms.CheckboxSelectMultiple, choices=()
    )
    schools = forms.ModelMultipleChoiceField(
        Membership.objects.none(),
        label=_("Schools that take part"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Activity
        fields = [
            "title", "kind", "fellowship", "occasion", "system", "host", "on", "to_on", "direction", "place", "link",
            "level", "commons", "links", "about", "is_off_campus", "safety_plan", "has_consent", "leaders",
        ]  # fmt: skip
        widgets = {"about": forms.Textarea(attrs={"rows": 3}), "safety_plan": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, alliance: Alliance, hosts, day, **kwargs):
        super().__init__(*args, **kwargs)
        self.alliance = alliance
        self.fields["host"].queryset = hosts
        self.fields["host"].empty_label = None
        self.fields["schools"].queryset = members_on(alliance, day)
        for name in ("host", "schools"):
            self.fields[name].label_from_instance = lambda member: member.school.name
        self.fields["commons"].choices = [(code, str(words)) for code, words in commons().items()]
        self.fields["links"].choices = [(code, str(words)) for code, words in links().items()]
        self.fields["system"].queryset = alliance.education_systems.all()
        self.fields["system"].empty_label = _("None")
        self.fields["leaders"].help_text = _("Staff only. Never write a pupil's name anywhere in this form.")
        if self.instance.pk:
            self.initial["schools"] = list(self.instance.participations.values_list("membership", flat=True))
        if not self.fields["system"].queryset:
            del self.fields["system"]
        self.helper = page_owned(self, *self._layout())

    def _layout(self):
        systems = [Div("system", data_when=f"kind={','.join(FIVE)}")] if "system" in self.fields else []
        safety = Div("safety_plan", "has_consent", "leaders", data_when="is_off_campus=on")
        return [
            "title",
            "kind",
            Div("fellowship", data_when=f"kind={Kind.FELLOWSHIP}"),
            Div("occasion", data_when=f"kind={Kind.OUTREACH}"),
            *systems,
            in_two("on", "to_on"),
            "host",
            "schools",
            in_two("direction", "level"),
            "place",
            Div("link", data_when=f"direction={Activity.Direction.ONLINE}"),
            Row(Column("commons", css_class="col-sm-6"), Column("links", css_class="col-sm-6")),
            "about",
            Fieldset(pgettext_lazy("of an activity", "Safety"), "is_off_campus", safety),
        ]

    def clean(self):
        data = super().clean()
        first, last = data.get("on"), data.get("to_on")
        if first and last and last < first:
            self.add_error("to_on", forms.ValidationError(_("The last day must not come before the first."), "order"))
        if data.get("kind") == Kind.FELLOWSHIP and not data.get("fellowship"):
            self.add_error("fellowship", forms.ValidationError(_("Say what kind of fellowship it is."), "kind"))
        if data.get("kind") == Kind.OUTREACH and not data.get("occasion"):
            self.add_error("occasion", forms.ValidationError(_("Say on which occasion."), "occasion"))
        for name, kind in (("fellowship", Kind.FELLOWSHIP), ("occasion", Kind.OUTREACH)):
            if data.get("kind") != kind:
                data[name] = ""
        return data

    @property
    def given(self) -> dict:
        """What the service of planning is given."""
        return {"fields": columns_of(self), "schools": self.cleaned_data["schools"]}


FIVE = (Kind.THEME_CLASS_MEETING, Kind.OUTWARD_EXPERIENCE, Kind.FELLOWSHIP, Kind.MUTUAL_AID, Kind.SHOWCASE)


class PartForm(forms.ModelForm):
    """The own school's numbers and staff, and what it counts as."""

    staff = forms.ModelMultipleChoiceField(
        User.objects.none(), label=_("Staff who took part"), required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Participation
        fields = ["five_one", "staff_count", "pupil_count", "parent_count"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        part = self.instance
        self.fields["staff"].queryset = staff_of([part.membership.school_id], part.activity.on)
        self.fields["staff"].label_from_instance = lambda user: user.name
        self.initial["staff"] = list(part.attendees.values_list("person", flat=True))
        if part.activity.alliance.has_core:
            self.fields["five_one"].choices = [("", _("None of the five ones")), *self.fields["five_one"].choices[1:]]
            self.fields["five_one"].help_text = _("An activity of two kinds counts for one only: you choose.")
        else:
            del self.fields["five_one"]
        for name in ("staff_count", "pupil_count", "parent_count"):
            self.fields[name].widget.attrs |= {"inputmode": "numeric"}
        self.fields["pupil_count"].help_text = _("The number only, never names.")
        five = ["five_one"] if "five_one" in self.fields else []
        numbers = Row(*(Column(f"{who}_count", css_class="col-4") for who in ("staff", "pupil", "parent")))
        self.helper = page_owned(self, *five, numbers, Div("staff", css_class="activity-staff"))

    @property
    def given(self) -> dict:
        """What the service of the school's part is given."""
        return {"fields": columns_of(self), "staff": self.cleaned_data["staff"]}


class CountForm(forms.Form):
    """How many pupils were counted on leaving."""

    counted_out = forms.IntegerField(label=_("Pupils counted on leaving"), min_value=0, max_value=5000)


class SummaryForm(forms.ModelForm):
    """The summary, and the head count on return where pupils were out."""

    class Meta:
        model = Activity
        fields = ["summary", "counted_back"]
        widgets = {"summary": forms.Textarea(attrs={"rows": 6})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["summary"].required = True
        if not self.instance.is_off_campus:
            del self.fields["counted_back"]
        self.helper = page_owned(self)


class ReasonForm(forms.Form):
    """Why it is called off."""

    why = forms.CharField(label=_("Why is it cancelled?"), max_length=200)


class FileForm(forms.Form):
    """A photo or a file with what it shows."""

    name = forms.CharField(label=_("What it shows"), max_length=80)
    file = ProofField(label=_("File"), help_text=_("Photo, PDF, Word or Excel, at most 10 MB."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = page_owned(self)


class ActivityFilter(forms.Form):
    """School, category, kind and state; what makes no sense narrows nothing."""

    COUNTING = "counting"

    school = forms.ModelChoiceField(
        Membership.objects.none(), label=_("School"), required=False, empty_label=_("All schools"),
        to_field_name="public_id",
    )  # fmt: skip
    category = forms.ChoiceField(label=_("Category"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("All kinds")), *Kind.choices])
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("All states")), (COUNTING, _("Held and confirmed")), *Activity.State.choices],
    )

    def __init__(self, *args, members, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["school"].queryset = members
        self.fields["school"].label_from_instance = lambda member: member.school.name
        named = [(code, str(words)) for code, words in categories().items()]
        self.fields["category"].choices = [("", _("All categories")), *named]
        for field in self.fields.values():
            field.widget.attrs |= {"class": "form-select", "data-submit-on-change": ""}
        self.is_valid()

    @property
    def is_narrowing(self) -> bool:
        return any(self.cleaned_data.values())
