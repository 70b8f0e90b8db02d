"""Tell people how the making of a report ended: once each, without a word of what it says."""

from django.urls import reverse

from jobs.models import Job
from notices import services as notices
from reports import messages
from reports.models import Report
from reports.services import making, schedules


def tell_end(job: Job) -> None:
    """Follow up a job, whatever its end: who asked for the report gets it, who answers for it hears of a failure."""
    if job.state == Job.State.DONE:
        _tell_ready(job.report)
    else:
        making.forget_files(job)
        _tell_not_made(job)


def _tell_ready(report: Report) -> None:
    people = schedules.entitled(report.schedule) if report.schedule else [report.made_by]
    notices.send(
        recipients=[person for person in people if person],
        subject=messages.ready(report),
        body=messages.ready_for(report),
        url=report.get_absolute_url(),
        dedupe=f"report-{report.public_id}",
        school=report.school,
    )


def _tell_not_made(job: Job) -> None:
    """Tell whoever started it; for a scheduled one that is whoever scheduled it."""
    if job.created_by and job.state != Job.State.CANCELLED:
        notices.send(
            recipients=job.created_by,
            subject=messages.not_made(job.arguments["kind"]),
            body=job.error,
            url=reverse("jobs:job_detail", args=[job.public_id]),
            dedupe=f"report-job-{job.public_id}",
            school=job.school,
        )
