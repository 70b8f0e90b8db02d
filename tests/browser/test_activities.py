"""Story 5 of alliances: plan, take part, five ones, needs, projects, lessons; at a desk and on a phone."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from alliances.models import Activity, LessonCycle, Need, SpecialProject
from alliances.tests.activities import create_activity, create_held
from alliances.tests.factories import create_alliance
from alliances.tests.test_lessons import shared
from tests.browser.steps import assert_in_order_at_every_size, enter_as, follow, send, visit

pytestmark = pytest.mark.django_db(transaction=True)
ALLIANCES = "/alliances"


@pytest.fixture
def allied():
    return create_alliance()


def test_a_school_plans_an_outing_on_a_phone_and_the_principal_approves(allied, page_phone, open_page):
    enter_as(page_phone, allied.core.clerk)
    visit(page_phone, f"{ALLIANCES}/activities/new/")
    page_phone.fill("input[name=title]", "篮球友谊赛")
    expect(page_phone.locator("select[name=fellowship]")).to_be_hidden()
    page_phone.select_option("select[name=kind]", "fellowship")
    page_phone.select_option("select[name=fellowship]", "basketball")
    page_phone.fill("input[name=on]", str(timezone.localdate()))
    page_phone.check("input[name=is_off_campus]")
    page_phone.fill("textarea[name=safety_plan]", "两车，每车两名教师")
    page_phone.check("input[name=has_consent]")
    page_phone.fill("input[name=leaders]", "李老师")
    send(page_phone)
    activity = Activity.objects.get()
    principal = open_page("phone")
    enter_as(principal, allied.core.principal)
    visit(principal, f"{ALLIANCES}/activities/{activity.public_id}/")
    follow(principal, principal.get_by_role("button", name="Approve"))
    page_phone.reload()
    page_phone.fill("input[name=counted_out]", "40")
    follow(page_phone, page_phone.get_by_role("button", name="It was held"))
    activity.refresh_from_db()
    assert (activity.state, activity.counted_out) == ("held", 40)
    follow(page_phone, page_phone.get_by_role("link", name="Write the summary"))
    page_phone.fill("textarea[name=summary]", "比分十比十")
    page_phone.fill("input[name=counted_back]", "40")
    send(page_phone)
    activity.refresh_from_db()
    assert activity.state == "written_up"


def test_a_guest_school_confirms_on_a_phone_and_the_term_counts_it(allied, page_phone, open_page):
    one = allied.others[0]
    today = timezone.localdate()
    activity = create_held(allied, kind="fellowship", fellowship="handball", confirmed=False)
    create_activity(allied, title="大型教研", kind="large_event", on=today + timedelta(days=3), commons=["models"])
    enter_as(page_phone, one.clerk)
    visit(page_phone, f"{ALLIANCES}/activities/{activity.public_id}/")
    follow(page_phone, page_phone.get_by_role("link", name="We took part"))
    page_phone.select_option("select[name=five_one]", "showcase")
    page_phone.fill("input[name=pupil_count]", "20")
    page_phone.get_by_label(one.teacher.name).check()
    send(page_phone)
    assert activity.participations.get(membership=one.membership).five_one == "showcase"
    page = open_page("desktop", "zh-CN")
    enter_as(page, allied.core.vice)
    for address in ("", "month/", "matrix/", "term/", "new/", f"{activity.public_id}/"):
        visit(page, f"{ALLIANCES}/activities/{address}")
        assert_in_order_at_every_size(page)
    visit(page, f"{ALLIANCES}/activities/term/?alliance={allied.alliance.public_id}")
    expect(page.get_by_text("5项完成1项")).to_have_count(2)


def test_a_need_is_raised_on_a_phone_and_answered_at_a_desk(allied, page_phone, page_desktop):
    one = allied.others[0]
    enter_as(page_phone, one.clerk)
    visit(page_phone, f"{ALLIANCES}/needs/")
    follow(page_phone, page_phone.get_by_role("link", name="Raise a need"))
    page_phone.fill("input[name=title]", "英语师资")
    posts = []
    page_phone.on("request", lambda request: posts.append(request.url) if request.method == "POST" else None)
    page_phone.locator("main form[method=post] button.btn-primary[type=submit]").first.dblclick()
    expect(page_phone.locator("main")).to_contain_text("英语师资")
    assert len(posts) == Need.objects.count() == 1
    enter_as(page_desktop, allied.core.vice)
    visit(page_desktop, f"{ALLIANCES}/needs/")
    follow(page_desktop, page_desktop.get_by_role("link", name="Answer", exact=True))
    page_desktop.fill("textarea[name=answer]", "派两名教师每周来一次")
    send(page_desktop)
    assert Need.objects.get().answered_by == allied.core.vice
    assert_in_order_at_every_size(page_desktop)


def test_the_office_runs_a_project_at_a_desk(allied, page_desktop):
    enter_as(page_desktop, allied.core.vice)
    visit(page_desktop, f"{ALLIANCES}/projects/")
    follow(page_desktop, page_desktop.get_by_role("link", name="Begin a special project"))
    for name, words in {"title": "寄宿生适应", "members": "李老师（甲校）"}.items():
        page_desktop.fill(f"input[name={name}]", words)
    page_desktop.fill("textarea[name=problem]", "新生想家")
    page_desktop.fill("textarea[name=plan]", "老生陪伴")
    send(page_desktop)
    page_desktop.fill("input[name=name]", "问卷")
    page_desktop.fill("input[name=due_on]", str(timezone.localdate()))
    follow(page_desktop, page_desktop.get_by_role("button", name="Add the step"))
    follow(page_desktop, page_desktop.get_by_role("button", name="Done 问卷"))
    assert SpecialProject.objects.get().milestones.get().done_on == timezone.localdate()
    assert_in_order_at_every_size(page_desktop)


def test_a_lesson_goes_through_its_steps_and_guests_read_an_observed_one(allied, page_phone, open_page):
    one = allied.others[0]
    enter_as(page_phone, one.clerk)
    visit(page_phone, f"{ALLIANCES}/lessons/new/")
    page_phone.select_option("select[name=teacher]", label=one.teacher.name)
    page_phone.fill("input[name=lesson]", "春")
    page_phone.fill("input[name=subject]", "语文")
    send(page_phone)
    follow(page_phone, page_phone.get_by_role("button", name="This step is done"))
    assert LessonCycle.objects.get().steps.get().code == "demonstrate"
    visit(page_phone, f"{ALLIANCES}/lessons/")
    joint = shared(allied, one.teacher)
    guest = open_page("phone", "zh-CN")
    enter_as(guest, one.teacher)
    visit(guest, f"{ALLIANCES}/activities/{joint.activity.public_id}/")
    visit(guest, f"{ALLIANCES}/lessons/joint/{joint.public_id}/")
    expect(guest.get_by_text("板书好")).to_be_visible()
    assert_in_order_at_every_size(guest)
