"""Spreadsheet columns of teachers: django-import-export runs the dry run and the import in one transaction."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

import pghistory
from django.core.exceptions import ValidationError
from import_export import resources
from import_export.results import RowResult

from accounts.services import create_dormant_accounts
from core.templatetags.portal import in_words
from registry.models import Subject, Teacher, TeacherGroup
from registry.services import posts, teachers
from registry.staff_lists.rows import RowProblem, Wanted, read_row
from registry.staff_lists.school import Staff
from schools.models import School

KINDS = {
    RowResult.IMPORT_TYPE_NEW: "new",
    RowResult.IMPORT_TYPE_UPDATE: "changed",
    RowResult.IMPORT_TYPE_SKIP: "unchanged",
}
KIND_ENDINGS = (("备课组", TeacherGroup.Kind.PREP), ("年级组", TeacherGroup.Kind.GRADE))


@dataclass(frozen=True)
class Change:
    """One value of a row; column: code of the column."""

    column: str
    old: str
    new: str


@dataclass(frozen=True)
class ReportRow:
    """What becomes of a row. kind: new, changed, unchanged or wrong."""

    number: int
    name: str
    kind: str
    changes: list[Change] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)


@dataclass
class Plan:
    """A row, the teacher it means (None: a new one) and what would change."""

    wanted: Wanted
    teacher: Teacher | None = None
    changes: list[Change] = field(default_factory=list)
    user: object = None


class TeacherResource(resources.ModelResource):
    """A list of teachers. Blank cells say nothing; lessons and groups of a filled cell replace the present ones.

    After import_data, `report` has one ReportRow per row; `new_subjects` and `new_groups` are their names.
    """

    class Meta:
        model = Teacher
        fields = ("name", "staff_number", "sex", "phone", "professional_title")
        import_id_fields = ()
        skip_diff = True
        report_skipped = True
        use_transactions = True

    def __init__(self, *, school: School, by, on: date):
        super().__init__()
        self.school, self.by, self.on = school, by, on
        self.report: list[ReportRow] = []

    @property
    def counts(self) -> Counter:
        return Counter(row.kind for row in self.report)

    def before_import(self, dataset, **kwargs):
        """Read and match every row first, so that accounts, subjects and groups are made at once."""
        self.staff = Staff(self.school, self.on)
        self.plans = {}
        for row in dataset.dict:
            wanted = read_row(row, self.staff.reads)
            self.plans[wanted.number] = Plan(wanted)
        self._match()
        self._find_conflicts()
        self._make_what_is_missing()
        for plan in self.plans.values():
            plan.changes = list(self._changes(plan))

    def _match(self):
        for plan in self.plans.values():
            found = self.staff.match(plan.wanted) if plan.wanted.name else None
            if isinstance(found, RowProblem):
                plan.wanted.problems.append(found)
            else:
                plan.teacher = found

    def _find_conflicts(self):
        people, leaders = set(), set()
        for plan in self.plans.values():
            wanted = plan.wanted
            number = wanted.columns.get("staff_number")
            person = plan.teacher or (wanted.name, number or wanted.columns.get("phone"))
            keys = {person, ("number", number)} if number else {person}
            if wanted.name and keys & people:
                wanted.problems.append(RowProblem(wanted.number, "name", wanted.name, "twice-in-file"))
            people |= keys
            for each in wanted.leads:
                if each in leaders:
                    problem = RowProblem(wanted.number, "leads", str(each), "class-led-twice")
                    wanted.problems.append(problem)
            leaders |= set(wanted.leads)

    def _make_what_is_missing(self):
        good = [plan for plan in self.plans.values() if not plan.wanted.problems]
        subjects = dict.fromkeys(subject for plan in good for subject, _class in plan.wanted.lessons)
        groups = dict.fromkeys(group for plan in good for group in plan.wanted.groups)
        self.new_subjects = [name for name in subjects if name not in self.staff.subjects]
        self.new_groups = [name for name in groups if name not in self.staff.groups]
        for name in self.new_subjects:
            self.staff.subjects[name] = Subject.objects.create(school=self.school, name=name)
        for name in self.new_groups:
            self.staff.groups[name] = TeacherGroup.objects.create(school=self.school, name=name, kind=_kind_of(name))
        new = [plan for plan in good if plan.teacher is None]
        for plan, user in zip(new, create_dormant_accounts([p.wanted.name for p in new]), strict=True):
            plan.user = user

    def _changes(self, plan):
        teacher, wanted = plan.teacher, plan.wanted
        for column, value in wanted.columns.items():
            old = getattr(teacher, column) if teacher else ""
            if old != value:
                words = dict(Teacher._meta.get_field(column).flatchoices)
                yield Change(column, str(words.get(old, old)), str(words.get(value, value)))
        yield from _set_change("classes", self._lessons_held(teacher), _in_words(wanted.lessons))
        kinds = {self.staff.groups[name].kind for name in wanted.groups if name in self.staff.groups}
        yield from _set_change("groups", _groups_held(teacher, kinds), wanted.groups)
        yield from _set_change("leads", self._led(teacher), [str(each) for each in wanted.leads])

    def _lessons_held(self, teacher):
        lessons = teacher.lessons if teacher else []
        return _in_words(
            (lesson.subject.name, self.staff.classes[lesson.school_class_id])
            for lesson in lessons
            if lesson.school_class_id in self.staff.classes
        )

    def _led(self, teacher):
        led = self.staff.leads.get(teacher.user_id, ()) if teacher else ()
        return [str(self.staff.classes[pk]) for pk in led if pk in self.staff.classes]

    def get_instance(self, instance_loader, row):
        return self.plans[row["number"]].teacher

    def import_instance(self, instance, row, **kwargs):
        """The services set the values; here only rows with problems are turned away."""

    def before_import_row(self, row, **kwargs):
        problems = self.plans[row["number"]].wanted.problems
        if problems:
            raise ValidationError([problem.code for problem in problems])

    def skip_row(self, instance, original, row, import_validation_errors=None):
        return not self.plans[row["number"]].changes

    def save_instance(self, instance, is_create, row, **kwargs):
        plan = self.plans[row["number"]]
        if is_create:
            teacher = teachers.employ(school=self.school, fields=plan.wanted.columns, by=self.by, user=plan.user)
            instance.pk = teacher.pk
        else:
            teacher = teachers.update_teacher(teacher=instance, fields=plan.wanted.columns, by=self.by)
        self._save_lessons(teacher, plan)
        self._save_groups(teacher, plan)
        led = self.staff.leads.get(teacher.user_id, ())
        for each in plan.wanted.leads:
            if each.pk not in led:
                posts.appoint_class_teacher(school_class=each, teacher=teacher, from_on=self.on, by=self.by)

    def save_m2m(self, instance, row, **kwargs):
        """save_instance has written the lessons and groups with their dates."""

    def _save_lessons(self, teacher, plan):
        if not plan.wanted.lessons:
            return
        held = {(each.subject_id, each.school_class_id): each for each in getattr(plan.teacher, "lessons", [])}
        wanted = {
            (self.staff.subjects[name].pk, each.pk): (self.staff.subjects[name], each)
            for name, each in plan.wanted.lessons
        }
        for key in held.keys() - wanted.keys():
            teachers.end_assignment(assignment=held[key], on=self.on, by=self.by)
        for subject, each in [wanted[key] for key in wanted if key not in held]:
            teachers.assign(teacher=teacher, school_class=each, subject=subject, from_on=self.on, by=self.by)

    def _save_groups(self, teacher, plan):
        if not plan.wanted.groups:
            return
        wanted = [self.staff.groups[name] for name in plan.wanted.groups]
        kinds = {group.kind for group in wanted}
        kept = [each.group for each in getattr(plan.teacher, "held_memberships", []) if each.group.kind not in kinds]
        teachers.set_groups(teacher=teacher, groups=[*wanted, *kept], on=self.on, by=self.by)

    def import_row(self, row, instance_loader, **kwargs):
        result = super().import_row(row, instance_loader, **kwargs)
        plan = self.plans[row["number"]]
        kind = KINDS.get(result.import_type, "wrong")
        name = plan.wanted.name or str(row.get("name") or "")
        changes = [] if kind == "wrong" else plan.changes
        self.report.append(ReportRow(row["number"], name, kind, changes, plan.wanted.problems))
        return result


def run(resource: TeacherResource, dataset, *, dry_run: bool) -> bool:
    """Import all rows or none; True when the file has no problem. An unexpected error is raised, not listed."""
    with pghistory.context(user=resource.by.pk):
        result = resource.import_data(dataset, dry_run=dry_run, raise_errors=False, rollback_on_validation_errors=True)
    for error in [*result.base_errors, *(error for _row, errors in result.row_errors() for error in errors)]:
        raise error.error
    return not result.has_validation_errors()


def _kind_of(name):
    return next((kind for ending, kind in KIND_ENDINGS if name.endswith(ending)), TeacherGroup.Kind.RESEARCH)


def _groups_held(teacher, kinds):
    return [each.group.name for each in teacher.held_memberships if each.group.kind in kinds] if teacher else []


def _in_words(lessons):
    return [f"{subject} {school_class}" for subject, school_class in lessons]


def _set_change(column, old, new):
    """Give one change when the cell says something else than what is held; an empty cell says nothing."""
    if new and set(new) != set(old):
        yield Change(column, in_words(sorted(old)), in_words(new))
