"""Basis, plans, goals and groups: what the pages do, and who reaches them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from alliances.models import BasisDocument, GroupAdmission, Plan, PlanConfirmation, PreparationStep, YearGoal
from alliances.services import goals, joining, papers
from alliances.tests.factories import FOUNDED, create_alliance
from core.refusals import Refused
from notices.models import Notice
from registry.models import TeacherGroup

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def allied():
    return create_alliance()


def at(name, row):
    return reverse(f"alliances:{name}", args=[row.public_id])


def draw_up(allied, **fields) -> Plan:
    what = {"title": "Plan", "first_year": 2026, "decided_on": FOUNDED, "by": allied.core.principal}
    return papers.draw_up(alliance=allied.alliance, **{**what, **fields})


def test_a_basis_document_keeps_its_file_for_the_schools_of_the_alliance_only(client, allied):
    typed = {"number": "12", "title": "On alliances", "issuer": "Bureau", "year": 2026}
    client.force_login(allied.core.principal)
    file = SimpleUploadedFile("a.pdf", b"%PDF-1.4")
    client.post(at("alliance_basis", allied.alliance), typed | {"file": file})
    document = BasisDocument.objects.get()
    client.force_login(allied.others[0].teacher)
    assert b"".join(client.get(at("basisdoc_file", document)).streaming_content) == b"%PDF-1.4"
    client.force_login(create_alliance().core.teacher)
    assert client.get(at("basisdoc_file", document)).status_code == 404


def test_a_program_in_the_clothes_of_a_word_file_is_refused(client, allied):
    typed = {"title": "On alliances", "issuer": "Bureau", "year": 2026}
    client.force_login(allied.core.principal)
    file = SimpleUploadedFile("a.docx", b"MZ" + b"0" * 100)
    assert client.post(at("alliance_basis", allied.alliance), typed | {"file": file}).context["form"].errors["file"]
    assert not BasisDocument.objects.exists()


def test_every_principal_is_asked_and_confirms_for_the_own_school(client, allied):
    plan = draw_up(allied)
    asked = set(Notice.objects.filter(dedupe=f"alliance-plan-{plan.public_id}").values_list("recipient", flat=True))
    assert asked == {member.principal.pk for member in allied.members}
    one = allied.others[0]
    client.force_login(one.principal)
    assert client.get(at("allianceplan_detail", plan)).context["may_confirm"]
    client.post(at("allianceplan_confirm", plan))
    assert PlanConfirmation.objects.get().membership == one.membership
    page = client.get(at("allianceplan_detail", plan))
    assert (page.context["may_confirm"], page.context["missing"]) == (False, 3)


def test_only_the_newest_version_is_confirmed_and_once(allied):
    first, newest = draw_up(allied), draw_up(allied)
    one = {"membership": allied.others[0].membership, "by": allied.others[0].principal}
    with pytest.raises(Refused, match="not_newest"):
        papers.confirm(plan=first, **one)
    papers.confirm(plan=newest, **one)
    with pytest.raises(Refused, match="confirmed"):
        papers.confirm(plan=newest, **one)


def test_a_school_writes_its_own_plan_in_versions(client, allied):
    one = allied.others[0]
    client.force_login(one.clerk)
    typed = {"title": "Plan", "first_year": 2026, "chapter": "What we do", "decided_on": FOUNDED.isoformat()}
    for _ in range(2):
        client.post(at("member_plan", one.membership), typed)
    assert list(Plan.objects.filter(school=one.school).values_list("number", flat=True)) == [2, 1]
    assert client.get(at("member_plan", allied.core.membership)).status_code == 404


def test_a_school_notes_its_steps(client, allied):
    one = allied.others[0]
    client.force_login(one.clerk)
    typed = {"kind": "preparation_meeting", "on": FOUNDED.isoformat(), "title": "First meeting"}
    client.post(at("member_step", one.membership), typed)
    assert PreparationStep.objects.get().membership == one.membership


def test_a_goal_is_done_only_with_a_proof(client, allied):
    goals.take_over(alliance=allied.alliance, by=allied.core.principal)
    goal = YearGoal.objects.first()
    client.force_login(allied.core.principal)
    client.post(at("yeargoal_complete", goal))
    assert YearGoal.objects.get(pk=goal.pk).done_on is None
    client.post(at("yeargoal_prove", goal), {"on": FOUNDED.isoformat(), "text": "Written"})
    client.post(at("yeargoal_complete", goal))
    assert YearGoal.objects.get(pk=goal.pk).done_on == TODAY
    client.post(at("yeargoal_reopen", goal))
    assert YearGoal.objects.get(pk=goal.pk).done_by is None


def test_the_goals_of_the_scheme_are_taken_over_once(allied):
    taken = [goals.take_over(alliance=allied.alliance, by=allied.core.principal) for _ in range(2)]
    assert taken == [13, 0]


def test_the_goals_cost_the_same_however_many(client, allied, django_assert_max_num_queries):
    goals.take_over(alliance=allied.alliance, by=allied.core.principal)
    client.force_login(allied.core.principal)
    client.get(at("alliance_goals", allied.alliance))
    for goal in YearGoal.objects.all():
        goals.prove(goal=goal, on=FOUNDED, text="Written", by=allied.core.principal)
    with django_assert_max_num_queries(16):
        years = client.get(at("alliance_goals", allied.alliance)).context["years"]
    assert [len(year.lines) for year in years] == [6, 4, 3]


def test_the_bodies_and_papers_cost_the_same_with_more_in_them(client, allied, django_assert_max_num_queries):
    client.force_login(allied.others[0].teacher)
    for name in ("alliance_bodies", "alliance_papers", "alliance_groups"):
        client.get(at(name, allied.alliance))
        with django_assert_max_num_queries(22):
            client.get(at(name, allied.alliance))


def test_a_group_admits_somebody_of_a_partner_school_and_ends_it(client, allied):
    one, other = allied.others[:2]
    group = TeacherGroup.objects.create(school=one.school, name="Maths", kind="research")
    client.force_login(one.clerk)
    typed = {"group": group.pk, "teacher": other.teacher.employments.get().pk}
    client.post(at("member_admit", one.membership), typed)
    admission = GroupAdmission.objects.get()
    told = Notice.objects.get(recipient=other.teacher)
    client.force_login(other.teacher)
    assert (told.url, client.get(told.url).context["is_host"]) == (at("admission_show", admission), False)
    client.force_login(create_alliance().core.teacher)
    assert client.get(told.url).status_code == 404
    client.force_login(other.clerk)
    assert client.post(at("admission_end", admission)).status_code == 404
    client.force_login(one.clerk)
    client.post(at("admission_end", admission))
    admission.refresh_from_db()
    assert admission.to_on == TODAY
    assert Notice.objects.filter(recipient=other.teacher).count() == 2


def test_a_school_that_left_reads_what_was_and_nothing_new(client, allied):
    before = draw_up(allied)
    gone = allied.others[0]
    joining.leave(membership=gone.membership, on=TODAY, why="Merged", by=gone.principal)
    after = draw_up(allied, decided_on=TODAY)
    client.force_login(gone.teacher)
    assert client.get(at("allianceplan_detail", before)).status_code == 200
    assert client.get(at("allianceplan_detail", after)).status_code == 404
