"""The inspections that the documents in force ask for: of a school, and of one person now."""

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from django.db.models import F, QuerySet

from accounts.models import User
from accounts.permissions import Permission
from accounts.roles import Scope as Reach
from registry.models import TeacherGroup, TeachingAssignment
from rulebook.documents import loading
from rulebook.documents.schema import Leg, Requirement
from rulebook.models import Adoption, Obligation
from rulebook.rules.frames import Frame
from rulebook.rules.judging import State
from rulebook.selectors.board import obligations_of
from rulebook.selectors.duties import lines_in_term
from rulebook.selectors.in_force import frame_among
from rulebook.selectors.lines import Counted, Line, lines_of, states_of
from schools.models import Campus, School, Term
from teaching_checks.models import CheckObject, Round

INSPECTIONS = {"check", "group_check"}
NOW = (State.LATE, State.DUE)
WHOM = {"role:research_group_head": Round.Whom.HEADS, "role:admin_leader": Round.Whom.LEADERS}


@cache
def inspections() -> dict[str, Requirement]:
    """Give all requirements of the documents that rounds fulfil, by their codes."""
    return {
        requirement.id: requirement
        for document in loading.documents().values()
        for requirement in document.requirements.values()
        if requirement.evidence in INSPECTIONS
    }


def inspections_owed(user: User, school: School, term: Term, *, today: date) -> list[Line]:
    """Give all inspections owed in the term that the user's board shows; a constant number of statements."""
    return lines_of(school, *_owed(user, school, term), today=today)


def inspections_counted(user: User, school: School, term: Term, *, today: date) -> Counter[Counted]:
    """Count the same inspections where only numbers are shown."""
    return states_of(school, *_owed(user, school, term), today=today)


def _owed(user: User, school: School, term: Term) -> tuple[QuerySet[Obligation], Frame]:
    frame = frame_among(school, term, school.every_term)
    return obligations_of(term, frame=frame).on_boards_of(user).filter(requirement__in=inspections()), frame


def inspection_in_force(school: School, code: str, on: date) -> bool:
    """Tell whether the school has adopted the document that asks for this inspection; one statement."""
    adopted = Adoption.objects.filter(school=school, document=code.partition("-")[0])
    return code in inspections() and adopted.in_force_on(on).exists()


def objects_of(code: str) -> list[str]:
    """Give what the inspection of this code looks at; [] for an unknown one."""
    requirement = inspections().get(code)
    return [each for each in requirement.objects if each in CheckObject] if requirement else []


@dataclass
class Task:
    """An inspection that somebody is to carry out now: one requirement in one period, of one group, site or the school.

    `lines` are what is still open of it, the most urgent first; `rounds` what has been begun for it.
    """

    requirement: Requirement
    leg: Leg
    group: TeacherGroup | None
    campus: Campus | None
    may_plan: bool
    lines: list[Line] = field(default_factory=list)
    rounds: list[Round] = field(default_factory=list)

    @property
    def first(self) -> Line:
        return self.lines[0]

    @property
    def due_on(self) -> date:
        return self.first.due_on

    @property
    def whom(self) -> str:
        return WHOM.get(self.leg.for_each, Round.Whom.TEACHERS)

    @property
    def objects(self) -> list[str]:
        """What is still to be looked at, where each object is wanted by itself; else all that would do."""
        missing = {part for line in self.lines for part in line.standing.missing}
        wanted = objects_of(self.requirement.id)
        return [each for each in wanted if each in missing] or wanted

    @property
    def mode(self) -> str:
        """The form of inspection that the text names: face to face in the group (C5.4), of the group itself (C3.6)."""
        if self.requirement.evidence == "group_check":
            return Round.Mode.GROUP
        return Round.Mode.FACE_TO_FACE if "research_group" in self.leg.who else Round.Mode.FULL


def to_inspect(user: User, school: School, *, today: date) -> list[Task]:
    """Give what the user is to inspect now, late first; a constant number of statements.

    What is late for good, as the check of a month that is over, is left out: no inspection made now would count.
    """
    terms = list(Term.objects.filter(school=school))
    lines = lines_in_term(user, school, terms, today=today, requirements=list(inspections()))
    heads = set(user.scopes_with(Permission.CHECK_GROUP, Reach.GROUP))
    is_office = user.has_permission(Permission.CHECK_MANAGE, school=school)
    groups = {group.pk: group for group in TeacherGroup.objects.visible_to(user).filter(school=school)}
    sites = _sites(school, lines, today)
    tasks: dict[tuple, Task] = {}
    for line in sorted(lines, key=lambda line: (line.due_on, line.requirement.id, line.subject_name)):
        if line.state in NOW and today < line.owed.counts.to_on:
            leg = _leg(line, heads)
            group = groups.get(line.group_id) if _is_of_group(leg) else None
            campus = sites.get(line.subject) if _is_of_site(leg) else None
            may_plan = is_office or (group is not None and group.pk in heads)
            key = (line.requirement.id, line.period, group, campus)
            tasks.setdefault(key, Task(line.requirement, leg, group, campus, may_plan)).lines.append(line)
    _add_rounds(tasks.values(), user, school, today)
    return list(tasks.values())


def _leg(line: Line, heads: Collection[int]) -> Leg:
    """Give by which part of the requirement the line is owed: heads owe the own group, others the heads (C3.4)."""
    legs = line.requirement.legs
    fitting = [leg for leg in legs if _is_of_group(leg) is (line.group_id in heads)]
    return (fitting or legs)[0]


def _is_of_group(leg: Leg) -> bool:
    return leg.scope == "own_group" or leg.for_each == "research_group"


def _is_of_site(leg: Leg) -> bool:
    return leg.scope == "own_campus"


def _sites(school: School, lines: Collection[Line], today: date) -> dict[str, Campus]:
    """Give by subject of a line the village site where that person teaches (C4.2); no statement without such lines."""
    if not any(_is_of_site(leg) for line in lines for leg in line.requirement.legs):
        return {}
    lessons = TeachingAssignment.objects.held_on(today).filter(
        school=school, school_class__campus__kind=Campus.Kind.VILLAGE_SITE
    )
    lessons = lessons.select_related("school_class__campus").order_by("pk")
    return {f"person:{each.person}": each.school_class.campus for each in lessons.annotate(person=F("teacher__user"))}


def _add_rounds(tasks: Collection[Task], user: User, school: School, today: date) -> None:
    """Give each task the rounds under way for it; one statement."""
    codes = {task.requirement.id for task in tasks}
    rounds = Round.objects.visible_to(user).filter(school=school, requirement__in=codes, term__ends_on__gte=today)
    found = defaultdict(list)
    for round in rounds.exclude(state=Round.State.CLOSED).for_listing():
        found[round.requirement, round.group, round.campus].append(round)
    for task in tasks:
        task.rounds = found[task.requirement.id, task.group, task.campus]
