"""Pages about accounts: who opens them, whose accounts they show, what they do."""

import pytest
from django.urls import reverse

from accounts.models import Post, User
from accounts.roles import Role
from accounts.tests.factories import create_post, create_user, user_with
from schools.tests.factories import create_school

pytestmark = pytest.mark.django_db
OTHER_ROLES = [Role.SYSTEM_ADMIN, Role.AUDITOR, Role.PRINCIPAL, Role.TEACHER, Role.PARENT]
LIST, OPEN = reverse("accounts:account_list"), reverse("accounts:account_open")


@pytest.fixture
def school():
    return create_school()


@pytest.fixture
def colleague(school):
    return user_with(Role.TEACHER, school=school)


@pytest.fixture
def school_admin(client, school):
    admin = user_with(Role.SCHOOL_ADMIN, school=school)
    client.force_login(admin)
    return admin


@pytest.fixture
def security_admin(client):
    admin = user_with(Role.SECURITY_ADMIN)
    client.force_login(admin)
    return admin


def pages_of(account) -> list[tuple[str, str]]:
    """Give method and address of every page about one account."""
    one = [account.public_id]
    posts = [reverse(f"accounts:{name}", args=one) for name in ("account_code", "account_lock", "account_unlock")]
    posts.append(reverse("accounts:second_factor_remove", args=one))
    posts.append(reverse("accounts:post_end", args=[account.posts.first().public_id]))
    gets = [reverse("accounts:account_detail", args=one), reverse("accounts:post_give", args=one)]
    return [("get", url) for url in gets] + [("post", url) for url in posts]


@pytest.mark.parametrize("role", OTHER_ROLES)
def test_other_roles_open_none_of_these_pages(client, colleague, role):
    client.force_login(user_with(role))
    for method, url in [("get", LIST), ("get", OPEN), *pages_of(colleague)]:
        assert getattr(client, method)(url).status_code == 403, url


def test_signed_out_all_of_them_lead_to_sign_in(client, colleague):
    for method, url in [("get", LIST), ("get", OPEN), *pages_of(colleague)]:
        assert getattr(client, method)(url).url.startswith(reverse("account_login")), url


def test_accounts_of_another_school_are_not_found(client, school_admin):
    stranger = user_with(Role.TEACHER)
    for method, url in pages_of(stranger):
        assert getattr(client, method)(url).status_code == 404, url
    stranger.refresh_from_db()
    assert stranger.is_active
    assert stranger.posts.get().to_on is None


def test_what_changes_something_is_not_opened_by_a_link(client, school_admin, colleague):
    for method, url in pages_of(colleague):
        assert method == "get" or client.get(url).status_code == 405


def test_the_list_of_a_school_shows_its_own_people_only(client, school_admin, colleague):
    user_with(Role.TEACHER)
    assert set(client.get(LIST).context["page"]) == {school_admin, colleague}


def test_the_list_shows_a_school_no_posts_of_elsewhere(client, school_admin, colleague):
    create_post(role=Role.PRINCIPAL, user=colleague)
    (row,) = [user for user in client.get(LIST).context["page"] if user == colleague]
    assert [post.role for post in row.held_posts] == [Role.TEACHER]


def test_the_security_administrator_sees_all_accounts(client, security_admin, colleague):
    other = create_user()
    assert set(client.get(LIST).context["page"]) == {security_admin, colleague, other}


def test_the_list_is_narrowed_by_name_role_and_state(client, security_admin, school):
    locked = create_user(username="lilei", name="李雷", is_active=False)
    dormant = create_user(password=None)
    principal = user_with(Role.PRINCIPAL, school=school)
    for query, wanted in [
        ({"q": "雷"}, [locked]),
        ({"q": "LILEI"}, [locked]),
        ({"state": "locked"}, [locked]),
        ({"state": "dormant"}, [dormant]),
        ({"state": "unused"}, []),
        ({"role": "principal"}, [principal]),
    ]:
        assert list(client.get(LIST, query).context["page"]) == wanted, query


def test_the_list_costs_the_same_for_one_or_forty_people(client, school_admin, school, django_assert_num_queries):
    for _ in range(40):
        user_with(Role.TEACHER, school=school)
    client.get(LIST)  # the first request of a session writes it
    with django_assert_num_queries(8):
        assert len(client.get(LIST).context["page"]) == 41


def test_htmx_gets_the_rows_only(client, school_admin):
    response = client.get(LIST, headers={"HX-Request": "true"})
    assert next(template.name for template in response.templates) == "accounts/_account_rows.html"


def test_opening_shows_the_code_once_and_it_opens_the_account(client, school_admin):
    response = client.post(OPEN, {"name": "张伟", "username": "", "role": Role.TEACHER})
    account = User.objects.get(name="张伟")
    assert account.check_password(response.context["code"])
    assert "no-store" in response.headers["Cache-Control"]
    detail = client.get(reverse("accounts:account_detail", args=[account.public_id]))
    assert response.context["code"] not in detail.content.decode()


def test_a_school_administrator_cannot_open_a_platform_account(client, school_admin):
    response = client.post(OPEN, {"name": "张伟", "role": Role.AUDITOR})
    assert response.context["form"].has_error("role", "invalid_choice")


def test_the_security_administrator_opens_the_account_of_a_schools_administrator(client, security_admin, school):
    client.post(f"{OPEN}?school={school.public_id}", {"name": "张伟", "role": Role.SCHOOL_ADMIN})
    assert Post.objects.get(user__name="张伟").school == school


def test_a_taken_user_name_is_said_at_its_field(client, school_admin, colleague):
    response = client.post(OPEN, {"name": "张伟", "username": colleague.username, "role": Role.TEACHER})
    assert response.context["form"].has_error("username")


def test_a_code_lock_and_unlock_by_page(client, school_admin, colleague):
    address = {name: reverse(f"accounts:{name}", args=[colleague.public_id]) for name in (
        "account_code", "account_lock", "account_unlock",
    )}  # fmt: skip
    code = client.post(address["account_code"]).context["code"]
    client.post(address["account_lock"])
    colleague.refresh_from_db()
    assert (colleague.check_password(code), colleague.is_active) == (True, False)
    client.post(address["account_unlock"])
    colleague.refresh_from_db()
    assert colleague.is_active


def test_ones_own_account_is_shown_but_nothing_is_offered_or_done(client, school_admin):
    detail = client.get(reverse("accounts:account_detail", args=[school_admin.public_id]))
    assert detail.context["is_own"]
    assert reverse("accounts:account_code", args=[school_admin.public_id]) not in detail.content.decode()
    for _method, url in pages_of(school_admin)[2:]:
        client.post(url)
    school_admin.refresh_from_db()
    assert school_admin.is_active
    assert school_admin.posts.get().to_on is None


def test_ending_a_post_by_page(client, school_admin, colleague):
    post = colleague.posts.get()
    client.post(reverse("accounts:post_end", args=[post.public_id]))
    post.refresh_from_db()
    assert post.to_on is not None
