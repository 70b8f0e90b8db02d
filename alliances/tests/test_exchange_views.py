"""The pages of staff exchange: who sees what, bad input at the field, what they cost."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from docx import Document

from alliances.models import LessonVisit, ManagerVisit, StaffCount, Stint, StintAssessment
from alliances.tests.exchanges import AUTUMN, SUMMER, create_stint, send_people
from alliances.tests.factories import create_alliance
from core.dates import school_year

pytestmark = pytest.mark.django_db


@pytest.fixture
def allied(db):
    return create_alliance(schools=3, adopted=True)


@pytest.fixture
def home(allied):
    return allied.others[0]


@pytest.fixture
def host(allied):
    return allied.others[1]


@pytest.fixture
def stint(allied, home, host):
    def stint(state, **fields):
        return create_stint(
            allied.alliance, person=home.teacher, home=home.school, host=host.school, state=state, **fields
        )

    return stint


def url(name, of, query=""):
    return reverse(f"alliances:{name}", args=[of.public_id]) + query


def application(at, **fields):
    return {
        "host": at.membership.pk, "from_on": "2026-09-01", "last_on": "2027-07-02", "kind": "teacher",
        "backbone": "backbone_teacher", "subject": "语文", "duties": "teaches grade 5", **fields,
    }  # fmt: skip


def test_a_teacher_applies_and_reads_the_own_application(allied, home, host, sign_in):
    client = sign_in(home.teacher)
    answer = client.post(url("exchange_ask", allied.alliance), application(host), follow=True)
    row = Stint.objects.get()
    assert (row.person, row.home, row.host, row.to_on) == (home.teacher, home.school, host.school, SUMMER)
    assert "Waits for the school" in answer.content.decode()
    assert row.host.name in client.get(reverse("alliances:stint_list")).content.decode()


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"last_on": "2026-08-01"}, "last_on", "before it begins"),
        ({"from_on": ""}, "from_on", "required"),
        ({"duties": ""}, "duties", "required"),
        ({"host": "0"}, "host", "valid choice"),
        ({"last_on": "9999-12-31"}, "last_on", "within ten years"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(allied, home, host, sign_in, fields, field, words):
    answer = sign_in(home.teacher).post(url("exchange_ask", allied.alliance), application(host, **fields))
    assert list(answer.context["form"].errors) == [field]
    assert words in str(answer.context["form"].errors[field])


def test_the_time_at_another_school_is_told_at_the_first_day(allied, home, host, stint, sign_in):
    stint("asked")
    answer = sign_in(home.teacher).post(url("exchange_ask", allied.alliance), application(host))
    assert list(answer.context["form"].errors) == ["from_on"]


def test_school_and_alliance_approve_on_the_page(allied, home, host, stint, sign_in):
    row = stint("asked")
    client = sign_in(home.principal)
    assert row in client.get(reverse("alliances:stint_list") + "?which=waiting").context["page"]
    client.post(url("stint_school_approve", row), {"backbone": "excellent_class_teacher"})
    sign_in(allied.core.vice).post(url("stint_approve", row))
    sign_in(host.clerk).post(url("stint_begin", row), {"begin-on": "2026-09-02"})
    sign_in(home.clerk).post(url("stint_return", row), {"return-on": "2026-09-30"})
    sign_in(allied.core.vice).post(url("stint_certify", row))
    row.refresh_from_db()
    assert (row.state, row.from_on.day, row.last_on.day) == ("certified", 2, 30)


def test_an_own_application_waits_for_somebody_else(allied, home, host, sign_in):
    own = create_stint(allied.alliance, person=home.principal, home=home.school, host=host.school)
    client = sign_in(home.principal)
    assert "Approve for the school" not in client.get(url("stint_detail", own)).content.decode()
    answer = client.post(url("stint_school_approve", own), {"backbone": ""}, follow=True)
    assert "about yourself" in answer.content.decode()


def test_a_wrong_day_of_return_is_told_at_its_field(home, stint, sign_in):
    row, later = stint("under_way"), timezone.localdate() + timedelta(days=3)
    client = sign_in(home.clerk)
    answer = client.post(url("stint_return", row), {"return-on": later.isoformat()})
    assert "still to come" in str(answer.context["returning"].errors["on"])
    answer = client.post(
        url("stint_refuse", stint("asked", from_on=SUMMER, to_on=SUMMER + timedelta(days=9))), {"why": ""}
    )
    assert answer.status_code == 403


def test_a_refusal_needs_a_reason(home, stint, sign_in):
    answer = sign_in(home.principal).post(url("stint_refuse", stint("asked")), {"why": ""})
    assert list(answer.context["refusal"].errors) == ["why"]


def test_the_host_notes_and_assesses_and_the_person_reads_it(home, host, stint, sign_in):
    row, client = stint("under_way"), sign_in(host.clerk)
    client.post(url("stint_note", row), {"month": "2026-09-01", "text": "teaches two classes"})
    client.post(
        url("stint_assess", row),
        {"term": host.term.pk, "on": "2026-09-20", "result": "good", "raw_rank": "4", "words": ""},
    )
    client.post(url("stint_training", row), {"on": "2026-09-12", "title": "reading", "place": "Jinan"})
    page = sign_in(home.teacher).get(url("stint_detail", row)).content.decode()
    assert all(words in page for words in ("teaches two classes", "Good", "Jinan"))
    assert page.count("not configured") >= 3


def test_colleagues_of_other_schools_and_teachers_see_no_stint_of_others(allied, home, stint, sign_in):
    row = stint("under_way")
    third = allied.core
    assert sign_in(third.teacher).get(url("stint_detail", row)).status_code == 404
    assert sign_in(third.clerk).get(url("stint_detail", row)).status_code == 404
    assert sign_in(third.teacher).get(url("exchange_board", allied.alliance)).status_code == 403
    assert sign_in(create_alliance().core.principal).get(url("exchange_board", allied.alliance)).status_code == 404


def test_each_figure_opens_its_list(allied, home, sign_in):
    send_people(allied, 2, backbone=1, home=home)
    send_people(allied, 1, state="approved", home=home)
    client = sign_in(allied.core.principal)
    for which, number in [("under_way", 2), ("planned", 1), ("backbone", 1), ("completed", 0), ("agreed", 3)]:
        page = client.get(url("exchange_board", allied.alliance, f"?year=2026&which={which}"))
        assert len(page.context["people"]) == number
    only = client.get(url("exchange_board", allied.alliance, f"?year=2026&school={allied.core.membership.public_id}"))
    assert only.context["people"] == []


def test_the_live_page_says_what_closes_the_gap(allied, sign_in):
    page = sign_in(allied.core.principal).get(url("exchange_board", allied.alliance)).content.decode()
    assert "1 more, 1 of them backbone teachers, by" in page


def test_a_scheme_without_a_share_shows_no_gap(sign_in):
    allied = create_alliance(document="G4", schools=2)
    page = sign_in(allied.core.principal).get(url("exchange_board", allied.alliance)).content.decode()
    assert "sets no share" in page


def test_the_lists_cost_the_same_with_more_rows(allied, home, host, sign_in, django_assert_num_queries):
    client, person = sign_in(allied.core.principal), home.teacher
    both = {"alliance": allied.alliance, "home": home.school, "host": host.school, "by": home.clerk, "person": person}
    client.get(reverse("alliances:stint_list"))  # the first page of a session costs more
    for number in range(2):
        send_people(allied, 4, home=home)
        ManagerVisit.objects.create(from_on=AUTUMN, to_on=SUMMER, theme=f"a{number}", **both)
        LessonVisit.objects.create(on=AUTUMN, subject="语文", theme=f"b{number}", **both)
        for address, statements in [
            (url("exchange_board", allied.alliance, "?year=2026"), 18),
            (reverse("alliances:stint_list") + "?which=all", 8),
            (url("exchange_leaders", allied.alliance), 8),
            (url("exchange_lessons", allied.alliance), 8),
        ]:
            with django_assert_num_queries(statements):
                client.get(address)


def test_short_exchanges_name_a_person_of_the_home_schools_staff(allied, home, host, sign_in):
    client = sign_in(home.clerk)
    lesson = {
        "direction": "go_out", "home": home.membership.pk, "host": host.membership.pk, "name": home.teacher.name,
        "on": "2026-10-12", "subject": "语文", "theme": "reading",
    }  # fmt: skip
    name = home.school.teachers.get(user=home.teacher).name
    answer = client.post(url("exchange_lesson_add", allied.alliance), {**lesson, "name": "Nobody"})
    assert list(answer.context["form"].errors) == ["name"]
    client.post(url("exchange_lesson_add", allied.alliance), {**lesson, "name": name})
    leader = {**lesson, "name": name, "from_on": "2026-10-12", "last_on": "2026-10-11", "harvest": "much"}
    answer = client.post(url("exchange_leader_add", allied.alliance), leader)
    assert list(answer.context["form"].errors) == ["last_on"]
    client.post(url("exchange_leader_add", allied.alliance), leader | {"last_on": "2026-10-13"})
    assert LessonVisit.objects.get().person == ManagerVisit.objects.get().person == home.teacher
    assert "much" in client.get(url("exchange_leaders", allied.alliance)).content.decode()


def test_a_school_enters_its_full_time_staff(allied, home, sign_in):
    client = sign_in(home.clerk)
    year = school_year(timezone.localdate())
    assert client.post(url("exchange_staff", allied.alliance), {"full_time": "-1"}).context["form"].errors
    client.post(url("exchange_staff", allied.alliance), {"full_time": "48"})
    assert StaffCount.objects.values_list("school", "school_year", "full_time").get() == (home.school.pk, year, 48)


def test_the_certificate_is_there_once_the_time_is_certified(home, host, stint, sign_in):
    row, client = stint("returned"), sign_in(home.teacher)
    assert "Not certified yet" in client.get(url("stint_certificate", row)).content.decode()
    assert client.get(url("stint_word", row)).status_code == 302
    Stint.objects.update(state="certified")
    assert "remote school" in client.get(url("stint_certificate", row)).content.decode()
    answer = client.get(url("stint_word", row))
    document = Document(BytesIO(answer.content))
    cells = [cell.text for line in document.tables[0].rows for cell in line.cells]
    assert {home.teacher.name, home.school.name, host.school.name} <= set(cells)
    assert not StintAssessment.objects.exists()
