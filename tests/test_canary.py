"""A canary family: whoever walks through the portal by its links meets nothing of a family that is not theirs.

Each walker begins on the first page and follows every link, as far as links go. The canaries sit in the same
village and class, in another group; in another village; and in another school of the village.
"""

import re

import pytest
from django.utils import timezone

from accounts.roles import Role
from accounts.tests.factories import create_post
from communities.models import Membership
from communities.services.leaves import ask
from communities.tests.factories import (
    activate,
    create_community,
    create_duty,
    create_full_community,
    create_membership,
    create_president,
    create_slot,
    create_society,
    parents_of,
)
from communities.tests.scenes import DutyScene
from core.dates import monday_of
from families.tests.factories import give_consent
from registry.tests.factories import create_class, create_guardian, create_student
from tests.walking import walk

pytestmark = pytest.mark.django_db


def canary(name: str, *, school, village, school_class=None, community=None, consent=True):
    """Make a family whose every word would betray it: names, phones, address, duty, leave."""
    student = create_student(
        name=f"{name}童",
        school_class=school_class or create_class(school=school),
        village=village,
        address=f"{name}路1号",
        phone=f"1770000{len(name):04d}",
    )
    guardian = create_guardian(student=student, name=f"{name}母", phone=f"1880000{len(name):04d}")
    activate(guardian)
    if consent:
        give_consent(student=student, guardian=guardian)
        give_consent(student=student, guardian=guardian, purpose="contact")
    if community:
        create_membership(community=community, person=student)
        create_membership(community=community, person=guardian)
    today = timezone.localdate()
    ask(students=[student], from_on=today, to_on=today, by=guardian.user)
    return student, guardian


class Scene(DutyScene):
    """A group with its rota, and canaries around it."""

    def __init__(self):
        super().__init__(create_full_community())
        for guardian in parents_of(self.community):
            give_consent(student=guardian.students.get(), guardian=guardian)
        self.duty(self.first, on=0, state="accepted")
        self.duty(self.second, on=1, kind="evening", hours=("16:00", "16:30"))
        self.society = self.community.society
        school, village = self.community.school, self.society.village
        self.school_class = self.community.memberships.pupils().first().student.enrolments.get().school_class
        in_class = {"school": school, "village": village, "school_class": self.school_class}
        neighbours = create_community(society=self.society, is_approved=True)
        # Another group of the village: its president sees it, other families do not.
        self.neighbour = canary("邻组", **in_class, community=neighbours)
        # In the class and the village, but without consent: the president sees a number only.
        self.silent = canary("未同意", **in_class, consent=False)
        far = create_society(school=school)
        far_group = create_community(society=far, is_approved=True)
        self.far = canary("远村的", school=school, village=far.village, community=far_group)
        other_class = create_class()
        other_society = create_society(school=other_class.school, village=village)
        other_group = create_community(society=other_society, is_approved=True)
        self.other_school = canary(
            "邻校的孩子", school=other_class.school, village=village, school_class=other_class, community=other_group
        )


def words_of(*families) -> list[str]:
    return [
        word
        for student, guardian in families
        for word in (student.name, student.address, student.phone, guardian.name, guardian.phone)
    ]


@pytest.fixture
def scene():
    return Scene()


def walker(scene: Scene, who: str):
    """Give the account and the families that it must never meet."""
    everybody = scene.neighbour, scene.silent, scene.far, scene.other_school
    school = scene.community.school
    grade = school.grades.get(number=3)
    return {
        "parent": (scene.first.user, everybody),
        "leader": (scene.leader.user, everybody),
        "president": (scene.president, (scene.silent, scene.far, scene.other_school)),
        "committee": (
            create_post(role=Role.GRADE_COMMITTEE, school=school, scope_id=grade.pk).user,
            (scene.silent, scene.other_school),
        ),
        "adviser": (
            scene.community.memberships.get(kind=Membership.Kind.ADVISER).teacher.user,
            everybody,
        ),
    }[who]


@pytest.mark.parametrize("who", ["parent", "leader", "president", "committee", "adviser"])
def test_nobody_meets_a_family_that_is_not_theirs(client, scene, who):
    user, hidden = walker(scene, who)
    if who == "adviser":
        create_post(role=Role.TEACHER, school=scene.community.school, user=user)
    client.force_login(user)
    pages = walk(client)
    assert len(pages) > 10
    met = {url: word for url, text in pages.items() for word in words_of(*hidden) if word in text}
    assert met == {}


def test_the_walk_would_find_a_canary(client, scene):
    """A president sees the neighbouring group of the own village, so that family is met."""
    client.force_login(scene.president)
    pages = walk(client)
    assert any(scene.neighbour[0].name in text for text in pages.values())


def test_who_declined_a_duty_is_named_on_no_page_of_a_leader(client, scene):
    monday = monday_of(timezone.localdate())
    slot = create_slot(rota=scene.rota, on=timezone.localdate(), kind="morning", hours=("07:10", "07:40"))
    student = create_student(name="推辞者童", school_class=scene.school_class, village=scene.society.village)
    guardian = create_guardian(student=student, name="推辞者母")
    activate(guardian)
    create_duty(slot=slot, guardian=guardian, state="declined")
    for user in (scene.leader.user, scene.president):
        client.force_login(user)
        pages = walk(client)
        assert any(f"week={monday:%Y}" in url or "/rotas/" in url for url in pages)
        assert [url for url, text in pages.items() if "推辞者母" in text] == []


def test_presidents_of_two_schools_in_one_village_meet_only_their_own(client, scene):
    other = scene.other_school[0].memberships.get().community.society
    client.force_login(create_president(society=other))
    pages = walk(client)
    own = [scene.leader, scene.first, scene.second, scene.third]
    names = [word for guardian in own for word in (guardian.name, guardian.students.get().name)]
    assert {url: n for url, text in pages.items() for n in names if re.search(rf"{n}(?!\d)", text)} == {}
