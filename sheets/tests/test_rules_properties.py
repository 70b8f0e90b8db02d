"""What holds of any sheet and anything that is typed or pasted."""

from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from sheets.rules import Item, Kind, Sheet, WrongValue, clean, faults, grade_of, is_complete, outcome, total
from sheets.tests.factories import GRADES, create_sheet

SHEET = create_sheet()
few = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
ITEMS = some.sampled_from(SHEET.items)
MARKS = some.decimals("0.1", "50", places=1)
SHEETS = some.lists(MARKS, min_size=1, max_size=8).map(
    lambda marks: Sheet(tuple(Item(f"i{n}", f"项{n}", Kind.SCORE, most) for n, most in enumerate(marks)), GRADES)
)
TYPED = some.one_of(some.text(max_size=20), some.decimals(allow_nan=True).map(str), some.floats().map(str))


@few
@given(ITEMS, TYPED)
def test_whatever_is_typed_is_kept_or_refused_and_what_is_kept_stays_as_it_is(item, typed):
    try:
        kept = clean(SHEET, item, typed)
    except WrongValue:
        return
    assert clean(SHEET, item, kept) == kept
    kept.encode()  # can be stored
    assert "\x00" not in kept


@few
@given(SHEETS, some.data())
def test_a_total_lies_between_nothing_and_the_full_marks(sheet, data):
    values = {i.code: clean(sheet, i, str(data.draw(some.decimals(0, i.most, places=1)))) for i in sheet.items}
    points = total(sheet, values)
    assert 0 <= points <= sheet.full_marks
    assert points == sum(Decimal(value) for value in values.values())
    assert is_complete(sheet, values)
    assert grade_of(sheet, points) == outcome(sheet, values)


@few
@given(SHEETS, some.data())
def test_more_points_never_give_a_worse_grade(sheet, data):
    low, high = sorted(data.draw(some.decimals(0, sheet.full_marks, places=1)) for _ in range(2))
    worse, better = grade_of(sheet, low), grade_of(sheet, high)
    assert better.share >= worse.share


@few
@given(SHEETS)
def test_sheets_of_scores_are_sound(sheet):
    assert faults(sheet) == []
