"""Story 6: the clerk reports, the director verifies, the teacher is told and objects on the phone, the principal decides."""

import pytest
from django.utils import timezone

from deductions.kinds import Event
from deductions.models import Entry
from deductions.selectors.months import months_of
from deductions.services import closing
from deductions.tests.factories import create_decided, create_entry, create_fact, create_ledger, facts_given, moment
from tests.browser import steps

LEDGER = "/deductions/"
ENGLISH = {"clerk", "director", "principal", "li"}


@pytest.fixture
def ledger(transactional_db):
    """A school whose term is under way, so that what happens today has its month."""
    ledger = create_ledger()
    for name in ENGLISH:
        ledger.people[name].language = "en"
        ledger.people[name].save()
    return ledger


def as_person(page, user, url: str) -> None:
    """Take the desk over, and open a page."""
    page.context.clear_cookies()
    steps.enter_as(page, user)
    steps.visit(page, url)


def state_of(entry: Entry) -> str:
    entry.refresh_from_db()
    return entry.state


def test_from_a_record_to_the_statement_through_four_persons(ledger, page_desktop, page_phone, tmp_path):
    today = timezone.localdate()
    fact = create_fact(ledger, Event.LESSON_MISSED, on=today, lesson=f"slot:1@{today}")
    with facts_given([fact]):
        as_person(page_desktop, ledger.clerk, f"{LEDGER}propose/")
        page_desktop.get_by_text("1 × 20 = 20").wait_for()
        page_desktop.locator("input[name=chosen]").check(force=True)
        steps.send(page_desktop, "Report what is ticked")
        entry = Entry.objects.get()
        where = f"{LEDGER}{entry.public_id}/"

        as_person(page_desktop, ledger.director, f"{LEDGER}?tab=verify")
        steps.follow(page_desktop, page_desktop.get_by_role("link", name="李明霞"))
        steps.send(page_desktop, "Verify")
        assert state_of(entry) == "verified"
        steps.send(page_desktop, "Tell the teacher")
        assert state_of(entry) == "notified"

        steps.enter_as(page_phone, ledger.li)
        steps.visit(page_phone, f"{LEDGER}mine/")
        steps.follow(page_phone, page_phone.locator(".ledger-title a"))
        steps.follow(page_phone, page_phone.get_by_role("link", name="Object"))
        page_phone.fill("textarea[name=reason]", "I was at the hearing of the county, with leave.")
        proof = tmp_path / "leave.pdf"
        proof.write_bytes(b"%PDF-1.7 leave")
        page_phone.set_input_files("input[name=file]", proof)
        steps.send(page_phone, "Send")
        assert state_of(entry) == "appealed"

        as_person(page_desktop, ledger.principal, f"{LEDGER}?tab=appeals")
        steps.follow(page_desktop, page_desktop.get_by_role("link", name="李明霞"))
        steps.follow(page_desktop, page_desktop.get_by_role("link", name="Decide the appeal"))
        page_desktop.get_by_label("Less is deducted").check()
        page_desktop.fill("input[name=amount]", "5")
        page_desktop.fill("textarea[name=reason]", "The leave was for half of the lesson.")
        steps.send(page_desktop, "Decide")
        assert state_of(entry) == "decided"

        steps.visit(page_phone, where)
        page_phone.get_by_text("The leave was for half of the lesson.").wait_for()

    _close_everything(ledger)
    steps.visit(page_phone, f"{LEDGER}statements/mine/")
    page_phone.get_by_text("Sum of the month").wait_for()
    steps.send(page_phone, "I have read it")
    page_phone.get_by_text("Read on").wait_for()
    as_person(page_desktop, ledger.principal, f"{LEDGER}statements/")
    steps.follow(page_desktop, page_desktop.get_by_role("link", name="李明霞"))
    page_desktop.get_by_text("5 points").first.wait_for()


def _close_everything(ledger) -> None:
    """Let the year end: each month of the term is closed in its order."""
    months = months_of(ledger.school, ledger.term)
    for month in months:
        closing.close(term=ledger.term, month=month.number, by=ledger.principal, now=moment(months[-1].span.to_on))


def test_price_lists_and_switches_are_in_order_on_desk_and_phone(ledger, page_desktop):
    as_person(page_desktop, ledger.principal, f"{LEDGER}prices/")
    steps.assert_in_order_at_every_size(page_desktop)
    steps.follow(page_desktop, page_desktop.get_by_role("link", name="Change", exact=True))
    page_desktop.get_by_text("legally doubtful").wait_for()
    steps.visit(page_desktop, f"{LEDGER}prices/")
    steps.send(page_desktop, "Make an own list")
    steps.assert_in_order_at_every_size(page_desktop)
    page_desktop.fill("input[name=lines-0-amount]", "1.50")
    steps.send(page_desktop, "Save and look once more")
    steps.send(page_desktop, "Put in force")
    page_desktop.get_by_text("1.50").first.wait_for()


def test_the_lists_of_the_office_are_in_order_on_desk_and_phone(ledger, page_desktop):
    create_entry(ledger)
    create_decided(ledger)
    for url in ("?tab=all", "?tab=told", "add/", "propose/", "statements/"):
        as_person(page_desktop, ledger.clerk, LEDGER + url)
        steps.assert_in_order_at_every_size(page_desktop)
