"""Background doors of the reports: make one, and look what is due."""

from celery import shared_task
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from jinja2 import TemplateError
from lxml.etree import XMLSyntaxError

from core.refusals import Refused
from jobs.kinds import job_kind
from jobs.models import Job
from jobs.runs import JobFailed, JobRun
from reports import kinds, refusals, selectors
from reports.models import Report
from reports.services import making, schedules, telling
from schools.models import Term


def _page_of(job: Job) -> str:
    """Give the page of the report that was made; after another end, the form with which one tries again."""
    report = Report.objects.filter(job=job).first()
    return report.get_absolute_url() if report else reverse("reports:report_choose")


@job_kind(
    making.JOB_KIND,
    label=gettext_lazy("Making a report"),
    result_url=_page_of,
    ended=telling.tell_end,
    is_restartable=True,
)
def make_report(
    run: JobRun, *, kind: str, term_id: int, formats: list[str], options: dict, schedule_id: int | None
) -> dict:
    """Gather, write and keep one report."""
    school, by = run.job.school, run.job.created_by
    try:
        found = kinds.get(kind)
        making.check_may_make(school=school, kind=found, by=by)
    except kinds.UnknownKind:
        raise JobFailed(refusals.words("kind-gone")) from None
    except Refused as refused:
        raise JobFailed(refusals.words(refused.reason)) from None
    term = Term.objects.get(pk=term_id, school=school)
    try:
        report = making.make(
            run, school=school, kind=found, term=term, formats=formats, options=options, schedule_id=schedule_id
        )
    except (TemplateError, XMLSyntaxError, FileNotFoundError) as error:
        if selectors.template_of(school, found) is None:
            raise
        raise JobFailed(_("The school's own Word template cannot be filled: %(why)s") % {"why": error}) from error
    return {"report": str(report.public_id), "rows": sum(table["rows"] for table in report.contents["tables"])}


@shared_task
def make_due(*, at: str = "") -> None:
    """Start the scheduled reports that are due; safe to run twice, also at once.

    `at` is a moment in ISO 8601 with its zone, as if it were then; without it, now.
    """
    now = parse_datetime(at) if at else timezone.now()
    schedules.make_due(today=timezone.localdate(now))
