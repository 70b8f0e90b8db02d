"""F-16 over records: indicators in versions, points entered and confirmed, the statement, what is not configured."""

from datetime import date
from decimal import Decimal as D

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from alliances.evidence import reporting
from alliances.models import AllianceSummary, AssessmentStatement, IndicatorScore
from alliances.selectors.assessments import assess
from alliances.services import assessments as services
from alliances.services import common_papers
from alliances.services.assessments import Wanted
from alliances.tests.factories import create_alliance
from alliances.tests.reporting import YEAR, create_indicators, give_points
from core.dates import Span, school_year
from core.refusals import Refused
from rulebook.documents import loading
from rulebook.models import Adoption
from rulebook.services.adopting import change

pytestmark = pytest.mark.django_db
TODAY = date(2027, 1, 10)
WHOLE = Span(date(2026, 9, 1), date(2028, 9, 1))
CONFIGURED = {"assessment.model": "weighted_alliance_mean", "assessment.alliance_weight": D("0.3")}


@pytest.fixture
def allied():
    return create_alliance(schools=3, adopted=True)


def configure(allied, **values):
    adoption = Adoption.objects.get(school=allied.core.school, document="G5")
    reasons = dict.fromkeys(CONFIGURED, "Agreed by the leading group")
    new = {**CONFIGURED, **values}
    change(adoption=adoption, values=new, reasons=reasons, from_on=date(2026, 9, 1), by=allied.core.principal)


def score_all(allied):
    create_indicators(allied)
    for member, points in zip(allied.members, ((90, 90), (80, 95), (60, 60)), strict=True):
        give_points(allied, member, points)


def found(allied):
    return assess(allied.alliance, YEAR, today=TODAY)


def test_final_scores_follow_the_adopted_model_and_weight(allied):
    score_all(allied)
    configure(allied)
    rows = {row.membership.school_id: (row.own, row.alliance, row.final) for row in found(allied).rows}
    assert rows[allied.core.school.pk] == (D("90.00"), D("78.33"), D("86.50"))
    assert rows[allied.others[0].school.pk] == (D("85.00"), D("78.33"), D("83.00"))
    assert rows[allied.others[1].school.pk] == (D("60.00"), D("78.33"), D("65.50"))


def test_without_a_weight_the_page_says_not_configured_and_no_zero(allied, client):
    score_all(allied)
    assert {row.final for row in found(allied).rows} == {None}
    client.force_login(allied.others[0].principal)
    url = reverse("alliances:jointassessment_show", args=[allied.alliance.public_id])
    page = client.get(url, headers={"accept-language": "en"}).content.decode()
    assert page.count("not configured") == 4
    assert ">0.00<" not in page
    assert "未设定" in client.get(url, headers={"accept-language": "zh-hans"}).content.decode()


def test_points_count_when_somebody_of_the_office_has_confirmed_them(allied):
    create_indicators(allied, weights=("1",))
    indicator = services.newest_scheme(allied.alliance, YEAR).indicators.get()
    fields = {"membership": allied.core.membership, "indicator": indicator, "points": D(80), "evidence": "Minutes"}
    score = services.enter_points(**fields, by=allied.core.vice)
    assert found(allied).rows[0].own is None
    with pytest.raises(Refused, match="own"):
        services.confirm(score=score, points=D(80), by=allied.core.vice)
    services.confirm(score=score, points=D(80), by=allied.core.principal)
    assert found(allied).rows[0].own == D("80.00")
    services.enter_points(**fields | {"points": D(90)}, by=allied.core.vice)
    assert found(allied).rows[0].own is None


def test_points_that_changed_meanwhile_are_not_confirmed(allied, client):
    create_indicators(allied, weights=("1",))
    member, indicator = allied.others[0], services.newest_scheme(allied.alliance, YEAR).indicators.get()
    given = {"membership": member.membership, "indicator": indicator, "evidence": "Minutes", "by": member.clerk}
    score = services.enter_points(points=D(71), **given)
    with pytest.raises(Refused, match="other-points"):
        services.confirm(score=score, points=D(70), by=allied.core.principal)
    client.force_login(allied.core.principal)
    url = reverse("alliances:jointscore_confirm", args=[score.public_id])
    for seen, is_confirmed in (("70.00", False), ("", False), ("71.00", True)):
        client.post(url, {"points": seen})
        score.refresh_from_db()
        assert bool(score.confirmed_at) is is_confirmed


@pytest.mark.parametrize("points", [D("-1"), D("100.01")])
def test_points_lie_between_0_and_100(allied, points):
    create_indicators(allied, weights=("1",))
    indicator = services.newest_scheme(allied.alliance, YEAR).indicators.get()
    fields = {"membership": allied.core.membership, "indicator": indicator, "evidence": "Minutes"}
    with pytest.raises(Refused, match="out-of-range"):
        services.enter_points(**fields, points=points, by=allied.core.clerk)
    with pytest.raises(IntegrityError, match="indicator_score_0_to_100"):
        IndicatorScore.objects.create(
            membership=allied.core.membership, school_year=YEAR, key=indicator.key, points=points, evidence="x",
            entered_by=allied.core.clerk,
        )  # fmt: skip


def test_nobody_enters_points_for_another_school_or_what_is_reckoned(allied):
    create_indicators(allied, weights=("1",), source="obligations_met")
    scheme = services.newest_scheme(allied.alliance, YEAR)
    fields = {"membership": allied.core.membership, "points": D(80), "evidence": "Minutes"}
    with pytest.raises(Refused, match="not-yours"):
        services.enter_points(**fields, indicator=scheme.indicators.get(source=""), by=allied.others[0].principal)
    with pytest.raises(Refused, match="reckoned"):
        services.enter_points(**fields, indicator=scheme.indicators.exclude(source="").get(), by=allied.core.clerk)


def test_a_new_version_keeps_what_was_entered_and_two_writers_do_not_cross(allied):
    first = create_indicators(allied, weights=("1",))
    give_points(allied, allied.core, (80,))
    kept = first.indicators.get()
    wanted = [Wanted("Renamed", D(3), key=kept.key), Wanted("New", D(1))]
    fields = {"alliance": allied.alliance, "school_year": YEAR, "wanted": wanted, "by": allied.core.vice}
    second = services.set_indicators(**fields, seen=1)
    assert [each.name for each in found(allied).rows[0].missing] == ["New"]
    assert (second.number, found(allied).rows[0].points[0].value) == (2, D("80.00"))
    with pytest.raises(Refused, match="changed-meanwhile"):
        services.set_indicators(**fields, seen=1)


def test_who_comes_second_with_indicators_reads_what_the_first_has_kept(allied, client):
    client.force_login(allied.core.principal)
    url = reverse("alliances:jointassessment_indicators", args=[allied.alliance.public_id])
    create_indicators(allied, weights=("1",))
    data = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 0, "form-0-name": "Mine", "form-0-weight": 2, "seen": 0}
    page = client.post(url, data).content.decode()
    assert all(words in page for words in ("Indicator 1", "Mine", 'name="seen" value="1"'))


def test_an_indicator_reckoned_from_records_needs_no_entry(allied):
    create_indicators(allied, weights=(), source="satisfaction")
    for member, satisfied in zip(allied.members, (90, 80, 70), strict=True):
        common_papers.enter_satisfaction(
            membership=member.membership, year=2026, side="parents", asked=100, satisfied=satisfied, by=member.clerk
        )
    assert [row.own for row in found(allied).rows] == [D("90.00"), D("80.00"), D("70.00")]


def test_a_reckoned_share_is_rounded_only_to_be_shown(allied):
    create_indicators(allied, weights=("1",), source="satisfaction")
    for member in allied.members:
        fields = {"year": 2026, "side": "parents", "asked": 6, "satisfied": 4}
        common_papers.enter_satisfaction(membership=member.membership, by=member.clerk, **fields)
        give_points(allied, member, (50,))
    row = found(allied).rows[0]
    assert (row.points[1].value, row.own) == (D("66.67"), D("58.33"))


def test_a_figure_over_few_people_gives_no_points(allied):
    create_indicators(allied, weights=(), source="satisfaction")
    for member, asked in zip(allied.members, (100, 5, 4), strict=True):
        fields = {"year": 2026, "side": "parents", "asked": asked, "satisfied": 4}
        common_papers.enter_satisfaction(membership=member.membership, by=member.clerk, **fields)
    assert [row.own for row in found(allied).rows] == [D("4.00"), D("80.00"), None]


def test_only_a_complete_assessment_is_closed_and_then_stays(allied):
    score_all(allied)
    with pytest.raises(Refused, match="incomplete"):
        services.close(alliance=allied.alliance, school_year=YEAR, by=allied.core.vice, today=TODAY)
    configure(allied)
    statement = services.close(alliance=allied.alliance, school_year=YEAR, by=allied.core.vice, today=TODAY)
    give_points(allied, allied.core, (10, 10))
    statement.refresh_from_db()
    assert statement.rows[0]["final"] == "86.50"
    assert statement.rows[0]["final_line"] == "(1 − 0.3) × 90.00 + 0.3 × 78.33 = 86.50"
    again = services.close(alliance=allied.alliance, school_year=YEAR, by=allied.core.vice, today=TODAY)
    assert again.number == 2


def test_a_closed_statement_is_a_record_for_each_school_where_the_office_is(allied):
    score_all(allied)
    configure(allied)
    services.close(alliance=allied.alliance, school_year=YEAR, by=allied.core.vice, today=TODAY)
    records = list(reporting.assessments(allied.core.school, WHOLE))
    assert {record.subject for record in records} == {each.membership.subject for each in allied.members}
    assert list(reporting.assessments(allied.others[0].school, WHOLE)) == []


def test_a_member_school_neither_sets_indicators_nor_closes(allied):
    with pytest.raises(Refused, match="not-yours"):
        services.close(alliance=allied.alliance, school_year=YEAR, by=allied.others[0].principal)
    fields = {"alliance": allied.alliance, "school_year": YEAR, "wanted": [Wanted("A", D(1))], "seen": 0}
    with pytest.raises(Refused, match="not-yours"):
        services.set_indicators(**fields, by=allied.others[0].principal)


def test_the_scheme_refuses_a_weight_outside_zero_to_one(allied):
    with pytest.raises(Refused, match=r"too_high:assessment\.alliance_weight"):
        configure(allied, **{"assessment.alliance_weight": D("1.2")})
    assert loading.document("G5").parameters["assessment.alliance_weight"].default is None


def test_a_tried_weight_stores_nothing_and_one_outside_is_left_aside(allied, client):
    score_all(allied)
    client.force_login(allied.core.principal)
    url = reverse("alliances:jointassessment_show", args=[allied.alliance.public_id])
    page = client.get(url, {"w": "1"})
    assert {row.final for row in page.context["trial"].rows} == {D("78.33")}
    assert page.context["found"].weight is None
    assert client.get(url, {"w": "1.5"}).context["trial"] is None
    assert page.context["proposal"].endswith("/change/")


def test_a_tried_weight_is_proposed_in_the_form_of_the_scheme_or_of_all_schools(allied, client):
    score_all(allied)
    client.force_login(allied.core.principal)
    own = reverse("rulebook:adoption_change", args=[allied.core.adoption.public_id])
    all_schools = reverse("alliances:alliance_numbers", args=[allied.alliance.public_id])
    key = "value-assessment.alliance_weight"
    for weight, begins in (("0.35", D("0.35")), ("1.5", None), ("NaN", None), ("x", None)):
        found = client.get(own, {key: weight}).context["form"]
        assert (found[key].initial, found["none-assessment.alliance_weight"].initial) == (begins, begins is None)
    Adoption.objects.update(is_shared=True)
    shown = client.get(reverse("alliances:jointassessment_show", args=[allied.alliance.public_id]), {"w": "0.35"})
    assert shown.context["proposal"] == all_schools
    assert f"{all_schools}?{key}=0.35" in shown.content.decode()
    assert client.get(all_schools, {key: "0.35"}).context["form"][key].initial == D("0.35")


def test_the_page_costs_the_same_for_every_number_of_schools(client):
    counts = []
    for schools in (2, 4):
        allied = create_alliance(schools=schools, adopted=True)
        create_indicators(allied, source="satisfaction", year=school_year(timezone.localdate()))
        client.force_login(allied.core.vice)
        url = reverse("alliances:jointassessment_show", args=[allied.alliance.public_id])
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 26


def test_a_summary_counts_when_it_is_given_out_and_is_not_written_over():
    allied = create_alliance(document="G4", schools=2)
    fields = {"alliance": allied.alliance, "school_year": YEAR, "by": allied.core.vice, "done": "Much"}
    summary = common_papers.write_summary(**fields, revision=0, is_issued=False)
    assert list(reporting.summaries(allied.core.school, WHOLE)) == []
    assert AllianceSummary.objects.visible_to(allied.others[0].principal).count() == 0
    with pytest.raises(Refused, match="changed-meanwhile"):
        common_papers.write_summary(**fields, revision=0, is_issued=True)
    common_papers.write_summary(**fields, revision=1, is_issued=True)
    (record,) = reporting.summaries(allied.core.school, WHOLE)
    assert (record.subject, record.ref) == (
        f"alliance:{allied.alliance.pk}", f"alliances:alliancesummary_show:{summary.public_id}",
    )  # fmt: skip
    assert AllianceSummary.objects.visible_to(allied.others[0].principal).count() == 1


def test_a_shared_evaluation_scheme_counts_for_teachers_and_pupils_until_it_ends(allied):
    file = SimpleUploadedFile("scheme.pdf", b"%PDF-1.7")
    fields = {"title": "Evaluation", "file": file, "from_on": date(2026, 9, 1)}
    both = {"for_teachers": True, "for_pupils": True}
    evaluation = common_papers.add_evaluation(alliance=allied.alliance, by=allied.core.vice, **fields, **both)
    assert {row.part for row in reporting.evaluations(allied.core.school, WHOLE)} == {"teacher", "student"}
    common_papers.end_evaluation(evaluation=evaluation, by=allied.core.vice, today=date(2027, 3, 1))
    assert {row.until for row in reporting.evaluations(allied.core.school, WHOLE)} == {date(2027, 3, 1)}
    with pytest.raises(Refused, match="for-nobody"):
        common_papers.add_evaluation(
            alliance=allied.alliance, by=allied.core.vice, **fields, for_teachers=False, for_pupils=False
        )


def test_the_database_refuses_a_weight_outside_zero_to_one(allied):
    scheme = create_indicators(allied)
    with pytest.raises(IntegrityError, match="assessment_weight_0_to_1"):
        AssessmentStatement.objects.create(
            alliance=allied.alliance, school_year=YEAR, number=1, scheme=scheme, model="equal_score", weight=2, rows=[],
            closed_on=TODAY, closed_by=allied.core.vice,
        )  # fmt: skip
