"""Pages of activities: who sees and does what, what the counts stand for, and what they cost."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.tests.factories import create_post
from alliances.models import Activity, AllianceSummary, EducationSystem
from alliances.tests.activities import OCTOBER, create_activity, create_held
from alliances.tests.factories import create_alliance

pytestmark = pytest.mark.django_db
LIST, MONTH, MATRIX, TERM = (reverse(f"alliances:activity_{name}") for name in ("list", "month", "matrix", "term"))
PLAN = reverse("alliances:activity_plan")


@pytest.fixture
def allied():
    return create_alliance()


def page(activity, step="show") -> str:
    return reverse(f"alliances:activity_{step}", args=[activity.public_id])


def planned(allied, member, **fields) -> dict:
    given = {"title": "篮球赛", "kind": "fellowship", "fellowship": "basketball", "on": "2026-10-14"}
    given |= {"host": member.membership.pk, "direction": "invite_in", "level": "teachers", "commons": ["models"]}
    return {**given, "links": ["fellowship"], "schools": [each.membership.pk for each in allied.members], **fields}


def test_a_school_plans_for_itself_and_tags_it(allied, client):
    one = allied.others[0]
    client.force_login(one.clerk)
    client.post(PLAN, planned(allied, one))
    activity = Activity.objects.get()
    assert (activity.host, activity.commons, activity.links) == (one.membership, ["models"], ["fellowship"])
    assert activity.participations.count() == 4
    assert client.post(PLAN, planned(allied, allied.core)).status_code == 200
    assert Activity.objects.count() == 1


def test_the_office_plans_for_every_school(allied, client):
    client.force_login(allied.core.vice)
    client.post(PLAN, planned(allied, allied.others[1]))
    assert Activity.objects.get().host == allied.others[1].membership


def test_the_host_writes_up_what_was_held_and_calls_off_what_was_not(allied, client):
    held, off = create_held(allied), create_activity(allied)
    client.force_login(allied.core.clerk)
    assert list(client.post(page(held, "write"), {"summary": ""}).context["form"].errors) == ["summary"]
    assert client.post(page(held, "write"), {"summary": "Three lessons compared."}).url == page(held)
    assert client.post(page(off, "cancel"), {"why": "storm"}).url == page(off)
    held.refresh_from_db()
    off.refresh_from_db()
    assert (held.state, held.summary) == (Activity.State.WRITTEN_UP, "Three lessons compared.")
    assert (off.state, off.cancelled_why) == (Activity.State.CANCELLED, "storm")


def test_a_school_says_with_how_many_it_took_part(allied, client):
    one = allied.others[0]
    part = create_held(allied, confirmed=False).participations.get(membership=one.membership)
    client.force_login(one.clerk)
    given = {"staff_count": 3, "pupil_count": 0, "parent_count": 0, "five_one": "", "staff": [one.teacher.pk]}
    client.post(reverse("alliances:participation_edit", args=[part.public_id]), given)
    part.refresh_from_db()
    assert (part.staff_count, part.confirmed_by) == (3, one.clerk)
    assert [row.person for row in part.attendees.all()] == [one.teacher]


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"fellowship": ""}, "fellowship"),
        ({"kind": "outreach"}, "occasion"),
        ({"to_on": "2026-10-13"}, "to_on"),
        ({"commons": ["honours"]}, "commons"),
        ({"link": "javascript:alert(1)"}, "link"),
    ],
)
def test_the_form_says_what_is_missing_or_wrong(allied, client, fields, wrong):
    client.force_login(allied.core.clerk)
    response = client.post(PLAN, planned(allied, allied.core, **fields))
    assert list(response.context["form"].errors) == [wrong]


def test_an_off_campus_activity_shows_what_is_missing_and_only_the_host_principal_approves(allied, client):
    activity = create_activity(allied, is_off_campus=True)
    client.force_login(allied.core.clerk)
    shown = client.get(page(activity))
    assert shown.context["missing"] == ["approval", "safety_plan", "consent", "leaders", "counted_out"]
    assert client.post(page(activity, "approve")).status_code == 403
    client.force_login(allied.others[0].principal)
    assert client.post(page(activity, "approve")).status_code == 404
    client.force_login(allied.core.principal)
    client.post(page(activity, "approve"))
    activity.refresh_from_db()
    assert activity.approved_by == allied.core.principal
    client.post(page(activity, "hold"), {"counted_out": 40})
    activity.refresh_from_db()
    assert activity.state == "planned"


def test_a_guest_school_says_that_it_took_part_and_cannot_speak_for_another(allied, client):
    activity = create_held(allied, kind="fellowship", confirmed=False)
    one, other = allied.others[:2]
    client.force_login(one.director)
    own, foreign = (
        reverse("alliances:participation_edit", args=[activity.participations.get(membership=m.membership).public_id])
        for m in (one, other)
    )
    data = {"five_one": "fellowship", "staff_count": 2, "pupil_count": 20, "parent_count": 0, "staff": [one.teacher.pk]}
    client.post(own, data)
    part = activity.participations.get(membership=one.membership)
    assert (part.confirmed_by, part.pupil_count, part.attendees.count()) == (one.director, 20, 1)
    assert client.post(foreign, data).status_code == 404
    assert client.post(page(activity, "edit"), {}).status_code == 404


def test_a_teacher_reads_and_does_not_plan(allied, client):
    activity = create_held(allied)
    client.force_login(allied.others[0].teacher)
    assert [client.get(address).status_code for address in (LIST, MONTH, MATRIX, TERM, page(activity))] == [200] * 5
    assert client.get(PLAN).status_code == 403
    assert client.post(page(activity, "hold")).status_code == 403


def test_other_alliances_see_nothing(allied, client):
    activity, stranger = create_held(allied), create_alliance().core
    client.force_login(stranger.principal)
    assert client.get(page(activity)).status_code == 404
    assert client.get(f"{LIST}?alliance={allied.alliance.public_id}").status_code == 404
    assert client.get(LIST).context["page"].paginator.count == 0


def test_a_school_that_left_still_reads_what_it_shared_in(allied, client):
    before = create_held(allied)
    left = allied.others[0].membership
    left.to_on = date(2026, 10, 20)
    left.save()
    schools = [allied.others[1].membership]
    after = create_activity(allied, on=date(2026, 10, 21), schools=schools)
    client.force_login(allied.others[0].principal)
    assert [client.get(page(each)).status_code for each in (before, after)] == [200, 404]


def test_each_count_of_the_matrix_opens_as_many(allied, client):
    create_held(allied, commons=["models", "resources"], links=["research"])
    create_held(allied, commons=["models"], confirmed=False)
    create_activity(allied, commons=["models"])
    client.force_login(allied.core.teacher)
    for row in client.get(MATRIX).context["rows"]:
        for code, number in [*row.cells, ("", row.all)]:
            asked = {"school": row.membership.public_id, "category": code, "state": "counting"}
            assert client.get(LIST, asked).context["page"].paginator.count == number


def test_the_summary_of_a_year_and_the_matrix_open_each_other_and_each_count_its_list(allied, client):
    create_held(allied, commons=["models"])
    create_held(allied, commons=["models"], on=date(2026, 12, 1), schools=[])
    summary = AllianceSummary.objects.create(
        alliance=allied.alliance, school_year=2026, done="Much", written_by=allied.core.vice, issued_on=OCTOBER
    )
    client.force_login(allied.core.principal)
    shown = client.get(reverse("alliances:alliancesummary_show", args=[summary.public_id]))
    (table,) = shown.context["tables"]
    for cell in (cell for row in table.rows for cell in row if cell.url):
        assert client.get(cell.url).context["page"].paginator.count == int(cell.text)
    found = client.get(table.url)
    assert [row.all for row in found.context["rows"]] == [int(row[-1].text) for row in table.rows]
    assert reverse("alliances:alliancesummary_list", args=[allied.alliance.public_id]) in found.content.decode()
    assert client.get(MATRIX, {"term": "year-1999"}).context["days"].span == found.context["here"].terms.span


def test_the_term_shows_five_ones_large_events_and_visits(allied, client):
    one = allied.others[0]
    create_held(allied, kind="showcase", host=one, schools=[])
    create_held(allied, kind="large_event")
    create_held(allied, kind="outreach", occasion="graduation", schools=[one.membership])
    client.force_login(allied.core.principal)
    found = client.get(TERM).context
    assert {member: five.done for member, five, _counts, _missing in found["sheet"]} == {
        each.membership: int(each is one) for each in allied.members
    }
    assert (len(found["large"]), found["large_wanted"]) == (1, 1)
    assert dict(found["visits"])[one.membership] == 1


def test_the_month_shows_every_day_of_an_activity(allied, client):
    create_activity(allied, to_on=date(2026, 10, 15))
    client.force_login(allied.core.teacher)
    weeks = client.get(f"{MONTH}?month=2026-10").context["weeks"]
    assert [day.on.day for week in weeks for day in week if day.activities] == [14, 15]
    for odd in ("never", "0001-01", "9999-12"):
        assert client.get(f"{MONTH}?month={odd}").status_code == 200


def test_files_are_looked_at_and_sent_to_members_only(allied, client):
    activity = create_held(allied)
    client.force_login(allied.core.clerk)
    wrong = SimpleUploadedFile("photo.docx", b"MZ\x90\x00")
    client.post(page(activity, "file"), {"name": "合影", "file": wrong})
    assert not activity.files.exists()
    client.post(page(activity, "file"), {"name": "合影", "file": SimpleUploadedFile("a.png", b"\x89PNG\r\n\x1a\n")})
    kept = activity.files.get()
    address = reverse("alliances:activityfile_send", args=[kept.public_id])
    assert client.get(address).headers["Content-Disposition"].startswith("attachment")
    client.force_login(create_alliance().core.principal)
    assert client.get(address).status_code == 404


def test_the_office_names_the_education_systems(allied, client):
    address = reverse("alliances:system_name")
    client.force_login(allied.others[0].principal)
    assert client.get(address).status_code == 404
    client.force_login(allied.core.principal)
    assert len(client.get(address).context["form"].fields) == 12
    client.post(address, {"name_1": "晨会", "name_3": "家访"})
    client.post(address, {"name_1": "晨会制度", "name_3": ""})
    assert [str(each) for each in EducationSystem.objects.visible_to(allied.core.principal)] == ["1 晨会制度"]


def test_an_alliance_officer_without_a_school_runs_the_alliance(allied, client):
    officer = create_post(role="alliance_officer", scope_id=allied.alliance.pk, school=None).user
    client.force_login(officer)
    client.post(PLAN, planned(allied, allied.core))
    assert Activity.objects.get().planned_by == officer


def test_pages_cost_the_same_for_however_many(allied, client, django_assert_max_num_queries):
    for kind in ("fellowship", "large_event", "outreach", "joint_research"):
        create_held(allied, kind=kind, on=OCTOBER)
    activity = create_held(allied)
    client.force_login(allied.core.principal)
    for address, most in ((LIST, 14), (MONTH, 11), (MATRIX, 11), (TERM, 26), (page(activity), 22)):
        client.get(address)
        with django_assert_max_num_queries(most):
            client.get(address)
