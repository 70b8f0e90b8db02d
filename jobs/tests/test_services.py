"""Starting, cancelling, repeating and sweeping jobs, without a worker."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.tests.factories import create_user
from jobs import kinds, services, tasks
from jobs.models import Job
from jobs.tests.factories import create_job
from schools.tests.factories import create_school

pytestmark = pytest.mark.django_db
State = Job.State
ENDED = [State.DONE, State.FAILED, State.CANCELLED, State.INTERRUPTED]


@pytest.fixture
def queued(monkeypatch):
    """The ids handed to the broker, in the place of the broker."""
    ids = []
    monkeypatch.setattr(tasks.run_job, "delay", lambda *, job_id: ids.append(job_id))
    return ids


@pytest.fixture
def ended_calls(monkeypatch):
    """The states of jobs whose kind was told of their end."""
    states = []
    kind = kinds.JobKind("test_told", "Told", run=lambda run: None, ended=lambda job: states.append(job.state))
    monkeypatch.setitem(kinds._kinds, "test_told", kind)
    return states


def test_a_job_is_queued_only_when_its_cause_is_committed(queued, django_capture_on_commit_callbacks):
    create_job()
    with django_capture_on_commit_callbacks(execute=True):
        job = services.start(kind="test_write", by=create_user(), arguments={"name": "n"})
        assert (job.state, queued) == (State.QUEUED, [])
    assert queued == [job.pk]


def test_an_unknown_kind_is_not_started():
    with pytest.raises(kinds.UnknownKind):
        services.start(kind="no_such_kind", by=create_user())
    assert not Job.objects.exists()


def test_cancelling_a_waiting_job_ends_it_at_once():
    job = create_job()
    services.ask_cancel(job=job, by=job.created_by)
    job.refresh_from_db()
    assert (job.state, job.ended_at is None) == (State.CANCELLED, False)


def test_cancelling_a_running_job_asks_its_worker():
    job = create_job(state=State.RUNNING)
    services.ask_cancel(job=job, by=job.created_by)
    job.refresh_from_db()
    assert (job.state, job.is_cancel_asked) == (State.RUNNING, True)


@pytest.mark.parametrize("state", ENDED)
def test_an_ended_job_cannot_be_cancelled(state):
    with pytest.raises(services.Refused):
        services.ask_cancel(job=create_job(state=state), by=create_user())


@pytest.mark.parametrize("state", [State.QUEUED, State.RUNNING, State.DONE])
def test_work_that_goes_on_or_succeeded_is_not_repeated(state):
    with pytest.raises(services.Refused):
        services.start_again(job=create_job(state=state), by=create_user())


@pytest.mark.parametrize("state", [State.FAILED, State.CANCELLED, State.INTERRUPTED])
def test_work_without_success_can_be_repeated(state):
    job = create_job(state=state, school=create_school(), arguments={"name": "n"})
    again = services.start_again(job=job, by=job.created_by)
    assert (again.kind, again.school, again.arguments) == (job.kind, job.school, job.arguments)
    assert (again.pk != job.pk, again.state) == (True, State.QUEUED)


def test_a_kind_that_must_not_be_repeated_is_not():
    with pytest.raises(services.Refused):
        services.start_again(job=create_job(kind="test_fail", state=State.FAILED), by=create_user())


def test_a_running_job_without_a_worker_is_interrupted_and_its_kind_told_once(ended_calls):
    job = create_job(kind="test_told", state=State.RUNNING)

    assert services.look_after(job).state == State.INTERRUPTED
    services.look_after(job)
    services.sweep()
    assert ended_calls == [State.INTERRUPTED]


def test_a_follow_up_that_fails_does_not_change_the_end(monkeypatch, caplog):
    def broken(job):
        raise RuntimeError

    monkeypatch.setitem(kinds._kinds, "test_told", kinds.JobKind("test_told", "Told", run=broken, ended=broken))
    job = create_job(kind="test_told", state=State.RUNNING)
    assert services.look_after(job).state == State.INTERRUPTED
    assert "follow-up" in caplog.text


def test_the_sweep_finds_killed_work_and_queues_lost_messages_again(queued):
    now = timezone.now()
    killed = create_job(state=State.RUNNING)
    create_job(created_at=now - timedelta(seconds=59))
    lost = create_job(created_at=now - timedelta(seconds=61))

    services.sweep(now=now)
    killed.refresh_from_db()
    assert (killed.state, queued) == (State.INTERRUPTED, [lost.pk])


def test_a_broker_that_does_not_answer_leaves_the_job_waiting(settings, monkeypatch, caplog):
    from kombu.exceptions import OperationalError

    def refuse(*, job_id):
        raise OperationalError

    monkeypatch.setattr(tasks.run_job, "delay", refuse)
    job = create_job(created_at=timezone.now() - timedelta(hours=1))
    services.sweep()
    job.refresh_from_db()
    assert (job.state, job.is_waiting_long) == (State.QUEUED, True)
    assert "broker" in caplog.text
