"""Reading what was observed: who reads what (L-13), receipt, answer, the word to the office (C2.2.4), several observers."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from core.refusals import Refused
from observations import messages
from observations.models import Observation, OfficeFeedback, Photo
from observations.selectors import observed
from observations.selectors.assessments import results
from observations.services import reading as services
from observations.tests.observed import MONDAY, observe, observe_often, observing, scored

pytestmark = pytest.mark.django_db
LIST, MINE = reverse("observations:observed_list"), reverse("observations:observed_mine")
EN = {"headers": {"accept-language": "en"}}


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *args: MONDAY + timedelta(days=14))


@pytest.fixture
def small():
    return observing("C3")


def page(observation, name="detail") -> str:
    return reverse(f"observations:observation_{name}", args=[observation.public_id])


def test_scores_are_read_by_the_two_of_the_lesson_the_own_head_and_the_leaders_only(client, small):
    lesson = scored(small, small.b1, small.a1, "87.5")
    readers = {"b1": 200, "a1": 200, "h1": 200, "vice": 200, "clerk": 200, "a2": 404, "h2": 404}
    for name, status in readers.items():
        client.force_login(small.people[name])
        response = client.get(page(lesson))
        assert response.status_code == status, name
        assert ("87.5" in response.content.decode()) == (status == 200), name


def test_the_grade_is_read_in_words_and_the_two_of_the_lesson_say_when_it_was_talked_over(client, small):
    lesson = scored(small, small.b1, small.a1, "88", talked_over=False)
    talk = page(lesson, "talk")
    for name, may in (("a1", True), ("b1", True), ("h1", False)):
        client.force_login(small.people[name])
        text = client.get(page(lesson), **EN).content.decode()
        assert "88 / 100 · Good" in text
        assert (talk in text) is may, name


def test_one_address_shows_each_reader_what_is_his(client, small):
    """The teacher answers, the observer mends, withdraws and tells the office, a head only reads; a notice leads there."""
    lesson = observe(small, small.b1, small.a1, talked_over=False)
    photo = ContentFile(b"\xff\xd8\xff", name="a.jpg")
    Photo.objects.create(school=small.school, observation=lesson, draft_id=uuid4(), file=photo, width=1, height=1)
    expected = {"b1": {"mend", "withdraw", "talk", "tell"}, "a1": {"talk", "answer"}, "h1": set(), "vice": set()}
    for who, ways in expected.items():
        client.force_login(small.people[who])
        text = client.get(messages.sent(lesson)["url"]).content.decode()
        assert {way for way in ("mend", "withdraw", "talk", "tell", "answer") if page(lesson, way) in text} == ways, who
        assert "observed-photos" in text, who


def test_opening_it_is_a_receipt_of_the_observed_teacher_and_of_nobody_else(client, small):
    lesson = observe(small, small.b1, small.a1)
    for user in (small.h1, small.b1):
        client.force_login(user)
        client.get(page(lesson))
    lesson.refresh_from_db()
    assert lesson.read_at is None
    client.force_login(small.a1)
    client.get(page(lesson))
    lesson.refresh_from_db()
    first = lesson.read_at
    client.get(page(lesson))
    lesson.refresh_from_db()
    assert first
    assert lesson.read_at == first


def test_the_teacher_answers_once(client, small):
    lesson = observe(small, small.b1, small.a1)
    client.force_login(small.a1)
    client.post(page(lesson, "answer"), {"answer": "  Thank you. "})
    client.post(page(lesson, "answer"), {"answer": "Again."})
    lesson.refresh_from_db()
    assert lesson.answer == "Thank you."
    assert lesson.answered_at


@pytest.mark.parametrize(("who", "text", "code"), [("b1", "Hm.", "not-yours"), ("a1", " ", "no-answer")])
def test_an_answer_needs_words_and_the_right_person(small, who, text, code):
    lesson = observe(small, small.b1, small.a1)
    with pytest.raises(Refused, match=code):
        services.answer(observation=lesson, text=text, by=small.people[who])


def test_the_office_is_told_by_the_observer_and_notes_that_it_has_read(client, small):
    lesson = observe(small, small.h1, small.a1)
    client.force_login(small.h1)
    client.post(page(lesson, "tell"), {"text": "Needs a projector."})
    client.force_login(small.clerk)
    assert "Needs a projector." in client.get(page(lesson)).content.decode()
    client.post(page(lesson, "office"))
    feedback = OfficeFeedback.objects.get()
    assert (feedback.given_by, feedback.read_by) == (small.h1, small.clerk)


def test_what_the_office_is_told_is_not_shown_to_the_teacher(client, small):
    lesson = observe(small, small.h1, small.a1)
    services.tell_office(observation=lesson, text="Needs a projector.", by=small.h1)
    client.force_login(small.a1)
    assert "Needs a projector." not in client.get(page(lesson)).content.decode()
    assert client.post(page(lesson, "office")).status_code == 403


def test_nobody_of_the_office_confirms_the_own_words(small):
    feedback = services.tell_office(observation=observe(small, small.clerk, small.a1), text="Good.", by=small.clerk)
    with pytest.raises(Refused, match="own"):
        services.read_by_office(feedback=feedback, by=small.clerk)


def test_several_observers_give_a_mean_with_or_without_highest_and_lowest(small):
    marks = {"b1": "60", "b2": "80", "h1": "85", "vice": "90"}
    lessons = [scored(small, small.people[name], small.a1, points) for name, points in marks.items()]
    assert observed.reading(lessons[0], user=small.a1).mean == Decimal("78.75")
    assert observed.reading(lessons[0], user=small.a1, drops_extremes=True).mean == Decimal("82.50")
    assert observed.reading(lessons[0], user=small.b1).mean is None  # reads the own only
    assert observed.reading(lessons[0], user=small.b1).others == []


def test_an_assessment_is_the_mean_of_its_lessons_and_seen_within_ones_reach(client, small):
    kind = {"kind": Observation.Kind.ASSESSMENT}
    scored(small, small.vice, small.a1, "80", **kind)
    scored(small, small.director, small.a1, "90", **kind)
    scored(small, small.vice, small.a1, "95", period=2, **kind)
    scored(small, small.vice, small.b1, "70", period=3, **kind)
    scored(small, small.vice, small.b1, "10", period=4)  # an ordinary lesson

    def seen(user):
        return [(each.name, each.lessons, each.points) for each in results(small.school, small.term, user=user)]

    a1, b1 = ("a1", 2, Decimal("90.00")), ("b1", 1, Decimal("70.00"))
    assert seen(small.principal) == [a1, b1]
    assert seen(small.a1) == seen(small.h1) == [a1]
    assert seen(small.c1) == []
    client.force_login(small.a1)
    assert "b1" not in strip_tags(client.get(reverse("observations:assessment_list")).content.decode())


def test_my_lessons_and_all_that_i_may_read_are_two_lists(client, small):
    mine, other, own = (
        observe(small, small.b1, small.h1),
        observe(small, small.b1, small.a1, period=2),
        observe(small, small.h1, small.b2, period=3),
    )
    observe(small, small.a1, small.c1, period=4)
    client.force_login(small.h1)
    assert list(client.get(MINE).context["page"].object_list) == [mine]
    assert set(client.get(LIST).context["page"].object_list) == {mine, other, own}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ({"q": "a1"}, {1}),
        ({"q": "b1"}, {1, 2}),
        ({"kind": "open"}, {2}),
        ({"state": "waiting"}, {3}),
        ({"state": "counting"}, {1, 2}),
        ({"from_on": "2026-10-13"}, {3}),
        ({"to_on": "2026-10-12"}, {1, 2}),
        ({"kind": "nonsense", "from_on": "yesterday"}, {1, 2, 3}),
    ],
)
def test_the_list_is_narrowed_by_teacher_observer_occasion_state_and_days(client, small, words, expected):
    observe(small, small.b1, small.a1, period=1)
    observe(small, small.b1, small.a2, period=2, kind="open")
    observe(small, small.b2, small.a3, period=3, on=MONDAY + timedelta(days=1), talked_over=False)
    client.force_login(small.clerk)
    assert {each.period for each in client.get(LIST, words).context["page"].object_list} == expected


@pytest.mark.parametrize("number", [2, 20])
def test_the_list_costs_the_same_for_few_and_for_many(client, django_assert_num_queries, small, number):
    observe_often(small, small.b1, small.a1, number)
    client.force_login(small.clerk)
    client.get(LIST)
    with django_assert_num_queries(11):
        client.get(LIST)
