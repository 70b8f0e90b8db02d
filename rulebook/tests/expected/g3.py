"""Scheme 3: teachers' growth in three phases, begun in 2026: June and July, September to November, December and January."""

VALUES = {"programme.start_year": 2026}
COUNTED = {"unit": ["第一单元", "第二单元"]}
PREP = {"七年级语文": "a1"}  # a preparation group and its head
NAMED = {"young_mid_teacher": ["a2", "b1"], "young_teacher": ["a2"]}

TABLE = """
G3-R01 | G3.2.1.3 | each: a2, b1 | 1 | 09-01..09-13 | late | reading_plan 09-10
G3-R02 | G3.2.1.4 | each: a2, b1 | 1 | 09-01..01-22 | late | annotation weekly
G3-R03 | G3.2.1.5 | - | - | - | - | -
G3-R04 | G3.2.2.1 | principal+vice > school | 1 | 09-01..01-22 | late | forum_session weekly
G3-R05 | G3.2.2.2 | each: TEACHERS | 1 | 09-01..2029-08-31 | due | forum_attendance 2027-10-12
G3-R06 | G3.3.2.2 | principal+vice > school | 1 | 09-01..11-30 | late | forum_lecture leadership_member+backbone_teacher+grade_director+research_group_head 11-10
G3-R07 | G3.2.3.1 | a1 > 七年级语文 | 1 | 09-01..01-22 | late | collective_prep weekly
G3-R08 | G3.2.3.1 | each: TEACHERS | 1 | 09-01..01-22 | late | collective_prep_attendance weekly
G3-R09 | G3.2.3.3 | each: TEACHERS | 1 | 09-01..01-22 | late | exam_paper_done weekly
G3-R10 | G3.2.3.4 | a1 > 七年级语文·第一单元, 七年级语文·第二单元 | 1 | 09-01..07-02 | due | unified_material lesson_plan+courseware+exercises+tests 12-08
G3-R11 | G3.2.4.1 | - | - | - | - | -
G3-R12 | G3.2.4.3 | - | - | - | - | -
G3-R13 | G3.2.5.2 | principal+vice > school | 1 | 09-01..01-22 | due | post_selection 12-10
G3-R14 | G3.2.6.2 | principal+vice > school | 1 | 09-01..2029-08-31 | due | resource_coverage 2029-05-20 40/40
G3-R15 | G3.3.1.1 | - | - | - | - | -
G3-R16 | G3.3.3.1 | principal+vice > 说课, 微型课, 学案制作, 学科基本知识 | 1 | 12-01..01-31 | due | skill_contest 12-20
G3-R17 | G3.3.3.2 | principal+vice > school | 1 | 12-01..01-31 | due | programme_report 01-25
G3-R18 | G3.3.3.3 | principal+vice > school | 1 | 12-01..01-31 | due | published_page 01-25
"""
