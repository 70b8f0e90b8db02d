"""Records of inspections for the walk over every address."""

from datetime import date

from django.core.files.base import ContentFile
from django.utils import timezone

from sheets.models import ScoreSheet
from teaching_checks.models import (
    Contest,
    ContestJudge,
    Entry,
    EntryFile,
    GroupVisit,
    Inspected,
    LeaderAttachment,
    ReportGiven,
    Roster,
    RosterAway,
    RosterPlace,
    Round,
    SixEarnestsReview,
)
from teaching_checks.tests import records
from teaching_checks.tests.corrections import create_correction

# The noun of an address where its name does not begin with it.
NOUN_OF: dict[str, str] = {
    "teaching_checks:review_write": "teacher",
    "teaching_checks:correction_order": "inspected",
    "teaching_checks:marking_teacher": "teacher",
    "teaching_checks:marking_enter": "teacher",
    "teaching_checks:tutoring_teacher": "teacher",
    "teaching_checks:planexception_add": "teacher",
    **{
        f"teaching_checks:entry_{step}": "contest_entry"
        for step in ("show", "add_file", "take_back", "consent", "judge")
    },
}
MONDAY = date(2026, 11, 16)


def samples(of: dict, *, reader) -> dict:
    """Give one record of each noun; `of` holds the school's others."""
    return {
        **records.samples(of),
        **round_samples(of, reader),
        **roster_samples(of, by=reader),
        **contest_samples(of, by=reader),
        **term_end_samples(of, by=reader),
    }


def round_samples(of: dict, reader) -> dict:
    row = _inspected(of, reader)
    correction = create_correction(row, by=reader, has_file=True)
    return {"round": row.round, "inspected": row, "result": row, "correction": correction}


def roster_samples(of: dict, *, by) -> dict:
    """Give a place in the homework roster, and a leave."""
    school, term, teacher = of["school"], of["term"], of["teacher"]
    fields = {"weeks": [str(MONDAY)], "seed": 1, "drawn_at": "2026-11-13T09:00+08:00", "drawn_by": by}
    roster = Roster.objects.create(school=school, term=term, **fields)
    place = {"teacher": teacher, "person": teacher.user, "week_on": MONDAY}
    return {
        "away": RosterAway.objects.create(school=school, term=term, teacher=teacher, from_on=MONDAY, to_on=MONDAY),
        "place": RosterPlace.objects.create(school=school, roster=roster, **place),
    }


def contest_samples(of: dict, *, by) -> dict:
    """Give a contest with an entry and its file."""
    school, teacher = of["school"], of["teacher"]
    days = {"entries_from_on": MONDAY, "entries_to_on": MONDAY}
    contest = Contest.objects.create(
        school=school, term=of["term"], name="Plans", object="lesson_plan", organiser=by, state="entries", **days
    )
    ContestJudge.objects.create(school=school, contest=contest, user=by)
    entry = {"teacher": teacher, "person": teacher.user, "title": "Spring"}
    entry = Entry.objects.create(school=school, contest=contest, **entry)
    file = ContentFile(b"%PDF-1.7", name="sample.pdf")
    kept = EntryFile.objects.create(school=school, entry=entry, file=file, name="Spring")
    return {"contest": contest, "contest_entry": entry, "entryfile": kept}


def _inspected(of: dict, reader) -> Inspected:
    """An open round whose one teacher was inspected and heard about it."""
    school, teacher = of["school"], of["teacher"]
    sheet = ScoreSheet.objects.create(
        school=school,
        purpose="lesson_plan",
        code="sample_plan",
        name="Plans",
        content={"items": [{"code": "order", "name": "Order", "most": 10}]},
    )
    now, day = timezone.now(), date(2026, 10, 8)
    round = Round.objects.create(
        school=school,
        term=of["term"],
        name="Plans",
        object="lesson_plan",
        sheet=sheet,
        from_on=day,
        to_on=day,
        state="open",
        organiser=reader,
        opened_at=now,
        opened_by=reader,
    )
    done = {"is_done": True, "done_on": day, "done_by": reader, "feedback_at": now}
    return Inspected.objects.create(school=school, round=round, teacher=teacher, person=teacher.user, **done)


def term_end_samples(of: dict, *, by) -> dict:
    """Give a final evaluation, a leader in a group with a visit, and a report to a meeting with its file."""
    school, term, teacher = of["school"], of["term"], of["teacher"]
    sheet = ScoreSheet.objects.create(
        school=school, purpose="six_earnests", code="sample", name="Six", content={"items": []}
    )
    review = {
        "sheet": sheet,
        "state": "final",
        "final_on": MONDAY,
        "written_by": by,
        "written_at": "2026-11-16T09:00+08:00",
    }
    leader = {"school": school, "leader": by, "group": of["group"]}
    told = {"kind": "meeting_report", "on": MONDAY, "meeting": "Weekly", "given_by": by}
    file = ContentFile(b"%PDF-1.7", name="sample.pdf")
    return {
        "review": SixEarnestsReview.objects.create(
            school=school, term=term, teacher=teacher, person=teacher.user, **review
        ),
        "attachment": LeaderAttachment.objects.create(from_on=MONDAY, **leader),
        "visit": GroupVisit.objects.create(on=MONDAY, entered_by=by, **leader),
        "reportgiven": ReportGiven.objects.create(school=school, term=term, file=file, **told),
    }
