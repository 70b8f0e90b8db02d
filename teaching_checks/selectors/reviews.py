"""Who is evaluated in a term, how far it is, and what is known of somebody: a constant number of statements."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet

from accounts.models import User
from registry.models import Teacher
from schools.models import School, Term
from sheets.models import Purpose, ScoreSheet
from sheets.rules import Kind, Sheet
from sheets.services import sheets_of
from teaching_checks.models import Inspected, SixEarnestsReview
from teaching_checks.selectors.staff import day_in, teachers_inspected


@dataclass(frozen=True)
class Line:
    """One teacher and the evaluation, if there is one."""

    teacher: Teacher
    review: SixEarnestsReview | None

    @property
    def state(self) -> str:
        return self.review.state if self.review else ""


@dataclass(frozen=True)
class Place:
    """Where one stands among all: "3 of 80", and who comes before and after."""

    number: int
    total: int
    before: Teacher | None
    after: Teacher | None


@dataclass(frozen=True)
class Evaluated:
    """A teacher with the final evaluation of a term; without a sheet there is none yet."""

    name: str
    sheet: Sheet | None = None
    values: Mapping[str, str] = field(default_factory=dict)


def evaluated(term: Term, *, on: date) -> list[Evaluated]:
    """Give everybody who is to be evaluated in the term, with the final evaluation (C4.3b)."""
    reviews = SixEarnestsReview.objects.final().filter(term=term).select_related("sheet")
    found = {row.teacher_id: row for row in reviews}
    lines = [(each.name, found.get(each.pk)) for each in teachers_inspected(term.school, day_in(term, on))]
    return [Evaluated(name, row.sheet.sheet, row.values) if row else Evaluated(name) for name, row in lines]


def reviewed(term: Term, user: User, teachers: Iterable[Teacher]) -> list[Line]:
    """Give everybody but the user with the term's evaluation; one statement."""
    rows = SixEarnestsReview.objects.visible_to(user).filter(term=term).select_related("written_by", "sheet")
    found = {row.teacher_id: row for row in rows}
    return [Line(each, found.get(each.pk)) for each in teachers if each.user_id != user.pk]


def place_of(teacher: Teacher, teachers: Sequence[Teacher]) -> Place:
    """Give the place of a teacher in the order of the list. Raises StopIteration for somebody else."""
    number = next(n for n, each in enumerate(teachers) if each.pk == teacher.pk)
    after = teachers[number + 1] if number + 1 < len(teachers) else None
    return Place(number + 1, len(teachers), teachers[number - 1] if number else None, after)


def known_of(teacher: Teacher, term: Term, user: User) -> QuerySet[Inspected]:
    """Give what inspections of the term found, as far as the user sees it."""
    rows = Inspected.objects.visible_to(user).filter(teacher=teacher, round__term=term, is_done=True)
    return rows.select_related("round__sheet").order_by("done_on", "pk")


def sheet_for(school: School, review: SixEarnestsReview | None) -> ScoreSheet:
    """Give the sheet of an evaluation, else the newest of the school: its own before the one brought along."""
    if review:
        return review.sheet
    offered = sheets_of(school=school, purpose=Purpose.SIX_EARNESTS)
    return min(offered, key=lambda sheet: (sheet.is_shipped, -sheet.pk))


def in_words(sheet: Sheet, values: dict[str, str]) -> list[tuple[str, str, bool]]:
    """Give each item with what was entered as people read it, and whether it is a text."""
    grades = {line.code: line.name for line in sheet.grades}
    return [
        (item.name, grades.get(value, value) if item.kind is Kind.GRADE else value, item.kind is Kind.TEXT)
        for item in sheet.items
        if (value := values.get(item.code, "")) or item.kind is not Kind.TEXT
    ]
