"""Which role holds which permission, and over what: one table (domain specification, section 20)."""

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Permission as P


class Scope(StrEnum):
    """What a post reaches: the id of the scope stands on the post, except for platform and school.

    Posts over the platform or a district belong to no school.
    """

    PLATFORM = "platform"
    DISTRICT = "district"
    SCHOOL = "school"
    GRADE = "grade"
    CLASS = "class"
    GROUP = "group"
    SOCIETY = "society"
    ALLIANCE = "alliance"
    OWN = "own"


class Role(TextChoices):
    SYSTEM_ADMIN = "system_admin", _("System administrator")
    SECURITY_ADMIN = "security_admin", _("Security administrator")
    AUDITOR = "auditor", _("Auditor")
    DISTRICT_OFFICER = "district_officer", _("District officer")
    SCHOOL_ADMIN = "school_admin", _("School administrator")
    PRINCIPAL = "principal", _("Principal")
    VICE_PRINCIPAL = "vice_principal", _("Vice-principal")
    ACADEMIC_DIRECTOR = "academic_director", _("Academic director")
    ACADEMIC_CLERK = "academic_clerk", _("Academic clerk")
    GRADE_DIRECTOR = "grade_director", _("Grade director")
    RESEARCH_GROUP_HEAD = "research_group_head", _("Research group head")
    PREP_GROUP_HEAD = "prep_group_head", _("Preparation group head")
    CLASS_TEACHER = "class_teacher", _("Class teacher")
    TEACHER = "teacher", _("Teacher")
    ALLIANCE_OFFICER = "alliance_officer", _("Alliance officer")
    GRADE_COMMITTEE = "grade_committee", _("Member of a grade's parents' committee")
    SOCIETY_PRESIDENT = "society_president", _("President of a village's mutual-aid society")
    PARENT = "parent", _("Parent")


@dataclass(frozen=True)
class RoleRights:
    """The reach of a role and what it may do there."""

    scope: Scope
    permissions: frozenset[P]


def _rights(scope: Scope, *permissions: P) -> RoleRights:
    return RoleRights(scope, frozenset(permissions))


LEADS_SCHOOL = (
    P.DASHBOARD_SCHOOL,
    P.STUDENT_VIEW,
    P.STUDENT_DETAILS,
    P.STUDENT_HISTORY,
    P.GUARDIAN_VIEW,
    P.ID_NUMBER_REVEAL,
    P.REGISTER_DOWNLOAD,
    P.CLASS_VIEW,
    P.TEACHER_VIEW,
    P.TIMETABLE_VIEW,
    P.COMMUNITY_VIEW,
    P.SOCIETY_SETUP,
    P.RULEBOOK_VIEW,
    P.COMPLIANCE_VIEW,
    P.ATTEST,
    P.REPORT_VIEW,
    P.REPORT_MAKE,
    P.REPORT_REMOVE,
)

# Whoever teaches or is taught about: opens the pages, sees what concerns the own person (OWN) or the own group.
OF_TEACHING = (P.CHECK_VIEW, P.OBSERVATION_VIEW, P.OBSERVE, P.DEDUCTION_VIEW, P.LESSON_CHANGE_ASK)
# The whole school's inspections: who plans them, walks, enters and verifies.
INSPECTS = (
    P.CHECK_VIEW,
    P.CHECK_MANAGE,
    P.SHEET_MANAGE,
    P.OBSERVE,
    P.OBSERVE_UNANNOUNCED,
    P.OBSERVATION_VIEW,
    P.PATROL_VIEW,
    P.PATROL_WALK,
    P.LESSON_CHANGE_DECIDE,
    P.DEDUCTION_VIEW,
    P.DEDUCTION_REPORT,
    P.DEDUCTION_VERIFY,
)

# What leaders do for their school in an alliance, and for the alliance where they hold a post of its office.
IN_ALLIANCES = (
    P.ALLIANCE_VIEW,
    P.ALLIANCE_SCHOOL,
    P.ALLIANCE_FOUND,
    P.ALLIANCE_RUN,
    P.GROWTH_VIEW,
    P.PAIR_MANAGE,
    P.RESOURCE_SHARE,
    P.RESOURCE_REVIEW,
)

ROLES: dict[Role, RoleRights] = {
    # Three separated administrators (L-14): who makes schools, who makes accounts, who reads the logs.
    Role.SYSTEM_ADMIN: _rights(Scope.PLATFORM, P.SCHOOL_CREATE, P.JOB_MANAGE),
    Role.SECURITY_ADMIN: _rights(Scope.PLATFORM, P.ACCOUNT_MANAGE),
    Role.AUDITOR: _rights(Scope.PLATFORM, P.AUDIT_VIEW),
    # The education bureau: indicators of all alliances of the district, no person of any school.
    Role.DISTRICT_OFFICER: _rights(Scope.DISTRICT, P.DISTRICT_VIEW),
    Role.SCHOOL_ADMIN: _rights(
        Scope.SCHOOL,
        *LEADS_SCHOOL,
        P.SCHOOL_SETUP,
        P.CHANNEL_MANAGE,
        P.REGISTER_IMPORT,
        P.STUDENT_EDIT,
        P.TEACHER_EDIT,
        P.TIMETABLE_EDIT,
        P.SCHOOL_ACCOUNTS,
        P.FAMILY_ACCOUNTS,
    ),
    Role.PRINCIPAL: _rights(
        Scope.SCHOOL,
        *LEADS_SCHOOL,
        *INSPECTS,
        *IN_ALLIANCES,
        P.ALLIANCE_JOIN,
        P.COMMUNITY_APPROVE,
        P.RULEBOOK_ADOPT,
        P.COMPLIANCE_WAIVE,
        P.DEDUCTION_DECIDE,
        P.PRICE_LIST_MANAGE,
        P.ABSENCE_REVIEW,
    ),
    Role.VICE_PRINCIPAL: _rights(
        Scope.SCHOOL,
        *LEADS_SCHOOL,
        *INSPECTS,
        *IN_ALLIANCES,
        P.COMMUNITY_APPROVE,
        P.COMPLIANCE_WAIVE,
        P.DEDUCTION_DECIDE,
        P.ABSENCE_REVIEW,
    ),
    Role.ACADEMIC_DIRECTOR: _rights(
        Scope.SCHOOL,
        *INSPECTS,
        *IN_ALLIANCES,
        P.ABSENCE_REVIEW,
        P.DASHBOARD_SCHOOL,
        P.STUDENT_VIEW,
        P.CLASS_VIEW,
        P.TEACHER_VIEW,
        P.TIMETABLE_VIEW,
        P.TIMETABLE_EDIT,
        P.GUARDIAN_VIEW,
        P.COMMUNITY_VIEW,
        P.SOCIETY_SETUP,
        P.RULEBOOK_VIEW,
        P.COMPLIANCE_VIEW,
        P.COMPLIANCE_WAIVE,
        P.ATTEST,
        P.REPORT_VIEW,
        P.REPORT_MAKE,
        P.REPORT_REMOVE,
    ),
    # The clerk makes reports and removes the own ones, not those of others.
    Role.ACADEMIC_CLERK: _rights(
        Scope.SCHOOL,
        *INSPECTS,
        P.ALLIANCE_VIEW,
        P.ALLIANCE_SCHOOL,
        P.GROWTH_VIEW,
        P.PAIR_MANAGE,
        P.RESOURCE_SHARE,
        P.STUDENT_VIEW,
        P.CLASS_VIEW,
        P.TEACHER_VIEW,
        P.TIMETABLE_VIEW,
        P.TIMETABLE_EDIT,
        P.COMMUNITY_VIEW,
        P.RULEBOOK_VIEW,
        P.COMPLIANCE_VIEW,
        P.ATTEST,
        P.REPORT_VIEW,
        P.REPORT_MAKE,
    ),
    Role.GRADE_DIRECTOR: _rights(
        Scope.GRADE,
        P.OBSERVE,
        P.OBSERVE_UNANNOUNCED,
        P.STUDENT_VIEW,
        P.CLASS_VIEW,
        P.TIMETABLE_VIEW,
        P.GUARDIAN_VIEW,
        P.COMMUNITY_VIEW,
        P.RULEBOOK_VIEW,
    ),
    # Heads see what their own group owes, and observe unannounced (C2.2.4).
    Role.RESEARCH_GROUP_HEAD: _rights(
        Scope.GROUP,
        *OF_TEACHING,
        P.ALLIANCE_VIEW,
        P.GROWTH_VIEW,
        P.RESOURCE_SHARE,
        P.RESOURCE_REVIEW,
        P.OBSERVE_UNANNOUNCED,
        P.CHECK_GROUP,
        P.DEDUCTION_REPORT,
        P.TIMETABLE_VIEW,
        P.COMPLIANCE_VIEW,
        P.RULEBOOK_VIEW,
    ),
    Role.PREP_GROUP_HEAD: _rights(
        Scope.GROUP,
        P.CHECK_VIEW,
        P.OBSERVATION_VIEW,
        P.OBSERVE,
        P.OBSERVE_UNANNOUNCED,
        P.TIMETABLE_VIEW,
        P.COMPLIANCE_VIEW,
        P.RULEBOOK_VIEW,
    ),
    Role.CLASS_TEACHER: _rights(
        Scope.CLASS,
        P.STUDENT_VIEW,
        P.GUARDIAN_VIEW,
        P.CLASS_VIEW,
        P.TIMETABLE_VIEW,
        P.COMMUNITY_VIEW,
        P.RULEBOOK_VIEW,
    ),
    # Pupils' names in the classes one teaches; no contacts, no numbers.
    # The communities one advises or is asked to advise.
    Role.TEACHER: _rights(
        Scope.OWN,
        *OF_TEACHING,
        P.ALLIANCE_VIEW,
        P.GROWTH_VIEW,
        P.RESOURCE_SHARE,
        P.RECORD_OWN,
        P.STUDENT_VIEW,
        P.CLASS_VIEW,
        P.TIMETABLE_VIEW,
        P.COMMUNITY_VIEW,
        P.COMMUNITY_ADVISE,
        P.RULEBOOK_VIEW,
    ),
    # Named to the office or the head of an alliance; principals and others whose post is bound hold it by that.
    Role.ALLIANCE_OFFICER: _rights(
        Scope.ALLIANCE, P.ALLIANCE_VIEW, P.ALLIANCE_RUN, P.GROWTH_VIEW, P.RESOURCE_SHARE, P.RESOURCE_REVIEW
    ),
    # Parents run the communities, the school advises (G1.2.3).
    Role.GRADE_COMMITTEE: _rights(Scope.GRADE, P.COMMUNITY_VIEW, P.RULEBOOK_VIEW),
    Role.SOCIETY_PRESIDENT: _rights(Scope.SOCIETY, P.COMMUNITY_VIEW, P.COMMUNITY_FORM, P.ROTA_EDIT, P.RULEBOOK_VIEW),
    # A parent leader is a parent: which group's rota is whose to file follows from the membership.
    Role.PARENT: _rights(Scope.OWN, P.FAMILY, P.COMMUNITY_VIEW, P.ROTA_EDIT, P.RULEBOOK_VIEW),
}

WITHOUT_SCHOOL = {Scope.PLATFORM, Scope.DISTRICT}

# Held by families: no staff of a school.
FAMILY_ROLES = {Role.GRADE_COMMITTEE, Role.SOCIETY_PRESIDENT, Role.PARENT}

# Given where their reason is recorded: at the activation of a guardian, at the choice of a society's president, when
# a person is named to a body of an alliance.
GIVEN_BY_OTHER_PAGES = {Role.PARENT, Role.SOCIETY_PRESIDENT, Role.ALLIANCE_OFFICER}
