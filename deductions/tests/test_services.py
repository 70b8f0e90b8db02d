"""The ledger step by step: who may do what when, what is refused, and what stays written (C4, section 20)."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, InternalError, ProgrammingError, connection, transaction

from core.dates import Span
from core.refusals import Refused
from deductions.kinds import Event
from deductions.models import Entry
from deductions.services import answering, lists, reporting
from deductions.tests.factories import (
    DAY,
    create_appealed,
    create_decided,
    create_entry,
    create_fact,
    create_ledger,
    create_told,
    create_verified,
    days,
    facts_given,
    moment,
)
from notices.models import Notice
from rulebook.services.adopting import change

pytestmark = pytest.mark.django_db
OCTOBER = Span(date(2026, 9, 28), date(2026, 10, 26))


@pytest.fixture
def ledger():
    return create_ledger()


def refused(call, **arguments) -> str:
    with pytest.raises(Refused) as caught, transaction.atomic():
        call(**arguments)
    return caught.value.reason


def report_october(ledger, *, by=None, keys=None, stamps=None):
    rows = reporting.proposals(ledger.school, ledger.term, OCTOBER).rows
    chosen = {row.key: row.stamp for row in rows if keys is None or row.key in keys}
    return reporting.report_facts(
        school=ledger.school, term=ledger.term, span=OCTOBER, chosen={**chosen, **(stamps or {})}, by=by or ledger.clerk
    )


def test_a_fact_is_entered_with_its_article_its_figures_and_the_steps(ledger):
    with facts_given([create_fact(ledger, Event.EXPERIMENT_MISSED, times=2)]):
        (entry,) = report_october(ledger).made
    assert (entry.item, entry.articles, entry.figures) == ("C4-D15", ["C4.4.6"], {"times": "2"})
    assert (entry.arithmetic, entry.amount, entry.unit) == (["2 × 5 = 10"], 10, "points")
    assert entry.version == ledger.adoption.versions.get().pk


def test_a_fact_is_entered_once_however_often_it_is_sent(ledger):
    with facts_given([create_fact(ledger)]) as facts:
        report_october(ledger)
        again = report_october(ledger)
    assert again.made == []
    assert again.left_out == {facts[0].key: "entered"}
    assert Entry.objects.count() == 1


def test_a_fact_that_changed_since_it_was_shown_is_left_out(ledger):
    with facts_given([create_fact(ledger)]) as facts:
        found = report_october(ledger, stamps={facts[0].key: "what was shown"})
    assert found.left_out == {facts[0].key: "changed"}


def test_nobody_reports_oneself(ledger):
    with facts_given([create_fact(ledger, teacher="head")]) as facts:
        assert report_october(ledger, by=ledger.head).left_out == {facts[0].key: "oneself"}
    assert refused(create_entry, ledger=ledger, teacher="head", by=ledger.head) == "oneself"


def test_the_numbers_of_the_day_count(ledger):
    change(
        adoption=ledger.adoption,
        from_on=date(2026, 10, 12),
        values={"C4-D09.amount": Decimal(3)},
        reasons={"C4-D09.amount": "resolved"},
        by=ledger.principal,
    )
    assert create_entry(ledger, on=DAY).amount == 2
    assert create_entry(ledger, on=date(2026, 10, 12)).amount == 3


def test_an_own_list_counts_before_the_document_and_gives_it_back(ledger):
    draft = lists.draft(school=ledger.school, today=DAY, by=ledger.principal)
    draft.items.filter(code="C4-D09").update(amount=Decimal("1.50"))
    lists.confirm(price_list=draft, today=DAY, by=ledger.principal)
    assert create_entry(ledger, on=DAY).amount == Decimal("1.50")
    assert create_entry(ledger, on=date(2026, 10, 7)).amount == 2
    lists.follow_document(school=ledger.school, today=date(2026, 11, 1), by=ledger.principal)
    assert create_entry(ledger, on=date(2026, 11, 1)).amount == 2


def test_money_needs_the_switch_of_the_principal_with_a_reason():
    ledger = create_ledger(**{"deduction.unit": "yuan"})
    assert create_entry(ledger).unit == "points"
    switch = {"school": ledger.school, "to_yuan": True, "today": DAY, "by": ledger.principal}
    assert refused(lists.switch_unit, **switch) == "no_reason"
    lists.switch_unit(**switch, reason="The staff meeting asked for it.")
    assert create_entry(ledger, times=2).unit == "yuan"
    draft = lists.draft(school=ledger.school, today=DAY, by=ledger.principal)
    lists.switch_unit(school=ledger.school, to_yuan=False, today=DAY, by=ledger.principal)
    assert refused(lists.confirm, price_list=draft, today=DAY, by=ledger.principal) == "yuan_off"


def test_a_confirmed_list_is_not_edited(ledger):
    draft = lists.confirm(
        price_list=lists.draft(school=ledger.school, today=DAY, by=ledger.principal), today=DAY, by=ledger.principal
    )
    assert refused(lists.edit, price_list=draft, head={}, lines=[{"code": "A"}], by=ledger.principal) == "confirmed"
    assert refused(lists.drop, price_list=draft, by=ledger.principal) == "confirmed"


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"on": date(2027, 7, 30)}, "in_the_future"),
        ({"on": date(2026, 8, 1)}, "no_term"),
        ({"item": "C4-D99"}, "unknown_item"),
        ({"item": "C4-D13"}, "no_proof"),
        ({"item": "C4-D04"}, "no_note"),
        ({"times": 0}, "nothing"),
    ],
)
def test_an_entry_by_hand_is_refused_in_words(ledger, fields, reason):
    assert refused(create_entry, ledger=ledger, **fields) == reason


def test_a_school_that_deducts_nothing_enters_nothing():
    assert refused(create_entry, ledger=create_ledger(**{"deduction.unit": "none"})) == "no_unit"
    assert refused(create_entry, ledger=create_ledger(adopts=False)) == "no_list"


def test_who_reported_does_not_verify_and_nobody_verifies_the_own(ledger):
    entry = create_entry(ledger)
    assert refused(answering.verify, entry=entry, by=ledger.clerk) == "own"
    assert refused(answering.verify, entry=entry, by=ledger.li) == "own"
    assert answering.verify(entry=entry, by=ledger.director).state == "verified"
    assert refused(answering.verify, entry=entry, by=ledger.vice) == "not_reported"


def test_who_made_the_record_does_not_verify_what_comes_of_it(ledger):
    with facts_given([create_fact(ledger, by=ledger.director)]):
        (entry,) = report_october(ledger).made
    assert entry.recorded_by == ledger.director
    assert refused(answering.verify, entry=entry, by=ledger.director) == "own"
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.filter(pk=entry.pk).update(verified_by=ledger.director)
    assert answering.verify(entry=entry, by=ledger.vice).verified_by == ledger.vice


def test_a_deduction_at_discretion_needs_who_decides_how_much_and_why(ledger):
    entry = create_entry(ledger, item="C4-D04", note="Month-end inspection")
    assert entry.amount is None
    assert refused(answering.verify, entry=entry, by=ledger.director, amount=Decimal(5), reason="x") == "not_yours"
    assert refused(answering.verify, entry=entry, by=ledger.vice, amount=Decimal(5)) == "no_reason"
    assert refused(answering.verify, entry=entry, by=ledger.vice, reason="Half of it was missing.") == "no_amount"
    done = answering.verify(entry=entry, by=ledger.vice, amount=Decimal(5), reason="Half of it was missing.")
    assert (done.amount, done.counted, done.verified_by, done.verified_why) == (
        5,
        5,
        ledger.vice,
        "Half of it was missing.",
    )


def test_serious_criticism_may_stand_instead_of_an_amount(ledger):
    entry = create_entry(ledger, item="C4-D04", note="Month-end inspection")
    done = answering.verify(entry=entry, by=ledger.vice, is_criticism=True, reason="For the second time.")
    assert (done.is_criticism, done.counted) == (True, 0)


def test_what_is_not_true_is_dismissed_with_a_reason_and_stays(ledger):
    entry = create_entry(ledger)
    assert refused(answering.dismiss, entry=entry, reason=" ", by=ledger.director) == "no_reason"
    done = answering.dismiss(entry=entry, reason="It was another teacher.", by=ledger.director)
    assert (done.state, done.counted) == ("dismissed", 0)
    assert refused(answering.dismiss, entry=create_told(ledger), reason="x", by=ledger.director) == "told"


def test_a_told_teacher_has_seven_days_and_reads_neither_amount_nor_matter(ledger):
    entry = create_told(ledger, now=moment(DAY))
    assert entry.appeal_until == DAY + days(7)
    notice = Notice.objects.get(recipient=ledger.li)
    assert notice.url == f"/deductions/{entry.public_id}/"
    assert "迟到" not in notice.subject + notice.body
    assert "2" not in notice.subject


def test_the_school_sets_the_window(ledger):
    lists.set_window(school=ledger.school, days=10, by=ledger.principal)
    assert create_told(ledger, now=moment(DAY)).appeal_until == DAY + days(10)
    assert refused(lists.set_window, school=ledger.school, days=0, by=ledger.principal) == "days"


def test_an_appeal_comes_within_the_window_and_once(ledger):
    entry = create_told(ledger, now=moment(DAY))
    late = {"entry": entry, "reason": "It was not so.", "by": ledger.li, "now": moment(DAY + days(8))}
    assert refused(answering.appeal, **late) == "too_late"
    assert refused(answering.appeal, **{**late, "by": ledger.wang}) == "not_yours_to_appeal"
    on_time = {**late, "now": moment(DAY + days(7), 23)}
    assert refused(answering.appeal, **{**on_time, "reason": ""}) == "no_reason"
    assert answering.appeal(**on_time).state == "appealed"
    assert refused(answering.appeal, **on_time) == "appealed"


def test_an_appeal_is_told_to_those_who_may_decide_it(ledger):
    create_appealed(ledger)
    told = set(Notice.objects.filter(dedupe__startswith="deduction-appealed").values_list("recipient", flat=True))
    assert told == {ledger.principal.pk, ledger.vice.pk}


@pytest.mark.parametrize(
    ("outcome", "amount", "counted"), [("upheld", None, 20), ("reduced", 5, 5), ("lifted", None, 0)]
)
def test_a_third_person_decides(ledger, outcome, amount, counted):
    entry = create_decided(ledger, item="C4-D11", outcome=outcome, amount=amount)
    assert (entry.state, entry.amount, entry.counted, entry.outcome) == ("decided", 20, counted, outcome)


def test_who_reported_or_verified_or_is_charged_does_not_decide(ledger):
    entry = create_appealed(ledger)
    for person in (ledger.clerk, ledger.director, ledger.li):
        assert refused(answering.decide, entry=entry, outcome="lifted", reason="x", by=person) == "own"
    words = {"entry": entry, "outcome": "reduced", "reason": "x", "by": ledger.principal}
    assert refused(answering.decide, **words, amount=Decimal(2)) == "no_amount"
    assert refused(answering.decide, **{**words, "reason": ""}) == "no_reason"


def test_a_reversal_stands_beside_what_it_takes_back(ledger):
    entry = create_told(ledger, item="C4-D11")
    back = answering.reverse(entry=entry, reason="The lesson was swapped.", by=ledger.principal)
    assert (back.kind, back.counted, back.original) == ("reversal", -20, entry)
    assert back.arithmetic == ["0 − 20 = −20"]
    again = {"entry": entry, "reason": "again", "by": ledger.principal}
    assert refused(answering.reverse, **again) == "reversed"
    assert refused(answering.appeal, entry=entry, reason="x", by=ledger.li) == "reversed"
    assert refused(answering.reverse, entry=create_appealed(ledger, on=DAY), reason="x", by=ledger.vice) == "appealed"
    assert refused(answering.reverse, entry=create_verified(ledger), reason="x", by=ledger.vice) == "not_told"


def test_the_database_keeps_apart_who_reports_verifies_and_decides(ledger):
    entry = create_appealed(ledger)
    for fields in (
        {"verified_by": entry.reported_by},
        {"reported_by": entry.person},
        {"decided_by": entry.verified_by, "decided_at": moment(DAY), "outcome": "lifted", "decision_reason": "x"},
        {"counted": -1},
        {"counted": 3},
        {"state": "stated"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Entry.objects.filter(pk=entry.pk).update(**fields)


def test_nothing_is_ever_deleted(ledger):
    entry = create_entry(ledger)
    with pytest.raises((InternalError, ProgrammingError)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM deductions_entry WHERE id = %s", [entry.pk])


def test_history_names_who_did_each_step(ledger):
    entry = create_decided(ledger)
    people = entry.events.order_by("pgh_id").values_list("state", "pgh_context__metadata__user")
    assert list(people) == [
        ("reported", ledger.clerk.pk),
        ("verified", ledger.director.pk),
        ("notified", ledger.clerk.pk),
        ("appealed", ledger.li.pk),
        ("decided", ledger.principal.pk),
    ]
