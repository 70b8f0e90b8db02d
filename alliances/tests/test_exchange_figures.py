"""The live figures, the evidence for G5-R14 to G5-R18, and the two days of N-09."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from alliances.models import LessonVisit, ManagerVisit, OutsideTraining, StaffCount, StintAssessment
from alliances.reminders.exchange import letters, schools
from alliances.selectors.exchange import board, listed_stints
from alliances.selectors.stint import dossier
from alliances.tests.exchanges import AUTUMN, create_stint, send_people, staff_up
from alliances.tests.factories import create_alliance
from core.dates import Span
from registry.tests.factories import create_teacher
from rulebook import kinds
from rulebook.models import Obligation, Version
from rulebook.services.expanding import expand_term
from schools.tests.factories import create_term

pytestmark = pytest.mark.django_db
TODAY, YEAR = date(2026, 11, 20), Span(date(2026, 9, 1), date(2027, 9, 1))


@pytest.fixture
def allied(db):
    return create_alliance(schools=4, adopted=True)


def set_number(allied, **values):
    """Change a number of the scheme at the school of the seat, from the first day on."""
    values = {f"exchange.{name}": value for name, value in values.items()}
    allied.core.adoption.versions.all().delete()
    stored = {key: {"value": value, "reason": ""} for key, value in values.items()}
    Version.objects.create(
        school=allied.core.school, adoption=allied.core.adoption, number=1, from_on=AUTUMN, values=stored
    )


def records(kind, member, span=YEAR):
    return list(kinds.evidence_kind(kind).rows(member.school, span))


def test_of_214_people_seven_are_required_and_the_gap_is_said(allied):
    staff_up(allied.core, 214 - 15)
    send_people(allied, 5, backbone=5)
    found = board(allied.alliance, 2026, TODAY)
    assert (found.total.base, found.total.required, found.total.under_way) == (214, 7, 5)
    assert (found.gap.people, found.gap.backbone, found.gap.by) == (2, 1, date(2027, 3, 1))
    assert found.is_below


def test_a_school_without_staff_owes_nothing(allied):
    empty = allied.others[0]
    empty.school.teachers.all().delete()
    line = next(line for line in board(allied.alliance, 2026, TODAY).schools if line.member == empty.membership)
    assert (line.base, line.required, line.missing) == (0, 0, 0)


def test_persons_are_counted_once_and_by_how_far_they_have_come(allied):
    [stint] = send_people(allied, 1, state="returned", to_on=date(2026, 10, 1))
    create_stint(
        allied.alliance, person=stint.person, home=stint.home, host=allied.others[1].school, state="under_way",
        from_on=date(2026, 10, 1),
    )  # fmt: skip
    send_people(allied, 2, state="approved")
    send_people(allied, 1)
    total = board(allied.alliance, 2026, TODAY).total
    assert (total.asked, total.planned, total.under_way, total.completed, total.agreed) == (0, 2, 2, 0, 4)


def test_a_backbone_teacher_is_one_whichever_stay_of_the_year_says_so(allied):
    [first] = send_people(allied, 1, backbone=1, state="returned", to_on=date(2026, 10, 1))
    create_stint(
        allied.alliance, person=first.person, home=first.home, host=first.host, state="under_way",
        from_on=date(2026, 10, 1),
    )  # fmt: skip
    total = board(allied.alliance, 2026, TODAY).total
    newest = [each for each in records("staff_exchange", allied.core) if each.part == "backbone_teacher"][-1]
    assert (total.backbone, total.backbone_of) == (newest.amount, newest.whole) == (1, 1)


def test_without_the_staff_entered_nobody_says_that_nothing_is_missing(allied, client):
    set_number(allied, base="full_time_on_1_september")
    assert not board(allied.alliance, 2026, TODAY).is_known
    client.force_login(allied.core.principal)
    address = reverse("alliances:exchange_board", args=[allied.alliance.public_id])
    assert "Nothing is missing" not in client.get(address, headers={"accept-language": "en"}).content.decode()
    for member in allied.members:
        staff = {"alliance": allied.alliance, "school_year": 2026, "full_time": 0, "by": member.clerk}
        StaffCount.objects.create(school=member.school, **staff)
    assert board(allied.alliance, 2026, TODAY).is_known


def test_a_training_of_its_year_is_enough_for_a_stay_that_is_over(allied):
    [stint] = send_people(allied, 1, state="returned")
    assert not dossier(stint, date(2028, 3, 1)).has_training
    OutsideTraining.objects.create(stint=stint, on=date(2026, 12, 1), title="a", place="b", by=allied.core.clerk)
    assert dossier(stint, date(2028, 3, 1)).has_training


def test_each_school_has_its_own_number_where_the_share_must_hold_in_each(allied):
    set_number(allied, scope="each_school")
    send_people(allied, 3, backbone=3)
    found = board(allied.alliance, 2026, TODAY)
    assert [line.missing for line in found.schools] == [0, 1, 1, 1]
    assert found.gap.people == 3


def test_full_time_staff_is_what_the_schools_have_entered(allied):
    set_number(allied, base="full_time_on_1_september")
    assert board(allied.alliance, 2026, TODAY).total.required is None
    for member in allied.members:
        StaffCount.objects.create(
            alliance=allied.alliance, school=member.school, school_year=2026, full_time=50, by=member.clerk
        )
    assert board(allied.alliance, 2026, TODAY).total.required == 6


def test_of_teachers_only_leaders_count_for_no_share_of_backbone(allied):
    send_people(allied, 4, backbone=4)
    send_people(allied, 1, kind="manager")
    assert (board(allied.alliance, 2026, TODAY).total.backbone_of) == 5
    set_number(allied, backbone_of="teachers")
    assert (board(allied.alliance, 2026, TODAY).total.backbone_of) == 4


def test_a_figure_costs_the_same_with_more_people(allied, django_assert_num_queries):
    for _ in range(2):
        with django_assert_num_queries(5):
            assert board(allied.alliance, 2026, TODAY).is_below
        send_people(allied, 3, backbone=1)


def test_the_shares_are_recorded_at_the_seat_on_the_day_of_each_beginning(allied):
    send_people(allied, 2, backbone=2)
    send_people(allied, 1, from_on=date(2026, 10, 8))
    found = [(e.on, e.part, e.amount, e.whole) for e in records("staff_exchange", allied.core) if e.actor is None]
    assert found == [
        (AUTUMN, "staff_exchange", 2, 20),
        (AUTUMN, "backbone_teacher", 2, 2),
        (date(2026, 10, 8), "staff_exchange", 3, 20),
        (date(2026, 10, 8), "backbone_teacher", 2, 3),
    ]
    assert [e for e in records("staff_exchange", allied.others[0]) if e.actor is None] == []


def test_where_the_share_must_hold_in_each_school_the_worst_is_recorded(allied):
    set_number(allied, scope="each_school")
    send_people(allied, 2)
    staff_up(allied.others[1], 40)
    share = next(e for e in records("staff_exchange", allied.core) if e.part == "staff_exchange")
    assert (share.amount, share.whole) == (0, 40)


def test_each_persons_time_is_recorded_at_home_in_the_units_of_the_rule(allied):
    home = allied.others[0]
    term = create_term(school=home.school, school_year=2025, number=1)
    stint = create_stint(
        allied.alliance, person=home.teacher, home=home.school, host=allied.core.school, state="returned",
        from_on=term.starts_on, to_on=date(2026, 1, 23),
    )  # fmt: skip
    [row] = [e for e in records("staff_exchange", home) if e.actor == home.teacher.pk]
    assert (row.on, row.amount, row.whole) == (date(2026, 1, 22), 1, 2)
    assert kinds.evidence_kind("staff_exchange").page(row.ref).endswith(f"{stint.public_id}/")


def test_what_is_owed_for_exchanged_staff_stands_where_it_belongs(allied):
    home, host = allied.others[0], allied.others[1]
    create_stint(allied.alliance, person=home.teacher, home=home.school, host=host.school, state="under_way")

    def owed(member, requirement):
        expand_term(school=member.school, term=member.term, as_of=AUTUMN)
        rows = Obligation.objects.live().filter(school=member.school, requirement=requirement)
        return [(row.subject_name, row.bearers) for row in rows]

    assert [bearers for _, bearers in owed(home, "G5-R15")] == [[home.teacher.pk]]
    assert owed(home, "G5-R17") == [(home.teacher.name, [home.principal.pk])]
    assert owed(allied.core, "G5-R18") == [(home.teacher.name, [allied.core.principal.pk])]
    assert owed(host, "G5-R17") == []
    assert owed(allied.core, "G5-R14") == [(allied.alliance.name, [allied.core.principal.pk])]


def test_trainings_and_assessments_count_for_the_person(allied):
    home, host = allied.others[0], allied.others[1]
    stint = create_stint(allied.alliance, person=home.teacher, home=home.school, host=host.school, state="under_way")
    OutsideTraining.objects.create(stint=stint, on=TODAY, title="visit", place="Linyi", by=home.clerk)
    StintAssessment.objects.create(stint=stint, term=host.term, on=TODAY, result="good", by=host.clerk)
    key = f"exchanged:{allied.alliance.pk}:{home.teacher.pk}"
    assert [e.subject for e in records("outside_training", home)] == [key]
    assert [e.subject for e in records("exchange_assessment", allied.core)] == [key]
    assert records("outside_training", host) == records("exchange_assessment", home) == []


def test_short_exchanges_count_for_both_schools(allied):
    home, host = allied.others[0], allied.others[1]
    both = {"alliance": allied.alliance, "home": home.school, "host": host.school, "theme": "x", "by": home.clerk}
    ManagerVisit.objects.create(person=home.vice, from_on=TODAY, to_on=date(2026, 11, 21), **both)
    LessonVisit.objects.create(person=home.teacher, on=TODAY, subject="语文", **both)
    for kind in ("management_exchange", "lesson_exchange"):
        assert [e.subject for e in records(kind, home)] == [home.membership.subject]
        assert [e.subject for e in records(kind, host)] == [host.membership.subject]
        assert records(kind, allied.core) == []


def test_a_rank_without_a_number_of_the_scheme_is_not_configured(allied):
    home, host = allied.others[0], allied.others[1]
    stint = create_stint(allied.alliance, person=home.teacher, home=home.school, host=host.school, state="under_way")
    fields = {"on": TODAY, "result": "good", "raw_rank": 5, "by": host.clerk}
    StintAssessment.objects.create(stint=stint, term=host.term, **fields)
    found = dossier(stint, TODAY)
    assert [(each.rank, each.is_set) for each in found.assessments] == [(None, False)]
    assert {month.transport for month in found.months} == {None}
    set_number(allied, rank_bonus="2", transport_subsidy="300")
    found = dossier(stint, TODAY)
    assert [(each.rank, each.is_set) for each in found.assessments] == [(3, True)]
    assert {month.transport for month in found.months} == {Decimal(300)}


def test_colleagues_elsewhere_are_listed_once_agreed_and_applications_stay_inside(allied):
    home, reader = allied.others[0], allied.others[1]
    agreed, asked = (
        create_stint(
            allied.alliance, person=create_teacher(school=home.school).user, home=home.school,
            host=allied.core.school, state=state,
        )
        for state in ("under_way", "asked")
    )  # fmt: skip

    def seen(user):
        return set(listed_stints(user, allied.alliance, 2026, which="", member=None))

    assert seen(reader.principal) == {agreed}
    assert seen(home.principal) == seen(allied.core.vice) == {agreed, asked}


@pytest.mark.parametrize(
    ("days", "told"),
    [
        ((date(2026, 9, 1), date(2026, 9, 2)), True),
        ((date(2027, 2, 27), date(2027, 3, 2)), True),
        ((date(2026, 9, 2), date(2026, 9, 3)), False),
    ],
)
def test_the_office_is_told_on_two_days_when_too_few_are_exchanged(allied, days, told):
    assert allied.core.school.pk in schools()
    with translation.override("en"):
        said = letters(school=allied.core.school, days=Span(*days), now=timezone.now())
        assert {letter.recipient for letter in said} == ({allied.core.principal, allied.core.vice} if told else set())
        assert all("1 more, 1 of them backbone" in str(letter.body) for letter in said)


def test_nobody_is_told_when_enough_are_exchanged(allied):
    send_people(allied, 1, backbone=1)
    days = Span(date(2027, 3, 1), date(2027, 3, 2))
    assert letters(school=allied.core.school, days=days, now=timezone.now()) == []
