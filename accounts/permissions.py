"""Everything a person may be allowed to do, one word each; roles.py says who may."""

from enum import StrEnum


class Permission(StrEnum):
    # platform
    SCHOOL_CREATE = "school_create"
    JOB_MANAGE = "job_manage"
    ACCOUNT_MANAGE = "account_manage"
    AUDIT_VIEW = "audit_view"
    # the school and its calendar
    DASHBOARD_SCHOOL = "dashboard_school"
    SCHOOL_SETUP = "school_setup"
    CHANNEL_MANAGE = "channel_manage"
    # registers
    REGISTER_IMPORT = "register_import"
    STUDENT_VIEW = "student_view"
    STUDENT_DETAILS = "student_details"
    STUDENT_EDIT = "student_edit"
    STUDENT_HISTORY = "student_history"
    GUARDIAN_VIEW = "guardian_view"
    ID_NUMBER_REVEAL = "id_number_reveal"
    REGISTER_DOWNLOAD = "register_download"
    CLASS_VIEW = "class_view"
    TEACHER_VIEW = "teacher_view"
    TEACHER_EDIT = "teacher_edit"
    SCHOOL_ACCOUNTS = "school_accounts"
    TIMETABLE_VIEW = "timetable_view"
    TIMETABLE_EDIT = "timetable_edit"
    # families
    FAMILY_ACCOUNTS = "family_accounts"
    FAMILY = "family"
    # growth communities outside school
    COMMUNITY_VIEW = "community_view"
    COMMUNITY_FORM = "community_form"
    COMMUNITY_APPROVE = "community_approve"
    COMMUNITY_ADVISE = "community_advise"
    SOCIETY_SETUP = "society_setup"
    ROTA_EDIT = "rota_edit"
    # the documents that a school has adopted, and what is owed by them
    RULEBOOK_VIEW = "rulebook_view"
    RULEBOOK_ADOPT = "rulebook_adopt"
    COMPLIANCE_VIEW = "compliance_view"
    COMPLIANCE_WAIVE = "compliance_waive"
    ATTEST = "attest"
    # teaching: inspections, observation, patrol, deductions
    CHECK_VIEW = "check_view"
    CHECK_MANAGE = "check_manage"
    CHECK_GROUP = "check_group"
    RECORD_OWN = "record_own"
    SHEET_MANAGE = "sheet_manage"
    OBSERVE = "observe"
    OBSERVE_UNANNOUNCED = "observe_unannounced"
    OBSERVATION_VIEW = "observation_view"
    PATROL_VIEW = "patrol_view"
    PATROL_WALK = "patrol_walk"
    ABSENCE_REVIEW = "absence_review"
    LESSON_CHANGE_ASK = "lesson_change_ask"
    LESSON_CHANGE_DECIDE = "lesson_change_decide"
    DEDUCTION_VIEW = "deduction_view"
    DEDUCTION_REPORT = "deduction_report"
    DEDUCTION_VERIFY = "deduction_verify"
    DEDUCTION_DECIDE = "deduction_decide"
    PRICE_LIST_MANAGE = "price_list_manage"
    # reports
    REPORT_VIEW = "report_view"
    REPORT_MAKE = "report_make"
    REPORT_REMOVE = "report_remove"
