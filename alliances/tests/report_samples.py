"""Records of self-reports, the joint assessment and common papers for the walk over every address."""

from datetime import date
from uuid import uuid4

from django.core.files.base import ContentFile
from django.utils import timezone

from alliances.models import (
    AllianceSummary,
    IndicatorScore,
    Membership,
    ReportSection,
    SelfReport,
    SharedEvaluation,
    Strength,
    Training,
)
from alliances.tests.factories import FOUNDED

OF_ALLIANCE = (
    "jointassessment_show",
    "jointassessment_close",
    "jointassessment_indicators",
    "comparison_show",
    "strength_list",
    "alliancesummary_list",
    "alliancesummary_edit",
    "sharedevaluation_list",
    "sharedevaluation_add",
    "district_show",
    "training_list",
)
OF_MEMBER = ("selfreport_begin", "jointassessment_enter", "satisfaction_add", "strength_add", "training_enter")
NOUN_OF = {f"alliances:{name}": "alliance" for name in OF_ALLIANCE}
NOUN_OF |= {f"alliances:{name}": "member" for name in OF_MEMBER}
NOUN_OF |= {f"reports:jointassessment_{name}": "alliance" for name in ("word", "excel")}


def reporting_samples(membership: Membership, reader) -> dict:
    """Give a self-report handed in, points of an assessment, a summary, an evaluation scheme, a strong point."""
    alliance, now, today = membership.alliance, timezone.now(), timezone.localdate()
    report = SelfReport.objects.create(
        alliance=alliance, membership=membership, year=2026, month=12, from_on=FOUNDED, to_on=date(2027, 1, 1),
        state="submitted", figures={}, data_on=today, submitted_at=now, first_submitted_at=now, submitted_by=reader,
        opened_by=reader,
    )  # fmt: skip
    file = ContentFile(b"%PDF-1.7", name="sample.pdf")
    scheme = {"title": "Scheme", "file": file, "from_on": FOUNDED, "added_by": reader}
    return {
        "selfreport": report,
        "reportsection": ReportSection.objects.create(report=report, name="meetings"),
        "jointscore": IndicatorScore.objects.create(
            membership=membership, school_year=2026, key=uuid4(), points=80, evidence="Minutes", file=file,
            entered_by=reader,
        ),
        "alliancesummary": AllianceSummary.objects.create(
            alliance=alliance, school_year=2026, done="Much", issued_on=FOUNDED, written_by=reader
        ),
        "sharedevaluation": SharedEvaluation.objects.create(alliance=alliance, **scheme),
        "training": Training.objects.create(
            membership=membership, person=reader, theme="Curriculum", on=FOUNDED, hours=3, entered_by=reader
        ),
        "strength": Strength.objects.create(membership=membership, kind="weak", area="Music", entered_by=reader),
    }  # fmt: skip
