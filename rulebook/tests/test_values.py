"""What a version keeps: lists, days of phases, and what of them is refused."""

from datetime import date
from decimal import Decimal

import pytest

from core.dates import Span
from core.refusals import Refused
from rulebook.documents import loading
from rulebook.rules import phases
from rulebook.rules.numbers import Numbers, read, store
from rulebook.selectors.in_force import in_force
from rulebook.services.adopting import adopt, change
from schools.tests.factories import create_school

G3 = loading.document("G3")
H02 = "phase:G3-H02"


@pytest.mark.parametrize("value", [[Decimal(6), Decimal(12)], Decimal("0.8"), "A", ["tuesday"], None])
def test_a_value_comes_back_as_it_was_stored(value):
    assert read(store(value)) == value


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        (H02, ["2013-09-01", "2009-11-30"], "ends_first"),  # the misprint of G3.3.2
        (H02, ["2013-09-01", "someday"], "not_days"),
        (H02, ["2013-09-01"], "not_days"),
        ("phase:G3-H09", ["2013-09-01", "2013-11-30"], "unknown_key"),
        (H02, ["2013-09-01", "2013-11-30"], ""),
        (H02, ["2013-09-01", "2013-09-01"], ""),
        (H02, None, ""),
    ],
)
def test_what_may_be_wrong_with_the_days_of_a_phase(key, value, code):
    assert phases.fault(G3, key, value) == code


@pytest.mark.django_db
def test_a_phase_that_ends_before_it_begins_is_never_stored():
    school = create_school(stages=["junior"])
    values = {H02: ["2013-09-01", "2009-11-30"]}
    with pytest.raises(Refused, match="ends_first:phase:G3-H02"):
        adopt(school=school, document=G3, from_on=date(2026, 9, 1), values=values, by=None)


@pytest.mark.django_db
def test_the_days_of_a_phase_reach_the_engine_and_can_be_taken_back():
    school = create_school(stages=["junior"])
    span = Span(date(2026, 9, 1), date(2027, 9, 1))
    values = {H02: ["2026-09-01", "2026-11-30"]}
    adoption = adopt(school=school, document=G3, from_on=date(2026, 9, 1), values=values, by=None)
    assert in_force(school, span)[0].phases == {"G3-H02": Span(date(2026, 9, 1), date(2026, 12, 1))}
    change(adoption=adoption, from_on=date(2026, 10, 1), values={H02: None}, reasons={}, by=None)
    assert in_force(school, span)[0].phases == {}


@pytest.mark.django_db
def test_months_of_a_document_are_kept_as_numbers():
    school = create_school(stages=["primary"])
    g5 = loading.document("G5")
    months = {"self_check.months": [Decimal(1), Decimal(7)]}
    reasons = {"self_check.months": "as the county asks"}
    adoption = adopt(school=school, document=g5, from_on=date(2026, 9, 1), values=months, reasons=reasons, by=None)
    assert Numbers(g5, adoption.versions.get().values).get("self_check.months") == [Decimal(1), Decimal(7)]
