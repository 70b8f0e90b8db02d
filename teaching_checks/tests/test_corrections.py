"""What an inspection found is ordered, put right and looked at by somebody else."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from core.dates import Span
from core.refusals import Refused
from notices.models import Notice
from registry.models import Teacher
from rulebook.tests.factories import create_small
from sheets.tests.factories import create_sheet as pure_sheet
from teaching_checks.models import Correction, Inspected
from teaching_checks.rules.problems import has_failed, problems
from teaching_checks.selectors.corrections import reminders_due
from teaching_checks.services import corrections as services
from teaching_checks.tests.corrections import create_correction, create_done_row
from teaching_checks.tests.factories import SHORT, create_round, create_sheet

TODAY = timezone.localdate()
WEEK = TODAY + timedelta(days=7)


@pytest.fixture
def small(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return create_small()


@pytest.fixture
def row(small):
    return row_of(small, "a1")


def row_of(small, name) -> Inspected:
    teacher = Teacher.objects.get(user=small.people[name])
    return create_done_row(school=small.school, term=small.term, teacher=teacher, by=small.clerk)


def at(name, record) -> str:
    return reverse(f"teaching_checks:{name}", args=[record.public_id])


def test_ticks_counted_problems_and_lowest_grades_are_problems():
    sheet = pure_sheet()
    values = {"goals": "20", "due": "43", "no_plan": "2", "grade": "failed", "copied": "1", "remark": "好"}
    assert [(item.code, value) for item, value in problems(sheet, values)] == [
        ("no_plan", "2"),
        ("grade", "failed"),
        ("copied", "1"),
    ]
    assert problems(sheet, {"goals": "20", "due": "43", "no_plan": "0", "grade": "good", "copied": ""}) == []


def test_of_a_bad_total_the_weakest_criteria_are_named():
    found = problems(pure_sheet(), {"goals": "2", "process": "15"}, "failed")
    assert [item.code for item, _value in found] == ["goals", "process"]
    assert has_failed(pure_sheet(), "failed")
    assert not has_failed(pure_sheet(), "passed")


@pytest.mark.django_db
def test_it_goes_from_the_order_to_the_look(small, row):
    correction = services.order(row=row, what="补写三维目标", due_on=WEEK, by=small.h1)
    services.correct(correction=correction, note="已补写", by=small.a1)
    done = services.verify(correction=correction, by=small.h1)
    assert (done.state, done.verified_by) == ("verified", small.h1)
    told = Notice.objects.order_by("pk").values_list("recipient", flat=True)
    assert list(told) == [small.a1.pk, small.h1.pk, small.a1.pk]


@pytest.mark.django_db
def test_no_notice_says_what_was_found(small, row):
    correction = services.order(row=row, what="照抄教案", due_on=WEEK, by=small.h1)
    services.correct(correction=correction, note="重写了", by=small.a1)
    services.send_back(correction=correction, why="还是照抄", due_on=WEEK, by=small.h1)
    said = " ".join(f"{notice.subject} {notice.body}" for notice in Notice.objects.all())
    assert [word for word in ("照抄", "重写") if word in said] == []


@pytest.mark.django_db
def test_what_is_sent_back_is_asked_once_more_until_a_new_day(small, row):
    correction = services.order(row=row, what="补写", due_on=TODAY, by=small.h1)
    services.correct(correction=correction, note="好了", by=small.a1)
    back = services.send_back(correction=correction, why="第三课还没有", due_on=WEEK, by=small.h1)
    assert (back.state, back.sent_back, back.due_on) == ("ordered", "第三课还没有", WEEK)
    again = services.correct(correction=correction, note="第三课也好了", by=small.a1)
    assert again.sent_back == ""


@pytest.mark.django_db
def test_nobody_orders_corrects_for_another_or_verifies_the_own(small, row):
    with pytest.raises(Refused, match="oneself"):
        services.order(row=row, what="x", due_on=WEEK, by=small.a1)
    correction = create_correction(row, by=small.h1)
    with pytest.raises(Refused, match="not-yours"):
        services.correct(correction=correction, note="x", by=small.h1)
    services.correct(correction=correction, note="x", by=small.a1)
    for step in (
        lambda: services.verify(correction=correction, by=small.a1),
        lambda: services.send_back(correction=correction, why="x", due_on=WEEK, by=small.a1),
    ):
        with pytest.raises(Refused, match="oneself"):
            step()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("nobody_orders_own_correction", {"ordered_by": "a1"}),
        ("nobody_verifies_own_correction", {"verified_by": "a1", "state": "verified", "when": True}),
        ("correction_verified_by_someone", {"state": "verified", "when": None}),
        ("correction_made_before_verified", {"state": "corrected"}),
    ],
)
def test_the_database_keeps_the_steps_apart(small, row, name, fields):
    correction = create_correction(row, by=small.h1)
    values = {key: small.people[who] if key.endswith("_by") else who for key, who in fields.items() if key != "when"}
    if "when" in fields:
        values |= {"corrected_at": timezone.now(), "verified_at": timezone.now() if fields["when"] else None}
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Correction.objects.filter(pk=correction.pk).update(**values)


@pytest.mark.django_db
def test_a_row_has_one_open_order_and_no_day_that_is_over(small, row):
    with pytest.raises(Refused, match="past-day"):
        services.order(row=row, what="x", due_on=TODAY - timedelta(days=1), by=small.h1)
    services.order(row=row, what="x", due_on=WEEK, by=small.h1)
    with pytest.raises(Refused, match="already-open"):
        services.order(row=row, what="y", due_on=WEEK, by=small.clerk)


@pytest.mark.django_db
def test_nothing_is_answered_or_settled_twice(small, row):
    correction = create_correction(row, by=small.h1, has_file=True)
    with pytest.raises(Refused, match="not-open"):
        services.correct(correction=correction, note="x", by=small.a1)
    services.verify(correction=correction, by=small.h1)
    with pytest.raises(Refused, match="not-corrected"):
        services.verify(correction=correction, by=small.clerk)


@pytest.mark.django_db
def test_each_sees_the_own_and_those_one_follows(small):
    mine = create_correction(row_of(small, "a1"), by=small.clerk)
    rows = Correction.objects
    assert list(rows.owed_by(small.a1)) == [mine]
    assert list(rows.followed_by(small.a1)) == []
    assert [list(rows.followed_by(user)) for user in (small.h1, small.clerk, small.h2, small.a2)] == [
        [mine],
        [mine],
        [],
        [],
    ]


@pytest.mark.django_db
def test_the_office_filters_what_is_overdue(small, row, client, django_assert_max_num_queries):
    create_correction(row, by=small.h1, due_on=TODAY - timedelta(days=2))
    client.force_login(small.clerk)
    with django_assert_max_num_queries(16):
        response = client.get(reverse("teaching_checks:correction_list"), {"show": "overdue"})
    assert response.context["page"].paginator.count == 1
    assert response.context["counts"] == {"open": 1, "overdue": 1, "corrected": 0}


@pytest.mark.django_db
def test_the_words_are_proposed_from_what_was_found(small, client):
    sheet = create_sheet(school=small.school, content=SHORT)
    values = {"a1": {"order": "60", "care": "40", "copied": "1"}}
    round = create_round(small=small, sheet=sheet, values=values, days=(TODAY, TODAY))
    client.force_login(small.h1)
    page = client.get(at("correction_order", round.rows.get(person=small.a1.pk)))
    assert page.context["form"]["what"].value() == "照搬"


@pytest.mark.django_db
def test_a_teacher_answers_with_a_photo_that_only_those_concerned_open(small, row, client):
    correction = create_correction(row, by=small.h1)
    client.force_login(small.a1)
    photo = SimpleUploadedFile("page.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 20)
    client.post(at("correction_correct", correction), {"note": "已补写", "file": photo})
    correction.refresh_from_db()
    assert correction.state == "corrected"
    assert client.get(at("correction_file", correction)).status_code == 200
    client.force_login(small.a2)
    assert client.get(at("correction_file", correction)).status_code == 404


@pytest.mark.django_db
def test_what_is_no_photo_is_refused_and_the_words_stay(small, row, client):
    correction = create_correction(row, by=small.h1)
    client.force_login(small.a1)
    page = client.post(
        at("correction_correct", correction), {"note": "已补写", "file": SimpleUploadedFile("a.png", b"<html>")}
    )
    assert page.context["correct_form"].errors.keys() == {"file"}
    assert "已补写" in page.text


@pytest.mark.django_db
def test_the_teacher_is_reminded_the_day_before_and_both_when_it_is_over(small):
    create_correction(row_of(small, "a1"), by=small.h1, due_on=TODAY + timedelta(days=1))
    create_correction(row_of_other(small), by=small.h2, due_on=TODAY - timedelta(days=1))
    days = Span(TODAY, TODAY + timedelta(days=1))
    letters = reminders_due(school=small.school, days=days, now=timezone.now())
    assert {letter.recipient for letter in letters} == {small.a1, small.b1, small.h2}


def row_of_other(small) -> Inspected:
    round = create_round(small=small, who=("b1",), inspector="h2", days=(TODAY, TODAY))
    return round.rows.get()
