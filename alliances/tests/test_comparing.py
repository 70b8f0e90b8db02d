"""Story 9: the own school beside the mean, few people kept back on the page, strong and weak points with partners."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from alliances.models import Satisfaction, Strength
from alliances.selectors.comparing import gap_lines, lines
from alliances.selectors.own_measures import obligations_met, year_span
from alliances.selectors.scheme import met_of, owed_by
from alliances.services import common_papers as services
from alliances.tests.activities import create_held
from alliances.tests.factories import create_alliance
from core.refusals import Refused
from rulebook.models import RoleHolder
from rulebook.services.expanding import expand_term

pytestmark = pytest.mark.django_db
SEEN = date(2027, 1, 30)
ENGLISH = {"accept-language": "en"}


@pytest.fixture
def allied():
    return create_alliance(schools=3)


def enter(member, asked, satisfied, *, year=None, side="parents"):
    year = year or timezone.localdate().year
    fields = {"year": year, "side": side, "asked": asked, "satisfied": satisfied}
    return services.enter_satisfaction(membership=member.membership, by=member.clerk, **fields)


def compared(client, allied, member):
    client.force_login(member.principal)
    return client.get(reverse("alliances:comparison_show", args=[allied.alliance.public_id]), headers=ENGLISH)


def satisfied_of(page):
    line = next(each for each in page.context["lines"] if each.article == "G5.1.1.1")
    return line.own and str(line.own), line.mean and str(line.mean), line.found.schools


def test_a_principal_sees_the_own_school_beside_the_mean(allied, client):
    for member, satisfied in zip(allied.members, (90, 80, 70), strict=True):
        enter(member, 100, satisfied)
    assert satisfied_of(compared(client, allied, allied.others[1])) == ("70.0", "80.0", 3)


@pytest.mark.parametrize("satisfied", [0, 4])
def test_what_four_people_said_is_neither_shown_nor_in_the_mean(allied, client, satisfied):
    enter(allied.core, 100, 90)
    enter(allied.others[0], 100, 80)
    enter(allied.others[1], 4, satisfied)
    assert satisfied_of(compared(client, allied, allied.core)) == ("90.0", "85.0", 2)
    page = compared(client, allied, allied.others[1])
    assert satisfied_of(page) == (None, "85.0", 2)
    assert "too few people" in page.content.decode()


def test_satisfaction_shows_its_change_from_year_to_year(allied, client):
    enter(allied.core, 100, 80, year=2025)
    enter(allied.core, 200, 170, year=2026)
    rows = compared(client, allied, allied.core).context["satisfaction"]
    assert [(year, str(line.own), change and str(change)) for year, line, change in rows] == [
        (2025, "80.0", None),
        (2026, "85.0", "5.0"),
    ]


def test_the_share_of_backbone_teachers_counts_who_is_named(allied, client):
    for member in allied.members:
        for user in (member.principal, member.teacher):
            RoleHolder.objects.create(
                school=member.school, role="backbone_teacher", user=user, from_on=member.membership.from_on
            )
    page = compared(client, allied, allied.core)
    line = next(each for each in page.context["lines"] if str(each.title) == "Backbone teachers")
    assert (str(line.own), str(line.mean)) == ("40.0", "40.0")


def test_the_gap_between_the_schools_is_followed_over_the_school_years(client):
    allied = create_alliance(schools=2, from_on=date(2025, 9, 1))
    core, other = allied.members
    named = [
        (core, core.vice, 2025),
        (core, core.teacher, 2025),
        (other, other.vice, 2025),
        (other, other.teacher, 2026),
    ]
    for member, user, year in named:
        RoleHolder.objects.create(school=member.school, role="backbone_teacher", user=user, from_on=date(year, 9, 1))
    gaps = gap_lines(allied.alliance, core.school.pk, date(2026, 11, 20))
    found = [(each.year, str(each.line.own), str(each.gap), each.change) for each in gaps if each.line.is_share]
    assert found == [(2025, "40.0", "20.0", None), (2026, "40.0", "0.0", -20)]
    assert {each.year for each in compared(client, allied, core).context["gaps"]} == {2025, 2026}


def test_the_same_year_and_side_again_puts_it_right(allied):
    enter(allied.core, 100, 80)
    enter(allied.core, 120, 90)
    assert Satisfaction.objects.get().asked == 120
    with pytest.raises(Refused, match="more-than-asked"):
        enter(allied.core, 10, 11)


def test_nobody_reads_or_enters_the_satisfaction_of_another_school(allied):
    enter(allied.core, 100, 80)
    assert list(Satisfaction.objects.visible_to(allied.others[0].principal)) == []
    with pytest.raises(Refused, match="not-yours"):
        services.enter_satisfaction(
            membership=allied.core.membership, year=2026, side="staff", asked=9, satisfied=9, by=allied.others[0].clerk
        )


def test_a_weak_point_is_matched_with_a_school_that_is_strong_in_it(allied, client):
    weak, strong = allied.others[0], allied.core
    services.name_strength(membership=strong.membership, kind="strong", area="Music", by=strong.clerk)
    client.force_login(weak.principal)
    client.post(reverse("alliances:strength_add", args=[weak.membership.public_id]), {"kind": "weak", "area": "Music"})
    row = Strength.objects.get(kind="weak")
    url = reverse("alliances:strength_list", args=[allied.alliance.public_id])
    page = client.get(url)
    assert [each.helpers for each in page.context["page"] if each.kind == "weak"] == [[strong.school.name]]
    client.post(reverse("alliances:strength_match", args=[row.public_id]), {"partner": strong.membership.pk})
    row.refresh_from_db()
    assert row.partner == strong.membership


def test_a_partner_is_another_school_of_the_same_alliance(allied):
    other = create_alliance(schools=2)
    for partner in (allied.core.membership, other.core.membership):
        with pytest.raises(Refused, match="not-a-partner"):
            services.name_strength(
                membership=allied.core.membership, kind="weak", area="Music", partner=partner, by=allied.core.clerk
            )


def test_a_teacher_does_not_compare_schools(allied, client):
    client.force_login(allied.core.teacher)
    url = reverse("alliances:comparison_show", args=[allied.alliance.public_id])
    assert client.get(url).status_code == 403


def test_points_cost_the_same_for_every_number_of_them(allied, client):
    client.force_login(allied.core.principal)
    url = reverse("alliances:strength_list", args=[allied.alliance.public_id])
    counts = []
    for area in ("Music", "Sports", "Science"):
        services.name_strength(membership=allied.core.membership, kind="weak", area=area, by=allied.core.clerk)
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        counts.append(len(queries))
    assert counts[1] == counts[2] <= 16


def owing(schools: int):
    """Give the members of an alliance with what they owe; the second alone has held a fellowship."""
    allied = create_alliance(schools=schools, adopted=True)
    second = allied.others[0]
    create_held(allied, kind="fellowship", host=second, schools=[second.membership])
    for member in allied.members:
        expand_term(school=member.school, term=member.term, as_of=SEEN)
    return [member.membership for member in allied.members]


def test_schools_read_together_meet_as_many_obligations_as_each_alone():
    members = owing(4)
    together = obligations_met(members, SEEN)
    alone = [met_of(owed_by(each, year_span(2026), today=SEEN)) for each in members]
    assert [(together[each.pk].amount, together[each.pk].whole) for each in members] == alone
    assert alone[1][0] > alone[2][0]


def test_a_comparison_costs_the_same_for_four_schools_and_for_eight():
    counts = []
    for schools in (4, 8):
        members = owing(schools)
        with CaptureQueriesContext(connection) as queries:
            lines(members, members[0].pk, SEEN)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 34
