"""Rule set 6: 3, 2 and 1 lessons a week; plans spot-checked and notes inspected every school month."""

MONTHS = (
    ("09-01..09-27", "late", "09-16"),
    ("09-28..10-25", "late", "10-14"),
    ("10-26..11-22", "late", "11-04"),
    ("11-23..12-20", "due", "12-02"),
    ("12-21..01-22", "not_due", "01-06"),
)
MONTHLY = """
C6-K01 | C6.2 | OFFICE > school | 1 | {days} | {state} | check lesson_plan {on}
C6-K02 | C6.5 | h1 > a1, a2, a3; h2 > b1, b2, director; h3 > c1 | 1 | {days} | {state} | check observation_notes {on}
"""

TABLE = """
C6-P01 | C6.1 | each: principal, vice | 2 | 09-01..01-22 | due | research_participation 语文组 10-14, research_participation 语文组 12-09
C6-K06 | C6.1 | each: principal, vice | 1 | 09-01..01-22 | due | check activity_record 11-05
C6-T01 | C6.3 | OFFICE > school | 1 | 09-01..07-02 | due | contest lesson_plan 04-14
C6-Q01 | C6.4 | each: principal, vice, director | 3 | 09-01..01-22 | late | observation weekly x3
C6-Q02 | C6.4 | each: HEADS | 2 | 09-01..01-22 | late | observation weekly x2
C6-Q03 | C6.4 | each: a1, a2, a3, b1, b2, c1 | 1 | 09-01..01-22 | late | observation weekly
C6-K03 | C6.5 | OFFICE > HEADS | 2 | 09-01..01-22 | due | check observation_notes 10-12, check observation_notes 12-15
C6-K04 | C6.5 | principal > vice, director | 2 | 09-01..01-22 | due | check observation_notes 10-12, check observation_notes 12-15
C6-K05 | C6.6 | vice+director > COLLEAGUES; vice > director | 1 | 09-01..01-22 | due | check homework 10-30
C6-S02 | C6.7 | each: h1, a1, a2, a3, h2, b1, b2, director | 1 | 09-01..01-22 | late | marking daily
C6-A01 | C6.10 | each: TEACHERS | 1 | 01-20..01-26 | not_due | quality_analysis 01-25
C6-A03 | C6.10 | each: TEACHERS | - | 09-01..01-22 | due | quality_analysis 10-20 right
C6-A02 | C6.11 | OFFICE > school | - | 09-01..01-22 | due | school_analysis 12-14 right
""" + "".join(MONTHLY.format(days=days, state=state, on=on) for days, state, on in MONTHS)
