"""Which sheets a school can choose for which object."""

from schools.models import School
from sheets.models import ScoreSheet
from sheets.services import sheets_of
from sheets.shipped import shipped
from teaching_checks.models import CheckObject
from teaching_checks.rules.objects import SHEETS, proposed_first, purpose_of


def sheets_by_object(school: School) -> dict[str, list[ScoreSheet]]:
    """Give for each object the sheets on offer, the proposed one first; one statement once the school has them."""
    offered = _on_offer(school)
    missing = {each.purpose for code, each in shipped().items() if code not in {sheet.code for sheet in offered}}
    wanted = missing & {purpose for purpose, _ in SHEETS.values()}
    if wanted:
        for purpose in sorted(wanted):
            sheets_of(school=school, purpose=purpose)
        offered = _on_offer(school)
    return {check_object: _of(check_object, offered) for check_object in CheckObject.values}


def _on_offer(school: School) -> list[ScoreSheet]:
    return list(ScoreSheet.objects.filter(school=school).on_offer())


def _of(check_object: str, offered: list[ScoreSheet]) -> list[ScoreSheet]:
    fitting = {sheet.code: sheet for sheet in offered if sheet.purpose == purpose_of(check_object)}
    return [fitting[code] for code in proposed_first(check_object, list(fitting))]
