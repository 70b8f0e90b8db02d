"""A matter reaches a person once, in the person's language, and only links inside the portal."""

import pytest
from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy

from accounts.tests.factories import create_user
from notices import services
from notices.models import Notice
from notices.selectors import unread_count
from notices.tests.factories import create_notice

pytestmark = pytest.mark.django_db


def test_a_matter_reaches_a_person_once():
    person = create_user()
    sent = [services.send(recipients=person, subject="Done", dedupe="job-1") for _ in range(2)]
    assert (sent, Notice.objects.count()) == ([1, 0], 1)


def test_a_message_to_many_skips_those_who_have_it():
    first, *others = people = [create_user() for _ in range(3)]
    services.send(recipients=first, subject="Done", dedupe="job-1")
    assert services.send(recipients=people, subject="Done", dedupe="job-1") == 2
    assert [unread_count(p) for p in people] == [1, 1, 1]
    assert services.send(recipients=others, subject="Done", dedupe="job-2") == 2


def test_a_person_named_twice_gets_one_message():
    person = create_user()
    assert services.send(recipients=[person, person], subject="Done", dedupe="job-1") == 1


def test_a_message_is_undone_with_its_cause():
    person = create_user()
    with transaction.atomic():
        services.send(recipients=person, subject="Done", dedupe="job-1")
        transaction.set_rollback(True)
    assert not Notice.objects.exists()


def test_each_person_is_written_to_in_the_own_language():
    people = [create_user(language="en"), create_user(language="zh-hans"), create_user()]
    weekday = gettext_lazy("Monday")  # a word of Django's own catalogue
    services.send(recipients=people, subject=format_lazy("{day}!", day=weekday), dedupe="d")
    subjects = [Notice.objects.get(recipient=p).subject for p in people]
    assert subjects == ["Monday!", "星期一!", "星期一!"]


def test_different_messages_go_out_together_and_each_once(django_assert_num_queries):
    people = [create_user(language="en"), create_user()]
    weekday = gettext_lazy("Monday")
    letters = [services.Letter(p, weekday, f"d-{p.pk}", url="/inbox/") for p in people]
    with django_assert_num_queries(2):
        assert services.send_each([*letters, letters[0]]) == letters
    assert [Notice.objects.get(recipient=p).subject for p in people] == ["Monday", "星期一"]
    assert services.send_each(letters) == []
    other = services.Letter(people[0], weekday, f"d-{people[1].pk}")
    assert services.not_yet_sent([*letters, other]) == [other]


def test_a_letter_does_not_link_outside():
    with pytest.raises(ValueError, match="only inside"):
        services.send_each([services.Letter(create_user(), "x", "d", url="//elsewhere.example")])


def test_a_long_subject_is_cut_not_refused():
    person = create_user()
    services.send(recipients=person, subject="长" * 300, dedupe="d")
    assert len(Notice.objects.get().subject) == services.SUBJECT_LENGTH


@pytest.mark.parametrize("url", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", "x"])
def test_a_link_that_leaves_the_portal_is_refused(url):
    with pytest.raises(ValueError, match="only inside"):
        services.send(recipients=create_user(), subject="Done", url=url, dedupe="d")


def test_sending_to_many_takes_a_constant_number_of_statements(django_assert_num_queries):
    people = [create_user() for _ in range(30)]
    with django_assert_num_queries(3):
        services.send(recipients=people, subject="Done", dedupe="d")


def test_the_unread_count_is_one_statement(django_assert_num_queries):
    notice = create_notice()
    create_notice(recipient=notice.recipient)
    services.mark_read(notice=notice)
    with django_assert_num_queries(1):
        assert unread_count(notice.recipient) == 1
