"""The seven rule sets side by side: the table of the specification comes out of what one school owes under each.

"2–3/term" is at least two, shown up to three; "—" that the set asks nothing. A range of people or groups is said in words.
"""

import pytest

from rulebook.documents import loading
from rulebook.documents.schema import Measure, Per
from rulebook.models import Obligation
from rulebook.selectors.in_force import frame
from rulebook.selectors.lines import Line, lines_of
from rulebook.services.expanding import expand_term
from rulebook.tests.acceptance import LOOK, labels
from rulebook.tests.acceptance import only_registers as only_registers
from rulebook.tests.factories import AUTUMN, create_adoption
from rulebook.tests.scenes import create_school_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("only_registers")]
SETS = ("C1", "C2", "C3", "C4", "C5", "C6", "C7")

# What sets 1 and 6 say of marking in general and set 7 of parents' meetings is kept as records, without a number.
TABLE = """
office called                | 教导处 | 教务处 | 教务处 | 教导处 | 教导处 | 教导处 | 教导处
leaders in research          | 2–3/term | — | — | — | — | 2–3/term in 1–2 groups | 1–3/term in 1–1 groups
lesson plans checked         | midterm, term_end | — | midterm, month, term_end | after_new_lessons, month, term_start | midterm, month, term_end | month | midterm, term_end, term_start
plan contest                 | 1/term | — | 1/term for each subject | — | 1/term for each subject | 1/school_year | 1/term
vice-principal observes      | 20/term | — | 20/term | — | 40/term | 3/week | 2/week
academic director observes   | 20/term | — | 20/term | — | 40/term | 3/week | 2/week
clerk observes               | — | — | 15/term | — | — | — | —
central group head observes  | 10/term | — | 15/term | — | 16/term | 2/week | —
group head observes          | 10/term | — | 10/term | — | 16/term | 2/week | —
other administrator observes | — | — | 10/term | — | — | — | —
principal observes           | — | — | 20/term | — | — | 3/week | —
teacher observes             | 10/term | — | 10/term | — | 16/term | 1/week | —
unannounced                  | — | allowed | — | — | — | — | allowed
notes: head, group           | 2/term | — | 2/term | — | 2/term | 1/month | 1/month
notes: office, heads         | 2/term | — | 2/term | — | 2/term | 2/term | 1/month
notes: principal, leaders    | 2/term | — | 2/term | — | 2/term | 2/term | 2/term
homework checked             | 1–2/term | 1/term second_half | 1/term; 1/term midterm; 1/term term_end | 1/month month_end | 1/term; 1/term midterm; 1/term term_end | 1–2/term | 1–2/month
marking                      | — | — | — | all/term | — | 1/day | —
daily patrol                 | — | clerk 1/day | — | — | — | — | clerk+director 1/day
sampling exams               | allowed | — | — | — | — | allowed | —
teachers analyse after       | final, midterm | final, midterm | final, midterm | each | final, midterm | each, final | —
school analyses until        | 2026-11-26, 2027-02-02 | — | 2026-11-26, 2027-02-28 | — | 2026-11-26, 2027-02-28 | each | —
pupils asked                 | — | 5–10 people 1/term after_midterm_exam | 1–2/term | — | 1–2/term | — | 1/term
parents asked                | — | 5–10 people 1/term before_term_end | — | — | — | — | 1/term
kinds of deductions          | — | — | — | 16 | — | — | —
"""


def test_the_table_of_section_14_comes_out_of_what_is_owed():
    small = create_school_of(named={"other_admin": ["office"], "central_group_head": ["h1"]})
    for document in SETS:
        create_adoption(school=small.school, document=document)
    expand_term(school=small.school, term=small.term, as_of=AUTUMN)
    owed = Obligation.objects.live().filter(school=small.school)
    lines = lines_of(small.school, owed, frame(small.school, small.term), today=LOOK)
    columns = [_column(loading.document(name), lines, labels(small)) for name in SETS]
    assert {row: " | ".join(column[row] for column in columns) for row in columns[0]} == typed()


def typed() -> dict[str, str]:
    rows = (row.split("|", 1) for row in TABLE.strip().splitlines())
    return {name.strip(): values.strip() for name, values in rows}


def _column(document, lines: list[Line], names: dict[str, str]) -> dict[str, str]:
    mine = [line for line in lines if line.document is document]
    checks = [x for x in mine if x.requirement.evidence in ("check", "group_check", "six_earnests_review")]
    keys = {name: key for key, name in names.items()}

    def topic(*wanted, among=mine):
        return [line for line in among if line.requirement.topic in wanted]

    def observes(name):
        people = [line for line in topic("observation_quota") if line.subject == keys[name]]
        return _said(people)

    def notes(name, by):
        owed = [line for line in topic("note_inspection") if line.subject == keys[name]]
        assert all({names[f"person:{pk}"] for pk in line.bearers} == by for line in owed)
        return _said(owed)

    return {
        "office called": _office(document),
        "leaders in research": _said(topic("leaders_in_research")),
        "lesson plans checked": _when(_of_plans(checks)),
        "plan contest": _said(topic("plan_contest")),
        "vice-principal observes": observes("vice"),
        "academic director observes": observes("director"),
        "clerk observes": observes("clerk"),
        "central group head observes": observes("h1"),
        "group head observes": observes("h2"),
        "other administrator observes": observes("office"),
        "principal observes": observes("principal"),
        "teacher observes": observes("a1"),
        "unannounced": _allowed(document, "unannounced_observation"),
        "notes: head, group": notes("a1", {"h1"}),
        "notes: office, heads": notes("h1", {"clerk", "director"}),
        "notes: principal, leaders": notes("vice", {"principal"}),
        "homework checked": _said(_of_homework(checks)),
        "marking": _said(topic("marking")),
        "daily patrol": _by(topic("daily_patrol"), names),
        "sampling exams": _allowed(document, "sampling_exam"),
        "teachers analyse after": _exams(topic("quality_analysis")),
        "school analyses until": _until(topic("school_analysis")),
        "pupils asked": _said(topic("pupil_voice")),
        "parents asked": _said(topic("parent_voice")),
        "kinds of deductions": str(len(document.items_of("deduction")) or "—"),
    }


def _office(document) -> str:
    label = document.parameters["labels.academic_office"]
    return label.choices[label.default].zh


def _allowed(document, topic: str) -> str:
    return "allowed" if any(r.topic == topic and r.is_permission for r in document.requirements.values()) else "—"


def _of_plans(checks: list[Line]) -> list[Line]:
    plans = {"lesson_plan", "teacher_material"}
    return [
        line
        for line in checks
        if line.requirement.topic == "routine_check"
        or (plans & set(line.requirement.objects) and line.requirement.topic not in ("spot_check", "homework_check"))
        or (line.requirement.per is Per.MONTH and plans & set(line.requirement.objects))
    ]


def _of_homework(checks: list[Line]) -> list[Line]:
    aside = ("spot_check", "C4-K05")
    return [x for x in checks if "homework" in x.requirement.objects and x.requirement.topic not in aside]


def _when(lines: list[Line]) -> str:
    return _joined("month" if x.requirement.per is Per.MONTH else x.requirement.window for x in lines)


def _exams(lines: list[Line]) -> str:
    return _joined("each" if x.requirement.measure is Measure.JUDGED else x.period.split("/")[-1] for x in lines)


def _until(lines: list[Line]) -> str:
    return _joined("each" if x.requirement.measure is Measure.JUDGED else x.due_on.isoformat() for x in lines)


def _by(lines: list[Line], names: dict[str, str]) -> str:
    return _joined(f"{'+'.join(sorted(names[f'person:{pk}'] for pk in x.bearers))} {_one(x)}" for x in lines)


def _said(lines: list[Line]) -> str:
    return _joined(map(_one, lines), by="; ")


def _one(line: Line) -> str:
    requirement, owed = line.requirement, line.owed
    people = f"{_range(*owed.amounts)} people " if owed.amounts[0] else ""
    number = "all" if requirement.measure is Measure.SHARE else _range(owed.least, owed.most)
    groups = f" in {_range(*owed.spread)} groups" if owed.spread[0] else ""
    window = "" if requirement.window == "anytime" else f" {requirement.window}"
    subjects = " for each subject" if line.subject.startswith("subject:") else ""
    return f"{people}{number}/{requirement.per}{groups}{window}{subjects}"


def _range(least, most) -> str:
    return f"{least:.0f}" if most is None else f"{least:.0f}–{most:.0f}"


def _joined(words, by: str = ", ") -> str:
    return by.join(sorted(set(words))) or "—"
