"""The timetable from the school's own workbook to the page of a class, at a desk and on a phone."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from registry.models import TimetableSlot
from registry.tests.timetable.factories import MONDAY, create_scene
from registry.tests.timetable.workbooks import grid, workbook
from tests.browser import steps

pytestmark = pytest.mark.django_db(transaction=True)
LABELS = ["第1节 8:00-8:40", "第2节 8:50-9:30"]
FIRST = grid(
    ["语文\n王芳", "音乐（单）\n李强", None, "语文 王芳", None],
    [None, "语文 王芳", "音乐 李强 音乐室"],
    title="三（1）班",
    labels=LABELS,
)
SECOND = grid([None, "语文 王芳", "音乐 李强", None, None], ["语文 王芳"], title="三（2）班", labels=LABELS)
WRONG = grid(["语文 王芳", "奥数"], title="三（2）班", labels=["第1节"])


@pytest.fixture
def scene(db):
    scene = create_scene()
    scene.url = reverse("registry:class_timetable", args=[scene.first.public_id]) + "?on=2026-09-07"
    return scene


def upload(page, folder, *sheets):
    path = folder / "timetable.xlsx"
    path.write_bytes(workbook(*sheets))
    steps.visit(page, reverse("registry:timetable_import"))
    page.set_input_files("input[name=file]", path)
    page.fill("input[name=from_on]", "2026-09-01")
    steps.send(page)


def days_of(page, size):
    return page.locator(".timetable-wide" if size == "desktop" else ".timetable-narrow")


@pytest.mark.parametrize(("size", "language"), [("desktop", "en"), ("phone", "zh-CN")])
def test_a_workbook_becomes_the_timetable_of_the_class(scene, open_page, tmp_path, size, language):
    page = open_page(size, language)
    steps.enter_as(page, scene.clerk)
    upload(page, tmp_path, ("三1", FIRST), ("三2", WRONG))
    expect(page.locator("main")).to_contain_text("三2 C3")
    expect(page.locator("main")).to_contain_text("王芳")
    assert not page.locator("input[name=fingerprint]").count()

    upload(page, tmp_path, ("三1", FIRST), ("三2", SECOND))
    steps.send(page)
    assert TimetableSlot.objects.count() == 8
    steps.visit(page, scene.url)
    expect(days_of(page, size)).to_contain_text("音乐室")
    expect(days_of(page, size)).to_contain_text("08:50–09:30")


@pytest.mark.parametrize(("size", "language"), [("desktop", "zh-CN"), ("phone", "en")])
def test_the_office_lets_somebody_stand_in_and_the_staff_see_it(scene, open_page, tmp_path, size, language):
    page = open_page(size, language)
    steps.enter_as(page, scene.clerk)
    upload(page, tmp_path, ("三1", FIRST), ("三2", SECOND))
    steps.send(page)
    steps.visit(page, reverse("registry:timetable_day") + f"?on={MONDAY}")
    steps.follow(page, page.locator("main tbody a.btn").first)
    page.select_option("select[name=teacher]", label="李强")
    page.fill("input[name=reason]", "外出学习")
    steps.send(page)
    expect(page.locator(".timetable-changed")).to_contain_text("李强")
    expect(page.locator(".timetable-changed")).to_contain_text("外出学习")
    for url in (scene.url, reverse("registry:teacher_timetable", args=[scene.li.public_id]) + f"?on={MONDAY}"):
        steps.visit(page, url)
        expect(page.locator("main")).to_contain_text("外出学习")
    slot = TimetableSlot.objects.get(school_class=scene.second, weekday=1)
    steps.visit(page, reverse("registry:lesson_edit", args=[slot.public_id]))
    steps.visit(page, reverse("registry:timetable_hours"))
