from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from registry.models import Teacher
from rulebook.tests.factories import create_small
from teaching_checks.models import HandIn, HandInCall
from teaching_checks.tests.records import create_call, create_hand_in

pytestmark = pytest.mark.django_db
ON = date(2026, 9, 10)


@pytest.fixture
def small():
    return create_small()


@pytest.fixture
def call(small):
    return create_call(school=small.school, term=small.term)


def row_of(small, call, name, **fields) -> HandIn:
    teacher = Teacher.objects.get(school=small.school, user=small.people[name])
    return create_hand_in(call=call, teacher=teacher, **fields)


def show(client, user, name, *args, **query):
    client.force_login(user)
    return client.get(reverse(f"teaching_checks:{name}", args=args), query)


def press(client, user, name, record, **data):
    client.force_login(user)
    return client.post(reverse(f"teaching_checks:{name}", args=[record.public_id]), data)


def test_my_page_shows_what_i_owe_and_nothing_of_others(client, small, call):
    mine = row_of(small, call, "a1")
    row_of(small, call, "a2")
    assert [line.hand_in for line in show(client, small.a1, "handin_mine").context["lines"]] == [mine]


def test_a_photo_is_handed_in_and_can_be_read_by_teacher_head_and_office_only(client, small, call):
    row = row_of(small, call, "a1")
    photo = SimpleUploadedFile("plan.jpg", b"\xff\xd8\xff\xe0 photo")
    press(client, small.a1, "handin_send", row, file=photo)
    row.refresh_from_db()
    assert (row.state, row.version) == ("handed_in", 1)
    readers = {
        name: show(client, small.people[name], "handin_file", row.public_id).status_code
        for name in ("a1", "h1", "clerk", "h2", "a2")
    }
    assert readers == {"a1": 200, "h1": 200, "clerk": 200, "h2": 404, "a2": 404}


def test_a_file_that_is_no_photo_is_refused_at_the_field(client, small, call):
    row = row_of(small, call, "a1")
    response = press(client, small.a1, "handin_send", row, file=SimpleUploadedFile("plan.jpg", b"not a photo"))
    assert "file" in response.context["form"].errors
    row.refresh_from_db()
    assert row.version == 0


def test_the_queue_of_a_head_holds_plans_of_the_group_only(client, small, call):
    waiting = row_of(small, call, "a1", on=ON)
    row_of(small, call, "b1", on=ON)
    row_of(small, create_call(school=small.school, term=small.term, kind="work_summary"), "a2", on=ON)
    missing = row_of(small, call, "a3")
    response = show(client, small.h1, "handin_queue")
    assert (list(response.context["page"]), list(response.context["missing"])) == ([waiting], [missing])


def test_a_head_approves_and_the_head_of_another_group_finds_nothing(client, small, call):
    row = row_of(small, call, "a1", on=ON)
    assert press(client, small.h2, "handin_approve", row).status_code == 404
    assert press(client, small.a2, "handin_approve", row).status_code == 403
    press(client, small.h1, "handin_approve", row)
    row.refresh_from_db()
    assert row.state == "approved"


def test_a_head_returns_with_a_reason_only(client, small, call):
    row = row_of(small, call, "a1", on=ON)
    assert "why" in press(client, small.h1, "handin_return", row, why=" ").context["form"].errors
    press(client, small.h1, "handin_return", row, why="no dates")
    row.refresh_from_db()
    assert (row.state, row.returned_why) == ("returned", "no dates")


def test_the_office_asks_and_the_title_names_itself(client, small):
    client.force_login(small.clerk)
    fields = {"kind": "work_summary", "audience": "teachers", "due_on": "2027-01-20", "title": ""}
    client.post(reverse("teaching_checks:handincall_create"), fields)
    call = HandInCall.objects.get()
    assert (call.term, call.hand_ins.count(), call.title) == (small.term, 10, str(HandInCall.Kind.WORK_SUMMARY.label))


def test_a_group_must_be_named_when_a_group_is_asked(client, small):
    client.force_login(small.clerk)
    fields = {"kind": "work_summary", "audience": "group", "due_on": "2027-01-20", "title": "x"}
    response = client.post(reverse("teaching_checks:handincall_create"), fields)
    assert "group" in response.context["form"].errors


def test_the_overview_shows_who_is_missing_and_how_late(client, small, call):
    row_of(small, call, "a1", on=date(2026, 9, 20))
    missing = row_of(small, call, "a2")
    response = show(client, small.clerk, "handincall_show", call.public_id)
    assert {line.hand_in.teacher.name: line.days for line in response.context["lines"]}["a1"] == 2
    response = show(client, small.clerk, "handincall_show", call.public_id, show="missing")
    assert [line.hand_in for line in response.context["lines"]] == [missing]


def test_the_office_checks_excuses_and_closes(client, small, call):
    came = row_of(small, call, "h1", on=ON)
    missing = row_of(small, call, "a2")
    press(client, small.clerk, "handin_accept", came)
    press(client, small.clerk, "handin_excuse", missing, excuse="textbook_missing")
    press(client, small.clerk, "handincall_close", call)
    assert list(call.hand_ins.order_by("pk").values_list("state", flat=True)) == ["accepted", "excused"]
    call.refresh_from_db()
    assert call.is_closed
    press(client, small.clerk, "handincall_close", call, again="1")
    call.refresh_from_db()
    assert not call.is_closed


@pytest.mark.parametrize(
    ("name", "who", "most"), [("handin_mine", "a1", 30), ("handincall_list", "clerk", 28), ("handin_queue", "h1", 30)]
)
def test_lists_cost_the_same_for_any_number(client, small, name, who, most, django_assert_max_num_queries):
    for _number in range(12):
        call = create_call(school=small.school, term=small.term)
        row_of(small, call, "a1", on=ON)
    with django_assert_max_num_queries(most):
        show(client, small.people[who], name)


def test_the_overview_costs_the_same_for_any_number(client, small, call, django_assert_max_num_queries):
    for name in ("a1", "a2", "a3", "b1", "b2", "c1", "h1", "h2"):
        row_of(small, call, name, on=ON)
    with django_assert_max_num_queries(30):
        show(client, small.clerk, "handincall_show", call.public_id)
