"""What the three separated administrators begin with (L-14): schools and jobs, accounts, the access log."""

from dataclasses import dataclass

from django.db.models import Count, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import AccessRecord, User
from accounts.selectors import accounts_for_listing, log_for_listing
from jobs.models import Job
from schools.models import School


@dataclass(frozen=True)
class Figure:
    """A number with its words and the list behind it; `tone` marks what asks for attention."""

    label: str
    value: int
    url: str
    tone: str = ""
    note: str = ""


def school_figures(user) -> list[Figure]:
    """Tell the system administrator of schools and of work that broke; four statements."""
    schools = School.objects.visible_to(user)
    empty = schools.without_posts(timezone.localdate()).count()
    trouble = Job.objects.visible_to(user).in_trouble().count()
    school_list = reverse("schools:school_list")
    return [
        Figure(_("Schools"), schools.count(), school_list),
        Figure(
            _("Schools without anybody in a post"), empty, f"{school_list}?missing=posts", "orange" if empty else ""
        ),
        Figure(_("Jobs that failed"), trouble, reverse("jobs:job_trouble"), "red" if trouble else ""),
        Figure(
            _("Accounts that may sign in"),
            User.objects.able_to_sign_in().count(),
            "",
        ),
    ]


def account_figures(user) -> list[Figure]:
    """Tell the security administrator of accounts by state; four statements."""
    url = reverse("accounts:account_list")
    states = [
        ("", _("Accounts"), ""),
        ("locked", _("Locked accounts"), "red"),
        ("unused", _("Unused for 90 days"), "orange"),
        ("dormant", _("No code issued yet"), "azure"),
    ]
    counts = {state: accounts_for_listing(user, state=state).count() for state, _label, _tone in states}
    return [
        Figure(label, counts[state], f"{url}?state={state}" if state else url, tone if counts[state] else "")
        for state, label, tone in states
    ]


def access_figures(user) -> list[Figure]:
    """Tell the auditor what was done with children's data in the last 30 days, most frequent first; one statement."""
    records = log_for_listing(AccessRecord.objects.visible_to(user)).select_related(None).order_by()
    counted = records.values("action").annotate(times=Count("*"), records=Sum("count")).order_by("-times")
    labels = dict(AccessRecord.Action.choices)
    url = reverse("accounts:access_log")
    return [
        Figure(
            labels[row["action"]],
            row["times"],
            f"{url}?action={row['action']}",
            "orange" if row["action"] in ("download", "reveal", "sign_in_failed") else "",
            _("%(count)s records") % {"count": row["records"]} if row["records"] > row["times"] else "",
        )
        for row in counted
    ]
