"""Story 3, the result: pupils by class, village and grade, one pupil with everything, families, the log of looks."""

import pytest
from playwright.sync_api import expect

from accounts.roles import Role
from accounts.tests.factories import user_with
from registry.models import SchoolClass
from registry.tests.factories import create_class
from registry.tests.people.factories import ID_NUMBER, create_scene, named_guardian, named_student
from schools.tests.factories import create_village
from tests.browser import steps


@pytest.fixture
def scene():
    """A school of two classes and two villages; 张三 and 张小四 are siblings."""
    scene = create_scene()
    scene.second_class = create_class(school=scene.school, number=2, entry_year=2023)
    scene.second_village = create_village(school=scene.school, name="石桥村")
    scene.sister = named_student("张小四", school_class=scene.second_class, village=scene.second_village)
    scene.guardian.guardianships.create(school=scene.school, student=scene.sister, relation="51")
    named_guardian("赵敏", student=named_student("赵八", school_class=scene.second_class))
    return scene


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_pupils_are_found_by_class_village_and_grade(open_page, size, scene):
    page = open_page(size)
    steps.sign_in(page, scene.admin)
    steps.visit(page, "/register/students/")
    assert _names(page) == {"张三", "张小四", "赵八"}

    second_grade = SchoolClass.objects.with_grade().get(pk=scene.second_class.pk).grade_number
    for field, value, names in (
        ("grade", scene.school.grades.get(number=second_grade).pk, {"张小四", "赵八"}),
        ("class", scene.second_class.public_id, {"张小四", "赵八"}),
        ("village", scene.second_village.public_id, {"张小四"}),
        ("village", scene.village.public_id, {"张三"}),
    ):
        steps.visit(page, "/register/students/")
        page.select_option(f"select[name={field}]", str(value))
        expect(page.locator("#students tbody tr")).to_have_count(len(names))
        assert _names(page) == names
        assert page.locator("#chips a").count() == 2  # the filter, and all away
    steps.assert_in_order(page)


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_initials_find_a_pupil(open_page, size, scene):
    page = open_page(size)
    steps.enter_as(page, scene.admin)
    steps.visit(page, "/")
    if size == "desktop":
        page.fill("#shell-search", "zs")
        page.press("#shell-search", "Enter")
    else:
        page.locator(".shell-search-link").click()
        page.fill("#search-text", "zs")
    found = page.locator("[data-noun=student]").get_by_role("link", name="张三")
    expect(found).to_be_visible()
    assert page.get_by_role("link", name="赵八").count() == 0
    steps.assert_in_order(page)
    steps.follow(page, found)
    expect(page.locator("h1")).to_have_text("张三")


def test_a_pupil_is_seen_with_family_classes_and_history(open_page, scene):
    page = open_page("desktop")
    steps.enter_as(page, scene.admin)
    steps.visit(page, f"/register/students/{scene.student.public_id}/move/")
    page.select_option("select[name=school_class]", str(scene.second_class.pk))
    steps.send(page)
    steps.assert_in_order_at_every_size(page)
    assert page.locator("section[aria-labelledby=classes-title] tbody tr").count() == 2
    family = page.locator("section[aria-labelledby=family-title]")
    expect(family.get_by_role("link", name="张大山", exact=True)).to_be_visible()
    expect(family.get_by_role("link", name="张小四")).to_be_visible()

    steps.follow(page, page.get_by_role("link", name="History"))
    steps.assert_in_order_at_every_size(page)
    expect(page.locator("#content")).to_contain_text(scene.admin.name)


def test_guardians_are_seen_with_their_children(open_page, scene):
    page = open_page("phone")
    steps.enter_as(page, scene.admin)
    steps.visit(page, "/register/guardians/")
    row = page.locator("#guardians tbody tr").filter(has_text="张大山")
    expect(row.get_by_role("link", name="张小四")).to_be_visible()
    steps.follow(page, row.get_by_role("link", name="张大山"))
    steps.assert_in_order_at_every_size(page)
    children = page.locator("section[aria-labelledby=children-title] a:not(.btn)")
    assert set(children.all_inner_texts()) == {"张三", "张小四"}


def test_a_look_at_an_id_number_is_seen_by_the_auditor(open_page, scene):
    page = open_page("phone")
    steps.enter_as(page, scene.admin)
    steps.visit(page, f"/register/students/{scene.student.public_id}/")
    assert ID_NUMBER not in page.content()
    page.get_by_role("button", name="Show in full").click()
    expect(page.locator("[data-revealed]")).to_have_text(ID_NUMBER)
    steps.assert_in_order(page)

    auditor = open_page("desktop")
    steps.enter_as(auditor, user_with(Role.AUDITOR))
    steps.visit(auditor, "/access-log/?action=reveal")
    rows = auditor.locator("#log-rows tbody tr")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text(scene.admin.username)
    assert ID_NUMBER not in auditor.content()
    steps.assert_in_order_at_every_size(auditor)


def _names(page) -> set[str]:
    return set(page.locator("#students tbody tr td:first-child a").all_inner_texts())
