"""Decisions of a meeting, and what is to be done: given, done with a note, opened again (G5.3.2.2)."""

from datetime import date, datetime

import pghistory
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from alliances.messages import meetings as messages
from alliances.models import AllianceMeeting, MeetingDecision, MeetingItem, MeetingTodo
from alliances.selectors.people import Called
from alliances.services.attendance import open_for_writing
from core.refusals import Refused
from notices.services import send


@transaction.atomic
def decide(
    *, meeting: AllianceMeeting, text: str, item: MeetingItem | None = None, by: User, now: datetime | None = None
) -> MeetingDecision:
    """Note a decision. Raises Refused: "cancelled", "not-yet"."""
    open_for_writing(meeting, now)
    with pghistory.context(user=by.pk):
        return MeetingDecision.objects.create(meeting=meeting, item=item, text=text, entered_by=by)


@transaction.atomic
def forget_decision(*, decision: MeetingDecision, by: User) -> None:
    """Take out a decision that was noted wrongly; its history stays."""
    with pghistory.context(user=by.pk):
        decision.delete()


@transaction.atomic
def give(
    *, meeting: AllianceMeeting, text: str, to: Called, due_on: date, by: User, now: datetime | None = None
) -> MeetingTodo:
    """Charge somebody with something until a day, and tell them.

    Raises Refused: "cancelled", "not-yet", "due-before".
    """
    open_for_writing(meeting, now)
    if due_on < meeting.on:
        raise Refused("due-before")
    values = {"meeting": meeting, "text": text, "owner": to.person, "school": to.school, "due_on": due_on}
    with pghistory.context(user=by.pk):
        todo = MeetingTodo.objects.create(entered_by=by, **values)
        if todo.owner != by:
            send(recipients=todo.owner, **messages.todo_given(todo))
    return todo


@transaction.atomic
def change_todo(*, todo: MeetingTodo, text: str, to: Called, due_on: date, by: User) -> MeetingTodo:
    """Give it other words, another owner or another day. Raises Refused: "done", "due-before"."""
    todo = _locked(todo)
    if todo.done_at:
        raise Refused("done")
    if due_on < todo.meeting.on:
        raise Refused("due-before")
    is_handed_on = todo.owner_id != to.person.pk
    todo.text, todo.owner, todo.school, todo.due_on = text, to.person, to.school, due_on
    with pghistory.context(user=by.pk):
        todo.save(update_fields=["text", "owner", "school", "due_on"])
        if is_handed_on and to.person != by:
            send(recipients=to.person, **messages.todo_given(todo))
    return todo


@transaction.atomic
def finish(*, todo: MeetingTodo, note: str, by: User, now: datetime | None = None) -> MeetingTodo:
    """Say that it is done, and what was done. Raises Refused("done")."""
    todo = _locked(todo)
    if todo.done_at:
        raise Refused("done")
    todo.done_at, todo.done_by, todo.done_note = now or timezone.now(), by, note
    return _saved(todo, by)


@transaction.atomic
def reopen(*, todo: MeetingTodo, by: User) -> MeetingTodo:
    """Open it again: it was not done after all; the note stays. Raises Refused("open")."""
    todo = _locked(todo)
    if todo.done_at is None:
        raise Refused("open")
    todo.done_at = todo.done_by = None
    return _saved(todo, by)


def _saved(todo: MeetingTodo, by: User) -> MeetingTodo:
    with pghistory.context(user=by.pk):
        todo.save(update_fields=["done_at", "done_by", "done_note"])
    return todo


def _locked(todo: MeetingTodo) -> MeetingTodo:
    return MeetingTodo.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=todo.pk)
