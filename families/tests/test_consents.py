"""What families agree to: decided, changed, withdrawn with what rests on it, and asked again."""

import pytest
from django.urls import reverse

from core.refusals import Refused
from families import consequences, rules
from families.models import Consent
from families.selectors import consent_states, consents, unanswered, with_consent
from families.services.consents import decide
from families.tests.factories import create_link, give_consent, parent_of
from registry.models import Guardianship, Student
from registry.tests.factories import create_guardian, create_student

pytestmark = pytest.mark.django_db
ASK = reverse("families:consent_ask")


@pytest.fixture
def student():
    return create_student()


@pytest.fixture
def parent(student):
    return parent_of(student)


@pytest.fixture
def ended(monkeypatch):
    """What a withdrawal of the community's consent has ended, as an app above registers it."""
    kept = []
    known = consequences.Consequence(
        foretell=lambda student, guardian: [f"{student.name} leaves the community."],
        carry_out=lambda student, guardian, by: kept.append((student, guardian, by)),
    )
    monkeypatch.setitem(consequences._known, "community", [known])
    monkeypatch.setitem(consequences._known, "contact", [])
    return kept


def answers(student, **purposes) -> dict:
    return {f"{student.public_id}-{purpose}": answer for purpose, answer in purposes.items()}


def states(student) -> dict:
    return dict(Consent.objects.filter(student=student).values_list("purpose", "state"))


def test_both_answers_are_kept_with_the_version_that_was_read(client, parent, student):
    client.force_login(parent)
    response = client.post(ASK, {**answers(student, community="yes", contact="no"), "confirmed": "yes"})
    assert response.url == reverse("families:child_welcome")
    assert states(student) == {"community": "given", "contact": "refused"}
    assert set(Consent.objects.values_list("notice_version", flat=True)) == {rules.NOTICE_VERSION}


def test_nothing_is_chosen_beforehand_and_each_question_wants_an_answer(client, parent, student):
    client.force_login(parent)
    assert "checked" not in client.get(ASK).content.decode()
    response = client.post(ASK, answers(student, community="yes"))
    assert list(response.context["form"].errors) == [f"{student.public_id}-contact"]
    assert states(student) == {}


def test_a_first_no_is_saved_without_asking_when_nothing_rests_on_it(client, parent, student):
    client.force_login(parent)
    client.post(ASK, answers(student, community="no", contact="no"))
    assert states(student) == {"community": "refused", "contact": "refused"}


def test_withdrawing_shows_what_would_end_before_anything_ends(client, parent, student, ended):
    client.force_login(parent)
    client.post(ASK, answers(student, community="yes", contact="yes"))
    url = reverse("families:child_consents", args=[student.public_id])
    withdrawal = answers(student, community="no", contact="yes")

    response = client.post(url, withdrawal)
    assert f"{student.name} leaves the community." in response.content.decode()
    assert (states(student)["community"], ended) == ("given", [])

    response = client.post(url, {**withdrawal, "confirmed": "yes"})
    assert response.url == reverse("families:child_detail", args=[student.public_id])
    assert states(student)["community"] == "withdrawn"
    assert ended == [(student, parent.guardians.get(), parent)]


def test_the_no_of_the_other_guardian_ends_it_too(parent, student, ended):
    give_consent(student=student, guardian=create_guardian(student=student))
    assert list(with_consent(Student.objects.all(), "community")) == [student]
    decide(student=student, guardian=parent.guardians.get(), purposes={"community": False}, by=parent)
    assert list(with_consent(Student.objects.all(), "community")) == []
    assert len(ended) == 1


def test_saying_no_once_more_ends_nothing_more(parent, student, ended):
    guardian = parent.guardians.get()
    for _ in range(2):
        decide(student=student, guardian=guardian, purposes={"community": False}, by=parent)
    assert (states(student), len(ended)) == ({"community": "refused"}, 1)


def test_a_withdrawal_and_what_it_ends_stand_or_fall_together(parent, student, monkeypatch):
    def fails(**_):
        raise RuntimeError

    monkeypatch.setitem(consequences._known, "community", [consequences.Consequence(lambda **_: [], fails)])
    guardian = parent.guardians.get()
    decide(student=student, guardian=guardian, purposes={"community": True}, by=parent)
    with pytest.raises(RuntimeError):
        decide(student=student, guardian=guardian, purposes={"community": False}, by=parent)
    assert states(student) == {"community": "given"}


@pytest.mark.parametrize("case", ["somebody else", "barred", "no child of theirs"])
def test_only_a_guardian_of_the_child_decides(case, parent, student):
    guardian, by = parent.guardians.get(), parent
    if case == "somebody else":
        by = parent_of(student)
    elif case == "barred":
        Guardianship.objects.update(is_barred=True)
    else:
        student = create_student(school=student.school)
    with pytest.raises(Refused) as refused:
        decide(student=student, guardian=guardian, purposes={"community": True}, by=by)
    assert refused.value.reason == "not-own"


def test_the_history_keeps_every_answer_with_its_author(client, parent, student):
    client.force_login(parent)
    client.post(ASK, answers(student, community="yes", contact="yes"))
    event = Consent.pgh_event_model.objects.filter(purpose="community").select_related("pgh_context").get()
    assert (event.state, event.pgh_context.metadata["user"]) == ("given", parent.pk)


def test_open_questions_are_counted_by_child_and_end_with_the_answers(student, django_assert_num_queries):
    sister, other = create_student(school=student.school), create_student()
    parent = parent_of(student, sister, other)
    create_link(parent.guardians.get(school=student.school), create_student(school=student.school), is_barred=True)
    with django_assert_num_queries(2):
        questions = unanswered(parent)
    assert {(q.student, len(q.purposes)) for q in questions} == {(student, 2), (sister, 2), (other, 2)}
    for question in questions[:2]:
        purposes = dict.fromkeys(question.purposes, True)
        decide(student=question.student, guardian=question.guardian, purposes=purposes, by=parent)
    assert [question.student for question in unanswered(parent)] == [questions[2].student]


def test_a_newer_notice_asks_again_and_the_old_answer_holds_until_then(parent, student, monkeypatch):
    guardian = parent.guardians.get()
    decide(student=student, guardian=guardian, purposes={"community": True, "contact": True}, by=parent)
    monkeypatch.setattr(consents, "NOTICE_VERSION", "2027-09")
    assert len(unanswered(parent)) == 1
    assert list(with_consent(Student.objects.all(), "community")) == [student]


def test_the_states_of_many_pupils_follow_the_same_rule(student, django_assert_num_queries):
    agreed, undecided, withdrawn = create_student(), create_student(), create_student()
    for each in (student, agreed, withdrawn):
        give_consent(student=each, guardian=create_guardian(student=each))
    give_consent(student=student, guardian=create_guardian(student=student), state="refused")
    give_consent(student=withdrawn, guardian=create_guardian(student=withdrawn), state="withdrawn")
    give_consent(student=agreed, guardian=create_guardian(student=agreed, link={"is_barred": True}), state="refused")
    with django_assert_num_queries(1):
        found = consent_states([student, agreed, undecided, withdrawn], "community")
    assert found == {student.pk: "refused", agreed.pk: "given", withdrawn.pk: "withdrawn"}
