"""Which sheets fit which object of inspection, and which of them is proposed."""

# Object → purpose of its sheets, and the shipped sheet that is proposed first.
SHEETS: dict[str, tuple[str, str]] = {
    "lesson_plan": ("lesson_plan", "lesson_plan_points"),
    "homework": ("homework", "homework_points"),
    "observation_notes": ("observation_notes", "observation_notes"),
    "teaching_plan": ("teaching_plan", "teaching_plan"),
    "lesson": ("material", "lesson_look"),
    "tutoring": ("tutoring", "tutoring"),
    "assessment": ("material", "unit_tests"),
    "experiment": ("experiment", "experiment"),
    "research_activity": ("material", "activity_records"),
    "activity_record": ("material", "activity_records"),
    "teacher_material": ("material", "teacher_material"),
    "teaching_routine": ("material", "teaching_routine"),
    "lab_tidiness": ("material", "lab_tidiness"),
}


def purpose_of(check_object: str) -> str:
    return SHEETS[check_object][0]


def proposed_first(check_object: str, codes: list[str]) -> list[str]:
    """Give the codes of sheets with the proposed one in front, the others as they were."""
    wanted = SHEETS[check_object][1]
    return sorted(codes, key=lambda code: code != wanted)
