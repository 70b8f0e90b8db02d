"""Pages of the archive, of making a report, of schedules and of templates."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from accounts.roles import ROLES, Role, Scope
from accounts.tests.factories import create_user, user_with
from jobs.models import Job
from reports.models import Report, Schedule, Template
from reports.services import making
from reports.tests.factories import DEFAULT, create_report, create_schedule, create_template, word_file
from schools.tests.factories import create_school, create_term

pytestmark = pytest.mark.django_db
QUERIES = {"report_list": 11, "schedule_list": 13, "template_list": 9}


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def school():
    return create_school()


@pytest.fixture
def term(school):
    return create_term(school=school)


@pytest.fixture
def principal(school):
    return user_with(Role.PRINCIPAL, school=school, user=create_user(language="en"))


@pytest.fixture
def desk(client, principal):
    client.force_login(principal)
    return client


def url(name, *arguments) -> str:
    return reverse(f"reports:{name}", args=arguments)


def text(response) -> str:
    return response.content.decode()


# --- the archive


def test_the_archive_lists_the_reports_of_the_school_only(desk, term):
    mine, other = create_report(term=term), create_report()
    assert list(desk.get(url("report_list")).context["page"]) == [mine]
    assert other.school != mine.school


def test_the_archive_is_filtered_by_term_and_words(desk, term, school):
    old = create_report(term=create_term(school=school, school_year=2025), title="Old things")
    new = create_report(term=term)
    for query, expected in (
        (f"?term={term.public_id}", [new]),
        ("?q=old", [old]),
        (f"?q={new.fingerprint}", [new]),
        ("?kind=S-01&sort=made", [old, new]),
        ("?kind=nothing&term=nothing", [new, old]),
    ):
        assert list(desk.get(url("report_list") + query).context["page"]) == expected, query


@pytest.mark.parametrize("reports", [1, 15])
def test_the_archive_takes_a_constant_number_of_statements(desk, term, reports, django_assert_num_queries):
    by = user_with(Role.ACADEMIC_CLERK, school=term.school)
    for _ in range(reports):
        create_report(term=term, made_by=by)
    with django_assert_num_queries(QUERIES["report_list"]):
        desk.get(url("report_list"))


def test_a_report_tells_its_day_version_figures_and_files(desk, term):
    report = create_report(
        term=term,
        versions=[["C4", "version 2"]],
        options={"phones": "yes"},
        contents={
            "figures": [{"label": "Teachers", "value": "12", "articles": ["C1.4"]}],
            "tables": [{"title": "Posts", "rows": 3}],
            "articles": ["C1.4"],
        },
    )
    page = text(desk.get(report.get_absolute_url()))
    for words in (report.fingerprint, "version 2", "With phone numbers", "C1.4", "Table: Posts", "3 rows", "Excel"):
        assert words in page
    assert url("report_download", report.public_id, "docx") not in page


def test_a_file_is_sent_under_a_name_that_people_read(desk, term):
    term.school.name = "示范/小学"
    term.school.save()
    report = create_report(term=term, title="教职工与岗位")
    response = desk.get(url("report_download", report.public_id, "xlsx"))
    assert b"".join(response.streaming_content) == b"a workbook"
    assert quote("示范 小学 教职工与岗位") in response["Content-Disposition"]
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Type"].endswith("spreadsheetml.sheet")
    assert (response["Cache-Control"], response["X-Content-Type-Options"]) == ("no-store", "nosniff")


def test_a_file_that_is_not_there_is_not_found(desk, term):
    report = create_report(term=term)
    assert desk.get(url("report_download", report.public_id, "docx")).status_code == 404
    assert desk.get(url("report_download", report.public_id, "pdf")).status_code == 404
    report.excel.storage.delete(report.excel.name)
    assert desk.get(url("report_download", report.public_id, "xlsx")).status_code == 404


def test_a_report_of_another_school_is_not_found(desk):
    other = create_report()
    for name, *more in (("report_detail",), ("report_remove",), ("report_download", "xlsx")):
        assert desk.get(url(name, other.public_id, *more)).status_code == 404


def test_a_report_of_a_kind_that_one_may_not_see_is_not_found(desk, term, monkeypatch):
    """Take the permission of the kind from the principal: the archive then holds nothing."""
    report = create_report(term=term)
    rights = ROLES[Role.PRINCIPAL]
    rights = type(rights)(rights.scope, rights.permissions - {"teacher_view"})
    monkeypatch.setitem(ROLES, Role.PRINCIPAL, rights)
    assert desk.get(report.get_absolute_url()).status_code == 404
    assert desk.get(url("report_make", "S-01")).status_code == 404
    assert list(desk.get(url("report_list")).context["page"]) == []
    assert Report.objects.exists()


@pytest.mark.parametrize("role", [role for role in Role if ROLES[role].scope == Scope.OWN] + [Role.AUDITOR])
def test_other_roles_open_none_of_these_pages(client, school, role):
    client.force_login(user_with(role, school=None if role == Role.AUDITOR else school))
    for name in ("report_list", "report_choose", "schedule_list", "template_list"):
        assert client.get(url(name)).status_code == 403


def test_a_report_is_removed_after_asking(desk, term):
    report = create_report(term=term)
    assert "deleted from the archive" in text(desk.get(url("report_remove", report.public_id)))
    assert desk.post(url("report_remove", report.public_id)).url == url("report_list")
    assert not Report.objects.exists()


def test_a_clerk_is_not_offered_to_remove_what_another_made(client, term):
    report = create_report(term=term)
    client.force_login(user_with(Role.ACADEMIC_CLERK, school=term.school))
    assert url("report_remove", report.public_id) not in text(client.get(report.get_absolute_url()))
    client.post(url("report_remove", report.public_id))
    assert Report.objects.exists()


# --- making one


def test_a_report_is_queued_with_what_was_chosen(desk, term, principal):
    chosen = {"term": term.public_id, "formats": ["xlsx"], "option_phones": "yes"}
    response = desk.post(url("report_make", "S-01"), chosen)
    job = Job.objects.get()
    assert response.url == url("progress", job.public_id)
    assert job.created_by == principal
    assert job.arguments == {
        "kind": "S-01",
        "term_id": term.pk,
        "formats": ["xlsx"],
        "options": {"phones": "yes"},
        "schedule_id": None,
    }


@pytest.mark.parametrize(
    ("left_out", "words"), [("term", "Choose a term."), ("formats", "Choose Word, Excel or both.")]
)
def test_a_report_without_term_or_file_is_asked_for_again(desk, term, left_out, words):
    chosen = {"term": term.public_id, "formats": ["xlsx"], "option_phones": "no"}
    del chosen[left_out]
    assert words in text(desk.post(url("report_make", "S-01"), chosen))
    assert not Job.objects.exists()


def test_a_term_of_another_school_cannot_be_chosen(desk, term):
    chosen = {"term": create_term().public_id, "formats": ["xlsx"], "option_phones": "no"}
    assert "Choose a term of this school." in text(desk.post(url("report_make", "S-01"), chosen))


def test_a_school_without_terms_is_told_what_to_do(desk):
    assert "Set-up" in text(desk.get(url("report_make", "S-01")))


def test_an_unknown_kind_is_not_found(desk, term):
    assert desk.get(url("report_make", "R-99")).status_code == 404


def test_the_progress_ends_on_the_page_of_the_report(desk, term, principal):
    job = Job.objects.create(kind=making.JOB_KIND, school=term.school, created_by=principal)
    assert "It begins in a moment." in text(desk.get(url("progress", job.public_id)))
    report = create_report(term=term, job=job)
    Job.objects.update(state=Job.State.DONE, ended_at=timezone.now())
    assert desk.get(url("progress", job.public_id)).url == report.get_absolute_url()
    response = desk.get(url("progress", job.public_id), headers={"HX-Request": "true"})
    assert response["HX-Redirect"] == report.get_absolute_url()


def test_the_progress_of_somebody_else_is_not_found(desk, term):
    job = Job.objects.create(kind=making.JOB_KIND, school=term.school, created_by=create_user())
    assert desk.get(url("progress", job.public_id)).status_code == 404


def test_a_report_that_was_removed_meanwhile_leads_back_to_the_choice(desk, term, principal):
    job = Job.objects.create(
        kind=making.JOB_KIND, school=term.school, created_by=principal, state=Job.State.DONE, ended_at=timezone.now()
    )
    assert desk.get(url("progress", job.public_id)).url == url("report_choose")


# --- schedules


def plan(principal, **fields) -> dict:
    plan = {"when": "term_end", "days": 3, "side": "before", "formats": ["docx"], "option_phones": "no", "is_on": "on"}
    return {**plan, "recipients": [principal.public_id], **fields}


def test_a_schedule_is_made_changed_and_removed(desk, principal, term):
    desk.post(url("schedule_add", "S-01"), plan(principal))
    schedule = Schedule.objects.get()
    assert (schedule.days_after_term, list(schedule.recipients.all())) == (-3, [principal])
    assert "3 days before the end of each term" in text(desk.get(url("schedule_list")))
    desk.post(url("schedule_edit", schedule.public_id), plan(principal, when="monthly", day_of_month=31))
    schedule.refresh_from_db()
    assert (schedule.when, schedule.days_after_term, schedule.day_of_month) == ("monthly", None, 31)
    desk.post(url("schedule_remove", schedule.public_id))
    assert not Schedule.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"days": ""}, "Write how many days"),
        ({"when": "monthly", "day_of_month": ""}, "Write the day of the month"),
        ({"when": "on_date"}, "Choose the date."),
        ({"recipients": []}, "Choose at least one person."),
        ({"formats": []}, "Choose Word, Excel or both."),
    ],
)
def test_what_a_schedule_lacks_is_said(desk, principal, wrong, words):
    assert words in text(desk.post(url("schedule_add", "S-01"), plan(principal, **wrong)))
    assert not Schedule.objects.exists()


def test_only_people_who_may_see_it_can_be_chosen(desk, school, principal):
    stranger = user_with(Role.PRINCIPAL)
    page = text(desk.post(url("schedule_add", "S-01"), plan(principal, recipients=[stranger.public_id])))
    assert "Choose people of this school who may see this report." in page


def test_a_schedule_of_another_school_is_not_found(desk):
    other = create_schedule(school=create_school())
    assert desk.get(url("schedule_edit", other.public_id)).status_code == 404
    assert desk.post(url("schedule_remove", other.public_id)).status_code == 404


def test_the_next_day_of_a_schedule_is_shown_until_it_has_been_seen_to(desk, school):
    today = timezone.localdate()
    schedule = create_schedule(school=school, when="on_date", on=today, counts_from=today)
    assert desk.get(url("schedule_list")).context["page"][0].next_on == today
    schedule.runs.create(due_on=today)
    shown = desk.get(url("schedule_list")).context["page"][0]
    assert (shown.next_on, shown.last_run.due_on) == (None, today)


@pytest.mark.parametrize("schedules", [1, 8])
def test_the_schedules_take_a_constant_number_of_statements(desk, term, schedules, django_assert_num_queries):
    for _ in range(schedules):
        schedule = create_schedule(school=term.school)
        for days in range(3):
            job = Job.objects.create(kind=making.JOB_KIND, school=term.school, state=Job.State.DONE)
            create_report(term=term, job=job)
            schedule.runs.create(due_on=term.starts_on + timedelta(days=days), job=job)
    with django_assert_num_queries(QUERIES["schedule_list"]):
        desk.get(url("schedule_list"))


# --- templates


def upload(desk, data: bytes, name="我校模板.docx"):
    return desk.post(url("template_replace", "S-01"), {"file": SimpleUploadedFile(name, data)})


def test_a_template_is_replaced_downloaded_and_reset(desk, school):
    assert upload(desk, word_file("{{ school }}")).url == url("template_list")
    template = Template.objects.get()
    assert "version 1" in text(desk.get(url("template_list")))
    sent = desk.get(url("template_download", template.public_id))
    assert b"".join(sent.streaming_content).startswith(b"PK")
    desk.post(url("template_reset", "S-01"))
    assert "The portal&#x27;s own" in text(desk.get(url("template_list")))
    assert "我校模板.docx" in text(desk.get(url("template_replace", "S-01")))


def test_the_portals_template_can_be_downloaded_and_uploaded_again(desk):
    response = desk.get(url("template_default", "S-01"))
    assert response.content == DEFAULT.read_bytes()
    assert upload(desk, response.content).status_code == 302


def test_a_broken_field_is_said_on_the_page(desk):
    page = text(upload(desk, word_file("{{ schol }}")))
    assert "There is no field “schol”. Did you mean “school”?" in page
    assert not Template.objects.exists()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Word (.doc)"),
        (b"plain words", "not a Word file"),
        (b"", "The file is empty"),
        (b"PK" + b"\0" * 6_000_000, "too large"),
    ],
)
def test_what_is_no_word_file_is_refused_at_the_field(desk, data, words):
    response = upload(desk, data)
    assert words in " ".join(response.context["form"].errors["file"])


def test_a_template_of_another_school_is_not_found(desk):
    other = create_template(school=create_school())
    assert desk.get(url("template_download", other.public_id)).status_code == 404


@pytest.mark.parametrize("versions", [1, 6])
def test_the_templates_take_a_constant_number_of_statements(desk, school, versions, django_assert_num_queries):
    for version in range(versions):
        create_template(school=school, version=version + 1, replaced_at=timezone.now() if version else None)
    with django_assert_num_queries(QUERIES["template_list"]):
        desk.get(url("template_list"))
