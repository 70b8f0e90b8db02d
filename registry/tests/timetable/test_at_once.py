"""Two clerks at one timetable at the same moment, each with a session and a connection of the own (story 0)."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from accounts.tests.factories import user_with
from core.refusals import Refused
from core.tests.threads import at_once
from registry.models import TimetableSlot
from registry.services import timetable as services
from registry.services.teachers import update_teacher
from registry.tests.timetable.factories import create_scene, create_slot

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def scene():
    scene, today = create_scene(), timezone.localdate()
    scene.term.starts_on, scene.term.ends_on = today - timedelta(days=40), today + timedelta(days=40)
    scene.term.save()
    scene.director = user_with(Role.ACADEMIC_DIRECTOR, school=scene.school)
    return scene


def send(user, url, scene, **other):
    """Give what sends the form of a lesson in the user's own session; it gives the status and what the form says."""
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    fields = {
        "school_class": scene.first.pk, "weekday": 1, "period": 1, "weeks": "every", "subject": scene.chinese.pk,
        "teacher": scene.wang.pk, "room": "", "from_on": timezone.localdate().isoformat(),
    }  # fmt: skip

    def answer():
        response = client.post(url, fields | other)
        return response.status_code, response.context["form"].non_field_errors() if response.context else []

    return answer


def test_of_two_who_fill_one_cell_the_second_is_told_what_stands_there(scene):
    url = reverse("registry:lesson_create")
    other = send(scene.director, url, scene, subject=scene.music.pk, teacher=scene.li.pk)
    answers = sorted(at_once(send(scene.clerk, url, scene), other))
    assert [status for status, _words in answers] == [200, 302]
    assert answers[0][1][0].endswith("on Monday, period 1.")
    assert TimetableSlot.objects.count() == 1


def test_of_two_who_change_one_lesson_the_second_is_told_so(scene):
    slot = create_slot(scene, from_on=scene.term.starts_on)
    url = reverse("registry:lesson_edit", args=[slot.public_id])
    move = send(scene.director, url, scene, period=2)
    answers = sorted(at_once(send(scene.clerk, url, scene, subject=scene.music.pk), move))
    assert [status for status, _words in answers] == [200, 302]
    assert "Open the timetable anew" in answers[0][1][0]
    assert TimetableSlot.objects.filter(to_on=None).count() == 1


def test_a_teacher_who_goes_while_lessons_are_changed_leaves_no_deadlock(scene):
    """Both write the same lessons and then ask the database for the same places."""
    today = timezone.localdate()
    slots = [create_slot(scene, period=each, from_on=scene.term.starts_on) for each in range(1, 7)]

    def change():
        for slot in slots:
            fields = {name: getattr(slot, name) for name in ("weekday", "period", "school_class", "teacher")}
            fields |= {"weeks": "every", "subject": scene.music}
            with suppress(Refused):
                services.save_lesson(term=scene.term, fields=fields, from_on=today, by=scene.clerk, slot=slot)

    def go():
        update_teacher(teacher=scene.wang, fields={"employed_to": today + timedelta(days=1)}, by=scene.principal)

    at_once(change, go)
    tomorrow = today + timedelta(days=1)
    assert TimetableSlot.objects.held_from(tomorrow).filter(school_class=scene.first).count() == len(slots)
