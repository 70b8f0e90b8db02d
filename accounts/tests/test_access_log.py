"""The access log: what is noted, that nothing can change it, and who reads it."""

import io
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import InternalError, connection, transaction
from django.urls import reverse
from django.utils import timezone, translation
from openpyxl import load_workbook

from accounts import access_log
from accounts.models import AccessRecord, User
from accounts.roles import Role
from accounts.tests.factories import create_user, user_with
from schools.tests.factories import create_school

pytestmark = pytest.mark.django_db
LOG = reverse("accounts:access_log")
EXPORTS = [reverse("accounts:access_log_export", args=[kind]) for kind in ("csv", "xlsx")]


@pytest.fixture
def auditor(client):
    auditor = user_with(Role.AUDITOR)
    client.force_login(auditor)
    return auditor


def create_record(*, at=None, **fields) -> AccessRecord:
    record = AccessRecord(**{"username": "somebody", "action": "view", "what": "student", **fields})
    if at:
        record.at = at
    record.save()
    return record


def shown(client, **query) -> list[AccessRecord]:
    return [r for r in client.get(LOG, query).context["page"] if r.action != "sign_in"]


def test_each_kind_of_look_is_noted(rf):
    user, school = create_user(), create_school()
    request = SimpleNamespace(user=user, school=school, META={"REMOTE_ADDR": "10.0.0.7"}, headers={})
    access_log.record_view(request, "student", user.public_id)
    access_log.record_list(request, "student", 45)
    access_log.record_download(request, "student", 45, "contacts")
    access_log.record_reveal(request, "student", user.public_id)
    rows = AccessRecord.objects.order_by("pk").values_list("action", "count", "purpose", "record_id")
    assert list(rows) == [
        ("view", 1, "", user.public_id),
        ("list", 45, "", None),
        ("download", 45, "contacts", None),
        ("reveal", 1, "", user.public_id),
    ]
    assert set(AccessRecord.objects.values_list("user", "school", "address")) == {(user.pk, school.pk, "10.0.0.7")}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE accounts_accessrecord SET purpose = 'other'",
        "DELETE FROM accounts_accessrecord",
        "UPDATE accounts_accessrecord SET user_id = NULL",
    ],
)
def test_the_database_refuses_to_change_or_delete_a_line(statement):
    create_record(user=create_user())
    with pytest.raises(InternalError, match="Cannot update or delete"), transaction.atomic():
        connection.cursor().execute(statement)
    assert AccessRecord.objects.count() == 1


def test_deleting_a_person_does_not_touch_the_log():
    user = create_user()
    create_record(user=user, username=user.username)
    with pytest.raises(Exception, match="protected"), transaction.atomic():
        User.objects.filter(pk=user.pk).delete()
    assert AccessRecord.objects.get().user == user


@pytest.mark.parametrize("role", [role for role in Role if role != Role.AUDITOR])
def test_nobody_but_the_auditor_reads_it(client, role):
    client.force_login(user_with(role))
    assert [client.get(url).status_code for url in (LOG, *EXPORTS)] == [403, 403, 403]
    assert not AccessRecord.objects.visible_to(user_with(role)).exists()


def test_signed_out_it_leads_to_sign_in(client):
    create_user()
    for url in (LOG, *EXPORTS):
        assert client.get(url).url.startswith(reverse("account_login"))


def test_the_log_is_narrowed_by_person_school_action_days_and_record(client, auditor):
    now, school, person = timezone.now(), create_school(), create_user(name="李雷")
    of_person = create_record(user=person, username=person.username)
    of_school = create_record(school=school, action="download")
    of_record = create_record(record_id=person.public_id)
    old = create_record(at=now - timedelta(days=40))
    today = timezone.localdate()
    assert shown(client) == [of_record, of_school, of_person]
    assert shown(client, person="李雷") == shown(client, person=person.username.upper()) == [of_person]
    assert shown(client, school=school.public_id) == shown(client, action="download") == [of_school]
    assert shown(client, record=person.public_id) == [of_record]
    assert shown(client, to_on=today - timedelta(days=39)) == [old]
    assert shown(client, from_on=today - timedelta(days=50)) == [of_record, of_school, of_person, old]


def test_both_days_of_the_range_belong_to_it(client, auditor):
    day = timezone.localdate() - timedelta(days=3)
    inside = create_record(at=timezone.now() - timedelta(days=3))
    create_record(at=timezone.now() - timedelta(days=5))
    assert shown(client, from_on=day, to_on=day) == [inside]


def test_a_filter_that_makes_no_sense_shows_nothing(client, auditor):
    create_record()
    assert shown(client, from_on="yesterday") == []


def test_figures_sum_up_what_is_shown(client, auditor):
    for action in ("view", "list", "download", "reveal", "sign_in_failed"):
        create_record(action=action, user=auditor)
    create_record(action="view", username="other")
    figures = client.get(LOG, {"person": auditor.name}).context["figures"]
    # The auditor's own sign-in is a line too.
    assert figures == {"total": 6, "people": 1, "views": 2, "downloads": 1, "reveals": 1, "failed": 1}


def test_the_log_costs_the_same_for_one_or_fifty_lines(client, auditor, django_assert_max_num_queries):
    for _ in range(60):
        create_record(user=create_user(), school=create_school())
    with django_assert_max_num_queries(14):
        client.get(LOG)


def test_exports_hold_the_narrowed_lines_and_are_noted_themselves(client, auditor):
    create_record(username="=cmd|' /C calc'!A0", action="sign_in_failed", what="password")
    create_record(action="download")
    csv, xlsx = (client.get(url, {"action": "sign_in_failed"}) for url in EXPORTS)
    lines = csv.content.decode("utf-8-sig").splitlines()
    rows = list(load_workbook(io.BytesIO(xlsx.content)).active.iter_rows(values_only=True))
    assert len(lines) == len(rows) == 2
    assert "=cmd" not in lines[1].split(",")[1][:1]
    assert not rows[1][1].startswith("=")
    assert AccessRecord.objects.filter(action="download", what="access_log", user=auditor).count() == 2
    assert client.get(reverse("accounts:access_log_export", args=["exe"])).status_code == 404


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("audit", "Audit"),
        ("names: vaccination list", "Name list (roll call, seats, groups): vaccination list"),
        ("school_admin", "School administrator"),
        ("of old: told", "of old: told"),
    ],
)
def test_codes_of_the_log_are_said_in_words(code, words):
    with translation.override("en"):
        assert AccessRecord(purpose=code).purpose_label == words
        assert AccessRecord(what="student").what_label == "Pupil"
