"""Rule set 5: as rule set 3, but 40 and 16 lessons a term, and each group checks itself face to face."""

TABLE = """
C5-K01 | C5.3 | OFFICE > COLLEAGUES; clerk > director | 1 | 09-01..09-13 | late | check teaching_plan 09-10
C5-K14 | C5.3 | h1 > a1, a2, a3; h2 > b1, b2, director; h3 > c1 | 1 | 09-01..09-13 | late | check teaching_plan 09-04
C5-K02 | C5.4 | h1 > a1, a2, a3; h2 > b1, b2, director; h3 > c1; director > HEADS | 1 | 11-04..11-26 | late | check lesson_plan+research_activity+observation_notes+homework 11-13
C5-K03 | C5.4 | h1 > a1, a2, a3; h2 > b1, b2, director; h3 > c1; director > HEADS | 1 | 01-04..01-22 | not_due | check lesson_plan+research_activity+observation_notes+homework 01-13
C5-K04 | C5.5 | vice+director > school | 1 | 09-01..01-22 | due | check observation_notes 10-20
C5-K05 | C5.6 | h1 > 语文组; h2 > 数学组; h3 > 英语组 | 1 | 09-01..01-22 | due | group_check lesson_plan+homework 12-03
C5-K07 | C5.8 | h1 > a1, a2, a3; h2 > b1, b2, director; h3 > c1 | 2 | 09-01..01-22 | due | check observation_notes 10-12, check observation_notes 12-15
C5-K08 | C5.8 | OFFICE > HEADS | 2 | 09-01..01-22 | due | check observation_notes 10-12, check observation_notes 12-15
C5-K09 | C5.8 | principal > vice, director | 2 | 09-01..01-22 | due | check observation_notes 10-12, check observation_notes 12-15
C5-K10 | C5.10 | OFFICE > school | 1 | 11-04..11-26 | late | check teaching_routine 11-20
C5-K11 | C5.10 | OFFICE > school | 1 | 01-04..01-22 | not_due | check teaching_routine 01-12
C5-K12 | C5.10 | h1 > 语文组; h2 > 数学组; h3 > 英语组 | 1 | 09-01..09-27 | late | check teaching_routine 09-22
C5-K12 | C5.10 | h1 > 语文组; h2 > 数学组; h3 > 英语组 | 1 | 09-28..10-25 | late | check teaching_routine 10-23
C5-K12 | C5.10 | h1 > 语文组; h2 > 数学组; h3 > 英语组 | 1 | 10-26..11-22 | late | check teaching_routine 11-03
C5-K12 | C5.10 | h1 > 语文组; h2 > 数学组; h3 > 英语组 | 1 | 11-23..12-20 | due | check teaching_routine 12-18
C5-K12 | C5.10 | h1 > 语文组; h2 > 数学组; h3 > 英语组 | 1 | 12-21..01-22 | not_due | check teaching_routine 01-22
C5-Q01 | C5.8 | each: vice, director | 40 | 09-01..01-22 | due | observation 10-14 x40
C5-Q02 | C5.8 | each: COLLEAGUES | 16 | 09-01..01-22 | due | observation 10-14 x16
C5-T01 | C5.6 | OFFICE > SUBJECTS | 1 | 09-01..01-22 | due | contest lesson_plan 12-11
C5-T02 | C5.6 | OFFICE > SUBJECTS | 1 | 09-01..01-22 | due | contest homework 12-11
C5-A01 | C5.9 | each: TEACHERS | 1 | 11-13..11-19 | late | quality_analysis 11-18
C5-A01 | C5.9 | each: TEACHERS | 1 | 01-20..01-26 | not_due | quality_analysis 01-25
C5-A02 | C5.9 | OFFICE > school | 1 | 11-13..11-26 | late | school_analysis 11-26
C5-A03 | C5.9 | OFFICE > school | 1 | 01-20..02-28 | not_due | school_analysis 02-25
C5-V01 | C5.11 | principal+vice > school | 1 | 09-01..01-22 | due | pupil_forum 12-02
"""
