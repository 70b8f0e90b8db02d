"""Reports that are made by themselves: once per due day, for those who may see them, with a word about failures."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.roles import Role
from accounts.tests.factories import create_post, create_user, user_with
from core.refusals import Refused
from jobs import services as jobs
from jobs.models import Job
from notices.models import Notice
from reports import refusals
from reports.models import Report, Schedule, ScheduleRun
from reports.services import schedules as services
from reports.tests.factories import create_schedule
from schools.tests.factories import create_school, create_term

pytestmark = pytest.mark.django_db
FIRST_OF_OCTOBER = date(2026, 10, 1)
STATEMENTS_WHEN_NOTHING_IS_DUE = 2


@pytest.fixture
def school():
    school = create_school()
    create_term(school=school)
    return school


@pytest.fixture
def director(school):
    return user_with(Role.ACADEMIC_DIRECTOR, school=school)


def end(run: ScheduleRun, state, **fields) -> Job:
    """End the job of a run as its worker would."""
    Job.objects.filter(pk=run.job_id).update(state=Job.State.RUNNING)
    jobs.end(job=run.job, state=state, **fields)
    return run.job


def told() -> dict:
    return {notice.recipient: notice.subject for notice in Notice.objects.all()}


def test_a_due_day_starts_one_job_however_often_one_looks(school, director):
    schedule = create_schedule(school=school, by=director)
    (run,) = services.make_due(today=FIRST_OF_OCTOBER)
    assert services.make_due(today=FIRST_OF_OCTOBER) == []
    assert services.make_due(today=date(2026, 10, 31)) == []
    assert (run.schedule, run.due_on, run.job.created_by) == (schedule, FIRST_OF_OCTOBER, director)
    assert run.job.arguments["schedule_id"] == schedule.pk


def test_days_missed_are_made_up_for_once(school):
    create_schedule(school=school)
    (run,) = services.make_due(today=date(2027, 1, 5))
    assert run.due_on == date(2027, 1, 1)
    assert ScheduleRun.objects.count() == 1


def test_before_its_day_and_switched_off_nothing_is_made(school):
    create_schedule(school=school, counts_from=date(2026, 9, 2))
    create_schedule(school=school, is_on=False)
    assert services.make_due(today=date(2026, 9, 30)) == []


def test_a_report_around_the_end_of_term_is_about_that_term(school):
    spring = create_term(school=school, number=2)
    create_schedule(school=school, when="term_end", days_after_term=3, counts_from=spring.ends_on)
    (run,) = services.make_due(today=date(2027, 7, 6))
    assert run.job.arguments["term_id"] == spring.pk


def test_a_day_is_seen_to_once_by_the_database_too(school):
    schedule = create_schedule(school=school)
    ScheduleRun.objects.create(schedule=schedule, due_on=FIRST_OF_OCTOBER)
    with pytest.raises(IntegrityError, match="schedule_once_per_due_day"), transaction.atomic():
        ScheduleRun.objects.create(schedule=schedule, due_on=FIRST_OF_OCTOBER)


def test_those_for_whom_it_is_made_are_told_unless_they_may_no_longer_see_it(school, director):
    reader, gone = (user_with(Role.PRINCIPAL, school=school) for _ in range(2))
    create_schedule(school=school, by=director, recipients=[reader, gone])
    gone.posts.update(to_on=date(2026, 9, 30))
    (run,) = services.make_due(today=FIRST_OF_OCTOBER)
    report = Report(
        school=school, kind="S-01", title="x", term=school.terms.get(), data_on=FIRST_OF_OCTOBER, as_of=timezone.now()
    )
    report.job, report.schedule, report.excel = run.job, run.schedule, "x.xlsx"
    report.save()
    end(run, Job.State.DONE)
    assert told() == {reader: "报告已生成：本校教职工与岗位"}


def test_a_failure_is_told_to_who_scheduled_it(school, director):
    create_schedule(school=school, by=director, recipients=[user_with(Role.PRINCIPAL, school=school)])
    (run,) = services.make_due(today=FIRST_OF_OCTOBER)
    job = end(run, Job.State.FAILED, error="磁盘已满")
    notice = Notice.objects.get()
    assert (notice.recipient, notice.body) == (director, "磁盘已满")
    assert str(job.public_id) in notice.url


def test_when_who_scheduled_it_has_left_the_others_are_told_once(school, director):
    reader = user_with(Role.PRINCIPAL, school=school)
    create_schedule(school=school, by=director, recipients=[reader])
    director.posts.update(to_on=date(2026, 9, 30))
    for _ in range(2):
        services.make_due(today=FIRST_OF_OCTOBER)
    run = ScheduleRun.objects.get()
    assert (run.job, run.refused) == (None, "not-allowed")
    assert set(told()) == {director, reader}
    assert not Job.objects.exists()


def test_without_a_term_nothing_is_made_and_it_is_said(director):
    school = create_school()
    by = create_post(role=Role.ACADEMIC_DIRECTOR, user=director, school=school).user
    create_schedule(school=school, by=by)
    (run,) = services.make_due(today=FIRST_OF_OCTOBER)
    assert (run.refused, set(told())) == ("no-term", {director})
    assert "学期" in Notice.objects.get().body


def test_a_kind_that_the_portal_has_dropped_keeps_no_other_schedule_waiting(school):
    gone = create_schedule(school=school, kind="A-99")
    create_schedule(school=school)
    assert [run.refused for run in services.make_due(today=FIRST_OF_OCTOBER)] == ["kind-gone", ""]
    gone.refresh_from_db()
    assert not gone.is_on


def new(school, **fields) -> Schedule:
    return Schedule(school=school, kind="S-01", formats=["docx"], when="monthly", day_of_month=5, **fields)


def test_a_saved_schedule_counts_from_today_and_names_who_answers_for_it(school, director):
    schedule = create_schedule(school=school, counts_from=date(2026, 9, 1))
    services.save(schedule=schedule, recipients=[director], by=director, today=date(2026, 12, 1))
    schedule.refresh_from_db()
    assert (schedule.scheduled_by, schedule.counts_from) == (director, date(2026, 12, 1))


def test_nobody_is_told_of_what_they_may_not_see(school, director):
    for stranger in (create_user(), user_with(Role.PRINCIPAL), user_with(Role.TEACHER, school=school)):
        with pytest.raises(Refused, match="recipient-not-allowed"):
            services.save(schedule=new(school), recipients=[director, stranger], by=director)


def test_a_person_of_another_school_schedules_and_removes_nothing(school):
    stranger = user_with(Role.PRINCIPAL)
    with pytest.raises(Refused, match="not-allowed"):
        services.save(schedule=new(school), recipients=[stranger], by=stranger)
    with pytest.raises(Refused, match="not-allowed"):
        services.remove(schedule=create_schedule(school=school), by=stranger)


def test_removing_a_schedule_keeps_its_reports(school, director):
    from reports.tests.factories import create_report

    schedule = create_schedule(school=school)
    report = create_report(term=school.terms.get(), schedule=schedule)
    services.remove(schedule=schedule, by=director)
    report.refresh_from_db()
    assert report.schedule is None


@pytest.mark.parametrize(
    "fields",
    [{"day_of_month": 32}, {"day_of_month": None}, {"when": "on_date"}, {"days_after_term": 1}, {"formats": []}],
)
def test_a_schedule_says_when_and_makes_a_file(school, director, fields):
    schedule = new(school, scheduled_by=director, counts_from=FIRST_OF_OCTOBER)
    for name, value in fields.items():
        setattr(schedule, name, value)
    with pytest.raises(IntegrityError), transaction.atomic():
        schedule.save()


@pytest.mark.parametrize("schools", [1, 4])
def test_looking_at_schedules_that_are_not_due_costs_the_same(schools, django_assert_num_queries):
    for _ in range(schools):
        create_schedule(school=create_school(), counts_from=date(2026, 9, 2))
    with django_assert_num_queries(STATEMENTS_WHEN_NOTHING_IS_DUE):
        services.make_due(today=date(2026, 9, 3))


def test_every_reason_of_a_run_has_words():
    from reports.messages import WHY_NOT_STARTED

    assert set(WHY_NOT_STARTED) == {"not-allowed", "no-term", "kind-gone"}
    assert all(refusals.words(reason) for reason in refusals.WORDS)
