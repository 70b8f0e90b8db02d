"""S-01: the school's teachers, posts, groups and lessons on a day. Staff only, no children's data."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from accounts import scopes
from accounts.models import Post
from accounts.permissions import Permission
from accounts.roles import FAMILY_ROLES, ROLES, Role
from registry.models import GroupMembership, SchoolClass, Teacher, TeacherGroup, TeachingAssignment
from reports.kinds import Column, Figure, Gathered, Option, ReportKind, Table, register
from schools.models import School, Term

HEADS = {Role.RESEARCH_GROUP_HEAD, Role.PREP_GROUP_HEAD}


@dataclass
class Person:
    """One teacher with what the register says on the day."""

    teacher: Teacher
    posts: list[str] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    lessons: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


@dataclass
class Staff:
    """All that the report is written from; plain lists, no further reads."""

    people: list[Person]
    posts: list[tuple[Post, str]]
    groups: list[tuple[TeacherGroup, list[str], list[str]]]
    classes: list[tuple[str, list[str], int]]


def gather(*, school: School, term: Term, on: date, options: dict[str, str]) -> Gathered:
    """Read the staff as on that day, in eight statements whatever the size of the school."""
    return written(_read(school, on), school=str(school), period=str(term), on=on, options=options)


def _read(school: School, on: date) -> Staff:
    teachers = list(Teacher.objects.filter(school=school).employed_on(on))
    posts = list(
        Post.objects.held_on(on)
        .filter(school=school)
        .exclude(role__in=FAMILY_ROLES)
        .select_related("user")
        .order_by("role", "user__name", "pk")
    )
    labels = scopes.labels((ROLES[p.role].scope, p.scope_id) for p in posts if p.scope_id)
    where = {p.pk: labels.get((ROLES[p.role].scope, p.scope_id), "") for p in posts}
    people = {t.pk: Person(t) for t in teachers}
    names = {t.user_id: t.name for t in teachers}
    _add_posts(people.values(), posts, where)
    groups = _groups(school, on, people, posts, names)
    classes = _classes(school, on, people, posts, names)
    return Staff(list(people.values()), [(p, where[p.pk]) for p in posts], groups, classes)


def _add_posts(people, posts: Sequence[Post], where: dict[int, str]) -> None:
    by_user = defaultdict(list)
    for post in posts:
        if post.role != Role.TEACHER:
            by_user[post.user_id].append(_with_place(post.get_role_display(), where[post.pk]))
    for person in people:
        person.posts = by_user[person.teacher.user_id]


def _groups(school, on, people, posts, names):
    """Give each group with the names of its heads and members; tell the members' persons."""
    heads = defaultdict(list)
    for post in posts:
        if post.role in HEADS:
            heads[post.scope_id].append(names.get(post.user_id, post.user.name))
    memberships = GroupMembership.objects.held_on(on).filter(school=school, teacher__in=list(people))
    members = defaultdict(list)
    for group_id, teacher_id in memberships.order_by("teacher__name_pinyin", "teacher").values_list("group", "teacher"):
        members[group_id].append(teacher_id)
    found = []
    for group in TeacherGroup.objects.filter(school=school).select_related("subject"):
        for teacher_id in members[group.pk]:
            people[teacher_id].groups.append(group.name)
        found.append((group, heads[group.pk], [people[pk].teacher.name for pk in members[group.pk]]))
    return found


def _classes(school, on, people, posts, names):
    """Give each class with the names of its class teachers and the number of subjects taught; tell the teachers."""
    classes = list(SchoolClass.objects.filter(school=school).open().with_grade(on))
    classes.sort(key=lambda c: (c.grade_number or 0, c.number))
    class_names = {c.pk: c.name_on(on) for c in classes}
    class_teachers = defaultdict(list)
    for post in posts:
        if post.role == Role.CLASS_TEACHER:
            class_teachers[post.scope_id].append(names.get(post.user_id, post.user.name))
    subjects = defaultdict(set)
    held = TeachingAssignment.objects.held_on(on).filter(school=school, teacher__in=list(people)).order_by("subject")
    lessons = held.values_list("teacher", "school_class", "subject", "subject__name")
    order = {c.pk: place for place, c in enumerate(classes)}
    for teacher_id, class_id, subject_id, subject in sorted(lessons, key=lambda row: order.get(row[1], len(order))):
        if class_id in class_names:
            people[teacher_id].lessons[subject].append(class_names[class_id])
            subjects[class_id].add(subject_id)
    return [(class_names[c.pk], class_teachers[c.pk], len(subjects[c.pk])) for c in classes]


def written(staff: Staff, *, school: str, period: str, on: date, options: dict[str, str]) -> Gathered:
    """Put the staff into words, in the language of the moment."""
    return Gathered(
        title=_("Staff and posts"),
        school=school,
        period=period,
        on=on,
        as_of=timezone.now(),
        figures=_figures(staff),
        tables=[
            _people_table(staff, with_phones=options.get("phones") == "yes"),
            _posts_table(staff),
            _groups_table(staff),
            _classes_table(staff),
        ],
        signatures=[_("Made by"), _("Checked by"), Role.PRINCIPAL.label],
    )


def _figures(staff: Staff) -> list[Figure]:
    headless = sum(1 for group, heads, _members in staff.groups if group.kind != TeacherGroup.Kind.GRADE and not heads)
    without = sum(1 for _name, teachers, _subjects in staff.classes if not teachers)
    idle = sum(1 for person in staff.people if not person.lessons)
    # Who observes whose lessons, and who inspects whose notes, is counted from these.
    return [
        Figure("teachers", _("Teachers"), len(staff.people), ["C1.4", "C3.8a"]),
        Figure("without_lessons", _("Teachers without lessons"), idle),
        Figure("groups", _("Teacher groups"), len(staff.groups), ["C1.1", "C6.1"]),
        Figure("groups_without_head", _("Research and preparation groups without a head"), headless, ["C1.6", "C3.3"]),
        Figure("classes", _("Classes"), len(staff.classes)),
        Figure("classes_without_teacher", _("Classes without a class teacher"), without),
    ]


def _people_table(staff: Staff, *, with_phones: bool) -> Table:
    columns = [
        Column(_("No."), 7),
        Column(_("Name"), 10),
        Column(_("Sex"), 7),
        Column(_("Professional title"), 14),
        Column(_("Posts"), 24),
        Column(_("Groups"), 18),
        Column(_("Lessons"), 30),
    ]
    rows = [
        [
            number,
            person.teacher.name,
            person.teacher.get_sex_display(),
            person.teacher.professional_title,
            _joined(person.posts),
            _joined(person.groups),
            _joined(f"{subject} {_joined(classes)}" for subject, classes in person.lessons.items()),
        ]
        for number, person in enumerate(staff.people, 1)
    ]
    if with_phones:
        columns.append(Column(_("Phone"), 18))
        for row, person in zip(rows, staff.people, strict=True):
            row.append(person.teacher.phone)
    return Table(_("Teachers"), columns, rows)


def _posts_table(staff: Staff) -> Table:
    columns = [Column(_("Post"), 20), Column(_("Name"), 12), Column(_("Over"), 24), Column(_("Since"), 12)]
    held = [(post, place) for post, place in staff.posts if post.role != Role.TEACHER]
    order = list(Role)
    held.sort(key=lambda pair: order.index(pair[0].role))
    return Table(_("Posts"), columns, [[p.get_role_display(), p.user.name, place, p.from_on] for p, place in held])


def _groups_table(staff: Staff) -> Table:
    columns = [
        Column(_("Group"), 18),
        Column(_("Kind"), 14),
        Column(_("Head"), 12),
        Column(_("Members"), 8),
        Column(pgettext("members of a group", "Names"), 40),
    ]
    rows = [
        [group.name, group.get_kind_display(), _joined(heads), len(members), _joined(members)]
        for group, heads, members in staff.groups
    ]
    return Table(_("Teacher groups"), columns, rows)


def _classes_table(staff: Staff) -> Table:
    columns = [Column(_("Class"), 18), Column(_("Class teacher"), 14), Column(_("Subjects with a teacher"), 12)]
    rows = [[name, _joined(teachers), subjects] for name, teachers, subjects in staff.classes]
    return Table(_("Classes"), columns, rows)


def _with_place(role: str, place: str) -> str:
    return f"{role} ({place})" if place else role


def _joined(words) -> str:
    return pgettext("between the items of a list", ", ").join(words)


def sample() -> Gathered:
    """Give a small invented staff: what a template is tried with."""
    teacher = Teacher(name="李老师", sex="F", professional_title="一级教师", phone="13900000000")
    group = TeacherGroup(name="语文教研组", kind=TeacherGroup.Kind.RESEARCH)
    person = Person(teacher, [str(Role.PRINCIPAL.label)], [group.name], {"语文": ["三年级（1）班", "三年级（2）班"]})
    staff = Staff([person, Person(teacher)], [], [(group, [teacher.name], [teacher.name])], [("三年级（1）班", [], 1)])
    return written(staff, school="示范小学", period="2026–2027 · 1", on=date(2026, 9, 1), options={"phones": "yes"})


register(
    ReportKind(
        code="S-01",
        label=gettext_lazy("Staff and posts of the school"),
        about=gettext_lazy("Teachers with their posts, groups and lessons; posts; groups; class teachers."),
        permission=Permission.TEACHER_VIEW,
        gather=gather,
        sample=sample,
        options=[
            Option(
                "phones",
                gettext_lazy("Phone numbers"),
                [("no", gettext_lazy("Leave them out")), ("yes", gettext_lazy("With phone numbers"))],
            )
        ],
    )
)
