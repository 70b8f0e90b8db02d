"""Minutes by several people at once, decisions, and to-dos that come back until they are done (G5.3.2.2)."""

from datetime import date, timedelta

import pytest

from alliances.models import MeetingItem
from alliances.rules.minutes import text_of
from alliances.selectors.meetings import earlier_todos, own_todos
from alliances.selectors.people import Called
from alliances.services import minutes, outcomes
from alliances.services.minutes import Written
from alliances.tests.factories import create_alliance
from alliances.tests.meetings import OCTOBER, create_meeting, create_todo, noon
from core.refusals import Refused

pytestmark = pytest.mark.django_db
NOW = noon(OCTOBER)


@pytest.fixture
def allied():
    return create_alliance()


def read(item: MeetingItem, text: str) -> Written:
    """Give what somebody sends who reads an item now and makes this text of it."""
    return Written(item.public_id, item.revision, item.minutes, text)


def write(meeting, *written, by):
    return minutes.write(meeting=meeting, written=written, by=by, now=NOW)


def test_two_who_write_other_items_both_have_them(allied):
    meeting = create_meeting(allied, agenda=("One", "Two"))
    one, two = meeting.items.all()
    mine, theirs = [read(one, "Mine"), read(two, "")], [read(one, ""), read(two, "Theirs")]
    assert write(meeting, *mine, by=allied.core.vice) == []
    assert write(meeting, *theirs, by=allied.core.director) == []
    assert list(meeting.items.values_list("minutes", "revision")) == [("Mine", 1), ("Theirs", 1)]


def test_the_second_at_one_place_is_shown_both_and_overwrites_nothing(allied):
    meeting = create_meeting(allied, agenda=("One", "Two"))
    one, two = meeting.items.all()
    late = [read(one, "Second"), read(two, "Other")]
    write(meeting, read(one, "First"), by=allied.core.vice)
    (conflict,) = write(meeting, *late, by=allied.core.director)
    assert list(meeting.items.values_list("minutes", flat=True)) == ["First", "Other"]
    assert (conflict.item.written_by, text_of(conflict.pieces)) == (allied.core.vice, "First\nSecond")
    one.refresh_from_db()
    assert write(meeting, read(one, text_of(conflict.pieces)), by=allied.core.director) == []
    one.refresh_from_db()
    assert (one.minutes, one.revision) == ("First\nSecond", 2)


def test_the_same_words_twice_are_no_conflict_and_line_ends_no_change(allied):
    meeting = create_meeting(allied)
    item = meeting.items.get()
    mine = read(item, "a\r\nb\r\n")
    assert write(meeting, mine, by=allied.core.vice) == write(meeting, mine, by=allied.core.director) == []
    item.refresh_from_db()
    assert (item.minutes, item.revision, item.written_by) == ("a\nb", 1, allied.core.vice)


def test_minutes_begin_on_the_day_and_what_comes_up_is_added_once(allied):
    meeting = create_meeting(allied)
    with pytest.raises(Refused, match="not-yet"):
        minutes.write(meeting=meeting, written=[], by=allied.core.vice, now=noon(OCTOBER - timedelta(days=1)))
    assert minutes.add_item(meeting=meeting, title="Besides", by=allied.core.vice).position == 2
    with pytest.raises(Refused, match="item-twice"):
        minutes.add_item(meeting=meeting, title="Besides", by=allied.core.vice)


def test_a_decision_is_noted_and_taken_out(allied):
    meeting = create_meeting(allied)
    decision = outcomes.decide(meeting=meeting, text="Go", item=meeting.items.get(), by=allied.core.vice, now=NOW)
    assert list(meeting.decisions.all()) == [decision]
    outcomes.forget_decision(decision=decision, by=allied.core.vice)
    assert not meeting.decisions.exists()


def give(allied, meeting, **changes):
    to = Called(allied.others[0].principal, allied.others[0].school)
    values = {"text": "Write", "to": to, "due_on": OCTOBER + timedelta(days=7), "by": allied.core.vice, "now": NOW}
    return outcomes.give(meeting=meeting, **{**values, **changes})


def test_who_is_charged_is_told_and_who_is_handed_it_on_too(allied):
    todo = give(allied, create_meeting(allied))
    assert todo.owner.notices.count() == 1
    new = Called(allied.others[1].principal, allied.others[1].school)
    values = {"text": "Write", "due_on": todo.due_on, "by": allied.core.vice}
    assert outcomes.change_todo(todo=todo, to=new, **values).school == allied.others[1].school
    assert new.person.notices.count() == 1
    with pytest.raises(Refused, match="due-before"):
        give(allied, todo.meeting, due_on=OCTOBER - timedelta(days=1))


def test_a_todo_is_done_once_with_its_note_and_may_be_opened_again(allied):
    todo = give(allied, create_meeting(allied))
    outcomes.finish(todo=todo, note="Sent", by=todo.owner, now=NOW)
    with pytest.raises(Refused, match="done"):
        outcomes.finish(todo=todo, note="Sent", by=todo.owner, now=NOW)
    assert list(own_todos(todo.owner, is_done=True)) == [todo]
    outcomes.reopen(todo=todo, by=allied.core.vice)
    with pytest.raises(Refused, match="open"):
        outcomes.reopen(todo=todo, by=allied.core.vice)
    assert list(own_todos(todo.owner, is_done=False)) == [todo]


def test_open_todos_come_back_at_every_later_meeting_and_done_ones_once(allied):
    days = [date(2026, 9, 16), OCTOBER, date(2026, 11, 18), date(2026, 12, 16)]
    september, october, november, december = (create_meeting(allied, on=on) for on in days)
    open_one, done = (create_todo(september, allied.core.principal, text=text) for text in ("Open", "Done"))
    outcomes.finish(todo=done, note="Sent", by=done.owner, now=noon(date(2026, 11, 2)))

    def carried(meeting):
        return [todo.text for todo in earlier_todos(meeting, allied.core.vice)]

    assert carried(september) == []
    assert carried(october) == carried(november) == ["Open", "Done"]
    assert carried(december) == [open_one.text]
