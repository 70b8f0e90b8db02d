"""What teachers hand in: plans of the term, checked; revision plans, on their way; summaries, one of them late."""

from collections.abc import Sequence
from datetime import timedelta

from demo.loading.teaching.cast import WEEK, Cast, at
from demo.loading.teaching.papers import paper
from teaching_checks.models import HandIn, HandInCall
from teaching_checks.services import hand_ins

DAY = timedelta(days=1)
Kind, Audience = HandInCall.Kind, HandInCall.Audience
PLAN = "学情分析：基础参差；教学措施：分层练习，每周一次单元小测；进度：第1周至第20周。"
REVISION = "按单元梳理知识点，错题归类重讲，后进生每日一题。"


def ask_for_papers(cast: Cast) -> None:
    """Ask for them on their days; people answer as they do."""
    _plans(cast)
    if cast.term.starts_on + 6 * WEEK <= cast.today:
        _revision(cast)
        _summaries(cast)


def _call(cast: Cast, kind: str, title: str, audience: str, due_on, group=None, note: str = "") -> list[HandIn]:
    call = hand_ins.call(
        school=cast.school, term=cast.term, kind=kind, title=title, audience=audience, group=group, due_on=due_on,
        note=note, by=cast.user("clerk"),
    )  # fmt: skip
    return list(call.hand_ins.select_related("teacher__user", "call"))


def _send(rows: Sequence[HandIn], text: str, moment, *, file: bool = False) -> list[HandIn]:
    return [
        hand_ins.hand_in(
            hand_in=row, text=text, file=paper(row.call.title, text) if file else None, by=row.teacher.user, now=moment
        )
        for row in rows
    ]  # fmt: skip


def _plans(cast: Cast) -> None:
    """One group's plans of the term: one came late, one teacher is excused, one never handed in; the call is closed."""
    group, head = next(iter(cast.heads.items()))
    clerk, due = cast.user("clerk"), cast.term.starts_on + WEEK + DAY
    rows = _call(cast, Kind.TEACHING_PLAN, "学科教学计划", Audience.GROUP, due, group)
    excused, missing, *came = sorted(rows, key=lambda row: row.teacher in cast.tried or row.person_id == head.pk)
    hand_ins.excuse(hand_in=excused, excuse=HandIn.Excuse.TEXTBOOK_MISSING, by=clerk)
    late, *in_time = came
    sent = _send(in_time, PLAN, at(due, 15)) + _send([late], PLAN, at(due + 2 * DAY, 9))
    for row in sent:
        if row.person_id != head.pk:
            row = hand_ins.approve(hand_in=row, by=head, now=at(due + 2 * DAY, 16))
        hand_ins.accept(hand_in=row, by=cast.user("director"), now=at(due + 3 * DAY, 10))
    hand_ins.close(call=missing.call, by=clerk, now=at(due + 5 * DAY, 17))
    cast.put_away(due)


def _revision(cast: Cast) -> None:
    """Due in some days: two groups' colleagues have sent it, a head has approved some and returned one."""
    clerk, heads = cast.user("clerk"), list(cast.heads.values())
    note = "一页即可：复习内容、课时安排、后进生措施。"
    rows = _call(cast, Kind.REVISION_PLAN, "期末复习计划", Audience.TEACHERS, cast.today + 5 * DAY, note=note)
    led = [row for row in rows if HandIn.objects.filter(pk=row.pk).headed_by(heads[0]).exists()][:7]
    sent = _send([row for row in led if row.teacher not in cast.tried[:1]], REVISION, at(cast.today - DAY, 10))
    for row in sent[:2]:
        hand_ins.approve(hand_in=row, by=heads[0], now=at(cast.today - DAY, 16))
    if len(sent) > 2:
        hand_ins.accept(hand_in=HandIn.objects.get(pk=sent[0].pk), by=clerk, now=at(cast.today, 9))
        hand_ins.give_back(hand_in=sent[2], why="课时安排没有写到周，请补充。", by=heads[0])


def _summaries(cast: Cast) -> None:
    """Heads sum up the half: one in time, one late, the others still owe it."""
    due = cast.today - 4 * DAY
    rows = _call(cast, Kind.SUBJECT_SUMMARY, "期中学科小结", Audience.HEADS, due)
    first, second, *_rest = rows
    text = "期中成绩与上学期持平，计算失分集中在单位换算。"
    _send([first], text, at(due, 11), file=True)
    _send([second], text, at(due + 2 * DAY, 9), file=True)
