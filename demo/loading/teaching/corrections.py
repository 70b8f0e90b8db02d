"""What is to be put right after inspections: one order in each state, most of them of the teachers people try."""

from datetime import timedelta

from accounts.models import User
from demo.loading.teaching.cast import Cast, at
from teaching_checks.models import Correction, Inspected
from teaching_checks.services import corrections

DAY = timedelta(days=1)


def order_corrections(cast: Cast) -> None:
    """Order them after the newest check of lesson plans that is closed, else after that of the term's start."""
    done = Inspected.objects.filter(
        round__school=cast.school, round__object="lesson_plan", round__state="closed", is_done=True
    ).exclude(inspector=None)
    newest = done.order_by("-round__from_on", "-round__pk").first().round
    rows = {row.teacher_id: row for row in done.filter(round=newest).select_related("inspector", "teacher__user")}
    chosen = [rows[each.pk] for each in cast.plain if each.pk in rows]
    steps = (_ordered, _sent_back, _waiting, _verified, _overdue)
    for step, row in zip(steps, chosen, strict=False):
        step(cast, row)


def _order(cast: Cast, row: Inspected, what: str, *, ago: int, days: int):
    on = cast.today - ago * DAY
    due_on = on + days * DAY
    made = corrections.order(row=row, what=what, due_on=due_on, by=row.inspector, today=on)
    Correction.objects.filter(pk=made.pk).update(ordered_at=at(on, 11))
    return made


def _ordered(cast, row):
    _order(cast, row, "补齐第9、10课时的教后反思，并交教研组长查看", ago=2, days=7)


def _sent_back(cast, row):
    made = _order(cast, row, "第6课时没有检测与作业设计，请补上", ago=8, days=5)
    made = corrections.correct(
        correction=made, note="已补作业设计。", by=row.teacher.user, now=at(cast.today - 5 * DAY)
    )
    why = "作业设计已补，课堂检测还没有。"
    corrections.send_back(
        correction=made, why=why, due_on=cast.today + 3 * DAY, by=row.inspector, today=cast.today - 4 * DAY
    )


def _waiting(cast, row):
    made = _order(cast, row, "板书设计过于简单，重写两课时", ago=6, days=7)
    corrections.correct(
        correction=made, note="第4、5课时板书已重写。", by=row.teacher.user, now=at(cast.today - DAY, 17)
    )


def _verified(cast, row):
    made = _order(cast, row, "教学目标只写知识目标，按三维目标改写", ago=9, days=5)
    note = "第1至6课时目标已改写。"
    made = corrections.correct(correction=made, note=note, by=row.teacher.user, now=at(cast.today - 6 * DAY))
    corrections.verify(correction=made, by=_who_looks(row), now=at(cast.today - 5 * DAY))


def _overdue(cast, row):
    _order(cast, row, "补写缺少的两课时教案", ago=9, days=5)


def _who_looks(row: Inspected) -> User:
    return row.inspector
