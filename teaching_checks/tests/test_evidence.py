"""Rounds count for what the seven rule sets ask: the right ones make it done, and one less does not (section 14)."""

from collections import defaultdict
from datetime import date

import pytest

from core.dates import Span
from registry.models import Teacher, TeacherGroup
from rulebook import kinds
from rulebook.rules.judging import State, judge
from rulebook.selectors.evidence import load_records
from rulebook.selectors.in_force import frame
from rulebook.selectors.lines import look
from rulebook.tests.acceptance import DAY, LOOK, cases, labels, lines_owed, records_of, row_of, school_of, table_of
from rulebook.tests.factories import create_small
from teaching_checks.models import Inspected, Round
from teaching_checks.tests.factories import FULL, at_noon, create_round, create_sheet, fill

pytestmark = pytest.mark.django_db
KINDS = ("check", "group_check")
checks, group_checks = (kinds.evidence_kind(kind).rows for kind in KINDS)
YEAR = Span(date(2026, 8, 1), date(2027, 8, 1))


def done_round(small, *, on, object, who, mode="full", organiser=None, group=None, **fields) -> Round:
    """Make a closed round in one day; `who` maps ids of the inspected to those of their inspectors."""
    organiser = organiser or small.clerk.pk
    defaults = {
        "school": small.school,
        "term": small.term,
        "name": object,
        "sheet": create_sheet(school=small.school),
        "state": "closed",
        "opened_at": at_noon(on),
        "closed_at": at_noon(on),
        "organiser_id": organiser,
        "opened_by_id": organiser,
        "closed_by_id": organiser,
    }
    round = Round.objects.create(
        object=object, mode=mode, from_on=on, to_on=on, group_id=group, **{**defaults, **fields}
    )
    teachers = {teacher.user_id: teacher for teacher in Teacher.objects.filter(school=small.school)}
    done = {"school": small.school, "round": round, "is_done": True, "done_on": on}
    Inspected.objects.bulk_create(
        Inspected(teacher=teachers[person], person_id=person, inspector_id=by, done_by_id=by, **done)
        for person, by in who.items()
    )
    return round


def rounds_of(small, evidence) -> dict[tuple, Round]:
    """Make the rounds that these records would come from: those of one object and day together."""
    together = defaultdict(dict)
    groups = {f"group:{group.pk}": group.pk for group in TeacherGroup.objects.filter(school=small.school)}
    for row in evidence:
        if row.subject.startswith("person:"):
            together[row.on, row.part, "people", None][int(row.subject.partition(":")[2])] = row.actor
        else:
            someone = next(user.pk for user in small.people.values() if user.pk != row.actor)
            together[row.on, row.part, row.subject or "school", row.actor][someone] = row.actor
    found = {}
    for (on, part, subject, actor), who in together.items():
        group = groups.get(subject)
        mode = "group" if group else "full" if subject == "people" else "spot"
        # Rows of single people come from a round of a part of the teachers: it must not count as one of the school.
        part_only = {"whom": "heads"} if subject == "people" else {}
        found[on, part, subject, actor] = done_round(
            small, on=on, object=part, who=who, mode=mode, organiser=actor, group=group, **part_only
        )
    return found


def not_done(small, lines, term) -> list:
    records = load_records([small.school], dict.fromkeys(KINDS, YEAR))
    judged = [
        (line, judge(line.owed, records, look(max(line.due_on + DAY, LOOK), term, line.numbers))) for line in lines
    ]
    return [line for line, standing in judged if standing.state is not State.DONE]


@pytest.mark.parametrize("document", ["C1", "C2", "C3", "C4", "C5", "C6", "C7"])
def test_the_right_rounds_make_every_check_of_a_set_done_and_one_less_does_not(document):
    small = school_of(document)
    term, names = frame(small.school, small.term), labels(small)
    proofs = {(case.requirement, row): case.proof for case in cases(table_of(document).TABLE) for row in case.rows}
    by_requirement = defaultdict(list)
    for line in lines_owed(small, document):
        if line.requirement.evidence in KINDS:
            by_requirement[line.requirement.id].append(line)
    assert by_requirement
    for name, lines in by_requirement.items():
        evidence = [records_of(proofs[name, row_of(line, names)], line.owed, term)[0] for line in lines]
        rounds = rounds_of(small, [row for rows in evidence for row in rows])
        assert [row_of(line, names) for line in not_done(small, lines, term)] == [], name
        on, part, *_ = max(rounds, key=lambda key: key[0])
        Round.objects.filter(school=small.school, from_on=on, object=part).delete()
        hit = [
            row_of(line, names)
            for line, rows in zip(lines, evidence, strict=True)
            if any((row.on, row.part) == (on, part) for row in rows)
        ]
        assert hit
        assert [row_of(line, names) for line in not_done(small, lines, term)] == hit, name
        Round.objects.filter(school=small.school).delete()


@pytest.fixture
def small():
    return create_small()


def said(rows) -> set:
    return {(row.subject, row.part, row.actor) for row in rows}


def test_nothing_is_attested_any_more():
    assert [kind for kind in KINDS if kinds.is_attested(kind)] == []


def test_a_teacher_counts_as_soon_as_everything_is_entered(small):
    round = create_round(small=small, who=("a1", "a2"))
    fill(round, small.a1, FULL, by=small.clerk)
    fill(round, small.a2, {"due": "40"}, by=small.clerk)
    assert said(checks(small.school, YEAR)) == {(f"person:{small.a1.pk}", "lesson_plan", small.h1.pk)}


def test_a_round_of_notes_serves_the_full_check_and_the_inspection_of_notes(small):
    """L-16: what was looked at once is not asked for a second time."""
    on = date(2026, 11, 13)
    done_round(small, on=on, object="observation_notes", who={small.a1.pk: small.h1.pk}, whom="heads")
    lines = {line.requirement.id: line for line in _lines(small) if line.subject == f"person:{small.a1.pk}"}
    records = load_records([small.school], dict.fromkeys(KINDS, YEAR))
    term = frame(small.school, small.term)
    values = {
        name: judge(lines[name].owed, records, look(LOOK, term, lines[name].numbers)) for name in ("C3-K02", "C3-K07")
    }
    assert values["C3-K07"].value == 1
    assert "observation_notes" not in values["C3-K02"].missing


def _lines(small):
    return lines_owed(small, "C3")


def test_a_full_check_of_the_school_is_the_act_of_the_office_and_counts_for_the_routine(small):
    who = {small.a1.pk: small.h1.pk, small.a2.pk: small.h1.pk}
    done_round(small, on=date(2026, 11, 13), object="lesson_plan", who=who, organiser=small.director.pk)
    of_school = {row for row in said(checks(small.school, YEAR)) if row[0] == ""}
    assert of_school == {("", "lesson_plan", small.director.pk), ("", "teaching_routine", small.director.pk)}


def test_a_spot_check_is_the_act_of_who_inspected(small):
    who = {small.a1.pk: small.vice.pk, small.b1.pk: small.vice.pk, small.c1.pk: small.director.pk}
    done_round(small, on=date(2026, 10, 20), object="homework", who=who, mode="spot")
    assert ("", "homework", small.vice.pk) in said(checks(small.school, YEAR))


def test_a_round_of_heads_or_of_one_grade_is_no_routine_check_of_the_school(small):
    day = {"on": date(2026, 11, 13), "object": "lesson_plan", "who": {small.h1.pk: small.director.pk}}
    done_round(small, whom="heads", **day)
    done_round(small, grade=small.school.grades.first(), **day)
    assert {row[1] for row in said(checks(small.school, YEAR)) if row[0] == ""} == {"lesson_plan"}


def test_an_open_round_is_not_yet_one_of_the_school(small):
    round = done_round(small, on=date(2026, 11, 13), object="lesson_plan", who={small.a1.pk: small.h1.pk})
    Round.objects.filter(pk=round.pk).update(state="open", closed_at=None, closed_by=None)
    assert {row[0] for row in said(checks(small.school, YEAR))} == {f"person:{small.a1.pk}"}


def test_a_general_check_of_the_group_counts_whoever_wrote_it_down(small):
    group = small.groups["语文"].pk
    done_round(
        small, on=date(2026, 12, 3), object="homework", who={small.a1.pk: small.a2.pk}, mode="group", group=group
    )
    assert said(group_checks(small.school, YEAR)) == {(f"group:{group}", "homework", None)}


def test_what_was_done_outside_the_span_is_not_given(small):
    done_round(small, on=date(2026, 11, 13), object="homework", who={small.a1.pk: small.h1.pk})
    assert not list(checks(small.school, Span(date(2026, 11, 14), date(2027, 1, 1))))


def test_all_of_a_school_costs_three_statements_and_a_group_check_one(small, django_assert_num_queries):
    for number in range(3):
        who = {small.a1.pk: small.h1.pk, small.b1.pk: small.h2.pk}
        done_round(small, on=date(2026, 11, 10 + number), object="homework", who=who)
    with django_assert_num_queries(3):
        list(checks(small.school, YEAR))
    with django_assert_num_queries(1):
        list(group_checks(small.school, YEAR))
