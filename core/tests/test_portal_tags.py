"""Template components that every page uses."""

import pytest
from django.template import Context, Template
from django.utils import translation

from accounts.roles import Role
from accounts.tests.factories import create_user, user_with
from core.listing import listed
from schools.models import School
from schools.tests.factories import create_school


def rendered(source, rf, query="", **context):
    return Template(source).render(Context({"request": rf.get(f"/list/?{query}"), **context}))


@pytest.mark.parametrize(
    ("query", "link", "direction"),
    [
        ("q=zs&page=3", "?q=zs&amp;sort=name", None),
        ("sort=name", "?sort=-name", "ascending"),
        ("sort=-name&q=zs", "?q=zs&amp;sort=name", "descending"),
    ],
)
@pytest.mark.django_db
def test_a_header_sorts_turns_round_and_keeps_the_rest_of_the_address(rf, query, link, direction):
    sorts = {"code": "code", "name": "name"}
    page = listed(rf.get(f"/?{query}"), School.objects.all(), sorts=sorts, default="code")
    html = rendered("{% sort_header 'name' 'Name' %}", rf, query, page=page)
    assert f'href="{link}"' in html
    assert (f'aria-sort="{direction}"' in html) == bool(direction)
    assert ("aria-sort" in html) == bool(direction)


@pytest.mark.django_db
def test_the_pager_keeps_search_and_order(rf):
    for _ in range(3):
        create_school()
    request = rf.get("/list/?q=zs&sort=name&page=2")
    page = listed(request, School.objects.all(), sorts={"name": "name"}, default="name", per_page=1)
    html = rendered("{% include 'components/pager.html' %}", rf, "q=zs&sort=name&page=2", page=page)
    assert 'rel="prev" href="?q=zs&amp;sort=name&amp;page=1"' in html
    assert 'rel="next" href="?q=zs&amp;sort=name&amp;page=3"' in html


def test_a_query_word_can_be_changed_and_left_out(rf):
    assert rendered("{% with_query page=2 q=None %}", rf, "q=a&sort=b") == "?sort=b&amp;page=2"


def test_the_search_box_keeps_the_other_filters_but_not_the_page(rf):
    html = rendered("{% include 'components/search.html' %}", rf, "grade=3&q=zs&page=4")
    assert '<input type="hidden" name="grade" value="3">' in html
    assert 'value="zs"' in html
    assert 'name="page"' not in html


@pytest.mark.django_db
def test_may_asks_the_permission():
    source = "{% if user|may:'student_view' %}yes{% else %}no{% endif %}"
    users = user_with(Role.PRINCIPAL), user_with(Role.AUDITOR), create_user()
    assert [Template(source).render(Context({"user": u})) for u in users] == ["yes", "no", "no"]


def test_the_title_of_a_page_is_printed_twice_but_escaped_and_without_markup(rf):
    source = "{% extends 'base.html' %}{% block title %}<i>A</i> {{ name }}{% endblock %}"
    html = rendered(source, rf, name="<b>")
    assert "<title>A &lt;b&gt; ·" in html
    assert '<h1 class="page-title"><i>A</i> &lt;b&gt;</h1>' in html


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Places: A&lt;, B"), ("zh-hans", "Places：A&lt;、B")], ids=["English", "Chinese"]
)
def test_names_and_labels_stand_in_the_punctuation_of_the_language(rf, language, words):
    with translation.override(language):
        assert rendered("Places{% colon %}{{ places|in_words }}", rf, places=["A<", "B"]) == words
