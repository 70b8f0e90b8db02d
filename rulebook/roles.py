"""Whom the documents mean: which posts of the portal stand for which role, where nobody is named for it."""

from accounts.roles import Role

# A role of a document → posts whose holders are meant.
POSTS: dict[str, tuple[Role, ...]] = {
    "principal": (Role.PRINCIPAL,),
    "vice_principal": (Role.VICE_PRINCIPAL,),
    "teaching_vice_principal": (Role.VICE_PRINCIPAL,),
    "academic_director": (Role.ACADEMIC_DIRECTOR,),
    "academic_office_line_director": (Role.ACADEMIC_DIRECTOR,),
    "academic_clerk": (Role.ACADEMIC_CLERK,),
    "other_academic_staff": (Role.ACADEMIC_CLERK,),
    "grade_director": (Role.GRADE_DIRECTOR,),
    "research_group_head": (Role.RESEARCH_GROUP_HEAD,),
    "prep_group_head": (Role.PREP_GROUP_HEAD,),
    "class_teacher": (Role.CLASS_TEACHER,),
    "teacher": (Role.TEACHER,),
    "subject_teacher": (Role.TEACHER,),
    "grade_parent_committee": (Role.GRADE_COMMITTEE,),
    "section_parent_committee": (Role.GRADE_COMMITTEE,),
    "school_parent_committee": (Role.GRADE_COMMITTEE,),
    "society_president": (Role.SOCIETY_PRESIDENT,),
    "mutual_aid_society": (Role.SOCIETY_PRESIDENT,),
    "parent": (Role.PARENT,),
}

# Of the holders of a teacher's post those who teach or belong to a group: a principal without lessons plans none.
WHO_TEACH = {"teacher", "subject_teacher"}

# A body, or "… and above": everybody who holds one of these roles.
UNIONS: dict[str, tuple[str, ...]] = {
    "school": ("principal",),
    "principal_office": ("principal",),
    "school_leader": ("principal", "vice_principal"),
    "leadership_member": ("principal", "vice_principal"),
    "teaching_leader": ("teaching_vice_principal", "academic_director"),
    "teaching_middle_manager": ("teaching_vice_principal", "academic_director", "academic_office_line_director"),
    "middle_manager": ("principal", "vice_principal", "academic_director", "grade_director"),
    "admin_leader": ("vice_principal", "academic_director", "grade_director"),
    "admin_meeting": ("principal", "vice_principal", "academic_director"),
    "academic_office": ("academic_director", "academic_office_line_director", "academic_clerk"),
    "research_group": ("research_group_head",),
    "research_group_head_or_above": ("research_group_head", "academic_director", "vice_principal", "principal"),
    "prep_group": ("prep_group_head",),
    "grade_group": ("grade_director",),
    # Until the portal keeps alliances, the principal answers for what the own school owes in one.
    "alliance": ("principal",),
    "alliance_school": ("principal",),
    "member_school": ("principal",),
    "core_school": ("principal",),
    "alliance_office": ("principal",),
    "steering_group": ("principal",),
    "first_responsible_person": ("principal",),
}
