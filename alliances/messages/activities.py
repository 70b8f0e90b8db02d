"""What schools of an alliance are told about activities and needs. No pupils, no scores."""

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from alliances.models import Activity, Need


def invited(activity: Activity) -> dict:
    """To the leaders of the schools that are asked to take part."""
    return {
        "subject": format_lazy(_("{activity}: your school is invited"), activity=activity.title),
        "url": _page(activity),
        "dedupe": f"activity-invited-{activity.public_id}",
        "may_leave": True,
    }


def to_confirm(activity: Activity) -> dict:
    """To the leaders of the schools that have not said yet whether they took part."""
    return {
        "subject": format_lazy(_("{activity}: confirm that your school took part"), activity=activity.title),
        "url": _page(activity),
        "dedupe": f"activity-confirm-{activity.public_id}",
        "may_leave": True,
    }


def cancelled(activity: Activity) -> dict:
    """To the leaders of the schools that were asked."""
    return {
        "subject": format_lazy(_("{activity} is cancelled"), activity=activity.title),
        "url": _page(activity),
        "dedupe": f"activity-cancelled-{activity.public_id}",
        "may_leave": True,
    }


def need_raised(need: Need) -> dict:
    """To the office and the heads of the alliance."""
    subject = format_lazy(_("{school} has raised a need: {need}"), school=need.membership.school.name, need=need.title)
    return _of_need(need, subject, "raised")


def need_answered(need: Need) -> dict:
    """To who raised the need."""
    return _of_need(need, format_lazy(_("Your school's need was answered: {need}"), need=need.title), "answered")


def _of_need(need: Need, subject, matter: str) -> dict:
    return {
        "subject": subject,
        "url": f"{reverse('alliances:need_list')}?alliance={need.alliance.public_id}",
        "dedupe": f"need-{matter}-{need.public_id}",
        "may_leave": True,
    }


def _page(activity: Activity) -> str:
    return reverse("alliances:activity_show", args=[activity.public_id])
