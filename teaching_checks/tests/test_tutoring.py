from datetime import date

import pytest
from django.urls import reverse

from accounts.models import AccessRecord
from core.refusals import Refused
from registry.tests.factories import create_student
from rulebook.rules.people import person
from teaching_checks.evidence.own import insights, of_pupils
from teaching_checks.models import Insight, PupilRecord
from teaching_checks.selectors.pupils import tutoring_counts
from teaching_checks.services.pupils import notice_quality, record
from teaching_checks.tests.records import create_pupil_record
from teaching_checks.tests.scenes import create_scene

pytestmark = pytest.mark.django_db
ON = date(2026, 9, 10)


@pytest.fixture
def scene():
    return create_scene()


def page(client, user, name, *args):
    client.force_login(user)
    return client.get(reverse(f"teaching_checks:{name}", args=args))


def test_a_teacher_records_tutoring_of_a_pupil_of_the_own_classes(client, scene):
    client.force_login(scene.small.a1)
    fields = {"purpose": "tutoring_record", "student": scene.pupils[0].pk, "on": ON, "note": "fractions"}
    client.post(reverse("teaching_checks:tutoring_add"), fields)
    made = PupilRecord.objects.get()
    assert (made.person, made.student, made.note) == (scene.small.a1, scene.pupils[0], "fractions")


def test_a_pupil_of_another_class_cannot_be_chosen(client, scene):
    stranger = create_student(school_class=scene.small.classes[2])
    client.force_login(scene.small.a1)
    fields = {"purpose": "tutoring_record", "student": stranger.pk, "on": ON, "note": "x"}
    response = client.post(reverse("teaching_checks:tutoring_add"), fields)
    assert "student" in response.context["form"].errors
    with pytest.raises(Refused, match="not_taught"):
        record(teacher=scene.teacher, purpose="pupil_talk", student=stranger, on=ON, note="x", by=scene.small.a1)


def test_only_the_teacher_and_the_office_see_who_is_tutored(client, scene):
    create_pupil_record(teacher=scene.teacher, student=scene.pupils[0], on=ON)
    seen = {
        name: scene.pupils[0].name
        in page(client, scene.small.people[name], "tutoring_teacher", scene.teacher.public_id).content.decode()
        for name in ("a1", "clerk", "h1", "a2")
    }
    assert seen == {"a1": True, "clerk": True, "h1": False, "a2": False}


def test_each_look_at_the_records_is_logged(client, scene):
    create_pupil_record(teacher=scene.teacher, student=scene.pupils[0], on=ON)
    page(client, scene.small.clerk, "tutoring_teacher", scene.teacher.public_id)
    look = AccessRecord.objects.get(what="tutoring")
    assert (look.user, look.count) == (scene.small.clerk, 1)


def test_the_list_of_the_office_counts_without_names(client, scene):
    for pupil in (*scene.pupils, scene.pupils[0]):
        create_pupil_record(teacher=scene.teacher, student=pupil, on=ON)
    create_pupil_record(teacher=scene.teacher, student=scene.pupils[0], on=ON, purpose="pupil_talk")
    (row,) = tutoring_counts(scene.small.school, scene.small.term.span)
    assert (row["tutorings"], row["talks"], row["pupils"]) == (3, 1, 2)
    shown = page(client, scene.small.clerk, "tutoring_list").content.decode()
    assert scene.teacher.name in shown
    assert not [pupil.name for pupil in scene.pupils if pupil.name in shown]


@pytest.mark.parametrize(("purpose", "part"), [("tutoring_record", "tutoring"), ("pupil_talk", "")])
def test_evidence_counts_records_and_names_no_pupil(scene, purpose, part):
    for each in ("tutoring_record", "pupil_talk"):
        create_pupil_record(teacher=scene.teacher, student=scene.pupils[0], on=ON, purpose=each)
    (found,) = of_pupils(purpose)(scene.small.school, scene.small.term.span)
    assert (found.kind, found.actor, found.subject, found.part) == (
        purpose,
        scene.small.a1.pk,
        person(scene.small.a1.pk),
        part,
    )


def test_ways_to_know_quality_are_ticked_and_each_counts(client, scene):
    client.force_login(scene.small.a1)
    url = reverse("teaching_checks:insight_mine")
    assert "ways" in client.post(url, {"on": ON}).context["form"].errors
    client.post(url, {"on": ON, "ways": ["questions", "homework"]})
    found = insights(scene.small.school, scene.small.term.span)
    assert [(e.part, e.on) for e in found] == [("homework", ON), ("questions", ON)]


def test_a_look_at_quality_needs_a_way_and_a_day_that_has_come(scene):
    for ways, on, reason in (([], ON, "nothing"), (["tests"], date(2030, 1, 1), "in_the_future")):
        with pytest.raises(Refused, match=reason):
            notice_quality(teacher=scene.teacher, on=on, ways=ways, by=scene.small.a1)


def test_own_records_are_taken_out_by_oneself_only(client, scene):
    mine = create_pupil_record(teacher=scene.teacher, student=scene.pupils[0], on=ON)
    insight = notice_quality(teacher=scene.teacher, on=ON, ways=["tests"], by=scene.small.a1)
    met = []
    for user in (scene.small.a2, scene.small.a1):
        client.force_login(user)
        for name, row in (("tutoring_remove", mine), ("insight_remove", insight)):
            met.append(client.post(reverse(f"teaching_checks:{name}", args=[row.public_id])).status_code)
    assert met == [404, 404, 302, 302]
    assert (PupilRecord.objects.count(), Insight.objects.count()) == (0, 0)


@pytest.mark.parametrize(("name", "who"), [("tutoring_mine", "a1"), ("tutoring_list", "clerk"), ("insight_mine", "a1")])
def test_lists_cost_the_same_for_any_number(client, scene, name, who, django_assert_max_num_queries):
    for pupil in scene.pupils * 6:
        create_pupil_record(teacher=scene.teacher, student=pupil, on=ON)
        notice_quality(teacher=scene.teacher, on=ON, ways=["tests"], by=scene.small.a1)
    with django_assert_max_num_queries(28):
        page(client, scene.small.people[who], name)
