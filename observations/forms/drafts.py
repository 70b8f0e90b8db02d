"""A draft as the phone sends it: JSON with the columns of an observation, and the photos beside it."""

import json

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from observations.models import Observation
from observations.services.sending import Draft
from registry.models import Subject
from registry.models.timetable import LAST_PERIOD
from registry.selectors.timetable_pages import classes_on_the_wall, teachers_on_the_wall
from schools.models import School
from sheets.models import Purpose, ScoreSheet
from sheets.rules import WrongValue, clean

LAST_MINUTE = 300
MOST_NOTES = 200
LONGEST_NOTE = 1000
STRUCTURED = ("scores", "timed_notes")
TEXTS = ("topic", "lesson_type", "notes", "strengths", "shortcomings", "suggestions")
FROM_LIST = {"invalid_choice": _("Choose from the list.")}
SCORE_FAULTS = {
    "not-a-number": _("Write a number."),
    "too-low": _("At least 0."),
    "too-high": _("This is more than the full marks."),
    "decimals": _("At most one decimal."),
    "unknown-grade": _("Choose one of the sheet's grades."),
    "unknown-tick": _("Tick it, or leave it."),
    "too-long": _("At most 500 characters."),
}


class Malformed(ValueError):
    """What came is no draft at all; nobody can type that."""


def read_draft(text: str) -> dict:
    """Give the values of a draft. Raises Malformed."""
    try:
        values = json.loads(text)
    except ValueError:
        raise Malformed from None
    if not isinstance(values, dict):
        raise Malformed
    return values


class _JsonField(forms.JSONField):
    """Takes what is parsed already."""

    def __init__(self, kind: type):
        super().__init__(required=False)
        self.kind = kind

    def to_python(self, value):
        return value if isinstance(value, self.kind) else self.kind()

    def bound_data(self, data, initial):
        return data


class DraftForm(forms.ModelForm):
    """Cleans each field in itself; what hangs together is the service's to judge."""

    draft = forms.UUIDField()
    scores = _JsonField(dict)
    timed_notes = _JsonField(list)
    is_announced = forms.BooleanField(required=False)

    class Meta:
        model = Observation
        fields = [
            "teacher",
            "school_class",
            "subject",
            "sheet",
            "on",
            "period",
            "off_timetable_why",
            "kind",
            "lesson_type",
            "topic",
            "pupils",
            "notes",
            "strengths",
            "shortcomings",
            "suggestions",
        ]

    def __init__(self, values: dict, *, user: User, school: School):
        super().__init__({name: _plain(name, value) for name, value in values.items()})
        self.score_errors: dict[str, str] = {}
        offered = {
            "teacher": teachers_on_the_wall(user, school),
            "school_class": classes_on_the_wall(user, school),
            "subject": Subject.objects.filter(school=school),
            "sheet": ScoreSheet.objects.filter(school=school, purpose=Purpose.OBSERVATION),
        }
        for name, queryset in offered.items():
            field = self.fields[name]
            field.queryset, field.to_field_name = queryset, "public_id"
            field.error_messages |= FROM_LIST

    def clean_period(self) -> int:
        period = self.cleaned_data["period"]
        if not 1 <= period <= LAST_PERIOD:
            raise forms.ValidationError(FROM_LIST["invalid_choice"])
        return period

    def clean_timed_notes(self) -> list[dict]:
        notes = [_note(each) for each in self.cleaned_data["timed_notes"][:MOST_NOTES]]
        return sorted((note for note in notes if note["what"] or note["comment"]), key=lambda note: note["at"])

    def clean(self):
        data = super().clean()
        if data.get("sheet"):
            data["scores"] = self._clean_scores(data["sheet"].sheet, data.get("scores") or {})
        return data

    def _clean_scores(self, sheet, values) -> dict[str, str]:
        kept = {}
        for item in sheet.items:
            try:
                value = clean(sheet, item, str(values.get(item.code) or ""))
            except WrongValue as wrong:
                self.score_errors[item.code] = SCORE_FAULTS[wrong.reason]
            else:
                kept |= {item.code: value} if value else {}
        return kept

    def _post_clean(self):
        """Leave the row to the service: a draft is no observation yet."""

    def is_valid(self) -> bool:
        return super().is_valid() and not self.score_errors

    @property
    def faults(self) -> dict[str, list[str]]:
        """Give what is wrong by the name of its field; a criterion of the sheet is "scores.code"."""
        fields = {name: [str(each) for each in errors] for name, errors in self.errors.items()}
        return fields | {f"scores.{code}": [str(words)] for code, words in self.score_errors.items()}

    @property
    def drafted(self) -> Draft:
        """The cleaned draft as the service takes it."""
        data = self.cleaned_data
        names = ("teacher", "school_class", "subject", "on", "period", "kind", "is_announced", "off_timetable_why")
        more = ("sheet", "scores", "pupils", "timed_notes")
        texts = {name: data[name] for name in TEXTS}
        return Draft(draft_id=data["draft"], texts=texts, **{name: data[name] for name in (*names, *more)})


def _plain(name: str, value):
    """Give the value as a field takes it: lists and objects belong to few fields, and are nothing in the others."""
    return value if name in STRUCTURED or not isinstance(value, list | dict) else ""


def _note(each) -> dict:
    """Give one note in the shape in which it is kept; what is not one is empty."""
    each = each if isinstance(each, dict) else {}
    at = each.get("at")
    minute = min(max(at, 0), LAST_MINUTE) if isinstance(at, int) else 0
    return {"at": minute, **{name: str(each.get(name) or "")[:LONGEST_NOTE].strip() for name in ("what", "comment")}}
