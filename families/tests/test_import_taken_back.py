"""An import is taken back after families have come in: a child with a consent stays, and nothing breaks."""

import pytest

from families.tests.factories import activate, give_consent
from jobs.runs import Unwatched
from registry.imports import undoing
from registry.models import Guardian, RegisterImport, Student
from registry.tests.imports.engine.workbooks import imported, primary_school, pupil

pytestmark = pytest.mark.django_db
FATHER = {"父亲姓名": "张大", "父亲电话": "13900000001"}


def test_a_child_whose_family_has_agreed_to_something_stays():
    school = primary_school()
    imported(school, [pupil(**FATHER)])
    father = Guardian.objects.get()
    activate(father)
    imported(school, [pupil(**FATHER), pupil("李四", sequence=12, **FATHER)])
    child = Student.objects.get(name="李四")
    consent = give_consent(student=child, guardian=father)
    result = undoing.undo(RegisterImport.objects.order_by("-pk").first(), run=Unwatched())
    consent.refresh_from_db()
    assert child.guardians.get() == father
    assert result["removed"]["student"] == 0
    assert child.pk in [kept["id"] for kept in result["kept"] if kept["noun"] == "student"]
