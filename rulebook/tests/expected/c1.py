"""Rule set 1: leaders in research groups, 20 and 10 lessons a term, analysis within two weeks."""

TABLE = """
C1-P01 | C1.1 | each: principal, vice | 2 | 09-01..01-22 | due | research_participation 10-14, research_participation 12-09
C1-K01 | C1.2 | OFFICE > COLLEAGUES; clerk > director | 1 | 11-04..11-26 | late | check lesson_plan 11-24
C1-K02 | C1.2 | OFFICE > COLLEAGUES; clerk > director | 1 | 01-04..01-22 | not_due | check lesson_plan 01-08
C1-T01 | C1.3 | OFFICE > school | 1 | 09-01..01-22 | due | contest lesson_plan 12-11
C1-Q01 | C1.4 | each: vice, director | 20 | 09-01..01-22 | due | observation 10-14 x20
C1-Q02 | C1.4 | each: COLLEAGUES | 10 | 09-01..01-22 | due | observation 10-14 x10
C1-K03 | C1.6 | h1 > a1, a2, a3; h2 > b1, b2, director; h3 > c1 | 2 | 09-01..01-22 | due | check observation_notes 10-12, check observation_notes 12-15
C1-K04 | C1.6 | OFFICE > HEADS | 2 | 09-01..01-22 | due | check observation_notes 10-12, check observation_notes 12-15
C1-K05 | C1.6 | principal > vice, director | 2 | 09-01..01-22 | due | check observation_notes 10-12, check observation_notes 12-15
C1-K06 | C1.7 | vice+director > COLLEAGUES; vice > director | 1 | 09-01..01-22 | due | check homework 10-30
C1-A01 | C1.11 | each: TEACHERS | 1 | 11-13..11-19 | late | quality_analysis 11-19
C1-A01 | C1.11 | each: TEACHERS | 1 | 01-20..01-26 | not_due | quality_analysis 01-22
C1-A02 | C1.12 | OFFICE > school | 1 | 11-13..11-26 | late | school_analysis 11-25
C1-A02 | C1.12 | OFFICE > school | 1 | 01-20..02-02 | not_due | school_analysis 02-02
"""
