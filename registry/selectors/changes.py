"""The history of one pupil: who changed what and when, old and new."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import models

from accounts.models import User
from registry.details import label_of, word
from registry.models import Enrolment, Guardian, Guardianship, SchoolClass, Student
from schools.models import Village

# What a reader has no use for; a sealed column stands for its hash.
SILENT = {
    "id", "public_id", "school", "created_at", "name_pinyin", "name_initials", "user", "student",
    "id_number_hash", "national_number_hash", "position",
}  # fmt: skip
SAID_AS_SUBJECT = {"guardian", "school_class"}
LABELS_OF_SEALED = {"id_number_sealed": "id_number", "national_number_sealed": "national_number"}
RESTRICTED = {"left_behind"}  # L-07


@dataclass(frozen=True)
class FieldChange:
    """One value, old → new. is_secret: an ID or student number, of which only the change is told (L-04)."""

    label: str
    old: str = ""
    new: str = ""
    is_secret: bool = False
    secret: str = ""


@dataclass(frozen=True)
class Change:
    """noun: student, enrolment, guardian or guardianship. action: insert, update or delete."""

    at: datetime
    who: str
    noun: str
    action: str
    subject: str = ""
    fields: list[FieldChange] = field(default_factory=list)


def changes_of(student: Student, *, guardians: Iterable[Guardian], shows_details: bool) -> list[Change]:
    """Give every change of a pupil, the enrolments, the links and these guardians, newest first.

    Nine statements at most, whatever the number of events.
    """
    shown = [guardian.pk for guardian in guardians]
    events = [
        *_events(Student, pgh_obj_id=student.pk),
        *_events(Enrolment, student_id=student.pk),
        *_events(Guardianship, student_id=student.pk, guardian_id__in=shown),
        *_events(Guardian, pgh_obj_id__in=shown),
    ]
    reader = _Reader(events, {guardian.pk: guardian.name for guardian in guardians}, shows_details)
    changes = [change for event, before in _with_predecessors(events) if (change := reader.read(event, before))]
    return sorted(changes, key=lambda change: change.at, reverse=True)


def _events(model, **which):
    return list(model.pgh_event_model.objects.filter(**which).select_related("pgh_context").order_by("pgh_id"))


def _with_predecessors(events):
    latest = {}
    for event in events:
        key = type(event), event.pgh_obj_id
        yield event, latest.get(key)
        latest[key] = event


class _Reader:
    """Turns events into changes, with the names of people, classes and villages loaded once."""

    def __init__(self, events, guardians: dict[int, str], shows_details: bool):
        self.shows_details = shows_details
        self.names = {
            "guardian": guardians,
            "school_class": _names(SchoolClass.objects.with_grade(), events, "school_class_id"),
            "village": _names(Village.objects, events, "village_id"),
        }
        users = {_user_id(event) for event in events} - {None}
        self.users = dict(User.objects.filter(pk__in=users).values_list("pk", "name"))

    def read(self, event, before) -> Change | None:
        fields = list(self._fields(event, before if event.pgh_label == "update" else None))
        if event.pgh_label == "update" and not fields:
            return None
        tracked = event.pgh_tracked_model
        return Change(
            at=event.pgh_created_at,
            who=self.users.get(_user_id(event), ""),
            noun=tracked._meta.model_name,
            action=event.pgh_label,
            subject=self._subject(event),
            fields=[] if event.pgh_label == "delete" or _is_first_of_pupil(event) else fields,
        )

    def _subject(self, event):
        if hasattr(event, "guardian_id"):
            return self.names["guardian"].get(event.guardian_id, "")
        if hasattr(event, "school_class_id"):
            return self.names["school_class"].get(event.school_class_id, "")
        return event.name if isinstance(event, Guardian.pgh_event_model) else ""

    def _fields(self, event, before):
        for column in event.pgh_tracked_model._meta.concrete_fields:
            if column.name in SILENT or (column.name in RESTRICTED and not self.shows_details):
                continue
            if before is None and column.name in SAID_AS_SUBJECT:
                continue
            old = getattr(before, column.attname) if before else None
            new = getattr(event, column.attname)
            if column.name == "details":
                yield from self._details(old or {}, new or {})
            elif column.name in LABELS_OF_SEALED:
                yield from _secret(column, event, before)
            elif (old or "") != (new or ""):
                yield FieldChange(str(column.verbose_name), self._word(column, old), self._word(column, new))

    def _details(self, old, new):
        if not self.shows_details:
            return
        for code in [*old, *(code for code in new if code not in old)]:
            if old.get(code) != new.get(code):
                yield FieldChange(label_of(code), word(code, old.get(code)), word(code, new.get(code)))

    def _word(self, column, value):
        if value in (None, "", []):
            return ""
        if isinstance(column, models.ForeignKey):
            return self.names.get(column.name, {}).get(value, "")
        return str(dict(column.flatchoices).get(value) or word(column.name, value))


def _secret(column, event, before):
    """Tell by the hash that a number changed: sealing the same number twice gives different bytes."""
    hashed = column.name.replace("_sealed", "_hash")
    old = getattr(before, hashed) if before else None
    new = getattr(event, hashed)
    if bytes(old or b"") != bytes(new or b""):
        yield FieldChange(label="", is_secret=True, secret=LABELS_OF_SEALED[column.name])


def _names(queryset, events, attribute):
    ids = {getattr(event, attribute) for event in events if getattr(event, attribute, None)}
    return {each.pk: str(each) for each in queryset.filter(pk__in=ids)} if ids else {}


def _user_id(event):
    context = event.pgh_context
    return context.metadata.get("user") if context else None


def _is_first_of_pupil(event):
    """A new pupil's every column would be a change: the page itself shows them."""
    return event.pgh_label == "insert" and event.pgh_tracked_model is Student
