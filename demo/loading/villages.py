"""Families come in, and the village forms its communities: through the services that people use."""

from datetime import timedelta

import pghistory
from django.utils import timezone

from accounts.models import Post, User
from accounts.roles import Role
from accounts.services import create_dormant_accounts, give_post
from communities.models import Community, Membership, Society, SocietyPost
from communities.services import groups, groups_answering, groups_proposing, societies
from demo.loading.accounts import DemoAccounts
from demo.loading.duties import run_duties
from families.models import Consent
from families.services import consents
from registry.models import Grade, Guardian, Student, Teacher
from schools.models import School, Village

AGREES = dict.fromkeys(Consent.Purpose.values, True)
CHOSEN = Membership.LeaderMethod.CHOSEN


def form_communities(school: School, *, by: User, principal: User, accounts: DemoAccounts) -> None:
    """Let two villages of the school found societies and form communities, one of them against a rule."""
    mother = Guardian.objects.get(school=school, user__username=f"{school.code}-parent")
    home = mother.students.order_by("pk").first().village
    families = [mother, *_activate(school, home, 13, apart_from=mother, by=by)]
    _agree(families)
    society = _found(school, home, families[1], by=by)
    president = accounts.open(families[1].user, f"{school.code}-president", Role.SOCIETY_PRESIDENT, school)
    leader = families[2]
    members = [leader, *(family for family in families[:6] if family != leader)]
    first = _form(society, "星星草小组", members, _advisers(school, 1), by=president)
    first = groups.approve(community=first, by=president)
    accounts.open(leader.user, f"{school.code}-leader", Role.PARENT, school)
    second = _form(society, "小溪流小组", families[6:9], _advisers(school, 2), by=president)
    groups.approve(community=second, by=principal, reason="本村愿意参加的家庭暂时只有三户，下学期再补足。")
    third = groups.create(society=society, name="萤火虫小组", by=president)
    groups_proposing.propose_pupils(community=third, students=_children(third, families[9:13]), by=president)
    _open_committee(school, families[3], by, accounts)
    run_duties(first, leader=leader)


def _activate(school: School, village: Village, number: int, *, apart_from: Guardian, by: User) -> list[Guardian]:
    """Open accounts for one guardian of so many families of the village, as if their slips had been used."""
    guardians = Guardian.objects.filter(
        school=school,
        user=None,
        guardianships__position=1,
        guardianships__is_barred=False,
        students__village=village,
        students__enrolments__to_on=None,
    ).exclude(students__in=apart_from.students.all())
    chosen = list(guardians.order_by("pk").distinct()[:number])
    with pghistory.context(user=by.pk):
        for guardian, user in zip(chosen, create_dormant_accounts([g.name for g in chosen]), strict=True):
            guardian.user = user
            guardian.save(update_fields=["user"])
            Post.objects.create(user=user, role=Role.PARENT, school=school, from_on=timezone.localdate())
    return chosen


def _agree(families: list[Guardian]) -> None:
    for guardian in families:
        for student in guardian.students.all():
            consents.decide(student=student, guardian=guardian, purposes=AGREES, by=guardian.user)


def _found(school, village, president: Guardian, *, by: User) -> Society:
    today = timezone.localdate()
    society = societies.found(school=school, village=village, founded_on=today - timedelta(days=60), by=by)
    societies.name_president(
        society=society,
        guardian=president,
        chosen_on=today - timedelta(days=58),
        method=SocietyPost.Method.VOTE,
        votes=17,
        by=by,
    )
    return society


def _form(society, name, families: list[Guardian], advisers: list[Teacher], *, by: User) -> Community:
    """Propose a child of each family with its parent; all agree, the first of each lead."""
    community = groups.create(society=society, name=name, by=by)
    students = _children(community, families)
    pupils = groups_proposing.propose_pupils(community=community, students=students, by=by)
    for membership, guardian in zip(pupils, families, strict=True):
        groups_answering.answer(membership=membership, agrees=True, by=guardian.user)
    parents = groups_proposing.propose_parents(community=community, guardians=families, by=by)
    for membership in parents:
        groups_answering.answer(membership=membership, agrees=True, by=membership.guardian.user)
    for membership in groups_proposing.propose_advisers(community=community, teachers=advisers, by=by):
        groups_answering.answer(membership=membership, agrees=True, by=membership.teacher.user)
    for membership in (pupils[0], parents[0]):
        membership.refresh_from_db()
        groups.choose_leader(membership=membership, method=CHOSEN, by=by)
    return community


def _children(community, families: list[Guardian]) -> list[Student]:
    """Give the first child of each family that lives in the community's village and is at school."""
    here = {"village": community.society.village, "enrolments__to_on": None}
    return [guardian.students.filter(**here).order_by("pk").first() for guardian in families]


def _advisers(school: School, number: int) -> list[Teacher]:
    """Give teachers who can answer for themselves."""
    names = [f"{school.code}-{ending}" for ending in ("teacher", "class")]
    return list(Teacher.objects.filter(school=school, user__username__in=names).order_by("user__username"))[:number]


def _open_committee(school, guardian: Guardian, by: User, accounts: DemoAccounts) -> None:
    """Put a mother or father on the committee of a grade."""
    grade: Grade = Grade.objects.filter(school=school).order_by("number")[2]
    give_post(user=guardian.user, role=Role.GRADE_COMMITTEE, school=school, scope_id=grade.pk, by=by)
    accounts.open(guardian.user, f"{school.code}-committee", Role.GRADE_COMMITTEE, school)
