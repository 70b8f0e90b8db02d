"""What stayed of an import that was taken back, in words."""

from typing import NamedTuple

from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.details import label_of
from registry.imports.differences import MEMBER_WORDS, NUMBERS
from registry.models import Enrolment, Guardian, Guardianship, RegisterImport, SchoolClass, Student
from schools.models import Village

NOUNS = {
    "student": (Student, gettext_lazy("Pupil")),
    "guardian": (Guardian, gettext_lazy("Guardian")),
    "guardianship": (Guardianship, gettext_lazy("Family tie")),
    "enrolment": (Enrolment, gettext_lazy("Class")),
    "class": (SchoolClass, gettext_lazy("Class")),
    "village": (Village, gettext_lazy("Village")),
}


class Kept(NamedTuple):
    """One record that stays: what it is, its name, its page or "", and the cells that keep their value, if not all."""

    noun: str
    name: str
    url: str
    cells: list[str]


def kept_rows(user, register_import: RegisterImport, kept: list[dict]) -> list[Kept]:
    """Name these records, each as far as it is there and open to the user; four statements."""
    school = register_import.school
    students = Student.objects.visible_to(user).filter(school=school).in_bulk([row["student"] for row in kept])
    guardians = _named(Guardian.objects.visible_to(user).filter(school=school), kept, "guardian")
    classes = _named(SchoolClass.objects.filter(school=school).with_grade(), kept, "class")
    villages = _named(Village.objects.filter(district=school.district_id), kept, "village")
    others = {"guardian": guardians, "class": classes, "village": villages}
    return [_row(row, others.get(row["noun"], students).get(row["student"] or row["id"])) for row in kept]


def _named(records: QuerySet, kept, noun) -> dict[int, Model]:
    return records.in_bulk([row["id"] for row in kept if row["noun"] == noun])


def _row(row, record: Model | None) -> Kept:
    model, noun = NOUNS[row["noun"]]
    cells = [_cell(model, code) for code in row["cells"]]
    return Kept(str(noun), str(record or _("(no longer there)")), _page_of(record), cells)


def _page_of(record: Model | None) -> str:
    pages = {Student: "student_detail", Guardian: "guardian_detail", SchoolClass: "class_detail"}
    return reverse(f"registry:{pages[type(record)]}", args=[record.public_id]) if type(record) in pages else ""


def _cell(model: type[Model], code: str) -> str:
    columns = {name: field for field in model._meta.concrete_fields for name in (field.name, field.attname)}
    if code in NUMBERS:
        return _(NUMBERS[code])
    if code in columns:
        return str(columns[code].verbose_name)
    return MEMBER_WORDS.get(code, code) if model is Guardian else label_of(code)
