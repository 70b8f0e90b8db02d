"""The results of classroom assessment, teacher by teacher (C7.4b). Who may see them: L-13."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from accounts.models import User
from observations.models import Observation
from observations.selectors.observed import of_term
from schools.models import School, Term
from sheets import rules as sheets
from sheets.models import ScoreSheet


@dataclass(frozen=True)
class Result:
    """How one teacher was assessed by one sheet: the mean over the lessons of the means of their observers."""

    name: str
    pinyin: str
    person: int
    sheet: ScoreSheet
    lessons: int
    observers: int
    points: Decimal
    full_marks: Decimal
    grade: str


def results(school: School, term: Term, *, user: User | None = None, drops_extremes: bool = False) -> list[Result]:
    """Give the results of a term that the user may see (None: a report of the school), by name; one statement."""
    rows = of_term(school, term, user=user) if user else Observation.objects.valid().filter(school=school, term=term)
    rows = rows.filter(kind=Observation.Kind.ASSESSMENT, points__isnull=False, sheet__isnull=False)
    together = defaultdict(list)
    for row in rows.select_related("teacher", "sheet").order_by("on", "period", "pk"):
        together[row.person_id, row.sheet_id].append(row)
    found = [_result(each, drops_extremes) for each in together.values()]
    return sorted(found, key=lambda result: (result.pinyin, result.name, result.sheet.pk))


def _result(rows: list[Observation], drops_extremes: bool) -> Result:
    first, sheet = rows[0], rows[0].sheet.sheet
    points = sheets.mean(list(_by_lesson(rows, drops_extremes)))
    grade = sheets.grade_of(sheet, points)
    return Result(
        name=first.teacher.name,
        pinyin=first.teacher.name_pinyin,
        person=first.person_id,
        sheet=first.sheet,
        lessons=len({_lesson(row) for row in rows}),
        observers=len({row.observer_id for row in rows}),
        points=points,
        full_marks=sheet.full_marks,
        grade=grade.name if grade else "",
    )


def _by_lesson(rows: Iterable[Observation], drops_extremes: bool) -> Iterable[Decimal]:
    lessons = defaultdict(list)
    for row in rows:
        lessons[_lesson(row)].append(row.points)
    return [sheets.mean(points, drops_extremes=drops_extremes) for points in lessons.values()]


def _lesson(row: Observation) -> tuple:
    return row.on, row.period, row.school_class_id
