"""What teachers are told when their week has come: that, and nothing of how it went."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from notices.services import Letter
from teaching_checks.models import RosterPlace


def your_week(place: RosterPlace) -> Letter:
    """To a teacher on the list of this week."""
    return Letter(
        recipient=place.person,
        subject=_("Your homework books are inspected this week"),
        body=_("Please have them at hand; the office comes to you."),
        url=reverse("teaching_checks:roster_show"),
        dedupe=f"homework-roster-{place.public_id}-{place.week_on}",
        school_id=place.school_id,
        may_leave=True,
    )
