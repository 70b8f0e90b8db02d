"""The preview of an import, page by page: each staged row with its changes, family and problems."""

from collections import Counter, defaultdict
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from registry.details import label_of, word
from registry.imports.findings import problems_of
from registry.imports.problems import KINDS
from registry.models import Guardian, RegisterImport, SchoolClass, StagedGuardian, StagedStudent, Student
from schools.models import Village

NUMBERS = ("id_number", "national_number")
QUESTIONS = {"pupil-question", "guardian-same-phone", "guardian-same-name"}


class Change(NamedTuple):
    """A cell that changes, for reading."""

    label: str
    old: str
    new: str


class Row(NamedTuple):
    """One staged row for reading: what happens, what changes, who belongs to the family, what is wrong."""

    staged: StagedStudent
    class_name: str
    village: str
    changes: list[Change]
    family: list[dict[str, Any]]
    problems: list[dict[str, Any]]


def staged_rows(register_import: RegisterImport, *, action="", level="", code="", query="") -> QuerySet:
    """Keep the rows that a filter asks for; `code` is the code of a problem, `query` part of a name."""
    rows = StagedStudent.objects.filter(register_import=register_import)
    if action:
        rows = rows.filter(action=action)
    if level:
        rows = rows.filter(level=level)
    if code:
        rows = rows.filter(problems__contains=[{"code": code}])
    if query:
        rows = rows.filter(name__contains=query)
    return rows


def rows_for_reading(register_import: RegisterImport, staged: list[StagedStudent]) -> list[Row]:
    """Give the rows of one page. A constant number of statements."""
    classes = _class_names(register_import, staged)
    villages = _village_names(register_import, staged)
    families = defaultdict(list)
    guardians = StagedGuardian.objects.filter(
        register_import=register_import, sequence__in=[row.sequence for row in staged]
    )
    for guardian in guardians.order_by("sequence", "position"):
        families[guardian.sequence].append(_adult(guardian))
    return [
        Row(
            row,
            classes.get(row.school_class_id, ""),
            villages.get(row.village_id, ""),
            _changes(row, classes, villages),
            families[row.sequence],
            problems_of(row),
        )
        for row in staged
    ]


def _class_names(register_import, staged) -> dict[int, str]:
    """Name the classes of a page, also those that applying will create."""
    school, day = register_import.school, register_import.effective_on
    wanted = {row.school_class_id for row in staged} | {row.before.get("class") for row in staged}
    known = SchoolClass.objects.filter(school=school, pk__in=wanted - {None}).with_grade(day)
    names = {school_class.pk: school_class.name_on(day) for school_class in known}
    return names | {pk: name for name, pk in new_classes(register_import)}


def new_classes(register_import: RegisterImport) -> list[tuple[str, int]]:
    """Give name and number of each class that applying creates."""
    lowest = dict(register_import.school.grades.order_by("-number").values_list("stage", "number"))
    named = []
    for stage, entry_year, number, pk in register_import.created.get("classes", []):
        school_class = SchoolClass(school=register_import.school, stage=stage, entry_year=entry_year, number=number)
        year = register_import.effective_on.year - (register_import.effective_on.month < 9)
        school_class.grade_number = lowest.get(stage, 1) + year - entry_year
        named.append((school_class.name_on(register_import.effective_on), pk))
    return named


def _village_names(register_import, staged) -> dict[int, str]:
    wanted = {row.village_id for row in staged} | {row.before.get("village_id") for row in staged}
    names = dict(Village.objects.filter(pk__in=wanted - {None}).values_list("pk", "name"))
    return names | {pk: name for name, pk in register_import.created.get("villages", {}).items()}


def _changes(row: StagedStudent, classes, villages) -> list[Change]:
    changes = []
    for code, old in row.before.items():
        if code == "class":
            changes.append(Change(_("Class"), classes.get(old, ""), classes.get(row.school_class_id, "")))
        elif code == "village_id":
            label = Student._meta.get_field("village").verbose_name
            changes.append(Change(label, villages.get(old, ""), villages.get(row.village_id, "")))
        elif code == "details":
            changes += [_change_of_detail(row, key, value) for key, value in old.items()]
        elif code in NUMBERS:
            label = _("ID number") if code == "id_number" else _("Student number")
            changes.append(Change(label, "", getattr(row, f"{code}_masked")))
        else:
            changes.append(_change_of_column(row, code, old))
    return changes


def _change_of_column(row, code, old) -> Change:
    column = Student._meta.get_field(code)
    choices = dict(column.flatchoices)
    new = getattr(row, code)
    return Change(str(column.verbose_name), str(choices.get(old, _words(old))), str(choices.get(new, _words(new))))


def _change_of_detail(row, code, old) -> Change:
    if code == "other_phones":
        label = str(Guardian._meta.get_field("other_phones").verbose_name)
        return Change(label, _words(old), _words(row.details.get(code)))
    new = row.details.get(code)
    return Change(label_of(code), word(code, old) if old else "", word(code, new) if new else "")


def _words(value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _adult(guardian: StagedGuardian) -> dict[str, Any]:
    relation = guardian.get_relation_display() or guardian.relation_note
    changes = [
        Change(str(Guardian._meta.get_field(code).verbose_name), _words(old), _words(getattr(guardian, code)))
        for code, old in guardian.before.items()
        if code not in (*NUMBERS, "details")
    ]
    return {
        "name": guardian.name,
        "phone": guardian.phone,
        "relation": relation,
        "staged": guardian,
        "changes": changes,
    }


def code_counts(register_import: RegisterImport) -> list[dict[str, Any]]:
    """Give each kind of problem with its words and the number of times it was found, the most serious first."""
    counts = Counter(register_import.report.get("codes", {}))
    found = [
        {
            "code": code,
            "count": number,
            "level": KINDS[code].level,
            "remedy": KINDS[code].remedy,
            "is_question": code in QUESTIONS,
        }
        for code, number in counts.items()
    ]
    return sorted(found, key=lambda kind: (kind["level"] != "reject", -kind["count"]))


def open_questions(register_import: RegisterImport, code: str) -> list[str]:
    """Give the ids of all open questions of one kind."""
    rows = staged_rows(register_import, code=code).values_list("problems", flat=True)
    return [p["params"]["question"] for problems in rows for p in problems if p["code"] == code]
