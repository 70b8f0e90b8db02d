"""Stories 7 to 9 of the alliances: the self-report, the joint assessment, the comparison and the district's page."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from accounts.roles import Role
from accounts.tests.factories import create_post
from alliances.models import AssessmentStatement, IndicatorScore, SelfReport
from alliances.services import common_papers, self_reports
from alliances.tests.factories import create_alliance
from alliances.tests.reporting import create_indicators, give_points
from core.dates import school_year
from rulebook.models import Adoption
from rulebook.services.adopting import change
from rulebook.services.expanding import expand_term
from tests.browser import steps


@pytest.fixture
def allied(transactional_db):
    """An alliance whose scheme wants a self-report this month."""
    today = timezone.localdate()
    founded = today.replace(day=1) - timedelta(days=40)
    allied = create_alliance(schools=3, adopted=True, name="East alliance", from_on=founded)
    change(
        adoption=Adoption.objects.get(school=allied.core.school, document="G5"),
        values={"self_check.months": [Decimal(today.month)], "assessment.model": "weighted_alliance_mean"},
        reasons={"self_check.months": "For the test", "assessment.model": "Agreed"},
        from_on=founded,
        by=allied.core.principal,
    )
    for member in allied.members:
        for user in member.people.values():
            user.language = "en"
            user.save()
        expand_term(school=member.school, term=member.term, as_of=today)
    return allied


def as_person(page, user, url: str) -> None:
    page.context.clear_cookies()
    steps.enter_as(page, user)
    steps.visit(page, url)


def test_a_self_report_is_written_handed_in_returned_and_accepted(allied, page_desktop, page_phone):
    member = allied.others[0]
    as_person(page_phone, member.clerk, "/alliances/self-reports/")
    steps.send(page_phone, "Begin")
    steps.follow(page_phone, page_phone.locator("#section-meetings").get_by_role("link", name="Write"))
    page_phone.fill("textarea[name=words]", "We met in every month.")
    steps.send(page_phone, "Save")
    steps.assert_in_order_at_every_size(page_phone)
    steps.follow(page_phone, page_phone.get_by_role("link", name="Hand it in"))
    steps.follow(page_phone, page_phone.get_by_role("button", name="Hand it in", exact=True))
    report = SelfReport.objects.get()
    assert report.state == "submitted"

    as_person(page_desktop, allied.core.vice, "/alliances/self-reports/?tab=office")
    steps.assert_in_order_at_every_size(page_desktop)
    steps.follow(page_desktop, page_desktop.get_by_role("link", name="Open it"))
    page_desktop.get_by_text("We met in every month.").wait_for()
    page_desktop.get_by_label("Return it to the school").check()
    page_desktop.fill("textarea[name=text]", "Please add the goals.")
    steps.send(page_desktop, "Answer")
    report.refresh_from_db()
    assert (report.state, report.figures) == ("returned", None)

    steps.visit(page_phone, f"/alliances/self-reports/{report.public_id}/")
    page_phone.get_by_text("Please add the goals.").wait_for()
    self_reports.submit(report=report, by=member.principal)
    steps.visit(page_desktop, f"/alliances/self-reports/{report.public_id}/")
    page_desktop.get_by_label("Accept it").check()
    steps.send(page_desktop, "Answer")
    report.refresh_from_db()
    assert report.state == "accepted"


def test_the_joint_assessment_from_indicators_to_the_slider_and_the_statement(allied, page_desktop):
    year = school_year(timezone.localdate())
    where = f"/alliances/{allied.alliance.public_id}/assessment/"
    as_person(page_desktop, allied.core.vice, where)
    steps.follow(page_desktop, page_desktop.get_by_role("link", name="Indicators"))
    page_desktop.fill("input[name=form-0-name]", "Joint research")
    page_desktop.fill("input[name=form-0-weight]", "2")
    steps.assert_in_order_at_every_size(page_desktop)
    steps.send(page_desktop, "Keep as a new version")
    page_desktop.get_by_text("not configured").first.wait_for()

    as_person(page_desktop, allied.others[0].clerk, where)
    steps.follow(page_desktop, page_desktop.get_by_role("link", name="Enter own points"))
    page_desktop.fill("input[name=points]", "80")
    page_desktop.fill("textarea[name=evidence]", "Minutes of four sessions")
    steps.send(page_desktop, "Enter")
    as_person(page_desktop, allied.core.vice, where)
    schools = page_desktop.locator("details.joint-school")
    schools.filter(has_text=allied.others[0].school.name).locator("summary").click()
    steps.assert_in_order_at_every_size(page_desktop)
    with page_desktop.expect_navigation():
        page_desktop.get_by_role("button", name="Confirm").click()
    assert IndicatorScore.objects.get().confirmed_by == allied.core.vice
    give_points(allied, allied.core, (90,), year=year)
    give_points(allied, allied.others[1], (70,), year=year)

    steps.visit(page_desktop, where)
    slider = page_desktop.get_by_label("Weight of the alliance")
    slider.focus()
    for _ in range(10):
        slider.press("ArrowRight")
    expect(page_desktop.locator("[data-what-if-own]")).to_have_text(["80.00"] * 3)
    slider.press("Home")
    expect(page_desktop.locator("[data-what-if-own]").first).to_have_text("90.00")
    assert AssessmentStatement.objects.count() == 0

    _set_weight(allied, "0.5")
    steps.visit(page_desktop, where)
    page_desktop.get_by_text("(1 − 0.5) × 90.00 + 0.5 × 80.00 = 85.00").first.wait_for()
    steps.send(page_desktop, "Close the statement")
    assert AssessmentStatement.objects.get().rows[0]["final"] == "85.00"
    steps.assert_in_order_at_every_size(page_desktop)


def _set_weight(allied, weight: str) -> None:
    change(
        adoption=Adoption.objects.get(school=allied.core.school, document="G5"),
        values={"assessment.alliance_weight": Decimal(weight)},
        reasons={"assessment.alliance_weight": "Agreed"},
        from_on=timezone.localdate(),
        by=allied.core.principal,
    )


def test_a_principal_proposes_the_tried_weight_in_the_scheme(allied, page_desktop):
    create_indicators(allied, year=school_year(timezone.localdate()))
    as_person(page_desktop, allied.core.principal, f"/alliances/{allied.alliance.public_id}/assessment/")
    page_desktop.get_by_label("Weight of the alliance").press("Home")
    page_desktop.get_by_label("Weight of the alliance").press("ArrowRight")
    steps.follow(page_desktop, page_desktop.get_by_role("link", name="Propose this number in the scheme"))
    expect(page_desktop.locator("input[name='value-assessment.alliance_weight']")).to_have_value("0.05")


def test_principals_compare_and_the_district_officer_sees_sums(allied, page_desktop, page_phone):
    for member, satisfied in zip(allied.members, (45, 40, 2), strict=True):
        asked = 50 if satisfied > 2 else 3
        fields = {"year": 2026, "side": "parents", "asked": asked, "satisfied": satisfied}
        common_papers.enter_satisfaction(membership=member.membership, by=member.clerk, **fields)
    base = f"/alliances/{allied.alliance.public_id}/"
    as_person(page_phone, allied.core.principal, f"{base}comparison/")
    page_phone.get_by_text("85.0 %").first.wait_for()
    steps.assert_in_order_at_every_size(page_phone)
    steps.follow(page_phone, page_phone.get_by_role("link", name="Enter satisfaction"))
    steps.visit(page_phone, f"{base}strengths/")
    steps.follow(page_phone, page_phone.get_by_role("link", name="Name a point"))
    page_phone.select_option("select[name=kind]", "weak")
    page_phone.fill("input[name=area]", "Music")
    steps.send(page_phone, "Save")
    steps.assert_in_order_at_every_size(page_phone)
    steps.follow(page_phone, page_phone.get_by_role("link", name="Partner school"))

    officer = create_post(role=Role.DISTRICT_OFFICER, scope_id=allied.alliance.district_id).user
    as_person(page_desktop, officer, "/")
    steps.assert_in_order_at_every_size(page_desktop)
    steps.follow(page_desktop, page_desktop.get_by_role("link", name="East alliance"))
    page_desktop.get_by_text("85.0 %").first.wait_for()
    steps.assert_in_order_at_every_size(page_desktop)


def test_the_office_gives_out_a_summary_and_a_shared_scheme(allied, page_desktop, tmp_path):
    base = f"/alliances/{allied.alliance.public_id}/"
    as_person(page_desktop, allied.core.vice, f"{base}summaries/")
    steps.follow(page_desktop, page_desktop.get_by_role("link", name="Write this year's"))
    page_desktop.fill("textarea[name=done]", "Four joint sessions.")
    page_desktop.get_by_label("Give it out").check()
    steps.send(page_desktop, "Save")
    steps.assert_in_order_at_every_size(page_desktop)
    steps.visit(page_desktop, f"{base}evaluations/add/")
    page_desktop.fill("input[name=title]", "Evaluation of teachers")
    scheme = tmp_path / "scheme.pdf"
    scheme.write_bytes(b"%PDF-1.7 scheme")
    page_desktop.set_input_files("input[name=file]", scheme)
    steps.send(page_desktop, "Keep it")
    steps.assert_in_order_at_every_size(page_desktop)

    as_person(page_desktop, allied.others[0].teacher, f"{base}summaries/")
    steps.follow(page_desktop, page_desktop.get_by_role("link", name="School year"))
    page_desktop.get_by_text("Four joint sessions.").wait_for()


def test_ways_from_the_alliance_lead_to_its_reports(allied, page_desktop):
    as_person(page_desktop, allied.core.principal, f"/alliances/{allied.alliance.public_id}/")
    for name in ("Self-reports", "Joint assessment", "Comparison", "Yearly summaries"):
        steps.visit(page_desktop, f"/alliances/{allied.alliance.public_id}/")
        steps.follow(page_desktop, page_desktop.locator(".alliance-areas").get_by_role("link", name=name))
