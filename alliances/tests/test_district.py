"""The district officer sees all alliances of the district in sums and over the years, and no person's name."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Post, User
from accounts.roles import Role
from accounts.tests.factories import create_post, user_with
from alliances.services import common_papers
from alliances.tests.factories import create_alliance
from core.addresses import every_address
from registry.models import Student, Teacher
from registry.tests.factories import create_class, create_guardian, create_student
from schools.tests.factories import create_district
from tests.walking import text_of, walk

pytestmark = pytest.mark.django_db
LIST = reverse("alliances:district_list")


def officer_of(district) -> User:
    return create_post(role=Role.DISTRICT_OFFICER, scope_id=district.pk).user


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def allied():
    allied = create_alliance(schools=3, adopted=True, name="East")
    for number, member in enumerate(allied.members):
        student = create_student(name=f"鹊童{number}", school_class=create_class(school=member.school))
        create_guardian(student=student, name=f"鹊母{number}")
        for year in (2025, 2026):
            common_papers.enter_satisfaction(
                membership=member.membership,
                year=year,
                side="parents",
                asked=50,
                satisfied=year - 1990,
                by=member.clerk,
            )
        common_papers.name_strength(membership=member.membership, kind="weak", area="Music", by=member.clerk)
    return allied


def test_the_first_page_leads_to_the_alliances_of_the_district(allied):
    client = signed_in(officer_of(allied.alliance.district))
    page = client.get("/")
    assert LIST in page.content.decode()


def test_all_alliances_of_the_district_are_listed_with_their_trends_and_no_other(allied):
    create_alliance(schools=2, name="Elsewhere")
    page = signed_in(officer_of(allied.alliance.district)).get(LIST)
    (row,) = page.context["rows"]
    assert (row.alliance.name, row.schools) == ("East", 3)
    assert [(year, str(value)) for year, value in row.trend] == [(2025, "70.0"), (2026, "72.0")]


def test_an_alliance_of_another_district_is_not_found(allied):
    client = signed_in(officer_of(create_district()))
    url = reverse("alliances:district_show", args=[allied.alliance.public_id])
    assert client.get(url).status_code == 404


def test_no_name_of_any_person_stands_on_any_page_that_the_officer_can_open(allied):
    officer = officer_of(allied.alliance.district)
    client = signed_in(officer)
    pages = walk(client, "/", LIST, within=("/",))
    for address in every_address():
        if not address.arguments:
            pages[address.route] = text_of(client.get(reverse(address.name), follow=True))
    names = set(User.objects.exclude(pk=officer.pk).values_list("name", flat=True))
    names |= set(Teacher.objects.values_list("name", flat=True)) | set(Student.objects.values_list("name", flat=True))
    assert any("East" in text for text in pages.values())
    assert {url: name for url, text in pages.items() for name in names if name in text} == {}


@pytest.mark.parametrize("name", ["alliance_detail", "jointassessment_show", "comparison_show", "strength_list"])
def test_the_officer_does_not_open_what_the_schools_see(allied, name):
    url = reverse(f"alliances:{name}", args=[allied.alliance.public_id])
    assert signed_in(officer_of(allied.alliance.district)).get(url).status_code in (403, 404)


def test_somebody_of_a_school_does_not_open_the_page_of_the_district(allied):
    assert signed_in(allied.core.principal).get(LIST).status_code == 403


def test_the_account_page_gives_the_post_over_a_district(allied):
    admin, person = user_with(Role.SECURITY_ADMIN), allied.core.clerk
    client = signed_in(admin)
    url = reverse("accounts:post_give", args=[person.public_id])
    data = {"role": "district_officer", "scope": f"district:{allied.alliance.district_id}", "from_on": "2026-09-01"}
    page = client.post(url, data)
    post = Post.objects.filter(user=person, role=Role.DISTRICT_OFFICER).first()
    assert post is not None, page.context["form"].errors
    assert (post.scope_id, post.school) == (allied.alliance.district_id, None)


def test_the_list_costs_no_more_than_the_scheme_of_each_further_alliance(allied):
    client = signed_in(officer_of(allied.alliance.district))
    counts = []
    for number in (1, 2):
        with CaptureQueriesContext(connection) as queries:
            client.get(LIST)
        counts.append(len(queries))
        if number == 1:
            create_alliance(seat=allied.core.school, document="G4", schools=2, name="West")
    assert counts[0] <= 20
    assert counts[1] - counts[0] <= 2
