"""What the observations tell the rulebook: the lessons that count for a quota (F-09)."""

from django.urls import reverse

from observations.evidence.lessons import lessons
from rulebook.kinds import register_evidence

OBSERVATION = "observation"


def register() -> None:
    """Make the observations known to the rulebook; called when the app starts."""
    register_evidence(OBSERVATION, rows=lessons, page=page, list_page=list_page)


def page(ref: str) -> str:
    """Give the address of one observation."""
    return reverse("observations:observation_detail", args=[ref.partition(":")[2]])


def list_page() -> str:
    """Give the address from which one goes on: what is done and what is missing."""
    return reverse("observations:quota_board")
