"""Self-reports, the joint assessment, summaries and shared evaluation schemes as records (G5.4.3, G5.5.3–4, G4.5.1)."""

from collections.abc import Iterator, Sequence

from django.utils import timezone

from alliances.evidence.things import alliance_key, seated
from alliances.models import AllianceSummary, AssessmentStatement, SelfReport, SharedEvaluation
from core.dates import Span
from rulebook.rules.judging import Evidence
from schools.models import School

TEACHER, PUPIL = "teacher", "student"


def self_reports(schools: Sequence[School], span: Span) -> Iterator[Evidence]:
    """Give the schools' reports that are handed in, on the day they were first handed in; one statement."""
    rows = SelfReport.objects.handed_in().filter(membership__school__in=schools).select_related("membership")
    for each in rows.order_by("first_submitted_at", "pk"):
        on = timezone.localdate(each.first_submitted_at)
        if on in span:
            ref = f"alliances:selfreport_detail:{each.public_id}"
            yield Evidence("self_check_report", on, subject=each.membership.subject, ref=ref)


def assessments(school: School, span: Span) -> Iterator[Evidence]:
    """Give for each school of a closed statement that it was assessed, where the office is; two statements."""
    rows = AssessmentStatement.objects.filter(alliance__in=seated(school, span)).select_related("alliance")
    for each in rows.filter(closed_on__gte=span.from_on, closed_on__lt=span.to_on).order_by("closed_on", "pk"):
        ref = f"alliances:jointassessment_show:{each.alliance.public_id}"
        for row in each.rows:
            if row["final"] is not None:
                subject = f"alliance_school:{row['membership']}"
                yield Evidence("joint_assessment", each.closed_on, subject=subject, ref=ref)


def summaries(school: School, span: Span) -> Iterator[Evidence]:
    """Give the yearly summaries given out in these days; one statement."""
    rows = AllianceSummary.objects.filter(alliance__in=seated(school, span))
    for each in rows.filter(issued_on__gte=span.from_on, issued_on__lt=span.to_on).order_by("issued_on", "pk"):
        ref = f"alliances:alliancesummary_show:{each.public_id}"
        yield Evidence("alliance_summary", each.issued_on, subject=alliance_key(each.alliance_id), ref=ref)


def evaluations(school: School, span: Span) -> Iterator[Evidence]:
    """Give the shared evaluation schemes for teachers and for pupils, as long as they hold; one statement."""
    rows = SharedEvaluation.objects.filter(alliance__in=seated(school, span), from_on__lt=span.to_on)
    for each in rows.select_related("alliance").order_by("from_on", "pk"):
        ref = f"alliances:sharedevaluation_list:{each.alliance.public_id}"
        for part in [TEACHER] * each.for_teachers + [PUPIL] * each.for_pupils:
            subject = alliance_key(each.alliance_id)
            yield Evidence("shared_evaluation", each.from_on, subject=subject, part=part, until=each.to_on, ref=ref)
