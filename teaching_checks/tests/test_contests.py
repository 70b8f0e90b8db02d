"""Contests: planned, entered, judged by others, decided, shown with the author's word (C1.3, C3.6, X-19, N-17)."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from accounts.tests.factories import create_post
from core.refusals import Refused
from notices.models import Notice
from notices.reminders import remind
from rulebook import kinds
from rulebook.models import Obligation
from rulebook.rules.judging import State
from rulebook.selectors.in_force import frame
from rulebook.selectors.lines import lines_of
from rulebook.tests.factories import create_obligations, create_small
from schools.tests.factories import create_school
from teaching_checks.models import Contest, Entry, Judgement
from teaching_checks.services import contests, entries
from teaching_checks.tests.contests_factories import create_contest, create_entry, noon, proof, teacher_of

pytestmark = pytest.mark.django_db
OPEN, CLOSED = date(2026, 11, 13), date(2026, 11, 21)


@pytest.fixture
def small():
    return create_small()


@pytest.fixture
def set_today(monkeypatch):
    """Let the pages believe that it is this day."""

    def to(on):
        monkeypatch.setattr(timezone, "now", lambda: noon(on))

    return to


def reason(call, **arguments) -> str:
    with pytest.raises(Refused) as refused:
        call(**arguments)
    return refused.value.reason


def url(name, record=None) -> str:
    return reverse(f"teaching_checks:{name}", args=[record.public_id] if record else [])


def test_a_contest_goes_from_its_plan_to_its_awards_and_counts_then(small):
    contest = create_contest(small, state="planned")
    contests.announce(contest=contest, by=small.clerk)
    entry = entries.enter(
        contest=contest, teacher=teacher_of(small, "a1"), title="春", may_show=True, file=proof(), by=small.a1,
        now=noon(OPEN),
    )  # fmt: skip
    assert reason(contests.start_judging, contest=contest, by=small.clerk, now=noon(OPEN)) == "too_early"
    contests.start_judging(contest=contest, by=small.clerk, now=noon(CLOSED))
    assert reason(contests.decide, contest=contest, by=small.clerk) == "unjudged"
    entries.judge(entry=entry, values={}, points=Decimal(91), by=small.h1, now=noon(CLOSED))
    assert reason(contests.decide, contest=contest, by=small.clerk) == "no_award"
    contests.award(contest=contest, awards={entry.pk: "first"}, by=small.clerk)
    contests.decide(contest=contest, by=small.clerk, now=noon(date(2026, 12, 1)))
    rows = list(kinds.evidence_kind("contest").rows(small.school, small.term.span))
    assert [(row.on, row.subject, row.part, row.actor) for row in rows] == [
        (date(2026, 12, 1), "", "lesson_plan", None)
    ]
    assert Notice.objects.filter(recipient=small.a1, subject__contains=contest.name).count() == 1
    assert "91" not in Notice.objects.get(recipient=small.a1).body


@pytest.mark.parametrize(
    ("document", "subject"), [("C1", None), ("C3", "语文"), ("C5", "语文"), ("C6", None), ("C7", None)]
)
def test_a_decided_contest_meets_what_the_document_asks(small, document, subject):
    create_obligations(small, document)
    of = small.groups[subject].subject if subject else None
    contest = create_contest(small, subject=of, state="judging")
    entry = create_entry(contest, small)
    entries.judge(entry=entry, values={}, points=Decimal(80), by=small.h1)
    contests.award(contest=contest, awards={entry.pk: "merit"}, by=small.clerk)
    contests.decide(contest=contest, by=small.clerk, now=noon(date(2026, 12, 1)))
    owed = Obligation.objects.filter(school=small.school, requirement=f"{document}-T01")
    lines = lines_of(small.school, owed, frame(small.school, small.term), today=date(2026, 12, 2))
    done = {line.subject_name for line in lines if line.state is State.DONE}
    assert done == ({"语文"} if subject else {lines[0].subject_name})


def test_nobody_judges_the_own_entry_not_even_past_the_service(small):
    contest = create_contest(small, state="judging")
    own = create_entry(contest, small, "h1")
    assert reason(entries.judge, entry=own, values={}, points=Decimal(100), by=small.h1) == "own_entry"
    assert own not in Entry.objects.judged_by(small.h1)
    assert own in Entry.objects.judged_by(small.director)
    fields = {"points": 1, "judged_at": timezone.now(), "entrant": small.h1, "judge": small.h1}
    with pytest.raises(IntegrityError, match="nobody_judges_the_own_entry"), transaction.atomic():
        Judgement.objects.create(school=small.school, entry=own, **fields)


@pytest.mark.parametrize(("points", "by", "code"), [
    (Decimal(101), "h1", "out_of_bounds"),
    (Decimal(-1), "h1", "out_of_bounds"),
    (None, "h1", "out_of_bounds"),
    (Decimal(50), "b1", "not_a_judge"),
])  # fmt: skip
def test_points_are_given_by_judges_and_within_bounds(small, points, by, code):
    entry = create_entry(create_contest(small, state="judging"), small)
    assert reason(entries.judge, entry=entry, values={}, points=points, by=small.people[by]) == code


def test_who_plans_awards_others_and_never_the_own_entry(small):
    contest = create_contest(small, state="judging")
    own = create_entry(contest, small, "director")
    assert reason(contests.award, contest=contest, awards={own.pk: "first"}, by=small.director) == "own_entry"
    contests.award(contest=contest, awards={own.pk: "second"}, by=small.clerk)
    entries.judge(entry=own, values={}, points=Decimal(70), by=small.h1)
    assert list(Judgement.objects.visible_to(small.director)) == []
    assert Judgement.objects.visible_to(small.clerk).count() == 1


def test_entries_are_taken_only_in_their_days_and_from_the_person(small):
    contest = create_contest(small)
    given = {"contest": contest, "teacher": teacher_of(small, "a1"), "title": "x", "may_show": False, "file": proof()}
    assert reason(entries.enter, by=small.a1, now=noon(CLOSED), **given) == "closed"
    assert reason(entries.enter, by=small.a2, now=noon(OPEN), **given) == "not_yours"
    entry = create_entry(contest, small)
    assert reason(entries.take_back, entry=entry, by=small.a2, now=noon(OPEN)) == "not_yours"
    for _n in range(4):
        entries.add_file(entry=entry, file=proof(), by=small.a1, now=noon(OPEN))
    assert reason(entries.add_file, entry=entry, file=proof(), by=small.a1, now=noon(OPEN)) == "too_many"
    entries.take_back(entry=entry, by=small.a1, now=noon(OPEN))
    assert not Entry.objects.standing().exists()


def test_what_is_announced_stays_as_it_is_and_judges_who_judged_too(small):
    contest = create_contest(small)
    fields = {"object": "homework"}
    assert reason(contests.change, contest=contest, fields=fields, judges=[small.h1], by=small.clerk) == "announced"
    contests.change(contest=contest, fields={"reward": "书"}, judges=[small.h1], by=small.clerk)
    Contest.objects.update(state="judging")
    entries.judge(entry=create_entry(contest, small), values={}, points=Decimal(1), by=small.h1)
    assert reason(contests.change, contest=contest, fields={}, judges=[small.h2], by=small.clerk) == "has_judged"
    assert reason(contests.change, contest=contest, fields={}, judges=[], by=small.clerk) == "no_judges"
    assert reason(contests.drop, contest=contest, by=small.clerk) == "has_entries"


def test_the_gallery_shows_winners_with_their_authors_word_to_the_own_school_only(small, client):
    contest = create_contest(small, state="judging")
    shown = create_entry(contest, small, "a1", may_show=True, award="first")
    create_entry(contest, small, "a2", may_show=False, award="first")
    create_entry(contest, small, "a3", may_show=True)
    Contest.objects.update(state="decided", decided_on=CLOSED, decided_by=small.clerk)
    client.force_login(small.b1)
    assert list(client.get(url("contest_gallery")).context["page"]) == [shown]
    assert client.get(url("entryfile_get", shown.files.get())).status_code == 200
    elsewhere = create_post(role=Role.TEACHER, school=create_school(district=small.school.district)).user
    client.force_login(elsewhere)
    assert client.get(url("entry_show", shown)).status_code == 404
    assert client.get(url("entryfile_get", shown.files.get())).status_code == 404


def test_colleagues_see_no_entry_that_is_not_decided_and_no_contest_that_is_planned(small, client):
    entry = create_entry(create_contest(small), small)
    planned = create_contest(small, state="planned")
    client.force_login(small.b1)
    assert client.get(url("entry_show", entry)).status_code == 404
    assert client.get(url("contest_show", planned)).status_code == 404
    assert client.get(url("contest_plan")).status_code == 403


def test_pages_of_the_office_the_teacher_and_the_judge_carry_a_contest_through(small, client, set_today):
    set_today(OPEN)
    client.force_login(small.clerk)
    data = {"name": "作业评选", "object": "homework", "entries_from_on": OPEN, "entries_to_on": OPEN}
    client.post(url("contest_plan"), {**data, "judges": [small.h1.pk]})
    contest = Contest.objects.get()
    client.post(url("contest_announce", contest))
    client.force_login(small.a1)
    file = proof()
    client.post(url("contest_enter", contest), {"title": "好作业", "may_show": "on", "file": file})
    entry = Entry.objects.get()
    client.post(url("entry_add_file", entry), {"file": proof()})
    client.post(url("entry_consent", entry), {"may_show": "0"})
    assert client.get(url("entry_show", entry)).context["is_open"]
    set_today(CLOSED)
    client.force_login(small.clerk)
    client.post(url("contest_start", contest))
    client.force_login(small.h1)
    assert client.get(url("contest_judge", contest)).context["done"] == 0
    client.post(url("entry_judge", entry), {"points": "88.5", "remark": "好"})
    client.force_login(small.clerk)
    client.post(url("contest_award", contest), {f"award_{entry.pk}": "first"})
    client.post(url("contest_decide", contest))
    entry.refresh_from_db()
    assert (entry.award, entry.contest.state, entry.may_show, entry.files.count()) == ("first", "decided", False, 2)


def test_heads_are_reminded_a_week_before_entries_close_and_on_the_last_day(small):
    create_contest(small, subject=small.groups["语文"].subject)

    def told(on):
        remind(on=on, now=noon(on), only=["contests"], school=small.school)
        return Notice.objects.filter(recipient=small.h1).count(), Notice.objects.filter(recipient=small.h2).count()

    assert [told(on) for on in (date(2026, 11, 12), OPEN, date(2026, 11, 16), date(2026, 11, 20))] == [
        (0, 0), (1, 0), (1, 0), (2, 0)
    ]  # fmt: skip


def test_lists_cost_the_same_for_however_many(small, client, django_assert_max_num_queries):
    for _n in range(3):
        contest = create_contest(small, state="judging")
        for name in ("a1", "a2", "a3"):
            create_entry(contest, small, name, may_show=True, award="first")
    client.force_login(small.clerk)
    for address, most in ((url("contest_list"), 10), (url("contest_show", contest), 16)):
        client.get(address)
        with django_assert_max_num_queries(most):
            client.get(address)
    client.force_login(small.h1)
    client.get(url("contest_judge", contest))
    with django_assert_max_num_queries(13):
        client.get(url("contest_judge", contest))
