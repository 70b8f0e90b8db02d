"""Two weeks of patrols with what they found, one day without a register, and lesson changes in each state."""

import random
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from accounts.models import User
from patrols.models import LessonChange, PatrolEntry
from patrols.services import changing, norms, reasons, walking
from registry.models import SchoolClass, TimetableSlot
from registry.selectors.timetable import Lesson, lessons_between
from schools.models import School, Term
from schools.selectors import school_calendar

WALKED = (2, 5)  # one period in the morning, one in the afternoon
FOUND = (
    {"late": 4, "note": "9:04 教师到岗，学生已自习"},
    {"norms": "seated", "note": "讲解例题时坐着上课", "handled": "当场提醒"},
    {"highlight": "小组合作学习组织有序"},
    {"is_absent": True, "note": "上课 10 分钟后无教师，已安排值班教师看护"},
    {"norms": "listening"},
    {"left": 3, "note": "提前 3 分钟下课"},
    {"is_swapped": True, "really": "数学", "note": "课表为音乐，实际上数学"},
)


def walk_patrols(school: School, year: int) -> None:
    """Let the clerk walk most school days of the last two weeks; the director has read the first reason."""
    term = Term.objects.get(school=school, school_year=year, number=Term.Number.AUTUMN)
    today = min(timezone.localdate(), term.ends_on)
    clerk, director = (User.objects.get(username=f"{school.code}-{name}") for name in ("clerk", "director"))
    days = _school_days(school, max(term.starts_on, today - timedelta(days=14)), today)
    found = iter(FOUND)
    for day in (day for place, day in enumerate(days) if place % 6 != 3):
        for period in WALKED:
            _walk(walking.Time(school, day, period), clerk, found)
    _explain(school, clerk, director)
    _change_lessons(school, timezone.localdate(), clerk)


def _school_days(school, from_on: date, to_on: date) -> list[date]:
    calendar = school_calendar(school, from_on, to_on + timedelta(days=1))
    return [day for day in calendar.school_days(from_on, to_on) if calendar.lessons_weekday(day)]


def _walk(at: walking.Time, clerk: User, found) -> None:
    now = timezone.make_aware(datetime.combine(at.on, time(9 if at.period < 4 else 14, 15)))
    lessons = [lesson for lesson in walking.lessons_at(at) if lesson.teacher]
    if not lessons:
        return
    if what := next(found, None):
        lesson = random.Random(f"{at.on} {at.period}").choice(lessons)
        codes = {norm.code: norm.pk for norm in norms.norms_of(school=at.school)}
        what = {name: (codes[value],) if name == "norms" else value for name, value in what.items()}
        walking.record(time=at, slot=lesson.slot, found=walking.AS_PLANNED | what, seen="", by=clerk, now=now)
    walking.all_as_planned(time=at, by=clerk, now=now)
    walking.finish(time=at, saw_norms=True, by=clerk, now=now)


def _explain(school: School, clerk: User, director: User) -> None:
    """Give the reason of the first lesson missed; the second one still waits."""
    missed = PatrolEntry.objects.filter(school=school).missing().order_by("on", "period").first()
    if missed:
        reason = reasons.give(entry=missed, kind="traffic", text="校门口堵车，已谈话提醒", by=clerk)
        reasons.see(reason=reason, by=director)


def _change_lessons(school: School, today: date, clerk: User) -> None:
    """Let one swap be approved, one wait for the office and one for the colleague."""
    answers = iter(("approve", "agree", ""))
    for school_class in SchoolClass.objects.filter(school=school).open().order_by("pk")[:12]:
        lessons = lessons_between(school_class, today + timedelta(days=2), today + timedelta(days=9))
        pair = _pair(lessons)
        answer = next(answers, None) if pair else None
        if answer is not None:
            _ask(*pair, answer, clerk)


def _pair(lessons: list[Lesson]) -> tuple[Lesson, Lesson] | None:
    """Give two lessons that can change places."""
    for first in lessons[:3]:
        for second in lessons[3:9]:
            change = LessonChange(
                school=first.slot.school, kind="swap", slot=first.slot, on=first.on, teacher=first.teacher,
                other_slot=second.slot, other_on=second.on, colleague=second.teacher,
            )  # fmt: skip
            if first.teacher != second.teacher and changing.obstacle(change) is None:
                return first, second
    return None


def _ask(first: Lesson, second: Lesson, answer: str, clerk: User) -> None:
    slot, colleague = TimetableSlot.objects.get(pk=first.slot.pk), second.slot.teacher
    change = changing.ask(
        slot=slot, on=first.on, kind="swap", reason="参加县教研活动", by=slot.teacher.user, colleague=colleague,
        other_slot=second.slot, other_on=second.on,
    )  # fmt: skip
    if answer:
        change = changing.answer(change=change, agrees=True, by=colleague.user)
    if answer == "approve":
        changing.approve(change=change, by=clerk)
