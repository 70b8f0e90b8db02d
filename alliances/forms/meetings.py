"""A meeting as it is planned, cancelled and answered; a decision; something to be done."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alliances.models import Alliance, AllianceMeeting, Body, MeetingItem
from alliances.selectors.people import Called, member_schools
from registry.forms.parts import page_owned, plain_text
from schools.forms.fields import DayField
from schools.models import School

LINES = _("One item per line.")
FEWEST = forms.ValidationError(_("Write at least one item."), code="required")


def _hours() -> forms.TimeInput:
    return forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


def words_of(each: Called) -> str:
    return f"{each.person.name} · {each.school.name}"


class MeetingForm(forms.Form):
    """When, where, what about and who is called; `people` are those whom one can add by name."""

    title = forms.CharField(label=_("What it is about"), max_length=80)
    is_monthly = forms.BooleanField(
        label=_("It is the monthly meeting"), required=False, initial=True, help_text=_("Counted for its month.")
    )
    on = DayField(label=_("Day"))
    starts_at = forms.TimeField(label=pgettext_lazy("clock time", "From"), widget=_hours())
    ends_at = forms.TimeField(label=pgettext_lazy("clock time", "Until"), widget=_hours())
    host = forms.ModelChoiceField(School.objects.none(), label=pgettext_lazy("of a meeting", "Host school"))
    place = forms.CharField(label=_("Place"), max_length=80, required=False)
    link = forms.URLField(label=_("Link of an online meeting"), max_length=300, required=False, assume_scheme="https")
    agenda = forms.CharField(label=_("Agenda"), help_text=LINES, widget=forms.Textarea(attrs={"rows": 5}))
    bodies = forms.ModelMultipleChoiceField(
        Body.objects.none(), label=_("Called: all of"), required=False, widget=forms.CheckboxSelectMultiple
    )
    calls_liaisons = forms.BooleanField(label=_("The liaisons of the schools"), required=False)
    persons = forms.MultipleChoiceField(
        label=_("And these persons"), required=False, widget=forms.CheckboxSelectMultiple
    )

    OF_MODEL = ("title", "is_monthly", "on", "starts_at", "ends_at", "host", "place", "link", "calls_liaisons")

    def __init__(self, *args, alliance: Alliance, people: list[Called], on, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = {str(each.person.public_id): each for each in people}
        self.fields["host"].queryset = member_schools(alliance, on)
        standing = Q(to_on=None) | Q(to_on__gt=on)
        self.fields["bodies"].queryset = Body.objects.filter(standing, alliance=alliance).order_by("kind", "name")
        self.fields["persons"].choices = [(key, words_of(each)) for key, each in self.people.items()]
        self.helper = page_owned(self)

    @classmethod
    def values_of(cls, meeting: AllianceMeeting) -> dict:
        """Give what the form begins with for a meeting that is planned already."""
        alone = meeting.attendees.filter(seat=None).values_list("person__public_id", flat=True)
        return {name: getattr(meeting, name) for name in cls.OF_MODEL} | {
            "agenda": "\n".join(meeting.items.values_list("title", flat=True)),
            "bodies": meeting.bodies.all(),
            "persons": [str(key) for key in alone],
        }

    def clean_title(self):
        return plain_text(self.cleaned_data["title"])

    def clean_place(self):
        return plain_text(self.cleaned_data["place"])

    def clean_agenda(self):
        titles = list(dict.fromkeys(filter(None, map(plain_text, self.cleaned_data["agenda"].splitlines()))))
        if not titles:
            raise FEWEST
        if any(len(title) > 120 for title in titles):
            raise forms.ValidationError(_("An item has at most 120 characters."), code="max_length")
        return titles

    def clean(self):
        data = super().clean()
        if "place" in data and "link" in data and not data["place"] and not data["link"]:
            self.add_error("place", forms.ValidationError(_("Write a place or a link."), code="required"))
        if data.get("starts_at") and data.get("ends_at") and data["starts_at"] >= data["ends_at"]:
            self.add_error("ends_at", forms.ValidationError(_("It ends before it begins."), code="order"))
        return data

    def planned(self) -> dict:
        """Give what the services take."""
        data = self.cleaned_data
        return {
            "fields": {name: data[name] for name in self.OF_MODEL},
            "bodies": list(data["bodies"]),
            "persons": [self.people[key] for key in data["persons"]],
            "agenda": data["agenda"],
        }


class CancelForm(forms.Form):
    """Why a meeting is cancelled; it stands in the message to everybody called."""

    why = forms.CharField(label=_("Why"), max_length=200)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = page_owned(self)

    def clean_why(self):
        return plain_text(self.cleaned_data["why"])


class AnswerForm(forms.Form):
    """Whether one comes, and if not, who stands in."""

    answer = forms.ChoiceField(choices=[("coming", ""), ("excused", "")])
    stood_in = forms.CharField(max_length=40, required=False)

    def clean_stood_in(self):
        return plain_text(self.cleaned_data["stood_in"])


class DecisionForm(forms.Form):
    """A decision in one sentence, and to which item it belongs."""

    text = forms.CharField(label=pgettext_lazy("of a meeting", "Decision"), max_length=500)
    item = forms.ModelChoiceField(MeetingItem.objects.none(), label=_("Item of the agenda"), required=False)

    def __init__(self, *args, meeting: AllianceMeeting, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = meeting.items.all()
        self.helper = page_owned(self)

    def clean_text(self):
        return plain_text(self.cleaned_data["text"])


class TodoForm(forms.Form):
    """What is to be done, by whom, until when."""

    text = forms.CharField(label=_("To be done"), max_length=300)
    owner = forms.ChoiceField(label=_("By whom"))
    due_on = DayField(label=pgettext_lazy("of a to-do", "Until"))

    def __init__(self, *args, people: list[Called], **kwargs):
        super().__init__(*args, **kwargs)
        self.people = {str(each.person.public_id): each for each in people}
        self.fields["owner"].choices = [("", "–"), *((key, words_of(each)) for key, each in self.people.items())]
        self.helper = page_owned(self)

    def clean_text(self):
        return plain_text(self.cleaned_data["text"])

    @property
    def given(self) -> dict:
        data = self.cleaned_data
        return {"text": data["text"], "to": self.people[data["owner"]], "due_on": data["due_on"]}


class DoneForm(forms.Form):
    """What was done."""

    note = forms.CharField(
        label=pgettext_lazy("of a to-do", "What was done"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = page_owned(self)

    def clean_note(self):
        return plain_text(self.cleaned_data["note"])
