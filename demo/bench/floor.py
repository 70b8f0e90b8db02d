"""The floor of a register import: calamine, COPY and INSERT … SELECT, without a look at any value."""

import csv
import io
from datetime import date

from django.db import connection, transaction
from python_calamine import CalamineWorkbook

from schools.models import School

COLUMNS = [f"c{number}" for number in range(25)]
# The columns of workbooks.HEADER: 1 name, 2 sex, 3 birth date, 6 ID number, 8 class, 12 address, 13 phone,
# 17-20 and 21-24 the two family members.
CLASSES = """
    INSERT INTO registry_schoolclass (public_id, school_id, stage, entry_year, number, label)
    SELECT gen_random_uuid(), %(school)s, 'primary', 2027 - left(c8, 1)::int, split_part(c8, '年级', 2)::int, ''
      FROM (SELECT DISTINCT replace(c8, '班', '') AS c8 FROM floor) classes
"""
STUDENTS = """
    INSERT INTO registry_student (
           id, school_id, name, sex, born_on, ethnic_group, id_type, id_number_sealed, id_number_hash,
           national_number_sealed, national_number_hash, school_number, entered_on, boarding, address, phone,
           left_behind, details, name_pinyin, name_initials)
    SELECT student, %(school)s, c1, 'M', to_date(c3, 'YYYYMMDD'), '01', '1',
           convert_to(c6, 'utf8') || '\\x00000000'::bytea, decode(md5(c6), 'hex'),
           convert_to(c7, 'utf8') || '\\x00000000'::bytea, decode(md5(c7), 'hex'),
           c9, to_date(c10, 'YYYYMM'), 'day', c12, c13,
           'no', jsonb_build_object('only_child', c14, 'health', c16), c9, c9
      FROM floor
"""
ENROLMENTS = """
    INSERT INTO registry_enrolment (school_id, student_id, school_class_id, from_on, how, ended)
    SELECT %(school)s, f.student, c.id, %(day)s, 'entered', ''
      FROM floor f
      JOIN registry_schoolclass c ON c.school_id = %(school)s AND c.entry_year = 2027 - left(f.c8, 1)::int
       AND c.number = replace(split_part(f.c8, '年级', 2), '班', '')::int
"""
GUARDIANS = """
    INSERT INTO registry_guardian (id, school_id, name, phone, name_pinyin, name_initials)
    SELECT father, %(school)s, c17, c19, c9, c9 FROM floor
    UNION ALL SELECT mother, %(school)s, c21, c23, c9, c9 FROM floor
"""
LINKS = """
    INSERT INTO registry_guardianship (
           school_id, student_id, guardian_id, relation, relation_note, position, is_barred)
    SELECT %(school)s, student, father, '51', '', 1, false FROM floor
    UNION ALL SELECT %(school)s, student, mother, '52', '', 2, false FROM floor
"""
STATEMENTS = (CLASSES, STUDENTS, ENROLMENTS, GUARDIANS, LINKS)


@transaction.atomic
def write(school: School, data: bytes, day: date) -> None:
    """Put every row of a workbook of workbooks.HEADER into the register as it stands."""
    rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()[1:]
    buffer = io.StringIO()
    csv.writer(buffer).writerows(rows)
    buffer.seek(0)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMP TABLE floor ({', '.join(f'{c} text' for c in COLUMNS)}) ON COMMIT DROP")
        cursor.copy_expert(f"COPY floor ({', '.join(COLUMNS)}) FROM STDIN WITH (FORMAT csv)", buffer)
        for key, table in (("student", "student"), ("father", "guardian"), ("mother", "guardian")):
            sequence = f"nextval('registry_{table}_id_seq')"
            cursor.execute(f"ALTER TABLE floor ADD {key} bigint DEFAULT {sequence}")
        for statement in STATEMENTS:
            cursor.execute(statement, {"school": school.pk, "day": day})
