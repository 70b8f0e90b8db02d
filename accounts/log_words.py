"""The words of the access log: rows keep short codes, which stay the same in every language."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role


class Purpose(TextChoices):
    """What data leaves the portal for; a download sends no column that its purpose does not need."""

    NAMES = "names", _("Name list (roll call, seats, groups)")
    CONTACTS = "contacts", _("Calling the families")
    VISITS = "visits", _("Home visits")
    BIRTHDAYS = "birthdays", _("Birthdays and age groups")
    UPKEEP = "upkeep", _("Check or correct the register")
    AUDIT = "audit", _("Audit")


KINDS = {
    "student": _("Pupil"),
    "guardian": _("Guardian"),
    "class": _("Class"),
    "teacher": _("Teacher"),
    "register": _("Student register"),
    "register_undone": _("Import taken back"),
    "student_history": _("History of a pupil"),
    "community": _("Growth community"),
    "import": _("Register import"),
    "attendance": _("Attendance"),
    "tutoring": _("Tutoring and talks"),
    "leave": _("Leave"),
    "search": _("Search"),
    "access_log": _("Access log"),
    "account_opened": _("Account opened"),
    "account_locked": _("Account locked"),
    "account_unlocked": _("Account unlocked"),
    "slip": _("Slip for a guardian"),
    "slip_reset": _("Password set with a slip"),
    "slip_linked": _("Guardian linked by a slip"),
    "code_issued": _("One-time code issued"),
    "second_factor_removed": _("Second factor removed"),
    "post_given": _("Post given"),
    "post_ended": _("Post ended"),
    "password": _("Password"),
    "second_factor": _("Second factor"),
    "locked": _("Name locked after failed attempts"),
    "idle": _("Time without activity"),
}


def kind(code: str) -> str:
    """Give the words for a kind of record; a code that has none stands for itself."""
    return str(KINDS.get(code, code))


def purpose(code: str) -> str:
    """Give the words for a purpose, with what the person added, or for the role of a post."""
    word, separator, note = code.partition(": ")
    words = {**dict(Purpose.choices), **dict(Role.choices)}.get(word)
    return f"{words}{separator}{note}" if words else code
