"""From a report to a decision: somebody else verifies, the teacher is told and may appeal, a third person decides."""

from datetime import datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from accounts.permissions import Permission
from core.refusals import Refused
from deductions import messages
from deductions.models import Entry, EntryFile
from deductions.rules.pricing import money
from deductions.selectors.people import deciders
from deductions.services.ledger import acting, again, day_of, hold, refuse_unless
from deductions.services.reporting import keep
from notices.services import send

State, Outcome = Entry.State, Entry.Outcome


@transaction.atomic
def verify(
    *, entry: Entry, amount: Decimal | None = None, reason: str = "", is_criticism: bool = False, by, now=None
) -> Entry:
    """Confirm that it is true. Where the text leaves the amount to a person, this person decides it (C4-D04).

    Raises Refused: "not_reported", "own" (recorded or reported by oneself, or about oneself); at discretion also
    "not_yours", "no_amount" and "no_reason". Source: C4.2c, C4.4.5, section 20.
    """
    entry = again(entry)
    refuse_unless(entry.state == State.REPORTED, "not_reported")
    refuse_unless(by.pk not in (entry.recorded_by_id, entry.reported_by_id, entry.person_id), "own")
    if entry.amount is None:
        _decide_amount(entry, amount, reason, is_criticism, by)
    entry.state, entry.verified_by, entry.verified_at = State.VERIFIED, by, now or timezone.now()
    entry.verified_why = reason.strip()
    return _saved(entry, by)


def _decide_amount(entry: Entry, amount, reason: str, is_criticism: bool, by) -> None:
    refuse_unless(by.has_permission(Permission.DEDUCTION_DECIDE, school=entry.school), "not_yours")
    refuse_unless(bool(reason.strip()), "no_reason")
    refuse_unless(is_criticism or (amount is not None and amount > 0), "no_amount")
    entry.is_criticism = is_criticism
    entry.amount = entry.counted = Decimal(0) if is_criticism else amount
    entry.arithmetic = [] if is_criticism else [money(amount)]


@transaction.atomic
def dismiss(*, entry: Entry, reason: str, by, now=None) -> Entry:
    """Say that it is not true, or take back the own report: it stays readable for the office and counts nothing.

    Raises Refused: "told" (the teacher knows already: reverse it), "own" (about oneself), "no_reason".
    """
    entry = again(entry)
    refuse_unless(entry.state in (State.REPORTED, State.VERIFIED), "told")
    refuse_unless(by.pk != entry.person_id, "own")
    refuse_unless(bool(reason.strip()), "no_reason")
    entry.state, entry.counted, entry.note = State.DISMISSED, 0, reason.strip()
    return _saved(entry, by)


@transaction.atomic
def notify(*, entry: Entry, by, now: datetime | None = None) -> Entry:
    """Tell the teacher, and open the window in which to appeal (L-12, N-15).

    Raises Refused: "not_verified", "own" (about oneself).
    """
    settings, entry = hold(entry.school), again(entry)
    refuse_unless(entry.state == State.VERIFIED, "not_verified")
    refuse_unless(by.pk != entry.person_id, "own")
    entry.state, entry.notified_by, entry.notified_at = State.NOTIFIED, by, now or timezone.now()
    entry.appeal_until = day_of(now) + timedelta(days=settings.appeal_days)
    send(recipients=entry.person, **messages.notified(entry))
    return _saved(entry, by)


@transaction.atomic
def appeal(*, entry: Entry, reason: str, files=(), by, now: datetime | None = None) -> Entry:
    """Object, within the window, with reasons and files.

    Raises Refused: "not_yours_to_appeal", "appealed", "too_late", "reversed", "not_told", "no_reason".
    """
    entry = again(entry)
    refuse_unless(by.pk == entry.person_id and entry.kind == Entry.Kind.CHARGE, "not_yours_to_appeal")
    refuse_unless(entry.appealed_at is None, "appealed")
    refuse_unless(entry.state not in Entry.UNTOLD, "not_told")
    refuse_unless(not entry.is_reversed, "reversed")
    refuse_unless(entry.state == State.NOTIFIED and day_of(now) <= entry.appeal_until, "too_late")
    refuse_unless(bool(reason.strip()), "no_reason")
    entry.state, entry.appealed_at, entry.appeal_reason = State.APPEALED, now or timezone.now(), reason.strip()
    with acting(by):
        keep(entry, files, EntryFile.Kind.APPEAL, by)
    send(recipients=deciders(entry), **messages.appealed(entry))
    return _saved(entry, by)


@transaction.atomic
def decide(
    *, entry: Entry, outcome: str, reason: str, amount: Decimal | None = None, by, now: datetime | None = None
) -> Entry:
    """Decide an appeal: it stays, less is deducted, or nothing.

    Raises Refused: "not_appealed", "own" (who reported or verified it, or whom it is about, does not decide),
    "no_reason", "no_amount" (reduced to what is not less).
    """
    entry = again(entry)
    refuse_unless(entry.state == State.APPEALED, "not_appealed")
    refuse_unless(by.pk not in (entry.reported_by_id, entry.verified_by_id, entry.person_id), "own")
    refuse_unless(bool(reason.strip()), "no_reason")
    entry.counted = _after(entry, outcome, amount)
    entry.state, entry.outcome, entry.decision_reason = State.DECIDED, outcome, reason.strip()
    entry.decided_by, entry.decided_at = by, now or timezone.now()
    send(recipients=entry.person, **messages.decided(entry))
    return _saved(entry, by)


def _after(entry: Entry, outcome: str, amount: Decimal | None) -> Decimal:
    if outcome == Outcome.UPHELD:
        return entry.amount
    if outcome == Outcome.LIFTED:
        return Decimal(0)
    if amount is None or not 0 < amount < entry.amount:
        raise Refused("no_amount")
    return amount


@transaction.atomic
def reverse(*, entry: Entry, reason: str, by, now: datetime | None = None) -> Entry:
    """Take back what the teacher was told of, by an entry of the other sign; the first one stays as it is.

    Raises Refused: "not_told", "appealed" (decide the appeal), "reversed", "own", "no_reason".
    """
    hold(entry.school)
    entry = again(entry)
    refuse_unless(entry.kind == Entry.Kind.CHARGE and entry.state not in Entry.UNTOLD, "not_told")
    refuse_unless(entry.state != State.APPEALED, "appealed")
    refuse_unless(not entry.is_reversed, "reversed")
    refuse_unless(by.pk != entry.person_id, "own")
    refuse_unless(bool(reason.strip()), "no_reason")
    same = (
        "school_id",
        "teacher_id",
        "person_id",
        "term_id",
        "item",
        "item_text",
        "articles",
        "event",
        "source",
        "unit",
    )
    with acting(by):
        reversal = Entry.objects.create(
            **{name: getattr(entry, name) for name in (*same, "version")},
            kind=Entry.Kind.REVERSAL,
            state=State.DECIDED,
            original=entry,
            happened_on=day_of(now),
            amount=-entry.counted,
            counted=-entry.counted,
            conduct=-entry.conduct if entry.conduct else None,
            arithmetic=[f"0 − {money(entry.counted)} = {money(-entry.counted)}"],
            note=reason.strip(),
            reported_by=by,
        )
    send(recipients=entry.person, **messages.reversed_(entry))
    return reversal


def _saved(entry: Entry, by) -> Entry:
    with acting(by):
        entry.save()
    return entry
