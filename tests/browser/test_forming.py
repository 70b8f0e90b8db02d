"""Story 2: a village's society, its president, and a growth community formed with everybody's consent."""

import pytest
from playwright.sync_api import expect

from accounts.models import Post
from accounts.roles import Role
from accounts.tests.factories import user_with
from communities.models import Community, Membership, Society, SocietyPost
from communities.tests.forming.factories import create_adviser, create_family, create_scene
from schools.tests.factories import create_village
from tests.browser import steps

CANARY = "金丝雀"
NAMES = ("王小树", "李小河", "赵小山", "孙小田")


@pytest.fixture
def scene():
    """A school whose village has four families who agreed, one who did not, and no society yet."""
    scene = create_scene(families=0)
    Community.objects.all().delete()
    Post.objects.filter(role=Role.SOCIETY_PRESIDENT).delete()
    pairs = [create_family(scene.society, name=name) for name in NAMES]
    scene.students, scene.guardians = ([pair[i] for pair in pairs] for i in (0, 1))
    create_family(scene.society, name=CANARY, has_agreed=False)
    Society.objects.all().delete()
    scene.office = user_with(Role.SCHOOL_ADMIN, school=scene.school)
    return scene


@pytest.mark.parametrize(("phone", "desk"), [("zh-CN", "en"), ("en", "zh-CN")])
def test_a_society_a_president_and_a_community_from_proposal_to_approval(open_page, scene, phone, desk):
    leader = scene.guardians[0]
    _found_with_president(open_page("desktop", desk), scene, leader)
    president = open_page("phone", phone)
    steps.enter_as(president, leader.user)
    community = _propose_everybody(president, scene)

    for guardian in scene.guardians:
        page = open_page("phone", phone)
        steps.enter_as(page, guardian.user)
        steps.visit(page, "/communities/invitations/")
        assert CANARY not in page.content()
        for _ in range(2):
            steps.follow(page, page.locator("button[value=agree]").first)
        assert page.locator("button[value=agree]").count() == 0
        page.context.close()
    _accept_as_adviser(open_page("desktop", desk), scene)

    steps.visit(president, f"/communities/{community.public_id}/")
    assert CANARY not in president.content()
    expect(president.locator("[data-level=violation]")).to_have_count(2)
    for kind, left in (("pupils", 1), ("parents", 0)):  # each step draws the findings anew
        card = president.locator(".card", has=president.locator(f"a[href$='/{kind}/']"))
        card.locator(".member-lead summary").first.click()
        card.locator(".member-lead button[value=chosen]").first.click()
        expect(president.locator("[data-level=violation]")).to_have_count(left)
        steps.assert_in_order(president)
    steps.follow(president, president.locator("form[action$='/approve/'] button"))
    community.refresh_from_db()
    assert community.is_active
    assert set(community.memberships.values_list("state", flat=True)) == {"confirmed"}


def _found_with_president(page, scene, leader):
    steps.enter_as(page, scene.office)
    steps.visit(page, "/communities/societies/")
    steps.follow(page, page.locator("main a[href$='/societies/new/']").first)
    page.select_option("select[name=village]", str(scene.village.public_id))
    steps.send(page)
    page.select_option("select[name=guardian]", str(leader.public_id))
    page.fill("input[name=votes]", "17")
    steps.send(page)
    post = SocietyPost.objects.get()
    assert (post.guardian, post.votes) == (leader, 17)
    assert NAMES[0] in page.content()
    assert CANARY not in page.content()


def _propose_everybody(page, scene) -> Community:
    society = Society.objects.get()
    steps.visit(page, f"/communities/societies/{society.public_id}/")
    assert CANARY not in page.content()
    steps.follow(page, page.locator("a[href$='/communities/new/']"))
    page.fill("input[name=name]", "向日葵")
    steps.send(page)
    for way in ("pupils", "parents", "advisers"):
        steps.follow(page, page.locator(f"a[href$='/{way}/']"))
        assert CANARY not in page.content()
        for box in page.locator("input[name=person]").all():
            box.check()
        steps.send(page)
    community = Community.objects.get()
    assert community.memberships.filter(state="proposed").count() == 9
    return community


def _accept_as_adviser(page, scene):
    steps.enter_as(page, scene.adviser.user)
    steps.visit(page, "/communities/invitations/")
    steps.follow(page, page.locator("button[value=agree]"))
    assert Membership.objects.get(teacher=scene.adviser).state == "agreed"


@pytest.fixture
def formed():
    """A draft with a president and three families who agreed: too few for the rules."""
    return create_scene(families=3)


def test_the_principal_approves_with_a_reason_that_is_shown(open_page, formed):
    page = open_page("desktop")
    steps.enter_as(page, formed.principal)
    steps.visit(page, f"/communities/{formed.community.public_id}/")
    steps.follow(page, page.get_by_role("link", name="Approve with a reason"))
    steps.send(page)
    assert page.locator(".invalid-feedback, .form-errors").count()
    page.fill("textarea[name=reason]", "Only three families live on the island.")
    steps.send(page)
    assert "Only three families live on the island." in page.locator("main").inner_text()
    assert page.get_by_text("Outside the rules").count()
    steps.visit(page, "/communities/?outside=on")
    assert page.locator("main table tbody tr").count() == 1


def test_a_ninth_pupil_is_refused_in_words_and_nothing_is_lost(open_page, formed):
    for _ in range(6):
        create_family(formed.society)
    page = open_page("phone")
    steps.enter_as(page, formed.president)
    steps.visit(page, f"/communities/{formed.community.public_id}/pupils/")
    for box in page.locator("input[name=person]").all():
        box.check()
    steps.send(page)
    expect(page.locator("#messages [role=alert]")).to_contain_text("more pupils than are allowed")
    page.locator("input[name=person]").first.check()
    steps.send(page)
    assert formed.community.memberships.count() == 1


def test_a_guardian_leaves_and_the_page_says_what_ends(open_page, formed):
    from communities.tests.factories import create_membership

    student, father = formed.students[0], formed.guardians[0]
    create_membership(community=formed.community, person=student, state="confirmed")
    Community.objects.update(state="approved", approved_at="2026-10-01T00:00Z", approved_by=formed.principal)
    page = open_page("phone", "zh-CN")
    steps.enter_as(page, father.user)
    steps.visit(page, "/communities/invitations/")
    steps.follow(page, page.locator("main a[href$='/leave/']"))
    assert student.name in page.locator("main").inner_text()
    steps.follow(page, page.locator("main form .btn-danger"))
    assert Membership.objects.get().state == "left"


@pytest.mark.parametrize(("size", "language"), [("phone", "en"), ("desktop", "zh-CN")])
def test_the_pages_of_the_school_are_in_order(open_page, formed, size, language):
    create_village(school=formed.school)
    create_adviser(formed.school)
    page = open_page(size, language)
    steps.enter_as(page, formed.principal)
    society = f"/communities/societies/{formed.society.public_id}/"
    pages = ["", "coverage/", "pupils/", "advisers/", "limits/", "societies/", "societies/new/", "societies/chart/"]
    for url in [*(f"/communities/{page}" for page in pages), society, f"{society}chart/", f"{society}president/"]:
        steps.visit(page, url)
