"""The menu shows what the roles open, and nothing else."""

import pytest
from django.urls import resolve, reverse

from accounts.roles import ROLES, Role
from accounts.tests.factories import create_user, user_with
from core.access import SIGNED_IN
from dashboards.menu import MENU, menu_for

ENTRIES = [entry for _, entries in MENU for entry in entries]


def urls_of(user, school=None, path="/"):
    return {link.url for area in menu_for(user, school=school, path=path) for link in area.links}


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.url_name)
def test_every_entry_leads_somewhere_and_asks_what_its_page_asks(entry):
    mark = resolve(reverse(entry.url_name)).func.access_mark
    assert mark == SIGNED_IN or set(mark) == set(entry.permissions)


@pytest.mark.parametrize("role", Role)
@pytest.mark.django_db
def test_nobody_is_led_to_a_closed_door(client, role):
    user = user_with(role)
    school = user.posts.get().school
    client.force_login(user)
    statuses = {url: client.get(url).status_code for url in urls_of(user, school)}
    assert set(statuses.values()) == {200}, statuses


@pytest.mark.django_db
def test_the_three_administrators_see_their_own_areas_only():
    common = {reverse("dashboards:home"), reverse("notices:inbox")}
    seen = {role: urls_of(user_with(role)) - common for role in Role if ROLES[role].scope == "platform"}
    assert seen == {
        Role.SYSTEM_ADMIN: {reverse("schools:school_list"), reverse("jobs:job_trouble")},
        Role.SECURITY_ADMIN: {reverse("accounts:account_list")},
        Role.AUDITOR: {reverse("accounts:access_log")},
    }


@pytest.mark.django_db
def test_a_post_in_one_school_opens_nothing_in_another():
    principal, elsewhere = user_with(Role.PRINCIPAL), user_with(Role.PARENT).posts.get().school
    assert reverse("registry:student_list") not in urls_of(principal, elsewhere)


@pytest.mark.django_db
def test_the_longest_address_that_fits_is_the_present_page():
    user = user_with(Role.SCHOOL_ADMIN)
    path = reverse("registry:student_list") + "new/"
    areas = menu_for(user, school=user.posts.get().school, path=path)
    current = [link.url for area in areas for link in area.links if link.is_current]
    assert current == [reverse("registry:student_list")]


@pytest.mark.django_db
def test_without_a_post_there_are_home_and_inbox():
    assert urls_of(create_user()) == {reverse("dashboards:home"), reverse("notices:inbox")}
