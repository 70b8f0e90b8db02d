"""Self-inspection reports, the joint assessment and the goals of three years as files at once, as their pages show."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from accounts.permissions import Permission
from alliances.models import Alliance, SelfReport
from alliances.selectors.assessments import year_of, years_of
from core.access import requires
from reports import kinds
from reports.contents import joint_assessment, self_reports, three_years
from reports.excel import workbook
from reports.kinds import Gathered
from reports.models import Format
from reports.services.making import document
from reports.views.sending import TYPES
from reports.word.links import with_links


@requires(Permission.ALLIANCE_SCHOOL, Permission.ALLIANCE_RUN)
@require_safe
def selfreport_word(request, public_id):
    """Send a report as Word, a draft too; its figures link to the pages that show what they count."""
    reports = SelfReport.objects.visible_to(request.user).select_related("membership__school", "alliance")
    report = get_object_or_404(reports, public_id=public_id)
    gathered = self_reports.of_report(report, timezone.localdate(), _base(request))
    return _word(request, gathered, self_reports.CODE)


@requires(Permission.ALLIANCE_SCHOOL, Permission.ALLIANCE_RUN)
@require_safe
def jointassessment_word(request, public_id):
    """Send the statement of a school year as Word (R-15)."""
    return _word(request, _statement(request, public_id), joint_assessment.STATEMENT)


@requires(Permission.ALLIANCE_SCHOOL, Permission.ALLIANCE_RUN)
@require_safe
def jointassessment_excel(request, public_id):
    """Send the statement of a school year as a workbook (R-15)."""
    return _excel(request, _statement(request, public_id))


@requires(Permission.ALLIANCE_SCHOOL, Permission.ALLIANCE_RUN)
@require_safe
def alliance_goals_word(request, public_id):
    """Send the goals of the three years as Word (R-12)."""
    return _word(request, _goals(request, public_id), three_years.CODE)


@requires(Permission.ALLIANCE_SCHOOL, Permission.ALLIANCE_RUN)
@require_safe
def alliance_goals_excel(request, public_id):
    """Send the goals of the three years as a workbook (R-12)."""
    return _excel(request, _goals(request, public_id))


def _statement(request, public_id) -> Gathered:
    alliance = _alliance(request, public_id)
    today = timezone.localdate()
    year = year_of(years_of(alliance, request.user, today), request.GET.get("year", ""))
    return joint_assessment.of_alliance(alliance, year, today)


def _goals(request, public_id) -> Gathered:
    alliance = _alliance(request, public_id)
    return three_years.of_alliance(alliance, timezone.localdate(), request.user, _base(request))


def _alliance(request, public_id) -> Alliance:
    alliances = Alliance.objects.visible_to(request.user).select_related("seat")
    return get_object_or_404(alliances, public_id=public_id)


def _base(request) -> str:
    return request.build_absolute_uri("/").rstrip("/")


def _word(request, gathered: Gathered, code: str) -> HttpResponse:
    data = document(gathered, kinds.get(code), None, made_by=request.user.name, now=timezone.now())
    return _sent(with_links(data), gathered, Format.WORD)


def _excel(request, gathered: Gathered) -> HttpResponse:
    data = workbook(gathered, made_by=request.user.name, made_at=timezone.now())
    return _sent(data, gathered, Format.EXCEL)


def _sent(data: bytes, gathered: Gathered, format: Format) -> HttpResponse:
    response = HttpResponse(data, content_type=TYPES[format])
    name = f"{gathered.school} {gathered.title} {gathered.period}.{format.value}"
    response["Content-Disposition"] = content_disposition_header(True, name.replace("/", " "))
    response["Cache-Control"] = "no-store"
    return response
