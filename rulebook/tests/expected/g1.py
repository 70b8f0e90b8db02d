"""Scheme 1: growth communities by village, in a primary school; two villages, one society, two communities."""

STAGES = ("primary",)
VILLAGES = ("东村", "西村")
COUNTED = {
    "society": ["东村互助社"],
    "community": ["一组", "二组"],
    "hazard_area": ["水库"],
}
NAMED = {
    "grade_parent_committee": ["gc"],
    "section_parent_committee": ["sc"],
    "society_member": ["m1", "m2"],
    "mutual_aid_society": ["m1"],
    "growth_community": ["m2"],
    "adviser": ["a1"],
    "student_leader": ["sl"],
    "parent_leader": ["pl"],
    "student": ["st"],
    "parent": ["pa"],
    "parent_on_duty": ["pd"],
    "host_parent": ["hp"],
    "accompanying_parent": ["ap"],
}
MONTHS = (
    ("09-01..09-27", "late", "09-16"),
    ("09-28..10-25", "late", "10-14"),
    ("10-26..11-22", "late", "11-04"),
    ("11-23..12-20", "due", "12-02"),
    ("12-21..01-22", "not_due", "01-06"),
)
MONTHLY = "G1-R27 | G1.3.4.T3 | a1 > 一组, 二组 | 1 | {days} | {state} | community_inspection {on}\n"

TABLE = """
G1-R01 | G1.3.1.1 | principal+vice > grade 7·东村, grade 7·西村, grade 8·东村, grade 8·西村, grade 9·东村, grade 9·西村 | 1 | 09-01..01-22 | due | survey_done 10-10
G1-R02 | G1.3.1.3 | principal+vice > school | 1 | 09-01..09-01 | late | register_entry 09-01 40/40
G1-R03 | G1.3.1.4 | principal+vice > school | 1 | 09-01..01-22 | due | survey_analysis 11-10
G1-R04 | G1.3.1.5 | - | - | - | - | -
G1-R05 | G1.3.2.2 | gc > 东村, 西村 | 1 | 09-01..09-01 | late | mutual_aid_society 09-01
G1-R06 | G1.3.2.3 | m1+m2 > 东村互助社 | 1 | 09-01..09-01 | late | org_post society_president 09-01
G1-R07 | G1.3.2.4 | sc > 东村互助社 | 1 | 09-01..09-01 | late | society_supervision 09-01
G1-R08 | G1.3.4.V1 | m1 > 东村互助社 | 1 | 09-01..09-01 | late | org_post society_manager 09-01
G1-R09 | G1.3.3.3 | m1 > 一组, 二组 | 4 | 09-01..09-01 | late | community_membership parent 09-01 x4, community_membership student 09-01 x4
G1-R10 | G1.3.3.4 | m1 > 一组, 二组 | 4 | 09-01..09-01 | late | community_membership student 09-01 x4, community_membership parent 09-01 x4
G1-R11 | G1.3.3.5 | principal+vice > 一组, 二组 | 1 | 09-01..09-01 | late | adviser_assignment 09-01
G1-R12 | G1.3.4.V2 | m1 > 一组, 二组 | 1 | 09-01..09-01 | late | org_post parent_leader 09-01, org_post student_leader 09-01
G1-R13 | G1.3.4.V2 | m1 > 一组, 二组 | 1 | 09-01..09-01 | late | org_post student_leader 09-01, org_post parent_leader 09-01
G1-R14 | G1.2.5 | pa > 一组, 二组 | - | 09-01..01-22 | due | membership_consent 09-20 right
G1-R15 | G1.3.4.V2 | pl+sl > 一组, 二组 | 1 | 09-01..01-22 | late | activity_plan weekly
G1-R16 | G1.3.4.V2 | pl+sl > 一组, 二组 | 1 | 09-01..01-22 | late | duty_rota weekly
G1-R17 | G1.3.4.V3 | m1 > 一组, 二组 | 1 | 09-01..01-22 | late | homework_venue daily
G1-R18 | G1.3.4.V5 | - | - | - | - | -
G1-R19 | G1.3.4.V5 | - | - | - | - | -
G1-R20 | G1.3.4.S1 | st > 一组, 二组 | - | 09-01..01-22 | due | attendance 10-17 right
G1-R21 | G1.3.4.P2 | each: pd | - | 09-01..01-22 | due | duty_shift 10-17 right
G1-R22 | G1.3.4.P3 | pl > 一组, 二组 | - | 09-01..01-22 | due | safety_plan 10-17 right
G1-R23 | G1.3.4.P3 | m2 > 一组, 二组 | - | 09-01..01-22 | due | nothing
G1-R24 | G1.3.4.P4 | m2 > 一组, 二组 | - | 09-01..01-22 | due | nothing
G1-R25 | G1.3.4.P5 | - | - | - | - | -
G1-R26 | G1.3.4.T2 | a1 > 一组, 二组 | - | 09-01..01-22 | due | plan_guidance 10-17 right
G1-R28 | G1.3.4.T4 | a1 > 一组, 二组 | 1 | 09-01..01-22 | due | community_evaluation 12-20
G1-R29 | G1.3.4.S3a | hp > 一组, 二组 | - | 09-01..01-22 | due | venue_consent 10-17 right
G1-R30 | G1.3.4.S3b | pa+st > 一组, 二组 | - | 09-01..01-22 | due | venue_agreement 10-17 right
G1-R31 | G1.3.4.S3c | ap > 一组, 二组 | 1 | 09-01..01-22 | due | accompaniment 10-17 right
G1-R32 | G1.3.4.S4 | st > 一组, 二组 | - | 09-01..01-22 | due | session_homework 10-17 right
G1-R33 | G1.3.4.S4 | pd > 一组, 二组 | - | 09-01..01-22 | due | session_checklist 10-17 right
""" + "".join(MONTHLY.format(days=days, state=state, on=on) for days, state, on in MONTHS)
