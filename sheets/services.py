"""Sheets of a school: taken from those shipped."""

from django.db import transaction

from schools.models import School
from sheets.content import said
from sheets.models import ScoreSheet
from sheets.shipped import shipped


@transaction.atomic
def sheets_of(*, school: School, purpose: str) -> list[ScoreSheet]:
    """Give what a school can choose for a purpose; shipped sheets that it does not have yet are taken over first."""
    offered = [each for each in shipped().values() if each.purpose == purpose]
    have = _codes(school, offered)
    ScoreSheet.objects.bulk_create(
        (
            ScoreSheet(
                school=school, purpose=purpose, code=s.code, name=said(s.name), content=s.content, is_shipped=True
            )
            for s in offered
            if s.code not in have
        ),
        ignore_conflicts=True,  # another request may have done the same
    )
    return list(ScoreSheet.objects.filter(school=school, purpose=purpose).on_offer())


def _codes(school: School, offered: list) -> set[str]:
    codes = [each.code for each in offered]
    return set(ScoreSheet.objects.filter(school=school, code__in=codes).values_list("code", flat=True))
