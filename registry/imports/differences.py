"""What an import changes, cell by cell, in the words of the pages; numbers stay masked (L-04)."""

from collections.abc import Mapping
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from registry.details import label_of, word
from registry.imports.fields import MEMBER_PARTS
from registry.models import Guardian, Guardianship, StagedGuardian, StagedStudent, Student

NUMBERS = {"id_number": gettext_noop("ID number"), "national_number": gettext_noop("Student number")}
MEMBER_WORDS = {part.code: part.words[0] for part in MEMBER_PARTS}


class Change(NamedTuple):
    """A cell that changes, for reading."""

    label: str
    old: str
    new: str


def student_changes(row: StagedStudent, classes: Mapping[int, str], villages: Mapping[int, str]) -> list[Change]:
    """Give what changes about a pupil; `classes` and `villages` name the ids of the row."""
    changes = []
    for code, old in row.before.items():
        if code == "class":
            changes.append(Change(_("Class"), classes.get(old, ""), classes.get(row.school_class_id, "")))
        elif code == "village_id":
            label = str(Student._meta.get_field("village").verbose_name)
            changes.append(Change(label, villages.get(old, ""), villages.get(row.village_id, "")))
        elif code == "details":
            changes += [_of_detail(row, key, value) for key, value in old.items()]
        else:
            changes.append(_of_column(Student, row, code, old))
    return changes


def guardian_changes(staged: StagedGuardian, link: Guardianship | None) -> list[Change]:
    """Give what changes about an adult, and about the relation to the pupil as the register has it."""
    changes = []
    for code, old in staged.before.items():
        if code == "details":
            new = staged.details
            changes += [
                Change(MEMBER_WORDS.get(key, key), _words(value), _words(new.get(key))) for key, value in old.items()
            ]
        else:
            changes.append(_of_column(Guardian, staged, code, old))
    if staged.is_link_changed:
        changes += _of_link(staged, link)
    return changes


def relation_of(link: StagedGuardian | Guardianship) -> str:
    """Name the relation, in the file's own words where the standard has none."""
    return link.relation_note or link.get_relation_display()


def _of_link(staged, link) -> list[Change]:
    known = link or Guardianship()
    changes = []
    if relation_of(staged) and relation_of(staged) != relation_of(known):
        changes.append(Change(_("Relation"), relation_of(known), relation_of(staged)))
    if staged.is_guardian is not None and staged.is_guardian != known.is_guardian:
        label = str(Guardianship._meta.get_field("is_guardian").verbose_name)
        changes.append(Change(label, _words(known.is_guardian), _words(staged.is_guardian)))
    return changes


def _of_column(model, row, code, old) -> Change:
    if code in NUMBERS:
        return Change(_(NUMBERS[code]), "", getattr(row, f"{code}_masked"))
    column = model._meta.get_field(code)
    choices = dict(column.flatchoices)  # none for a list of phones, which could be no key either
    old, new = (
        str(choices[value]) if choices and value in choices else _words(value) for value in (old, getattr(row, code))
    )
    return Change(str(column.verbose_name), old, new)


def _of_detail(row, code, old) -> Change:
    new = row.details.get(code)
    if code == "other_phones":
        return Change(str(Guardian._meta.get_field(code).verbose_name), _words(old), _words(new))
    return Change(label_of(code), word(code, old) if old else "", word(code, new) if new else "")


def _words(value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
