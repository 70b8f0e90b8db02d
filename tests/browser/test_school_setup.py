"""Story 2: a school is made, its administrator invited, and the guided set-up walked to its end."""

from datetime import date

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from accounts.roles import Role
from accounts.tests.factories import PASSWORD, user_with
from registry.models import Subject, Teacher, TeacherGroup
from schools import national
from schools.models import CalendarDay, School, Term, Village
from tests.browser import steps
from tests.browser.workbooks import workbook

STAFF = [
    ["希望小学教职工名单"],
    ["序号", "姓名", "性别", "手机", "职称", "任教学科", "任教班级", "教研组", "班主任班级"],
    [1, "王老师", "女", "13911110001", "一级教师", "语文", "一（1）班", "语文教研组", "一（1）班"],
    [2, "赵老师", "男", "13911110002", "二级教师", "数学", "一（1）班、二（1）班", "数学教研组", None],
]


def test_a_school_is_made_and_its_administrator_gets_a_code(open_page):
    system = open_page("desktop")
    steps.sign_in(system, user_with(Role.SYSTEM_ADMIN))
    _make_a_school(system)
    school = School.objects.select_related("district").get()
    assert (school.name, school.district.name, school.stages) == ("希望小学", "青山区", ["primary"])

    security = open_page("desktop")
    steps.sign_in(security, user_with(Role.SECURITY_ADMIN))
    username, code = _open_an_account(security, school)

    person = open_page("phone")
    _come_in_for_the_first_time(person, username, code)
    assert person.locator("h1").inner_text() == "希望小学"
    steps.follow(person, person.locator("main a[href='/register/setup/']").first)
    expect(person.locator("#setup-progress")).to_be_visible()
    steps.assert_in_order_at_every_size(person)


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_the_guided_setup_is_walked_to_its_end(open_page, size):
    administrator = user_with(Role.SCHOOL_ADMIN)
    school = administrator.posts.get().school
    page = open_page(size)
    steps.enter_as(page, administrator)
    steps.visit(page, "/register/setup/")
    for step in (_campus, _terms, _calendar, _grades, _classes, _villages, _subjects, _groups):
        step(page)

    steps.visit(page, "/register/setup/")
    open_steps = page.locator("li.setup-step:not([data-state=done])").all()
    left = {step.get_attribute("id").removeprefix("step-") for step in open_steps}
    assert left - {"calendar"} == {"teachers", "pupils"}  # the next holidays may not be known yet
    assert [c.name for c in school.campuses.all()] == ["东校区"]
    assert school.grades.count() == 6
    assert [str(c) for c in school.classes.with_grade().order_by("-entry_year", "number")][:2] == [
        "一年级（1）班",
        "一年级（2）班",
    ]


def test_teachers_come_from_a_workbook_after_a_preview(open_page, tmp_path):
    administrator = user_with(Role.SCHOOL_ADMIN)
    page = open_page("desktop")
    steps.enter_as(page, administrator)
    _grades(page)
    _classes(page)
    steps.visit(page, "/register/teachers/import/")
    page.set_input_files("input[type=file]", workbook(tmp_path, STAFF))
    steps.send(page)

    steps.assert_in_order_at_every_size(page)
    assert page.locator(".stat-value").all_inner_texts() == ["2", "0", "0", "0"]
    assert not Teacher.objects.exists()
    steps.send(page)

    assert page.url.endswith("/register/teachers/")
    assert sorted(Teacher.objects.values_list("name", flat=True)) == ["王老师", "赵老师"]
    steps.follow(page, page.get_by_role("link", name="王老师"))
    steps.assert_in_order_at_every_size(page)
    assert page.locator("section[aria-labelledby=lessons-title] a[href*='/classes/']").count() == 1


def test_a_list_of_teachers_with_a_problem_writes_nothing(open_page, tmp_path):
    page = open_page("phone")
    steps.enter_as(page, user_with(Role.SCHOOL_ADMIN))
    steps.visit(page, "/register/teachers/import/")
    page.set_input_files("input[type=file]", workbook(tmp_path, [STAFF[1], [1, "王老师", "女", "139"]]))
    steps.send(page)

    expect(page.locator("main .alert-danger:not([hidden])")).to_be_visible()
    assert page.locator("main form[method=post]").count() == 0
    assert not Teacher.objects.exists()


def _make_a_school(page):
    steps.visit(page, "/school/schools/")
    steps.follow(page, page.get_by_role("link", name="New school").first)
    steps.assert_in_order_at_every_size(page)
    page.fill("input[name=name]", "希望小学")
    page.fill("input[name=code]", "3137010001")
    page.check("input[name=stages][value=primary]")
    page.fill("input[name=new_district_name]", "青山区")
    page.fill("input[name=new_district_code]", "370102")
    steps.send(page)


def _open_an_account(page, school) -> tuple[str, str]:
    steps.visit(page, f"/register/setup/schools/{school.public_id}/administrators/")
    steps.follow(page, page.get_by_role("link", name="Open an administrator's account"))
    page.fill("input[name=name]", "周校长")
    page.select_option("select[name=role]", Role.SCHOOL_ADMIN)
    steps.assert_in_order_at_every_size(page)
    steps.send(page, "Open the account")
    username, code = page.locator(".code-slip dd.font-monospace").all_inner_texts()
    return username, code


def _come_in_for_the_first_time(page, username, code):
    steps.visit(page, "/account/sign-in/")
    page.fill("input[name=login]", username)
    page.fill("input[name=password]", code)
    steps.send(page)
    page.fill("input[name=oldpassword]", code)
    page.fill("input[name=password1]", PASSWORD)
    page.fill("input[name=password2]", PASSWORD)
    steps.send(page)


def _campus(page):
    steps.visit(page, "/school/campuses/new/")
    page.fill("input[name=name]", "东校区")
    steps.send(page)


def _terms(page):
    """Enter two terms as the portal proposes them."""
    today = timezone.localdate()
    for _number in (1, 2):
        steps.visit(page, "/school/terms/new/")
        steps.send(page)
    assert Term.objects.filter(ends_on__gte=today).exists()
    assert Term.objects.count() == 2


def _calendar(page):
    """Take over the newest national days there are; the year after them warns."""
    known = max(national.years_with_data())
    steps.visit(page, f"/school/calendar/?month={known}-10")
    with page.expect_navigation():
        page.locator(f"#years form[action$='/take-over/'] button[value='{known}']").click()
    steps.visit(page, f"/school/calendar/?month={known}-10")
    assert CalendarDay.objects.get(on=date(known, 10, 1)).kind == CalendarDay.Kind.HOLIDAY
    assert page.locator("td.day-holiday").count() >= 3

    steps.visit(page, f"/school/calendar/?month={known + 1}-10")
    expect(page.locator(".unknown-year").first).to_contain_text(str(known + 1))
    steps.visit(page, "/school/calendar/?view=term")


def _grades(page):
    steps.visit(page, "/register/setup/grades/")
    steps.follow(page, page.locator("button[name=preset][value=primary6]"))


def _classes(page):
    steps.visit(page, "/register/setup/classes/")
    for grade in range(1, 7):
        page.fill(f"input[name=grade_{grade}]", "2")
    steps.send(page, "Create the missing classes")


def _villages(page):
    steps.visit(page, "/school/villages/new/")
    page.fill("input[name=name]", "王家庄村")
    page.fill("textarea[name=aliases]", "王庄，老王庄")
    steps.send(page)
    assert sorted(a.name for a in Village.objects.get().aliases.all()) == ["王庄", "老王庄"]


def _subjects(page):
    steps.visit(page, "/register/setup/subjects/")
    steps.follow(page, page.locator("form[action$='/usual/'] button"))
    page.fill("input[name=names]", "书法 足球")
    steps.send(page, "Add")
    assert Subject.objects.filter(name__in=["语文", "书法", "足球"]).count() == 3


def _groups(page):
    steps.visit(page, "/register/setup/groups/new/")
    page.select_option("select[name=kind]", TeacherGroup.Kind.RESEARCH)
    page.fill("input[name=name]", "语文教研组")
    page.select_option("select[name=subject]", label="语文")
    steps.send(page)
