"""Where messages and calendars point."""

from django.urls import reverse

# The list of a parent's own duties.
DUTIES = "/communities/duties/"


def attendance_of(slot) -> str:
    """Give the page on which a duty is checked and attendance taken."""
    return reverse("communities:attendance_take", args=[slot.public_id])


def sessions_of(community) -> str:
    """Give the page on which a leader sees a community's sessions, attendance and leave."""
    return reverse("communities:attendance_list", args=[community.public_id])
