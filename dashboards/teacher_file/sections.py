"""What stands in a teacher's file, in its order."""

from dashboards.teacher_file import checks, lessons, person

SECTIONS = (
    person.posts,
    person.teaching,
    person.owed,
    lessons.observed_by,
    lessons.observations_of,
    checks.results,
    checks.hand_ins,
    checks.contests,
)
