"""Who sees a job, and what its page says in each state."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from accounts.tests.factories import create_user, user_with
from jobs.models import Job
from jobs.tests.factories import create_job

pytestmark = pytest.mark.django_db
State = Job.State


@pytest.fixture
def job(client, settings):
    """A waiting job of the person who is signed in."""
    settings.LANGUAGE_CODE = "en"
    job = create_job(arguments={"name": "north"}, step="Writing")
    client.force_login(job.created_by)
    return job


def page(client, job, **headers) -> str:
    response = client.get(reverse("jobs:job_detail", args=[job.public_id]), headers=headers)
    assert response.status_code == 200
    return response.content.decode()


def change(job, **fields):
    Job.objects.filter(pk=job.pk).update(**fields)


def test_a_waiting_job_is_asked_for_every_second(client, job):
    html = page(client, job)
    assert 'hx-trigger="every 1s"' in html
    assert reverse("jobs:job_cancel", args=[job.public_id]) in html


def test_the_refresh_is_the_fragment_alone(client, job):
    assert "<html" in page(client, job)
    assert "<html" not in page(client, job, hx_request="true")


def test_a_job_that_waits_long_says_what_it_waits_for(client, job):
    assert "waiting for a free worker" not in page(client, job)
    change(job, created_at=timezone.now() - timedelta(minutes=2))
    assert "waiting for a free worker" in page(client, job)


def test_a_job_whose_worker_was_killed_says_so_and_is_asked_for_no_more(client, job):
    change(job, state=State.RUNNING)
    html = page(client, job)
    assert "The work was interrupted; nothing was written." in html
    assert "hx-trigger" not in html
    assert reverse("jobs:job_start_again", args=[job.public_id]) in html


def test_a_finished_job_leads_to_its_result(client, job):
    change(job, state=State.DONE)
    html = page(client, job)
    assert 'href="/inbox/"' in html
    assert "hx-trigger" not in html


def test_cancel_ends_a_waiting_job(client, job):
    url = reverse("jobs:job_cancel", args=[job.public_id])
    response = client.post(url, follow=True)
    assert response.context["job"].state == State.CANCELLED
    assert client.post(url, follow=True).status_code == 200


def test_start_again_goes_to_the_new_job(client, job):
    change(job, state=State.FAILED)
    response = client.post(reverse("jobs:job_start_again", args=[job.public_id]), follow=True)
    assert response.context["job"].pk != job.pk
    assert response.context["job"].arguments == {"name": "north"}


@pytest.mark.parametrize("name", ["job_detail", "job_cancel", "job_start_again"])
def test_the_job_of_somebody_else_is_not_found(client, job, name):
    client.force_login(create_user())
    url = reverse(f"jobs:{name}", args=[job.public_id])
    assert (client.get(url) if name == "job_detail" else client.post(url)).status_code == 404


def test_the_system_administrator_sees_trouble_but_neither_words_nor_arguments(client, job):
    change(job, state=State.FAILED, error="Zhang San has no class.", reference="ab12cd34")
    assert "Zhang San" in page(client, job)

    client.force_login(user_with(Role.SYSTEM_ADMIN))
    html = page(client, job)
    assert "ab12cd34" in html
    assert "Zhang San" not in html
    assert "north" not in html
    url = reverse("jobs:job_start_again", args=[job.public_id])
    assert (url in html, client.post(url).status_code) == (False, 404)


def test_the_system_administrator_sees_no_work_without_trouble(client, job):
    client.force_login(user_with(Role.SYSTEM_ADMIN))
    assert client.get(reverse("jobs:job_detail", args=[job.public_id])).status_code == 404
    assert list(client.get(reverse("jobs:job_trouble")).context["page"]) == []
    change(job, state=State.FAILED)
    assert list(client.get(reverse("jobs:job_trouble")).context["page"]) == [job]


def test_the_list_of_trouble_is_for_the_system_administrator(client, job):
    assert client.get(reverse("jobs:job_trouble")).status_code == 403


def test_the_list_shows_ones_own_jobs_and_costs_the_same_for_many(client, job, django_assert_max_num_queries):
    create_job(state=State.FAILED)
    mine = [job] + [create_job(by=job.created_by, state=State.DONE) for _ in range(12)]
    with django_assert_max_num_queries(9):
        response = client.get(reverse("jobs:job_list"))
    assert {j.pk for j in response.context["page"]} == {j.pk for j in mine}
