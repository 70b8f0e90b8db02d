"""Slips: who gets one, what is kept of it, and that a whole class costs no more statements than one guardian."""

import time
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from accounts.tests.factories import create_post, create_user, user_with
from families import qr
from families.models import Slip
from families.selectors.slips import State, guardians_for_slips
from families.services.slips import hash_of, issue
from families.tests.factories import activate, create_link, print_slip
from registry.models import Guardian, Guardianship
from registry.tests.factories import create_class, create_guardian, create_student

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 26, 4, tzinfo=UTC)


def state_of(guardian: Guardian, now=None) -> str:
    office = user_with(Role.SCHOOL_ADMIN, school=guardian.school)
    return guardians_for_slips(office, guardian.school, now=now or timezone.now()).get(pk=guardian.pk).state


def test_a_guardian_gets_a_dormant_account_named_in_pinyin_and_a_code_for_14_days():
    guardian = create_guardian(name="张大山")
    issued = print_slip(guardian, now=NOW)
    guardian.refresh_from_db()
    assert (issued.username, guardian.user.name, guardian.user.is_dormant) == ("zhangdashan", "张大山", True)
    assert not guardian.user.posts.exists()
    assert issued.expires_at == NOW + timedelta(days=14)


def test_the_code_is_kept_as_a_keyed_hash_only(settings):
    issued = print_slip(create_guardian())
    slip = Slip.objects.get()
    assert bytes(slip.code_hash) == hash_of(issued.code)
    with connection.cursor() as cursor:
        cursor.execute("SELECT s::text FROM families_slip s")
        assert issued.code not in cursor.fetchone()[0]
    settings.SECRET_KEY = "another key"
    assert bytes(slip.code_hash) != hash_of(issued.code)


def test_a_code_is_read_in_any_case_and_without_hyphens():
    assert hash_of("Kfh4-Wpt9-Ymc2") == hash_of(" kfh4 wpt9ymc２ ")
    assert hash_of("Kfh4-Wpt9-Ymc2") != hash_of("Kfh4-Wpt9-Ymc3")


def test_a_new_slip_replaces_the_open_one():
    guardian = create_guardian()
    print_slip(guardian)
    print_slip(guardian)
    assert [slip.replaced_at is None for slip in guardian.slips.order_by("pk")] == [False, True]
    assert User.objects.dormant().count() == 1


def test_who_is_barred_from_every_child_gets_none_and_is_not_listed():
    guardian = create_guardian(link={"is_barred": True})
    office = user_with(Role.SCHOOL_ADMIN, school=guardian.school)
    assert issue(guardians=[guardian.pk], by=office) == []
    assert list(guardians_for_slips(office, guardian.school, now=NOW)) == []


def test_a_slip_names_only_the_children_from_whom_the_guardian_is_not_barred():
    guardian = create_guardian()
    create_link(guardian, create_student(school=guardian.school), is_barred=True)
    issued = print_slip(guardian)
    assert [link.student for link in issued.guardian.own] == [guardian.students.get(guardianships__is_barred=False)]


def test_staff_whose_account_a_slip_must_not_open_get_none():
    guardian = create_guardian()
    guardian.user = user_with(Role.TEACHER, school=guardian.school)
    guardian.save()
    office = user_with(Role.SCHOOL_ADMIN, school=guardian.school)
    assert issue(guardians=[guardian.pk], by=office) == []


def test_a_guardian_moves_through_the_states():
    guardian = create_guardian()
    assert state_of(guardian) == State.NONE
    print_slip(guardian, now=NOW)
    assert state_of(guardian, NOW + timedelta(days=13)) == State.OPEN
    assert state_of(guardian, NOW + timedelta(days=14)) == State.EXPIRED
    activate(guardian)
    assert state_of(guardian) == State.ACTIVE


def test_a_teacher_who_is_linked_has_an_account_in_use():
    guardian = create_guardian(user=create_post(role=Role.TEACHER, user=create_user()).user)
    assert state_of(guardian) == State.ACTIVE


def printed(school, guardians):
    office = user_with(Role.SCHOOL_ADMIN, school=school)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        begun = time.process_time()
        issued = issue(guardians=[guardian.pk for guardian in guardians], by=office)
        for each in issued:
            qr.svg_data_uri(f"https://gongyu.school.example/start/#{each.username}/{each.code}")
    return issued, len(queries), time.process_time() - begun


def test_ninety_slips_cost_as_many_statements_as_one_and_less_than_a_second():
    school_class = create_class()
    guardians = [create_guardian(student=create_student(school_class=school_class)) for _ in range(91)]
    _one, few, _seconds = printed(school_class.school, guardians[:1])
    issued, many, seconds = printed(school_class.school, guardians[1:])
    assert len({each.code for each in issued}) == len({each.username for each in issued}) == 90
    assert (many, seconds < 1) == (few, True)


def test_three_children_make_one_slip():
    guardian = create_guardian()
    for _ in range(2):
        create_link(guardian, create_student(school=guardian.school))
    assert len(print_slip(guardian).guardian.own) == Guardianship.objects.count() == 3
