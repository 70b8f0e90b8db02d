"""Lessons in six steps (G5.3.3.4), lessons observed by several schools (G5.1.1.3, L-13)."""

from datetime import date

import pytest
from django.urls import reverse

from alliances.models import JointObservation, LessonCycle
from alliances.services import lessons as services
from alliances.tests.activities import NOW, OCTOBER, create_held
from alliances.tests.factories import create_alliance
from core.refusals import Refused
from observations.models import Observation
from observations.tests.factories import create_observation
from registry.models import Teacher
from registry.tests.factories import create_class

pytestmark = pytest.mark.django_db
LESSON = {"lesson": "春", "subject": "语文", "platform": "seminar"}


@pytest.fixture
def allied():
    return create_alliance(schools=3)


def begun(allied) -> LessonCycle:
    one = allied.others[0]
    return services.begin_cycle(membership=one.membership, teacher=one.teacher, fields=LESSON, by=one.clerk)


def step(cycle, code, on=OCTOBER):
    return services.take_step(cycle=cycle, code=code, on=on, by=cycle.teacher, now=NOW)


def test_six_steps_are_taken_one_after_the_other(allied):
    cycle = begun(allied)
    with pytest.raises(Refused, match="out_of_order"):
        step(cycle, "discuss")
    step(cycle, "demonstrate")
    for code in ("demonstrate", "show", "sing"):
        with pytest.raises(Refused, match="out_of_order"):
            step(cycle, code)
    with pytest.raises(Refused, match="in_the_future"):
        step(cycle, "discuss", on=date(2027, 1, 4))


def test_only_staff_of_the_school_begin(allied):
    one, other = allied.others
    with pytest.raises(Refused, match="not_of_the_school"):
        services.begin_cycle(membership=one.membership, teacher=other.teacher, fields=LESSON, by=one.clerk)


def test_pages_begin_a_lesson_and_let_the_teacher_take_steps(allied, client):
    one = allied.others[0]
    client.force_login(one.clerk)
    client.post(reverse("alliances:cycle_begin"), {**LESSON, "teacher": one.teacher.pk})
    cycle = LessonCycle.objects.get()
    take = reverse("alliances:cycle_step", args=[cycle.public_id])
    client.force_login(allied.others[1].teacher)
    assert client.post(take, {"on": "2026-10-14"}).status_code == 404
    client.force_login(one.teacher)
    client.post(take, {"on": str(cycle.begun_on), "code": "demonstrate", "note": "上了第一课"})
    lines = client.get(reverse("alliances:cycle_show", args=[cycle.public_id])).context["lines"]
    assert [(line.code, line.is_next) for line in lines if line.taken or line.is_next] == [
        ("demonstrate", False),
        ("discuss", True),
    ]


def observed(member) -> Observation:
    teacher = Teacher.objects.get(school=member.school, user=member.teacher)
    return create_observation(
        term=member.term,
        observer=member.director,
        teacher=teacher,
        school_class=create_class(school=member.school),
        on=OCTOBER,
        strengths="板书好",
        notes="王小明回答三次",
    )


def shared(allied, *guests) -> JointObservation:
    activity = create_held(allied, schools=[allied.others[0].membership])
    return services.share(activity=activity, observation=observed(allied.core), guests=guests, by=allied.core.director)


def test_an_observation_is_shared_once_with_staff_of_schools_that_take_part(allied):
    one, other = allied.others
    activity, row = create_held(allied, schools=[one.membership]), observed(allied.core)
    given = {"activity": activity, "observation": row, "by": allied.core.director}
    with pytest.raises(Refused, match="not_taking_part"):
        services.share(guests=[other.teacher], **given)
    services.share(guests=[one.teacher], **given)
    with pytest.raises(Refused, match="shared"):
        services.share(guests=[one.teacher], **given)


def test_an_observation_of_another_day_or_school_or_withdrawn_is_not_shared(allied):
    activity = create_held(allied, schools=[allied.others[0].membership])
    row = observed(allied.others[1])
    with pytest.raises(Refused, match="not_taking_part"):
        services.share(activity=activity, observation=row, guests=[], by=allied.core.director)
    mine = observed(allied.core)
    activity.on = date(2026, 10, 15)
    with pytest.raises(Refused, match="not_of_these_days"):
        services.share(activity=activity, observation=mine, guests=[], by=allied.core.director)
    mine.withdrawn_at = NOW
    with pytest.raises(Refused, match="withdrawn"):
        services.share(activity=activity, observation=mine, guests=[], by=allied.core.director)


def test_what_was_said_is_read_at_home_and_by_guests_and_notes_by_nobody_outside(allied, client):
    one = allied.others[0]
    joint = shared(allied, one.teacher)
    address = reverse("alliances:joint_show", args=[joint.public_id])
    reads = {}
    for name, user in {"taught": allied.core.teacher, "leads": allied.core.principal, "guest": one.teacher,
                       "colleague": one.clerk, "boss": one.principal}.items():  # fmt: skip
        client.force_login(user)
        page = client.get(address)
        reads[name] = (page.context["reads"], "板书好" in page.text)
        assert "王小明" not in page.text
    yes, no = (True, True), (False, False)
    assert reads == {"taught": yes, "leads": yes, "guest": yes, "colleague": no, "boss": no}


def test_what_the_home_school_has_withdrawn_no_guest_reads_on(allied, client):
    one = allied.others[0]
    joint = shared(allied, one.teacher)
    Observation.objects.filter(pk=joint.observation_id).update(withdrawn_at=NOW, withdrawn_why="twice")
    client.force_login(one.teacher)
    page = client.get(reverse("alliances:joint_show", args=[joint.public_id]))
    assert (page.context["reads"], "板书好" in page.text) == (False, False)


def test_only_the_home_school_shares_and_reports(allied, client):
    activity = create_held(allied, schools=[allied.others[0].membership])
    row = observed(allied.core)
    share = reverse("alliances:activity_share", args=[activity.public_id])
    data = {"observation": row.pk, "guests": [allied.others[0].teacher.pk]}
    client.force_login(allied.others[0].director)
    client.post(share, data)
    assert not JointObservation.objects.exists()
    client.force_login(allied.core.director)
    client.post(share, data)
    joint = JointObservation.objects.get()
    report = reverse("alliances:joint_report", args=[joint.public_id])
    client.post(report, {"report": "少讲多练"})
    joint.refresh_from_db()
    assert joint.report == "少讲多练"
    client.force_login(allied.others[0].director)
    assert client.post(report, {"report": "x"}).status_code == 404


def test_the_list_costs_the_same_for_however_many(allied, client, django_assert_max_num_queries):
    for _number in range(4):
        begun(allied)
    client.force_login(allied.core.teacher)
    address = reverse("alliances:cycle_list")
    client.get(address)
    with django_assert_max_num_queries(13):
        client.get(address)
