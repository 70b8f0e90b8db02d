"""Rows for tests: reports with files, schedules, templates."""

from datetime import date
from io import BytesIO
from itertools import count

from django.conf import settings
from django.core.files.base import ContentFile
from django.utils import timezone
from docx import Document

from accounts.roles import Role
from accounts.tests.factories import user_with
from jobs.models import Job
from reports.models import Report, Schedule, Template
from reports.services import making
from schools.tests.factories import create_term

DEFAULT = settings.BASE_DIR / "fixtures" / "reports" / "report.docx"
_numbers = count(1)


def create_report(*, term=None, made_by=None, **fields) -> Report:
    term = term or create_term()
    report = Report(
        **{
            "school": term.school,
            "kind": "S-01",
            "title": "Staff and posts",
            "term": term,
            "fingerprint": f"{next(_numbers):012x}",
            "data_on": term.starts_on,
            "as_of": timezone.now(),
            "made_by": made_by or user_with(Role.PRINCIPAL, school=term.school),
            **fields,
        }
    )
    report.excel.save("made.xlsx", ContentFile(b"a workbook"), save=False)
    report.save()
    return report


def create_schedule(*, school, by=None, recipients=(), **fields) -> Schedule:
    by = by or user_with(Role.ACADEMIC_DIRECTOR, school=school)
    if not {"when", "days_after_term", "day_of_month", "on"} & fields.keys():
        fields |= {"when": Schedule.When.MONTHLY, "day_of_month": 1}
    defaults = {"kind": "S-01", "formats": ["xlsx"], "counts_from": date(2026, 9, 1), "scheduled_by": by}
    schedule = Schedule.objects.create(school=school, **{**defaults, **fields})
    schedule.recipients.set(recipients or [by])
    return schedule


def create_template(*, school, version=1, **fields) -> Template:
    by = user_with(Role.PRINCIPAL, school=school)
    template = Template(school=school, kind="S-01", version=version, file_name="own.docx", uploaded_by=by, **fields)
    template.file.save("own.docx", ContentFile(word_file("{{ title }}")), save=False)
    template.save()
    return template


def word_file(*paragraphs: str, cells: list[list[str]] | None = None, footer: str = "") -> bytes:
    """Give a .docx with these paragraphs, a table and a page footer."""
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if cells:
        table = document.add_table(rows=len(cells), cols=len(cells[0]))
        for row, texts in zip(table.rows, cells, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    if footer:
        document.sections[0].footer.paragraphs[0].text = footer
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def report_samples(term, *, reader) -> dict:
    """Give one of every noun of the reports in a school; the progress is that of the reader's own job."""
    job = Job.objects.create(kind=making.JOB_KIND, school=term.school, created_by=reader)
    return {
        "report": create_report(term=term),
        "schedule": create_schedule(school=term.school),
        "template": create_template(school=term.school),
        "progress": job,
    }
