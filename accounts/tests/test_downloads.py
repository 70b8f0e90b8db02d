"""Children's data leaves only with a purpose, a line in the log and a name without names."""

import pytest
from django.utils import timezone

from accounts import downloads
from accounts.models import AccessRecord
from accounts.tests.factories import create_user
from schools.tests.factories import create_school

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(rf):
    """Give a function that calls the helper as a view does, and returns its response."""
    user, school = create_user(), create_school()

    def call(data=None, make=lambda purpose: b"PK"):
        request = rf.post("/x?class=3", data) if data is not None else rf.get("/x?class=3")
        request.user, request.school, request.session = user, school, {}
        return downloads.deliver(
            request, what="student", title="三年级（2）班 张伟", count=45, extension="xlsx", make=make
        )

    return call


def test_without_a_purpose_the_page_asks_and_nothing_leaves(ask):
    for data in (None, {}, {"purpose": "nonsense"}, {"purpose": "other", "note": ""}):
        response = ask(data)
        assert "Content-Disposition" not in response
        assert b'name="purpose"' in response.content
    assert not AccessRecord.objects.exists()


def test_with_a_purpose_the_file_leaves_and_the_log_says_what_for(ask):
    response = ask({"purpose": "other", "note": "vaccination list"})
    assert response.content == b"PK"
    assert response["Cache-Control"] == "no-store"
    record = AccessRecord.objects.get()
    assert (record.action, record.what, record.count, record.purpose) == (
        "download", "student", 45, "other: vaccination list",
    )  # fmt: skip


def test_the_file_name_holds_no_personal_data(ask):
    name = ask({"purpose": "upkeep"})["Content-Disposition"]
    assert name == f'attachment; filename="student-{timezone.localdate():%Y%m%d}.xlsx"'


def test_what_is_built_knows_the_purpose(ask):
    columns = {downloads.Purpose.TEACHING: b"name", downloads.Purpose.SAFETY: b"name,phone"}
    assert ask({"purpose": "teaching"}, columns.__getitem__).content == b"name"
    assert ask({"purpose": "safety"}, columns.__getitem__).content == b"name,phone"


def test_a_long_file_is_streamed_and_logged_before_its_first_byte(ask):
    logged = []

    def rows(purpose):
        logged.append(AccessRecord.objects.count())
        yield b"a"
        yield b"b"

    response = ask({"purpose": "upkeep"}, rows)
    assert b"".join(response.streaming_content) == b"ab"
    assert logged == [1]


def test_nothing_is_logged_when_the_file_cannot_be_built(ask):
    def broken(purpose):
        raise OSError("disk")

    with pytest.raises(OSError, match="disk"):
        ask({"purpose": "upkeep"}, broken)
    assert not AccessRecord.objects.exists()
