"""An observer at the back of a classroom: the form on a phone, with and without network, sent once."""

import pytest
from playwright.sync_api import expect

from accounts.roles import Role
from accounts.tests.factories import PASSWORD, create_post, user_with
from core.photos import LONGEST_SIDE
from observations.models import Observation, Photo
from observations.tests.factories import create_observation
from registry.tests.factories import create_class, create_teacher
from tests.browser.faults import expect_fault
from tests.browser.observing import (
    FORM,
    ZONE,
    Line,
    choose_lesson,
    cut,
    lesson_now,
    mend,
    phone,
    photo,
    wait_until_kept,
    wait_until_saved,
)
from tests.browser.steps import assert_in_order, enter_as, follow, sign_in, visit

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def line(live_server):
    line = Line(live_server.thread.port)
    yield line
    line.close()


@pytest.fixture
def page(open_page):
    return open_page("phone", timezone_id=ZONE)


def open_form(page):
    page.goto(FORM)
    page.locator("#view-form").wait_for()


def enter_password(page, user):
    page.fill("input[name=login]", user.username)
    page.fill("input[name=password]", PASSWORD)
    page.click("main form button[type=submit]")


def test_a_lesson_that_runs_is_observed_scored_and_sent(page, tmp_path):
    scene = lesson_now()
    enter_as(page, scene.observer)
    visit(page, "/observations/")
    page.get_by_role("link", name="Observe a lesson").click()
    page.locator("#view-form").wait_for()
    choose_lesson(page)
    page.get_by_label("Topic of the lesson").fill("Tadpoles")
    page.get_by_role("button", name="Note this minute").click()
    page.get_by_label("What happened").fill("reads aloud")
    page.get_by_label("Comment").fill("clear")
    page.set_input_files("#take-photo", photo(tmp_path / "board.png"))
    page.select_option("#sheet", label="Lesson")
    page.get_by_role("button", name="One point more: Goals").click()
    page.get_by_label("Effect", exact=True).fill("50.5")
    expect(page.locator("#sum")).to_have_text("82.5 / 100 Passed")
    page.locator("#photos canvas").wait_for()
    assert_in_order(page)
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#drafts")).to_contain_text("Sent")
    assert_in_order(page)
    kept = Observation.objects.get()
    assert (kept.teacher, kept.slot.period, kept.points, kept.topic) == (scene.teacher, 1, 82.5, "Tadpoles")
    assert kept.timed_notes[0]["comment"] == "clear"
    assert kept.photos.get().width == LONGEST_SIDE


def test_a_lesson_is_found_by_pinyin_and_one_outside_the_timetable_needs_a_reason(page):
    scene = lesson_now()
    other = create_teacher(school=scene.school, name="赵老师", name_pinyin="zhao lao shi", name_initials="zls")
    school_class = create_class(school=scene.school, number=2)
    enter_as(page, scene.observer)
    open_form(page)
    page.get_by_label("Class, teacher or pinyin").fill("zhaol")
    page.get_by_role("button", name="赵老师 · another lesson").click()
    page.get_by_label("Class", exact=True).select_option(str(school_class.public_id))
    page.get_by_label("Subject").select_option(label="语文")
    expect_fault(page, "422")
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#drafts")).to_contain_text("Refused")
    page.locator("#drafts a").click()
    expect(page.locator("[data-error-for=off_timetable_why]")).to_contain_text("The timetable does not have this")
    page.get_by_label("The timetable does not have this lesson").fill("swapped")
    assert_in_order(page)
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#drafts")).to_contain_text("Sent")
    assert (Observation.objects.get().teacher, Observation.objects.get().off_timetable_why) == (other, "swapped")


def test_a_draft_survives_no_network_and_a_closed_browser_and_is_sent_once(browser, line, tmp_path):
    scene = lesson_now()
    with phone(browser, line, tmp_path / "profile") as page:
        sign_in(page, scene.observer)
        open_form(page)
        wait_until_kept(page)
        choose_lesson(page)
        cut(page.context, line)
        expect(page.locator("#offline")).to_be_visible()
        page.get_by_role("button", name="Note this minute").click()
        page.get_by_label("What happened").fill("counts frogs")
        page.set_input_files("#take-photo", photo(tmp_path / "board.png"))
        page.locator("#photos canvas").wait_for()
        page.get_by_role("button", name="Send").click()
        expect(page.locator("#drafts")).to_contain_text("Waiting for the network")
        assert_in_order(page)
    assert not Observation.objects.exists()

    # The battery is empty; later, still without network, the browser is opened again.
    with phone(browser, line, tmp_path / "profile") as page:
        cut(page.context, line)
        page.goto(FORM)
        expect(page.locator("#drafts")).to_contain_text("Waiting for the network")
        page.locator("#drafts a").click()
        expect(page.get_by_label("What happened")).to_have_value("counts frogs")
        page.get_by_label("Comment").fill("well done")
        wait_until_saved(page, "well done")
        page.get_by_role("button", name="Send").click()
        expect(page.locator("#drafts")).to_contain_text("Waiting for the network")
        # The session went with the browser; the draft did not.
        mend(page.context, line)
        expect(page.locator("#signed-out")).to_be_visible()
        page.locator("#signed-out a").click()
        enter_password(page, scene.observer)
        expect(page.locator("#drafts")).to_contain_text("Sent")
        page.reload()
        expect(page.locator("#view-form")).to_be_visible()
    kept = Observation.objects.get()
    assert kept.timed_notes[0] | {"at": 0} == {"at": 0, "what": "counts frogs", "comment": "well done"}
    assert Photo.objects.get().observation == kept


def test_the_same_draft_sent_by_two_requests_is_one_row(page):
    scene = lesson_now()
    enter_as(page, scene.observer)
    open_form(page)
    choose_lesson(page)
    page.get_by_label("Further notes").fill("quiet")
    wait_until_saved(page, "quiet")
    outcomes = page.evaluate("() => Promise.all([1, 2].map(() => observe.sendOne(structuredClone(observe.draft))))")
    assert outcomes == ["sent", "sent"]
    assert Observation.objects.get().notes == "quiet"


def test_an_ended_session_keeps_the_draft_and_sends_it_after_signing_in(page):
    scene = lesson_now()
    enter_as(page, scene.observer)
    open_form(page)
    choose_lesson(page)
    page.get_by_label("Further notes").fill("quiet")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#signed-out")).to_contain_text("Sign in again")
    assert_in_order(page)
    page.locator("#signed-out a").click()
    enter_password(page, scene.observer)
    expect(page.locator("#drafts")).to_contain_text("Sent")
    assert Observation.objects.get().notes == "quiet"


def test_what_is_refused_stands_at_its_field_and_the_draft_stays(page):
    scene = lesson_now(role=Role.TEACHER)
    create_post(role=Role.RESEARCH_GROUP_HEAD, user=scene.observer, school=scene.school, scope_id=1)
    enter_as(page, scene.observer)
    open_form(page)
    choose_lesson(page)
    scene.observer.posts.filter(role=Role.RESEARCH_GROUP_HEAD).delete()
    expect_fault(page, "422")
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#drafts")).to_contain_text("Refused")
    page.locator("#drafts a").click()
    expect(page.locator("[data-error-for=is_announced]")).to_contain_text("Group heads and above")
    assert not Observation.objects.exists()


def test_a_file_that_is_no_photo_is_refused_on_the_phone(page, tmp_path):
    scene = lesson_now()
    enter_as(page, scene.observer)
    open_form(page)
    fake = tmp_path / "photo.jpg"
    fake.write_bytes(b"%PDF-1.7")
    page.set_input_files("#take-photo", fake)
    expect(page.locator("[data-error-for=photos]")).to_contain_text("This file is no photo")


def test_after_signing_out_nobody_sees_the_drafts_and_another_user_only_the_own(browser, line, tmp_path):
    scene = lesson_now()
    colleague = user_with(Role.PRINCIPAL, school=scene.school)
    with phone(browser, line, tmp_path / "profile") as page:
        sign_in(page, scene.observer)
        open_form(page)
        wait_until_kept(page)
        page.get_by_label("Topic of the lesson").fill("Secret tadpoles")
        wait_until_saved(page, "Secret tadpoles")
        page.context.clear_cookies(name="sessionid")
        page.goto("/account/sign-in/")
        page.wait_for_function("() => localStorage.getItem('observe.who') === null")
        cut(page.context, line)
        page.goto(FORM)
        expect(page.locator("#view-nobody")).to_be_visible()
        assert_in_order(page)
        mend(page.context, line)
        sign_in(page, colleague)
        open_form(page)
        assert "Secret tadpoles" not in page.content()
        assert page.evaluate("() => observe.mine()") == []
        kept = page.evaluate(
            "async () => (await Promise.all((await caches.keys()).map(async (name) =>"
            " (await (await caches.open(name)).keys()).map((each) => new URL(each.url).pathname)))).flat()"
        )
        assert [path for path in kept if not path.startswith("/static/")] == [FORM]


def test_it_is_talked_over_mended_and_withdrawn_on_its_page(page):
    scene = lesson_now()
    one = create_observation(teacher=scene.teacher, observer=scene.observer, school_class=scene.school_class)
    enter_as(page, scene.observer)
    visit(page, "/observations/")
    page.get_by_role("link", name="语文").click()
    page.get_by_role("link", name="Mend the words").click()
    page.get_by_label("Strengths").fill("patient")
    follow(page, page.get_by_role("button", name="Save"))
    follow(page, page.get_by_role("link", name="Talked over"))
    follow(page, page.get_by_role("button", name="Record"))
    expect(page.locator("main")).to_contain_text("Counts")
    follow(page, page.get_by_role("link", name="Withdraw"))
    page.get_by_label("Reason").fill("wrong class")
    follow(page, page.get_by_role("button", name="Withdraw"))
    one.refresh_from_db()
    assert (one.strengths, one.withdrawn_why) == ("patient", "wrong class")
