"""Story 3, a parent's side: on the phone a duty is accepted, given back, taken and swapped; a host opens the home."""

import pytest
from playwright.sync_api import expect

from communities.models import Assignment, Membership, Slot, Swap, VenueConsent
from communities.tests.factories import create_consent, create_venue
from communities.tests.scenes import DutyScene, day
from tests.browser import steps

MINE, FREE, OFFERS, HOMES = (f"/communities/{page}" for page in ("duties/", "duties/free/", "duties/offers/", "homes/"))
DAYS_OFF = "/communities/duties/days-off/"
LANGUAGES = pytest.mark.parametrize("language", ["zh-CN", "en"])
WORDS = {
    "en": {
        "accept": "Accept",
        "decline": "Decline",
        "take": "Take it",
        "swap": "Ask who swaps",
        "over": "I take it over",
    },
    "zh-CN": {"accept": "接受", "decline": "不方便", "take": "我来值日", "swap": "请人换班", "over": "我来接班"},
}
CANARY = "金丝雀"


@pytest.fixture
def scene(transactional_db):
    """A community, and beside it the families of another village and school, whom nobody here may see."""
    scene, elsewhere = DutyScene(), DutyScene()
    for membership in Membership.objects.filter(community=elsewhere.community, kind="parent"):
        membership.guardian.name = CANARY
        membership.guardian.save()
    elsewhere.community.name = CANARY
    elsewhere.community.save()
    elsewhere.slot(on=1)
    elsewhere.duty(elsewhere.second, on=2).swaps.create(
        school=elsewhere.community.school, offered_at="2026-10-01T00:00Z"
    )
    return scene


def enter(page, user, language="en") -> None:
    """Let the person read the portal in this language, signed in."""
    user.language = {"zh-CN": "zh-hans", "en": "en"}[language]
    user.save()
    steps.enter_as(page, user)


def card_of(page, record):
    return page.locator(f"main article[id$='{record.public_id}']")


def tap(page, record, words: str) -> None:
    """Tap one button on a card, and wait until the card has answered."""
    card = card_of(page, record)
    card.get_by_role("button", name=words).click()
    expect(card.locator("[role=status], [role=alert]")).to_be_visible()
    steps.assert_in_order(page)


def state_of(duty) -> str:
    return Assignment.objects.get(pk=duty.pk).state


@LANGUAGES
def test_a_parent_accepts_one_duty_and_declines_another_in_one_tap_each(open_page, scene, language):
    welcome, unwelcome = scene.duty(on=1), scene.duty(on=2)
    page, words = open_page("phone", language), WORDS[language]
    enter(page, scene.first.user, language)
    steps.visit(page, MINE)
    tap(page, welcome, words["accept"])
    tap(page, unwelcome, words["decline"])
    assert (state_of(welcome), state_of(unwelcome)) == ("accepted", "declined")
    steps.visit(page, MINE)
    expect(card_of(page, welcome)).to_be_visible()
    expect(card_of(page, unwelcome)).to_have_count(0)

    leader = open_page("phone", language)
    enter(leader, scene.leader.user, language)
    steps.visit(leader, "/inbox/")
    assert scene.first.name not in leader.content()
    steps.follow(leader, leader.locator("main form[action*='/open/'] button").first)
    assert leader.locator("main li .duty-hours").count() == 1
    assert scene.first.name not in leader.content()


def test_everything_is_accepted_with_one_tap_from_the_menu(open_page, scene):
    duties = [scene.duty(on=number) for number in (0, 1, 9)]
    page = open_page("phone")
    enter(page, scene.first.user)
    steps.visit(page, "/")
    steps.follow(
        page,
        page.locator(".shell-bottom a[href='/communities/duties/'], #menu a[href='/communities/duties/']")
        .locator("visible=true")
        .first,
    )
    steps.send(page, "Accept all")
    assert {state_of(duty) for duty in duties[1:]} == {"accepted"}


def test_without_javascript_every_tap_works_too(open_page, scene):
    duty = scene.duty(on=3)
    page = open_page("phone", java_script_enabled=False)
    enter(page, scene.first.user)
    page.goto(MINE)
    card_of(page, duty).get_by_role("button", name="Decline").click()
    expect(page.locator("#messages")).to_contain_text("Thank you for telling.")
    assert state_of(duty) == "declined"


@LANGUAGES
def test_days_off_are_entered_and_the_duties_on_them_given_back(open_page, scene, language):
    away, kept = scene.duty(on=2), scene.duty(on=3)
    page = open_page("phone", language)
    enter(page, scene.first.user, language)
    steps.visit(page, DAYS_OFF)
    page.fill("input[name=from_on]", day(1).isoformat())
    page.fill("input[name=to_on]", day(5).isoformat())
    steps.send(page)
    page.locator(f"input[name=decline][value='{kept.public_id}']").uncheck()
    steps.send(page)
    assert (state_of(away), state_of(kept)) == ("declined", "asked")
    assert page.locator("main .days-off").count() == 1
    steps.follow(page, page.locator("main .days-off button"))
    assert page.locator("main .days-off").count() == 0


@LANGUAGES
def test_a_free_duty_is_taken_and_one_at_the_same_time_says_why_not(open_page, scene, language):
    scene.duty(on=3, kind="evening", state="accepted")
    clashing, free = scene.slot(on=3), scene.slot(on=4)
    page = open_page("phone", language)
    enter(page, scene.first.user, language)
    steps.visit(page, FREE)
    assert page.locator("main article").count() == 2
    expect(card_of(page, clashing).get_by_role("button")).to_have_count(0)
    tap(page, free, WORDS[language]["take"])
    assert free.assignments.get().guardian == scene.first
    assert CANARY not in page.content()


@LANGUAGES
def test_one_parent_offers_another_takes_over_and_a_third_is_told_who_was_faster(open_page, scene, language):
    duty, words = scene.duty(on=2, state="accepted"), WORDS[language]
    owner, taker, late = (open_page("phone", language) for _ in range(3))
    for page, parent in ((owner, scene.first), (taker, scene.second), (late, scene.third)):
        enter(page, parent.user, language)
    steps.visit(owner, MINE)
    card_of(owner, duty).locator("summary").click()
    tap(owner, duty, words["swap"])
    swap = Swap.objects.get(assignment=duty)

    for page in (taker, late):
        steps.visit(page, OFFERS)
        assert page.locator("main article").count() == 1
        assert CANARY not in page.content()
    tap(taker, swap, words["over"])
    tap(late, swap, words["over"])
    expect(card_of(late, swap).locator("[role=alert]")).to_contain_text(scene.second.name)
    [mine] = Assignment.objects.live().filter(slot=duty.slot)
    assert (mine.guardian, mine.state) == (scene.second, "accepted")

    leader = open_page("phone", language)
    enter(leader, scene.leader.user, language)
    steps.visit(leader, f"/communities/{scene.community.public_id}/swaps/")
    expect(leader.locator(".swap-people")).to_contain_text(scene.second.name)


@LANGUAGES
def test_a_leader_asks_for_a_home_and_the_host_agrees_for_fewer_hours(open_page, scene, language):
    leader, host = open_page("phone", language), open_page("phone", language)
    enter(leader, scene.leader.user, language)
    enter(host, scene.second.user, language)
    places = f"/communities/{scene.community.public_id}/venues/"
    steps.visit(leader, places)
    steps.follow(leader, leader.locator("a[href$='/venues/new-home/']"))
    leader.select_option("select[name=host]", label=scene.second.name)
    steps.send(leader)
    leader.fill("input[name=to_on]", day(30).isoformat())
    steps.send(leader)

    steps.visit(host, "/inbox/")
    steps.follow(host, host.locator("main form[action*='/open/'] button").first)
    consent = VenueConsent.objects.get()
    card = card_of(host, consent)
    card.locator("summary").click()
    card.locator("input[name=starts_at]").fill("17:15")
    card.locator("details button").click()
    expect(card.locator("[role=status]")).to_be_visible()
    steps.assert_in_order(host)
    steps.visit(leader, places)
    expect(leader.locator(".consents")).to_contain_text("17:15–18:30")


@LANGUAGES
def test_a_host_takes_the_word_back_and_the_leader_sees_the_cancelled_session(open_page, scene, language):
    home = create_venue(community=scene.community, kind="home", host=scene.second)
    consent = create_consent(venue=home, state="given", from_on=day(0), to_on=day(20))
    duty = scene.duty(on=3, state="accepted", venue=home)
    host = open_page("phone", language)
    enter(host, scene.second.user, language)
    steps.visit(host, HOMES)
    steps.follow(host, card_of(host, consent).get_by_role("link"))
    expect(host.locator("main .list-group-item")).to_contain_text("17:00–18:30")
    steps.follow(host, host.locator("main .btn-danger"))
    assert Slot.objects.get(pk=duty.slot_id).cancelled_why == "venue"

    leader, parent = open_page("phone", language), open_page("phone", language)
    enter(leader, scene.leader.user, language)
    steps.visit(leader, "/inbox/")
    expect(leader.locator("main .list-group-item").first).to_contain_text("17:00–18:30")
    enter(parent, scene.first.user, language)
    steps.visit(parent, MINE)
    expect(card_of(parent, duty).locator(".bg-red-lt")).to_be_visible()


def test_nobody_sees_families_of_another_village_on_any_page_of_duties(open_page, scene):
    group = f"/communities/{scene.community.public_id}"
    pages = [MINE, FREE, OFFERS, DAYS_OFF, HOMES, "/inbox/"]
    for user in (scene.first.user, scene.leader.user, scene.president):
        page = open_page("phone")
        enter(page, user)
        is_parent = user is not scene.president
        led = (
            [f"{group}/swaps/", f"{group}/venues/", f"{group}/venues/new-home/"] if user is not scene.first.user else []
        )
        for url in [*(pages if is_parent else pages[-1:]), *led]:
            steps.visit(page, url)
            assert CANARY not in page.content(), url
