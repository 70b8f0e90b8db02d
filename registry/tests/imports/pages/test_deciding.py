"""What a person does with a preview: write it, read it again, throw it away."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import AccessRecord
from accounts.roles import Role
from accounts.tests.factories import user_with
from jobs.models import Job
from jobs.tests.factories import create_job
from registry.models import RegisterImport, StagedStudent, Student
from registry.tests.imports.engine.workbooks import apply, imported, pupil, read
from registry.tests.imports.pages.addresses import html, url

pytestmark = pytest.mark.django_db
State = RegisterImport.State


def work(register_import, kind="register_read", *, by=None, **fields) -> Job:
    arguments = {"import_id": register_import.pk}
    job = create_job(kind=kind, by=by, school=register_import.school, arguments=arguments, **fields)
    RegisterImport.objects.filter(pk=register_import.pk).update(job=job)
    return job


def test_before_writing_the_figures_are_repeated(admin, preview):
    context = admin.get(url("import_apply", preview)).context
    assert (context["report"]["created"], context["report"]["skipped"]) == (1, 1)
    assert not Job.objects.exists()


@pytest.mark.parametrize("good_rows", [True, False])
def test_writing_is_queued_with_the_choice_of_rows(admin, preview, good_rows):
    admin.post(url("import_apply", preview), {"good_rows": "1"} if good_rows else {})
    job = Job.objects.get()
    assert job.arguments == {"import_id": preview.pk, "good_rows": good_rows}
    assert (job.kind, job.created_by) == ("register_apply", admin.user)


def test_after_writing_the_page_says_the_same_figures_and_offers_no_second_writing(admin, preview):
    before = admin.get(url("import_detail", preview)).context["report"]
    apply(preview, good_rows=True)
    response = admin.get(url("import_detail", preview))
    assert response.context["report"] == before
    assert url("import_apply", preview) not in html(response)
    assert admin.get(url("import_apply", preview)).url == preview.get_absolute_url()


def test_a_preview_that_the_register_has_overtaken_is_read_again_not_written(admin, school):
    imported(school, [pupil()])
    preview = read(school, [pupil(现住址="新街2号")])
    Student.objects.update(phone="13800000000")
    response = admin.get(url("import_detail", preview))
    assert response.context["is_outdated"] is True
    assert url("import_apply", preview) not in html(response)
    assert admin.get(url("import_apply", preview)).status_code == 302


def test_a_file_is_read_again(admin, preview):
    admin.post(url("import_again", preview))
    assert Job.objects.get().kind == "register_read"
    assert RegisterImport.objects.get().include_hidden is False


def test_hidden_sheets_are_read_after_all(admin, preview):
    admin.post(url("import_again", preview), {"include_hidden": "1"})
    assert RegisterImport.objects.get().include_hidden is True
    assert Job.objects.get().kind == "register_read"


def test_throwing_away_asks_first_and_then_leaves_nothing(admin, preview):
    assert admin.get(url("import_discard", preview)).status_code == 200
    assert StagedStudent.objects.exists()
    admin.post(url("import_discard", preview))
    assert RegisterImport.objects.get().state == State.DISCARDED
    assert not StagedStudent.objects.exists()
    assert "import_failed.html" in str([t.name for t in admin.get(url("import_detail", preview)).templates])


def test_an_applied_import_cannot_be_thrown_away(admin, preview):
    apply(preview, good_rows=True)
    admin.post(url("import_discard", preview))
    assert RegisterImport.objects.get().state == State.APPLIED


@pytest.mark.parametrize("name", ["import_apply", "import_again", "import_discard", "import_answer"])
def test_nothing_is_done_to_an_import_that_is_at_work(admin, preview, name):
    work(preview, by=admin.user)
    response = admin.post(url(name, preview), {"answer:x": "same"}, follow=True)
    assert [message.level_tag for message in response.context["messages"]] == ["error"]
    assert (Job.objects.count(), RegisterImport.objects.get().state) == (1, State.READ)


def test_one_s_own_work_is_watched_on_its_page(admin, preview):
    job = work(preview, by=admin.user)
    assert str(job.public_id) in admin.get(url("import_detail", preview)).url


def test_a_colleague_s_work_is_watched_from_the_import(admin, preview):
    colleague = user_with(Role.SCHOOL_ADMIN, school=preview.school)
    job = work(preview, by=colleague)
    watching = {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "at-work"}
    assert colleague.name in html(admin.get(url("import_detail", preview)))
    assert "<html" not in html(admin.get(url("import_detail", preview), **watching))
    Job.objects.filter(pk=job.pk).update(state=Job.State.DONE)
    assert admin.get(url("import_detail", preview), **watching)["HX-Refresh"] == "true"


@pytest.mark.parametrize("state", ["failed", "cancelled", "interrupted"])
def test_work_that_did_not_succeed_is_told_above_the_preview(admin, preview, state):
    work(preview, "register_apply", by=admin.user, state=state, error="Why it failed.")
    page = html(admin.get(url("import_detail", preview)))
    assert ("Why it failed." in page, url("import_apply", preview) in page) == (True, True)


@pytest.mark.parametrize("state", ["failed", "cancelled", "interrupted"])
def test_a_file_that_was_never_read_can_be_read_again_or_thrown_away(admin, preview, state):
    work(preview, by=admin.user, state=state, error="No list of pupils.")
    RegisterImport.objects.update(state=State.UPLOADED, report={}, tables=[])
    page = html(admin.get(url("import_detail", preview)))
    for name in ("import_again", "import_discard"):
        assert url(name, preview) in page
    assert "No list of pupils." in page


def test_work_started_again_from_its_own_page_counts_as_the_newest(admin, preview):
    old = work(preview, by=admin.user, state="failed", error="Old.")
    again = create_job(kind=old.kind, by=admin.user, school=preview.school, arguments=old.arguments)
    Job.objects.filter(pk=again.pk).update(created_at=timezone.now() + timedelta(seconds=1))
    assert str(again.public_id) in admin.get(url("import_detail", preview)).url
    Job.objects.filter(pk=again.pk).update(state=Job.State.DONE)
    assert "Old." not in html(admin.get(url("import_detail", preview)))


def test_the_marked_workbook_is_a_download_with_the_name_of_the_file(admin, preview):
    response = admin.post(url("import_marked", preview))
    assert "register" in response["Content-Disposition"]
    assert response.content[:2] == b"PK"
    assert AccessRecord.objects.get(action="download").purpose == "upkeep"


def test_the_marks_come_as_a_list_when_the_upload_is_gone(admin, preview):
    preview.upload.delete(save=True)
    assert admin.post(url("import_marked", preview)).content[:2] == b"PK"


def test_work_that_ends_while_the_page_is_made_is_shown_as_ended(admin, preview, monkeypatch):
    """The import is read before the commit, its job after it: the page must not call its own import a stranger's."""
    from registry.views.imports import standing

    look = standing.newest_job

    def ended_meanwhile(register_import):
        work(register_import, "register_apply", state=Job.State.DONE, ended_at=timezone.now())
        apply(RegisterImport.objects.get(pk=register_import.pk), good_rows=True)
        return look(register_import)

    monkeypatch.setattr(standing, "newest_job", ended_meanwhile)
    context = admin.get(preview.get_absolute_url()).context
    assert context["register_import"].state == State.APPLIED
    assert not context["is_outdated"]
