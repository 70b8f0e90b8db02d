"""Story 4: the principal's figures open the lists behind them; class teachers and teachers see what their post allows."""

import pytest
from playwright.sync_api import expect

from accounts.roles import Role
from accounts.tests.factories import user_with
from registry.tests.factories import create_class, create_guardian, create_student, create_teacher
from registry.tests.people.factories import ID_NUMBER, class_teacher_of, create_scene, named_student
from tests.browser import steps

CANARY_PHONES = ["13711112222", "13988887777"]


@pytest.fixture
def scene():
    """A school of ten pupils with every kind of gap, two classes, two teachers."""
    scene = create_scene()
    school = scene.school
    scene.second_class = create_class(school=school, number=2, entry_year=2023)
    for name in ("钱一", "孙二", "孙二"):
        create_guardian(student=named_student(name, school_class=scene.second_class, village=scene.village))
    for name in ("吴三", "郑四", "王五", "冯六", "陈七"):
        create_student(name=name, school_class=scene.second_class, born_on=None)
    create_student(name="褚八", school=school)
    create_teacher(school=school, user=user_with(Role.TEACHER, school=school))
    return scene


@pytest.mark.parametrize(("size", "language"), [("phone", "zh-CN"), ("desktop", "en")])
def test_every_figure_of_the_principal_opens_as_many_rows(open_page, size, language, scene):
    page = open_page(size, language)
    steps.sign_in(page, scene.principal)
    steps.assert_in_order(page)
    figures = _figures(page)
    assert len(figures) >= 15

    for url, number in figures:
        page.goto(url)
        rows = page.locator("main table.card-table tbody tr").count()
        assert rows == number, f"{url} lists {rows} rows, the first page says {number}"
    steps.assert_in_order(page)


def test_the_share_of_pupils_with_something_fits_the_list_of_those_without(open_page, scene):
    page = open_page("desktop")
    steps.enter_as(page, scene.principal)
    steps.visit(page, "/")
    shares = [
        (item.locator("a").get_attribute("href"), int(item.locator(".number").inner_text().split()[0]))
        for item in page.locator(".completeness li").all()
    ]
    for url, percent in shares:
        page.goto(url)
        assert page.locator("main table.card-table tbody tr").count() * 10 == 100 - percent, url


def test_every_chart_stands_beside_its_table_and_the_latest_changes_below(open_page, scene):
    page = open_page("desktop")
    steps.enter_as(page, scene.principal)
    steps.visit(page, "/")
    charts = page.locator("[data-chart]").all()
    assert [chart.get_attribute("data-chart") for chart in charts] == [
        "chart-grades",
        "chart-classes",
        "chart-villages",
    ]
    for chart in charts:
        expect(chart.locator("svg, canvas").first).to_be_visible()
        assert chart.locator("xpath=..").locator("table tbody tr").count() >= 2
    assert page.locator("#latest-acts, #latest-imports").count() == 2


def test_a_class_teacher_has_the_own_class_with_contacts_on_the_phone(open_page, scene):
    page = open_page("phone")
    steps.sign_in(page, class_teacher_of(scene.second_class))
    steps.assert_in_order(page)
    steps.follow(page, page.locator("main a[href*='/register/classes/']").first)
    steps.assert_in_order_at_every_size(page)
    assert page.locator("section[aria-labelledby=pupils-title] a[href*='/students/']").count() == 8
    assert page.locator("main a[href^='tel:']").count() == 3

    steps.visit(page, "/register/students/")
    assert "张三" not in page.content()
    steps.visit(page, f"/register/classes/{scene.school_class.public_id}/", status=404)
    steps.visit(page, f"/register/students/{scene.student.public_id}/", status=404)


def test_a_teacher_sees_names_and_nothing_of_the_family(open_page, scene):
    page = open_page("phone")
    steps.sign_in(page, scene.teacher)
    steps.assert_in_order(page)
    pupil, school_class = scene.student.public_id, scene.school_class.public_id
    own = ["/register/students/", f"/register/students/{pupil}/", f"/register/classes/{school_class}/"]
    for url in [*own, "/register/search/?q=zs"]:
        steps.visit(page, url)
        assert "张三" in page.content()
        assert _secrets_in(page) == []
    for url in ("/register/guardians/", f"/register/students/{pupil}/history/"):
        steps.visit(page, url, status=403)
        assert _secrets_in(page) == []


def _secrets_in(page) -> list[str]:
    secrets = [*CANARY_PHONES, "张大山", "柳树村", "canary-remark", ID_NUMBER, ID_NUMBER[-4:]]
    return [secret for secret in secrets if secret in page.content()]


def _figures(page) -> list[tuple[str, int]]:
    """Read every number of the first page that is a way to a list: (address, number)."""
    return page.evaluate(
        """() => {
            const number = (element) => Number(element.textContent.replace(/[^0-9]/g, ""));
            const read = (links, pick) => [...document.querySelectorAll(links)]
                .filter(pick).map((link) => [link.href, number(pick(link))]);
            return [
                ...read(".stat-value a", (link) => link),
                ...read(".todo a", (link) => link.querySelector(".todo-count")),
                ...read(".chart-table a", (link) => link.closest("tr").querySelector("td")),
            ];
        }"""
    )
