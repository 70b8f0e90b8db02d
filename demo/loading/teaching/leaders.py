"""Leaders in groups and classrooms: attached, at activities, observing lessons, telling meetings (C1.1, C3.8)."""

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from accounts.models import User
from core.dates import Span
from demo.loading.observed import spared_class
from demo.loading.teaching.cast import WEEK, Cast, at
from observations.models import Observation, OfficeFeedback
from observations.services import after, reading, sending
from registry.selectors.timetable import Lesson, lessons_of_school
from sheets.rules import Kind
from sheets.services import sheets_of
from teaching_checks.services import meetings

DAY = timedelta(days=1)
LEADERS = ("principal", "vice", "director")
TOPICS = ("两位数乘两位数", "《观潮》", "认识周长", "Unit 4 复习", "口语交际", "植物的生长")
SEEN = {
    "notes": "复习导入5分钟，新授20分钟，练习10分钟；发言学生17人次。",
    "strengths": "目标清楚，关注后排学生。",
    "shortcomings": "小组讨论时间偏紧。",
    "suggestions": "练习分两个层次，留三分钟小结。",
}
TIMED = [
    {"at": 0, "what": "复习旧知，指名板演", "comment": "板演选了两种错例，好"},
    {"at": 8, "what": "新授：例题讲解", "comment": ""},
    {"at": 26, "what": "小组讨论", "comment": "讨论前要求再明确些"},
]


def lead(cast: Cast) -> None:
    """Let leaders go to groups and lessons since the term began."""
    _join_groups(cast)
    _tell_meetings(cast)
    _observe(cast)


def _join_groups(cast: Cast) -> None:
    """Each leader is attached to a group and goes there every other week; once a group had to be urged (C7.1)."""
    clerk, groups = cast.user("clerk"), list(cast.heads)
    for place, ending in enumerate(LEADERS):
        leader, group = cast.user(ending), groups[place % len(groups)]
        meetings.attach(
            school=cast.school, leader=leader, group=group, from_on=cast.term.starts_on, by=cast.user("principal")
        )
        for number, on in enumerate(cast.days[6 + place :: 10]):
            kind = "urged" if (place, number) == (2, 1) else ("research", "preparation")[number % 2]
            fields = {"leader": leader, "group": group, "kind": kind, "on": on, "note": _note(kind)}
            meetings.record(school=cast.school, fields=fields, by=leader if number % 2 else clerk, now=at(on, 17))


def _note(kind: str) -> str:
    return {"research": "分层作业设计", "preparation": "单元整体设计", "urged": "提醒按时到会"}[kind]


def _tell_meetings(cast: Cast) -> None:
    """The office has told the meeting twice how observation and routine stand (C2.2.4, C3.10)."""
    for kind, weeks, summary in (
        ("routine_summary", 5, "第一学月备课、批改总体规范；反思偏少，三人需补写。"),
        ("meeting_report", 7, "行政听课累计30余节，课堂练习层次不够是共性问题。"),
    ):
        on = cast.term.starts_on + weeks * WEEK
        if on <= cast.today:
            fields = {"kind": kind, "on": on, "meeting": "行政会", "summary": summary}
            meetings.tell(term=cast.term, fields=fields, by=cast.user("director"), now=at(on, 17))


def _observe(cast: Cast) -> None:
    """Leaders and heads come unannounced, as often as their posts ask for; the teachers people try are among them."""
    observers = [*(cast.user(each) for each in (*LEADERS, "clerk")), *cast.heads.values()]
    sheet = next(each for each in sheets_of(school=cast.school, purpose="observation") if each.code == "lesson_general")
    tried, taught = {each.pk for each in cast.tried}, defaultdict(list)
    spared = spared_class(cast.school)
    for lesson in lessons_of_school(cast.school, Span(cast.term.starts_on, cast.today + DAY)):
        if lesson.slot.school_class != spared:
            taught[lesson.on].append(lesson)
    for place, day in enumerate(cast.days[4::4]):
        observer, other = observers[place % len(observers)], observers[(place + 3) % len(observers)]
        for who, nth in ((observer, 0), (other, 1)) if taught[day] else ():
            lesson = _pick(taught[day], who, tried if place % 3 == 0 else set(), cast.chance(f"{day} {nth}"))
            if lesson:
                _send(cast, who, lesson, sheet, day, 2 * place + nth)
        if day < cast.today - WEEK:
            cast.put_away(day)


def _pick(lessons: list[Lesson], observer: User, wanted: set[int], chance) -> Lesson | None:
    """Give a lesson of somebody else at a time when the observer neither teaches nor observes."""
    busy = {each.period for each in lessons if each.teacher and each.teacher.user_id == observer.pk}
    busy |= set(Observation.objects.made_by(observer).filter(on=lessons[0].on).values_list("period", flat=True))
    able = [each for each in lessons if each.teacher and each.period not in busy and each.hours]
    preferred = [each for each in able if each.teacher.pk in wanted]
    return chance.choice(preferred or able) if able else None


def _send(cast: Cast, observer: User, lesson: Lesson, sheet, on: date, number: int) -> None:
    scores = _scores(sheet, cast.chance(f"scores {number}"))
    draft = sending.Draft(
        draft_id=UUID(int=number + 1), teacher=lesson.teacher, school_class=lesson.slot.school_class,
        subject=lesson.slot.subject, on=on, period=lesson.period, sheet=sheet, scores=scores, pupils=34,
        kind=Observation.Kind.ASSESSMENT if number % 9 == 4 else Observation.Kind.ORDINARY,
        timed_notes=TIMED if number % 2 else (), texts={**SEEN, "topic": TOPICS[number % len(TOPICS)]},
    )  # fmt: skip
    if at(on, 17) < lesson_end(lesson):
        return
    sent = sending.send(school=cast.school, draft=draft, by=observer, now=at(on, 17)).observation
    Observation.objects.filter(pk=sent.pk).update(sent_at=at(on, 17))
    _go_on(cast, sent, observer, number)


def lesson_end(lesson: Lesson):
    return at(lesson.on, lesson.hours.ends_at.hour, lesson.hours.ends_at.minute)


def _scores(sheet, chance) -> dict[str, str]:
    share = chance.choice((7, 8, 8, 9, 9))
    found = {item.code: round(item.most * Decimal(share) / 10) for item in sheet.sheet.items if item.kind is Kind.SCORE}
    return {code: str(value) for code, value in found.items()}


def _go_on(cast: Cast, sent: Observation, observer: User, number: int) -> None:
    """Most are talked over; some are read and answered; the office is told of every sixth; one is taken back."""
    if number == 7:
        after.withdraw(observation=sent, why="班级选错，已重新提交", by=observer, now=at(sent.on, 18))
        return
    if number % 5 != 3:
        after.talk_over(observation=sent, at=at(sent.on, 17, 10), by=observer, now=at(sent.on, 17, 30))
    if number % 3 == 0:
        reading.mark_read(observation=sent, by=sent.person, now=at(sent.on, 19))
        if number % 2 == 0:
            words = "谢谢指导，下节课把练习分成两层。"
            reading.answer(observation=sent, text=words, by=sent.person, now=at(sent.on + DAY, 8))
    if number % 6 == 1:
        told = reading.tell_office(observation=sent, text="该班练习分层值得在组内推广。", by=observer)
        OfficeFeedback.objects.filter(pk=told.pk).update(given_at=at(sent.on, 18))
        if number % 4 == 1 and observer != cast.user("clerk"):
            reading.read_by_office(feedback=told, by=cast.user("clerk"), now=at(sent.on + DAY, 9))
