"""Founding, joining, leaving, handing over and ending: what is written, and each refusal (G4.0.1, G5.0.1)."""

from datetime import date
from decimal import Decimal
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import Post
from accounts.roles import Role
from accounts.tests.factories import create_post
from alliances.models import Alliance, Body, Membership, Seat, YearGoal
from alliances.services import founding, joining, scheme, seats
from alliances.services.founding import Asked
from alliances.tests.factories import create_alliance
from core.refusals import Refused
from notices.models import Notice
from rulebook.documents import loading
from rulebook.models import Adoption
from rulebook.services import adopting
from schools.models import Stage
from schools.tests.factories import create_district, create_school

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


class Led:
    """A primary school with its three leaders."""

    def __init__(self, district):
        self.school = create_school(district=district, stages=[Stage.PRIMARY])
        self.principal, self.vice, self.director = (
            create_post(role=role, school=self.school, from_on=date(2026, 1, 1)).user
            for role in (Role.PRINCIPAL, Role.VICE_PRINCIPAL, Role.ACADEMIC_DIRECTOR)
        )


@pytest.fixture
def schools():
    district = create_district()
    return [Led(district) for _ in range(4)]


def found(schools, *, by=None, document="G5", cores=1, **fields) -> Alliance:
    asked = [Asked(each.school, part="core" if i < cores else "member") for i, each in enumerate(schools)]
    defaults = {"name": "Hill alliance", "level": "township", "from_on": TODAY, "asked": asked}
    return founding.found(
        school=schools[0].school, document=document, by=by or schools[0].principal, **{**defaults, **fields}
    )


def refusal(service, **arguments) -> str:
    with pytest.raises(Refused) as error:
        service(**arguments)
    return error.value.reason


def membership_of(led) -> Membership:
    return Membership.objects.get(school=led.school)


def join(*several):
    for led in several:
        joining.accept(membership=membership_of(led), by=led.principal)


def test_the_founding_principal_is_a_member_at_once_and_the_others_are_asked(schools):
    alliance = found(schools)
    assert list(Membership.objects.accepted().values_list("school", flat=True)) == [schools[0].school.pk]
    assert alliance.seat == schools[0].school
    asked = Notice.objects.filter(dedupe__endswith="-asked").values_list("recipient", flat=True)
    assert set(asked) == {led.principal.pk for led in schools[1:]}


def test_a_vice_principal_founds_and_the_own_school_is_asked_too(schools):
    alliance = found(schools, by=schools[0].vice)
    assert not Membership.objects.accepted().exists()
    assert list(Alliance.objects.visible_to(schools[0].vice)) == [alliance]
    assert list(Alliance.objects.run_by(schools[0].vice)) == [alliance]


@pytest.mark.parametrize("cores", [0, 2])
def test_there_is_exactly_one_core_school(schools, cores):
    assert refusal(found, schools=schools, cores=cores) == "core_count"


def test_an_alliance_with_a_council_has_no_core_school(schools):
    assert refusal(found, schools=schools, document="G4", cores=1) == "core_count"
    assert found(schools, document="G4", cores=0).seat == schools[0].school


def test_a_school_of_another_district_is_refused_and_nothing_is_written(schools):
    stranger = Led(create_district())
    assert refusal(found, schools=[*schools[:2], stranger]) == "other_district"
    assert not Alliance.objects.exists()


def test_the_founder_is_in_it_and_not_alone(schools):
    asked = [Asked(schools[1].school, part="core"), Asked(schools[2].school)]
    assert refusal(found, schools=schools, asked=asked) == "founder_outside"
    assert refusal(found, schools=schools[:1]) == "few_schools"


def test_a_name_stands_once_in_a_district(schools):
    found(schools[:2])
    assert refusal(found, schools=schools[2:]) == "name_taken"


def test_bodies_and_goals_of_the_scheme_come_with_the_founding(schools):
    alliance = found(schools)
    assert set(alliance.bodies.values_list("code", flat=True)) == {f"G5-S0{n}" for n in range(2, 8)}
    assert YearGoal.objects.filter(alliance=alliance).count() == 13
    bound = Seat.objects.filter(body__code="G5-S03").values_list("post", "bound_role")
    assert set(bound) == {("office_director", "vice_principal"), ("office_deputy", "academic_director")}


def test_who_joins_adopts_the_scheme_with_the_common_numbers(schools):
    alliance = found(schools)
    join(schools[1])
    scheme.change_for_all(
        alliance=alliance, from_on=TODAY, values={"leading_group.members": Decimal(5)}, reasons={"leading_group.members": "few"},
        by=schools[0].principal,
    )  # fmt: skip
    join(schools[2])
    adoptions = Adoption.objects.filter(document="G5", to_on=None)
    assert [each.is_shared for each in adoptions] == [True] * 3
    assert {each.versions.last().values["leading_group.members"]["value"] for each in adoptions} == {"5"}


def test_a_school_that_had_the_scheme_by_itself_shares_it_from_now_on(schools):
    found(schools)
    adopting.adopt(school=schools[1].school, document=loading.document("G5"), from_on=TODAY, by=schools[1].principal)
    join(schools[1])
    own = Adoption.objects.get(school=schools[1].school)
    assert own.is_shared
    assert own.versions.last().values["programme.start_year"]["value"] == str(TODAY.year)


def test_a_school_alone_neither_changes_nor_ends_what_is_shared(schools):
    found(schools)
    adoption = Adoption.objects.get(school=schools[0].school)
    arguments = {"adoption": adoption, "by": schools[0].principal}
    assert refusal(adopting.change, from_on=TODAY, values={}, reasons={}, **arguments) == "shared"
    assert refusal(adopting.end, on=TODAY, **arguments) == "shared"


def test_a_principal_answers_once(schools):
    found(schools)
    joining.decline(membership=membership_of(schools[1]), why="Too far", by=schools[1].principal)
    asked = membership_of(schools[1])
    assert (asked.left_why, asked.accepted_at) == ("Too far", None)
    assert refusal(joining.accept, membership=asked, by=schools[1].principal) == "answered"


def test_a_school_is_in_one_alliance_of_a_kind(schools):
    found(schools[:3])
    join(schools[2])
    second = Led(schools[0].school.district)
    found([second, schools[2], schools[3]], name="River alliance", by=second.principal)
    asked = Membership.objects.get(school=schools[2].school, accepted_at=None)
    assert refusal(joining.accept, membership=asked, by=schools[2].principal) == "in_another"


def test_a_deputy_seat_comes_with_each_school_and_goes_with_it(schools):
    alliance = found(schools)
    join(*schools[1:])
    deputies = Seat.objects.filter(body__code="G5-S02", post="group_deputy")
    assert set(deputies.values_list("school", flat=True)) == {led.school.pk for led in schools[1:]}
    joining.leave(membership=membership_of(schools[1]), on=TODAY, why="Merged", by=schools[1].principal)
    assert schools[1].school.pk not in deputies.filter(to_on=None).values_list("school", flat=True)
    assert Adoption.objects.get(school=schools[1].school).to_on == TODAY
    assert list(Alliance.objects.visible_to(schools[1].principal)) == [alliance]


def test_a_school_leaves_today_or_later(schools):
    found(schools)
    join(schools[1])
    yesterday = date.fromordinal(TODAY.toordinal() - 1)
    arguments = {"membership": membership_of(schools[1]), "why": "", "by": schools[1].principal}
    assert refusal(joining.leave, on=yesterday, **arguments) == "past_day"


def test_the_core_school_leaves_only_after_another_took_over(schools):
    alliance = found(schools)
    join(*schools[1:])
    core = {"on": TODAY, "why": "Merged", "by": schools[0].principal}
    assert refusal(joining.leave, membership=membership_of(schools[0]), **core) == "core_leaves"
    joining.hand_over(to=membership_of(schools[1]), by=schools[0].principal)
    alliance.refresh_from_db()
    assert (alliance.seat, membership_of(schools[1]).part) == (schools[1].school, "core")
    assert Notice.objects.filter(recipient=schools[1].principal, dedupe__contains="office").count() == 1
    heads = Seat.objects.filter(body__code="G5-S02", post="group_head", to_on=None)
    assert list(heads.values_list("school", flat=True)) == [schools[1].school.pk]
    joining.leave(membership=membership_of(schools[0]), **core)
    assert membership_of(schools[0]).to_on == TODAY


def test_the_school_of_the_office_leaves_only_after_another_took_over(schools):
    found(schools, document="G4", cores=0)
    core = {"membership": membership_of(schools[0]), "on": TODAY, "why": "", "by": schools[0].principal}
    assert refusal(joining.leave, **core) == "seat_leaves"


def test_an_alliance_that_ends_releases_all_its_schools(schools):
    alliance = found(schools)
    join(schools[1])
    founding.end(alliance=alliance, on=TODAY, by=schools[0].principal)
    assert not Membership.objects.filter(to_on=None).exists()
    assert not Adoption.objects.filter(to_on=None).exists()
    assert not Seat.objects.filter(to_on=None).exists()
    assert not Body.objects.filter(to_on=None).exists()
    assert refusal(founding.end, alliance=alliance, on=TODAY, by=schools[0].principal) == "ended"


def test_the_scheme_is_for_primary_schools(schools):
    found(schools)
    schools[1].school.stages = [Stage.SENIOR]
    schools[1].school.save()
    membership = membership_of(schools[1])
    assert refusal(joining.accept, membership=membership, by=schools[1].principal) == "wrong_stage"
    assert not Membership.objects.get(pk=membership.pk).accepted_at


@pytest.mark.django_db(transaction=True)
def test_of_two_alliances_that_a_school_joins_at_once_one_wins(schools):
    found(schools[:3])
    second = Led(schools[0].school.district)
    found([second, schools[2]], name="River alliance", by=second.principal)
    start, outcomes = Barrier(2), []

    def accept(membership):
        start.wait()
        try:
            joining.accept(membership=membership, by=schools[2].principal)
            outcomes.append("joined")
        except Refused as refused:
            outcomes.append(refused.reason)
        finally:
            connection.close()

    asked = Membership.objects.filter(school=schools[2].school)
    threads = [Thread(target=accept, args=[each]) for each in asked]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert sorted(outcomes) == ["in_another", "joined"]


def test_a_named_officer_loses_the_post_with_the_last_running_seat():
    allied = create_alliance()
    office, teacher = Body.objects.get(kind="alliance_office"), allied.others[0].teacher
    seat = seats.name(body=office, post="office_director", teacher=teacher.employments.get(), by=allied.core.principal)
    held = Post.objects.get(user=teacher, role=Role.ALLIANCE_OFFICER)
    assert (held.scope_id, held.school) == (allied.alliance.pk, allied.others[0].school)
    seats.end(seat=seat, by=allied.core.principal)
    held.refresh_from_db()
    assert held.to_on is not None
