"""A lesson change from asking to the timetable of the day (C2.2.3, N-14)."""

from datetime import timedelta

import pytest

from accounts.roles import Role
from accounts.tests.factories import user_with
from core.refusals import Refused
from notices.models import Notice
from patrols.models import LessonChange
from patrols.services import changing
from patrols.tests.factories import MONDAY, TUESDAY
from registry.models import TimetableSlot
from registry.selectors.timetable import lessons_between
from registry.services import timetable
from registry.services.day_moves import Taken

pytestmark = pytest.mark.django_db
Kind, State = LessonChange.Kind, LessonChange.State
FRIDAY = MONDAY - timedelta(days=3)


def ask(scene, kind, *, slot=None, by=None, today=FRIDAY, **how):
    return changing.ask(
        slot=slot or scene.one, on=MONDAY, kind=kind, reason="meeting", by=by or scene.wang.user, today=today, **how
    )


def ask_swap(scene):
    TimetableSlot.objects.filter(pk=scene.two.pk).delete()  # else 李强 is in the other class then
    return ask(scene, Kind.SWAP, other_slot=scene.later, other_on=MONDAY, colleague=scene.li)


def agree(scene, change):
    return changing.answer(change=change, agrees=True, by=scene.li.user, today=FRIDAY)


def approve(scene, change):
    return changing.approve(change=change, by=scene.clerk, today=FRIDAY)


def held(who, day=MONDAY):
    return [(each.period, each.slot) for each in lessons_between(who, day, day + timedelta(days=1))]


def told(user):
    return list(Notice.objects.filter(recipient=user).order_by("pk").values_list("subject", flat=True))


def test_a_swap_is_agreed_approved_and_then_stands_in_the_timetable(scene):
    leader = user_with(Role.CLASS_TEACHER, school=scene.school, scope_id=scene.first.pk)
    change = agree(scene, ask_swap(scene))
    assert held(scene.first) == [(1, scene.one), (2, scene.later)]
    approve(scene, change)
    assert held(scene.first) == [(1, scene.later), (2, scene.one)]
    assert [len(told(user)) for user in (scene.li.user, scene.clerk, scene.wang.user, leader)] == [2, 1, 1, 1]


def test_a_move_goes_to_the_office_at_once(scene):
    change = ask(scene, Kind.MOVE, to_on=TUESDAY, to_period=1)
    assert change.state == State.AGREED
    approve(scene, change)
    assert (held(scene.wang), held(scene.wang, TUESDAY)) == ([], [(1, scene.one)])


def test_a_colleague_teaches_instead(scene):
    scene.two.delete()
    approve(scene, agree(scene, ask(scene, Kind.SUBSTITUTE, colleague=scene.li)))
    assert held(scene.li) == [(1, scene.one), (2, scene.later)]


def test_clashes_are_said_when_asking_and_again_when_approving(scene):
    with pytest.raises(timetable.Busy):
        ask(scene, Kind.SUBSTITUTE, colleague=scene.li)
    with pytest.raises(Taken, match="class-clash"):
        ask(scene, Kind.MOVE, to_on=MONDAY, to_period=2)
    change = ask(scene, Kind.MOVE, to_on=TUESDAY, to_period=1)
    fields = {"weekday": 2, "period": 1, "weeks": "every", "school_class": scene.first, "subject": scene.music}
    timetable.save_lesson(
        term=scene.term, fields=fields | {"teacher": scene.li, "room": None}, from_on=MONDAY, by=scene.clerk
    )
    with pytest.raises(Taken, match="class-clash"):
        approve(scene, change)


@pytest.mark.parametrize(
    ("reason", "how"),
    [
        ("not-own-lesson", {"slot": "two"}),
        ("past", {"today": TUESDAY}),
        ("own-colleague", {"kind": Kind.SUBSTITUTE, "colleague": "wang"}),
    ],
)
def test_some_questions_are_refused(scene, reason, how):
    named = {key: getattr(scene, value) if key in ("slot", "colleague") else value for key, value in how.items()}
    with pytest.raises(Refused, match=reason):
        ask(scene, **{"kind": Kind.MOVE} | ({} if "kind" in how else {"to_on": TUESDAY, "to_period": 1}) | named)


def test_a_lesson_is_asked_to_change_once(scene):
    ask_swap(scene)
    with pytest.raises(Refused, match="asked-already"):
        ask(scene, Kind.MOVE, to_on=TUESDAY, to_period=1)


def test_only_the_colleague_answers_and_who_takes_part_does_not_decide(scene):
    change = ask_swap(scene)
    with pytest.raises(Refused, match="not-the-colleague"):
        changing.answer(change=change, agrees=True, by=scene.clerk, today=FRIDAY)
    agree(scene, change)
    for user in (scene.wang.user, scene.li.user):
        with pytest.raises(Refused, match="own-change"):
            changing.approve(change=change, by=user, today=FRIDAY)


def test_what_is_declined_refused_or_withdrawn_changes_nothing(scene):
    changing.answer(change=ask_swap(scene), agrees=False, by=scene.li.user, today=FRIDAY)
    changing.refuse(change=agree(scene, ask_swap(scene)), why="exam that day", by=scene.clerk)
    changing.withdraw(change=ask_swap(scene), by=scene.wang.user)
    states = LessonChange.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == [State.DECLINED, State.REFUSED, State.WITHDRAWN]
    assert held(scene.first) == [(1, scene.one), (2, scene.later)]


def test_a_change_is_cancelled_until_the_day_before(scene):
    change = approve(scene, agree(scene, ask_swap(scene)))
    with pytest.raises(Refused, match="too-late-to-cancel"):
        changing.cancel(change=change, by=scene.wang.user, today=MONDAY)
    with pytest.raises(Refused, match="not-own-lesson"):
        changing.cancel(change=change, by=scene.li.user, today=FRIDAY)
    changing.cancel(change=change, by=scene.wang.user, today=FRIDAY)
    assert held(scene.first) == [(1, scene.one), (2, scene.later)]


def test_those_who_take_part_and_the_office_see_a_change(scene):
    ask_swap(scene)
    other = user_with(Role.TEACHER, school=scene.school)
    seers = [scene.wang.user, scene.li.user, scene.clerk, other, scene.stranger]
    assert [LessonChange.objects.visible_to(user).count() for user in seers] == [1, 1, 1, 0, 0]
