"""One record of every noun, in a school, so that every address can really be asked for."""

from datetime import date

from accounts.models import User
from accounts.roles import Role
from accounts.tests.factories import create_post
from jobs.tests.factories import create_job
from notices.tests.factories import create_channel, create_delivery, create_notice
from registry.models import FieldMapping, RegisterImport, Room, Subject, Substitution, TeacherGroup, TimetableSlot
from registry.tests.factories import create_assignment, create_class, create_guardian, create_student
from reports.tests.factories import report_samples
from schools.models import CalendarDay, Campus, School
from schools.tests.factories import create_term, create_village
from tests import (
    samples_alliances,
    samples_communities,
    samples_deductions,
    samples_growth,
    samples_meetings,
    samples_observations,
    samples_patrols,
    samples_rulebook,
    samples_sheets,
    samples_teaching_checks,
)
from tests.samples_communities import community_samples
from tests.samples_rulebook import document_samples, owed_samples

DAY = date(2026, 10, 8)

# In the order in which they use each other's records.
OF_TEACHING = (
    samples_sheets,
    samples_teaching_checks,
    samples_observations,
    samples_patrols,
    samples_deductions,
    samples_growth,
    samples_alliances,
    samples_meetings,
)

# The noun of an address where its name does not begin with it.
NOUN_OF = {
    "accounts:second_factor_remove": "account",
    "accounts:post_give": "account",
    "registry:guardian_add": "student",
    "registry:guardian_edit": "student",
    "registry:guardian_unlink": "student",
    "registry:school_first_admin": "school",
    "registry:setup_class_edit": "class",
    "registry:setup_subject_edit": "subject",
    "registry:setup_group_edit": "group",
    "registry:setup_delete": "campus",
    **samples_communities.NOUN_OF,
    **samples_rulebook.NOUN_OF,
    **{name: noun for area in OF_TEACHING for name, noun in area.NOUN_OF.items()},
}


class Samples:
    """The records of one school; `reader` owns what is personal: jobs and messages."""

    def __init__(self, school: School, *, reader: User):
        grade_class = create_class(school=school)
        student, other = (create_student(school_class=grade_class) for _ in range(2))
        guardian = create_guardian(student=student, phone="13900000001")
        self.assignment = create_assignment(school_class=grade_class)
        self.other_guardian = create_guardian(student=other, phone="13900000002")
        self.header = FieldMapping.objects.create(school=school, header="姓 名", field="name")
        CalendarDay.objects.create(school=school, on=DAY, kind=CalendarDay.Kind.VACATION)
        post = create_post(role=Role.TEACHER, school=school, user=self.assignment.teacher.user)
        self.of = {
            "account": post.user,
            "child": student,
            "campus": Campus.objects.create(school=school, name="Main"),
            "channel": create_channel(school=school),
            "class": grade_class,
            "delivery": create_delivery(school=school),
            "group": TeacherGroup.objects.create(school=school, name="Group"),
            "guardian": guardian,
            "import": RegisterImport.objects.create(
                school=school, created_by=reader, file_name="a.xlsx", effective_on=date(2026, 9, 1)
            ),
            "job": create_job(by=reader, school=school),
            "notice": create_notice(recipient=reader),
            "post": post,
            "school": school,
            "student": student,
            "subject": Subject.objects.get(school=school),
            "teacher": self.assignment.teacher,
            "term": create_term(school=school),
            "village": create_village(school=school),
        }
        self.of["room"] = Room.objects.create(school=school, name="301")
        self.of["lesson"] = self._lesson(school)
        self.substitution = self._substitution(school)
        self.of |= community_samples(student, guardian, reader=reader, on=DAY)
        self.of |= report_samples(self.of["term"], reader=reader)
        self.of |= document_samples(school, person=post.user, on=DAY)
        self.of |= owed_samples(self.of["adoption"], self.of["term"], reader=reader, group_id=self.of["group"].pk)
        for area in OF_TEACHING:
            more = area.samples(self.of, reader=reader)
            assert not self.of.keys() & more.keys(), "two records of one noun: one address is asked with the other's"
            self.of |= more

    def _lesson(self, school: School) -> TimetableSlot:
        whose = {"school_class": self.of["class"], "subject": self.of["subject"], "teacher": self.of["teacher"]}
        return TimetableSlot.objects.create(
            school=school, term=self.of["term"], weekday=4, period=1, from_on=date(2026, 9, 1), **whose
        )

    def _substitution(self, school: School) -> Substitution:
        fields = {"on": DAY, "period": 1, "is_cancelled": True, "reason": "outing", "by": self.of["account"]}
        return Substitution.objects.create(school=school, slot=self.of["lesson"], **fields)

    def owned_by(self, user: User) -> "Samples":
        """Hand what is personal to this reader."""
        self.of["job"].created_by = self.of["progress"].created_by = self.of["notice"].recipient = user
        self.of["job"].save()
        self.of["progress"].save()
        self.of["notice"].save()
        self.of["todo"].owner = user
        self.of["todo"].save()
        return self

    def arguments(self, address) -> dict:
        """Give what the address needs. Raises KeyError for an address that has no sample yet."""
        return {name: self._argument(name, address) for name in address.arguments}

    def data(self, address) -> dict:
        """Give what the form of the address needs before it looks for a record."""
        return {
            "accounts:switch_school": {"school": self.of["school"].public_id},
            "schools:switch_term": {"term": self.of["term"].pk},
            "registry:setup_grades_preset": {"preset": "primary6"},
            "schools:calendar_take_over": {"year": 2026},
            "schools:calendar_own_holidays": {"year": 2026},
        }.get(address.name, {})

    def _argument(self, name: str, address):
        if name == "public_id":
            noun = NOUN_OF.get(address.name) or address.name.split(":")[-1].split("_")[0]
            return self.of[noun].public_id
        if name == "guardian_id":
            return self.of["guardian"].public_id
        return {
            "other_id": self.other_guardian.public_id,
            "assignment_id": self.assignment.pk,
            "change_id": self.substitution.pk,
            "pk": self.header.pk,
            "seat": 1,
            "token": self.of["feed"].token,
            "noun": "campus",
            "document": "C3",
            "role": "central_group_head",
            "kind": "csv",
            "code": "S-01",
            "format": "xlsx",
            "on": DAY,
            "first_on": DAY,
            "last_on": DAY,
        }[name]
