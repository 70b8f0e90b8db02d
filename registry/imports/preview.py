"""The preview of an import, page by page: each staged row with its changes, family and problems."""

from collections import defaultdict
from typing import Any, NamedTuple

from django.db.models import QuerySet

from core.dates import school_year
from registry.imports.differences import Change, guardian_changes, relation_of, student_changes
from registry.imports.findings import problems_of
from registry.models import Guardianship, RegisterImport, SchoolClass, StagedGuardian, StagedStudent
from schools.models import Village

MOST_SHOWN = 6  # of the problems, changes or adults of one row: a page of bad rows stays small


class Adult(NamedTuple):
    """A family member of a row: what is new about them. `is_joined`: known already as a sibling's."""

    name: str
    relation: str
    phone: str
    is_joined: bool
    changes: list[Change]


class Row(NamedTuple):
    """One staged row for reading: what happens, what changes, who belongs to the family, what is wrong.

    `hidden` counts the lines that are left away on a page of many rows.
    """

    staged: StagedStudent
    class_name: str
    village: str
    changes: list[Change]
    family: list[Adult]
    problems: list[dict[str, Any]]
    hidden: int


def staged_rows(
    register_import: RegisterImport, *, action="", level="", code="", sheet="", row=None, query=""
) -> QuerySet:
    """Keep the rows that a filter asks for; `code` is that of a problem, `row` a sequence, `query` part of a name."""
    rows = StagedStudent.objects.filter(register_import=register_import)
    exact = {"action": action, "level": level, "sheet": sheet, "sequence": row}
    rows = rows.filter(**{name: value for name, value in exact.items() if value not in ("", None)})
    if code:
        rows = rows.filter(problems__contains=[{"code": code}])
    if query:
        rows = rows.filter(name__contains=query)
    return rows


def rows_for_reading(register_import: RegisterImport, staged: list[StagedStudent], *, code="") -> list[Row]:
    """Give the rows of one page, the problems of `code` first. A constant number of statements.

    A row that stands alone is shown whole.
    """
    classes = _class_names(register_import, staged)
    villages = _village_names(register_import, staged)
    families = _families(register_import, staged)
    most = None if len(staged) == 1 else MOST_SHOWN
    return [_row(row, classes, villages, families[row.sequence], _sorted_problems(row, code), most) for row in staged]


def _row(row, classes, villages, family, problems, most) -> Row:
    parts = [student_changes(row, classes, villages), family, problems]
    shown = [part[:most] for part in parts]
    hidden = sum(map(len, parts)) - sum(map(len, shown))
    return Row(row, classes.get(row.school_class_id, ""), villages.get(row.village_id, ""), *shown, hidden)


def _sorted_problems(row, code) -> list[dict[str, Any]]:
    return sorted(problems_of(row), key=lambda each: (each["code"] != code, each["level"] != "reject"))


def _class_names(register_import, staged) -> dict[int, str]:
    """Name the classes of a page, also those that applying will create."""
    school, day = register_import.school, register_import.effective_on
    wanted = {row.school_class_id for row in staged} | {row.before.get("class") for row in staged}
    known = SchoolClass.objects.filter(school=school, pk__in=wanted - {None}).with_grade(day)
    names = {school_class.pk: school_class.name_on(day) for school_class in known}
    return {pk: name for name, pk in new_classes(register_import)} | names


def new_classes(register_import: RegisterImport) -> list[tuple[str, int]]:
    """Give name and number of each class that applying creates."""
    day = register_import.effective_on
    lowest = dict(register_import.school.grades.order_by("-number").values_list("stage", "number"))
    named = []
    for stage, entry_year, number, pk in register_import.created.get("classes", []):
        school_class = SchoolClass(school=register_import.school, stage=stage, entry_year=entry_year, number=number)
        school_class.grade_number = lowest.get(stage, 1) + school_year(day) - entry_year
        named.append((school_class.name_on(day), pk))
    return named


def _village_names(register_import, staged) -> dict[int, str]:
    wanted = {row.village_id for row in staged} | {row.before.get("village_id") for row in staged}
    names = dict(Village.objects.filter(pk__in=wanted - {None}).values_list("pk", "name"))
    return {pk: name for name, pk in register_import.created.get("villages", {}).items()} | names


def _families(register_import, staged) -> dict[int, list[Adult]]:
    """Give the adults of each row about whom there is something new."""
    sequences = [row.sequence for row in staged]
    adults = StagedGuardian.objects.filter(register_import=register_import, sequence__in=sequences)
    adults = list(adults.order_by("sequence", "position"))
    changed = [adult.guardian_id for adult in adults if adult.is_link_changed]
    links = {
        (link.student_id, link.guardian_id): link
        for link in Guardianship.objects.filter(school=register_import.school, guardian__in=changed)
    }
    families = defaultdict(list)
    for adult in adults:
        changes = guardian_changes(adult, links.get((adult.student_id, adult.guardian_id)))
        if adult.is_link_new or changes:
            is_joined = adult.is_link_new and adult.action != StagedGuardian.Action.NEW
            families[adult.sequence].append(Adult(adult.name, relation_of(adult), adult.phone, is_joined, changes))
    return families
