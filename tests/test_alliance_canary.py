"""No pupil crosses schools: whoever walks through alliances meets no child of another school (design, section 2).

Each school of the alliance has a canary family; every role of the alliance follows every link of its pages, asks every
address of alliances and growth that has a sample, and reads the files it is given.
"""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.roles import Role
from accounts.tests.factories import create_post, create_user
from alliances.tests.factories import Allied, create_member
from dashboards.access_matrix import lines
from registry.tests.factories import create_class, create_guardian, create_student
from schools.tests.factories import create_school
from tests.samples import Samples
from tests.walking import text_of, walk

pytestmark = pytest.mark.django_db
ABOUT = ("/alliances/", "/growth/")


class Scene:
    """An alliance around the school of the samples, with two more schools and a canary family in each of the three."""

    def __init__(self):
        school = create_school()
        self.samples = Samples(school, reader=create_user())
        self.alliance = self.samples.of["alliance"]
        self.others = [create_member(self.alliance) for _ in range(2)]
        self.allied = Allied(self.alliance, self.others)
        self.canaries = {
            each.pk: canary(name, each)
            for name, each in (("鹊一", school), *zip(("鹊二", "鹊三"), (m.school for m in self.others), strict=True))
        }

    def walker(self, who: str):
        """Give the account, and its own school's id."""
        core, other = self.samples.of["school"], self.others[0]
        if who == "district":
            return create_post(role=Role.DISTRICT_OFFICER, scope_id=core.district_id).user, None
        if who == "officer":
            post = create_post(role=Role.ALLIANCE_OFFICER, school=other.school, scope_id=self.alliance.pk)
            return post.user, other.school.pk
        if who.startswith("core "):
            return create_post(role=who.removeprefix("core "), school=core).user, core.pk
        return other.people[who], other.school.pk


def canary(name: str, school) -> list[str]:
    """Make a family whose every word would betray it."""
    student = create_student(name=f"{name}童", school_class=create_class(school=school), address=f"{name}路1号")
    guardian = create_guardian(student=student, name=f"{name}母", phone=f"1880000{school.pk % 10000:04d}")
    return [student.name, student.address, guardian.name, guardian.phone]


WALKERS = ["district", "officer", "core principal", "core vice_principal", "principal", "director", "clerk", "teacher"]


@pytest.mark.parametrize("who", WALKERS)
def test_nobody_of_an_alliance_meets_a_child_of_another_school(who):
    scene = Scene()
    user, own = scene.walker(who)
    hidden = [word for school, words in scene.canaries.items() if school != own for word in words]
    client = Client()
    client.force_login(user)
    pages = walk(client, "/", "/alliances/", within=ABOUT) | asked(client, scene)
    assert len(pages) > 2
    assert {url: word for url, text in pages.items() for word in hidden if word in text} == {}


def asked(client, scene: Scene) -> dict[str, str]:
    """Ask every address of alliances and growth for the sample of its noun."""
    pages = {}
    for line in lines():
        if line.address.route.startswith(ABOUT):
            url = reverse(line.address.name, kwargs=scene.samples.arguments(line.address))
            pages[url] = text_of(client.get(url, follow=True))
    return pages


def test_the_walk_would_find_a_canary():
    scene = Scene()
    client = Client()
    client.force_login(scene.others[0].principal)
    own = scene.canaries[scene.others[0].school.pk]
    pages = walk(client, "/register/students/", within=("/register/",))
    assert any(own[0] in text for text in pages.values())
