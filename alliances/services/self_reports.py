"""Self-inspection reports: begun, written, handed in, answered by the office (G5.4.3)."""

from datetime import date, datetime, timedelta

import pghistory
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from alliances import messages_reports as messages
from alliances.evidence.people import holdings
from alliances.models import Alliance, Membership, ReportSection, ReportStep, SelfReport
from alliances.rules.self_reports import due_months, told_span
from alliances.sections import sections
from alliances.selectors.scheme import report_months
from alliances.selectors.self_reports import gathered
from core.dates import Span
from core.refusals import Refused
from notices.services import send

STATE, WHAT = SelfReport.State, ReportStep.What
# What the office may do → from which states, and the state that follows (None: stays).
ANSWERS = {
    WHAT.COMMENTED: (SelfReport.HANDED_IN, None),
    WHAT.RETURNED: ((STATE.SUBMITTED, STATE.ACCEPTED), STATE.RETURNED),
    WHAT.ACCEPTED: ((STATE.SUBMITTED,), STATE.ACCEPTED),
    WHAT.ARCHIVED: ((STATE.ACCEPTED,), STATE.ARCHIVED),
}
SAYS_WHY = (WHAT.COMMENTED, WHAT.RETURNED)


@transaction.atomic
def begin(*, membership: Membership, year: int, month: int, by: User, today: date | None = None) -> SelfReport:
    """Begin a school's report of a month, or give the one that is begun. Raises Refused: "not-yours", "not-asked" (a
    month after the school left too)."""
    if not Membership.objects.spoken_for_by(by).filter(pk=membership.pk).exists():
        raise Refused("not-yours")
    today = today or timezone.localdate()
    months = report_months(membership.alliance, today)
    is_due = (year, month) in due_months(today, months, since=membership.from_on)
    if not is_due or (membership.to_on and date(year, month, 1) >= membership.to_on):
        raise Refused("not-asked")
    span = told_span(year, month, months)
    whose = {"membership": membership, "year": year, "month": month}
    days = {"from_on": span.from_on, "to_on": span.to_on}
    with pghistory.context(user=by.pk):
        report, is_new = SelfReport.objects.get_or_create(
            **whose, defaults={"alliance": membership.alliance, "opened_by": by, **days}
        )
        if is_new:
            ReportSection.objects.bulk_create(ReportSection(report=report, name=each.name) for each in sections())
    return report


@transaction.atomic
def save_words(*, section: ReportSection, words: str, revision: int, by: User) -> ReportSection:
    """Keep the school's words in a section.

    `revision` is the one that the writer saw. Raises Refused: "not-yours", "closed", "changed-meanwhile" when somebody
    saved in between: nothing is written, and the page shows both texts.
    """
    section = ReportSection.objects.select_for_update(of=("self",)).select_related("report").get(pk=section.pk)
    if not ReportSection.objects.written_by(by).filter(pk=section.pk).exists():
        raise Refused("not-yours")
    if not SelfReport.objects.select_for_update().get(pk=section.report_id).is_open:
        raise Refused("closed")
    if section.revision != revision:
        raise Refused("changed-meanwhile")
    section.words, section.revision = words, revision + 1
    section.saved_by, section.saved_at = by, timezone.now()
    with pghistory.context(user=by.pk):
        section.save(update_fields=["words", "revision", "saved_by", "saved_at"])
    return section


@transaction.atomic
def submit(*, report: SelfReport, by: User, now: datetime | None = None) -> SelfReport:
    """Hand a report in: its figures are frozen as they stand, and the office is told.

    Raises Refused: "not-yours", "handed-in".
    """
    now = now or timezone.now()
    today = timezone.localdate(now)
    if not SelfReport.objects.written_by(by).filter(pk=report.pk).exists():
        raise Refused("not-yours")
    report = _locked(report)
    if not report.is_open:
        raise Refused("handed-in")
    report.state, report.figures, report.data_on = STATE.SUBMITTED, gathered(report, today), today
    report.submitted_at, report.submitted_by = now, by
    report.first_submitted_at = report.first_submitted_at or now
    with pghistory.context(user=by.pk):
        report.save()
        step = ReportStep.objects.create(report=report, what=WHAT.SUBMITTED, by=by, at=now)
    send(recipients=office_of(report.alliance, today), **messages.handed_in(report, step))
    return report


@transaction.atomic
def answer(*, report: SelfReport, what: str, text: str = "", by: User, now: datetime | None = None) -> ReportStep:
    """Comment, return, accept or archive a report, as who runs the alliance; who handed it in is told.

    Who handed a report in does not accept it. Raises Refused: "not-yours", "not-now", "own-report", "no-text".
    """
    if not SelfReport.objects.collected_by(by).filter(pk=report.pk).exists():
        raise Refused("not-yours")
    report = _locked(report)
    states, follows = ANSWERS[WHAT(what)]
    if report.state not in states:
        raise Refused("not-now")
    if what == WHAT.ACCEPTED and report.submitted_by_id == by.pk:
        raise Refused("own-report")
    if what in SAYS_WHY and not text.strip():
        raise Refused("no-text")
    with pghistory.context(user=by.pk):
        if follows:
            report.state = follows
            if report.is_open:
                report.figures = report.data_on = None
            report.save(update_fields=["state", "figures", "data_on"])
        step = ReportStep.objects.create(report=report, what=what, text=text, by=by, at=now or timezone.now())
    if what != WHAT.ARCHIVED:
        send(recipients={report.opened_by, report.submitted_by}, **messages.answered(report, step))
    return step


def office_of(alliance: Alliance, on: date) -> list[User]:
    """Give who holds a post in the office of the alliance on that day, by name or by a post of the school."""
    day = Span(on, on + timedelta(days=1))
    held = [each for each in holdings(alliance.seat, day) if each.role == "alliance_office"]
    return list(User.objects.filter(pk__in={each.user for each in held if each.document == alliance.document}))


def _locked(report: SelfReport) -> SelfReport:
    rows = SelfReport.objects.select_for_update(of=("self",))
    return rows.select_related("membership__school", "alliance__seat", "opened_by", "submitted_by").get(pk=report.pk)
