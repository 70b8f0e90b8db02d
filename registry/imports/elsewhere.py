"""A pupil of another school of the district: told, but never where (data decision “across schools”)."""

from django.db import connection

from registry.imports.plan.model import File
from registry.imports.problems import problem
from schools.models import School

ENROLLED_ELSEWHERE = """
    SELECT s.id_number_hash FROM registry_student s
      JOIN schools_school o ON o.id = s.school_id AND o.district_id = %s AND o.id <> %s
      JOIN registry_enrolment e ON e.student_id = s.id AND e.from_on <= %s AND (e.to_on IS NULL OR e.to_on > %s)
     WHERE s.id_number_hash = ANY(%s)
"""


def warn_of_other_schools(school: School, file: File, day) -> None:
    """Add a warning to the rows whose pupil is enrolled in another school on that day. One statement."""
    hashes = [digest for digest in file.id_hashes if digest]
    if not hashes:
        return
    with connection.cursor() as cursor:
        cursor.execute(ENROLLED_ELSEWHERE, [school.district_id, school.pk, day, day, hashes])
        elsewhere = {bytes(row[0]) for row in cursor}
    for index, digest in enumerate(file.id_hashes) if elsewhere else ():
        if digest in elsewhere:
            place = file.sheets[index], file.rows[index]
            file.problems.append(problem(*place, "", file.values[index][0], "enrolled-elsewhere"))
