"""What is said about contests: to judges, to who took part, and to heads before entries close (N-17). No points."""

from datetime import date

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from notices.services import Letter
from teaching_checks.models import Contest, Entry


def judging(contest: Contest) -> dict:
    """To the judges: the entries wait for you."""
    return {
        "subject": format_lazy(_("{contest}: the entries wait for your points"), contest=contest.name),
        "url": reverse("teaching_checks:contest_judge", args=[contest.public_id]),
        "dedupe": f"contest-judging-{contest.public_id}",
        "school": contest.school,
        "may_leave": True,
    }


def decided(entry: Entry) -> Letter:
    """To who took part: it is decided; which award stands on the page."""
    contest = entry.contest
    return Letter(
        recipient=entry.person,
        subject=format_lazy(_("{contest} is decided"), contest=contest.name),
        url=reverse("teaching_checks:contest_show", args=[contest.public_id]),
        dedupe=f"contest-decided-{contest.public_id}",
        school_id=contest.school_id,
        may_leave=True,
    )


def closes(contest: Contest, head: User, *, on: date) -> Letter:
    """To a head of a group: until when entries are taken."""
    return Letter(
        recipient=head,
        subject=format_lazy(_("{contest}: entries until {day}"), contest=contest.name, day=contest.entries_to_on),
        body=_("Please remind your group."),
        url=reverse("teaching_checks:contest_show", args=[contest.public_id]),
        dedupe=f"contest-closes-{contest.public_id}-{'last' if contest.entries_to_on == on else 'week'}",
        school_id=contest.school_id,
        may_leave=True,
    )
