"""Story 6: every role's first page, on a phone and at a desk, in both languages; the buttons lead where they say."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from accounts.roles import Role
from accounts.tests.factories import create_post, user_with
from communities.models import Membership
from communities.tests.factories import create_membership
from communities.tests.scenes import DutyScene
from families.tests.factories import give_consent
from registry.tests.factories import create_guardian, create_student
from schools.models import Stage
from tests.browser import steps


@pytest.fixture
def scene():
    """A group with duties today and tomorrow, a free seat, a pupil proposed, a family that has not answered."""
    scene = DutyScene()
    scene.school = scene.community.school
    for guardian in (scene.leader, scene.first):
        give_consent(student=guardian.students.get(), guardian=guardian)
    scene.duty(scene.first, on=0, hours=("23:00", "23:59"))
    scene.duty(scene.first, on=1)
    scene.slot(on=2)
    proposed = create_student(school=scene.school, village=scene.community.society.village)
    create_membership(community=scene.community, person=proposed, state="proposed")
    create_guardian(student=proposed)
    return scene


def somebody(scene, who: str):
    school, grade = scene.school, scene.school.grades.get(number=3)
    if who == "parent":
        return scene.first.user
    if who == "leader":
        return scene.leader.user
    if who == "president":
        return scene.president
    if who == "adviser":
        teacher = scene.community.memberships.get(kind=Membership.Kind.ADVISER).teacher
        return create_post(role=Role.TEACHER, school=school, user=teacher.user).user
    if who == "class_teacher":
        school_class = school.classes.get(stage=Stage.PRIMARY)
        return user_with(Role.CLASS_TEACHER, school=school, scope_id=school_class.pk)
    if who in ("grade_committee", "grade_director"):
        return user_with(Role(who), school=school, scope_id=grade.pk)
    return user_with(Role(who), school=school)


# What stands on the page and only there: what needs me, how we stand, what changed.
SHOWN = {
    "parent": ["Today's duty", "Our group", "Accept or decline duties", "My next duties", "What changed"],
    "leader": ["Today's duty", "Duties of the next seven days that lack a parent", "Invitations without an answer"],
    "president": ["Mutual-aid society of", "Duties of the next seven days that lack a parent", "What changed"],
    "adviser": ["Communities I advise", "What changed"],
    "class_teacher": ["My class", "in growth communities", "What changed"],
    "grade_committee": ["Communities with pupils of my grade", "What changed"],
    "academic_clerk": ["Duties of the next 14 days that lack a parent", "Growth communities", "What changed"],
    "grade_director": ["Communities with pupils of my grade", "What changed"],
    "academic_director": ["Growth communities", "Duties of the next 14 days that lack a parent"],
    "principal": [
        "Growth communities",
        "Pupils in communities, by village",
        "Duties of the next 14 days",
        "What changed",
    ],
    "school_admin": ["Growth communities", "Pupils in communities, by grade"],
}


@pytest.mark.parametrize("who", SHOWN)
def test_everybody_begins_with_what_needs_them_and_how_they_stand(open_page, scene, who):
    user = somebody(scene, who)
    page = open_page("phone")
    steps.enter_as(page, user)
    steps.visit(page, "/")
    words = page.locator("main").inner_text()
    assert [shown for shown in SHOWN[who] if shown not in words] == []
    steps.assert_in_order_at_every_size(page)


@pytest.mark.parametrize("who", ["parent", "president", "principal"])
def test_the_first_pages_speak_chinese(open_page, scene, who):
    page = open_page("phone", "zh-CN")
    steps.enter_as(page, somebody(scene, who))
    steps.visit(page, "/")
    expect(page.locator("main")).to_contain_text("今日待办")


def test_the_three_buttons_of_a_parent_lead_where_they_say(open_page, scene):
    page = open_page("phone")
    steps.sign_in(page, scene.first.user)
    buttons = page.locator(".family-button")
    assert buttons.count() == 3
    for number, place in enumerate(
        ("/communities/attendance/", f"/communities/{scene.community.public_id}/", "/leave/new/")
    ):
        steps.visit(page, "/")
        steps.follow(page, page.locator(".family-button").nth(number))
        assert place in page.url


def test_every_figure_of_the_communities_opens_as_many_rows(open_page, scene):
    page = open_page("desktop")
    steps.enter_as(page, somebody(scene, "principal"))
    steps.visit(page, "/")
    found = page.evaluate(
        """() => [...document.querySelectorAll(".stat-value a, .todo a:has(.todo-count)")]
            .filter((link) => link.href.includes("/communities/"))
            .map((link) => [link.href, Number((link.querySelector(".todo-count") ?? link).textContent.replace(/[^0-9]/g, ""))])
            .filter(([, number]) => number > 0)"""
    )
    assert len(found) >= 4
    for url, number in found:
        page.goto(url)
        rows = page.locator("main table tbody tr, main .card-table tbody tr").count()
        assert rows == number, f"{url} lists {rows}, the first page says {number}"


def test_a_duty_of_today_is_named_on_the_button(open_page, scene):
    page = open_page("phone")
    steps.enter_as(page, scene.first.user)
    steps.visit(page, "/")
    today = scene.first.duties.get(slot__on=timezone.localdate())
    expect(page.locator(".family-button-main")).to_contain_text(today.slot.hours)
