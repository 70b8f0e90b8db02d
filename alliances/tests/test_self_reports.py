"""G5.4.3: a school writes its report, hands it in with frozen figures, the office answers; nobody writes over another."""

from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from alliances.models import ReportStep, SelfReport
from alliances.sections import Figure, register_section, sections
from alliances.selectors.self_reports import asked_of, written
from alliances.services import self_reports as services
from alliances.tests.factories import FOUNDED, create_alliance
from alliances.tests.reporting import DECEMBER, create_report
from core.dates import Span
from core.refusals import Refused
from notices.models import Notice
from notices.services import send_each
from rulebook.models import Obligation
from rulebook.reminders.letters import letters
from rulebook.rules.judging import State
from rulebook.selectors.in_force import frame
from rulebook.selectors.lines import lines_of
from rulebook.services.expanding import expand_term
from schools.tests.factories import create_term

pytestmark = pytest.mark.django_db
NOON = timezone.make_aware(datetime(2026, 12, 10, 12))


@pytest.fixture
def allied():
    return create_alliance(schools=2, adopted=True)


@pytest.fixture
def member(allied):
    return allied.others[0]


def submit(member, report=None, now=NOON):
    return services.submit(report=report or create_report(member), by=member.principal, now=now)


def obligation_of(member, today) -> State:
    expand_term(school=member.school, term=member.term, as_of=FOUNDED)
    rows = Obligation.objects.live().filter(school=member.school, requirement="G5-R19", due_on=date(2026, 12, 31))
    (line,) = lines_of(member.school, rows, frame(member.school, member.term), today=today)
    return line.state


def test_a_report_begins_with_the_sections_of_the_scheme_and_what_it_asks(member):
    expand_term(school=member.school, term=member.term, as_of=FOUNDED)
    report = create_report(member)
    found = {each.section.name: each for each in written(report, DECEMBER)}
    assert list(found)[:7] == ["scheme", "meetings", "activities", "exchange", "five_ones", "goals", "honours"]
    figure = next(f for f in found["scheme"].figures if "G5.3.4" in f.article)
    assert figure.url.startswith("/rules/obligations/")


def test_a_report_is_begun_once_and_only_in_its_month(member):
    assert create_report(member) == create_report(member)
    with pytest.raises(Refused, match="not-asked"):
        create_report(member, today=date(2026, 11, 30))
    with pytest.raises(Refused, match="not-asked"):
        create_report(member, month=11)


def test_nobody_begins_the_report_of_another_school(allied, member):
    with pytest.raises(Refused, match="not-yours"):
        services.begin(membership=member.membership, year=2026, month=12, by=allied.core.principal, today=DECEMBER)


def test_figures_are_live_until_the_report_is_handed_in_and_again_after_its_return(allied, member):
    counted, before = [], next(each for each in sections() if each.name == "honours")
    register_section("honours", "Honours", lambda membership, span: [Figure("Prizes", str(len(counted)), "G5.4.3")])
    try:
        report = create_report(member)
        counted.append("one")
        report = submit(member, report)
        counted.append("two")
        assert (_prizes(report), report.data_on) == ("1", date(2026, 12, 10))
        services.answer(report=report, what="returned", text="Please add the prizes.", by=allied.core.vice)
        report.refresh_from_db()
        assert (_prizes(report), report.data_on) == ("2", None)
    finally:
        register_section(before.name, before.title, before.figures)


def _prizes(report) -> str:
    return next(w for w in written(report, DECEMBER) if w.section.name == "honours").figures[0].value


def test_two_writers_lose_nothing(member, client):
    section = create_report(member).sections.get(name="goals")
    services.save_words(section=section, words="The clerk's words", revision=0, by=member.clerk)
    with pytest.raises(Refused, match="changed-meanwhile"):
        services.save_words(section=section, words="The principal's words", revision=0, by=member.principal)
    client.force_login(member.principal)
    url = reverse("alliances:reportsection_edit", args=[section.public_id])
    page = client.post(url, {"words": "The principal's words", "revision": 0}).content.decode()
    assert "The clerk&#x27;s words" in page
    assert "The principal&#x27;s words" in page
    assert 'name="revision" value="1"' in page
    client.post(url, {"words": "Both", "revision": 1})
    section.refresh_from_db()
    assert (section.words, section.revision, section.saved_by) == ("Both", 2, member.principal)


def test_what_is_handed_in_is_not_written_in_any_more(member):
    section = submit(member).sections.first()
    with pytest.raises(Refused, match="closed"):
        services.save_words(section=section, words="Late", revision=0, by=member.principal)
    with pytest.raises(Refused, match="handed-in"):
        submit(member, section.report)


def test_the_office_is_told_once_and_comments_returns_accepts_and_archives(allied, member):
    report = submit(member)
    assert Notice.objects.filter(recipient=allied.core.vice, subject__contains=member.school.name).count() == 1
    for what, text in (("commented", "Good."), ("returned", "Add."), (None, ""), ("accepted", ""), ("archived", "")):
        if what:
            services.answer(report=report, what=what, text=text, by=allied.core.vice, now=NOON)
        else:
            submit(member, report)
    report.refresh_from_db()
    assert report.state == SelfReport.State.ARCHIVED
    assert ReportStep.objects.filter(report=report).count() == 6
    told = Notice.objects.filter(recipient=member.principal, url__contains=str(report.public_id))
    assert told.count() == 3


@pytest.mark.parametrize(("what", "text", "reason"), [("returned", " ", "no-text"), ("archived", "", "not-now")])
def test_the_office_says_why_and_keeps_the_order(allied, member, what, text, reason):
    with pytest.raises(Refused, match=reason):
        services.answer(report=submit(member), what=what, text=text, by=allied.core.vice)


def test_a_school_does_not_accept_its_own_report(member):
    with pytest.raises(Refused, match="not-yours"):
        services.answer(report=submit(member), what="accepted", by=member.principal)


def test_who_handed_a_report_in_does_not_accept_it(allied):
    report, head = submit(allied.core), allied.core.principal
    with pytest.raises(Refused, match="own-report"):
        services.answer(report=report, what="accepted", by=head)
    assert services.answer(report=report, what="accepted", by=allied.core.vice).what == "accepted"


def test_no_long_text_is_lost_when_it_cannot_be_kept(allied, member, client):
    report = create_report(member)
    section, words = report.sections.first(), "written for an hour"
    submit(member, report)
    client.force_login(member.clerk)
    url = reverse("alliances:reportsection_edit", args=[section.public_id])
    assert words in client.post(url, {"words": words, "revision": 0}).content.decode()
    client.force_login(allied.core.vice)
    url = reverse("alliances:selfreport_answer", args=[report.public_id])
    for data in ({"what": "returned", "text": words * 200}, {"what": "archived", "text": words}):
        assert words in client.post(url, data).content.decode()


def test_a_school_that_left_begins_no_report_of_later_months(member):
    member.membership.to_on = date(2026, 12, 1)
    member.membership.save()
    with pytest.raises(Refused, match="not-asked"):
        create_report(member)


def test_the_report_fulfils_the_requirement_when_it_is_handed_in(allied, member):
    report = create_report(member)
    assert obligation_of(member, date(2026, 12, 20)) is State.DUE
    submit(member, report)
    assert obligation_of(member, date(2026, 12, 20)) is State.DONE
    services.answer(report=report, what="returned", text="Add.", by=allied.core.vice)
    assert obligation_of(member, date(2027, 1, 2)) is State.LATE
    submit(member, report, now=timezone.make_aware(datetime(2027, 1, 3, 9)))
    assert obligation_of(member, date(2027, 1, 4)) is State.DONE


def test_what_is_not_handed_in_by_the_end_of_its_month_is_overdue(allied, member):
    members = [each.membership for each in allied.members]
    submit(member)
    late = [each.membership for each in asked_of(members, date(2027, 1, 1)) if each.is_overdue]
    assert late == [allied.core.membership]
    assert not any(each.is_overdue for each in asked_of(members, date(2026, 12, 31)))


@pytest.mark.parametrize(("year", "month"), [(2026, 12), (2027, 6)])
def test_on_the_first_of_june_and_december_each_principal_is_told_once(member, year, month):
    term = member.term if month == 12 else create_term(school=member.school, number=2)
    expand_term(school=member.school, term=term, as_of=term.starts_on)
    told = []
    for day in (1, 2):
        now = timezone.make_aware(datetime(year, month, day, 8))
        found = letters(school=member.school, days=Span(now.date(), date(year, month, day + 1)), now=now)
        told += send_each([each for each in found if "opened-G5-R19" in each.dedupe])
    assert [letter.recipient for letter in told] == [member.principal]


def test_the_list_costs_the_same_for_every_number_of_schools(client):
    counts = []
    for schools in (2, 4):
        allied = create_alliance(schools=schools, adopted=True)
        client.force_login(allied.core.vice)
        url = f"{reverse('alliances:selfreport_list')}?tab=office"
        client.get(url)

        with CaptureQueriesContext(connection) as found:
            assert client.get(url).status_code == 200
        counts.append(len(found))
    assert counts[0] == counts[1] <= 20


def test_another_school_does_not_open_a_report_and_a_teacher_sees_none(allied, member, client):
    url = reverse("alliances:selfreport_detail", args=[create_report(member).public_id])
    for user, status in ((allied.core.vice, 404), (member.teacher, 403), (member.clerk, 200)):
        client.force_login(user)
        assert client.get(url).status_code == status
