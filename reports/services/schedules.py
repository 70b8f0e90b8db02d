"""Reports that are made by themselves: kept, removed, and started once per due day."""

from collections.abc import Sequence
from datetime import date, timedelta

import pghistory
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.refusals import Refused
from jobs.models import Job
from notices import services as notices
from reports import kinds, messages, rules, selectors
from reports.models import Schedule, ScheduleRun
from reports.services import making
from schools.models import School, Term
from schools.selectors import school_calendar


@transaction.atomic
def save(*, schedule: Schedule, recipients: Sequence[User], by: User, today: date | None = None) -> Schedule:
    """Keep a new or changed schedule; it counts from today, and `by` answers for it.

    Raises Refused: "not-allowed", or "recipient-not-allowed" for somebody who may not see such reports.
    """
    kind = kinds.get(schedule.kind)
    making.check_may_make(school=schedule.school, kind=kind, by=by)
    allowed = set(selectors.readers(schedule.school, kind).values_list("pk", flat=True))
    if not allowed.issuperset(user.pk for user in recipients):
        raise Refused("recipient-not-allowed")
    schedule.scheduled_by, schedule.counts_from = by, today or timezone.localdate()
    with pghistory.context(user=by.pk):
        schedule.save()
        schedule.recipients.set(recipients)
    return schedule


@transaction.atomic
def remove(*, schedule: Schedule, by: User) -> None:
    """Remove a schedule; the reports that it made stay in the archive. Raises Refused("not-allowed")."""
    making.check_may_make(school=schedule.school, kind=kinds.get(schedule.kind), by=by)
    with pghistory.context(user=by.pk):
        schedule.delete()


def make_due(*, today: date) -> list[ScheduleRun]:
    """Start what is due and has not been started; give the runs that are new. Safe to run twice, also at once.

    Of several due days that were missed only the newest is made up for.
    """
    runs = (_make_due(schedule, today) for schedule in selectors.schedules_on())
    return [run for run in runs if run]


def _make_due(schedule: Schedule, today: date) -> ScheduleRun | None:
    terms, timing = {term.span: term for term in schedule.school.terms.all()}, schedule.timing
    due_on = rules.latest_due(timing, terms=terms, since=schedule.counts_from, today=today)
    if due_on is None or (schedule.last_due_on and due_on <= schedule.last_due_on):
        return None
    if timing.is_daily and not _is_school_day(schedule.school, due_on):
        return None
    span = rules.term_reported(terms, timing=timing, due_on=due_on)
    return _run(schedule, due_on, terms.get(span))


def _is_school_day(school: School, day: date) -> bool:
    return school_calendar(school, day, day + timedelta(days=1)).is_school_day(day)


@transaction.atomic
def _run(schedule: Schedule, due_on: date, term: Term | None) -> ScheduleRun | None:
    """Take the due day and start its job; None when another beat has it, or somebody changed the schedule."""
    unchanged = Schedule.objects.filter(pk=schedule.pk, is_on=True, counts_from=schedule.counts_from)
    if not unchanged.select_for_update().exists():
        return None
    run, is_new = ScheduleRun.objects.get_or_create(schedule=schedule, due_on=due_on)
    if not is_new:
        return None
    try:
        run.job = _start(schedule, term)
    except Refused as refused:
        run.refused = refused.reason
        if refused.reason == "kind-gone":  # nobody could open it any more
            Schedule.objects.filter(pk=schedule.pk).update(is_on=False)
        _tell_refused(run)
    run.save(update_fields=["job", "refused"])
    return run


def _start(schedule: Schedule, term: Term | None) -> Job:
    kind = kinds.find(schedule.kind)
    if kind is None:
        raise Refused("kind-gone")
    if term is None:
        raise Refused("no-term")
    return making.start(
        school=schedule.school,
        kind=kind,
        term=term,
        formats=schedule.formats,
        options=schedule.options,
        by=schedule.scheduled_by,
        schedule=schedule,
    )


def _tell_refused(run: ScheduleRun) -> None:
    """Tell who scheduled it; when that person has left the post, those for whom it is made."""
    schedule = run.schedule
    people = [schedule.scheduled_by]
    if run.refused == "not-allowed":
        people += entitled(schedule)
    notices.send(
        recipients=people,
        subject=messages.not_made(schedule.kind),
        body=messages.WHY_NOT_STARTED[run.refused],
        url=messages.schedules_page(),
        dedupe=f"report-not-started-{schedule.public_id}-{run.due_on}",
        school=schedule.school,
    )


def entitled(schedule: Schedule) -> list[User]:
    """Give the recipients who may still see such reports."""
    kind = kinds.find(schedule.kind)
    allowed = selectors.readers(schedule.school, kind) if kind else User.objects.none()
    return list(allowed.filter(pk__in=schedule.recipients.values("pk")))
