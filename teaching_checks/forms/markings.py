"""What was marked on a day, when it was not simply everything; and how much of a subject is marked."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from registry.forms.parts import date_input, page_owned
from registry.models import Subject
from teaching_checks.selectors.markings import Pair


class DayForm(forms.Form):
    """Which day a page shows."""

    on = forms.DateField(label=_("Day"), widget=date_input(), required=False)


class MarkingForm(forms.Form):
    """How often and how many pieces; pupils' marking is asked only where the school allows it (X-24)."""

    pair = forms.ChoiceField(label=_("Class and subject"))
    times = forms.IntegerField(label=_("Times marked"), min_value=1, max_value=9, initial=1)
    expected = forms.IntegerField(label=_("Pieces expected"), min_value=1, max_value=999)
    marked = forms.IntegerField(label=_("Pieces marked"), min_value=0, max_value=999)
    is_returned = forms.BooleanField(label=_("Returned to the pupils"), required=False, initial=True)
    by_pupils = forms.BooleanField(label=_("Pupils marked a small part"), required=False)

    def __init__(self, *args, pairs: Sequence[Pair], may_pupils: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.pairs = {pair.key: pair for pair in pairs}
        self.fields["pair"].choices = [(pair.key, f"{pair.school_class} · {pair.subject}") for pair in pairs]
        if not may_pupils:
            del self.fields["by_pupils"]
        self.helper = page_owned(self)

    def clean(self):
        data = super().clean()
        if data.get("marked") is not None and data.get("expected") and data["marked"] > data["expected"]:
            self.add_error("marked", forms.ValidationError(_("More is marked than there are pieces."), code="more"))
        return data

    @property
    def fields_of_marking(self) -> dict:
        """What the service takes."""
        data = dict(self.cleaned_data)
        pair = self.pairs[data.pop("pair")]
        return {"school_class": pair.school_class, "subject": pair.subject, **data}


def first_values(pair: Pair | None) -> dict:
    """Give what a form proposes for a class: what was entered, else every pupil's piece."""
    if pair is None:
        return {}
    made = pair.marking
    if made:
        names = ("times", "expected", "marked", "is_returned", "by_pupils")
        return {"pair": pair.key, **{name: getattr(made, name) for name in names}}
    return {
        "pair": pair.key,
        "times": pair.lessons or 1,
        "expected": pair.pupils or None,
        "marked": pair.pupils or None,
    }


class SharesForm(forms.Form):
    """For how many of its lessons each subject's classwork is marked."""

    def __init__(self, *args, subjects: Sequence[Subject], shares: dict[int, Decimal], **kwargs):
        super().__init__(*args, **kwargs)
        self.subjects = {f"subject{each.pk}": each for each in subjects}
        for name, each in self.subjects.items():
            self.fields[name] = forms.DecimalField(
                label=each.name, min_value=0, max_value=1, max_digits=3, decimal_places=2, initial=shares[each.pk]
            )
        self.helper = page_owned(self)

    @property
    def shares(self) -> dict[Subject, Decimal]:
        return {each: self.cleaned_data[name] for name, each in self.subjects.items()}


def day_of(request, today: date) -> date:
    """Give the day that the address names, no later than today."""
    form = DayForm(request.GET)
    return min((form.is_valid() and form.cleaned_data["on"]) or today, today)
