"""The price list that a document holds as an adopted version has it: rule set 4 alone does (C4-D01 … C4-D16)."""

from decimal import Decimal

from deductions.kinds import Event
from deductions.rules.prices import Price, PriceTable, Unit
from rulebook.documents import loading
from rulebook.documents.schema import Item, Words
from rulebook.rules.numbers import Numbers

DOCUMENT = "C4"
EVENTS = {
    "C4-D01": Event.PLANS_SHORT_AT_START,
    "C4-D02": Event.TEACHING_PLAN_MISSING,
    "C4-D04": Event.CHECK_FAILED,
    "C4-D05": Event.SUMMARY_LATE,
    "C4-D06": Event.PAPER_LATE,
    "C4-D07": Event.NO_PLAN,
    "C4-D08": Event.PLANS_SHORT,
    "C4-D09": Event.LESSON_LATE,
    "C4-D10": Event.LESSON_LEFT,
    "C4-D11": Event.LESSON_MISSED,
    "C4-D12": Event.MARKINGS_SHORT,
    "C4-D13": Event.TEST_UNMARKED,
    "C4-D14": Event.TEST_UNANALYSED,
    "C4-D15": Event.EXPERIMENT_MISSED,
    "C4-D16": Event.LAB_UNTIDY,
}
# C4.4.5 and C4.4.6 deduct "after verification": the proof stands with the entry.
FILED = ("C4-D13", "C4-D14")  # entered in the teacher's professional file (C4-R07)


def table_of(numbers: Numbers, *, version: int = 0, may_be_yuan: bool = False) -> PriceTable:
    """Give the price list of rule set 4 with a school's numbers; money only where the principal allowed it (L-12)."""
    items = {item.id: item for item in numbers.document.items_of("deduction")}
    wanted = Unit(numbers.get("deduction.unit") or Unit.NONE)
    prices = [_price(items[code], event, items, numbers) for code, event in EVENTS.items()]
    return PriceTable(
        source=DOCUMENT,
        version=version,
        unit=Unit.POINTS if wanted is Unit.YUAN and not may_be_yuan else wanted,
        prices={price.code: price for price in prices},
        cap_per_term=numbers.number("deduction.cap_per_term"),
        wants_yuan=wanted is Unit.YUAN,
    )


def _price(item: Item, event: Event, items: dict[str, Item], numbers: Numbers) -> Price:
    data = item.data
    conduct = items[data["also_points"]].data["amount"] if "also_points" in data else ""
    how = {}
    if "share" in data:
        how = {name: numbers.get(data[name]) for name in ("share", "reading", "rounding")}
    if how and how["share"] is None:
        how["share"] = Decimal(1)
    return Price(
        code=item.id,
        event=event,
        name=item.name,
        # A document without a number for it leaves the amount to a person; it is never silently zero.
        amount=numbers.number(data["amount"] or ""),
        each=Words(**data["each"]),
        articles=item.articles,
        in_school_days="days" in data and numbers.get(data["days"]) == "school_days",
        conduct=numbers.number(conduct),
        needs_proof=data.get("requires_verification", False),
        verifier=loading.words("roles").get(data.get("verified_by", ""), ""),
        **how,
    )
