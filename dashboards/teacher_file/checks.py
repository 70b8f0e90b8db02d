"""Results of inspections, hand-ins, contests."""

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.dates import Span
from dashboards.teacher_file.section import Line, Section
from registry.models import Teacher
from sheets.content import read_grades
from teaching_checks.models import Correction, Entry, HandIn, Inspected, SixEarnestsReview


def results(teacher: Teacher, span: Span, reader) -> Section:
    """Give the inspections that are done, with their results; one statement."""
    rows = Inspected.objects.visible_to(reader).filter(teacher=teacher, is_done=True)
    rows = rows.filter(done_on__gte=span.from_on, done_on__lt=span.to_on).order_by("-done_on", "-pk")
    lines = [
        Line(
            [
                row.done_on,
                row.round.name,
                row.round.get_object_display(),
                row.points,
                _grade(row),
                _person(row.inspector),
            ],
            _result_url(row, reader),
        )
        for row in rows.select_related("round", "inspector").annotate(grades=F("round__sheet__content__grades"))
    ]
    columns = [_("Day"), _("Inspection"), _("What is inspected"), _("Points"), _("Grade given"), _("Inspector")]
    return Section("results", _("Results of inspections"), columns, lines)


def corrections(teacher: Teacher, span: Span, reader) -> Section:
    """Give what was to be put right and how it stands; one statement."""
    rows = Correction.objects.visible_to(reader).filter(row__teacher=teacher)
    rows = rows.filter(due_on__gte=span.from_on, due_on__lt=span.to_on).select_related("row__round")
    lines = [
        Line(
            [row.what, row.row.round.name, row.due_on, row.get_state_display()],
            reverse("teaching_checks:correction_detail", args=[row.public_id]),
        )
        for row in rows.order_by("due_on", "pk")
    ]
    columns = [pgettext("asked of a teacher", "What"), _("Inspection"), _("Due by"), _("State")]
    return Section("corrections", _("Corrections"), columns, lines)


def reviews(teacher: Teacher, span: Span, reader) -> Section:
    """Give the six-earnests evaluations of the terms in the span (C4.3b); one statement."""
    rows = SixEarnestsReview.objects.visible_to(reader).final().filter(teacher=teacher)
    rows = rows.filter(final_on__gte=span.from_on, final_on__lt=span.to_on).select_related("term")
    lines = [
        Line([str(row.term), row.final_on], _review_url(teacher, reader)) for row in rows.order_by("-final_on", "pk")
    ]
    return Section("reviews", _("Six-earnests evaluations"), [_("Term"), _("Day")], lines)


def hand_ins(teacher: Teacher, span: Span, reader) -> Section:
    """Give what was asked for in the span and when it came; one statement."""
    rows = HandIn.objects.visible_to(reader).filter(teacher=teacher)
    rows = rows.filter(call__due_on__gte=span.from_on, call__due_on__lt=span.to_on).select_related("call")
    lines = [
        Line(
            [
                row.call.title,
                row.call.due_on,
                row.handed_in_at.date() if row.handed_in_at else None,
                row.get_state_display(),
            ],
            reverse("teaching_checks:handin_show", args=[row.public_id]),
        )
        for row in rows.order_by("call__due_on", "pk")
    ]
    columns = [pgettext("asked of a teacher", "What"), _("Due by"), pgettext("the day", "Handed in"), _("State")]
    return Section("hand_ins", _("Hand-ins"), columns, lines)


def contests(teacher: Teacher, span: Span, reader) -> Section:
    """Give the entries to contests and what they won; one statement."""
    rows = Entry.objects.visible_to(reader).filter(teacher=teacher).select_related("contest")
    rows = rows.filter(contest__entries_to_on__gte=span.from_on, contest__entries_to_on__lt=span.to_on)
    lines = [
        Line([row.contest.name, row.title, row.get_award_display()])
        for row in rows.order_by("-contest__entries_to_on", "pk")
    ]
    return Section("contests", _("Contests"), [_("Contest"), _("Title"), _("Award")], lines)


def _result_url(row: Inspected, reader) -> str:
    """Lead the teacher to the own result, everybody else to the round."""
    if row.person_id == reader.pk:
        return reverse("teaching_checks:result_detail", args=[row.public_id])
    return reverse("teaching_checks:round_detail", args=[row.round.public_id])


def _review_url(teacher: Teacher, reader) -> str:
    """Lead the teacher to the own evaluations, who writes them to the page on which they are written."""
    if teacher.user_id == reader.pk:
        return reverse("teaching_checks:review_mine")
    return reverse("teaching_checks:review_write", args=[teacher.public_id])


def _grade(row: Inspected) -> str:
    return next((line.name for line in read_grades(row.grades or ()) if line.code == row.grade), row.grade)


def _person(user) -> str:
    return user.name if user else ""
