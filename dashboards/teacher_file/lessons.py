"""Lessons observed: those the teacher observed, and those of the teacher's own (L-13)."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.dates import Span
from dashboards.teacher_file.section import Line, Section
from observations.models import Observation
from registry.models import Teacher


def observed_by(teacher: Teacher, span: Span, reader) -> Section:
    """Give the lessons that the teacher observed, and whether each counts (F-09); one statement."""
    rows = _rows(teacher, span, reader).filter(observer=teacher.user_id).select_related("teacher", "subject")
    lines = [
        Line(
            [row.on, row.teacher.name, row.subject.name, row.topic, _("yes") if row.counts else _("not yet")], _url(row)
        )
        for row in rows
    ]
    counted = sum(row.counts for row in rows)
    note = _("%(counted)d of %(all)d count") % {"counted": counted, "all": len(lines)} if lines else ""
    columns = [
        _("Day"),
        _("Teacher"),
        _("Subject"),
        pgettext("of an observed lesson", "Topic"),
        pgettext("of an observed lesson", "Counts"),
    ]
    return Section("observed_by", _("Lessons observed"), columns, lines, note)


def observations_of(teacher: Teacher, span: Span, reader) -> Section:
    """Give who observed the teacher's own lessons, and what came of it; one statement."""
    rows = _rows(teacher, span, reader).filter(teacher=teacher).select_related("observer", "subject")
    lines = [
        Line([row.on, row.observer.name, row.subject.name, row.topic, row.get_kind_display(), row.points], _url(row))
        for row in rows
    ]
    columns = [
        _("Day"),
        _("Observer"),
        _("Subject"),
        pgettext("of an observed lesson", "Topic"),
        pgettext("of an observed lesson", "Occasion"),
        _("Points"),
    ]
    return Section("observations_of", _("Own lessons observed by others"), columns, lines)


def _rows(teacher: Teacher, span: Span, reader):
    rows = Observation.objects.visible_to(reader).valid().filter(school=teacher.school_id)
    return rows.filter(on__gte=span.from_on, on__lt=span.to_on)


def _url(row: Observation) -> str:
    return reverse("observations:observation_detail", args=[row.public_id])
