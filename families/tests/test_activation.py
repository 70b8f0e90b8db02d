"""Coming in with a slip: new account, own account, lost password; and what one school's slip does not open."""

from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import AccessRecord, Post, User
from accounts.roles import Role
from accounts.tests.factories import PASSWORD, create_user, user_with
from core.refusals import Refused
from families.models import Slip
from families.selectors import children_of
from families.services import activation
from families.tests.factories import activate, create_link, print_slip
from registry.models import Guardianship
from registry.tests.factories import create_guardian, create_student
from schools.tests.factories import create_school

NEW = "Harvest-Moon-9"


def slip_for(guardian, **options) -> Slip:
    issued = print_slip(guardian, **options)
    return activation.find(username=issued.username, code=issued.code, now=options.get("now"))


def schools_as_parent(user) -> set[int]:
    return set(
        Post.objects.held_on(timezone.localdate()).filter(user=user, role=Role.PARENT).values_list("school", flat=True)
    )


def reason_of(act, **arguments) -> str:
    with pytest.raises(Refused) as refused:
        act(**arguments)
    return refused.value.reason


@pytest.mark.django_db
class TestEntering:
    def test_name_and_code_find_the_slip_in_any_case(self):
        issued = print_slip(create_guardian(name="张大山"))
        assert activation.find(username=" ZhangDaShan ", code=issued.code.lower()) == Slip.objects.get()

    def test_a_wrong_code_and_the_name_of_somebody_else_are_refused_alike(self):
        issued = print_slip(create_guardian())
        other = print_slip(create_guardian())
        assert reason_of(activation.find, username=issued.username, code="Kfh4-Wpt9-Ymc2") == "wrong"
        assert reason_of(activation.find, username=other.username, code=issued.code) == "wrong"
        assert reason_of(activation.find, username="nobody", code=issued.code) == "wrong"

    def test_an_expired_a_replaced_and_a_used_slip_say_so(self):
        guardian, then = create_guardian(), datetime(2026, 11, 1, tzinfo=UTC)
        first = print_slip(guardian, now=then)
        words = {"username": first.username, "code": first.code}
        late = then + timedelta(days=14)
        assert reason_of(activation.find, **words, now=late) == "expired"
        second = print_slip(guardian)
        assert reason_of(activation.find, **words, now=then) == "replaced"
        slip = activation.find(username=second.username, code=second.code)
        activation.choose_password(slip=slip, password=NEW)
        assert reason_of(activation.find, username=second.username, code=second.code) == "used"

    def test_a_slip_of_a_guardian_who_was_barred_meanwhile_no_longer_holds(self):
        guardian = create_guardian()
        issued = print_slip(guardian)
        Guardianship.objects.update(is_barred=True)
        assert reason_of(activation.find, username=issued.username, code=issued.code) == "replaced"


@pytest.mark.django_db
class TestNewAccount:
    def test_a_password_opens_the_account_with_the_post_of_a_parent(self):
        guardian = create_guardian()
        user = activate(guardian, NEW)
        user.refresh_from_db()
        assert user.check_password(NEW)
        assert not user.must_change_password
        assert schools_as_parent(user) == {guardian.school_id}
        assert list(children_of(user)) == list(guardian.students.all())

    def test_it_is_noted_who_opened_it_and_where(self):
        user = activate(create_guardian())
        kept = AccessRecord.objects.filter(user=user).order_by("pk").values_list("what", "school", "record_id")
        school = user.guardians.get().school_id
        assert list(kept) == [("post_given", school, user.public_id), ("account_opened", school, user.public_id)]

    def test_two_grandparents_with_one_phone_number_have_an_account_each(self):
        student = create_student()
        grandparents = [create_guardian(student=student, phone="13900001111", relation=code) for code in ("61", "62")]
        users = [activate(guardian) for guardian in grandparents]
        assert users[0] != users[1]
        assert [list(children_of(user)) for user in users] == [[student], [student]]

    def test_a_locked_account_stays_locked(self):
        slip = slip_for(create_guardian())
        User.objects.filter(pk=slip.guardian.user_id).update(is_active=False)
        assert reason_of(activation.choose_password, slip=slip, password=NEW) == "locked"


@pytest.mark.django_db
class TestOwnAccount:
    def test_a_teacher_links_the_slip_and_the_waiting_account_goes(self):
        guardian, teacher = create_guardian(), user_with(Role.TEACHER)
        slip = slip_for(guardian)
        waiting = slip.guardian.user
        activation.link(slip=slip, user=teacher)
        guardian.refresh_from_db()
        assert guardian.user == teacher
        assert guardian.school_id in schools_as_parent(teacher)
        assert not User.objects.filter(pk=waiting.pk).exists()

    def test_three_children_in_two_schools_in_one_account(self):
        guardian = create_guardian()
        create_link(guardian, create_student(school=guardian.school))
        user = activate(guardian)
        second = create_guardian(student=create_student(school=create_school()), name=guardian.name)
        activation.link(slip=slip_for(second), user=user)
        assert children_of(user).count() == 3
        assert schools_as_parent(user) == {guardian.school_id, second.school_id}

    def test_a_guardian_who_takes_another_account_leaves_the_former_one(self):
        guardian = create_guardian()
        former = activate(guardian)
        other = create_user()
        activation.link(slip=slip_for(guardian), user=other)
        assert list(children_of(former)) == []
        assert schools_as_parent(former) == set()
        assert User.objects.filter(pk=former.pk).exists()

    def test_a_parent_whose_post_was_ended_gets_it_back_with_a_new_slip(self):
        guardian = create_guardian()
        user = activate(guardian)
        Post.objects.filter(user=user).update(to_on=timezone.localdate())
        activation.link(slip=slip_for(guardian), user=user)
        assert schools_as_parent(user) == {guardian.school_id}


@pytest.mark.django_db
class TestLostPassword:
    def test_the_slip_sets_a_new_one_and_ends_a_lock(self):
        guardian = create_guardian()
        user = activate(guardian, PASSWORD)
        entered = activation.choose_password(slip=slip_for(guardian), password=NEW)
        user.refresh_from_db()
        assert (entered.user, entered.cut_schools) == (user, 0)
        assert user.check_password(NEW)

    def test_another_school_keeps_its_child_until_its_own_slip_is_entered(self):
        here, there = create_guardian(), create_guardian()
        user = activate(here)
        activation.link(slip=slip_for(there), user=user)
        waiting = print_slip(there)

        entered = activation.choose_password(slip=slip_for(here), password=NEW)
        there.refresh_from_db()
        assert (entered.cut_schools, there.user) == (1, None)
        assert list(children_of(user)) == list(here.students.all())
        assert schools_as_parent(user) == {here.school_id}
        assert reason_of(activation.find, username=waiting.username, code=waiting.code) == "replaced"

        activation.link(slip=slip_for(there), user=user)
        assert children_of(user).count() == 2
        assert schools_as_parent(user) == {here.school_id, there.school_id}

    @pytest.mark.parametrize("role", [Role.TEACHER, Role.SCHOOL_ADMIN, Role.AUDITOR, Role.CLASS_TEACHER])
    def test_the_account_of_staff_is_never_reset(self, role):
        guardian = create_guardian()
        slip = slip_for(guardian)
        elsewhere = None if role == Role.AUDITOR else create_school()
        guardian.user = user = user_with(role, school=elsewhere)
        guardian.save()
        assert not activation.may_set_password(activation.entered(slip.public_id))
        assert reason_of(activation.choose_password, slip=activation.entered(slip.public_id), password=NEW) == "staff"
        user.refresh_from_db()
        assert user.check_password(PASSWORD)

    def test_a_village_president_is_reset_by_the_own_school_and_by_no_other(self):
        here, there = create_guardian(), create_guardian()
        user = activate(here)
        activation.link(slip=slip_for(there), user=user)
        Post.objects.create(
            user=user, role=Role.SOCIETY_PRESIDENT, school=here.school, scope_id=1, from_on=timezone.localdate()
        )
        assert activation.may_set_password(slip_for(here))
        there.refresh_from_db()
        assert not activation.may_set_password(Slip(school=there.school, guardian=there))


@pytest.mark.django_db(transaction=True)
def test_of_two_who_use_a_slip_at_the_same_time_one_wins():
    slip, both, met = slip_for(create_guardian()), Barrier(2), []

    def use(password):
        both.wait()
        try:
            activation.choose_password(slip=activation.entered(slip.public_id), password=password)
            met.append(password)
        except Refused as refused:
            met.append(refused.reason)
        finally:
            connection.close()

    threads = [Thread(target=use, args=[password]) for password in ("Harvest-Moon-1", "Harvest-Moon-2")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (winner,) = [word for word in met if word != "used"]
    assert "used" in met
    assert User.objects.get(guardians__slips=slip).check_password(winner)
