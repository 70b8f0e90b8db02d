"""A month with a meeting and one without (G5-R03), spot checks (G5-R23), commendations (G5-R20), and N-08."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from alliances.models import Body, Commendation, SpotCheck
from alliances.reminders.meetings import of_meetings, of_todos
from alliances.tests.factories import FOUNDED, create_alliance, create_body, create_seat
from alliances.tests.meetings import OCTOBER, create_meeting, create_todo
from core.dates import Span
from notices.models import Notice
from notices.reminders import remind_staff_of
from rulebook import kinds
from rulebook.models import Obligation
from rulebook.rules.judging import State
from rulebook.selectors.in_force import frame
from rulebook.selectors.lines import lines_of
from rulebook.services.expanding import expand_term
from rulebook.tests.factories import create_adoption

pytestmark = pytest.mark.django_db
TERM_END = date(2027, 1, 29)
SPAN = Span(date(2026, 9, 1), date(2027, 8, 31))


def owing(**values):
    """Found an alliance whose core school has adopted G5 with these numbers."""
    allied = create_alliance()
    numbers = {"programme.start_year": Decimal(2026), **values}
    create_adoption(school=allied.core.school, document="G5", from_on=FOUNDED, by=allied.core.principal, **numbers)
    expand_term(school=allied.core.school, term=allied.core.term, as_of=FOUNDED)
    return allied


def months(allied, requirement="G5-R03", *, today=TERM_END) -> dict[str, State]:
    school, term = allied.core.school, allied.core.term
    owed = Obligation.objects.live().filter(school=school, requirement=requirement)
    lines = lines_of(school, owed, frame(school, term), today=today)
    return {line.period.split("/")[-1]: line.state for line in lines}


def test_a_month_with_a_meeting_is_done_and_one_without_is_a_finding():
    allied = owing()
    create_meeting(allied, on=OCTOBER, is_held=True)
    create_meeting(allied, on=date(2026, 11, 18))  # planned, and nobody came
    assert months(allied) == {
        "09": State.LATE, "10": State.DONE, "11": State.LATE, "12": State.LATE, "01": State.DUE,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "counts"),
    [
        ({}, 1),
        ({"is_monthly": False}, 0),
        ({"cancelled_at": timezone.now()}, 0),
        ({"is_held": False}, 0),
    ],
    ids=["held", "another-meeting", "cancelled", "only-planned"],
)
def test_only_a_monthly_meeting_that_was_held_counts(fields, counts):
    allied = create_alliance()
    create_meeting(allied, **{"is_held": True, **fields})
    assert len(list(kinds.evidence_kind("alliance_meeting").rows(allied.core.school, SPAN))) == counts
    assert list(kinds.evidence_kind("alliance_meeting").rows(allied.others[0].school, SPAN)) == []


def test_minutes_alone_make_it_a_meeting_that_was_held():
    allied = create_alliance()
    create_meeting(allied).items.update(minutes="Agreed")
    (row,) = kinds.evidence_kind("alliance_meeting").rows(allied.core.school, SPAN)
    assert (row.subject, row.on, row.actor) == (f"alliance:{allied.alliance.pk}", OCTOBER, None)


def test_vacation_months_need_no_meeting_unless_the_school_counts_all_twelve():
    schools, all_months = (
        owing(**{"meeting.counted_months": "school_months"}),
        owing(**{"meeting.counted_months": "all_months"}),
    )
    assert "02" not in months(schools)
    assert "02" in months(all_months)
    assert months(all_months).keys() > months(schools).keys()


def test_the_office_and_the_liaisons_hear_of_a_month_without_a_meeting_once():
    allied = owing()
    group = create_body(allied)
    for member in allied.others:
        create_seat(group, post="alliance_liaison", school=member.school, person=member.clerk)
    told = {allied.core.vice, *(member.clerk for member in allied.others)}
    for on in (date(2026, 11, 23), date(2026, 11, 24)):
        remind_staff_of(school_id=allied.core.school.pk, now=at_nine(on))
    notices = Notice.objects.filter(dedupe__startswith="alliance-month-", dedupe__endswith="11-open")
    assert sorted(each.recipient.pk for each in notices) == sorted(each.pk for each in told)
    heads = Notice.objects.filter(recipient=allied.core.principal, dedupe__contains="G5-R03")
    assert [each.dedupe.split("-")[-1] for each in heads] == ["1/11"]


def at_nine(on: date) -> datetime:
    return timezone.make_aware(datetime.combine(on, time(9)))


def test_nobody_is_asked_to_plan_what_is_planned_but_a_month_that_went_by_is_told():
    allied = owing()
    create_meeting(allied, on=date(2026, 11, 25))

    def keys(on):
        found = of_meetings(school=allied.core.school, days=Span(on, on + timedelta(days=1)), now=at_nine(on))
        return {letter.dedupe.split("/")[-1] for letter in found}

    assert not {key for key in keys(date(2026, 11, 20)) if key.startswith("11")}
    assert "11-late" in keys(date(2026, 12, 2))


def test_a_todo_is_recalled_once_before_and_once_after_its_day_not_when_done():
    allied = create_alliance()
    meeting = create_meeting(allied)
    todo = create_todo(meeting, allied.core.principal, due_on=date(2026, 10, 21))
    create_todo(meeting, allied.core.principal, done_at=timezone.now(), done_by=allied.core.principal)

    def said(on):
        letters = of_todos(school=allied.core.school, days=Span(on, on + timedelta(days=1)), now=at_nine(on))
        return [letter.dedupe.split("-")[-4] for letter in letters]

    days = (17, 18, 21, 22, 26)
    assert [said(date(2026, 10, day)) for day in days] == [[], ["soon"], ["soon"], ["late"], ["late"]]
    assert todo.owner.notices.count() == 0


def test_spot_checks_and_commendations_count_for_the_alliance():
    allied = owing(**{"G5-R23.min": Decimal(1), "G5-R20.min": Decimal(1)})
    steering = create_body(allied, kind=Body.Kind.STEERING_GROUP)
    create_seat(steering, post="group_head", bound_role="principal")
    expand_term(school=allied.core.school, term=allied.core.term, as_of=FOUNDED)
    assert (months(allied, "G5-R23"), months(allied, "G5-R20")) == ({"2026": State.DUE}, {"12": State.LATE})
    common = {"alliance": allied.alliance, "school": allied.others[0].school, "entered_by": allied.core.vice}
    SpotCheck.objects.create(on=OCTOBER, who="a", seen="b", **common)
    for reason in ("Kind", "Wise"):
        Commendation.objects.create(on=date(2026, 12, 16), occasion="december", reason=reason, **common)
    assert (months(allied, "G5-R23"), months(allied, "G5-R20")) == ({"2026": State.DONE}, {"12": State.DONE})
    rows = kinds.evidence_kind("commendation").rows(allied.core.school, SPAN)
    assert len(list(rows)) == 1
