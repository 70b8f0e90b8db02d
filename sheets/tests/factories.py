"""Sheets for tests: one with an item of each kind, and rows of a school's own."""

from decimal import Decimal

from schools.models import School
from sheets.models import Purpose, ScoreSheet
from sheets.rules import GradeLine, Item, Kind, Sheet

GRADES = (
    GradeLine("excellent", "优", Decimal("0.9")),
    GradeLine("good", "良", Decimal("0.8")),
    GradeLine("passed", "合格", Decimal("0.6")),
    GradeLine("failed", "不合格", Decimal(0)),
)


def score(code: str, most, dimension: str = "") -> Item:
    return Item(code, f"项 {code}", Kind.SCORE, Decimal(most), dimension)


def create_sheet() -> Sheet:
    """Give a sheet with two scores and one item of each other kind."""
    items = (
        score("goals", 20),
        score("process", 30),
        Item("due", "应备", Kind.COUNT),
        Item("no_plan", "无教案", Kind.COUNT, may_be_empty=True),
        Item("grade", "等级", Kind.GRADE),
        Item("copied", "照抄", Kind.TICK),
        Item("remark", "意见", Kind.TEXT),
    )
    return Sheet(items, GRADES)


CONTENT = {
    "items": [
        {"code": "goals", "name": "目标", "most": 40, "dimension": "教案"},
        {"code": "process", "name": "过程", "most": 60, "dimension": "教案"},
        {"code": "copied", "name": "照抄", "kind": "tick"},
        {"code": "remark", "name": "意见", "kind": "text"},
    ],
    "grades": [
        {"code": "passed", "name": "合格", "from": 0.6},
        {"code": "failed", "name": "不合格", "from": 0},
    ],
}


def create_score_sheet(*, school: School, purpose=Purpose.LESSON_PLAN, code="own", **fields) -> ScoreSheet:
    """Give a sheet of the school's own with two scores, a tick and a text."""
    return ScoreSheet.objects.create(
        **{"school": school, "purpose": purpose, "code": code, "name": "本校教案检查", "content": CONTENT, **fields}
    )
