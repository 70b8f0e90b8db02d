"""The demo district in the database: promised numbers, accounts that work, gaps that the dashboards show."""

import io
from collections import Counter
from datetime import date, datetime

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils.timezone import make_aware

from accounts.models import User
from accounts.roles import Role
from accounts.tests.factories import create_user
from communities.findings import findings_of, is_outside
from communities.models import Assignment, Attendance, Community
from demo import faults, loading
from demo.loading.accounts import PASSWORD
from demo.places import SCHOOLS
from demo.population import population
from demo.registers.errors import DOUBTFUL, LEFT_OUT, MENDED
from observations.models import Observation
from patrols.models import LessonChange, PatrolEntry, PatrolWalk
from registry.models import Enrolment, Guardian, RegisterImport, SchoolClass, Student, Teacher, TimetableSlot
from registry.quality import quality_counts
from rulebook.models import Adoption, Obligation
from rulebook.rules.judging import State
from rulebook.selectors.board import board
from schools.models import School, Term, Village
from schools.selectors import school_calendar
from teaching_checks.models import Roster, RosterRound, Round, SixEarnestsReview

YEAR = 2026
TODAY = make_aware(datetime(YEAR, 11, 27, 17))  # a Friday, two weeks after the mid-term exam
CHECKS = ("teaching_checks:round_list", "teaching_checks:result_list", "teaching_checks:roster_show")


@pytest.fixture(scope="module")
def district(django_db_setup, django_db_blocker):
    """The district as on one day, once for all tests of this file; its rows are taken back at the end."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as clock:
        clock.setattr("django.utils.timezone.now", lambda: TODAY)
        yield loading.load(YEAR)
        transaction.set_rollback(True)


@pytest.fixture
def in_district(district, django_db_blocker):
    """Open the database with the district in it."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        yield district
        transaction.set_rollback(True)


def of(code: str) -> School:
    return School.objects.get(code=code)


@pytest.mark.parametrize("plan", SCHOOLS, ids=lambda plan: plan.code)
def test_a_school_has_all_pupils_but_those_with_a_wrong_number(plan, in_district):
    pupils = population(YEAR)[plan.code]
    wrong = faults.struck(faults.WRONG_NUMBER, pupils)
    written_twice = 1
    assert Student.objects.filter(school=of(plan.code)).count() == len(pupils) - len(wrong) + written_twice


def test_the_district_has_1603_pupils_130_teachers_and_12_villages(in_district):
    assert Student.objects.count() == 1603
    assert Teacher.objects.count() == 130
    assert Village.objects.count() == 12
    assert Term.objects.filter(school=of("qinghe")).count() == 4
    assert SchoolClass.objects.count() == 18 + 12 + 12 + 9


def test_brothers_and_sisters_share_their_guardians(in_district):
    shared = [guardian for guardian in Guardian.objects.all() if guardian.guardianships.count() > 1]
    assert len(shared) > 300


@pytest.mark.parametrize("plan", SCHOOLS, ids=lambda plan: plan.code)
def test_the_gaps_are_those_that_were_left_on_purpose(plan, in_district):
    found = quality_counts(Student.objects.filter(school=of(plan.code)))
    struck = {fault: len(faults.struck(fault, population(YEAR)[plan.code])) for fault in faults.SPOIL}
    assert found["id_number"] == struck[faults.NO_ID_NUMBER] + 1  # and the pupil written twice
    assert found["village"] == struck[faults.NO_VILLAGE] > 0
    assert found["phone"] == struck[faults.NO_PHONE] > 0
    assert found["duplicates"] == 2


def test_one_upload_full_of_errors_waits_for_somebody(in_district):
    waiting = RegisterImport.objects.get(school=of("qinghe"), state=RegisterImport.State.READ)
    ends_in_zeros_beside_a_rounded_number = 1
    left_out = sum(bool(row.codes) for row in LEFT_OUT) + ends_in_zeros_beside_a_rounded_number
    assert waiting.report["skipped"] == left_out
    assert waiting.report["created"] == len([*MENDED, *LEFT_OUT, *DOUBTFUL]) - waiting.report["skipped"]
    assert waiting.report["codes"]["enrolled-elsewhere"] > 30


def test_pupils_have_moved_and_one_has_left(in_district):
    moved = Enrolment.objects.filter(school=of("qinghe"), how=Enrolment.How.MOVED)
    left = Enrolment.objects.filter(school=of("qinghe"), ended=Enrolment.Ended.TRANSFERRED)
    assert (moved.count(), left.count()) == (2, 1)


def test_a_village_runs_its_communities(in_district):
    states = dict(Community.objects.values_list("name", "state"))
    assert states == {"星星草小组": "approved", "小溪流小组": "approved", "萤火虫小组": "draft"}
    full, short = (Community.objects.get(name=name) for name in ("星星草小组", "小溪流小组"))
    found = findings_of([full, short])
    assert (is_outside(found[full.pk]), is_outside(found[short.pk])) == (False, True)
    assert short.override_reason
    rota = full.rotas.get()
    assert rota.is_filed
    assert Assignment.objects.filter(slot__rota=rota, checked_out_at__isnull=False).exists()
    assert Attendance.objects.filter(slot__rota=rota).exists()


def test_every_role_has_an_account_that_opens_its_first_page(in_district, client):
    tried = {Role(each.role): each.username for each in in_district.opened}
    assert set(tried) == set(Role)
    for username in tried.values():
        client.force_login(User.objects.get(username=username))
        assert client.get("/", follow=True).status_code == 200, username


def test_every_printed_account_is_somebody_else(in_district):
    usernames = {each.username for each in in_district.opened}
    assert len(usernames) == len(in_district.opened) == 4 + 4 * 10 + 5
    assert User.objects.filter(username__in=usernames).count() == len(usernames)


def test_the_printed_password_opens_the_accounts(in_district, client):
    page = client.post(reverse("account_login"), {"login": "qinghe-principal", "password": PASSWORD})
    assert page.status_code == 302
    assert not User.objects.get(username="qinghe-principal").must_change_password


def test_a_second_loading_says_that_it_is_there(in_district):
    said = io.StringIO()
    call_command("load_demo", stdout=said)
    assert "loaded already" in said.getvalue()
    assert School.objects.count() == 4


def test_a_portal_with_accounts_of_its_own_stays_as_it_is(db):
    create_user()
    said = io.StringIO()
    call_command("load_demo", stdout=said)
    assert "not loaded" in said.getvalue()
    assert (School.objects.count(), User.objects.count()) == (0, 1)


def test_the_first_school_runs_three_documents_with_work_done_late_and_waived(in_district):
    school, term = of("qinghe"), Term.objects.get(school__code="qinghe", school_year=YEAR, number=1)
    assert sorted(Adoption.objects.filter(school=school).values_list("document", flat=True)) == ["C3", "G1", "G4"]
    counts = board(school, term, today=date(YEAR, 11, 26)).counts
    assert [state for state in State if not counts[state]] == []


def test_the_board_of_the_demo_names_no_pupil(in_district):
    school = of("qinghe")
    names = set(Student.objects.filter(school=school).values_list("name", flat=True))
    assert not names & set(Obligation.objects.filter(school=school).values_list("subject_name", flat=True))


@pytest.mark.parametrize("plan", SCHOOLS, ids=lambda plan: plan.code)
def test_every_class_has_a_week_of_lessons(plan, in_district):
    slots = TimetableSlot.objects.filter(school=of(plan.code), term__number=Term.Number.AUTUMN)
    counts = Counter(slots.values_list("school_class", flat=True))
    assert len(counts) == SchoolClass.objects.filter(school=of(plan.code)).open().count()
    assert min(counts.values()) > 20


def test_the_first_school_has_patrols_but_for_a_forgotten_day_and_lesson_changes(in_district):
    school, term = of("qinghe"), Term.objects.get(school__code="qinghe", school_year=YEAR, number=1)
    days = school_calendar(school, term.starts_on, TODAY.date()).school_days(term.starts_on, TODAY.date())
    walked = set(PatrolWalk.objects.filter(school=school, finished_at__isnull=False).values_list("on", flat=True))
    assert len(set(days) - walked) == 1
    assert PatrolEntry.objects.filter(school=school).missing().exists()
    assert set(LessonChange.objects.filter(school=school).values_list("state", flat=True)) == {
        "approved",
        "agreed",
        "asked",
    }


@pytest.mark.parametrize(("username", "sees"), [("qinghe-teacher", False), ("qinghe-director", True)])
def test_tomorrows_unannounced_round_is_found_by_who_inspects_and_by_nobody_inspected(
    in_district, client, username, sees
):
    coming = Round.objects.get(school__code="qinghe", is_announced=False, state="open")
    assert coming.from_on > TODAY.date()
    client.force_login(User.objects.get(username=username))
    pages = [reverse(name) for name in ("dashboards:home", "notices:inbox", *CHECKS)]
    assert any(coming.name in client.get(page).text for page in pages) is sees
    detail = client.get(reverse("teaching_checks:round_detail", args=[coming.public_id]))
    assert detail.status_code == (200 if sees else 404)


def test_the_roster_names_every_teacher_once_and_this_week_is_under_way(in_district):
    roster = Roster.objects.get(school__code="qinghe")
    places = Counter(roster.places.values_list("teacher", flat=True))
    assert set(places.values()) == {1}
    assert len(places) == SixEarnestsReview.objects.filter(school__code="qinghe").count() == 43
    states = RosterRound.objects.filter(roster=roster).order_by("week_on").values_list("round__state", flat=True)
    assert list(states) == ["closed", "open"]


def test_the_map_of_observations_shows_a_class_that_nobody_has_observed(in_district):
    term = Term.objects.get(school__code="qinghe", school_year=YEAR, number=1)
    observed = set(Observation.objects.filter(term=term).valid().values_list("school_class", flat=True))
    assert SchoolClass.objects.filter(school=term.school).open().exclude(pk__in=observed).count() == 1
    assert Observation.objects.filter(term=term).exclude(sheet=None).exists()
