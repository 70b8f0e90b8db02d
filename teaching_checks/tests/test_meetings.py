"""Leaders in groups, and reports to meetings (C1.1, C2.2.4, C3.10, C6.1, C7.1)."""

from datetime import date

import pytest
from django.urls import reverse

from core.refusals import Refused
from rulebook import kinds
from rulebook.models import Obligation
from rulebook.rules.judging import State
from rulebook.selectors.in_force import frame
from rulebook.selectors.lines import lines_of
from rulebook.tests.factories import create_obligations, create_small
from teaching_checks.models import GroupVisit, LeaderAttachment, ReportGiven
from teaching_checks.services import meetings as services
from teaching_checks.tests.contests_factories import noon, proof

pytestmark = pytest.mark.django_db
OCTOBER, DECEMBER, NOW = date(2026, 10, 14), date(2026, 12, 9), noon(date(2026, 12, 30))
LEADERS, REPORTS = reverse("teaching_checks:leader_list"), reverse("teaching_checks:reportgiven_list")


@pytest.fixture
def small():
    return create_small()


def visit(small, on, *, leader="vice", group="语文", kind="research", by=None) -> GroupVisit:
    fields = {"leader": small.people[leader], "group": small.groups[group], "kind": kind, "on": on, "note": ""}
    return services.record(school=small.school, fields=fields, by=by or small.clerk, now=NOW)


def state_of(small, requirement: str, **bearer) -> State:
    owed = Obligation.objects.filter(requirement=requirement, **bearer)
    (line,) = lines_of(small.school, owed, frame(small.school, small.term), today=NOW.date())
    return line.state


@pytest.mark.parametrize(
    ("document", "requirement", "days"), [("C1", "C1-P01", 2), ("C6", "C6-P01", 2), ("C7", "C7-P01", 1)]
)
def test_activities_of_a_leader_meet_what_the_document_asks(small, document, requirement, days):
    create_obligations(small, document)
    mine = {"bearers": [small.vice.pk]}
    assert state_of(small, requirement, **mine) is State.DUE
    for on in (OCTOBER, DECEMBER)[:days]:
        visit(small, on)
    assert state_of(small, requirement, **mine) is State.DONE
    assert state_of(small, requirement, bearers=[small.principal.pk]) is State.DUE


def test_urging_is_no_attendance(small):
    visit(small, OCTOBER, kind="urged")
    rows = {kind: list(kinds.evidence_kind(kind).rows(small.school, small.term.span)) for kind in (
        "research_participation", "preparation_urged")}  # fmt: skip
    assert [len(found) for found in rows.values()] == [0, 1]
    assert rows["preparation_urged"][0].subject == f"group:{small.groups['语文'].pk}"


@pytest.mark.parametrize(("on", "code"), [(OCTOBER, "recorded"), (date(2027, 1, 4), "in_the_future")])
def test_an_activity_is_recorded_once_and_after_it_was(small, on, code):
    visit(small, OCTOBER)
    with pytest.raises(Refused, match=code):
        visit(small, on)


def test_a_report_to_the_meeting_counts_for_the_school(small):
    create_obligations(small, "C2")
    fields = {"kind": "meeting_report", "on": DECEMBER, "meeting": "行政会", "summary": "", "file": ""}
    services.tell(term=small.term, fields=fields, by=small.clerk, now=NOW)
    assert state_of(small, "C2-L03") is State.DONE
    assert list(kinds.evidence_kind("routine_summary").rows(small.school, small.term.span)) == []


def test_pages_attach_leaders_record_and_remove_activities(small, client):
    client.force_login(small.vice)
    given = {"leader": small.vice.pk, "group": small.groups["语文"].pk}
    client.post(reverse("teaching_checks:attachment_add"), {**given, "from_on": OCTOBER})
    client.post(reverse("teaching_checks:visit_add"), {**given, "kind": "research", "on": OCTOBER, "note": "春"})
    first = client.get(LEADERS).context["page"][0]
    assert (first.user, len(first.attachments), len(first.attended), first.groups) == (small.vice, 1, 1, 1)
    client.post(reverse("teaching_checks:attachment_end", args=[first.attachments[0].public_id]))
    client.post(reverse("teaching_checks:visit_remove", args=[first.attended[0].public_id]))
    assert not LeaderAttachment.objects.filter(to_on=None).exists()
    assert not GroupVisit.objects.exists()


def test_pages_note_a_report_with_its_file_and_the_archived_one(small, client):
    client.force_login(small.clerk)
    archived = "6d1f0a52-5a5b-4a44-8f8e-0d6c1a1f7c11"
    add = reverse("teaching_checks:reportgiven_add")
    data = {"kind": "routine_summary", "on": OCTOBER, "meeting": "行政会", "summary": "好", "file": proof()}
    client.post(f"{add}?report={archived}", data)
    given = ReportGiven.objects.get()
    assert (str(given.archived), given.term) == (archived, small.term)
    assert client.get(REPORTS).context["page"][0] == given
    assert client.get(reverse("teaching_checks:reportgiven_file", args=[given.public_id])).status_code == 200
    client.force_login(small.a1)
    assert [client.get(address).status_code for address in (REPORTS, LEADERS, add)] == [403] * 3


def test_lists_cost_the_same_for_however_many(small, client, django_assert_max_num_queries):
    for leader in ("vice", "principal"):
        for group in small.groups:
            visit(small, OCTOBER, leader=leader, group=group)
    client.force_login(small.vice)
    for address in (LEADERS, REPORTS):
        client.get(address)
        with django_assert_max_num_queries(11):
            client.get(address)
