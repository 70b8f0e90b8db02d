"""Rule set 7: materials checked three times a term, 2 lessons a week, a patrol every day, pupils and parents heard."""

from rulebook.tests.expected.c6 import MONTHS

MONTHLY = """
C7-K06 | C7.4 | h1 > a1, a2, a3; h2 > b1, b2, director; h3 > c1 | 1 | {days} | {state} | check observation_notes {on}
C7-K07 | C7.4 | OFFICE > HEADS | 1 | {days} | {state} | check observation_notes {on}
C7-K09 | C7.5 | director > school | 1 | {days} | {state} | check homework {on}
"""

TABLE = """
C7-P01 | C7.1 | each: principal, vice | 1 | 09-01..01-22 | due | research_participation 数学组 10-14
C7-K11 | C7.1 | each: principal, vice | 1 | 09-01..01-22 | due | check activity_record 11-05
C7-K01 | C7.2 | OFFICE > COLLEAGUES; clerk > director | 1 | 09-01..09-13 | late | check teacher_material 09-09
C7-K02 | C7.2 | OFFICE > COLLEAGUES; clerk > director | 1 | 11-04..11-26 | late | check teacher_material 11-17
C7-K03 | C7.2 | OFFICE > COLLEAGUES; clerk > director | 1 | 01-04..01-22 | not_due | check teacher_material 01-14
C7-K04 | C7.2 | - | - | - | - | -
C7-T01 | C7.3 | OFFICE > school | 1 | 09-01..01-22 | due | contest lesson_plan 12-11
C7-Q01 | C7.4 | each: vice, director | 2 | 09-01..01-22 | late | observation weekly x2
C7-K08 | C7.4 | principal > vice, director | 2 | 09-01..01-22 | due | check observation_notes 10-12, check observation_notes 12-15
C7-K10 | C7.7 | OFFICE > school | 1 | 09-01..01-22 | late | patrol daily
C7-V01 | C7.8 | principal+vice > school | 1 | 09-01..01-22 | due | pupil_forum 12-02
C7-V02 | C7.8 | nobody > CLASSES | 1 | 09-01..01-22 | due | parents_opinions 11-28
""" + "".join(MONTHLY.format(days=days, state=state, on=on) for days, state, on in MONTHS)
