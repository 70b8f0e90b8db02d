"""Whatever the file and whatever the register: applying does exactly what the preview said (property)."""

from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from registry.models import Enrolment, Guardian, Guardianship, SchoolClass, StagedStudent, Student
from registry.tests.imports.engine.workbooks import apply, imported, primary_school, pupil, read
from schools.models import Village

pytestmark = pytest.mark.django_db
NAMES = ("张三", "李四", "王五")
ADULTS = ("张大", "李大")
PHONES = tuple(f"1390001{n}234" for n in range(9))
PLACES = ("", "清河镇柳林村3号", "清河镇河湾村8号")


def mostly(usual, *rare):
    """Draw a usual value nine times in ten, so that few rows are left out."""
    return st.integers(0, 9).flatmap(lambda n: st.sampled_from(rare if n == 9 else usual))


rows = st.builds(
    pupil,
    name=mostly(NAMES, "张三1"),
    sequence=st.integers(11, 14),
    number=mostly((None,), "", "370102201703040000"),
    school_class=mostly(("三年级1班", "三年级2班", "四年级1班"), "不知道"),
    现住址=st.sampled_from(PLACES),
    父亲姓名=mostly(ADULTS, ""),
    父亲电话=mostly(PHONES, "", "坏"),
    母亲姓名=mostly(ADULTS, ""),
    母亲电话=mostly(PHONES, "", "坏"),
)
files = st.lists(rows, min_size=1, max_size=4)


def facts() -> dict:
    """Everything that an import may write, by key."""
    tables = (Student, Guardian, Guardianship, Enrolment, SchoolClass, Village)
    return {table.__name__: {row["id"]: row for row in table.objects.values()} for table in tables}


def differences(before: dict, after: dict) -> dict:
    """Give {table: (created ids, changed ids)}; nothing is ever removed."""
    found = {}
    for table, rows_before in before.items():
        assert rows_before.keys() <= after[table].keys()
        created = after[table].keys() - rows_before.keys()
        changed = {pk for pk, row in rows_before.items() if after[table][pk] != row}
        found[table] = created, changed
    return found


def promised(register_import) -> dict:
    """Give what the preview's rows and figures promise, counted as `differences` counts."""
    report, staged = register_import.report, StagedStudent.objects.filter(register_import=register_import)
    changed = {row.student_id for row in staged.filter(action="changed") if set(row.before) - {"class"}}
    return {
        "students": (report["created"], changed),
        "guardians": (report["guardians_created"], report["guardians_updated"]),
        "classes": report["classes_created"],
        "villages": report["villages_created"],
        "enrolments": staged.filter(action__in=("new", "changed"), enrol__in=("new", "move")).count(),
    }


def done(found: dict) -> dict:
    return {
        "students": (len(found["Student"][0]), found["Student"][1]),
        "guardians": (len(found["Guardian"][0]), len(found["Guardian"][1])),
        "classes": len(found["SchoolClass"][0]),
        "villages": len(found["Village"][0]),
        "enrolments": len(found["Enrolment"][0]),
    }


@settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(first=files, second=files, wipe=st.booleans())
def test_preview_equals_apply(first, second, wipe):
    with transaction.atomic():
        check(first, second, wipe)
        transaction.set_rollback(True)


def check(first, second, wipe):
    school = primary_school()
    imported(school, first, good_rows=True)
    before = facts()
    preview = read(school, second, on=date(2026, 10, 8), wipe_blanks=wipe)
    assert facts() == before
    apply(preview, good_rows=True)
    assert done(differences(before, facts())) == promised(preview)
    again = read(school, second, on=date(2026, 10, 8), wipe_blanks=wipe)
    assert (again.report["updated"], again.report["guardians_created"]) == (0, 0)
