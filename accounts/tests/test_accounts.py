"""Opening accounts, codes, locks: what the services do and refuse."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.utils import timezone

from accounts import services
from accounts.models import AccessRecord, Post, User
from accounts.roles import Role
from accounts.rules import kinds_of_characters
from accounts.services.codes import make_code
from accounts.tests.factories import create_post, create_user, user_with
from schools.tests.factories import create_school

pytestmark = pytest.mark.django_db


def notes() -> list[tuple[str, str]]:
    """Give what the log says about accounts, as (what, user name of who did it)."""
    return list(AccessRecord.objects.filter(action="account").order_by("pk").values_list("what", "username"))


def test_opening_gives_a_code_that_signs_in_a_post_and_notes_in_the_log():
    admin, school = user_with(Role.SECURITY_ADMIN), create_school()
    user, code = services.open_account(name="张伟", role=Role.SCHOOL_ADMIN, school=school, by=admin)
    assert user.check_password(code)
    assert user.must_change_password
    assert list(user.posts.values_list("role", "school")) == [(Role.SCHOOL_ADMIN, school.pk)]
    wanted = ["account_opened", "post_given", "code_issued"]
    assert notes() == [(what, admin.username) for what in wanted]


@pytest.mark.parametrize(
    ("name", "username"),
    [("张伟", "zhangwei"), ("欧阳·娜娜", "ouyangnana"), ("Li Lei", "lilei"), ("吕绿", "lvlv"), ("★", "user")],
)
def test_the_user_name_is_the_pinyin_of_the_name(name, username):
    assert services.create_dormant_account(name=name).username == username


def test_user_names_are_numbered_when_taken_before_or_in_the_same_list():
    create_user(username="zhangwei")
    create_user(username="zhangwei3")
    users = services.create_dormant_accounts(["张伟", "张薇", "李雷"])
    assert [user.username for user in users] == ["zhangwei2", "zhangwei4", "lilei"]


def test_a_wished_user_name_that_is_taken_is_refused():
    create_user(username="zhangwei")
    with pytest.raises(services.UsernameTaken):
        services.open_account(name="张伟", username="ZhangWei", role=Role.AUDITOR, by=None)


@pytest.mark.parametrize("number", [1, 50])
def test_dormant_accounts_cost_the_same_number_of_queries(number, django_assert_num_queries):
    with django_assert_num_queries(5):  # savepoint, lock, taken names, insert, release
        services.create_dormant_accounts([f"教师{'甲' * (i % 7)}" for i in range(number)])
    assert User.objects.dormant().count() == number


def test_codes_pass_our_own_password_rules_and_differ():
    codes = {make_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(kinds_of_characters(code) == 4 and not set(code) & set("0O1lIi") for code in codes)


def test_a_school_administrator_opens_accounts_of_the_own_school_only():
    admin = user_with(Role.SCHOOL_ADMIN)
    with pytest.raises(services.PostNotGivable):
        services.open_account(name="张伟", role=Role.TEACHER, school=create_school(), by=admin)
    with pytest.raises(services.PostNotGivable):
        services.open_account(name="张伟", role=Role.AUDITOR, by=admin)
    with pytest.raises(services.PostNotGivable):
        services.open_account(name="张伟", by=admin)


@pytest.mark.parametrize(
    "service", [services.issue_code, services.lock, services.unlock, services.remove_second_factor]
)
def test_nobody_decides_on_the_own_account(service):
    admin = user_with(Role.SECURITY_ADMIN)
    with pytest.raises(services.OwnAccount):
        service(user=admin, by=admin)


@pytest.mark.parametrize("elsewhere", [Role.TEACHER, Role.SECURITY_ADMIN, Role.AUDITOR])
def test_a_school_issues_no_code_to_who_works_elsewhere_too(elsewhere):
    school = create_school()
    admin, colleague = user_with(Role.SCHOOL_ADMIN, school=school), user_with(Role.TEACHER, school=school)
    create_post(role=elsewhere, user=colleague)
    with pytest.raises(services.AccountNotManaged):
        services.issue_code(user=colleague, by=admin)


def test_a_school_issues_codes_to_its_own_people():
    school = create_school()
    admin, colleague = user_with(Role.SCHOOL_ADMIN, school=school), user_with(Role.TEACHER, school=school)
    assert colleague.check_password(services.issue_code(user=colleague, by=admin))


def test_a_teacher_issues_no_codes():
    with pytest.raises(services.AccountNotManaged):
        services.issue_code(user=create_user(), by=user_with(Role.TEACHER))


def test_locking_ends_the_session_at_once(client):
    user = create_user()
    client.force_login(user)
    services.lock(user=user, by=user_with(Role.SECURITY_ADMIN))
    assert client.get("/me/").status_code == 302
    assert notes()[-1][0] == "account_locked"


def test_removing_the_second_factor_takes_the_recovery_codes_too():
    user = create_user()
    for kind in (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES):
        Authenticator.objects.create(user=user, type=kind, data={})
    services.remove_second_factor(user=user, by=user_with(Role.SECURITY_ADMIN))
    assert not user.authenticator_set.exists()


def test_unused_accounts_are_those_that_could_have_been_used():
    now = timezone.now()
    stale = create_user(last_login=now - timedelta(days=91))
    never = create_user()
    dormant, locked = create_user(password=None), create_user(is_active=False)
    create_user(last_login=now - timedelta(days=89))
    User.objects.filter(pk__in=[never.pk, dormant.pk, locked.pk]).update(created_at=now - timedelta(days=91))
    assert set(User.objects.unused_since(now - timedelta(days=90))) == {stale, never}


def test_posts_of_the_own_person_cannot_be_changed():
    admin = user_with(Role.SCHOOL_ADMIN)
    post = Post.objects.get(user=admin)
    with pytest.raises(services.OwnAccount):
        services.give_post(user=admin, role=Role.PRINCIPAL, school=post.school, by=admin)
    with pytest.raises(services.OwnAccount):
        services.end_post(post=post, by=admin)
