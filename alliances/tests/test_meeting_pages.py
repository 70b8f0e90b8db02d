"""Pages of meetings: who opens them, what they do, what they cost."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from ical.calendar_stream import IcsCalendarStream

from alliances.models import AllianceMeeting, Commendation, MeetingTodo, SpotCheck
from alliances.tests.factories import create_alliance
from alliances.tests.meetings import OCTOBER, create_attendee, create_meeting, create_todo
from communities.services import feeds
from registry.tests.factories import create_teacher

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def allied():
    return create_alliance()


def to(name: str, record) -> str:
    return reverse(f"alliances:{name}", args=[record.public_id])


def test_the_office_plans_invites_and_finds_it_in_the_list(allied, client):
    client.force_login(allied.core.vice)
    data = {
        "title": "例会", "is_monthly": "on", "on": TODAY, "starts_at": "14:00", "ends_at": "16:00",
        "host": allied.core.school.pk, "place": "会议室", "agenda": "计划\n经费\n计划",
        "persons": [str(member.principal.public_id) for member in allied.members],
    }  # fmt: skip
    response = client.post(to("meeting_plan", allied.alliance), data)
    meeting = AllianceMeeting.objects.get()
    assert response.url == to("meeting_detail", meeting)
    assert list(meeting.items.values_list("title", flat=True)) == ["计划", "经费"]
    client.post(to("meeting_invite", meeting))
    assert allied.others[0].principal.notices.count() == 1
    page = client.get(to("meeting_list", allied.alliance), {"q": "经费"}).context["page"]
    assert [(each.title, each.called, each.there) for each in page] == [("例会", 4, 0)]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"place": ""}, "place"),
        ({"ends_at": "13:00"}, "ends_at"),
        ({"agenda": " \n "}, "agenda"),
        ({"persons": []}, "__all__"),
        ({"link": "javascript:alert(1)"}, "link"),
    ],
    ids=["nowhere", "ends-first", "no-agenda", "nobody", "no-address"],
)
def test_a_plan_that_cannot_be_is_told_at_the_field(allied, client, changes, field):
    client.force_login(allied.core.vice)
    data = {
        "title": "A", "on": TODAY, "starts_at": "14:00", "ends_at": "16:00", "host": allied.core.school.pk,
        "place": "Hall", "agenda": "One", "persons": [str(allied.core.principal.public_id)],
    }  # fmt: skip
    response = client.post(to("meeting_plan", allied.alliance), data | changes)
    assert list(response.context["form"].errors) == [field]


def test_members_read_and_answer_who_runs_it_writes_and_strangers_find_nothing(allied, client):
    meeting = create_meeting(allied, on=TODAY)
    writing = ["meeting_edit", "meeting_cancel", "meeting_attendance", "meeting_minutes", "meeting_decide"]
    wanted = {
        allied.core.vice: (200, 200),
        allied.others[0].principal: (200, 404),
        allied.others[0].teacher: (200, 403),
        create_alliance().core.vice: (404, 404),
    }
    for user, (reads, writes) in wanted.items():
        client.force_login(user)
        assert client.get(to("meeting_detail", meeting)).status_code == reads
        assert {client.get(to(name, meeting)).status_code for name in writing} == {writes}


def test_one_answers_on_the_page(allied, client):
    meeting = create_meeting(allied)
    client.force_login(allied.others[0].principal)
    client.post(to("meeting_answer", meeting), {"answer": "excused", "stood_in": "王 芳"})
    own = client.get(to("meeting_detail", meeting)).context["own"]
    assert (own.answer, own.stood_in) == ("excused", "王 芳")
    assert client.post(to("meeting_answer", meeting), {}).status_code == 302


def test_attendance_begins_with_who_has_sent_word_and_is_taken_at_once(allied, client):
    meeting = create_meeting(allied)
    meeting.attendees.filter(person=allied.others[0].principal).update(answer="excused", stood_in="王芳")
    client.force_login(allied.core.vice)
    rows = client.get(to("meeting_attendance", meeting)).context["rows"]
    assert [row.shown for row in rows] == ["present", "excused", "present", "present"]
    data = {f"state-{row.public_id}": row.shown for row in rows}
    data |= {f"stood-{rows[1].public_id}": "王芳", f"state-{rows[3].public_id}": "gone"}
    client.post(to("meeting_attendance", meeting), data)
    tally = client.get(to("meeting_detail", meeting)).context["tally"]
    assert (tally.called, tally.present, tally.excused, tally.absent) == (4, 2, 1, 0)


def test_the_second_writer_gets_both_texts_back_and_saves_them_together(allied, client):
    meeting = create_meeting(allied)
    item = meeting.items.get()
    data = {f"revision-{item.public_id}": "0", f"before-{item.public_id}": ""}
    for user, text in ((allied.core.vice, "First"), (allied.core.principal, "<b>Second</b>")):
        client.force_login(user)
        response = client.post(to("meeting_minutes", meeting), {**data, f"text-{item.public_id}": text})
    (shown,) = response.context["items"]
    assert (shown.shown, shown.revision, shown.minutes) == ("First\n<b>Second</b>", 1, "First")
    assert "<b>Second</b>" not in response.content.decode()
    again = {f"revision-{item.public_id}": "1", f"before-{item.public_id}": "First"}
    client.post(to("meeting_minutes", meeting), {**again, f"text-{item.public_id}": shown.shown})
    item.refresh_from_db()
    assert item.minutes == shown.shown


def test_what_is_typed_is_kept_when_an_item_is_added_and_when_it_is_too_long(allied, client):
    meeting = create_meeting(allied)
    item = meeting.items.get()
    key, long = item.public_id, "long " * 2001
    client.force_login(allied.core.vice)
    typed = {f"revision-{key}": "0", f"before-{key}": "", f"text-{key}": "Typed before"}
    client.post(to("meeting_item", meeting), {**typed, "title": "Besides"})
    item.refresh_from_db()
    assert (item.minutes, meeting.items.count()) == ("Typed before", 2)
    typed = {f"revision-{key}": "1", f"before-{key}": "Typed before", f"text-{key}": long}
    response = client.post(to("meeting_minutes", meeting), typed)
    assert long.strip() in response.content.decode()
    item.refresh_from_db()
    assert (item.minutes, item.revision) == ("Typed before", 1)


def test_decisions_and_todos_are_noted_changed_done_and_opened_on_pages(allied, client):
    meeting = create_meeting(allied)
    client.force_login(allied.core.vice)
    client.post(to("meeting_item", meeting), {"title": "Besides"})
    client.post(to("meeting_decide", meeting), {"text": "Go", "item": meeting.items.first().pk})
    owner = allied.others[0].principal
    given = {"text": "Write", "owner": str(owner.public_id), "due_on": TODAY}
    client.post(to("meeting_todo", meeting), given)
    todo = MeetingTodo.objects.get()
    client.post(to("todo_edit", todo), {**given, "text": "Write it"})
    client.post(to("decision_forget", meeting.decisions.get()))
    client.force_login(owner)
    mine = reverse("alliances:todo_mine")
    assert [each.text for each in client.get(mine).context["page"]] == ["Write it"]
    client.post(to("todo_finish", todo), {"note": "Sent"})
    assert [each.done_note for each in client.get(mine, {"which": "done"}).context["page"]] == ["Sent"]
    client.post(to("todo_reopen", todo))
    assert len(client.get(mine).context["page"]) == 1
    client.force_login(allied.others[1].principal)
    assert client.get(to("todo_finish", todo)).status_code == 404


def test_paper_bears_the_schools_decisions_and_lines_to_sign(allied, client):
    meeting = create_meeting(allied)
    create_todo(create_meeting(allied, on=date(2026, 9, 16)), allied.core.principal, text="Old matter")
    client.force_login(allied.others[0].teacher)
    response = client.get(to("meeting_print", meeting))
    assert response.context["places"][2:] == [member.school.name for member in allied.members]
    assert "Old matter" in response.content.decode()


def test_a_meeting_is_a_file_for_calendars_and_stands_in_the_own_feed(allied, client):
    meeting = create_meeting(allied, on=TODAY, link="https://example.org/a")
    feed = feeds.renew(by=allied.others[0].principal)
    client.force_login(allied.others[0].principal)
    address = reverse("communities:feed_ics", args=[feed.token])
    for url in (to("meeting_ics", meeting), address):
        (entry,) = IcsCalendarStream.calendar_from_ics(client.get(url).content.decode()).events
        assert (entry.summary, entry.location) == (f"Meeting · {allied.alliance}", f"{allied.core.school} · Hall")
    AllianceMeeting.objects.update(cancelled_at=timezone.now(), cancelled_why="Storm")
    (after,) = IcsCalendarStream.calendar_from_ics(client.get(address).content.decode()).events
    assert (after.status.value, after.sequence > entry.sequence) == ("CANCELLED", True)


def test_a_feed_holds_only_what_one_is_invited_to(allied, client):
    create_meeting(allied, on=TODAY, invited_at=None)
    create_meeting(allied, on=TODAY, people=[allied.core.vice])
    feed = feeds.renew(by=allied.core.principal)
    assert b"VEVENT" not in client.get(reverse("communities:feed_ics", args=[feed.token])).content


def test_spot_checks_are_written_by_the_steering_group_and_followed_up(allied, client):
    client.force_login(allied.core.vice)
    school = allied.others[0].school
    data = {"school": school.pk, "on": OCTOBER, "who": "A", "seen": "B", "problems": "", "solution": "C"}
    response = client.post(to("spotcheck_record", allied.alliance), data)
    assert list(response.context["form"].errors) == ["problems"]
    client.post(to("spotcheck_record", allied.alliance), data | {"problems": "P"})
    check = SpotCheck.objects.get()
    client.post(to("spotcheck_edit", check), data | {"problems": "Q"})
    assert len(client.get(to("spotcheck_list", allied.alliance), {"which": "open"}).context["page"]) == 1
    early = client.post(to("spotcheck_follow", check), {"on": OCTOBER - timedelta(days=1), "note": "Solved"})
    assert early.context["form"].non_field_errors()
    client.post(to("spotcheck_follow", check), {"on": OCTOBER, "note": "Solved"})
    check.refresh_from_db()
    assert (check.problems, check.followed_note, check.is_open) == ("Q", "Solved", False)
    client.force_login(allied.others[1].principal)
    assert client.get(to("spotcheck_detail", check)).status_code == 200
    assert client.get(to("spotcheck_edit", check)).status_code == 404


def test_a_school_or_one_of_its_staff_is_commended(allied, client):
    client.force_login(allied.core.vice)
    school, teacher = allied.others[0].school, allied.others[0].teacher
    data = {"occasion": "june", "on": OCTOBER, "school": school.pk, "name": "", "reason": "Kind"}
    name = teacher.employments.get().name
    for changes in ({}, {"name": name}, {"name": "Nobody"}):
        response = client.post(to("commendation_add", allied.alliance), data | changes)
    assert list(response.context["form"].errors) == ["name"]
    assert list(Commendation.objects.order_by("pk").values_list("person", flat=True)) == [None, teacher.pk]
    create_teacher(school=school, name=name, employed_to=date(2026, 9, 1))  # of the same name, gone by then
    assert client.post(to("commendation_add", allied.alliance), data | {"name": name}).status_code == 302
    Commendation.objects.last().delete()
    client.post(to("commendation_remove", Commendation.objects.first()))
    assert len(client.get(to("commendation_list", allied.alliance)).context["page"]) == 1


def test_pages_cost_the_same_for_however_many(allied, client, django_assert_max_num_queries):
    meetings = [
        create_meeting(allied, on=OCTOBER + timedelta(days=n), agenda=("A", "B"), is_held=True) for n in range(4)
    ]
    last = create_meeting(allied, on=TODAY)
    for meeting in meetings:
        create_todo(meeting, allied.core.vice)
        create_attendee(meeting, allied.core.vice)
        SpotCheck.objects.create(
            alliance=allied.alliance,
            school=allied.core.school,
            on=OCTOBER,
            who="A",
            seen="B",
            entered_by=allied.core.vice,
        )
        Commendation.objects.create(
            alliance=allied.alliance, school=allied.core.school, on=OCTOBER, occasion="june", reason="A",
            entered_by=allied.core.vice,
        )  # fmt: skip
    client.force_login(allied.core.vice)
    costs = {
        to("meeting_list", allied.alliance): 12,
        to("spotcheck_list", allied.alliance): 9,
        to("commendation_list", allied.alliance): 9,
        to("meeting_detail", last): 13,
        to("meeting_print", last): 13,
        to("meeting_attendance", last): 7,
        to("meeting_minutes", last): 7,
        to("meeting_plan", allied.alliance): 11,
        reverse("alliances:meeting_mine"): 8,
        reverse("alliances:todo_mine"): 7,
    }
    for address, most in costs.items():
        with django_assert_max_num_queries(most):
            assert client.get(address).status_code == 200
