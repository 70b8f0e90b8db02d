"""What facts cost by rule set 4: the worked numbers of F-10 and F-11, both readings of C4-D08, and what always holds."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.dates import Span
from deductions.kinds import Event
from deductions.rules.capping import balance, standing
from deductions.rules.charging import EXCLUDES, Charge, Taken, charges
from deductions.rules.documents import EVENTS, table_of
from deductions.rules.prices import Price, Unit
from deductions.rules.pricing import cost
from deductions.tests.pure import fact, numbers
from rulebook.documents import loading
from rulebook.rules.deadlines import days_late
from schools.calendar import SchoolCalendar
from schools.models import CalendarDay


def priced(*facts, taken=(), calendar=None, **values) -> list[Charge]:
    table = table_of(numbers(**values))
    return charges(facts, lambda _day: table, taken=taken, calendar=calendar)


def total(found: list[Charge]) -> Decimal:
    return sum((charge.sum.amount for charge in found if charge.is_open), Decimal(0))


def test_f10_the_worked_statement_of_a_term_is_70():
    facts = [
        fact(Event.PLANS_SHORT_AT_START, required=12, prepared=9),
        fact(Event.TEACHING_PLAN_MISSING, times=1),
        fact(Event.LESSON_LATE, times=1, lesson="slot:1@2026-10-08"),
        fact(Event.LESSON_LATE, times=1, lesson="slot:2@2026-10-08"),
        fact(Event.LESSON_LEFT, times=1, lesson="slot:3@2026-10-08"),
        fact(Event.LESSON_MISSED, times=1, lesson="slot:4@2026-10-08"),
        fact(Event.MARKINGS_SHORT, required=42, prepared=38),
        fact(Event.TEST_UNMARKED, times=1),
        fact(Event.TEST_UNANALYSED, times=1),
        fact(Event.EXPERIMENT_MISSED, times=2),
        fact(Event.SUMMARY_LATE, days=4),
    ]
    found = priced(*facts)
    amounts = {}
    for charge in found:
        amounts[charge.price.code] = amounts.get(charge.price.code, 0) + charge.sum.amount
    assert amounts == {
        "C4-D01": 6,
        "C4-D02": 2,
        "C4-D09": 4,
        "C4-D10": 5,
        "C4-D11": 20,
        "C4-D12": 8,
        "C4-D13": 5,
        "C4-D14": 2,
        "C4-D15": 10,
        "C4-D05": 8,
    }
    assert total(found) == 70


@pytest.mark.parametrize(
    ("prepared", "reading", "rounding", "amount", "steps"),
    [
        (30, "A", "floor", "4", ("43 × 0.8 = 34.4 → 34", "34 − 30 = 4", "4 × 1 = 4")),
        (34, "A", "floor", "0", ("43 × 0.8 = 34.4 → 34", "34 − 34 = 0", "0 × 1 = 0")),
        (36, "A", "floor", "0", ("43 × 0.8 = 34.4 → 34", "34 − 36 = −2 → 0", "0 × 1 = 0")),
        (30, "A", "ceil", "5", ("43 × 0.8 = 34.4 → 35", "35 − 30 = 5", "5 × 1 = 5")),
        (30, "A", "half_up", "4", ("43 × 0.8 = 34.4 → 34", "34 − 30 = 4", "4 × 1 = 4")),
        (30, "B", "floor", "10.40", ("43 − 30 = 13", "13 × 0.8 × 1 = 10.40")),
        (43, "B", "floor", "0", ("43 − 43 = 0", "0 × 0.8 × 1 = 0")),
    ],
)
def test_c4_d08_in_both_readings_43_lessons(prepared, reading, rounding, amount, steps):
    values = {"C4-D08.reading": reading, "C4-D08.rounding": rounding}
    (charge,) = priced(fact(Event.PLANS_SHORT, required=43, prepared=prepared), **values)
    assert charge.sum.amount == Decimal(amount)
    assert charge.sum.steps == steps


def test_the_arithmetic_is_kept_as_people_write_it():
    (charge,) = priced(fact(Event.EXPERIMENT_MISSED, times=2))
    assert charge.sum.steps == ("2 × 5 = 10",)


def test_f11_days_late_are_calendar_days_or_school_days():
    due, came = date(2026, 1, 16), date(2026, 1, 20)
    make_up = CalendarDay(on=date(2026, 1, 18), kind="make_up", is_school_day=True, lessons_of_weekday=3)
    calendar = SchoolCalendar(Span(date(2026, 1, 1), date(2026, 2, 1)), rows=[make_up])
    late = fact(Event.SUMMARY_LATE, on=came, days=days_late(due_on=due, handed_in_on=came))
    assert days_late(due_on=due, handed_in_on=due) == 0
    assert total(priced(late)) == 8
    # A Friday: the Sunday worked for a day off counts, the Saturday does not.
    assert total(priced(late, calendar=calendar, **{"C4-D05.days": "school_days"})) == 6


def test_a_missed_lesson_is_not_charged_as_late_left_or_unplanned_too():
    lesson = "slot:5@2026-10-08"
    kinds = (Event.LESSON_LATE, Event.LESSON_LEFT, Event.NO_PLAN, Event.LESSON_MISSED)
    found = priced(*(fact(event, lesson=lesson, times=1) for event in kinds))
    assert {charge.fact.event: charge.why_not for charge in found} == {
        Event.LESSON_LATE: "missed",
        Event.LESSON_LEFT: "missed",
        Event.NO_PLAN: "missed",
        Event.LESSON_MISSED: "",
    }


def test_another_lesson_of_the_same_teacher_is_charged():
    found = priced(
        fact(Event.LESSON_LATE, lesson="slot:1@2026-10-08"), fact(Event.LESSON_MISSED, lesson="slot:2@2026-10-08")
    )
    assert total(found) == 22


def test_the_same_of_one_lesson_seen_by_two_people_is_charged_once():
    lesson = "slot:5@2026-10-08"
    found = priced(fact(Event.LESSON_LATE, lesson=lesson), fact(Event.LESSON_LATE, lesson=lesson))
    assert [charge.why_not for charge in found] == ["", "twice"]


def test_a_lesson_taught_without_a_plan_is_not_charged_again_at_the_inspection():
    taught = [fact(Event.NO_PLAN, lesson=f"slot:{n}@2026-10-08", times=1) for n in range(2)]
    inspected = fact(Event.PLANS_SHORT, on=date(2026, 10, 30), required=43, prepared=30)
    found = priced(*taught, inspected)
    assert [charge.sum.amount for charge in found] == [10, 10, 2]
    assert found[-1].sum.steps[1] == "34 − 30 − 2 = 2"


def test_what_an_earlier_inspection_left_out_is_not_left_out_again():
    taught = fact(Event.NO_PLAN, lesson="slot:1@2026-10-08", times=1)
    first = fact(Event.PLANS_SHORT, on=date(2026, 10, 30), required=10, prepared=5)
    second = fact(Event.PLANS_SHORT, on=date(2026, 11, 30), required=10, prepared=5)
    assert [charge.sum.amount for charge in priced(taught, first, second)] == [10, 2, 3]


def test_what_stands_in_the_ledger_is_neither_charged_again_nor_doubled_by_what_excludes_it():
    lesson = "slot:5@2026-10-08"
    late, missed = fact(Event.LESSON_LATE, lesson=lesson), fact(Event.LESSON_MISSED, lesson=lesson)
    taken = Taken(late.key, late.teacher, late.event, late.on, lesson)
    assert {c.fact.event: c.why_not for c in priced(late, missed, taken=[taken])} == {
        Event.LESSON_LATE: "entered",
        Event.LESSON_MISSED: "in_ledger",
    }


def test_what_was_reversed_bars_only_its_own_fact():
    lesson = "slot:5@2026-10-08"
    late, missed = fact(Event.LESSON_LATE, lesson=lesson), fact(Event.LESSON_MISSED, lesson=lesson)
    taken = Taken(late.key, late.teacher, late.event, late.on, lesson, is_live=False)
    assert [c.why_not for c in priced(late, missed, taken=[taken])] == ["entered", ""]


def test_month_end_inspections_are_at_discretion():
    (charge,) = priced(fact(Event.CHECK_FAILED))
    assert charge.price.is_discretionary
    assert charge.sum.amount is None
    assert charge.is_open


def test_conduct_points_stand_beside_where_the_school_sets_them():
    (charge,) = priced(fact(Event.TEACHING_PLAN_MISSING, times=2), **{"C4-D03.amount": Decimal(1)})
    assert (charge.sum.amount, charge.sum.conduct) == (4, 2)


def test_a_school_that_deducts_nothing_charges_nothing():
    assert priced(fact(Event.LESSON_MISSED), **{"deduction.unit": "none"}) == []


def test_yuan_need_more_than_the_number_in_the_document():
    wanted = numbers(**{"deduction.unit": "yuan"})
    assert table_of(wanted).unit is Unit.POINTS
    assert table_of(wanted).wants_yuan
    assert table_of(wanted, may_be_yuan=True).unit is Unit.YUAN


def test_every_deduction_of_rule_set_4_but_the_conduct_points_has_its_event():
    items = loading.document("C4").items_of("deduction")
    assert {item.id for item in items} - set(EVENTS) == {"C4-D03"}
    assert len(set(EVENTS.values())) == len(EVENTS)


def test_exclusions_are_those_of_the_document():
    items = {item.id: item for item in loading.document("C4").items_of("deduction")}
    excluded = {code for code, event in EVENTS.items() if event in EXCLUDES[Event.LESSON_MISSED]}
    assert set(items["C4-D11"].data["not_with"]) == excluded


COUNTS = st.integers(0, 200).map(Decimal)
AMOUNTS = st.decimals(0, 1000, places=2)


@given(required=COUNTS, prepared=COUNTS, uncounted=COUNTS, amount=AMOUNTS, share=st.decimals(0, 1, places=2))
def test_no_reading_is_ever_negative_or_finer_than_a_cent(required, prepared, uncounted, amount, share):
    for reading in "AB":
        price = Price("X", Event.PLANS_SHORT, "", amount, share=share, reading=reading)
        found = cost(price, {"required": required, "prepared": prepared}, uncounted=uncounted)
        assert found.amount >= 0
        assert found.amount == found.amount.quantize(Decimal("0.01"))


MONTHS = st.dictionaries(st.integers(1, 5), st.decimals(0, 500, places=2), max_size=5)
CAP = st.none() | st.decimals(0, 300, places=2)


@given(months=MONTHS, per_month=CAP, per_term=CAP)
def test_what_stands_is_between_nothing_and_what_was_charged(months, per_month, per_term):
    stands = standing(months, per_month=per_month, per_term=per_term)
    assert 0 <= stands <= sum(months.values(), Decimal(0))
    assert per_term is None or stands <= per_term
    assert balance(months, [stands], per_month=per_month, per_term=per_term) == 0


def test_what_is_over_the_most_of_a_month_and_a_term_is_taken_off():
    months = {1: Decimal(45), 2: Decimal(20)}
    assert standing(months, per_month=Decimal(30), per_term=None) == 50
    assert standing(months, per_month=Decimal(30), per_term=Decimal(40)) == 40
    assert balance(months, [Decimal(30), Decimal(20)], per_month=Decimal(30), per_term=Decimal(40)) == -10
