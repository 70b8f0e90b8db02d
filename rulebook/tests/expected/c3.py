"""Rule set 3: heads check routinely, leaders spot-check; 20, 15, 10 and 10 lessons a term."""

NAMED = {"other_admin": ["office"], "central_group_head": ["h1"]}

TABLE = """
C3-K01 | C3.3 | OFFICE > COLLEAGUES; clerk > director | 1 | 09-01..09-13 | late | check teaching_plan 09-10
C3-K14 | C3.3 | h1 > a1, a2, a3; h2 > b1, b2, director; h3 > c1 | 1 | 09-01..09-13 | late | check teaching_plan 09-04
C3-K02 | C3.4 | h1 > a1, a2, a3; h2 > b1, b2, director; h3 > c1; director > HEADS | 1 | 11-04..11-26 | late | check lesson_plan+observation_notes+homework 11-13
C3-K03 | C3.4 | h1 > a1, a2, a3; h2 > b1, b2, director; h3 > c1; director > HEADS | 1 | 01-04..01-22 | not_due | check lesson_plan+observation_notes+homework 01-13
C3-K04 | C3.5 | vice+director > school | 1 | 09-01..01-22 | due | check lesson_plan 10-20
C3-K05 | C3.6 | h1 > 语文组; h2 > 数学组; h3 > 英语组 | 1 | 09-01..01-22 | due | group_check lesson_plan+homework 12-03
C3-K07 | C3.8 | h1 > a1, a2, a3; h2 > b1, b2, director; h3 > c1 | 2 | 09-01..01-22 | due | check observation_notes 10-12, check observation_notes 12-15
C3-K08 | C3.8 | OFFICE > HEADS | 2 | 09-01..01-22 | due | check observation_notes 10-12, check observation_notes 12-15
C3-K09 | C3.8 | principal > vice, director | 2 | 09-01..01-22 | due | check observation_notes 10-12, check observation_notes 12-15
C3-K10 | C3.10 | OFFICE > school | 1 | 11-04..11-26 | late | check teaching_routine 11-20
C3-K11 | C3.10 | OFFICE > school | 1 | 01-04..01-22 | not_due | check teaching_routine 01-12
C3-K12 | C3.10 | h1 > 语文组; h2 > 数学组; h3 > 英语组 | 1 | 09-01..09-27 | late | check teaching_routine 09-22
C3-K12 | C3.10 | h1 > 语文组; h2 > 数学组; h3 > 英语组 | 1 | 09-28..10-25 | late | check teaching_routine 10-23
C3-K12 | C3.10 | h1 > 语文组; h2 > 数学组; h3 > 英语组 | 1 | 10-26..11-22 | late | check teaching_routine 11-03
C3-K12 | C3.10 | h1 > 语文组; h2 > 数学组; h3 > 英语组 | 1 | 11-23..12-20 | due | check teaching_routine 12-18
C3-K12 | C3.10 | h1 > 语文组; h2 > 数学组; h3 > 英语组 | 1 | 12-21..01-22 | not_due | check teaching_routine 01-22
C3-Q01 | C3.8 | each: vice, director | 20 | 09-01..01-22 | due | observation 10-14 x20
C3-Q02 | C3.8 | each: clerk, h1 | 15 | 09-01..01-22 | due | observation 10-14 x15
C3-Q03 | C3.8 | each: office | 10 | 09-01..01-22 | due | observation 10-14 x10
C3-Q04 | C3.8 | each: a1, a2, a3, b1, b2, c1 | 10 | 09-01..01-22 | due | observation 10-14 x10
C3-Q05 | C3.8 | each: principal | 20 | 09-01..01-22 | due | observation 10-14 x20
C3-Q06 | C3.8 | each: h2, h3 | 10 | 09-01..01-22 | due | observation 10-14 x10
C3-T01 | C3.6 | OFFICE > SUBJECTS | 1 | 09-01..01-22 | due | contest lesson_plan 12-11
C3-T02 | C3.6 | OFFICE > SUBJECTS | 1 | 09-01..01-22 | due | contest homework 12-11
C3-A01 | C3.9 | each: TEACHERS | 1 | 11-13..11-19 | late | quality_analysis 11-18
C3-A01 | C3.9 | each: TEACHERS | 1 | 01-20..01-26 | not_due | quality_analysis 01-25
C3-A02 | C3.9 | OFFICE > school | 1 | 11-13..11-26 | late | school_analysis 11-26
C3-A03 | C3.9 | OFFICE > school | 1 | 01-20..02-28 | not_due | school_analysis 02-25
C3-V01 | C3.11 | principal+vice > school | 1 | 09-01..01-22 | due | pupil_forum 12-02
"""
