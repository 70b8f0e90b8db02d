"""A stint from the application to the certificate, and who may do which step (G5.3.5)."""

from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from alliances.models import LessonVisit, ManagerVisit, Membership, Stint, StintStep
from alliances.services import exchange_records as records
from alliances.services import exchanging as services
from alliances.tests.exchanges import AUTUMN, SUMMER, create_stint
from alliances.tests.factories import create_alliance
from core.refusals import Refused
from notices.models import Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def allied(db):
    return create_alliance(schools=3)


def ask(allied, **fields):
    member, other = allied.others[0], allied.others[1]
    asked = {
        "alliance": allied.alliance, "home": member.school, "host": other.school, "from_on": AUTUMN, "to_on": SUMMER,
        "by": member.teacher, "duties": "teaches", "backbone": "backbone_teacher",
    }  # fmt: skip
    return services.ask(**{**asked, **fields})


def stint_of(allied, state="asked", **fields):
    member, other = allied.others[0], allied.others[1]
    return create_stint(
        allied.alliance, person=member.teacher, home=member.school, host=other.school, state=state, **fields
    )


def refused(service, **fields) -> str:
    with pytest.raises(Refused) as refusal, transaction.atomic():
        service(**fields)
    return refusal.value.reason


def test_a_stint_goes_from_the_application_to_the_certificate(allied):
    home, office = allied.others[0], allied.core
    stint = ask(allied)
    stint = services.approve_for_school(stint=stint, backbone="excellent_class_teacher", by=home.principal)
    stint = services.approve_for_alliance(stint=stint, by=office.vice)
    stint = services.begin(stint=stint, on=AUTUMN, by=allied.others[1].clerk)
    stint = services.end(stint=stint, last_on=date(2027, 1, 22), by=home.clerk, today=date(2027, 1, 25))
    stint = services.certify(stint=stint, by=office.vice)
    stint.refresh_from_db()
    assert (stint.backbone, stint.to_on, stint.planned_to_on) == ("excellent_class_teacher", date(2027, 1, 23), SUMMER)
    people = [home.teacher, home.principal, office.vice, allied.others[1].clerk, home.clerk, office.vice]
    states = ["asked", "school_approved", "approved", "under_way", "returned", "certified"]
    assert list(StintStep.objects.values_list("state", "by")) == [
        (state, person.pk) for state, person in zip(states, people, strict=True)
    ]


def test_who_decides_next_is_told_and_then_the_person(allied):
    stint = ask(allied)
    services.approve_for_school(stint=stint, backbone="", by=allied.others[0].principal)
    services.approve_for_alliance(stint=stint, by=allied.core.vice)
    told = set(Notice.objects.values_list("recipient__name", flat=True))
    wanted = [allied.others[0].principal, allied.core.principal, allied.core.vice, allied.others[0].teacher]
    assert told == {person.name for person in [*wanted, allied.others[1].principal]}


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"to_on": AUTUMN}, "ends-before"),
        ({"to_on": AUTUMN - timedelta(days=1)}, "ends-before"),
        ({"from_on": date(2026, 8, 1)}, "not-a-member"),
    ],
)
def test_wrong_days_are_refused(allied, fields, reason):
    assert refused(ask, allied=allied, **fields) == reason


def test_the_own_school_strangers_and_other_staff_are_refused(allied):
    stranger = create_alliance(schools=2)
    assert refused(ask, allied=allied, host=allied.others[0].school) == "same-school"
    assert refused(ask, allied=allied, host=stranger.core.school) == "not-a-member"
    assert refused(ask, allied=allied, by=allied.core.teacher) == "not-on-staff"


def test_nobody_is_exchanged_to_two_schools_at_once(allied):
    ask(allied)
    assert refused(ask, allied=allied, host=allied.core.school, from_on=date(2027, 3, 1)) == "exchanged-already"
    ask(allied, host=allied.core.school, from_on=SUMMER, to_on=date(2028, 1, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        stint_of(allied)


def test_a_refused_application_leaves_the_time_free(allied):
    services.refuse(stint=ask(allied), why="needed here", by=allied.others[0].principal)
    services.withdraw(stint=ask(allied), by=allied.others[0].teacher)
    assert ask(allied, host=allied.core.school).state == "asked"


def test_the_database_holds_that_a_stint_leads_elsewhere_and_ends_later(allied):
    for fields in ({"host": allied.core.school}, {"to_on": AUTUMN}):
        wanted = {"person": allied.core.teacher, "home": allied.core.school, "host": allied.others[0].school}
        with pytest.raises(IntegrityError), transaction.atomic():
            create_stint(allied.alliance, **{**wanted, **fields})


def test_nobody_approves_the_own_application(allied):
    home, office = allied.others[0], allied.core
    own = ask(allied, by=home.principal)
    assert refused(services.approve_for_school, stint=own, backbone="", by=home.principal) == "own-application"
    of_office = stint_of(allied, "school_approved")
    Stint.objects.filter(pk=of_office.pk).update(person=office.vice)
    assert refused(services.approve_for_alliance, stint=of_office, by=office.vice) == "own-application"
    with pytest.raises(IntegrityError), transaction.atomic():
        Stint.objects.filter(pk=own.pk).update(school_by=home.principal)


def test_a_school_that_has_left_sends_and_receives_nobody_new(allied):
    home, host, office = allied.others[0], allied.others[1], allied.core
    asked, approved = ask(allied), stint_of(allied, "approved", from_on=SUMMER, to_on=date(2028, 7, 1))
    Membership.objects.filter(pk=host.membership.pk).update(to_on=date(2026, 10, 1))
    assert refused(services.approve_for_school, stint=asked, backbone="", by=home.principal) == "not-a-member"
    Stint.objects.filter(pk=asked.pk).update(state="school_approved", school_by=home.principal)
    assert refused(services.approve_for_alliance, stint=asked, by=office.vice) == "not-a-member"
    entered = {"stint": approved, "by": host.clerk, "today": SUMMER}
    assert refused(services.begin, on=SUMMER, **entered) == "not-a-member"
    assert refused(services.begin, on=date(2020, 9, 1), **entered) == "not-a-member"


def test_the_host_learns_of_an_application_when_the_home_school_has_agreed(allied):
    home, host = allied.others[0], allied.others[1]
    stint = ask(allied)
    assert stint not in Stint.objects.visible_to(host.principal)
    services.refuse(stint=stint, why="needed here", by=home.principal)
    assert not Notice.objects.filter(recipient=host.principal).exists()
    agreed = services.approve_for_school(stint=ask(allied), backbone="", by=home.principal)
    assert agreed in Stint.objects.visible_to(host.principal)


def test_whoever_has_an_application_on_the_table_is_told_that_it_is_withdrawn(allied):
    home, host, office = allied.others[0], allied.others[1], allied.core
    services.withdraw(stint=ask(allied), by=home.teacher)
    told = Notice.objects.filter(dedupe__endswith="withdrawn")
    assert [notice.recipient for notice in told] == [home.principal]
    services.withdraw(stint=stint_of(allied, "approved"), by=home.teacher)
    last = {notice.recipient for notice in told.order_by("-pk")[:4]}
    assert last == {home.principal, host.principal, office.principal, office.vice}


def test_a_deputy_decides_on_the_application_of_the_principal_and_on_no_other(allied):
    home = allied.others[0]
    own, other = ask(allied, by=home.principal, kind="manager"), ask(allied)
    assert Notice.objects.filter(recipient=home.vice, dedupe__contains=str(own.public_id)).exists()
    assert list(Stint.objects.waiting_for(home.vice)) == [own]
    assert refused(services.approve_for_school, stint=other, backbone="", by=home.vice) == "not-your-school"
    assert refused(services.approve_for_school, stint=own, backbone="", by=allied.core.vice) == "not-your-school"
    own = services.approve_for_school(stint=own, backbone="", by=home.vice)
    assert services.approve_for_alliance(stint=own, by=allied.core.vice).state == "approved"


def test_each_step_belongs_to_somebody(allied):
    home, host, office = allied.others[0], allied.others[1], allied.core
    asked = ask(allied)
    for person in (host.principal, home.director, office.vice):
        assert refused(services.approve_for_school, stint=asked, backbone="", by=person) == "not-your-school"
    assert refused(services.withdraw, stint=asked, by=home.principal) == "not-own"
    asked = services.approve_for_school(stint=asked, backbone="", by=home.principal)
    assert refused(services.approve_for_alliance, stint=asked, by=host.principal) == "not-the-office"
    assert refused(services.refuse, stint=asked, why="no", by=home.principal) == "not-the-office"
    asked = services.approve_for_alliance(stint=asked, by=office.vice)
    assert refused(services.begin, stint=asked, on=AUTUMN, by=office.clerk) == "not-your-school"
    asked = services.begin(stint=asked, on=AUTUMN, by=host.clerk)
    assert refused(services.end, stint=asked, last_on=AUTUMN, by=host.clerk) == "not-your-school"


def test_a_step_is_done_once_and_no_day_is_entered_ahead(allied):
    home, office = allied.others[0], allied.core
    stint = stint_of(allied, "approved")
    assert refused(services.approve_for_alliance, stint=stint, by=office.vice) == "not-open-any-more"
    later = timezone.localdate() + timedelta(days=1)
    assert refused(services.begin, stint=stint, on=later, by=home.clerk) == "in-the-future"
    stint = services.begin(stint=stint, on=date(2026, 9, 7), by=home.clerk)
    assert refused(services.end, stint=stint, last_on=AUTUMN, by=home.clerk) == "ends-before"
    assert refused(services.withdraw, stint=stint, by=home.teacher) == "not-open-any-more"


def test_the_host_notes_each_month_and_assesses_each_term(allied):
    stint, host = stint_of(allied, "under_way"), allied.others[1]
    month = {"stint": stint, "month": AUTUMN, "by": host.clerk}
    records.note(text="came", **month)
    assert records.note(text="came on time", **month).text == "came on time"
    assert stint.notes.count() == 1
    assert refused(records.note, **{**month, "month": date(2027, 8, 1)}, text="x") == "not-a-month"
    assert refused(records.note, **{**month, "by": allied.others[0].clerk}, text="x") == "not-the-host"
    term = {"stint": stint, "on": AUTUMN, "result": "good", "by": host.clerk}
    records.assess(term=host.term, raw_rank=5, **term)
    assert refused(records.assess, term=allied.core.term, **term) == "not-in-the-term"


def test_nothing_is_noted_before_it_began_or_about_oneself(allied):
    host = allied.others[1]
    stint = stint_of(allied, "approved")
    assert refused(records.note, stint=stint, month=AUTUMN, text="x", by=host.clerk) == "not-begun"
    training = {"stint": stint, "on": AUTUMN, "title": "visit", "place": "Linyi"}
    assert refused(records.add_training, by=host.clerk, **training) == "not-begun"
    Stint.objects.filter(pk=stint.pk).update(person=host.clerk, state="under_way")
    stint.refresh_from_db()
    assert refused(records.note, stint=stint, month=AUTUMN, text="x", by=host.clerk) == "own-application"


def test_short_exchanges_are_entered_by_either_school_and_once(allied):
    home, host = allied.others
    lesson = {
        "model": LessonVisit, "alliance": allied.alliance, "person": home.teacher, "home": home.school,
        "host": host.school, "on": AUTUMN, "subject": "语文", "theme": "reading",
    }  # fmt: skip
    records.visit(by=host.clerk, **lesson)
    assert refused(records.visit, by=home.clerk, **lesson) == "entered-already"
    assert refused(records.visit, by=allied.core.clerk, **lesson | {"theme": "b"}) == "not-your-school"
    later = {"on": timezone.localdate() + timedelta(days=1), "theme": "to come"}
    assert refused(records.visit, by=home.clerk, **lesson | later) == "in-the-future"
    leader = {key: lesson[key] for key in ("alliance", "home", "host", "theme")} | {"from_on": AUTUMN}
    leader |= {"model": ManagerVisit, "to_on": AUTUMN + timedelta(days=3), "by": home.clerk}
    assert records.visit(person=home.vice, **leader).last_on == date(2026, 9, 3)
    assert refused(records.visit, person=host.vice, **leader) == "not-on-staff"


@pytest.mark.django_db(transaction=True)
def test_of_two_who_approve_at_once_one_is_told_that_it_is_decided():
    allied = create_alliance(schools=3)
    stint, start, answers = stint_of(allied, "school_approved"), Barrier(2), []

    def approve(person):
        start.wait()
        try:
            answers.append(services.approve_for_alliance(stint=stint, by=person).state)
        except Refused as refusal:
            answers.append(refusal.reason)
        finally:
            connection.close()

    threads = [Thread(target=approve, args=(each,)) for each in (allied.core.principal, allied.core.vice)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == ["approved", "not-open-any-more"]
    assert StintStep.objects.filter(stint=stint, state="approved").count() == 1
