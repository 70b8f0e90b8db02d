"""The three-level network: each level sees its own and the lower ones, and who has not taken part (G4.4.4d)."""

import pytest
from django.urls import reverse

from accounts.tests.factories import create_post
from alliances.rules.levels import GROUPS, LEVELS, MANAGERS, TEACHERS, level_of, seen_from
from alliances.services.participations import take_part
from alliances.tests.activities import NOW, create_held
from alliances.tests.factories import FOUNDED, create_alliance
from registry.models import GroupMembership, TeacherGroup
from registry.tests.factories import create_teacher

TERM = reverse("alliances:activity_term")


def test_the_highest_post_makes_the_level_and_one_sees_downwards():
    assert level_of(["teacher", "research_group_head"]) == GROUPS
    assert (level_of(["prep_group_head", "vice_principal"]), level_of([])) == (MANAGERS, TEACHERS)
    assert [seen_from(level) for level in LEVELS] == [LEVELS, (GROUPS, TEACHERS), (TEACHERS,)]


@pytest.fixture
def scene(db):
    """A school whose group head has two members; one of these and the vice-principal took part."""
    allied = create_alliance(document="G4", schools=2)
    one = allied.others[0]
    group = TeacherGroup.objects.create(school=one.school, name="Maths", kind="research")
    head, member = (create_teacher(school=one.school, name=name) for name in ("Head", "Member"))
    for teacher in (head, member, one.teacher.employments.get()):
        GroupMembership.objects.create(school=one.school, group=group, teacher=teacher, from_on=FOUNDED)
    create_post(role="research_group_head", school=one.school, user=head.user, scope_id=group.pk, from_on=FOUNDED)
    create_post(role="teacher", school=one.school, user=member.user, from_on=FOUNDED)
    activity = create_held(allied, level="middle_managers")
    part = activity.participations.get(membership=one.membership)
    take_part(participation=part, fields={}, staff=[one.vice, member.user], by=one.clerk, now=NOW)
    return allied, one, head.user, member.user


def seen_by(client, user):
    client.force_login(user)
    return client.get(TERM, headers={"accept-language": "en"})


def test_middle_managers_see_all_three_levels_of_their_school(scene, client):
    _allied, one, _head, _member = scene
    lines = seen_by(client, one.director).context["network"].lines
    assert [(line.activities, line.staff, line.took_part, line.people) for line in lines] == [
        (1, 2, 1, 4), (0, 0, 0, 1), (0, 0, 1, 2),
    ]  # fmt: skip
    assert lines[2].missing == [one.teacher.name]
    assert [line.share for line in lines] == [25, 0, 50]


def test_a_group_head_follows_the_own_groups_and_a_teacher_only_the_own_part(scene, client):
    _allied, one, head, member = scene
    page = seen_by(client, head)
    found = page.context["network"]
    assert [(line.took_part, line.people) for line in found.lines] == [(0, 1), (1, 2)]
    assert one.principal.name not in page.content.decode()
    page = seen_by(client, member)
    (line,) = page.context["network"].lines
    assert (line.took_part, line.people, line.share) == (1, 1, 100)
    assert "Middle managers" not in page.content.decode()


def test_who_runs_the_alliance_without_a_school_reads_the_sums_of_all_levels(scene, client):
    allied, one, *_ = scene
    officer = create_post(role="alliance_officer", scope_id=allied.alliance.pk, school=None).user
    page = seen_by(client, officer)
    assert [(line.activities, line.people) for line in page.context["network"].lines] == [(1, 0), (0, 0), (0, 0)]
    assert one.teacher.name not in page.content.decode()
