"""Scheme 4: four schools developing together. The principal answers for what the own school owes in the alliance."""

COUNTED = {"alliance": ["第二共同体"], "member_school": ["甲联校", "乙联校", "丙联校"], "need": ["英语师资"]}

TABLE = """
G4-R01 | G4.2.2 | principal > 理事长, 秘书长 | 1 | 09-01..09-01 | late | org_post 09-01
G4-R01 | G4.2.2 | principal > 理事 | 4 | 09-01..09-01 | late | org_post 09-01 x4
G4-R01 | G4.2.3 | principal > 办公室主任 | 1 | 09-01..09-01 | late | org_post 09-01
G4-R01 | G4.2.3 | principal > 办公室成员 | 2 | 09-01..09-01 | late | org_post 09-01 x2
G4-R02 | G4.4.1 | - | - | - | - | -
G4-R03 | G4.4.2 | - | - | - | - | -
G4-R04 | G4.4.3 | - | - | - | - | -
G4-R05 | G4.4.3 | principal > SUBJECTS | 1 | 09-01..09-01 | late | subject_community 09-01
G4-R06 | G4.4.4b | principal > 甲联校, 乙联校, 丙联校 | 1 | 09-01..09-01 | late | school_site 09-01
G4-R07 | G4.4.4b | principal > 甲联校, 乙联校, 丙联校 | 1 | 09-01..09-01 | late | group_admission 09-01
G4-R08 | G4.4.4d | each: TEACHERS | 1 | 09-01..2029-08-31 | due | level_participation 2027-03-02
G4-R09 | G4.4.5b | principal > 英语师资 | 1 | 09-01..07-02 | due | need_answer 12-20
G4-R10 | G4.4.5a | - | - | - | - | -
G4-R11 | G4.5.1 | principal > 第二共同体 | 1 | 09-01..07-02 | due | alliance_summary 06-20
"""
