"""Where messages and calendars point."""

from django.urls import reverse


def own_duties() -> str:
    """Give the page of the reader's own duties, where each is accepted or declined."""
    return reverse("communities:duty_list")


def rotas_of(community) -> str:
    """Give the page from which a leader fills the gaps of a community's rota."""
    return reverse("communities:rota_list", args=[community.public_id])


def attendance_of(slot) -> str:
    """Give the page on which a duty is checked and attendance taken."""
    return reverse("communities:attendance_take", args=[slot.public_id])


def sessions_of(community) -> str:
    """Give the page on which a leader sees a community's sessions, attendance and leave."""
    return reverse("communities:attendance_list", args=[community.public_id])
