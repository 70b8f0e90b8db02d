"""Story 5 of what documents ask: a reminder waits in the inbox, once, and leads to what is owed."""

from datetime import datetime, time

import pytest
from django.urls import reverse
from django.utils import timezone

from notices.models import Notice
from notices.reminders import remind_staff_of
from rulebook.tests.running import small_now
from schools.models import CalendarDay
from tests.browser import steps

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_head_is_reminded_once_and_finds_the_way_to_what_is_owed(page_phone):
    small, today = small_now(), timezone.localdate()
    CalendarDay.objects.update_or_create(
        school=small.school, on=today, defaults={"kind": CalendarDay.Kind.SPECIAL, "is_school_day": True}
    )
    small.h1.language = "en"
    small.h1.save()
    morning = timezone.make_aware(datetime.combine(today, time(9)))
    remind_staff_of(school_id=small.school.pk, now=morning)
    remind_staff_of(school_id=small.school.pk, now=morning)
    overdue = Notice.objects.get(recipient=small.h1, dedupe__contains=f"late-{today}")

    page = page_phone
    steps.enter_as(page, small.h1)
    steps.visit(page, reverse("notices:inbox"))
    page.get_by_role("button", name=overdue.subject, exact=True).click()
    page.wait_for_url(f"**{reverse('rulebook:obligation_mine')}")
    steps.assert_in_order(page)
    overdue.refresh_from_db()
    assert overdue.read_at
