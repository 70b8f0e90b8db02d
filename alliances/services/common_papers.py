"""What the office keeps for all schools, and what each school says of itself.

Summaries, evaluation schemes; satisfaction, strong and weak points (G4.3.3, G4.5.1, G5.1.1.1, G5.5.4).
"""

from datetime import date

import pghistory
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from alliances.models import Alliance, AllianceSummary, Membership, Satisfaction, SharedEvaluation, Strength
from alliances.services.assessments import check_runs
from core.refusals import Refused


@transaction.atomic
def write_summary(
    *, alliance: Alliance, school_year: int, revision: int, is_issued: bool, by: User, **words: str
) -> AllianceSummary:
    """Keep the year's summary; given out, every school reads it. Raises Refused: "not-yours", "changed-meanwhile"."""
    check_runs(alliance, by)
    Alliance.objects.select_for_update().get(pk=alliance.pk)
    summary = AllianceSummary.objects.filter(alliance=alliance, school_year=school_year).first()
    if (summary.revision if summary else 0) != revision:
        raise Refused("changed-meanwhile")
    summary = summary or AllianceSummary(alliance=alliance, school_year=school_year)
    for name, text in words.items():
        setattr(summary, name, text)
    summary.revision, summary.written_by, summary.written_at = revision + 1, by, timezone.now()
    if is_issued and not summary.issued_on:
        summary.issued_on = timezone.localdate()
    with pghistory.context(user=by.pk):
        summary.save()
    return summary


@transaction.atomic
def add_evaluation(*, alliance: Alliance, by: User, **fields) -> SharedEvaluation:
    """Keep an evaluation scheme for all schools. Raises Refused: "not-yours", "for-nobody"."""
    check_runs(alliance, by)
    if not (fields["for_teachers"] or fields["for_pupils"]):
        raise Refused("for-nobody")
    with pghistory.context(user=by.pk):
        return SharedEvaluation.objects.create(alliance=alliance, added_by=by, **fields)


@transaction.atomic
def end_evaluation(*, evaluation: SharedEvaluation, by: User, today: date | None = None) -> None:
    """Say that an evaluation scheme counts no longer, from today. Raises Refused: "not-yours", "ended"."""
    evaluation = (
        SharedEvaluation.objects.select_for_update(of=("self",)).select_related("alliance").get(pk=evaluation.pk)
    )
    check_runs(evaluation.alliance, by)
    if evaluation.to_on:
        raise Refused("ended")
    evaluation.to_on = max(today or timezone.localdate(), evaluation.from_on)
    with pghistory.context(user=by.pk):
        evaluation.save(update_fields=["to_on"])


def check_speaks(membership: Membership, by: User) -> None:
    """Raise Refused("not-yours") unless the person acts for the school."""
    if not Membership.objects.spoken_for_by(by).filter(pk=membership.pk).exists():
        raise Refused("not-yours")


@transaction.atomic
def enter_satisfaction(*, membership: Membership, year: int, side: str, by: User, **fields) -> Satisfaction:
    """Enter, or put right, how many were satisfied. Raises Refused: "not-yours", "more-than-asked"."""
    check_speaks(membership, by)
    if fields["satisfied"] > fields["asked"]:
        raise Refused("more-than-asked")
    with pghistory.context(user=by.pk):
        row, _is_new = Satisfaction.objects.update_or_create(
            membership=membership, year=year, side=side, defaults={**fields, "entered_by": by}
        )
    return row


@transaction.atomic
def name_strength(*, membership: Membership, by: User, **fields) -> Strength:
    """Name a strong or weak point, with the partner if there is one. Raises Refused: "not-yours", "not-a-partner",
    "named"."""
    check_speaks(membership, by)
    check_partner(membership, fields.get("partner"))
    try:
        with transaction.atomic(), pghistory.context(user=by.pk):
            return Strength.objects.create(membership=membership, entered_by=by, **fields)
    except IntegrityError:
        raise Refused("named") from None


@transaction.atomic
def match(*, strength: Strength, partner: Membership | None, by: User) -> Strength:
    """Match a point with a partner school, or with none. Raises Refused: "not-yours", "not-a-partner"."""
    check_speaks(strength.membership, by)
    check_partner(strength.membership, partner)
    strength.partner = partner
    with pghistory.context(user=by.pk):
        strength.save(update_fields=["partner"])
    return strength


@transaction.atomic
def end_strength(*, strength: Strength, by: User) -> None:
    """Say that a point holds no longer. Raises Refused("not-yours")."""
    check_speaks(strength.membership, by)
    strength.ended_on = strength.ended_on or timezone.localdate()
    with pghistory.context(user=by.pk):
        strength.save(update_fields=["ended_on"])


def check_partner(membership: Membership, partner: Membership | None) -> None:
    """Raise Refused("not-a-partner") for the school itself and for one of another alliance."""
    if partner and (partner.pk == membership.pk or partner.alliance_id != membership.alliance_id):
        raise Refused("not-a-partner")
