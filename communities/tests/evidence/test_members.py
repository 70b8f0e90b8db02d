"""Members, posts, societies, rotas and the register as evidence."""

from datetime import date, timedelta

import pytest

from communities.tests.evidence.factories import JOINED, START, TODAY, Autumn, leave_on
from families.models import Consent
from registry.models import Student
from registry.tests.factories import create_class, create_guardian, create_student

pytestmark = pytest.mark.django_db


@pytest.fixture
def autumn():
    return Autumn()


def test_members_count_for_as_long_as_they_are_in(autumn):
    community = autumn.community(families=5)
    leave_on(community.memberships.pupils().last(), TODAY)
    rows = autumn.rows("community_membership")
    assert sorted((row.part, row.on, row.until) for row in rows if row.until) == [("student", JOINED, TODAY)]
    assert sorted(row.part for row in rows) == ["parent"] * 5 + ["student"] * 5
    assert {row.subject for row in rows} == {f"community:{community.pk}"}


def test_whoever_only_was_proposed_or_left_before_is_no_member(autumn):
    community = autumn.community(families=5)
    proposed, gone = community.memberships.pupils().order_by("-pk")[:2]
    proposed.state, proposed.answered_at, proposed.answered_by = "proposed", None, None
    proposed.save()
    leave_on(gone, JOINED)
    assert sum(row.part == "student" for row in autumn.rows("community_membership")) == 3


def test_an_adviser_counts_for_the_community_and_for_the_teacher(autumn):
    communities = [autumn.community() for _ in range(2)]
    rows = autumn.rows("adviser_assignment")
    assert {row.subject for row in rows} == {f"community:{c.pk}" for c in communities}
    assert {row.actor for row in rows} == {c.memberships.advisers().get().teacher.user_id for c in communities}


def test_posts_are_those_of_the_society_and_of_the_community(autumn):
    community = autumn.community()
    autumn.choose_president()
    assert {(row.subject, row.part) for row in autumn.rows("org_post")} == {
        (f"society:{autumn.society.pk}", "society_president"),
        (f"community:{community.pk}", "student_leader"),
        (f"community:{community.pk}", "parent_leader"),
    }


def test_a_society_counts_for_its_village(autumn):
    (row,) = autumn.rows("mutual_aid_society")
    assert (row.subject, row.on, row.until) == (f"village:{autumn.society.village_id}", START, None)


def test_a_pupil_is_in_by_the_word_of_a_guardian_that_still_holds(autumn):
    pupils = list(autumn.community(families=4).memberships.pupils())
    assert autumn.right("membership_consent") == [True] * 4
    pupils[0].answered_by = autumn.principal
    pupils[0].save()
    Consent.objects.filter(student=pupils[1].student).update(state="withdrawn")
    assert sorted(autumn.right("membership_consent")) == [False, False, True, True]
    assert autumn.right("membership_application") == autumn.right("membership_consent")


def test_consent_is_judged_in_every_term_one_is_in(autumn):
    autumn.community(families=4)
    assert {row.on for row in autumn.rows("membership_consent")} == {JOINED}


def test_a_rota_counts_for_each_week_it_reaches_into(autumn):
    community = autumn.community()
    autumn.rota(community, from_on=date(2025, 10, 15), days=8)  # a Wednesday, and until the next
    assert [row.on for row in autumn.rows("duty_rota")] == [date(2025, 10, 15), date(2025, 10, 20)]


def test_the_register_is_one_share_and_names_nobody(autumn):
    school_class = create_class(school=autumn.school)
    for _ in range(2):
        create_guardian(student=create_student(school_class=school_class, address="柳树村 1"))
    create_student(school_class=school_class, address="柳树村 2")  # without a guardian
    create_guardian(student=create_student(school=autumn.school, address="柳树村 3"))  # in no class
    create_guardian(student=create_student(school_class=school_class))  # without an address
    gone = create_student(school_class=school_class, address="柳树村 4")
    gone.enrolments.update(to_on=START + timedelta(days=1))
    (row,) = autumn.rows("register_entry")
    assert (row.amount, row.whole, row.on, row.subject) == (2, 5, autumn.term.ends_on, "")
    assert Student.objects.count() == 6
