"""The pages of what was handed in: the own list, one observation, its photos; who may do what there."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from accounts.roles import Role
from accounts.tests.factories import create_post, user_with
from observations.models import Photo
from observations.tests.factories import DAY, create_observation
from observations.tests.scenes import CONTENT
from registry.tests.factories import create_class, create_teacher
from sheets.models import Purpose, ScoreSheet

pytestmark = pytest.mark.django_db
LIST = reverse("observations:observation_list")
STATEMENTS = 8  # of the list; those of the page around it included


@pytest.fixture
def one():
    one = create_observation(notes="quiet class", shortcomings="too fast")
    create_post(role=Role.ACADEMIC_DIRECTOR, user=one.observer, school=one.school)
    create_post(role=Role.TEACHER, user=one.person, school=one.school)
    return one


def url(one, name="detail"):
    return reverse(f"observations:observation_{name}", args=[one.public_id])


def add_photo(one) -> Photo:
    content = ContentFile(b"\xff\xd8\xff", name="a.jpg")
    return Photo.objects.create(school=one.school, observation=one, draft_id=uuid4(), file=content, width=1, height=1)


def test_the_list_shows_ones_own_and_not_those_of_others(client, one):
    create_observation(school=one.school, on=DAY + timedelta(days=3))
    client.force_login(one.observer)
    assert list(client.get(LIST).context["page"]) == [one]


def test_the_list_costs_the_same_for_one_and_for_many(client, one, django_assert_num_queries):
    client.force_login(one.observer)
    client.get(LIST)
    with django_assert_num_queries(STATEMENTS):
        client.get(LIST)
    for days in range(1, 9):
        create_observation(
            school=one.school,
            observer=one.observer,
            school_class=create_class(school=one.school),
            on=DAY + timedelta(days=days),
        )
    with django_assert_num_queries(STATEMENTS):
        client.get(LIST)


def test_observer_observed_and_leaders_read_it(client, one):
    for reader in (one.observer, one.person, user_with(Role.PRINCIPAL, school=one.school)):
        client.force_login(reader)
        assert "too fast" in client.get(url(one)).content.decode()


def test_colleagues_and_other_schools_find_nothing_and_parents_are_shut_out(client, one):
    colleague = create_teacher(school=one.school).user
    create_post(role=Role.TEACHER, user=colleague, school=one.school)
    outsiders = {colleague: 404, user_with(Role.PRINCIPAL): 404, user_with(Role.PARENT, school=one.school): 403}
    photo = reverse("observations:photo_show", args=[add_photo(one).public_id])
    for reader, status in outsiders.items():
        client.force_login(reader)
        assert [client.get(page).status_code for page in (url(one), photo)] == [status, status]


def test_a_photo_is_sent_to_a_reader_and_kept_by_no_browser(client, one):
    client.force_login(one.person)
    response = client.get(reverse("observations:photo_show", args=[add_photo(one).public_id]))
    assert (response["Content-Type"], response["Cache-Control"]) == ("image/jpeg", "no-store")
    assert response["X-Content-Type-Options"] == "nosniff"


def test_a_photo_has_no_address_of_its_own(client, one):
    assert client.get(f"/media/{add_photo(one).file.name}").status_code == 404
    assert client.get(f"/static/{add_photo(one).file.name}").status_code == 404


def test_the_scores_stand_with_their_criteria(client, one):
    one.sheet = ScoreSheet.objects.create(
        school=one.school, purpose=Purpose.OBSERVATION, code="own", name="Lesson", content=CONTENT
    )
    one.scores, one.points, one.grade = {"goals": "30", "remark": "fine"}, 30, "failed"
    one.save()
    client.force_login(one.person)
    context = client.get(url(one)).context
    assert [(line.name, line.value) for line in context["criteria"]] == [("Goals", "30"), ("Remark", "fine")]
    assert context["grade"] == "Not passed"


def test_the_observed_teacher_says_that_it_was_talked_over(client, one):
    client.force_login(one.person)
    assert client.post(url(one, "talk"), {"at": "2026-10-09T10:00"}).status_code == 302
    one.refresh_from_db()
    assert one.feedback_by == one.person


def test_a_refusal_is_said_on_the_page(client, one):
    client.force_login(one.observer)
    response = client.post(url(one, "talk"), {"at": "2026-10-08T10:00"})
    assert "talk-before-lesson" not in response.content.decode()
    assert response.context["form"].non_field_errors()


def test_only_the_observer_may_withdraw(client, one):
    client.force_login(one.person)
    assert client.post(url(one, "withdraw"), {"why": "mine"}).context["form"].non_field_errors()
    client.force_login(one.observer)
    assert client.post(url(one, "withdraw"), {"why": "wrong class"}).status_code == 302
    one.refresh_from_db()
    assert one.withdrawn_why == "wrong class"
