"""What the engine reads from the registers below it; the apps above register theirs in the same way."""

from django.urls import reverse

from registry.models import TeacherGroup
from rulebook import kinds
from rulebook.sources import registers, student_register


def register() -> None:
    """Make the registers' things known; called when the app starts."""
    kinds.register_subjects("class", registers.classes)
    kinds.register_subjects("grade", registers.grades)
    kinds.register_subjects("subject", registers.subjects)
    kinds.register_subjects("research_group", registers.groups(TeacherGroup.Kind.RESEARCH))
    kinds.register_subjects("prep_group", registers.groups(TeacherGroup.Kind.PREP))
    kinds.register_subjects("village", registers.villages)
    kinds.register_subjects("teacher", registers.teachers)
    kinds.register_evidence(
        "register_entry",
        rows=student_register.complete_entries,
        page=lambda ref: reverse("registry:student_list"),
        list_page=lambda: reverse("registry:student_list"),
    )
