"""What teachers do themselves makes their own obligations done, from the real records (C4.1, C4.3, C4.4.3, C4.4.6)."""

from datetime import date

import pytest

from rulebook.models import Obligation
from rulebook.rules.judging import State
from rulebook.selectors.in_force import frame
from rulebook.selectors.lines import lines_of
from rulebook.tests.factories import create_obligations, create_small
from rulebook.tests.scenes import employ
from teaching_checks.tests.records import create_call, create_experiment, create_hand_in

pytestmark = pytest.mark.django_db
HANDED_IN = {
    "C4-K02": ("teaching_plan", date(2026, 9, 8)),
    "C4-S01": ("revision_plan", date(2026, 12, 29)),
    "C4-S03": ("work_summary", date(2027, 1, 21)),
    "C4-L02": ("subject_summary", date(2027, 1, 20)),
    "C4-L03": ("teaching_paper", date(2026, 12, 1)),
}


def done(small) -> set[tuple[str, str]]:
    """Give which of the requirements are done, and by whom, after the term."""
    codes = [*HANDED_IN, "C4-S09"]
    owed = Obligation.objects.filter(school=small.school, requirement__in=codes)
    lines = lines_of(small.school, owed, frame(small.school, small.term), today=date(2027, 1, 31))
    return {(line.requirement.id, line.subject_name) for line in lines if line.state is State.DONE}


def test_what_is_handed_in_and_experiments_held_make_the_own_obligations_done():
    small = create_small()
    physicist = employ(small, "p1", "物理")
    create_obligations(small, "C4")
    assert done(small) == set()
    for kind, on in HANDED_IN.values():
        call = create_call(school=small.school, term=small.term, kind=kind, due_on=on)
        create_hand_in(call=call, teacher=physicist, on=on)
    lesson = physicist.assignments.get()
    whose = {"teacher": physicist, "school_class": lesson.school_class, "subject": lesson.subject}
    fields = {"term": small.term, "due_on": date(2026, 10, 9), "state": "done", "done_on": date(2026, 10, 8)}
    create_experiment(**whose, **fields)
    assert done(small) == {(code, "p1") for code in (*HANDED_IN, "C4-S09")}
    create_experiment(**whose, term=small.term, due_on=date(2026, 11, 9), name="Freezing water")
    assert done(small) == {(code, "p1") for code in HANDED_IN}
