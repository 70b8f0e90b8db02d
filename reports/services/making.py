"""Make a report: queue the work, do it in a worker, keep it, remove it."""

from collections.abc import Sequence
from datetime import date
from functools import partial

import pghistory
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from accounts.models import User
from accounts.permissions import Permission
from core.refusals import Refused
from jobs import services as jobs
from jobs.models import Job
from jobs.runs import JobRun
from reports import kinds, selectors
from reports.excel import workbook
from reports.kinds import Gathered, ReportKind
from reports.models import Format, Report, Schedule, Template
from reports.word.context import context_of
from reports.word.filling import filled
from schools.models import School, Term

JOB_KIND = "report_make"
DEFAULTS = settings.BASE_DIR / "fixtures" / "reports"


def check_may_make(*, school: School, kind: ReportKind, by: User) -> None:
    """Raise Refused("not-allowed") unless the person may make reports of the kind in the school."""
    if not by.is_active or kind not in kinds.open_to(by, Permission.REPORT_MAKE, school=school):
        raise Refused("not-allowed")


@transaction.atomic
def start(
    *,
    school: School,
    kind: ReportKind,
    term: Term,
    formats: Sequence[str],
    options: dict[str, str],
    by: User,
    schedule: Schedule | None = None,
) -> Job:
    """Queue the making of a report. Raises Refused: "not-allowed", "no-format", "other-school"."""
    check_may_make(school=school, kind=kind, by=by)
    if not formats:
        raise Refused("no-format")
    if term.school_id != school.pk:
        raise Refused("other-school")
    arguments = {
        "kind": kind.code,
        "term_id": term.pk,
        "formats": [str(Format(each)) for each in formats],
        "options": kind.complete(options),
        "schedule_id": schedule.pk if schedule else None,
    }
    return jobs.start(kind=JOB_KIND, by=by, school=school, arguments=arguments)


def gather(kind: ReportKind, *, school: School, term: Term, options: dict[str, str], today: date | None = None):
    """Give the report's data as on today, or on the nearest day of the term."""
    on = kinds.day_shown(term.span, today or timezone.localdate())
    return kind.gather(school=school, term=term, on=on, options=kind.complete(options))


def document(gathered: Gathered, kind: ReportKind, template: Template | None, *, made_by: str, now) -> bytes:
    """Give the Word file, from the school's own template or the portal's. Raises what word.filling.filled raises."""
    return filled(template_bytes(kind, template), context_of(gathered, made_by=made_by, made_at=now), gathered)


def template_bytes(kind: ReportKind, template: Template | None) -> bytes:
    """Give the bytes of a template; those of the portal's own for None."""
    if template is None:
        return (DEFAULTS / kind.default_template).read_bytes()
    with template.file.open("rb") as file:
        return file.read()


def make(
    run: JobRun,
    *,
    school: School,
    kind: ReportKind,
    term: Term,
    formats: Sequence[str],
    options: dict[str, str],
    schedule_id: int | None,
) -> Report:
    """Gather, write the files, keep the report; part of the job's transaction."""
    run.step(gettext_noop("Gathering the figures"))
    gathered = gather(kind, school=school, term=term, options=options)
    report = _row(gathered, run.job, kind, term=term, options=options)
    report.schedule = Schedule.objects.filter(pk=schedule_id).first()  # it may have been removed meanwhile
    if Format.WORD in formats:
        _write_word(run, report, kind, gathered)
    if Format.EXCEL in formats:
        _write_excel(run, report, gathered)
    report.save()
    return report


def _row(gathered: Gathered, job: Job, kind: ReportKind, *, term: Term, options: dict[str, str]) -> Report:
    return Report(
        school=job.school,
        kind=kind.code,
        title=gathered.title[:120],
        term=term,
        options=options,
        contents=contents_of(gathered),
        versions=[[v.name, v.version] for v in gathered.versions],
        fingerprint=gathered.fingerprint,
        data_on=gathered.on,
        as_of=gathered.as_of,
        made_by=job.created_by,
        job=job,
    )


def _write_word(run: JobRun, report: Report, kind: ReportKind, gathered: Gathered) -> None:
    run.check_cancel()
    run.step(gettext_noop("Writing the Word file"))
    report.template = selectors.template_of(report.school, kind)
    made_by = str(report.made_by or "")
    data = document(gathered, kind, report.template, made_by=made_by, now=timezone.now())
    report.word.save(file_name(run.job, Format.WORD), ContentFile(data), save=False)


def _write_excel(run: JobRun, report: Report, gathered: Gathered) -> None:
    run.check_cancel()
    run.step(gettext_noop("Writing the workbook"))
    data = workbook(gathered, made_by=str(report.made_by or ""), made_at=timezone.now())
    report.excel.save(file_name(run.job, Format.EXCEL), ContentFile(data), save=False)


def contents_of(gathered: Gathered) -> dict:
    """Give what the archive tells of a report without opening it: figures, titles and lengths of tables."""
    return {
        "figures": [{"label": f.label, "value": str(f.value), "articles": list(f.articles)} for f in gathered.figures],
        "tables": [{"title": t.title, "rows": len(t.rows)} for t in gathered.tables],
        "articles": gathered.articles,
    }


def file_name(job: Job, format: Format) -> str:
    """Give the name of a job's file, by which what a job left that did not succeed can be found."""
    return f"{job.public_id}.{format.value}"


def forget_files(job: Job) -> None:
    """Delete the files of a job that did not succeed: its report was rolled back, files are not."""
    folder = Report._meta.get_field("word").upload_to
    for format in Format:
        default_storage.delete(f"{folder}{file_name(job, format)}")


@transaction.atomic
def remove(*, report: Report, by: User) -> None:
    """Remove a report and its files from the archive; its history stays. Raises Refused("not-yours")."""
    report = Report.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if not Report.objects.removable_by(by).filter(pk=report.pk).exists():
        raise Refused("not-yours")
    names = [report.file_of(format).name for format in report.formats]
    with pghistory.context(user=by.pk):
        report.delete()
    for name in names:
        transaction.on_commit(partial(default_storage.delete, name))
