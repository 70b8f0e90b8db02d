"""The four schools of the district form a community of balanced development (G4), with one activity held."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from accounts.services import create_dormant_account
from alliances.models import Alliance, Body
from alliances.services import activities, joining, needs, seats
from alliances.services.founding import Asked, found
from demo.loading.accounts import DemoAccounts
from registry.models import Teacher
from schools.models import School

PLACE = {"qinghe": "county_school", "yunque": "rural_joint_school", "shiliu": "rural_joint_school"}


def ally_schools(schools: dict[str, School], accounts: DemoAccounts) -> Alliance:
    """Found the alliance with all schools, name somebody to its office, and let the schools do something together."""
    first = schools["qinghe"]
    principals = {code: User.objects.get(username=f"{code}-principal") for code in schools}
    asked = [Asked(school, place=PLACE.get(code, ""), is_assisted=code == "shiliu") for code, school in schools.items()]
    alliance = found(
        school=first,
        document="G4",
        name="星禾县第二均衡发展共同体",
        level="county",
        ordinal=2,
        from_on=timezone.localdate(),
        asked=asked,
        by=principals["qinghe"],
    )
    for membership in alliance.memberships.filter(accepted_at=None).select_related("school"):
        joining.accept(membership=membership, by=principals[membership.school.code])
    _open_accounts(alliance, first, accounts, by=principals["qinghe"])
    _act(alliance, first, principals)
    return alliance


def _open_accounts(alliance: Alliance, school: School, accounts: DemoAccounts, *, by: User) -> None:
    """Open the accounts of somebody of the office and of the district's officer."""
    staff = Teacher.objects.filter(school=school).select_related("user").order_by("pk")
    officer = next(teacher for teacher in staff if accounts.is_free(teacher.user))
    seats.name(body=alliance.bodies.get(kind=Body.Kind.OFFICE), post="office_member", teacher=officer, by=by)
    accounts.open(officer.user, f"{school.code}-alliance", Role.ALLIANCE_OFFICER, school)
    district = create_dormant_account(name="县教育局联络员")
    accounts.give(district, "district", Role.DISTRICT_OFFICER, scope_id=alliance.district_id)


def _act(alliance: Alliance, host: School, principals: dict[str, User]) -> None:
    """Hold one activity today and plan another; one school says what it needs."""
    members = {each.school.code: each for each in alliance.memberships.accepted().select_related("school")}
    today, by = timezone.localdate(), principals[host.code]
    research = {"title": "语文同课异构", "kind": "joint_research", "commons": ["problems"], "links": ["research"]}
    opening = {"title": "共同体教师篮球赛", "kind": "fellowship", "commons": ["progress"], "links": ["fellowship"]}
    for fields, on in ((research, today), (opening, today + timedelta(days=14))):
        fields |= {"on": on, "host": members[host.code]}
        activity = activities.plan(alliance=alliance, fields=fields, schools=list(members.values()), by=by)
        if on == today:
            activities.hold(activity=activity, by=by)
    needs.raise_need(
        membership=members["shiliu"],
        title="英语师资不足",
        about="四年级以上英语由语文教师兼任。",
        by=principals["shiliu"],
    )
