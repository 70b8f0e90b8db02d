"""Notices about self-inspection reports: that something happened, never what a report says."""

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from alliances.models import ReportStep, SelfReport

ANSWERED = {
    ReportStep.What.COMMENTED: _("The alliance office has commented on the self-report {month}"),
    ReportStep.What.RETURNED: _("The alliance office has returned the self-report {month}"),
    ReportStep.What.ACCEPTED: _("The alliance office has accepted the self-report {month}"),
}


def handed_in(report: SelfReport, step: ReportStep) -> dict:
    """Tell the office that a school has handed its report in."""
    words = _("{school} has handed in its self-report {month}")
    return {
        "subject": format_lazy(words, school=report.membership.school.name, month=_month(report)),
        "school": report.alliance.seat,
        **_fields(report, step),
    }


def answered(report: SelfReport, step: ReportStep) -> dict:
    """Tell the school what the office has done with its report."""
    subject = format_lazy(ANSWERED[step.what], month=_month(report))
    return {"subject": subject, "school": report.membership.school, **_fields(report, step)}


def _fields(report: SelfReport, step: ReportStep) -> dict:
    url = reverse("alliances:selfreport_detail", args=[report.public_id])
    return {"url": url, "dedupe": f"self-report-step-{step.public_id}", "may_leave": True}


def _month(report: SelfReport) -> str:
    return f"{report.year}-{report.month:02}"
