"""Story 1 of the alliances: founding, joining, posts that go with posts, the plan, a goal, phases, and what is refused."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from accounts.roles import Role
from accounts.tests.factories import create_post, create_user
from alliances.models import Alliance, Membership, PlanConfirmation
from alliances.services import founding, joining, papers
from alliances.services.founding import Asked
from growth.tests.factories import PDF
from registry.tests.factories import create_teacher
from schools.models import Stage
from schools.tests.factories import create_district, create_school
from tests.browser import steps

pytestmark = pytest.mark.django_db(transaction=True)
NAMES = ("Hill School", "River School", "Lake School", "Empty School")  # nobody is on the staff of the last one
CORE_RULE = "exactly one core school"


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def district():
    return create_district()


@pytest.fixture
def principals(district):
    """Give the principals of four schools of a district; Hill School has a teacher, too."""
    schools = [create_school(district=district, stages=[Stage.PRIMARY], name=name) for name in NAMES]
    people = [named_post(school, f"Head of {school.name}") for school in schools]
    for person, school in zip(people[:3], schools, strict=False):
        create_teacher(school=school, user=person, name=person.name)
    create_teacher(school=schools[0], user=create_user(name="Mei Lin"), name="Mei Lin")
    return people


def named_post(school, name: str):
    user = create_user(name=name, language="en")
    return create_post(role=Role.PRINCIPAL, school=school, user=user).user


def school_of(principal):
    return principal.posts.get().school


def as_person(page, user, url: str) -> None:
    page.context.clear_cookies()
    steps.enter_as(page, user)
    steps.visit(page, url)


def url(name: str, of) -> str:
    return reverse(f"alliances:{name}", args=[of.public_id])


def choose(page, principal, part: str) -> None:
    page.select_option(f"select[name=part-{school_of(principal).pk}]", part)


def refused(page, words: str) -> None:
    expect(page.locator("main .form-errors").first).to_contain_text(words)


def accept(page, principal) -> None:
    as_person(page, principal, reverse("alliances:alliance_list"))
    steps.follow(page, page.get_by_role("link", name="Your school is asked to join"))
    steps.assert_in_order_at_every_size(page)
    steps.send(page, "Accept")


def test_an_alliance_is_founded_and_its_schools_join_and_carry_it(principals, page_desktop, page_phone):
    hill, river, _lake, empty = principals
    as_person(page_desktop, hill, reverse("alliances:alliance_list"))
    steps.follow(page_desktop, page_desktop.get_by_role("link", name="Found an alliance"))
    page_desktop.fill("input[name=name]", "Hill alliance")
    for principal, part in ((hill, "core"), (river, "core"), (empty, "member")):
        choose(page_desktop, principal, part)
    steps.send(page_desktop)
    refused(page_desktop, CORE_RULE)
    choose(page_desktop, hill, "member")
    choose(page_desktop, river, "member")
    steps.send(page_desktop)
    refused(page_desktop, CORE_RULE)
    choose(page_desktop, hill, "core")
    steps.assert_in_order_at_every_size(page_desktop)
    steps.send(page_desktop)
    alliance = Alliance.objects.get()
    steps.assert_in_order_at_every_size(page_desktop)
    expect(page_desktop.locator("main tr", has_text="River School")).to_contain_text("asked")

    accept(page_phone, river)
    expect(page_phone.locator("main")).to_contain_text("Your school is a member now.")
    joining.accept(membership=Membership.objects.get(school=school_of(empty)), by=empty)
    assert Membership.objects.current().count() == 3

    _basis_plan_and_confirmations(page_desktop, page_phone, alliance, principals)
    _a_goal_with_its_proof(page_desktop, alliance)
    _posts_of_bodies(page_desktop, alliance, river)
    _phases(page_desktop, alliance)
    steps.visit(page_desktop, url("exchange_board", alliance))
    expect(page_desktop.locator("main tr", has_text="Empty School").first).to_contain_text("0")


def _basis_plan_and_confirmations(desk, phone, alliance, principals) -> None:
    _hill, river, _lake, empty = principals
    steps.visit(desk, url("alliance_papers", alliance))
    steps.follow(desk, desk.get_by_role("link", name="Add", exact=True))
    for name, words in {
        "number": "教办〔2026〕1号",
        "title": "On alliances",
        "issuer": "Bureau",
        "year": "2026",
    }.items():
        desk.fill(f"input[name={name}]", words)
    steps.send(desk)
    steps.follow(desk, desk.get_by_role("link", name="Joint plan", exact=True))
    desk.fill("input[name=title]", "Three years together")
    desk.fill("input[name=first_year]", str(timezone.localdate().year))
    steps.send(desk)
    as_person(phone, river, url("alliance_papers", alliance))
    steps.follow(phone, phone.get_by_role("link", name="Three years together"))
    steps.send(phone, "Confirm for our school")
    expect(phone.locator("main")).to_contain_text("2 schools have not confirmed yet")
    own = Membership.objects.get(school=school_of(empty))
    papers.confirm(plan=alliance.plans.get(), membership=own, by=empty)
    steps.follow(desk, desk.get_by_role("link", name="Three years together"))
    steps.send(desk, "Confirm for our school")
    expect(desk.locator("main")).to_contain_text("Confirmed by every school")
    assert PlanConfirmation.objects.count() == 3


def _a_goal_with_its_proof(desk, alliance) -> None:
    steps.visit(desk, url("alliance_goals", alliance))
    goal = desk.locator(".goal-line").first
    expect(goal).to_contain_text("open")
    steps.follow(desk, goal.get_by_role("link", name="Add a proof"))
    desk.fill("input[name=on]", str(timezone.localdate() + timedelta(days=1)))
    desk.fill("[name=text]", "Rules agreed by all schools")
    desk.set_input_files("input[name=file]", {"name": "rules.pdf", "mimeType": "application/pdf", "buffer": PDF})
    steps.send(desk)
    expect(desk.locator("#error_1_id_on")).to_contain_text("Choose today or a day before.")
    desk.fill("input[name=on]", str(timezone.localdate()))
    desk.set_input_files("input[name=file]", {"name": "rules.pdf", "mimeType": "application/pdf", "buffer": PDF})
    steps.send(desk)
    goal = desk.locator(".goal-line").first
    expect(goal).to_contain_text("under way")
    steps.follow(desk, goal.get_by_role("button", name="Done"))
    expect(desk.locator(".goal-line").first).to_contain_text("done on")
    steps.assert_in_order_at_every_size(desk)


def _posts_of_bodies(desk, alliance, river) -> None:
    """Name somebody to a project group; a new principal of a school holds the seat that goes with the post."""
    steps.visit(desk, url("alliance_bodies", alliance))
    project = alliance.bodies.get(code="G5-S05")
    steps.follow(desk, desk.get_by_role("link", name=f"Name somebody: {project}"))
    desk.select_option("select[name=teacher]", label="Mei Lin · Hill School")
    steps.send(desk)
    expect(desk.locator("section", has=desk.locator(f"#body-{project.pk}"))).to_contain_text("Mei Lin")
    leading = desk.locator("section", has=desk.locator(f"#body-{alliance.bodies.get(code='G5-S02').pk}"))
    expect(leading).to_contain_text("Head of River School")
    school, today = school_of(river), timezone.localdate()
    river.posts.update(to_on=today)
    create_post(role=Role.PRINCIPAL, school=school, user=create_user(name="New head of River"), from_on=today)
    steps.visit(desk, url("alliance_bodies", alliance))
    expect(leading).to_contain_text("New head of River")
    expect(leading).not_to_contain_text("Head of River School")
    steps.assert_in_order_at_every_size(desk)


def _phases(desk, alliance) -> None:
    """The first year and the carrying out of the scheme go on at once (X-21)."""
    steps.visit(desk, url("alliance_detail", alliance))
    year = timezone.localdate().year
    phases = desk.locator(".alliance-phase")
    expect(phases.filter(has_text="First year")).to_contain_text(f"{year}-01-01 – {year}-12-31")
    expect(phases.filter(has_text="Implementation")).to_contain_text(f"{year}-05-01 – {year + 2}-12-31")


def test_a_school_is_in_one_alliance_of_a_kind_and_a_core_school_stays(principals, page_desktop, page_phone):
    hill, river, lake, empty = principals
    today = timezone.localdate()
    for head, name in ((hill, "Hill alliance"), (lake, "Lake alliance")):
        asked = [Asked(school_of(head), part="core"), Asked(school_of(empty))]
        fields = {"document": "G5", "level": "township", "from_on": today, "asked": asked}
        founding.found(school=school_of(head), name=name, by=head, **fields)
    joining.accept(membership=Membership.objects.get(school=school_of(empty), alliance__name="Hill alliance"), by=empty)
    as_person(page_phone, empty, reverse("alliances:alliance_list"))
    steps.follow(page_phone, page_phone.get_by_role("link", name="Your school is asked to join: Lake alliance"))
    steps.send(page_phone, "Accept")
    expect(page_phone.locator("main")).to_contain_text("Your school is in another alliance of this kind.")

    alliance = Alliance.objects.get(name="Hill alliance")
    as_person(page_desktop, hill, url("alliance_detail", alliance))
    row = page_desktop.locator("main tr", has_text="Hill School")
    steps.follow(page_desktop, row.get_by_role("link", name="Leave the alliance"))
    page_desktop.fill("input[name=why]", "Merged")
    steps.send(page_desktop)
    refused(page_desktop, "The core school cannot leave.")
    steps.visit(page_desktop, url("alliance_detail", alliance))
    steps.follow(page_desktop, page_desktop.get_by_role("link", name="Move the office here"))
    steps.send(page_desktop, "Move the office")
    expect(page_desktop.locator("main tr", has_text="Empty School")).to_contain_text("Core school")
    steps.follow(page_desktop, row.get_by_role("link", name="Leave the alliance"))
    page_desktop.fill("input[name=why]", "Merged")
    steps.send(page_desktop)
    expect(row).to_contain_text(f"left on {today}")
    steps.visit(page_desktop, reverse("alliances:alliance_found"))
    page_desktop.fill("input[name=name]", "Lake alliance")
    choose(page_desktop, hill, "core")
    choose(page_desktop, river, "member")
    steps.send(page_desktop)
    refused(page_desktop, "There is an alliance of this name in the district already.")
