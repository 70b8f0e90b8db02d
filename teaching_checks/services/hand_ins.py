"""Ask for hand-ins, hand in, approve, check, return, excuse, close, remind (C3.3, C4.1b, C4.3)."""

from datetime import date

import pghistory
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.refusals import Refused
from notices.services.inbox import send
from registry.models import TeacherGroup
from schools.models import School, Term
from teaching_checks.models import HandIn, HandInCall
from teaching_checks.rules.hand_ins import may_check
from teaching_checks.selectors.hand_ins import asked_teachers, has_head

State = HandIn.State


@transaction.atomic
def call(
    *,
    school: School,
    term: Term,
    kind: str,
    title: str,
    audience: str,
    group: TeacherGroup | None = None,
    due_on: date,
    note: str = "",
    by: User,
) -> HandInCall:
    """Ask for something by a day; everybody asked gets a row and a message. Raises Refused: "nobody"."""
    with pghistory.context(user=by.pk):
        made = HandInCall.objects.create(
            school=school,
            term=term,
            kind=kind,
            title=title,
            audience=audience,
            group=group,
            due_on=due_on,
            note=note,
            made_by=by,
        )
        if not _ask(made):
            raise Refused("nobody")
    _tell(made, made.hand_ins.all(), dedupe=f"hand-in-asked:{made.pk}")
    return made


@transaction.atomic
def bring_up_to_date(*, call: HandInCall, by: User) -> int:
    """Ask also those who have joined since; give how many. Raises Refused: "closed"."""
    call = _open(call)
    with pghistory.context(user=by.pk):
        added = _ask(call)
    _tell(call, call.hand_ins.filter(person__in=added), dedupe=f"hand-in-asked:{call.pk}")
    return len(added)


def _ask(call: HandInCall) -> list[int]:
    """Make the rows that are missing; give the people asked by them."""
    known = set(call.hand_ins.values_list("teacher", flat=True))
    teachers = [t for t in asked_teachers(call, timezone.localdate()) if t.pk not in known]
    rows = [HandIn(school_id=call.school_id, call=call, teacher=t, person_id=t.user_id) for t in teachers]
    HandIn.objects.bulk_create(rows)
    return [row.person_id for row in rows]


@transaction.atomic
def hand_in(*, hand_in: HandIn, text: str = "", file=None, by: User, now=None) -> HandIn:
    """Hand in a text, a file or both; a newer version replaces the last, whose day stays the one that counts.

    Raises Refused: "closed", "checked" (approved or accepted already), "nothing".
    """
    hand_in = _locked(hand_in)
    _open(hand_in.call)
    if not hand_in.may_be_sent and hand_in.state != State.EXCUSED:
        raise Refused("checked")
    if not (text.strip() or file):
        raise Refused("nothing")
    hand_in.text, hand_in.renewed_at = text.strip(), now or timezone.now()
    hand_in.file = file or ""
    hand_in.handed_in_at = hand_in.handed_in_at or hand_in.renewed_at
    hand_in.version += 1
    hand_in.state, hand_in.excuse, hand_in.excuse_note = State.HANDED_IN, "", ""
    return _saved(hand_in, by)


@transaction.atomic
def approve(*, hand_in: HandIn, by: User, now=None) -> HandIn:
    """Approve a plan as the head, the first gate (C3.3, C3-K14). Raises Refused: "own", "not_handed_in"."""
    hand_in = _of_another(hand_in, by)
    if hand_in.state != State.HANDED_IN:
        raise Refused("not_handed_in")
    hand_in.state, hand_in.approved_at, hand_in.approved_by = State.APPROVED, now or timezone.now(), by
    return _saved(hand_in, by)


@transaction.atomic
def accept(*, hand_in: HandIn, by: User, now=None) -> HandIn:
    """Note as the office that it was checked (C3-K01). Raises Refused: "own", "not_handed_in", "head_first"."""
    hand_in = _of_another(hand_in, by)
    passes, headed = hand_in.call.passes_head, has_head(hand_in.teacher, timezone.localdate())
    if not may_check(hand_in.state, passes_head=passes, has_head=headed):
        raise Refused("head_first" if hand_in.state == State.HANDED_IN else "not_handed_in")
    hand_in.state, hand_in.checked_at, hand_in.checked_by = State.ACCEPTED, now or timezone.now(), by
    return _saved(hand_in, by)


@transaction.atomic
def give_back(*, hand_in: HandIn, why: str, counts: bool = True, by: User) -> HandIn:
    """Return it with a reason, as head or office; without `counts` it counts as not handed in (an empty page).

    What was looked at before is looked at again. Raises Refused: "own", "not_handed_in", "no_reason".
    """
    hand_in = _of_another(hand_in, by)
    if hand_in.state not in (State.HANDED_IN, State.APPROVED):
        raise Refused("not_handed_in")
    if not why.strip():
        raise Refused("no_reason")
    hand_in.state, hand_in.returned_why, hand_in.returned_by = State.RETURNED, why.strip(), by
    hand_in.approved_at = hand_in.approved_by = None
    if not counts:
        hand_in.handed_in_at = None
    _saved(hand_in, by)
    send(
        recipients=hand_in.person,
        subject=_("Something you handed in came back"),
        body=hand_in.call.title,
        url=reverse("teaching_checks:handin_send", args=[hand_in.public_id]),
        dedupe=f"hand-in-returned:{hand_in.pk}:{hand_in.version}",
        school=hand_in.school,
        may_leave=True,
    )
    return hand_in


@transaction.atomic
def excuse(*, hand_in: HandIn, excuse: str, note: str = "", by: User) -> HandIn:
    """Let one teacher off, for a reason (C4.1a). Raises Refused: "own", "handed_in", "no_reason"."""
    hand_in = _of_another(hand_in, by)
    if hand_in.handed_in_at:
        raise Refused("handed_in")
    if not excuse or (excuse == HandIn.Excuse.OTHER and not note.strip()):
        raise Refused("no_reason")
    hand_in.state, hand_in.excuse, hand_in.excuse_note = State.EXCUSED, excuse, note.strip()
    return _saved(hand_in, by)


@transaction.atomic
def close(*, call: HandInCall, by: User, now=None) -> HandInCall:
    """Take no more; what is missing now is missing for good. Raises Refused: "closed", "too_early"."""
    call = _open(call)
    now = now or timezone.now()
    if timezone.localdate(now) <= call.due_on:
        raise Refused("too_early")
    call.closed_at, call.closed_by = now, by
    return _kept(call, by)


@transaction.atomic
def reopen(*, call: HandInCall, by: User) -> HandInCall:
    """Take hand-ins again. Raises Refused: "not_closed"."""
    call = HandInCall.objects.select_for_update().get(pk=call.pk)
    if not call.is_closed:
        raise Refused("not_closed")
    call.closed_at = call.closed_by = None
    return _kept(call, by)


@transaction.atomic
def remind(*, call: HandInCall, today: date | None = None) -> int:
    """Remind those who have not handed in, at most once a day; give how many. Raises Refused: "closed"."""
    call = _open(call)
    today = today or timezone.localdate()
    return _tell(call, call.hand_ins.missing(), dedupe=f"hand-in-missing:{call.pk}:{today}")


def _tell(call: HandInCall, rows, *, dedupe: str) -> int:
    return send(
        recipients=User.objects.filter(pk__in=rows.values("person")),
        subject=_("Something is to be handed in"),
        body=call.title,
        url=reverse("teaching_checks:handin_mine"),
        dedupe=dedupe,
        school=call.school,
        may_leave=True,
    )


def _locked(hand_in: HandIn) -> HandIn:
    rows = HandIn.objects.select_for_update(of=("self",)).select_related("call", "teacher", "person", "school")
    return rows.get(pk=hand_in.pk)


def _of_another(hand_in: HandIn, by: User) -> HandIn:
    hand_in = _locked(hand_in)
    if hand_in.person_id == by.pk:
        raise Refused("own")
    return hand_in


def _open(call: HandInCall) -> HandInCall:
    call = HandInCall.objects.select_for_update().get(pk=call.pk)
    if call.is_closed:
        raise Refused("closed")
    return call


def _saved(hand_in: HandIn, by: User) -> HandIn:
    with pghistory.context(user=by.pk):
        hand_in.save()
    return hand_in


def _kept(call: HandInCall, by: User) -> HandInCall:
    with pghistory.context(user=by.pk):
        call.save(update_fields=["closed_at", "closed_by"])
    return call
