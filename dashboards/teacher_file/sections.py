"""What stands in a teacher's file, in its order."""

from dashboards.teacher_file import checks, ledger, lessons, person

SECTIONS = (
    person.posts,
    person.teaching,
    person.owed,
    lessons.observed_by,
    lessons.observations_of,
    checks.results,
    checks.corrections,
    checks.reviews,
    checks.hand_ins,
    checks.contests,
    ledger.deductions,
)
