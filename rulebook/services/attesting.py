"""Enter what was done, plainly, where no area of the portal keeps it yet; and take an entry back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pghistory
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.refusals import Refused
from rulebook import kinds
from rulebook.models import Attestation
from schools.models import School


@transaction.atomic
def attest(
    *,
    school: School,
    kind: str,
    on: date,
    by: User,
    actor: User | None = None,
    subject: str = "",
    subject_name: str = "",
    part: str = "",
    amount: Decimal = Decimal(1),
    whole: Decimal | None = None,
    until_on: date | None = None,
    note: str = "",
    file=None,
    today: date | None = None,
) -> Attestation:
    """Enter one record, in the name of `actor`. It counts for every requirement that asks for its kind (L-16).

    Raises Refused: "kept_elsewhere" (its area is built and has a page of its own), "in_the_future", "about_oneself"
    (nobody inspects himself, C3.4), "more_than_whole".
    """
    if not kinds.is_attested(kind):
        raise Refused("kept_elsewhere")
    if on > (today or timezone.localdate()):
        raise Refused("in_the_future")
    if actor and subject == f"person:{actor.pk}":
        raise Refused("about_oneself")
    if whole is not None and amount > whole:
        raise Refused("more_than_whole")
    with pghistory.context(user=by.pk):
        return Attestation.objects.create(
            school=school,
            kind=kind,
            actor=actor,
            subject=subject,
            subject_name=subject_name,
            part=part,
            on=on,
            until_on=until_on,
            amount=amount,
            whole=whole,
            note=note,
            file=file or "",
            recorded_by=by,
        )


@dataclass(frozen=True)
class Entry:
    """About whom or what, of which part, and done by whom: what differs among records entered together."""

    subject: str = ""
    subject_name: str = ""
    part: str = ""
    actor: User | None = None


@transaction.atomic
def attest_all(*, entries: Sequence[Entry], file=None, **shared) -> list[Attestation]:
    """Enter several records at once, all or none, with the arguments of `attest` that they share.

    A file is kept once and belongs to all of them. Raises Refused as `attest` does, and "nothing".
    """
    if not entries:
        raise Refused("nothing")
    made: list[Attestation] = []
    for entry in entries:
        kept = made[0].file.name if made else file
        made.append(attest(file=kept, **vars(entry), **shared))
    return made


@transaction.atomic
def withdraw(*, attestation: Attestation, why: str, by: User, now=None) -> None:
    """Take an entry back; it stays readable and counts no more. Raises Refused: "withdrawn", "no_reason"."""
    attestation = Attestation.objects.select_for_update().get(pk=attestation.pk)
    if attestation.withdrawn_at:
        raise Refused("withdrawn")
    if not why.strip():
        raise Refused("no_reason")
    attestation.withdrawn_at, attestation.withdrawn_by = now or timezone.now(), by
    attestation.withdrawn_why = why.strip()
    with pghistory.context(user=by.pk):
        attestation.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_why"])
