"""Random people do random things to the ledger: no entry vanishes, nobody judges the own step, sums hold to the cent."""

from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from core.dates import Span
from core.refusals import Refused
from deductions.kinds import Event
from deductions.models import Closing, Entry
from deductions.selectors.proposals import proposals
from deductions.services import answering, closing, reporting
from deductions.tests.factories import DAY, create_entry, create_fact, create_ledger, facts_given, moment

PEOPLE = st.sampled_from(["clerk", "director", "principal", "vice", "li", "wang", "head"])
TEACHERS = st.sampled_from(["li", "wang", "head"])
ITEMS = st.sampled_from(["C4-D02", "C4-D09", "C4-D11", "C4-D15"])
SPAN = Span(date(2026, 10, 1), date(2026, 11, 1))
ANY = st.integers(0, 30)
CAP = Decimal(60)


class LedgerMachine(RuleBasedStateMachine):
    """Everything that can happen to a school's ledger, in any order, by anybody, twice."""

    @initialize()
    def open_the_book(self):
        self.ledger = create_ledger(**{"deduction.cap_per_term": CAP})
        self.day = DAY
        self.seen: set[int] = set()
        self.frozen: dict[int, tuple] = {}
        lesson = "slot:1@2026-10-08"
        kinds = (Event.LESSON_LATE, Event.LESSON_MISSED, Event.EXPERIMENT_MISSED)
        self.facts = [create_fact(self.ledger, kind, teacher="wang", lesson=lesson) for kind in kinds]

    @property
    def now(self):
        return moment(self.day)

    def attempt(self, call, **arguments):
        """Try it, twice as by a double click; a refusal writes nothing."""
        for _ in range(2):
            try:
                with transaction.atomic():
                    call(**arguments)
            except Refused:
                continue

    def entry(self, number: int) -> Entry | None:
        rows = list(Entry.objects.filter(kind="charge").order_by("pk"))
        return rows[number % len(rows)] if rows else None

    @rule(by=PEOPLE, teacher=TEACHERS, item=ITEMS, times=st.integers(0, 3))
    def report(self, by, teacher, item, times):
        try:
            with transaction.atomic():
                create_entry(self.ledger, teacher=teacher, item=item, on=DAY, times=times, by=self.ledger.people[by])
        except Refused:
            pass

    @rule(by=PEOPLE)
    def report_what_the_facts_give(self, by):
        with facts_given(self.facts):
            rows = proposals(self.ledger.school, self.ledger.term, SPAN).rows
            chosen = {row.key: row.stamp for row in rows}
            where = {"school": self.ledger.school, "term": self.ledger.term, "span": SPAN}
            self.attempt(reporting.report_facts, **where, chosen=chosen, by=self.ledger.people[by])

    @rule(number=ANY, by=PEOPLE)
    def verify(self, number, by):
        if entry := self.entry(number):
            self.attempt(answering.verify, entry=entry, by=self.ledger.people[by])

    @rule(number=ANY, by=PEOPLE)
    def dismiss(self, number, by):
        if entry := self.entry(number):
            self.attempt(answering.dismiss, entry=entry, reason="not so", by=self.ledger.people[by])

    @rule(number=ANY, by=PEOPLE)
    def notify(self, number, by):
        if entry := self.entry(number):
            self.attempt(answering.notify, entry=entry, by=self.ledger.people[by], now=self.now)

    @rule(number=ANY, by=PEOPLE)
    def appeal(self, number, by):
        if entry := self.entry(number):
            self.attempt(answering.appeal, entry=entry, reason="no", by=self.ledger.people[by], now=self.now)

    @rule(number=ANY)
    def go_through_to_an_appeal(self, number):
        """A short way to where it becomes interesting."""
        if entry := self.entry(number):
            self.attempt(answering.verify, entry=entry, by=self.ledger.vice)
            self.attempt(answering.notify, entry=entry, by=self.ledger.clerk, now=self.now)
            self.attempt(answering.appeal, entry=entry, reason="no", by=entry.person, now=self.now)

    @rule(number=ANY, by=PEOPLE, outcome=st.sampled_from(Entry.Outcome.values), amount=st.decimals(0, 30, places=2))
    def decide(self, number, by, outcome, amount):
        if entry := self.entry(number):
            words = {"outcome": outcome, "amount": amount, "reason": "so"}
            self.attempt(answering.decide, entry=entry, by=self.ledger.people[by], now=self.now, **words)

    @rule(number=ANY, by=PEOPLE)
    def reverse(self, number, by):
        if entry := self.entry(number):
            self.attempt(answering.reverse, entry=entry, reason="wrong", by=self.ledger.people[by], now=self.now)

    @rule(number=st.integers(1, 24))
    def let_days_pass(self, number):
        self.day = min(self.day + timedelta(days=number), date(2027, 2, 10))

    @rule()
    def close_the_next_month(self):
        month = Closing.objects.filter(term=self.ledger.term).count() + 1
        self.attempt(closing.close, term=self.ledger.term, month=month, by=self.ledger.principal, now=self.now)

    @invariant()
    def no_entry_vanishes(self):
        now = set(Entry.objects.values_list("pk", flat=True))
        assert self.seen <= now
        self.seen = now

    @invariant()
    def nobody_judges_the_own_step(self):
        for entry in Entry.objects.exclude(kind="balance"):
            steps = [entry.reported_by_id, entry.verified_by_id, entry.decided_by_id]
            people = [person for person in steps if person]
            assert len(people) == len(set(people))
            assert entry.person_id not in people

    @invariant()
    def what_is_in_a_statement_stays_as_it_was(self):
        now = {
            entry.pk: (entry.counted, entry.closing_id, entry.state) for entry in Entry.objects.filter(state="stated")
        }
        assert self.frozen.items() <= now.items()
        self.frozen = now

    @invariant()
    def sums_hold_and_are_never_negative(self):
        for entry in Entry.objects.filter(kind="charge", amount__isnull=False):
            assert 0 <= entry.counted <= entry.amount
        for teacher in self.ledger.teachers.values():
            rows = Entry.objects.filter(teacher=teacher, state="stated")
            by_month = rows.values("closing").annotate(sum=Sum("counted"))
            total = rows.aggregate(sum=Sum("counted"))["sum"] or Decimal(0)
            assert sum((month["sum"] for month in by_month), Decimal(0)) == total
            assert 0 <= total <= CAP

    @invariant()
    def a_fact_is_charged_once_and_a_lesson_not_twice(self):
        keys = list(Entry.objects.exclude(fact_key="").values_list("fact_key", flat=True))
        assert len(keys) == len(set(keys))
        live = Entry.objects.filter(kind="charge", reversal=None).exclude(lesson="").exclude(state="dismissed")
        events = set(live.exclude(outcome="lifted").values_list("event", flat=True))
        assert not {Event.LESSON_MISSED, Event.LESSON_LATE} <= events


class TestLedger(TestCase):
    """Each run of the machine begins with an empty ledger, and leaves one."""

    def test_the_ledger_holds_whatever_happens(self):
        run_state_machine_as_test(
            _InATransaction,
            settings=settings(
                max_examples=10,
                stateful_step_count=30,
                deadline=None,
                suppress_health_check=list(HealthCheck),
            ),
        )


class _InATransaction(LedgerMachine):
    """Undo after each example what it wrote."""

    def __init__(self):
        super().__init__()
        self.outer = transaction.atomic()
        self.outer.__enter__()

    def teardown(self):
        transaction.set_rollback(True)
        self.outer.__exit__(None, None, None)
