"""Scheme 2: groups of six to eight in a junior middle school, two or three of them for each subject teacher."""

COUNTED = {"community": ["一组", "二组"]}
NAMED = {
    "adviser": ["a1"],
    "growth_community": ["pl"],
    "student_leader": ["sl"],
    "student": ["st"],
    "parent": ["pa"],
    "host_parent": ["hp"],
}

TABLE = """
G2-R01 | G2.1.3 | principal+vice > 一组, 二组 | 6 | 09-01..09-01 | late | community_membership 09-01 x6
G2-R02 | G2.1.4 | st > 一组, 二组 | - | 09-01..01-22 | due | membership_application 09-20 right
G2-R03 | G2.1.4 | a1 > 一组, 二组 | 1 | 09-01..07-02 | due | grouping_review 12-10
G2-R04 | G2.1.4 | pa > 一组, 二组 | - | 09-01..01-22 | due | membership_consent 09-20 right
G2-R05 | G2.2.1 | pl > 一组, 二组 | 1 | 09-01..09-01 | late | org_post 09-01
G2-R06 | G2.2.2 | sl > 一组, 二组 | - | 09-01..01-22 | due | session_record 10-17 right
G2-R07 | G2.4.2 | sl > 一组, 二组 | - | 09-01..01-22 | due | session_record_received 10-17 right
G2-R08 | G2.3.1 | hp > 一组, 二组 | 1 | 09-01..01-22 | due | host_commitment 10-17 right
G2-R09 | G2.4.1 | each: TEACHERS | 2 | 09-01..09-01 | late | adviser_assignment 09-01 x2
G2-R10 | G2.4.2 | - | - | - | - | -
G2-R11 | G2.5.5 | sl > 一组, 二组 | - | 09-01..01-22 | due | session_setup 10-17 right
G2-R12 | G2.6.1 | - | - | - | - | -
"""
