"""The rules of slips, of consents and of what a family's page shows; plain values, no database, no clock."""

import unicodedata
from collections.abc import Iterable

from accounts.roles import Role

SLIP_DAYS = 14
ENTERED_MINUTES = 30  # how long an entered slip waits for the next step

# A newer notice asks every family again. Change it with the words (templates/families/_notice.html).
NOTICE_VERSION = "2026-11"

# Posts that a guardian holds as a guardian; whoever holds any other works for a school or the platform.
FAMILY_ROLES = {Role.PARENT, Role.SOCIETY_PRESIDENT, Role.GRADE_COMMITTEE}


def plain_code(typed: str) -> str:
    """Give the one spelling of a code: capitals, hyphens and blanks do not matter, their places are fixed."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", typed).casefold() if sign.isalnum())


def bars_reset(posts: Iterable[tuple[str, int | None]], *, school_id: int) -> bool:
    """Tell whether a school's slip must not set the password of who holds these posts (role, school id).

    Who prints a slip could use it. So it never opens what a person may do as staff, nor as the president of
    another school's village.
    """
    return any(
        role not in FAMILY_ROLES or (role != Role.PARENT and of_school != school_id) for role, of_school in posts
    )


def masked_phone(phone: str) -> str:
    """Hide the middle of a phone number: 139****0001."""
    return f"{phone[:3]}****{phone[-4:]}" if len(phone) > 7 else "****" if phone else ""
