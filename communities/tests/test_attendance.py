"""A parent on duty comes, ticks who is there, and goes; who may, when, and who sees it (F-02, F-07)."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AccessRecord
from accounts.roles import Role
from accounts.tests.factories import user_with
from communities.models import Assignment, Attendance, Leave, Membership, Slot
from communities.selectors import attendance as selectors
from communities.selectors.presence import accompanied
from communities.services import attendance as services
from communities.tests.factories import (
    MONDAY,
    create_duty,
    create_full_community,
    create_membership,
    create_president,
    create_rota,
    create_slot,
    moment,
    parents_of,
)
from core.refusals import Refused
from registry.models import Student
from registry.tests.factories import create_student

pytestmark = pytest.mark.django_db


def at(hour: str):
    return moment(MONDAY, hour)


@pytest.fixture
def duty():
    """A duty of 17:00–18:30 of a parent who does not lead."""
    slot = create_slot(rota=create_rota(is_filed=True))
    Membership.objects.update(answered_at=moment(MONDAY - timedelta(days=30), "12:00"))
    return create_duty(slot=slot, guardian=parents_of(slot.community)[1])


@pytest.fixture
def leader(duty):
    return parents_of(duty.slot.community)[0].user


@pytest.fixture
def pupil(duty):
    return pupils_of(duty.slot)[1]


def pupils_of(slot) -> list[Student]:
    return list(Student.objects.filter(memberships__community=slot.community).order_by("pk"))


def now_on(slot) -> Slot:
    """Let the slot and its duties run now, so that pages can be pressed."""
    now = timezone.now()
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    hours = {"starts_at": max(now - timedelta(minutes=10), midnight), "ends_at": now + timedelta(hours=1)}
    Slot.objects.filter(pk=slot.pk).update(on=timezone.localdate(now), **hours)
    slot.assignments.update(**hours)
    slot.refresh_from_db()
    return slot


# --- coming and going -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hour", "is_open"), [("16:29", False), ("16:30", True), ("17:20", True), ("18:30", True), ("18:31", False)]
)
def test_check_in_is_open_from_half_an_hour_before_until_the_end(duty, hour, is_open):
    if is_open:
        assert services.check_in(duty=duty, by=duty.guardian.user, now=at(hour)).checked_in_at == at(hour)
    else:
        with pytest.raises(Refused, match="check-in-not-now"):
            services.check_in(duty=duty, by=duty.guardian.user, now=at(hour))


def test_the_first_tap_counts_and_whoever_comes_has_accepted(duty):
    for hour in ("16:55", "17:05"):
        services.check_in(duty=duty, by=duty.guardian.user, now=at(hour))
    duty.refresh_from_db()
    assert (duty.checked_in_at, duty.state, duty.answered_at) == (at("16:55"), "accepted", at("16:55"))
    event = Assignment.pgh_event_model.objects.filter(pgh_obj=duty).latest("pgh_id")
    assert event.pgh_context.metadata["user"] == duty.guardian.user.pk


def test_leaving_needs_coming_and_is_open_for_an_hour_after_the_end(duty):
    parent = duty.guardian.user
    with pytest.raises(Refused, match="not-checked-in"):
        services.check_out(duty=duty, by=parent, now=at("18:30"))
    services.check_in(duty=duty, by=parent, now=at("17:00"))
    with pytest.raises(Refused, match="not-checked-in"):
        services.check_out(duty=duty, by=parent, now=at("16:59"))
    with pytest.raises(Refused, match="too-late"):
        services.check_out(duty=duty, by=parent, now=at("19:31"))
    assert services.check_out(duty=duty, by=parent, now=at("19:30")).checked_out_at == at("19:30")


def test_the_leader_checks_out_and_corrects_later(duty, leader):
    services.check_in(duty=duty, by=leader, now=at("17:02"))
    assert services.check_out(duty=duty, by=leader, now=at("22:00")).checked_out_at == at("22:00")
    with pytest.raises(Refused, match="too-late"):
        services.correct(duty=duty, came_at=at("17:00"), left_at=at("18:30"), by=duty.guardian.user, now=at("22:00"))
    services.correct(duty=duty, came_at=at("17:00"), left_at=at("18:30"), by=leader, now=at("22:00"))
    duty.refresh_from_db()
    assert (duty.checked_in_at, duty.checked_out_at) == (at("17:00"), at("18:30"))


@pytest.mark.parametrize(
    ("came", "left", "now", "reason"),
    [
        ("16:29", None, "18:00", "not-the-hours"),
        ("18:31", None, "19:00", "not-the-hours"),
        ("17:30", "17:29", "18:00", "left-before-coming"),
        ("17:00", "18:01", "18:00", "not-yet"),
        ("17:00", "18:30", "19:31", "too-late"),
    ],
)
def test_minutes_that_cannot_be(duty, came, left, now, reason):
    with pytest.raises(Refused, match=reason):
        services.correct(duty=duty, came_at=at(came), left_at=left and at(left), by=duty.guardian.user, now=at(now))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda duty: Assignment.objects.update(state="declined"),
        lambda duty: Slot.objects.update(cancelled_at=timezone.now()),
        lambda duty: type(duty.slot.rota).objects.update(state="draft"),
    ],
    ids=["declined", "cancelled", "draft"],
)
def test_a_duty_that_is_off_cannot_be_checked(duty, spoil):
    spoil(duty)
    with pytest.raises(Refused, match="duty-is-off"):
        services.check_in(duty=duty, by=duty.guardian.user, now=at("17:00"))


def test_another_parent_checks_nobody_in(duty):
    other = parents_of(duty.slot.community)[2].user
    with pytest.raises(Refused, match="not-your-duty"):
        services.check_in(duty=duty, by=other, now=at("17:00"))


# --- ticking ----------------------------------------------------------------------------------------------------


def test_a_later_tick_replaces_an_earlier_one(duty, pupil):
    for status in ("absent", "late"):
        services.mark(slot=duty.slot, student=pupil, status=status, by=duty.guardian.user, now=at("17:05"))
    attendance = Attendance.objects.get()
    assert (attendance.status, attendance.marked_by, attendance.school) == ("late", duty.guardian.user, duty.school)
    assert Attendance.pgh_event_model.objects.filter(pgh_obj=attendance).count() == 2


@pytest.mark.parametrize(("hour", "is_open"), [("16:29", False), ("16:30", True), ("19:30", True), ("19:31", False)])
def test_the_parent_ticks_around_the_session(duty, pupil, hour, is_open):
    call = {"slot": duty.slot, "student": pupil, "status": "present", "by": duty.guardian.user, "now": at(hour)}
    if is_open:
        services.mark(**call)
    else:
        with pytest.raises(Refused):
            services.mark(**call)


def test_leader_and_president_tick_later(duty, leader, pupil):
    president = create_president(society=duty.slot.community.society)
    for user in (leader, president):
        services.mark(slot=duty.slot, student=pupil, status="late", by=user, now=at("22:00"))
    assert Attendance.objects.get().marked_by == president


def test_a_parent_without_duty_ticks_nobody(duty, pupil):
    other = parents_of(duty.slot.community)[2].user
    with pytest.raises(Refused, match="not-your-duty"):
        services.mark(slot=duty.slot, student=pupil, status="late", by=other, now=at("17:00"))


def test_only_members_are_ticked_and_leave_only_where_it_was_asked(duty, pupil):
    stranger = create_student(school=duty.school)
    call = {"slot": duty.slot, "by": duty.guardian.user, "now": at("17:00")}
    with pytest.raises(Refused, match="not-a-member"):
        services.mark(student=stranger, status="present", **call)
    with pytest.raises(Refused, match="no-leave"):
        services.mark(student=pupil, status="leave", **call)
    ask_leave(pupil)
    assert services.mark(student=pupil, status="leave", **call).status == "leave"


def test_nobody_is_ticked_on_the_way(duty, pupil):
    Slot.objects.update(kind="evening")
    with pytest.raises(Refused, match="no-attendance"):
        services.mark(slot=duty.slot, student=pupil, status="late", by=duty.guardian.user, now=at("17:00"))


def ask_leave(student, on=MONDAY, **fields) -> Leave:
    asked_by = student.guardians.first().user
    return Leave.objects.create(
        school=student.school, student=student, from_on=on, to_on=on, asked_by=asked_by, **fields
    )


# --- findings and figures ---------------------------------------------------------------------------------------


def gaps(slot) -> list[str]:
    found = accompanied([slot])[slot.pk].coverage.gaps
    return [f"{timezone.localtime(first):%H:%M}–{timezone.localtime(last):%H:%M}" for first, last in found]


def test_who_came_and_went_decides_whether_the_session_was_accompanied(duty):
    assert gaps(duty.slot) == ["17:00–18:30"]
    Assignment.objects.update(checked_in_at=at("17:10"), checked_out_at=at("18:30"))
    assert gaps(duty.slot) == ["17:00–17:10"]
    Assignment.objects.update(checked_in_at=at("16:58"))
    assert gaps(duty.slot) == []


def test_a_missing_check_out_proves_nothing_and_is_named(duty):
    Assignment.objects.update(checked_in_at=at("16:58"))
    assert gaps(duty.slot) == ["17:00–18:30"]
    assert accompanied([duty.slot])[duty.slot.pk].without_check_out == (duty.guardian.name,)


def test_the_figures_of_a_session(duty):
    present, late, away, _silent = pupils_of(duty.slot)
    for pupil, status in ((present, "present"), (late, "late")):
        services.mark(slot=duty.slot, student=pupil, status=status, by=duty.guardian.user, now=at("17:00"))
    ask_leave(away)
    (line,) = selectors.session_lines([duty.slot])
    assert (line.count.expected, line.count.leave, line.absent, line.rate) == (4, 1, 1, (2, 3))
    assert (selectors.rate_of([line]).percent, line.is_taken) == (67, True)


def test_a_pupil_is_expected_from_joining_until_leaving(duty):
    joined_later, left_before, left_later, _ = Membership.objects.pupils().order_by("pk")
    Membership.objects.filter(pk=joined_later.pk).update(answered_at=at("12:00") + timedelta(days=1))
    Membership.objects.filter(pk=left_before.pk).update(state="left", left_on=MONDAY)
    Membership.objects.filter(pk=left_later.pk).update(state="left", left_on=MONDAY + timedelta(days=1))
    (line,) = selectors.session_lines([duty.slot])
    assert (line.count.expected, line.is_taken) == (2, False)


# --- pages ------------------------------------------------------------------------------------------------------


def page_of(slot) -> str:
    return reverse("communities:attendance_take", args=[slot.public_id])


def test_on_the_page_the_parent_comes_ticks_and_goes(client, duty, pupil):
    slot = now_on(duty.slot)
    client.force_login(duty.guardian.user)
    client.post(reverse("communities:duty_check_in", args=[duty.public_id]))
    url = reverse("communities:attendance_mark", args=[slot.public_id])
    data = {"student": pupil.public_id, "status": "absent"}
    response = client.post(url, data, headers={"HX-Request": "true"})
    assert response.templates[0].name == "communities/_attendance_pupil.html"
    assert client.post(url, data).url == page_of(slot)
    client.post(reverse("communities:duty_check_out", args=[duty.public_id]))
    duty.refresh_from_db()
    assert duty.checked_in_at <= duty.checked_out_at
    lines = client.get(page_of(slot)).context["pupils"]
    assert {line.student: line.shown for line in lines}[pupil] == "absent"
    assert AccessRecord.objects.filter(what="attendance", record_id=slot.public_id).exists()


def test_leave_is_filled_in(client, duty, pupil):
    ask_leave(pupil)
    taken_back = pupils_of(duty.slot)[2]
    ask_leave(taken_back, taken_back_at=timezone.now())
    client.force_login(duty.guardian.user)
    lines = client.get(page_of(duty.slot)).context["pupils"]
    assert [line.student for line in lines if line.shown == "leave"] == [pupil]


def test_the_minutes_are_corrected_on_the_page(client, duty):
    now_on(duty.slot)
    client.force_login(duty.guardian.user)
    client.post(reverse("communities:duty_check_in", args=[duty.public_id]))
    duty.refresh_from_db()
    came, url = duty.checked_in_at, reverse("communities:duty_correct", args=[duty.public_id])
    hour = f"{timezone.localtime(came):%H:%M}"
    assert client.post(url, {"came": hour, "left": ""}).status_code == 302
    duty.refresh_from_db()
    assert duty.checked_in_at == came
    response = client.post(url, {"came": "", "left": "25:00"})
    assert set(response.context["invalid_times"].errors) == {"came", "left"}


def test_who_opens_the_page_of_a_session(client, duty, leader):
    community = duty.slot.community
    statuses = {
        duty.guardian.user: 200,
        leader: 200,
        create_president(society=community.society): 200,
        community.memberships.advisers().get().teacher.user: 403,  # without the post of a teacher
        parents_of(community)[2].user: 404,
        parents_of(create_full_community())[0].user: 404,
        user_with(Role.PRINCIPAL, school=duty.school): 403,
    }
    for user, status in statuses.items():
        client.force_login(user)
        assert client.get(page_of(duty.slot)).status_code == status, user.posts.all()


def test_an_adviser_reads_and_does_not_tick(client, duty, pupil):
    adviser = duty.slot.community.memberships.advisers().get().teacher.user
    user_with(Role.TEACHER, school=duty.school, user=adviser)
    slot = now_on(duty.slot)
    client.force_login(adviser)
    response = client.get(page_of(slot))
    assert (response.context["can_tick"], response.context["lines"]) == (False, [])
    url = reverse("communities:attendance_mark", args=[slot.public_id])
    assert client.post(url, {"student": pupil.public_id, "status": "late"}).status_code == 403


def test_a_cancelled_session_says_so(client, duty):
    Slot.objects.update(cancelled_at=timezone.now())
    client.force_login(duty.guardian.user)
    assert "不用来" in client.get(page_of(duty.slot)).content.decode()


def test_the_list_of_a_community_and_its_query_count(client, duty, leader, django_assert_max_num_queries):
    community = duty.slot.community
    url = reverse("communities:attendance_list", args=[community.public_id])
    client.force_login(leader)
    with django_assert_max_num_queries(24):
        client.get(url)
    for day in range(1, 12):
        slot = create_slot(rota=duty.slot.rota, on=MONDAY + timedelta(days=day))
        create_duty(slot=slot, guardian=duty.guardian)
    with django_assert_max_num_queries(24):
        response = client.get(url)
    assert len(response.context["lines"]) == 12


def test_who_opens_the_list_of_a_community(client, duty, leader):
    community = duty.slot.community
    adviser = community.memberships.advisers().get().teacher.user
    user_with(Role.TEACHER, school=duty.school, user=adviser)
    url = reverse("communities:attendance_list", args=[community.public_id])
    statuses = {
        leader: 200,
        adviser: 200,
        user_with(Role.PRINCIPAL, school=duty.school): 200,
        duty.guardian.user: 404,
        user_with(Role.PRINCIPAL): 404,
    }
    for user, status in statuses.items():
        client.force_login(user)
        assert client.get(url).status_code == status


def test_a_guardian_sees_the_own_child_and_no_other(client, duty):
    community = duty.slot.community
    for pupil in pupils_of(duty.slot):
        services.mark(slot=duty.slot, student=pupil, status="late", by=duty.guardian.user, now=at("17:00"))
    guardian = parents_of(community)[2]
    own = guardian.students.get()
    other = next(pupil for pupil in pupils_of(duty.slot) if pupil != own)
    client.force_login(guardian.user)
    response = client.get(reverse("communities:attendance_child", args=[own.public_id]))
    assert [attendance.student_id for attendance in response.context["page"]] == [own.pk]
    assert (response.context["rate"].came, response.context["rate"].owed) == (1, 1)
    assert client.get(reverse("communities:attendance_child", args=[other.public_id])).status_code == 404


def test_names_of_new_members_are_ticked_too(duty):
    newcomer = create_student(school=duty.school)
    create_membership(community=duty.slot.community, person=newcomer, state="agreed")
    proposed = create_student(school=duty.school)
    create_membership(community=duty.slot.community, person=proposed, state="proposed")
    names = [line.student for line in selectors.pupil_lines(duty.slot, duty.guardian.user)]
    assert newcomer in names
    assert proposed not in names
