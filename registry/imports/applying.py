"""Carry out a staged plan in one transaction, with a constant number of set-based statements.

Ids of new rows were drawn when the plan was made, so every statement reads the staging tables alone.
"""

import pghistory
from django.db import connection, transaction
from django.utils import timezone

from jobs.runs import JobRun, Unwatched
from registry.imports.loading import watermark
from registry.imports.plan.columns import GUARDIAN_TEXTS, STUDENT_COLUMNS
from registry.models import RegisterImport, SchoolClass, StagedStudent
from schools.models import School, Village

SEALED = ("id_number_sealed", "id_number_hash", "national_number_sealed", "national_number_hash")
SPELLED = ("name_pinyin", "name_initials")

# Column to write → key of `before` that says it changes.
STUDENT_CELLS = {
    **{column: column for column in STUDENT_COLUMNS},
    **dict.fromkeys(SPELLED, "name"),
    **{column: column.rpartition("_")[0] for column in SEALED},
}
GUARDIAN_CELLS = {
    **{column: column for column in (*GUARDIAN_TEXTS, "other_phones")},
    **dict.fromkeys(SPELLED, "name"),
    **dict.fromkeys(SEALED[:2], "id_number"),
}


def _cells(table: str, cells: dict[str, str]) -> list[str]:
    return [
        f"{column} = CASE WHEN jsonb_exists(t.before, '{key}') THEN t.{column} ELSE {table}.{column} END"
        for column, key in cells.items()
    ]


INSERT_STUDENTS = f"""
    INSERT INTO registry_student (id, school_id, details, {", ".join((*STUDENT_COLUMNS, *SEALED, *SPELLED))})
    SELECT student_id, %(school)s, details, {", ".join((*STUDENT_COLUMNS, *SEALED, *SPELLED))}
      FROM registry_stagedstudent WHERE register_import_id = %(import)s AND action = 'new' ORDER BY sequence
"""
# Writes the cells named in `before`; every other cell keeps what the register has.
UPDATE_STUDENTS = f"""
    UPDATE registry_student s SET details = s.details || t.details, {", ".join(_cells("s", STUDENT_CELLS))}
      FROM registry_stagedstudent t
     WHERE t.register_import_id = %(import)s AND t.action = 'changed' AND t.before - 'class' <> '{{}}'
       AND s.id = t.student_id
"""
MOVE_OUT = """
    UPDATE registry_enrolment e SET to_on = %(day)s, ended = 'moved'
      FROM registry_stagedstudent t
     WHERE t.register_import_id = %(import)s AND t.enrol = 'move' AND t.action = 'changed'
       AND e.student_id = t.student_id AND e.to_on IS NULL
"""
CORRECT_CLASS = """
    UPDATE registry_enrolment e SET school_class_id = t.school_class_id
      FROM registry_stagedstudent t
     WHERE t.register_import_id = %(import)s AND t.enrol = 'correct' AND t.action = 'changed'
       AND e.student_id = t.student_id AND e.to_on IS NULL
"""
ENROL = """
    INSERT INTO registry_enrolment (school_id, student_id, school_class_id, from_on, how, ended)
    SELECT %(school)s, student_id, school_class_id, %(day)s,
           CASE WHEN enrol = 'move' THEN 'moved' WHEN action = 'new' THEN 'entered' ELSE 'transferred' END, ''
      FROM registry_stagedstudent
     WHERE register_import_id = %(import)s AND action IN ('new', 'changed') AND enrol IN ('new', 'move')
     ORDER BY sequence
"""
GUARDIAN_COLUMNS = (*GUARDIAN_TEXTS, "other_phones", "id_number_sealed", "id_number_hash", "details", *SPELLED)
INSERT_GUARDIANS = f"""
    INSERT INTO registry_guardian (id, school_id, {", ".join(GUARDIAN_COLUMNS)})
    SELECT guardian_id, %(school)s, {", ".join(GUARDIAN_COLUMNS)}
      FROM registry_stagedguardian WHERE register_import_id = %(import)s AND action = 'new' ORDER BY sequence, position
"""
UPDATE_GUARDIANS = f"""
    UPDATE registry_guardian g SET details = g.details || t.details, {", ".join(_cells("g", GUARDIAN_CELLS))}
      FROM registry_stagedguardian t
     WHERE t.register_import_id = %(import)s AND t.action = 'changed' AND g.id = t.guardian_id
"""
INSERT_LINKS = """
    INSERT INTO registry_guardianship
           (school_id, student_id, guardian_id, relation, relation_note, position, is_guardian, is_barred)
    SELECT %(school)s, student_id, guardian_id, relation, relation_note, position, is_guardian, false
      FROM registry_stagedguardian WHERE register_import_id = %(import)s AND is_link_new ORDER BY sequence, position
"""
UPDATE_LINKS = """
    UPDATE registry_guardianship l
       SET relation = COALESCE(NULLIF(t.relation, ''), l.relation),
           relation_note = COALESCE(NULLIF(t.relation_note, ''), l.relation_note),
           is_guardian = COALESCE(t.is_guardian, l.is_guardian)
      FROM registry_stagedguardian t
     WHERE t.register_import_id = %(import)s AND t.is_link_changed
       AND l.student_id = t.student_id AND l.guardian_id = t.guardian_id
"""


NOTE_VILLAGES = """
    INSERT INTO schools_school_villages (school_id, village_id)
    SELECT DISTINCT %(school)s, village_id FROM registry_stagedstudent
     WHERE register_import_id = %(import)s AND action IN ('new', 'changed') AND village_id IS NOT NULL
    ON CONFLICT DO NOTHING
"""


class RegisterChanged(Exception):
    """The preview is no longer what would happen: the register has changed since, or the staged rows are lost."""


class RowsRejected(Exception):
    """Some rows are left out, and nobody has said that the good ones may go in without them."""


LOCK_STUDENTS = """
    SELECT count(*) FROM (
        SELECT s.id FROM registry_student s JOIN registry_stagedstudent t ON s.id = t.student_id
         WHERE t.register_import_id = %(import)s AND t.action = 'changed' ORDER BY s.id FOR UPDATE OF s) locked
"""


STEPS = (
    INSERT_STUDENTS,
    UPDATE_STUDENTS,
    MOVE_OUT,
    CORRECT_CLASS,
    ENROL,
    INSERT_GUARDIANS,
    UPDATE_GUARDIANS,
    INSERT_LINKS,
    UPDATE_LINKS,
)
STATEMENTS = len(STEPS)


@transaction.atomic
def apply(register_import: RegisterImport, *, good_rows: bool = False, run: JobRun | Unwatched) -> None:
    """Write the plan of an import into the register; all of it or nothing.

    A second import of the same school waits here until the first has ended, and is then told that the register
    has changed. Raises RegisterChanged, RowsRejected, and Cancelled between two statements.
    """
    values = {"school": register_import.school_id, "import": register_import.pk, "day": register_import.effective_on}
    lock_school(register_import.school)
    with connection.cursor() as cursor:
        cursor.execute(LOCK_STUDENTS, values)
        if not _is_still_true(register_import):
            raise RegisterChanged
        if register_import.report["skipped"] and not good_rows:
            raise RowsRejected
        with pghistory.context(register_import=str(register_import.public_id)):  # by which it can be taken back
            _create_places(register_import)
            for statement in STEPS:
                run.check_cancel()
                cursor.execute(statement, values)
                run.advance()
    register_import.state = RegisterImport.State.APPLIED
    register_import.applied_at = timezone.now()
    register_import.save(update_fields=["state", "applied_at"])


def _is_still_true(register_import: RegisterImport) -> bool:
    """Tell whether the preview is what would happen now.

    Not so when the register has changed, when another school has created one of the villages, or when a crash of the
    database has emptied the staging tables, which are not logged.
    """
    staged = StagedStudent.objects.filter(register_import=register_import).count()
    villages = Village.objects.filter(
        district=register_import.school.district_id, name__in=register_import.created["villages"]
    )
    return (
        watermark(register_import.school) == register_import.watermark
        and staged == register_import.report["rows"]
        and not villages.exists()
    )


def lock_school(school: School) -> None:
    """Wait until no other import writes this school's register; held to the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('register import'), %s)", [school.pk])


def _create_places(register_import: RegisterImport) -> None:
    """Create the classes and villages that the preview has shown; note every village that pupils live in."""
    school, created = register_import.school, register_import.created
    villages = created["villages"].items()
    Village.objects.bulk_create(Village(pk=pk, district_id=school.district_id, name=name) for name, pk in villages)
    with connection.cursor() as cursor:
        cursor.execute(NOTE_VILLAGES, {"school": school.pk, "import": register_import.pk})
    SchoolClass.objects.bulk_create(
        SchoolClass(pk=pk, school=school, stage=stage, entry_year=entry_year, number=number)
        for stage, entry_year, number, pk in created["classes"]
    )
