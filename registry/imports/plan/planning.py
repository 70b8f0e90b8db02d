"""Put a cleaned file beside the register: what is new, changed, unchanged or left out, and why."""

from collections.abc import Hashable

from registry.imports.plan.changes import changes_of_student
from registry.imports.plan.columns import BORN_ON, NAME, SEX
from registry.imports.plan.enrolling import decide_enrolment
from registry.imports.plan.existing import Register
from registry.imports.plan.households import plan_households
from registry.imports.plan.model import NOTHING, Choices, Draw, File, Plan, RowPlan
from registry.imports.plan.pupils import PupilRow, match_pupils
from registry.imports.problems import problem


def make_plan(file: File, register: Register, choices: Choices, classes: dict[Hashable, int], draw: Draw) -> Plan:
    """Plan an import. `classes` maps class keys to known ids; new ones are drawn and added to it."""
    plans = [RowPlan() for _ in file.rows]
    _hand_out_problems(file, plans)
    _match(file, register, choices, classes, plans)
    for index, plan in enumerate(plans):
        if plan.student is not None and not plan.is_rejected:
            _compare(file, index, plan, register, choices, classes)
    _draw_students(plans, draw)
    _draw_classes(file, plans, classes, draw)
    households = plan_households(file, plans, register, choices, draw)
    for plan in plans:
        _conclude(plan)
    return Plan(plans, households)


def _hand_out_problems(file, plans):
    places = zip(file.sheets, file.rows, strict=True)
    index_of = {place: index for index, place in enumerate(places)}
    for found in file.problems:
        plans[index_of[found.sheet, found.row]].add(found)


def _match(file, register, choices, classes, plans):
    rows = [None if plan.is_rejected else _pupil_row(file, index, classes) for index, plan in enumerate(plans)]
    matches = match_pupils(rows, register.students.values(), choices.answers)
    for index, doubt in matches.doubts.items():
        params = {"candidate": register.describe(doubt.candidate), "question": doubt.question}
        plans[index].add(_problem(file, index, rows[index].name, doubt.code, **params))
    for plan, student in zip(plans, matches.students, strict=True):
        plan.student = student


def _problem(file, index, value, code, **params):
    return problem(file.sheets[index], file.rows[index], "", value, code, **params)


def _pupil_row(file, index, classes):
    values = file.values[index]
    return PupilRow(
        file.key(index),
        values[NAME],
        values[SEX],
        values[BORN_ON],
        file.id_hashes[index],
        file.national_hashes[index],
        classes.get(file.class_keys[index]),
    )


def _compare(file, index, plan, register, choices, classes):
    known = register.students[plan.student]
    plan.enrol, fault = decide_enrolment(known, classes.get(file.class_keys[index]), choices.effective_on)
    if fault:
        plan.add(_problem(file, index, file.values[index][NAME], fault, day=str(choices.effective_on)))
        return
    before = changes_of_student(file, index, known, wipe=choices.wipe_blanks)
    if plan.enrol and known.enrolment:
        before["class"] = known.enrolment.school_class
    plan.before = before or NOTHING


def _draw_students(plans, draw):
    new = [plan for plan in plans if plan.student is None and not plan.is_rejected]
    for plan, student in zip(new, draw("student", len(new)), strict=True):
        plan.student, plan.action, plan.enrol = student, "new", "new"


def _draw_classes(file, plans, classes, draw):
    wanted = {file.class_keys[index] for index, plan in enumerate(plans) if not plan.is_rejected}
    new = sorted(wanted - classes.keys())
    classes.update(zip(new, draw("class", len(new)), strict=True))
    for index, plan in enumerate(plans):
        plan.school_class = classes.get(file.class_keys[index])


def _conclude(plan):
    if plan.is_rejected:
        plan.action = "rejected"
    elif plan.action != "new":
        is_changed = plan.before or plan.enrol or plan.has_new_family
        plan.action = "changed" if is_changed else "unchanged"
