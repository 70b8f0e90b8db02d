"""Scheme 5: an alliance of one core school and three others, begun in 2026; its first year's goals end with the year."""

STAGES = ("primary",)
VALUES = {"programme.start_year": 2026}
COUNTED = {
    "alliance": ["联盟"],
    "alliance_school": ["核心校", "甲校", "乙校", "丙校"],
    "each_alliance_school": ["核心校", "甲校", "乙校", "丙校"],
    "each_member_school": ["甲校", "乙校", "丙校"],
    "mentor": ["师傅"],
    "exchanged_staff": ["交流教师"],
    "each_exchanged_staff": ["交流教师"],
}
NAMED = {"exchanged_staff": ["a1"]}
ALL = "principal > 核心校, 甲校, 乙校, 丙校"
MEETINGS = (
    ("09-01..09-30", "late", "09-16"),
    ("10-01..10-31", "late", "10-14"),
    ("11-01..11-30", "late", "11-30"),
    ("12-01..12-31", "due", "12-02"),
    ("01-01..01-31", "not_due", "01-30"),
)
MONTHLY = "G5-R03 | G5.3.2.2 | principal > 联盟 | 1 | {days} | {state} | alliance_meeting {on}\n"

TABLE = f"""
G5-R01 | G5.2.1 | principal > 领导小组组长 | 1 | 09-01..09-01 | late | org_post 09-01
G5-R01 | G5.2.1 | principal > 领导小组副组长 | 3 | 09-01..09-01 | late | org_post 09-01 x3
G5-R01 | G5.2.1 | principal > 领导小组成员 | 7 | 09-01..09-01 | late | org_post 09-01 x7
G5-R01 | G5.2.2 | principal > 办公室主任, 办公室副主任 | 1 | 09-01..09-01 | late | org_post 09-01
G5-R01 | G5.2.2 | principal > 办公室联络员 | 3 | 09-01..09-01 | late | org_post 09-01 x3
G5-R01 | G5.2.3.1 | principal > 学校管理组组长 | 1 | 09-01..09-01 | late | org_post 09-01
G5-R01 | G5.2.3.1 | principal > 学校管理组副组长 | 4 | 09-01..09-01 | late | org_post 09-01 x4
G5-R01 | G5.2.3.2 | principal > 教师发展组组长 | 1 | 09-01..09-01 | late | org_post 09-01
G5-R01 | G5.2.3.2 | principal > 教师发展组副组长 | 4 | 09-01..09-01 | late | org_post 09-01 x4
G5-R01 | G5.2.3.3 | principal > 学生发展组组长 | 1 | 09-01..09-01 | late | org_post 09-01
G5-R01 | G5.2.3.3 | principal > 学生发展组副组长 | 4 | 09-01..09-01 | late | org_post 09-01 x4
G5-R01 | G5.5.1 | principal > 指导小组组长 | 1 | 09-01..09-01 | late | org_post 09-01
G5-R01 | G5.5.1 | principal > 指导小组副组长 | 3 | 09-01..09-01 | late | org_post 09-01 x3
G5-R02 | G5.0.2 | {ALL} | 1 | 09-01..01-22 | due | plan_confirmation 12-20
G5-R04 | G5.3.1.2 | principal > 甲校, 乙校, 丙校 | 1 | 09-01..01-22 | due | outreach_visit 12-20
G5-R05 | G5.3.2.4 | {ALL} | 1 | 09-01..01-22 | due | development_plan 12-20
G5-R06 | G5.3.3.1 | principal > 联盟 | 1 | 09-01..01-22 | due | large_event 12-20
G5-R07 | G5.3.3.2 | - | - | - | - | -
G5-R08 | G5.3.3.3 | principal > 师傅 | 1 | 09-01..09-01 | late | cross_school_pair 09-01
G5-R09 | G5.3.4.2 | {ALL} | 1 | 09-01..01-22 | due | five_ones_event fellowship 12-18, five_ones_event theme_class_meeting 12-20
G5-R10 | G5.3.4.3 | {ALL} | 1 | 09-01..01-22 | due | five_ones_event fellowship 12-18, five_ones_event outward_experience 12-20
G5-R11 | G5.3.4.4 | {ALL} | 1 | 09-01..01-22 | due | five_ones_event showcase 12-18, five_ones_event fellowship 12-20
G5-R12 | G5.3.4.5 | {ALL} | 1 | 09-01..01-22 | due | five_ones_event fellowship 12-18, five_ones_event mutual_aid 12-20
G5-R13 | G5.3.4.6 | {ALL} | 1 | 09-01..01-22 | due | five_ones_event fellowship 12-18, five_ones_event showcase 12-20
G5-R14 | G5.3.5.1 | principal > 联盟 | 0.03 | 09-01..07-02 | due | staff_exchange 03-01 7/214
G5-R15 | G5.3.5.2 | each: a1 | 1 | 09-01..2029-08-31 | due | staff_exchange 2028-03-01 2/2
G5-R16 | G5.3.5.3 | principal > 联盟 | 0.8 | 09-01..07-02 | due | staff_exchange backbone_teacher 03-01 6/7
G5-R17 | G5.3.5.4 | principal > 交流教师 | 1 | 09-01..07-02 | due | outside_training 03-20
G5-R18 | G5.3.5.5 | principal > 交流教师 | 1 | 01-04..01-22 | not_due | exchange_assessment 01-20
G5-R19 | G5.4.3 | {ALL} | 1 | 12-01..12-31 | due | self_check_report 12-30
G5-R20 | G5.4.3 | - | - | - | - | -
G5-R21 | G5.4.1.1 | - | - | - | - | -
G5-R22 | G5.4.1.2 | - | - | - | - | -
G5-R23 | G5.5.1 | - | - | - | - | -
G5-R24 | G5.5.2 | {ALL} | 1 | 09-01..09-01 | late | school_working_body leading_group+working_team 09-01
G5-R25 | G5.5.3 | {ALL} | 1 | 09-01..07-02 | due | joint_assessment 06-20
G5-R26 | G5.5.4 | principal > 联盟 | 1 | 09-01..09-01 | late | shared_evaluation teacher+student 09-01
G5-R27 | G5.1.2.1 | principal > 方案与工作制度, 网络资源共用、办公平台统一, 教学管理和考核评价统一, 两个课题区级以上立项, 大型活动1次, 合作报告 | 1 | 09-01..12-31 | due | year_goal_done 12-20
G5-R28 | G5.1.2.2 | principal > 管理、观摩、考评和基本制度的沟通, 统一基本标准、发展个性, 远程教研和管理, 资源库 | 1 | 01-01..2027-12-31 | not_due | year_goal_done 2027-11-20
G5-R29 | G5.1.2.3 | - | - | - | - | -
""" + "".join(MONTHLY.format(days=days, state=state, on=on) for days, state, on in MEETINGS)
