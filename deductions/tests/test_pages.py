"""The pages of the ledger: who sees what, each step through its page, and answers to what cannot be."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from deductions.kinds import Event
from deductions.models import Entry, PriceList
from deductions.refusals import WORDS
from deductions.selectors.prices import table_on
from deductions.services import answering, closing, lists
from deductions.tests.factories import (
    DAY,
    create_appealed,
    create_decided,
    create_entry,
    create_fact,
    create_ledger,
    create_told,
    create_verified,
    facts_given,
    moment,
)
from registry.tests.factories import create_teacher

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 proof"


@pytest.fixture
def ledger():
    return create_ledger()


@pytest.fixture
def enter(client, ledger):
    def sign_in(name):
        client.force_login(ledger.people[name])
        return client

    return sign_in


def page(name, entry=None) -> str:
    return reverse(f"deductions:{name}", args=[entry.public_id] if entry else [])


def said(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def test_the_office_ticks_what_is_to_be_reported(ledger, enter):
    office = enter("clerk")
    facts = [create_fact(ledger, Event.EXPERIMENT_MISSED, times=2), create_fact(ledger, teacher="wang")]
    with facts_given(facts):
        response = office.get(f"{page('entry_propose')}?month=2")
        assert "2 × 5 = 10" in response.content.decode()
        row = next(row for row in response.context["found"].open if row.key == facts[0].key)
        office.post(f"{page('entry_propose')}?month=2", {"chosen": f"{row.key} {row.stamp}"})
        assert [row.key for row in office.get(f"{page('entry_propose')}?month=2").context["found"].open] == [
            facts[1].key
        ]
    entry = Entry.objects.get()
    assert (entry.amount, entry.reported_by, entry.state) == (10, ledger.clerk, "reported")


def test_a_record_that_changed_or_went_is_shown(ledger, enter):
    office = enter("clerk")
    facts = [create_fact(ledger, Event.EXPERIMENT_MISSED, times=2), create_fact(ledger, teacher="wang")]
    with facts_given(facts):
        rows = office.get(f"{page('entry_propose')}?month=2").context["found"].open
        office.post(f"{page('entry_propose')}?month=2", {"chosen": [f"{row.key} {row.stamp}" for row in rows]})
    with facts_given([create_fact(ledger, Event.EXPERIMENT_MISSED, times=1)]):
        found = office.get(f"{page('entry_propose')}?month=2").context["found"]
    assert {change.entry.item: change.is_gone for change in found.changed} == {"C4-D15": False, "C4-D09": True}


def test_pages_of_the_office_cost_the_same_however_much_is_in_the_ledger(ledger, enter):
    office = enter("clerk")
    urls = [page("entry_list") + "?tab=all", f"{page('entry_propose')}?month=2", page("statement_list")]
    assert _costs(ledger, office, urls) == [8, 18, 11]


def test_pages_of_a_teacher_cost_the_same_however_much_is_there(ledger, enter):
    urls = [page(name) for name in ("entry_mine", "statement_mine", "price_show")]
    assert _costs(ledger, enter("li"), urls) == [7, 16, 10]


def _costs(ledger, client, urls) -> list[int]:
    """Give the statements of each page, the same with one entry and fact as with seven."""
    client.get(urls[0])  # the first look of a session writes it
    sizes = []
    for number in (1, 6):
        for _ in range(number):
            create_decided(ledger, now=moment(DAY))
        with facts_given([create_fact(ledger, lesson=f"slot:{n}@2026-10-08") for n in range(number)]):
            sizes.append([_queries(client, url) for url in urls])
    assert sizes[0] == sizes[1]
    return sizes[0]


def _queries(client, url) -> int:
    with CaptureQueriesContext(connection) as found:
        assert client.get(url).status_code == 200
    return len(found)


def test_a_head_reports_of_the_own_group_and_sees_only_that(ledger, enter):
    other = create_entry(ledger, teacher="wang")
    head = enter("head")
    form = head.get(page("entry_add")).context["form"]
    assert list(form.fields["teacher"].queryset) == [ledger.teachers["li"]]
    data = {"teacher": ledger.teachers["li"].public_id, "item": "C4-D02", "on": DAY, "number": "1"}
    assert head.post(page("entry_add"), {**data, "on": timezone.localdate()}).status_code == 302
    shown = head.get(page("entry_list")).context["page"].object_list
    assert [entry.reported_by for entry in shown] == [ledger.head]
    assert head.get(page("entry_show", other)).status_code == 404
    assert head.get(page("entry_propose")).status_code == 403


def test_by_hand_every_fault_is_said_at_its_field(ledger, enter):
    office = enter("clerk")
    data = {"teacher": ledger.teachers["li"].public_id, "item": "C4-D13", "on": timezone.localdate(), "number": "1"}
    assert "file" in office.post(page("entry_add"), data).context["form"].errors
    fake = SimpleUploadedFile("photo.jpg", b"not a photo")
    assert "file" in office.post(page("entry_add"), {**data, "file": fake}).context["form"].errors
    future = timezone.localdate() + timedelta(days=1)
    assert "on" in office.post(page("entry_add"), {**data, "item": "C4-D09", "on": future}).context["form"].errors
    assert "note" in office.post(page("entry_add"), {**data, "item": "C4-D04"}).context["form"].errors
    assert "required" in office.post(page("entry_add"), {**data, "item": "C4-D12"}).context["form"].errors
    assert (
        "number" in office.post(page("entry_add"), {**data, "item": "C4-D09", "number": "two"}).context["form"].errors
    )
    assert Entry.objects.count() == 0
    proof = SimpleUploadedFile("test.pdf", PDF)
    assert office.post(page("entry_add"), {**data, "file": proof}).status_code == 302
    file = Entry.objects.get().files.get()
    assert office.get(page("entry_file", file)).headers["Content-Disposition"].startswith("attachment")


def test_a_teacher_of_another_school_cannot_be_reported(ledger, enter):
    stranger = create_ledger().teachers["li"]
    data = {"teacher": stranger.public_id, "item": "C4-D09", "on": timezone.localdate(), "number": "1"}
    assert "teacher" in enter("clerk").post(page("entry_add"), data).context["form"].errors


def test_a_teacher_sees_nothing_before_being_told(ledger, enter):
    reported, verified, told = create_entry(ledger), create_verified(ledger), create_told(ledger)
    mine = enter("li")
    assert list(mine.get(page("entry_mine")).context["page"].object_list) == [told]
    for entry in (reported, verified):
        assert mine.get(page("entry_show", entry)).status_code == 404
    assert enter("wang").get(page("entry_show", told)).status_code == 404


def test_who_sits_in_the_office_does_not_see_the_own_entry_before_being_told(ledger, enter):
    ledger.teachers["director"] = create_teacher(school=ledger.school, user=ledger.director)
    entry = create_entry(ledger, teacher="director")
    assert enter("director").get(page("entry_show", entry)).status_code == 404


def test_the_teacher_reads_article_steps_and_days(ledger, enter):
    told = create_told(ledger, times=2, now=timezone.now())
    words = enter("li").get(page("entry_show", told)).content.decode()
    assert "2 × 2 = 4" in words
    assert "C4.4.2" in words
    assert page("entry_appeal", told) in words


def test_a_teacher_appeals_with_files_and_a_third_person_decides(ledger, enter):
    told = create_told(ledger, item="C4-D11", now=timezone.now())
    sent = {"reason": "Approved leave.", "file": SimpleUploadedFile("leave.pdf", PDF)}
    enter("li").post(page("entry_appeal", told), sent)
    told.refresh_from_db()
    assert (told.state, told.files.get().kind) == ("appealed", "appeal")
    decision = {"outcome": "reduced", "amount": "5", "reason": "Leave for half the lesson."}
    assert enter("director").post(page("entry_decide", told), decision).status_code == 403
    enter("principal").post(page("entry_decide", told), decision)
    told.refresh_from_db()
    assert (told.state, told.counted) == ("decided", 5)
    assert "Leave for half the lesson." in enter("li").get(page("entry_show", told)).content.decode()


def test_an_appeal_after_the_window_is_answered_in_words(ledger, enter):
    told = create_told(ledger, now=timezone.now() - timedelta(days=8))
    mine = enter("li")
    response = mine.get(page("entry_appeal", told), follow=True)
    assert said(response) == [WORDS["too_late"]]
    mine.post(page("entry_appeal", told), {"reason": "Too late, I know."})
    told.refresh_from_db()
    assert told.appealed_at is None


def test_the_verifier_of_a_report_cannot_be_its_reporter(ledger, enter):
    entry = create_entry(ledger)
    response = enter("clerk").post(page("entry_verify", entry), follow=True)
    assert len(said(response)) == 1
    entry.refresh_from_db()
    assert entry.state == "reported"
    assert page("entry_verify", entry) not in enter("clerk").get(page("entry_show", entry)).content.decode()
    enter("director").post(page("entry_verify", entry))
    entry.refresh_from_db()
    assert entry.verified_by == ledger.director


def test_all_verified_ones_are_told_at_once(ledger, enter):
    entries = [create_verified(ledger), create_verified(ledger, teacher="wang")]
    enter("clerk").post(page("entry_notify_all"))
    assert [Entry.objects.get(pk=entry.pk).state for entry in entries] == ["notified", "notified"]


def test_discretion_is_decided_on_its_page(ledger, enter):
    entry = create_entry(ledger, item="C4-D04", note="Month-end inspection")
    vice = enter("vice")
    assert "amount" in vice.post(page("entry_verify", entry), {"reason": "x"}).context["form"].errors
    vice.post(page("entry_verify", entry), {"amount": "7.50", "reason": "Half was missing."})
    entry.refresh_from_db()
    assert str(entry.amount) == "7.50"


def test_the_principal_closes_a_month_and_teachers_confirm_reading(ledger, enter):
    create_decided(ledger, now=moment(DAY))
    principal = enter("principal")
    assert enter("director").get(page("statement_close")).status_code == 403
    principal = enter("principal")
    for month in (1, 2):
        assert principal.get(page("statement_close")).context["month"].number == month
        closing.close(term=ledger.term, month=month, by=ledger.principal, now=moment(date(2027, 1, 5)))
    mine = enter("li")
    sheet = mine.get(page("statement_mine")).context["statement"].sheets[1]
    assert sheet.totals == {"points": 2}
    mine.post(page("statement_read", sheet.month.closing))
    assert mine.get(page("statement_mine")).context["statement"].sheets[1].read_at is not None
    assert enter("clerk").get(page("statement_show", ledger.teachers["li"])).status_code == 200
    assert enter("wang").get(page("statement_show", ledger.teachers["li"])).status_code == 404


def test_the_principal_makes_and_confirms_an_own_list(ledger, enter):
    principal = enter("principal")
    principal.post(page("price_draft"))
    draft = PriceList.objects.get()
    form = principal.get(page("price_edit", draft)).context["lines"]
    data = _typed(principal.get(page("price_edit", draft)).context)
    data |= {"lines-0-amount": "2.50", "unit": "points", "cap_per_term": "60"}
    data |= {f"lines-{len(form.forms) - 1}-{name}": value for name, value in OWN_LINE.items()}
    assert principal.post(page("price_edit", draft), data).status_code == 302
    principal.post(page("price_confirm", draft))
    table = table_on(ledger.school, timezone.localdate())
    assert (table.source, str(table.prices["C4-D01"].amount), table.cap_per_term) == ("own", "2.50", 60)
    assert table.prices["C4-D08"].share == table_on(ledger.school, DAY).prices["C4-D08"].share
    assert str(table.prices["S-01"].amount) == "5.00"


OWN_LINE = {"code": "S-01", "text": "没有集体备课痕迹", "event": "other", "each": "次", "amount": "5"}


def _typed(context) -> dict:
    form, lines = context["form"], context["lines"]
    data = {name: form.initial.get(name) or "" for name in form.fields}
    data["from_on"] = timezone.localdate()
    data |= {f"lines-{name}": lines.management_form.initial[name] for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
    for number, line in enumerate(lines.forms):
        for name in line.fields:
            value = line.initial.get(name, line.fields[name].initial)
            if value not in (None, False):
                data[f"lines-{number}-{name}"] = getattr(value, "pk", value)
    return data


def test_faulty_prices_are_said_at_their_line(ledger, enter):
    principal = enter("principal")
    principal.post(page("price_draft"))
    draft = PriceList.objects.get()
    data = _typed(principal.get(page("price_edit", draft)).context)
    response = principal.post(page("price_edit", draft), {**data, "lines-0-amount": "-2", "lines-1-amount": "much"})
    assert [set(form.errors) for form in response.context["lines"].forms[:2]] == [{"amount"}, {"amount"}]
    response = principal.post(page("price_edit", draft), {**data, "lines-1-code": "C4-D01"})
    assert response.context["form"].non_field_errors()


def test_the_switch_to_money_warns_and_asks_why(ledger, enter):
    principal = enter("principal")
    assert enter("director").get(page("price_money")).status_code == 403
    principal = enter("principal")
    assert principal.post(page("price_money"), {"reason": "Resolved."}).context["form"].errors
    principal.post(page("price_money"), {"reason": "Resolved by the staff meeting.", "agreed": "on"})
    assert lists.hold(ledger.school).yuan_reason == "Resolved by the staff meeting."


def test_without_a_price_list_pages_say_so(client):
    ledger = create_ledger(adopts=False)
    client.force_login(ledger.clerk)
    for name in ("entry_propose", "price_show"):
        assert client.get(page(name)).status_code == 200
    assert client.get(page("entry_add")).context["form"] is None


def test_a_left_teacher_keeps_the_entries(ledger, enter):
    told = create_told(ledger)
    teacher = ledger.teachers["li"]
    teacher.employed_to = date(2026, 10, 20)
    teacher.save()
    assert enter("clerk").get(page("entry_show", told)).status_code == 200


def test_what_is_reversed_shows_both(ledger, enter):
    told = create_told(ledger)
    enter("principal").post(page("entry_reverse", told), {"reason": "The lesson was swapped."})
    mine = enter("li").get(page("entry_mine")).context["page"].object_list
    assert {entry.kind for entry in mine} == {"charge", "reversal"}


def test_the_appeal_waits_in_the_queue_of_those_who_decide(ledger, enter):
    appealed = create_appealed(ledger)
    shown = enter("principal").get(page("entry_list") + "?tab=appeals").context["page"].object_list
    assert list(shown) == [appealed]
    assert Entry.objects.decidable_by(ledger.principal).get() == appealed
    assert not Entry.objects.decidable_by(ledger.director).exists()
    assert answering.decide(entry=appealed, outcome="lifted", reason="so", by=ledger.vice).counted == 0
