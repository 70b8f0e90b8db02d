"""Open the schools of a chronicle: their days, subjects, staff, leaders and accounts."""

from dataclasses import dataclass

from django.contrib.auth.hashers import make_password

from accounts.models import User
from accounts.roles import Role
from accounts.services import give_post
from accounts.services.opening import create_dormant_accounts
from core.dates import school_year
from demo.alliance_years.cast import PLACES, POSTS
from demo.alliance_years.chronicle import Chronicle
from demo.loading.places import set_up_days
from registry.models import Teacher, TeacherGroup
from registry.services.teachers import employ
from registry.setup.subjects import add_subjects
from schools.models import District, School, Stage
from schools.services import create_school

SUBJECTS = ("语文", "数学", "英语")
GROUP = "语文教研组"
ROLES = dict(
    zip(POSTS, (Role.PRINCIPAL, Role.VICE_PRINCIPAL, Role.ACADEMIC_DIRECTOR, Role.ACADEMIC_CLERK), strict=True)
)


@dataclass
class Opened:
    """Schools by code, people by "school/key"."""

    schools: dict[str, School]
    teachers: dict[str, Teacher]


def open_schools(chronicle: Chronicle, *, password: str) -> Opened:
    """Make the schools with everybody in them; all accounts have the password."""
    opened = Opened({}, {})
    (name, code), _name, _places = PLACES[chronicle.document]
    district = District.objects.filter(code=code).first() or District.objects.create(name=name, code=code)
    hashed = make_password(password)  # one for all: making it is slow on purpose
    for plan in chronicle.schools:
        kind = School.Kind.JOINT if plan["place"] == "rural_joint_school" else School.Kind.ORDINARY
        school = School(code=plan["code"], name=plan["name"], kind=kind, stages=[Stage.PRIMARY])
        opened.schools[plan["code"]] = create_school(school=school, district=district, new_district=("", ""))
        set_up_days(school, range(chronicle.terms[0]["school_year"], school_year(chronicle.founded_on) + 1))
        add_subjects(school=school, names=SUBJECTS)
        _employ(plan, school, hashed, opened)
    return opened


def _employ(plan: dict, school: School, hashed: str, opened: Opened) -> None:
    users = create_dormant_accounts([each["name"] for each in plan["staff"]])
    group = TeacherGroup.objects.create(school=school, kind=TeacherGroup.Kind.RESEARCH, name=GROUP)
    for place, (each, user) in enumerate(zip(plan["staff"], users, strict=True), 1):
        user.username, user.password = f"{school.code}-{each['key']}", hashed
        user.must_change_password = False
        fields = {"name": each["name"], "staff_number": f"{place:03d}", "employed_from": each["since"]}
        teacher = employ(school=school, fields=fields, by=users[0], user=user, groups=[group])
        opened.teachers[f"{school.code}/{each['key']}"] = teacher
        if role := ROLES.get(each["key"]):
            give_post(user=user, role=role, by=None, school=school)
    User.objects.bulk_update(users, ["username", "password", "must_change_password"])
