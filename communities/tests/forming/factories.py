"""What these tests build again and again: a village with families who agreed, its society and president."""

from types import SimpleNamespace

from accounts.roles import Role
from accounts.tests.factories import create_post, user_with
from communities.models import Community, Society
from communities.services import groups_answering, groups_proposing
from communities.tests.factories import activate, create_community, create_president, create_society
from families.tests.factories import give_consent
from registry.models import Guardian, Student, Teacher
from registry.names import pinyin
from registry.tests.factories import create_class, create_guardian, create_student, create_teacher
from schools.tests.factories import create_school, create_village


def create_family(society: Society, *, name="", school_class=None, has_agreed=True) -> tuple[Student, Guardian]:
    """Give a pupil of the society's village with an activated father; the family agreed to be shown unless told."""
    school_class = school_class or society.school.classes.first() or create_class(school=society.school)
    named = dict(zip(("name_pinyin", "name_initials"), pinyin(name), strict=True), name=name) if name else {}
    student = create_student(school_class=school_class, village=society.village, **named)
    guardian = create_guardian(student=student)
    activate(guardian)
    if has_agreed:
        give_consent(student=student, guardian=guardian)
    return student, guardian


def create_adviser(school) -> Teacher:
    """Give a teacher who can sign in and answer."""
    return create_teacher(school=school, user=create_post(role=Role.TEACHER, school=school).user)


def create_scene(*, families=4) -> SimpleNamespace:
    """A school with one village, its society with a president, a draft community, families and an adviser."""
    school = create_school()
    village = create_village(school=school, name="柳树村")
    society = create_society(school=school, village=village)
    pairs = [create_family(society) for _ in range(families)]
    return SimpleNamespace(
        school=school,
        village=village,
        society=society,
        students=[student for student, _ in pairs],
        guardians=[guardian for _, guardian in pairs],
        adviser=create_adviser(school),
        president=create_president(society=society),
        principal=user_with(Role.PRINCIPAL, school=school),
        community=create_community(society=society),
    )


def propose_all(scene) -> None:
    """Propose every family of the scene, child and parent, and the adviser."""
    who = {"community": scene.community, "by": scene.president}
    groups_proposing.propose_pupils(students=scene.students, **who)
    groups_proposing.propose_parents(guardians=scene.guardians, **who)
    groups_proposing.propose_advisers(teachers=[scene.adviser], **who)


def agree_all(community: Community) -> None:
    """Let everybody proposed agree."""
    for membership in community.memberships.live():
        by = _answerer(membership)
        groups_answering.answer(membership=membership, agrees=True, by=by)


def _answerer(membership):
    if membership.student_id:
        return membership.student.guardians.filter(user__isnull=False).first().user
    return membership.person.user
