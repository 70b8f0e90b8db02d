"""Making a report: in a real worker, what is kept, who is told, what a failure leaves."""

from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from docx import Document

from accounts.roles import Role
from accounts.tests.factories import create_user, user_with
from core.refusals import Refused
from jobs.models import Job
from notices.models import Notice
from registry.tests.factories import create_teacher
from reports import kinds
from reports.models import Format, Report
from reports.services import making
from reports.services.templates import replace
from reports.tests.factories import create_report, create_template, word_file
from schools.tests.factories import create_school, create_term

KIND = kinds.get("S-01")
BOTH = {"formats": ["docx", "xlsx"], "options": {}}


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def term(db):
    return create_term()


@pytest.fixture
def clerk(term):
    return user_with(Role.ACADEMIC_CLERK, school=term.school)


def start(term, by, /, **fields):
    return making.start(**{"school": term.school, "kind": KIND, "term": term, "by": by, **BOTH, **fields})


def test_a_worker_makes_both_files_and_tells_who_asked(celery_worker_process, settings):
    settings.MEDIA_ROOT = settings.VAR_DIR / "media"  # the worker's
    term = create_term()
    clerk = user_with(Role.ACADEMIC_CLERK, school=term.school)
    create_teacher(school=term.school, name="李明")
    job = celery_worker_process.wait_for(start(term, clerk))
    assert (job.state, job.error, job.reference) == (Job.State.DONE, "", "")
    report = Report.objects.get()
    assert (report.made_by, report.term, report.title, report.job) == (clerk, term, "教职工与岗位", job)
    assert report.contents["tables"][0] == {"title": "教师", "rows": 1}
    assert job.result_url == report.get_absolute_url()
    with report.word.open() as file:
        assert "李明" in [cell.text for cell in Document(file).tables[1].rows[1].cells]
    assert report.excel.size > 5000
    notice = Notice.objects.get()
    assert (notice.recipient, notice.url, notice.subject) == (clerk, job.result_url, "报告已生成：本校教职工与岗位")
    making.remove(report=report, by=clerk)


def run_here(term, by, **arguments) -> Job:
    """Run a job here instead of in a worker, which is not told of it; its files go into the folder of the test."""
    from jobs import running

    arguments = {"kind": "S-01", "term_id": term.pk, "formats": ["docx", "xlsx"], "options": {}, **arguments}
    job = Job.objects.create(
        kind=making.JOB_KIND, school=term.school, created_by=by, arguments={"schedule_id": None, **arguments}
    )
    running.run(job.pk)
    job.refresh_from_db()
    return job


@pytest.mark.django_db(transaction=True)
def test_a_school_template_that_no_longer_fits_is_said_and_leaves_no_file(term, clerk):
    template = create_template(school=term.school)
    with template.file.open("wb") as file:
        file.write(word_file("{{ gone_since }}"))
    job = run_here(term, clerk)
    assert job.state == Job.State.FAILED
    assert "gone_since" in job.error
    assert not Report.objects.exists()
    assert not default_storage.exists(f"reports/made/{making.file_name(job, Format.EXCEL)}")
    assert Notice.objects.get().recipient == clerk


@pytest.mark.django_db(transaction=True)
def test_a_fault_after_the_files_were_written_leaves_none(term, clerk, monkeypatch):
    monkeypatch.setattr(Report, "save", lambda *args, **kwargs: 1 / 0)
    job = run_here(term, clerk)
    assert (job.state, Report.objects.count()) == (Job.State.FAILED, 0)
    assert default_storage.listdir("reports/made")[1] == []


@pytest.mark.django_db(transaction=True)
def test_the_schools_own_template_is_used_and_named(term, clerk):
    template = replace(
        school=term.school, kind=KIND, data=word_file("我校：{{ school }}"), file_name="a.docx", by=clerk
    )
    run_here(term, clerk, formats=["docx"])
    report = Report.objects.get()
    assert (report.template, report.excel.name) == (template, "")
    with report.word.open() as file:
        assert Document(BytesIO(file.read())).paragraphs[0].text == f"我校：{term.school}"


@pytest.mark.django_db(transaction=True)
def test_who_has_lost_the_post_before_the_worker_comes_makes_nothing(term, clerk):
    clerk.posts.update(to_on="2026-01-01")
    job = run_here(term, clerk)
    assert (job.state, job.error) == (Job.State.FAILED, "您无权在本校生成这份报告。")
    assert not Report.objects.exists()


def test_what_cannot_be_made_is_refused(term, clerk):
    for reason, wrong in (
        ("no-format", {"formats": []}),
        ("not-allowed", {"by": create_user()}),
        ("other-school", {"term": create_term()}),
    ):
        with pytest.raises(Refused, match=reason):
            start(term, clerk, **wrong)


def test_unknown_options_become_the_proposed_ones():
    assert KIND.complete({"phones": "everything", "x": "y"}) == {"phones": "no"}


def test_a_clerk_removes_the_own_report_only(term, clerk, django_capture_on_commit_callbacks):
    own, other = create_report(term=term, made_by=clerk), create_report(term=term)
    with pytest.raises(Refused, match="not-yours"):
        making.remove(report=other, by=clerk)
    name = own.excel.name
    with django_capture_on_commit_callbacks(execute=True):
        making.remove(report=own, by=clerk)
    assert not default_storage.exists(name)
    assert list(Report.objects.all()) == [other]


def test_a_principal_removes_any_report_of_the_school_but_no_other(term):
    principal = user_with(Role.PRINCIPAL, school=term.school)
    elsewhere = create_report(term=create_term(school=create_school()))
    making.remove(report=create_report(term=term), by=principal)
    with pytest.raises(Refused, match="not-yours"):
        making.remove(report=elsewhere, by=principal)
