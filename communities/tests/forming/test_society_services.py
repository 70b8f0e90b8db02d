"""Founding societies, choosing their presidents, dissolving them (G1.3.2)."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.models import AccessRecord, Post
from accounts.roles import Role
from accounts.tests.factories import user_with
from communities.models import Community, Society, SocietyPost
from communities.services import societies
from communities.tests.factories import create_community, create_president, create_society
from communities.tests.forming.factories import create_family
from core.refusals import Refused
from notices.models import Notice
from registry.models import Guardianship
from schools.tests.factories import create_school, create_village

pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 1)


@pytest.fixture
def office(scene):
    return user_with(Role.SCHOOL_ADMIN, school=scene.school)


def refused(reason):
    return pytest.raises(Refused, match=f"^{reason}$")


def name(scene, guardian, by, **changes):
    choice = {"chosen_on": DAY, "method": "vote", "votes": 12, **changes}
    return societies.name_president(society=scene.society, guardian=guardian, by=by, **choice)


def test_a_village_has_one_society_at_a_school(scene, office):
    with refused("society-exists"):
        societies.found(school=scene.school, village=scene.village, founded_on=DAY, by=office)
    sister = create_school(district=scene.school.district)
    sister.villages.add(scene.village)
    societies.found(school=sister, village=scene.village, founded_on=DAY, by=office)
    assert Society.objects.filter(village=scene.village).count() == 2


def test_a_society_is_founded_for_a_village_of_the_school_and_not_tomorrow(scene, office):
    with refused("village-elsewhere"):
        societies.found(school=scene.school, village=create_village(), founded_on=DAY, by=office)
    other = create_village(school=scene.school)
    with refused("in-future"):
        tomorrow = timezone.localdate() + timedelta(days=1)
        societies.found(school=scene.school, village=other, founded_on=tomorrow, by=office)


def test_the_president_gets_record_post_and_notice_in_one_step(scene, office):
    Post.objects.filter(role=Role.SOCIETY_PRESIDENT).delete()
    father = scene.guardians[0]
    post = name(scene, father, office)
    assert (post.guardian, post.method, post.votes, post.recorded_by) == (father, "vote", 12, office)
    held = Post.objects.get(user=father.user, role=Role.SOCIETY_PRESIDENT)
    assert (held.scope_id, held.school, held.to_on) == (scene.society.pk, scene.school, None)
    assert Notice.objects.filter(recipient=father.user).count() == 1
    assert AccessRecord.objects.filter(what="post_given", record_id=father.user.public_id).exists()
    assert list(Community.objects.formed_by(father.user)) == [scene.community]


def test_a_successor_ends_the_predecessors_post(scene, office):
    first, second = scene.guardians[:2]
    name(scene, first, office)
    name(scene, second, office, method="consensus")
    assert [p.guardian for p in SocietyPost.objects.filter(to_on=None)] == [second]
    assert SocietyPost.objects.get(guardian=second).votes is None
    today = Post.objects.held_on(timezone.localdate()).filter(role=Role.SOCIETY_PRESIDENT)
    assert [post.user for post in today] == [second.user]


def test_only_members_can_be_chosen(scene, office):
    _, no_account = create_family(scene.society)
    no_account.user.posts.all().delete()
    no_account.user = None
    no_account.save()
    elsewhere = create_society(village=create_village(school=scene.school), school=scene.school)
    _, of_another_village = create_family(elsewhere)
    _, barred = create_family(scene.society)
    Guardianship.objects.filter(guardian=barred).update(is_barred=True)
    for guardian in (no_account, of_another_village, barred):
        with refused("not-a-member"):
            name(scene, guardian, office)


def test_what_else_is_refused_at_the_choice(scene, office):
    father = scene.guardians[0]
    with refused("in-future"):
        name(scene, father, office, chosen_on=timezone.localdate() + timedelta(days=1))
    with refused("own-post"):
        name(scene, father, father.user)
    name(scene, father, office)
    with refused("same-president"):
        name(scene, father, office)


def test_a_society_with_communities_is_not_dissolved(scene, office):
    with refused("communities-exist"):
        societies.dissolve(society=scene.society, by=office)


def test_with_the_society_ends_its_presidents_post(scene, office):
    Community.objects.update(state="dissolved")
    name(scene, scene.guardians[0], office)
    societies.dissolve(society=scene.society, by=office)
    scene.society.refresh_from_db()
    assert scene.society.dissolved_on == timezone.localdate()
    assert not Post.objects.held_on(timezone.localdate()).filter(role=Role.SOCIETY_PRESIDENT).exists()
    for again in (societies.dissolve, lambda **kw: name(scene, scene.guardians[1], office)):
        with refused("society-dissolved"):
            again(society=scene.society, by=office)


def test_a_president_sees_nothing_of_the_other_schools_society_of_the_village(scene):
    sister = create_school(district=scene.school.district)
    other = create_society(school=sister, village=scene.village)
    theirs = create_community(society=other)
    president = create_president(society=other)
    assert list(Society.objects.visible_to(president)) == [other]
    assert list(Society.objects.led_by(scene.president)) == [scene.society]
    assert list(Community.objects.visible_to(president)) == [theirs]
