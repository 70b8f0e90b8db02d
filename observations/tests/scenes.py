"""A school with a timetable, a colleague who teaches, and somebody who observes."""

from datetime import date, datetime, time, timedelta
from uuid import uuid4

from django.utils import timezone

from accounts.roles import Role
from accounts.tests.factories import create_post
from observations.services.sending import Draft
from registry.models import PeriodTime, Subject, TimetableSlot
from registry.tests.factories import create_class, create_teacher
from schools.tests.factories import create_day, create_school, create_term
from sheets.models import Purpose, ScoreSheet

FRIDAY = date(2026, 11, 20)
CONTENT = {
    "items": [
        {"code": "goals", "name": "Goals", "most": 40, "dimension": "Design"},
        {"code": "effect", "name": "Effect", "most": 60, "dimension": "Effect"},
        {"code": "remark", "name": "Remark", "kind": "text"},
    ],
    "grades": [
        {"code": "excellent", "name": "Excellent", "from": 0.85},
        {"code": "passed", "name": "Passed", "from": 0.6},
        {"code": "failed", "name": "Not passed", "from": 0},
    ],
}


def at(hour: int, minute: int = 0, on: date = FRIDAY) -> datetime:
    return timezone.make_aware(datetime.combine(on, time(hour, minute)))


class Lessons:
    """Autumn 2026: 王老师 teaches Chinese to one class each weekday in period 1 (8:00) and 2 (9:00)."""

    def __init__(self, *, role=Role.ACADEMIC_DIRECTOR, term=None):
        self.term = term or create_term()
        self.school = self.term.school
        self.teacher = create_teacher(school=self.school, name="王老师", name_pinyin="wang lao shi")
        self.school_class = create_class(school=self.school, number=1)
        self.subject = Subject.objects.create(school=self.school, name="语文")
        for number in (1, 2):
            PeriodTime.objects.create(
                school=self.school, number=number, starts_at=time(7 + number), ends_at=time(7 + number, 40)
            )
        self.slots = {(day, number): self._slot(day, number) for day in range(1, 6) for number in (1, 2)}
        observer = create_teacher(school=self.school, name="李老师", name_pinyin="li lao shi")
        self.observer = observer.user
        create_post(role=role, user=self.observer, school=self.school)
        self.sheet = ScoreSheet.objects.create(
            school=self.school, purpose=Purpose.OBSERVATION, code="own", name="Lesson", content=CONTENT
        )

    @classmethod
    def around(cls, day: date, **options) -> "Lessons":
        """The same in a term around a day, which is a school day: what the clock of the server judges."""
        school = create_school()
        span = {"starts_on": day - timedelta(days=60), "ends_on": day + timedelta(days=60)}
        term = create_term(school=school, school_year=day.year, **span)
        create_day(school=school, on=day, is_school_day=True, lessons_of_weekday=min(day.isoweekday(), 5))
        return cls(term=term, **options)

    def _slot(self, weekday: int, period: int) -> TimetableSlot:
        return TimetableSlot.objects.create(
            school=self.school,
            term=self.term,
            weekday=weekday,
            period=period,
            school_class=self.school_class,
            subject=self.subject,
            teacher=self.teacher,
            from_on=self.term.starts_on,
        )

    def draft(self, **fields) -> Draft:
        """What the observer writes in the first lesson of a Friday."""
        defaults = {
            "draft_id": uuid4(),
            "teacher": self.teacher,
            "school_class": self.school_class,
            "subject": self.subject,
            "on": FRIDAY,
            "period": 1,
            "timed_notes": [{"at": 3, "what": "reads aloud", "comment": "clear"}],
        }
        return Draft(**{**defaults, **fields})
