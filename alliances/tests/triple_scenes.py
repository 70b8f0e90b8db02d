"""Two schools of an alliance, each with a class teacher, a pupil and a parent who has come in."""

from dataclasses import dataclass

from accounts.models import User
from accounts.roles import Role
from accounts.tests.factories import create_post
from alliances.models import Triple, TripleMatch
from alliances.services import triples as services
from alliances.tests.factories import Allied, Member, create_alliance
from families.tests.factories import parent_of
from registry.models import Guardian, Student
from registry.tests.factories import create_class, create_student, create_teacher

NAMES = (("欧阳晓雨", "欧阳建国", "司马老师甲"), ("张晨曦", "刘秀英", "王海燕"))


@dataclass
class Family:
    member: Member
    student: Student
    guardian: Guardian
    parent: User
    teacher: User
    triple: Triple

    @property
    def secrets(self) -> list[str]:
        """What nobody outside may read: names, number, class, phone."""
        student, guardian = self.student, self.guardian
        label = student.enrolments.get().school_class.label
        return [student.name, guardian.name, guardian.phone, student.school_number, label]


def create_family(allied: Allied, member: Member, names, number: int) -> Family:
    pupil, parent, teacher = names
    school_class = create_class(school=member.school, label=f"暗号班{number}")
    student = create_student(school_class=school_class, name=pupil, school_number=f"CANARY{number}")
    user = parent_of(student, name=parent, phone=f"1390001000{number}")
    user.name = parent
    user.save()
    leader = create_teacher(school=member.school, name=teacher).user
    leader.name = teacher
    leader.save()
    create_post(role=Role.CLASS_TEACHER, school=member.school, user=leader, scope_id=school_class.pk)
    guardian = Guardian.objects.get(user=user)
    triple = services.enter(
        alliance=allied.alliance, school=member.school, student=student, guardian=guardian, teacher=leader,
        wishes=["reading"], grade=3, by=member.principal,
    )  # fmt: skip
    return Family(member, student, guardian, user, leader, triple)


class Scene:
    """`ours` is at the core school, `theirs` at another; matched, and nobody has answered yet."""

    def __init__(self):
        self.allied = create_alliance(schools=3)
        members = (self.allied.core, self.allied.others[0])
        families = [
            create_family(self.allied, member, names, number)
            for number, (member, names) in enumerate(zip(members, NAMES, strict=True))
        ]
        self.ours, self.theirs = families

    def match(self) -> TripleMatch:
        return services.match(
            alliance=self.allied.alliance, one=self.ours.triple, other=self.theirs.triple, by=self.allied.core.principal
        )

    def agree(self) -> None:
        for family in (self.ours, self.theirs):
            services.answer(triple=family.triple, agrees=True, by=family.parent)
