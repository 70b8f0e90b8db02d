"""What teachers record on a phone: a plan goes to the head and the office, classwork is marked with one tap."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from teaching_checks.models import HandIn, Marking
from teaching_checks.services.hand_ins import call
from teaching_checks.tests.records import create_experiment, create_pupil_record
from teaching_checks.tests.scenes import create_scene
from tests.browser import steps

OFFICE = "/checks/hand-in-calls/"
PHOTO = b"\xff\xd8\xff\xe0 a page of the plan"


@pytest.fixture
def scene(transactional_db):
    return create_scene()


def enter(page, user, language) -> None:
    user.language = {"zh-CN": "zh-hans", "en": "en"}[language]
    user.save()
    steps.enter_as(page, user)


def ask(scene):
    due = timezone.localdate() + timedelta(days=3)
    fields = {"kind": "teaching_plan", "title": "数学教学计划", "audience": "teachers", "due_on": due}
    return call(school=scene.small.school, term=scene.small.term, by=scene.small.clerk, **fields)


def test_a_plan_goes_from_a_phone_to_the_head_and_to_the_office(open_page, scene):
    asked = ask(scene)
    teacher = open_page("phone", "en")
    enter(teacher, scene.small.a1, "en")
    steps.visit(teacher, "/checks/hand-ins/")
    steps.follow(teacher, teacher.get_by_role("link", name="Hand in 数学教学计划"))
    teacher.set_input_files("input[type=file]", {"name": "plan.jpg", "mimeType": "image/jpeg", "buffer": PHOTO})
    steps.send(teacher)
    expect(teacher.locator("main")).to_contain_text("Handed in at")

    head = open_page("phone", "en")
    enter(head, scene.small.h1, "en")
    steps.visit(head, "/checks/hand-ins/group/")
    steps.follow(head, head.get_by_role("button", name="Approve a1"))
    expect(head.locator("main")).to_contain_text("Nothing waits for you")

    office = open_page("desktop", "en")
    enter(office, scene.small.clerk, "en")
    steps.visit(office, OFFICE)
    steps.follow(office, office.get_by_role("link", name="数学教学计划"))
    steps.follow(office, office.get_by_role("button", name="Checked a1"))
    assert HandIn.objects.get(call=asked, person=scene.small.a1).state == "accepted"


def test_a_head_returns_a_plan_and_the_teacher_reads_why(open_page, scene):
    row = ask(scene).hand_ins.get(person=scene.small.a1)
    HandIn.objects.filter(pk=row.pk).update(
        state="handed_in", text="Plan", version=1, handed_in_at=timezone.now(), renewed_at=timezone.now()
    )
    head = open_page("phone", "en")
    enter(head, scene.small.h1, "en")
    steps.visit(head, f"/checks/hand-ins/{row.public_id}/return/")
    head.fill("input[name=why]", "The weeks are missing")
    steps.send(head)
    teacher = open_page("phone", "en")
    enter(teacher, scene.small.a1, "en")
    steps.visit(teacher, "/checks/hand-ins/")
    expect(teacher.locator("main")).to_contain_text("The weeks are missing")


def test_classwork_is_marked_with_one_tap_on_a_phone(open_page, scene):
    page = open_page("phone", "en")
    enter(page, scene.small.a1, "en")
    steps.visit(page, f"/checks/markings/?on={date(2026, 9, 7)}")
    steps.follow(page, page.get_by_role("button", name="All marked and returned").first)
    expect(page.locator("main")).to_contain_text("2 / 2")
    made = Marking.objects.get()
    assert (made.on, made.times, made.marked) == (date(2026, 9, 7), 2, 2)


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_the_pages_of_own_records_are_in_order_at_every_size(open_page, scene, language):
    asked = ask(scene)
    create_experiment(term=scene.small.term, due_on=date(2026, 9, 20), name="水的沸腾", **scene.whose)
    create_pupil_record(teacher=scene.teacher, student=scene.pupils[0], on=date(2026, 9, 10))
    pages = {
        scene.small.a1: ["hand-ins/", "markings/add/", "experiments/", "experiments/plan/", "tutoring/", "insights/"],
        scene.small.clerk: [
            f"hand-in-calls/{asked.public_id}/", "hand-in-calls/new/", "markings/all/", "markings/subjects/",
            f"markings/of/{scene.teacher.public_id}/", "experiments/all/", "tutoring/all/", "plans-ahead/",
        ],
    }  # fmt: skip
    for user, places in pages.items():
        page = open_page("phone", language)
        enter(page, user, language)
        for place in places:
            steps.visit(page, f"/checks/{place}")
            steps.assert_in_order_at_every_size(page)
