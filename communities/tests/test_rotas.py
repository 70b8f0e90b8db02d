"""A rota as a whole: drafted from patterns and calendar, filed, matched to a changed calendar."""

from datetime import date, time

import pytest
from django.urls import reverse

from communities.filing import findings_of
from communities.models import Assignment, Rota, Slot, SlotPattern
from communities.selectors.rotas import proposed_span
from communities.services import patterns, rotas, slots
from communities.tests.factories import (
    MONDAY,
    create_duty,
    create_full_community,
    create_rota,
    create_slot,
    moment,
    parents_of,
)
from core.dates import Span
from core.refusals import Refused
from notices.models import Notice
from schools.tests.factories import create_day

pytestmark = pytest.mark.django_db
BEFORE = moment(date(2026, 9, 20), "08:00")


@pytest.fixture
def community():
    return create_full_community()


@pytest.fixture
def leader(community):
    return parents_of(community)[0].user


def test_a_draft_has_the_slots_that_patterns_and_calendar_give(community, leader):
    patterns.take_preset(community=community, preset="all", by=leader)
    rota = rotas.draft(community=community, from_on=date(2026, 10, 5), to_on=date(2026, 10, 11), by=leader)
    found = [(s.on.day, s.kind) for s in Slot.objects.filter(rota=rota)]
    assert [f for f in found if f[1] == "holiday"] == [(5, "holiday"), (6, "holiday"), (7, "holiday")]
    # Saturday the 10th is worked for a Wednesday.
    assert [day for day, kind in found if kind == "homework"] == [8, 9, 10]
    assert not [f for f in found if f[1] == "weekend"]


@pytest.mark.parametrize(
    ("span", "code"),
    [((date(2026, 10, 1), date(2026, 11, 26)), "too-long"), ((date(2026, 10, 20), date(2026, 10, 30)), "rota-overlap")],
)
def test_a_draft_is_refused(community, leader, span, code):
    patterns.take_preset(community=community, preset="all", by=leader)
    create_rota(community=community, from_on=MONDAY, days=14)
    with pytest.raises(Refused, match=code):
        rotas.draft(community=community, from_on=span[0], to_on=span[1], by=leader)


def test_without_patterns_there_is_no_draft(community, leader):
    with pytest.raises(Refused, match="no-patterns"):
        rotas.draft(community=community, from_on=MONDAY, to_on=MONDAY, by=leader)


def test_next_month_is_proposed_and_then_what_follows(community):
    today = date(2026, 9, 23)
    assert proposed_span(community, today) == Span(date(2026, 10, 1), date(2026, 11, 1))
    create_rota(community=community, from_on=date(2026, 9, 28), days=14)
    assert proposed_span(community, today) == Span(date(2026, 10, 12), date(2026, 11, 1))
    create_rota(community=community, from_on=date(2026, 10, 12), days=20)
    assert proposed_span(community, today) == Span(date(2026, 11, 1), date(2026, 12, 1))


def test_filing_asks_every_parent_with_one_message(community, leader):
    rota = create_rota(community=community)
    first, second = parents_of(community)[:2]
    for day in range(3):
        slot = create_slot(rota=rota, on=date(2026, 10, 12 + day))
        create_duty(slot=slot, guardian=first if day else second, state="planned")
    assert rotas.file_rota(rota=rota, by=leader, now=BEFORE) == 2
    assert set(Assignment.objects.values_list("state", flat=True)) == {"asked"}
    assert Rota.objects.get().is_filed
    counts = {n.recipient: n.subject for n in Notice.objects.all()}
    assert set(counts) == {first.user, second.user}
    assert "2" in counts[first.user]
    with pytest.raises(Refused, match="already-filed"):
        rotas.file_rota(rota=rota, by=leader, now=BEFORE)


def test_filing_an_empty_rota_is_refused(community, leader):
    with pytest.raises(Refused, match="empty"):
        rotas.file_rota(rota=create_rota(community=community), by=leader)


def test_what_is_open_is_named_once_per_duty_with_its_days(community):
    rota = create_rota(community=community)
    create_slot(rota=rota, kind="morning", hours=("07:10", "07:40"), needed=2)
    slot = create_slot(rota=rota, kind="morning", hours=("07:10", "07:40"), on=date(2026, 10, 13), needed=2)
    create_duty(slot=slot)
    create_slot(rota=rota, on=date(2026, 10, 14))
    found = [(m.slot.kind, m.code, [d.day for d in m.days]) for m in findings_of(rota)]
    assert found == [
        ("morning", "nobody", [12]),
        ("morning", "seats", [13]),
        ("homework", "no-place", [14]),
        ("homework", "nobody", [14]),
    ]


def test_a_new_holiday_cancels_the_duties_of_its_day_and_tells_those_on_duty(community, leader):
    rota = create_rota(community=community, is_filed=True)
    off = create_slot(rota=rota, on=date(2026, 10, 14))
    kept = create_slot(rota=rota, on=date(2026, 10, 15))
    duty = create_duty(slot=off, state="accepted")
    create_day(school=rota.school, on=date(2026, 10, 14), kind="vacation", is_school_day=False)
    assert rotas.match_calendar(rota=rota, by=leader, now=BEFORE) == 1
    off.refresh_from_db()
    duty.refresh_from_db()
    assert (off.cancelled_why, duty.state) == ("holiday", "released")
    assert Slot.objects.held().get() == kept
    assert [n.recipient for n in Notice.objects.all()] == [duty.guardian.user]


def test_past_days_are_not_matched(community, leader):
    rota = create_rota(community=community, is_filed=True)
    create_slot(rota=rota, on=date(2026, 10, 17))
    assert rotas.match_calendar(rota=rota, by=leader, now=moment(date(2026, 10, 18), "08:00")) == 0


def test_a_draft_can_be_deleted_and_a_filed_rota_not(community, leader):
    draft = create_rota(community=community)
    create_duty(slot=create_slot(rota=draft), state="planned")
    rotas.delete_draft(rota=draft, by=leader)
    with pytest.raises(Refused, match="already-filed"):
        rotas.delete_draft(rota=create_rota(community=community, is_filed=True), by=leader)


def slot_fields(on, *, kind="homework", hours=("17:00", "18:30")):
    return {
        "kind": kind,
        "on": on,
        "starts_at": moment(on, hours[0]),
        "ends_at": moment(on, hours[1]),
        "needed": 1,
        "venue": None,
    }


@pytest.mark.parametrize(
    ("on", "kind", "code"),
    [
        (date(2026, 10, 1), "homework", "wrong-day"),
        (date(2026, 10, 8), "holiday", "wrong-day"),
        (date(2026, 11, 30), "homework", "outside-rota"),
        (date(2026, 10, 9), "homework", "slot-double"),
    ],
)
def test_a_slot_by_hand_is_refused(community, leader, on, kind, code):
    rota = create_rota(community=community, from_on=date(2026, 10, 1))
    create_slot(rota=rota, on=date(2026, 10, 9))
    with pytest.raises(Refused, match=code):
        slots.add(rota=rota, fields=slot_fields(on, kind=kind), by=leader)


def test_the_page_names_the_holiday_and_the_duty_that_fits(client, community, leader):
    rota = create_rota(community=community, from_on=date(2026, 10, 1))
    client.force_login(leader)
    url = reverse("communities:slot_create", args=[rota.public_id])
    posted = {"kind": "morning", "on": "2026-10-01", "starts_at": "07:00", "ends_at": "07:30", "needed": 1}
    response = client.post(url, posted, headers={"Accept-Language": "en"})
    (error,) = response.context["form"].errors["kind"]
    assert "国庆" in error
    assert not Slot.objects.exists()


def test_with_other_hours_everybody_is_asked_anew_or_leaves(community, leader):
    rota = create_rota(community=community, is_filed=True)
    slot = create_slot(rota=rota, needed=2)
    stays, goes = parents_of(community)[:2]
    create_duty(slot=slot, guardian=stays, state="accepted")
    create_duty(slot=slot, guardian=goes, seat=2, state="accepted")
    later = create_slot(rota=rota, kind="evening", hours=("18:30", "19:00"))
    create_duty(slot=later, guardian=goes)
    fields = {"starts_at": slot.starts_at, "ends_at": moment(MONDAY, "19:00"), "needed": 2, "venue": None}
    assert slots.change(slot=slot, fields=fields, by=leader, now=BEFORE) == 1
    live = Assignment.objects.live().get(slot=slot)
    assert (live.guardian, live.state, live.ends_at) == (stays, "asked", moment(MONDAY, "19:00"))
    assert {n.recipient for n in Notice.objects.all()} == {stays.user, goes.user}


def test_a_draft_is_hidden_from_the_other_parents(client, community):
    rota = create_rota(community=community)
    client.force_login(parents_of(community)[1].user)
    for name in ("rota_week", "rota_print"):
        assert client.get(reverse(f"communities:{name}", args=[rota.public_id])).status_code == 404
    Rota.objects.update(state="filed", filed_at=BEFORE, filed_by=community.created_by)
    page = client.get(reverse("communities:rota_week", args=[rota.public_id]))
    assert (page.status_code, page.context["may_edit"]) == (200, False)
    assert client.get(reverse("communities:rota_file", args=[rota.public_id])).status_code == 404


def test_the_make_page_warns_of_a_year_without_holidays(client, community, leader):
    SlotPattern.objects.create(
        school=community.school, community=community, kind="morning", weekdays=[1], starts_at=time(7), ends_at=time(8)
    )
    client.force_login(leader)
    url = reverse("communities:rota_create", args=[community.public_id])
    response = client.post(url, {"from_on": "2031-03-03", "to_on": "2031-03-30"}, follow=True)
    assert response.context["unknown_years"] == [2031]
    assert Slot.objects.count() == 4
