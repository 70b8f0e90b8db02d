"""Rule set 4: inspected at the end of every school month; all marked, all tests analysed, all experiments done.

The five school months of 21 teaching weeks: weeks 1–4, 5–8, 9–12, 13–16, and 17–20 with the week left over (X-36).
"""

TAUGHT = {"p1": "物理"}  # a teacher of physics, in no research group
SITE = ("v1", "s1")  # a teacher at a village site, and the site's own academic director
MONTH = """
C4-K03 | C4.2 | h1 > a1, a2, a3; h2 > b1, b2, director; h3 > c1; director > HEADS, p1 | 1 | {days} | {state} | check lesson_plan+lesson+homework+tutoring+assessment+experiment {on}
C4-K04 | C4.2 | s1 > v1 | 1 | {days} | {state} | check lesson_plan+lesson+homework+tutoring+assessment+experiment {on}
"""

TABLE = """
C4-K01 | C4.1 | h1 > a1, a2, a3; h2 > b1, b2, director; h3 > c1; director > HEADS, p1, v1 | 1 | 09-01..09-13 | late | check lesson_plan 09-01
C4-K02 | C4.1 | each: TEACHERS, p1, v1 | 1 | 09-01..09-13 | late | hand_in teaching_plan 09-02
C4-K05 | C4.3 | director+principal+vice > COLLEAGUES, p1, v1; principal+vice > director | 1 | 12-28..01-22 | not_due | six_earnests_review 01-15
C4-S01 | C4.3 | each: TEACHERS, p1, v1 | 1 | 12-28..01-17 | not_due | revision_plan 12-29
C4-S03 | C4.3 | each: TEACHERS, p1, v1 | 1 | 01-20..01-22 | not_due | work_summary 01-21
C4-L02 | C4.3 | each: TEACHERS, p1, v1 | 1 | 01-04..01-22 | not_due | subject_summary 01-20
C4-L03 | C4.3 | each: TEACHERS, p1, v1 | 1 | 09-01..07-02 | due | teaching_paper 05-20
C4-S06 | C4.4.3 | each: TEACHERS, p1, v1 | 1 | 09-01..01-22 | due | marking 01-20 42/42
C4-S08 | C4.4.5 | each: TEACHERS, p1, v1 | 1 | 09-01..01-22 | due | unit_test 01-20 5/5
C4-S07 | C4.4.4 | each: TEACHERS, p1, v1 | 1 | 09-01..01-22 | due | tutoring_record 12-03
C4-A01 | C4.4.5 | each: TEACHERS, p1, v1 | - | 09-01..01-22 | due | quality_analysis 10-20 right
C4-S09 | C4.4.6 | each: p1 | 1 | 09-01..01-22 | due | experiment 01-15 12/12
""" + "".join(
    MONTH.format(days=days, state=state, on=on)
    for days, state, on in (
        ("09-21..09-27", "late", "09-25"),
        ("10-19..10-25", "late", "10-23"),
        ("11-16..11-22", "late", "11-20"),
        ("12-14..12-20", "not_due", "12-18"),
        ("01-16..01-22", "not_due", "01-21"),
    )
)
