"""The day and the period that an address or a form names."""

from datetime import date

from django.utils import timezone

from patrols.services.walking import Time


def day_asked(request) -> date:
    """Give the day of `on`; today when there is none or it is no day."""
    try:
        return date.fromisoformat(request.POST.get("on") or request.GET.get("on", ""))
    except ValueError:
        return timezone.localdate()


def period_asked(request) -> int | None:
    """Give the number of `period`; None when there is none."""
    word = request.POST.get("period") or request.GET.get("period", "")
    return int(word) if word.isascii() and word.isdigit() else None


def time_asked(request) -> Time:
    """Give the time of the walk; a period that does not exist has no lessons."""
    return Time(request.school, day_asked(request), period_asked(request) or 0)
