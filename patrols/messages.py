"""What the office, teachers and class teachers are told: reasons passed on, lesson changes (N-14)."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from patrols.models import LessonChange, Reason

day = lazy(lambda on: date_format(on, "MONTH_DAY_FORMAT"), str)


def reason_given(reason: Reason) -> dict:
    """To the academic director: the reason of an absence was found out (C2.2.2). The reason itself stays inside."""
    entry = reason.entry
    return {
        "subject": format_lazy(
            _("Reason of a missed lesson: {name}, {day}, period {period}"),
            name=entry.teacher.name,
            day=day(entry.on),
            period=entry.period,
        ),
        "body": _("Please read it and mark it as seen."),
        "url": reverse("patrols:entry_detail", args=[entry.public_id]),
        "dedupe": f"absence-reason-{reason.public_id}-{reason.entered_at.isoformat()}",
        "school": entry.school,
    }


def change_asked(change: LessonChange) -> dict:
    """To the colleague."""
    return _about(change, _("{name} asks you about a lesson: {lesson}"), _("Please agree or decline."), "asked")


def change_to_decide(change: LessonChange) -> dict:
    """To the office."""
    return _about(change, _("Lesson change to decide: {name}, {lesson}"), change.reason, "to-decide")


def change_answered(change: LessonChange) -> dict:
    """To who asked: the colleague declined, or the office refused."""
    return _about(change, _("{state}: lesson change of {name}, {lesson}"), change.answer, change.state)


def change_decided(change: LessonChange) -> dict:
    """To all concerned: the lesson is held otherwise, or again as planned."""
    told = _about(change, _("{state}: lesson change of {name}, {lesson}"), change.reason, change.state)
    return told | {"url": f"{reverse('registry:timetable_day')}?on={change.on.isoformat()}"}


def _about(change: LessonChange, subject, body, matter: str) -> dict:
    lesson = format_lazy(
        _("{day}, period {period}, {subject} {school_class}"),
        day=day(change.on),
        period=change.slot.period,
        subject=change.slot.subject.name,
        school_class=str(change.slot.school_class),
    )
    return {
        "subject": format_lazy(
            subject, name=change.teacher.name, lesson=lesson, state=LessonChange.State(change.state).label
        ),
        "body": body,
        "url": reverse("patrols:change_detail", args=[change.public_id]),
        "dedupe": f"lesson-change-{change.public_id}-{matter}",
        "school": change.school,
    }
