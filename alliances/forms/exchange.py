"""What people type about staff exchange: an application, decisions, the host's notes, short exchanges."""

from datetime import date, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alliances.models import Direction, LessonVisit, ManagerVisit, Membership, OutsideTraining, Stint, StintAssessment
from alliances.rules.exchange import months_touched
from core.dates import Span
from registry.forms.parts import date_input, page_owned, plain_text
from registry.models import Teacher
from rulebook.forms.adoptions import NearDayField
from schools.models import Term

DAY = timedelta(days=1)


class Owned:
    """A form whose page owns <form>; short texts lose their spare blanks."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = page_owned(self)

    def clean(self):
        data = super().clean() or self.cleaned_data
        for name, field in self.fields.items():
            if isinstance(data.get(name), str) and isinstance(field.widget, forms.TextInput):
                data[name] = plain_text(data[name])
        return data


class Schools(forms.ModelChoiceField):
    """A member school, shown by the school's name."""

    def label_from_instance(self, obj: Membership) -> str:
        return obj.school.name


def _check_days(form, data: dict) -> None:
    first, last = data.get("from_on"), data.get("last_on")
    if first and last and last < first:
        form.add_error("last_on", forms.ValidationError(_("It ends before it begins."), code="ends_before"))


class StintForm(Owned, forms.ModelForm):
    """A teacher's own application; a school year from the next 1 September is proposed."""

    host = Schools(Membership.objects.none(), label=_("Which school"), empty_label="–")
    from_on = NearDayField(label=_("First day"))
    last_on = NearDayField(label=_("Last day"))

    class Meta:
        model = Stint
        fields = ["host", "from_on", "last_on", "kind", "backbone", "subject", "duties"]
        labels = {
            "kind": _("I go as"),
            "backbone": _("I am"),
            "duties": _("What I would do"),
        }

    def __init__(self, *args, hosts, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["host"].queryset = hosts

    def clean(self):
        data = super().clean()
        _check_days(self, data)
        return data

    def _post_clean(self):
        """Leave the checks of the row to the service: `host` is a member here, a school there."""

    def asked(self) -> dict:
        """Give what the service takes."""
        data = dict(self.cleaned_data)
        return data | {"host": data["host"].school, "to_on": data.pop("last_on") + DAY}


class SchoolApprovalForm(Owned, forms.Form):
    """What the principal confirms: whether the person is a backbone teacher (G5.3.5.3)."""

    backbone = forms.ChoiceField(label=_("Backbone teacher"), choices=Stint.Backbone, required=False)


class WhyNotForm(Owned, forms.Form):
    why = forms.CharField(label=_("Why not"), max_length=200)


class DayForm(Owned, forms.Form):
    """The day on which somebody really begins, or the last one at the host school."""

    on = forms.DateField(label=_("Day"), widget=date_input())


class NoteForm(Owned, forms.Form):
    month = forms.ChoiceField(label=_("Month"))
    text = forms.CharField(label=_("Note"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args, stint: Stint, **kwargs):
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        months = [each for each in months_touched(Span(stint.from_on, stint.to_on)) if each <= today]
        self.fields["month"].choices = [(each.isoformat(), f"{each:%Y-%m}") for each in reversed(months)]

    def clean_month(self):
        return date.fromisoformat(self.cleaned_data["month"])


class AssessmentForm(Owned, forms.ModelForm):
    class Meta:
        model = StintAssessment
        fields = ["term", "on", "result", "raw_rank", "words"]
        widgets = {"on": date_input(), "words": forms.Textarea(attrs={"rows": 3})}
        help_texts = {"raw_rank": _("In the selection of model teachers, where one is held.")}

    def __init__(self, *args, stint: Stint, **kwargs):
        super().__init__(*args, **kwargs)
        terms = Term.objects.filter(school=stint.host_id, starts_on__lt=stint.to_on, ends_on__gte=stint.from_on)
        self.fields["term"].queryset = terms.order_by("-starts_on")


class TrainingForm(Owned, forms.ModelForm):
    class Meta:
        model = OutsideTraining
        fields = ["on", "title", "place"]
        widgets = {"on": date_input()}


class StaffCountForm(Owned, forms.Form):
    full_time = forms.IntegerField(label=_("Full-time staff at work on 1 September"), min_value=0, max_value=5000)


class VisitForm(Owned, forms.ModelForm):
    """A short exchange: a person of the own school goes, or somebody of another school comes."""

    home = Schools(Membership.objects.none(), label=_("Home school"), empty_label="–")
    host = Schools(Membership.objects.none(), label=_("Host school"), empty_label="–")
    name = forms.CharField(label=_("Name"), max_length=60, help_text=_("As on the home school's staff list."))
    direction = forms.ChoiceField(label=_("Direction"), choices=Direction)

    def __init__(self, *args, members, **kwargs):
        super().__init__(*args, **kwargs)
        for side in ("home", "host"):
            self.fields[side].queryset = members

    def clean(self):
        data = super().clean()
        _check_days(self, data)
        home, first_on = data.get("home"), data.get("on") or data.get("from_on")
        if home and data.get("name") and first_on:
            self._find_person(data, home, first_on)
        return data

    def _find_person(self, data: dict, home: Membership, first_on: date) -> None:
        """Find the one person of this name: a list of another school's staff would show more than is needed."""
        found = list(Teacher.objects.filter(school=home.school_id, name=data["name"]).employed_on(first_on)[:2])
        if len(found) == 1:
            data["person"] = found[0].user
        else:
            words = _("Several have this name.") if found else _("Nobody on that staff list has this name.")
            self.add_error("name", forms.ValidationError(words, code="person"))

    def _post_clean(self):
        """Leave the checks of the row to the service: schools are members here."""

    def entered(self) -> dict:
        """Give what the service takes."""
        data = {name: value for name, value in self.cleaned_data.items() if name != "name"}
        if "last_on" in data:
            data["to_on"] = data.pop("last_on") + DAY
        return data | {"home": data["home"].school, "host": data["host"].school}


class ManagerVisitForm(VisitForm):
    from_on = NearDayField(label=_("First day"))
    last_on = NearDayField(label=_("Last day"))
    field_order = ["direction", "home", "name", "host", "from_on", "last_on", "theme", "harvest"]

    class Meta:
        model = ManagerVisit
        fields = ["direction", "from_on", "theme", "harvest"]
        widgets = {"harvest": forms.Textarea(attrs={"rows": 4})}


class LessonVisitForm(VisitForm):
    field_order = ["direction", "home", "name", "host", "on", "subject", "theme"]

    class Meta:
        model = LessonVisit
        fields = ["direction", "on", "subject", "theme"]
        widgets = {"on": date_input()}
