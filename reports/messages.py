"""What notices about reports say, and where they lead; in each reader's own language."""

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from reports import kinds
from reports.models import Report

WHY_NOT_STARTED = {
    "not-allowed": _(
        "Who scheduled it may no longer make this report. Whoever opens the schedule and saves it answers for it "
        "from then on."
    ),
    "no-term": _("The school has no term for this day. Set up the term, then make the report by hand."),
    "kind-gone": _("The portal no longer has this kind of report. It is not made any more."),
}


def label_of(code: str):
    """Give what a kind is called, in the reader's language; its code when the portal has dropped it."""
    kind = kinds.find(code)
    return kind.label if kind else code


def ready(report: Report):
    return format_lazy(_("Report ready: {report}"), report=label_of(report.kind))


def ready_for(report: Report):
    """Say about which term and day the report is."""
    return format_lazy(_("As on {day}. The files are on its page."), day=report.data_on.isoformat())


def not_made(code: str):
    return format_lazy(_("Report not made: {report}"), report=label_of(code))


def schedules_page() -> str:
    return reverse("reports:schedule_list")
