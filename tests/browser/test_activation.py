"""From the office's slip to the own child's page: on a phone, in both languages, and past a shared phone."""

from types import SimpleNamespace

import pytest
from playwright.sync_api import expect

from accounts.roles import Role
from accounts.tests.factories import user_with
from families import qr
from families.models import Consent, PrivacyContact
from families.tests.factories import activate, print_slip
from registry.tests.factories import create_class, create_guardian
from registry.tests.people.factories import class_teacher_of, named_guardian, named_student
from tests.browser import steps

NEW = "Harvest-Moon-9"
CANARIES = ["别家孩子", "别家妈妈", "13766660000", "13988887777"]


@pytest.fixture
def scene():
    """A class with the own child, a second guardian, and another family that no parent may see."""
    school_class = create_class(number=1)
    class_teacher_of(school_class)
    student = named_student("张三", school_class=school_class)
    father = named_guardian("张大山", student=student, phone="13912345678")
    create_guardian(student=student, name="张妈妈", phone="13988887777", relation="52")
    create_guardian(student=named_student("别家孩子", school_class=school_class), name="别家妈妈", phone="13766660000")
    PrivacyContact.objects.create(school=school_class.school, name="王老师", phone="0539-2234567")
    office = user_with(Role.SCHOOL_ADMIN, school=school_class.school)
    return SimpleNamespace(school_class=school_class, student=student, father=father, office=office)


@pytest.fixture
def pictured(monkeypatch):
    """What the pictures of the slips say."""
    texts, draw = [], qr.svg_data_uri
    monkeypatch.setattr(qr, "svg_data_uri", lambda text: texts.append(text) or draw(text))
    return texts


def assert_nothing_of_others(page):
    assert [word for word in CANARIES if word in page.content()] == []


def choose_password(page, password=NEW):
    page.fill("input[name=password1]", password)
    page.fill("input[name=password2]", password)
    steps.send(page)


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_from_the_printed_slip_to_the_own_child(open_page, scene, language, pictured):
    office = open_page("desktop", language)
    steps.enter_as(office, scene.office)
    steps.visit(office, "/families/slips/")
    steps.follow(office, office.locator("a[href='/families/slips/print/']"))
    office.select_option("select[name=place]", f"class-{scene.school_class.public_id}")
    steps.follow(office, office.locator("main form[method=get] button"))
    expect(office.locator("#slip-count")).to_contain_text("3")
    steps.follow(office, office.locator("main form[method=post] button"))
    slips = office.locator(".slip")
    assert slips.count() == len(pictured) == 3
    own = slips.filter(has_text="张大山")
    username, code = own.locator(".slip-username").inner_text(), own.locator(".slip-code").inner_text()
    (address,) = [text for text in pictured if username in text]

    page = open_page("phone", language)
    asked = []
    page.on("request", lambda request: asked.append(request.url + (request.post_data or "")))
    page.goto(address)
    steps.assert_in_order(page)
    assert "#" not in page.url
    assert page.input_value("input[name=username]") == username
    assert code not in asked[0]
    steps.send(page)
    choose_password(page)

    assert page.url.endswith("/families/notice/")
    expect(page.locator("main")).to_contain_text("王老师")
    steps.follow(page, page.locator("a[href='/families/consents/']"))
    assert page.locator("input[type=radio]:checked").count() == 0
    page.locator("label", has=page.locator(f"input[name='{scene.student.public_id}-community'][value=yes]")).click()
    page.locator("label", has=page.locator(f"input[name='{scene.student.public_id}-contact'][value=no]")).click()
    steps.send(page)

    assert page.url.endswith(f"/families/children/{scene.student.public_id}/")
    steps.assert_in_order_at_every_size(page)
    for words in ("张三", "13912345678", "139****7777"):
        assert words in page.content()
    assert_nothing_of_others(page)
    decided = Consent.objects.filter(student=scene.student).values_list("purpose", "state")
    assert dict(decided) == {"community": "given", "contact": "refused"}


def test_a_teacher_who_is_a_parent_keeps_the_one_account(open_page, scene):
    teacher, issued = user_with(Role.TEACHER, school=scene.school_class.school), print_slip(scene.father)
    page = open_page("phone", "zh-CN")
    page.goto(f"/start/#{issued.username}/{issued.code}")
    steps.send(page)
    steps.follow(page, page.locator("main a.btn[href*='/account/sign-in/']"))
    page.fill("input[name=login]", teacher.username)
    page.fill("input[name=password]", steps.PASSWORD)
    steps.send(page)
    assert page.url.endswith("/start/account/")
    expect(page.locator("main")).to_contain_text(teacher.name)
    steps.send(page)
    assert page.url.endswith("/families/notice/")
    scene.father.refresh_from_db()
    assert scene.father.user == teacher


def test_a_lost_password_is_set_anew_by_hand_typing_the_slip(open_page, scene):
    user = activate(scene.father)
    issued = print_slip(scene.father)
    page = open_page("phone")
    steps.visit(page, "/account/sign-in/")
    steps.follow(page, page.locator("a[href='/start/']"))
    page.fill("input[name=username]", issued.username.upper())
    page.fill("input[name=code]", "Kfh4-Wpt9-Ymc2")
    steps.send(page)
    expect(page.get_by_role("alert")).to_contain_text("not right")
    page.fill("input[name=code]", issued.code.replace("-", " ").lower())
    steps.send(page)
    choose_password(page)
    assert page.url.endswith("/families/notice/")
    user.refresh_from_db()
    assert user.check_password(NEW)


def test_the_second_person_at_a_shared_phone_gets_an_account_of_the_own(open_page, scene):
    grandmother = create_guardian(student=scene.student, name="张奶奶", phone="13912345678", relation="62")
    issued = print_slip(grandmother)
    page = open_page("phone", "zh-CN")
    steps.enter_as(page, activate(scene.father))
    page.goto(f"/start/#{issued.username}/{issued.code}")
    steps.send(page)
    expect(page.locator("main")).to_contain_text("张奶奶")
    steps.follow(page, page.locator("form[action='/start/account/other/'] button"))
    choose_password(page)
    grandmother.refresh_from_db()
    assert grandmother.user.username == issued.username
    assert grandmother.user != scene.father.user


def test_withdrawing_asks_first(open_page, scene):
    user = activate(scene.father)
    guardian = user.guardians.get()
    for purpose in Consent.Purpose:
        Consent.objects.create(
            school=guardian.school, student=scene.student, guardian=guardian, purpose=purpose, state="given",
            notice_version="2026-11", decided_at=guardian.created_at,
        )  # fmt: skip
    page = open_page("phone")
    steps.enter_as(page, user)
    steps.visit(page, "/")
    steps.visit(page, "/families/children/")
    steps.follow(page, page.locator(f"a[href='/families/children/{scene.student.public_id}/']"))
    steps.follow(page, page.locator("section a.btn", has_text="Change"))
    page.locator("label", has=page.locator(f"input[name='{scene.student.public_id}-community'][value=no]")).click()
    steps.send(page)
    expect(page.locator("h1")).to_have_text("Really not?")
    steps.send(page, "Save it so")
    expect(page.locator("section[aria-labelledby=consents-title]")).to_contain_text("Withdrawn")
    assert_nothing_of_others(page)
