"""Lists that look alike."""

import pytest

from accounts.models import User
from accounts.tests.factories import create_user
from core.listing import listed

SORTS = {"name": ("name", "username"), "username": "username", "newest": "-created_at"}


@pytest.fixture
def people(db):
    return [create_user(username=f"u{n}", name=name) for n, name in enumerate(["B", "A", "C", "A"])]


def page_of(rf, query="", **options):
    options = {"sorts": SORTS, "default": "name", **options}
    return listed(rf.get(f"/?{query}"), User.objects.all(), **options)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["u1", "u3", "u0", "u2"]),
        ("sort=-name", ["u2", "u0", "u3", "u1"]),
        ("sort=username", ["u0", "u1", "u2", "u3"]),
        ("sort=password", ["u1", "u3", "u0", "u2"]),
        ("sort=-newest", ["u0", "u1", "u2", "u3"]),
    ],
)
def test_the_address_says_the_order_and_unknown_words_give_the_default(rf, people, query, expected):
    assert [user.username for user in page_of(rf, query)] == expected


def test_a_default_may_run_downwards(rf, people):
    page = page_of(rf, default="-username")
    assert (page[0].username, page.sort, page.is_descending) == ("u3", "username", True)


@pytest.mark.parametrize(("asked", "number"), [("2", 2), ("99", 2), ("x", 1), ("", 1)])
def test_a_page_out_of_range_gives_the_nearest_one(rf, people, asked, number):
    assert page_of(rf, f"page={asked}", per_page=3).number == number


def test_equal_rows_keep_their_place_over_pages(rf, people):
    User.objects.update(name="same")
    sorts = {"name": "name"}
    seen = [u.pk for n in (1, 2) for u in page_of(rf, f"page={n}", sorts=sorts, per_page=2)]
    assert seen == sorted(user.pk for user in people)


def test_a_list_costs_one_count_and_one_page(rf, people, django_assert_num_queries):
    with django_assert_num_queries(2):
        list(page_of(rf))
