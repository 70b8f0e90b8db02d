"""The term's patrols with what the last ones found, one day without a register, and lesson changes in each state."""

import random
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from accounts.models import User
from core.dates import Span
from patrols.models import PatrolEntry, PatrolWalk
from patrols.services import changing, norms, reasons, walking
from registry.models import Teacher, TimetableSlot
from registry.selectors.timetable import Lesson, lessons_of_school
from schools.models import School, Term
from schools.selectors import school_calendar

WALKED = ((2, 9), (5, 14))  # one period in the morning, one in the afternoon, with the hour at which one walks
RECENT = 6  # school days that are walked one by one; those before are written at once
FORGOTTEN = -4  # the school day without a register, counted from today
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
    """Let the clerk have walked every school day but one; the director has read the first reason."""
    term = Term.objects.get(school=school, school_year=year, number=Term.Number.AUTUMN)
    today = min(timezone.localdate(), term.ends_on)
    clerk, director = (User.objects.get(username=f"{school.code}-{name}") for name in ("clerk", "director"))
    days = _school_days(school, term.starts_on, today)
    recent = days[-RECENT:]
    _write_walks(school, days[:-RECENT], clerk)
    walked = [day for day in recent if day not in days[FORGOTTEN : FORGOTTEN + 1]]
    found = iter(FOUND)
    for place, day in enumerate(walked):
        for period, hour in WALKED:
            _walk(walking.Time(school, day, period), hour, clerk, found if place >= len(walked) - 4 else iter(()))
    _explain(school, clerk, director)
    _change_lessons(school, timezone.localdate(), clerk)


def _school_days(school, from_on: date, to_on: date) -> list[date]:
    calendar = school_calendar(school, from_on, to_on + timedelta(days=1))
    return [day for day in calendar.school_days(from_on, to_on) if calendar.lessons_weekday(day)]


def _write_walks(school: School, days: list[date], clerk: User) -> None:
    """Write the registers of the term's earlier days, one period a day, everything as planned."""
    if not days:
        return
    (period, hour), *_others = WALKED
    moments = {day: timezone.make_aware(datetime.combine(day, time(hour, 15))) for day in days}
    PatrolWalk.objects.bulk_create(
        PatrolWalk(
            school=school, on=day, period=period, begun_by=clerk, finished_by=clerk, finished_at=moment, saw_norms=True
        )
        for day, moment in moments.items()
    )  # fmt: skip
    PatrolEntry.objects.bulk_create(
        PatrolEntry(
            school=school, on=lesson.on, period=period, slot=lesson.slot, own_on=lesson.own_on,
            school_class=lesson.slot.school_class, subject=lesson.slot.subject, teacher=lesson.teacher,
            walked_by=clerk, walked_at=moments[lesson.on],
        )
        for lesson in lessons_of_school(school, Span(days[0], days[-1] + timedelta(days=1)))
        if lesson.period == period and lesson.on in moments
    )  # fmt: skip


def _walk(at: walking.Time, hour: int, clerk: User, found) -> None:
    now = timezone.make_aware(datetime.combine(at.on, time(hour, 15)))
    if now > timezone.now():
        return
    if what := next(found, None):
        lessons = [lesson for lesson in walking.lessons_at(at) if lesson.teacher]
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
    """Let one swap be approved, asked by the teacher people try; one waits for the office, one for a colleague."""
    week = lessons_of_school(school, Span(today + timedelta(days=2), today + timedelta(days=9)))
    week = [lesson for lesson in week if lesson.teacher]
    known = f"{school.code}-teacher"
    own = Teacher.objects.filter(school=school, user__username=known).first()
    askers = (own, *dict.fromkeys(lesson.teacher for lesson in week if lesson.teacher != own))
    pairs = (pair for asker in askers if (pair := _pair(week, asker)))
    for answer, (first, second) in zip(("approve", "agree", ""), pairs, strict=False):
        _ask(first, second, answer, clerk)


def _pair(week: list[Lesson], asker: Teacher | None) -> tuple[Lesson, Lesson] | None:
    """Give a lesson of the asker and one of the same class that can change places."""
    busy = {(lesson.teacher, lesson.on, lesson.period) for lesson in week}
    for first in (lesson for lesson in week if lesson.teacher == asker):
        for second in (lesson for lesson in week if lesson.slot.school_class == first.slot.school_class):
            is_free = (first.teacher, second.on, second.period) not in busy
            if is_free and (second.teacher, first.on, first.period) not in busy:
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
