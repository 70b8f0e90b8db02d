"""What was done, entered by hand: only the fields that the requirement asks for."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from core.uploads import ProofField
from registry.forms.parts import date_input, page_owned
from rulebook import words
from rulebook.documents.schema import Measure
from rulebook.rules.judging import State
from rulebook.selectors.lines import Line
from rulebook.services.attesting import Entry

CLOSED = (State.DONE, State.WAIVED)


class AttestationForm(forms.Form):
    """One record for an obligation, or one for each of several that are alike.

    `lines` are the obligations; `people` those in whose name it may be entered, the user among them or not.
    """

    abouts = forms.MultipleChoiceField(label=_("About whom or what"), widget=forms.CheckboxSelectMultiple)
    targets = forms.MultipleChoiceField(label=_("Which of these"), widget=forms.CheckboxSelectMultiple)
    on = forms.DateField(label=_("Done on"), widget=date_input())
    actor = forms.ChoiceField(label=_("Done by"))
    parts = forms.MultipleChoiceField(label=_("What was looked at"), widget=forms.CheckboxSelectMultiple)
    part = forms.ChoiceField(label=_("Kind"))
    place = forms.CharField(label=_("Which group"), max_length=40)
    about = forms.CharField(
        label=_("With whom or of what"),
        max_length=80,
        required=False,
        help_text=_("The class and lesson, for example."),
    )
    amount = forms.DecimalField(label=_("How many"), min_value=0, max_digits=12, decimal_places=4)
    whole = forms.DecimalField(label=_("Of how many"), min_value=Decimal("0.0001"), max_digits=12, decimal_places=4)
    until_on = forms.DateField(
        label=_("Holds until"), widget=date_input(), required=False, help_text=_("Leave empty while it holds.")
    )
    note = forms.CharField(
        label=pgettext_lazy("to a record", "Note"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    file = ProofField(label=_("File"), required=False, help_text=_("Photo, PDF, Word or Excel, at most 10 MB."))

    def __init__(self, *args, lines: Sequence[Line], people: Sequence[User], user: User, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.lines, self.people, self.user, self.today = lines, people, user, today
        self.line = lines[0]
        self.requirement = self.line.requirement
        self._keep_what_is_asked()
        self._fill()
        self.helper = page_owned(self)

    def _keep_what_is_asked(self) -> None:
        requirement, measure = self.requirement, self.requirement.measure
        has_spread = bool(requirement.spread_least)
        has_amount = measure is Measure.SHARE or bool(requirement.amount_least or requirement.amount_most)
        asked = {
            "abouts": len(self.lines) > 1,
            "targets": bool(self.line.owed.targets),
            "actor": self._asks_who,
            "parts": bool(requirement.parts),
            "part": not requirement.parts and not has_spread and len(requirement.objects) > 1,
            "place": has_spread,
            "about": requirement.bears_each and len(self.lines) == 1,
            "amount": has_amount,
            "whole": measure is Measure.SHARE,
            "until_on": measure is Measure.STANDING,
        }
        for name in (name for name, is_asked in asked.items() if not is_asked):
            del self.fields[name]

    @property
    def _asks_who(self) -> bool:
        """Nobody enters for others by accident: an office says who did it; a bearer did it oneself."""
        if self.requirement.bears_each and len(self.lines) > 1:
            return False
        return len(self.people) > 1 or any(person != self.user for person in self.people)

    def _fill(self) -> None:
        fields, requirement = self.fields, self.requirement
        fields["on"].initial = min(self.today, self.line.owed.counts.last_on)
        fields["on"].widget.attrs["max"] = self.today.isoformat()
        if "abouts" in fields:
            fields["abouts"].choices = [(str(line.public_id), _named(line, self.people)) for line in self.lines]
        if "targets" in fields:
            fields["targets"].choices = list(self._targets().items())
        if "actor" in fields:
            fields["actor"].choices = [(str(person.pk), person.name) for person in self.people]
            fields["actor"].initial = str((self.user if self.user in self.people else self.people[0]).pk)
        if "parts" in fields:
            fields["parts"].choices = [(code, words.part(code)) for code in requirement.parts]
            fields["parts"].initial = list(requirement.parts)
        if "part" in fields:
            fields["part"].choices = [(code, words.part(code)) for code in requirement.objects]

    def _targets(self) -> dict[str, str]:
        return {key: name for key, name in self.line.inputs.get("targets", ())}  # noqa: C416  lists of two from JSON

    def clean_on(self) -> date:
        on, counts = self.cleaned_data["on"], self.line.owed.counts
        if on > self.today:
            raise forms.ValidationError(_("This day has not come yet."), code="future")
        if self.requirement.measure is not Measure.STANDING and on not in counts:
            span = {
                "first": date_format(counts.from_on, "DATE_FORMAT"),
                "last": date_format(counts.last_on, "DATE_FORMAT"),
            }
            raise forms.ValidationError(_("Only what is done from %(first)s to %(last)s counts.") % span, code="counts")
        return on

    def clean(self):
        data = super().clean()
        if (until := data.get("until_on")) and data.get("on") and until < data["on"]:
            self.add_error("until_on", forms.ValidationError(_("It ends before it begins."), code="order"))
        if data.get("whole") is not None and data.get("amount") is not None and data["amount"] > data["whole"]:
            self.add_error("amount", forms.ValidationError(_("This is more than the whole."), code="more"))
        elif (amount := data.get("amount")) is not None and "whole" not in self.fields:
            self._check_amount(amount)
        return data

    def _check_amount(self, amount: Decimal) -> None:
        low, high = self.line.owed.amounts
        if (low is not None and amount < low) or (high is not None and amount > high):
            bounds = {"low": words.plain(low), "high": words.plain(high)}
            error = forms.ValidationError(_("Counts from %(low)s to %(high)s only.") % bounds, code="amount")
            self.add_error("amount", error)

    @property
    def entries(self) -> list[Entry]:
        """One entry for each thing and part chosen."""
        return [
            Entry(subject, name, part, actor)
            for line in self._chosen()
            for subject, name in self._subjects(line)
            for part in self._parts()
            for actor in [self._actor(line)]
        ]

    def _chosen(self) -> list[Line]:
        if "abouts" not in self.fields:
            return [self.line]
        return [line for line in self.lines if str(line.public_id) in self.cleaned_data["abouts"]]

    def _subjects(self, line: Line) -> list[tuple[str, str]]:
        if "targets" in self.fields:
            names = self._targets()
            return [(key, names[key]) for key in self.cleaned_data["targets"]]
        if line.requirement.bears_each:
            return [("", self.cleaned_data.get("about", ""))]
        return [(line.subject, line.subject_name)]

    def _parts(self) -> list[str]:
        data, objects = self.cleaned_data, self.requirement.objects
        if "parts" in self.fields:
            return data["parts"]
        return [data.get("part") or data.get("place") or ("" if len(objects) != 1 else objects[0])]

    def _actor(self, line: Line) -> User | None:
        if "actor" in self.fields:
            return next(p for p in self.people if str(p.pk) == self.cleaned_data["actor"])
        if line.requirement.bears_each:
            return next((p for p in self.people if p.pk in line.bearers), None)
        return self.people[0] if self.people else None

    @property
    def shared(self) -> dict:
        """What all entries have in common, as the service takes it."""
        data = self.cleaned_data
        given = {name: data[name] for name in ("on", "note", "until_on", "amount", "whole", "file") if name in data}
        return {"kind": self.requirement.evidence, **given}


class WithdrawalForm(forms.Form):
    """Why an entry is taken back."""

    why = forms.CharField(
        label=_("Reason"), max_length=200, help_text=_("The entry stays readable and counts no more.")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = page_owned(self)


def _named(line: Line, people: Sequence[User]) -> str:
    """Name a choice: whom or what it is about, and what stands open or is done."""
    own = {person.pk: person.name for person in people}
    name = words.people(line.bearers, own) if line.requirement.bears_each else line.subject_name
    state = words.STATES[line.state].words if line.state in CLOSED else _progress(line)
    return f"{name} · {state}"


def _progress(line: Line) -> str:
    if line.standing.needed is None:
        return str(words.STATES[line.state].words)
    return f"{words.plain(line.standing.value)}/{words.plain(line.standing.needed)}"
