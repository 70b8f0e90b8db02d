"""Children's data leaves only with a purpose and a line in the log."""

import pytest

from accounts import downloads
from accounts.log_words import Purpose
from accounts.models import AccessRecord
from accounts.tests.factories import create_user
from schools.tests.factories import create_school

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(rf):
    """Give a function that calls the door as a view does, and returns its response."""
    user, school = create_user(), create_school()

    def call(data=None, make=lambda purpose: b"PK"):
        request = rf.post("/x?class=3", data) if data is not None else rf.get("/x?class=3")
        request.user, request.school, request.session = user, school, {}
        return downloads.deliver(
            request,
            "student",
            count=45,
            purposes=[Purpose.NAMES, Purpose.CONTACTS],
            make=make,
            name="三2班.xlsx",
            title="Class",
            cancel_url="/",
        )

    return call


def test_without_a_purpose_of_those_offered_the_page_asks_and_nothing_leaves(ask):
    for data in (None, {}, {"purpose": "nonsense"}, {"purpose": "visits"}):
        response = ask(data)
        assert "Content-Disposition" not in response
        assert b'name="purpose"' in response.content
    assert not AccessRecord.objects.exists()


def test_with_a_purpose_the_file_leaves_and_the_log_says_what_for(ask):
    response = ask({"purpose": "contacts", "note": "flood"})
    assert response.content == b"PK"
    assert (response["Cache-Control"], response["Content-Type"]) == ("no-store", downloads.XLSX)
    assert "filename*=utf-8''%E4%B8%892%E7%8F%AD.xlsx" in response["Content-Disposition"]
    record = AccessRecord.objects.get()
    found = record.action, record.what, record.count, record.purpose
    assert found == ("download", "student", 45, "contacts: flood")


def test_what_is_built_knows_the_purpose(ask):
    columns = {Purpose.NAMES: b"name", Purpose.CONTACTS: b"name,phone"}
    assert ask({"purpose": "names"}, columns.__getitem__).content == b"name"
    assert ask({"purpose": "contacts"}, columns.__getitem__).content == b"name,phone"


def test_nothing_is_logged_when_the_file_cannot_be_built(ask):
    def broken(purpose):
        raise OSError("disk")

    with pytest.raises(OSError, match="disk"):
        ask({"purpose": "names"}, broken)
    assert not AccessRecord.objects.exists()
