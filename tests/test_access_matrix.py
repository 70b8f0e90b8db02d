"""Every address is really asked for by every role: what the marks declare is what people meet.

A new address without a sample makes the first test fail: add its noun to tests/samples.py.
"""

import json
from functools import partial
from http.cookies import SimpleCookie
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from accounts.roles import ROLES, WITHOUT_SCHOOL, Role, Scope
from accounts.tests.factories import create_user, user_with
from dashboards.access_matrix import ALLOWED, FORBIDDEN, HIDDEN, SIGN_IN, Line, lines
from schools.tests.factories import create_school, create_village
from tests.samples import Samples

pytestmark = pytest.mark.django_db

LINES = lines()
BY_FORM = ("accounts:switch_school", "schools:switch_term")  # their forms name the record
WITH_RECORD = [line for line in LINES if line.address.names_record or line.address.name in BY_FORM]
# Addresses with nothing behind them until something has happened; until then they are not found.
NOTHING_YET = {
    "accounts:first_admin": "only while the portal has no user",
    "mfa_deactivate_totp": "after a second factor was set up",
    "mfa_view_recovery_codes": "after a second factor was set up",
}
# What is one person's alone, whatever the role: a sample whose reader is that person has its own tests.
ONLY_FOR_ONE = {
    "teaching_checks:contest_judge": "a judge, while the contest is being judged",
    "teaching_checks:entry_judge": "a judge, while the contest is being judged",
    "teaching_checks:entry_add_file": "its author",
    "teaching_checks:entry_take_back": "its author",
    "teaching_checks:entry_consent": "its author",
    "teaching_checks:correction_correct": "the teacher who is to put it right",
}
WRONG_METHOD = 405


def user_of(role: Role, school, samples: Samples):
    """Give somebody with the role, whose reach contains the school's samples."""
    scope = ROLES[role].scope
    if role == Role.TEACHER:
        return samples.assignment.teacher.user
    scopes = {Scope.CLASS: "class", Scope.GROUP: "group"}
    if scope in scopes:
        return user_with(role, school=school, scope_id=samples.of[scopes[scope]].pk)
    if scope == Scope.GRADE:
        return user_with(role, school=school, scope_id=school.grades.get(number=3).pk)
    if scope == Scope.DISTRICT:
        return user_with(role, school=None, scope_id=school.district_id)
    if scope == Scope.ALLIANCE:
        return user_with(role, school=school, scope_id=samples.of["alliance"].pk)
    return user_with(role, school=None if scope == Scope.PLATFORM else school)


def ask(client: Client, line: Line, samples: Samples) -> set[int]:
    """Ask for the address by GET and by POST, leaving no trace; give the status of each way that it knows."""
    url = reverse(line.address.name, kwargs=samples.arguments(line.address))
    statuses, signed_in = set(), client.cookies.output(header="")
    for method in (client.get, client.post):
        with transaction.atomic():
            statuses.add(method(url, samples.data(line.address)).status_code)
            transaction.set_rollback(True)
        client.cookies = SimpleCookie(signed_in)  # signing out is an address too
    assert statuses != {WRONG_METHOD}, f"{url} knows neither GET nor POST"
    return statuses - {WRONG_METHOD}


def is_as_declared(word: str, statuses: set[int], *, role: Role, address) -> bool:
    if word == FORBIDDEN:
        return statuses == {403}
    if word == HIDDEN:
        return statuses == {404}
    reaches_part_only = ROLES[role].scope not in (Scope.SCHOOL, Scope.PLATFORM)
    reaches_part_only |= ROLES[role].scope == Scope.PLATFORM and address.name in BY_FORM
    may_find_nothing = reaches_part_only or address.name in {**NOTHING_YET, **ONLY_FOR_ONE}
    return 403 not in statuses and max(statuses) < 500 and (404 not in statuses or may_find_nothing)


@pytest.fixture
def school():
    return create_school()


@pytest.fixture
def bare_refusals(monkeypatch):
    """Answer 403 and 404 without their pages, which have tests of their own: ten thousand refusals are met here."""
    for status in (403, 404):
        monkeypatch.setattr(f"config.urls.handler{status}", partial(_bare, status=status))


def _bare(request, exception, *, status: int) -> HttpResponse:
    return HttpResponse(status=status)


def test_every_address_has_a_sample(school):
    samples = Samples(school, reader=create_user())
    for line in LINES:
        assert reverse(line.address.name, kwargs=samples.arguments(line.address))


def test_every_address_says_who_can_open_it():
    assert [line.address.route for line in LINES if not line.has_mark] == []


@pytest.mark.parametrize("role", Role)
@pytest.mark.usefixtures("bare_refusals")
def test_a_role_meets_at_its_own_school_what_is_declared(role, school, client):
    samples = Samples(school, reader=create_user())
    user = user_of(role, school, samples)
    own = samples.owned_by(user)
    client.force_login(user)
    met = {line.address.route: ask(client, line, own) for line in LINES}
    wrong = {
        line.address.route: (line.for_role(role), met[line.address.route])
        for line in LINES
        if not is_as_declared(line.for_role(role), met[line.address.route], role=role, address=line.address)
    }
    assert wrong == {}


@pytest.mark.parametrize("role", [role for role in Role if ROLES[role].scope not in WITHOUT_SCHOOL])
@pytest.mark.usefixtures("bare_refusals")
def test_a_role_finds_nothing_of_another_school(role, school, client):
    user = user_of(role, school, Samples(school, reader=create_user()))
    elsewhere = Samples(create_school(district=school.district), reader=create_user())
    elsewhere.of["village"] = create_village()  # of another district: a district's schools share its villages
    client.force_login(user)
    wrong = {}
    for line in WITH_RECORD:
        word = HIDDEN if line.address.name in BY_FORM else line.elsewhere(role)
        met = ask(client, line, elsewhere)
        if not is_as_declared(word, met, role=role, address=line.address):
            wrong[line.address.route] = (word, met)
    assert wrong == {}


def test_who_is_signed_out_is_asked_to_sign_in(school, client):
    samples = Samples(school, reader=create_user())
    sign_in = reverse("account_login")
    for line in LINES:
        url = reverse(line.address.name, kwargs=samples.arguments(line.address))
        response = client.get(url)
        goes_to_sign_in = response.status_code == 302 and response.url.startswith(f"{sign_in}?next=")
        assert goes_to_sign_in == (line.signed_out == SIGN_IN), url


def test_the_command_prints_every_address_with_every_role():
    printed = StringIO()
    call_command("access_matrix", json=True, stdout=printed)
    rows = json.loads(printed.getvalue())
    assert [row["url"] for row in rows] == [line.address.route for line in LINES]
    row = next(row for row in rows if row["name"] == "registry:student_detail")
    assert row["roles"]["principal"] == ALLOWED
    assert row["roles"]["parent"] == FORBIDDEN
    assert row["another_school"]["principal"] == HIDDEN


def test_the_command_tells_people_in_words():
    printed = StringIO()
    call_command("access_matrix", stdout=printed)
    by_route = dict(text.split("  ", 1) for text in printed.getvalue().splitlines())
    assert by_route["/jobs/trouble/"] == "system_admin"
    assert by_route["/inbox/"] == "whoever has signed in"
