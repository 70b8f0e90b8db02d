"""What stands around every page."""

from django.urls import reverse

from accounts.roles import Role
from accounts.tests.factories import create_post, create_user, user_with
from notices.models import Notice
from schools.tests.factories import create_school, create_term

HOME = reverse("dashboards:home")


def test_the_school_switch_offers_the_schools_of_ones_posts_when_there_are_several(client, db):
    user = user_with(Role.PRINCIPAL)
    client.force_login(user)
    assert b'id="switch-school"' not in client.get(HOME).content

    second = create_post(role=Role.TEACHER, user=user).school
    stranger = create_school()
    html = client.get(HOME).content.decode()
    assert f'value="{second.public_id}"' in html
    assert str(stranger.public_id) not in html


def test_the_term_switch_marks_the_term_one_works_in(client, db):
    user = user_with(Role.PRINCIPAL)
    school = user.posts.get().school
    old, new = create_term(school=school, school_year=2024), create_term(school=school, school_year=2025)
    client.force_login(user)
    client.post(reverse("schools:switch_term"), {"term": old.pk})
    html = client.get(HOME).content.decode()
    assert f'<option value="{old.pk}" selected>' in html
    assert f'<option value="{new.pk}" >' in html


def test_the_bell_counts_ones_own_unread_messages(client, db):
    user = user_with(Role.TEACHER)
    for number, recipient in enumerate([user, user, create_user()]):
        Notice.objects.create(recipient=recipient, subject="x", dedupe=str(number))
    client.force_login(user)
    assert client.get(HOME).context["shell"].unread == 2


def test_a_signed_out_page_has_no_menu_and_asks_nothing_of_the_database(client, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/nowhere/")
    assert b'id="menu"' not in response.content


def test_the_page_says_which_language_it_is_in(client, db):
    client.force_login(create_user(language="en"))
    assert b'<html lang="en">' in client.get(HOME).content
    client.force_login(create_user(language="zh-hans"))
    assert b'<html lang="zh-hans">' in client.get(HOME).content
