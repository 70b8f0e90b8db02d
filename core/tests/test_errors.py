"""Error pages in human words."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.roles import Role
from accounts.tests.factories import user_with
from core.errors import broken


@pytest.fixture
def teacher(client, db):
    user = user_with(Role.TEACHER)
    client.force_login(user)
    return user


def test_an_unknown_address_says_so_inside_the_shell(client, teacher):
    response = client.get("/no/such/page/")
    assert (response.status_code, "404.html" in names(response)) == (404, True)
    assert b'id="menu"' in response.content


def test_a_search_with_a_sign_that_no_database_keeps_is_read_without_it(client, teacher):
    client.force_login(user_with(Role.SCHOOL_ADMIN))
    response = client.get(reverse("registry:student_list") + "?q=%E5%BC%A0%00%00")
    assert (response.status_code, response.wsgi_request.GET["q"]) == (200, "张")


def test_a_closed_page_says_so(client, teacher):
    response = client.get(reverse("accounts:access_log"))
    assert (response.status_code, "403.html" in names(response)) == (403, True)


def test_a_stale_form_says_that_nothing_was_saved(teacher):
    client = Client(enforce_csrf_checks=True)
    client.force_login(teacher)
    response = client.post(reverse("accounts:set_language"), {"language": "en"})
    assert (response.status_code, "errors/csrf.html" in names(response)) == (403, True)


def test_a_failure_is_told_without_the_database(client, teacher, monkeypatch, django_assert_num_queries):
    client.raise_request_exception = False
    monkeypatch.setattr("dashboards.shell.Shell.menu", property(lambda self: 1 / 0))
    response = client.get(reverse("dashboards:home"))
    assert response.status_code == 500
    assert b"ZeroDivisionError" not in response.content

    with django_assert_num_queries(0):
        assert b"<h1" in broken(None).content


def names(response):
    return {template.name for template in response.templates}
