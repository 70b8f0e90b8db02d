"""What teachers and inspectors record that counts for requirements of C1–C7.

Each kind costs a constant number of statements, however many teachers. `ref` is the name of a page of ours and, where
the page is of one record, its id.
"""

from collections.abc import Callable, Iterable, Mapping
from itertools import chain

from django.urls import reverse

from core.dates import Span
from rulebook.kinds import Reading, Rows, register_evidence, register_evidence_together
from rulebook.rules.judging import Evidence
from schools.models import School
from teaching_checks.evidence import contests, hand_ins, markings, meetings, own, reviews, rounds

ROUNDS = "teaching_checks:round_list"
MY_HAND_INS, MY_MARKINGS = "teaching_checks:handin_mine", "teaching_checks:marking_mine"
MY_EXPERIMENTS, MY_TUTORING = "teaching_checks:experiment_mine", "teaching_checks:tutoring_mine"
MY_INSIGHTS = "teaching_checks:insight_mine"


def inspections(school: School, spans: Mapping[str, Span]) -> Iterable[Evidence]:
    """Give inspections from rounds and, as checks of teaching plans, from what was looked through when handed in."""
    looks = hand_ins.hand_in_checks(school, spans["check"]) if "check" in spans else ()
    return chain(rounds.inspections(school, spans), looks)


# Kind → its records, and the page on which to make one.
KINDS: dict[str, tuple[Rows, str]] = {
    "contest": (contests.decided, "teaching_checks:contest_list"),
    "experiment": (own.experiments, MY_EXPERIMENTS),
    "marking": (markings.markings, MY_MARKINGS),
    "pupil_talk": (own.of_pupils("pupil_talk"), MY_TUTORING),
    "quality_insight": (own.insights, MY_INSIGHTS),
    "tutoring_record": (own.of_pupils("tutoring_record"), MY_TUTORING),
    "meeting_report": (meetings.reports("meeting_report"), "teaching_checks:reportgiven_list"),
    "preparation_urged": (meetings.urged, "teaching_checks:leader_list"),
    "research_participation": (meetings.attended, "teaching_checks:leader_list"),
    "routine_summary": (meetings.reports("routine_summary"), "teaching_checks:reportgiven_list"),
    "six_earnests_review": (reviews.final, "teaching_checks:review_list"),
}
# Kinds that one reading gives together.
TOGETHER: dict[tuple[str, ...], tuple[Reading, str]] = {
    ("check", "group_check"): (inspections, ROUNDS),
    ("hand_in", "revision_plan", "subject_summary", "teaching_paper", "work_summary"): (
        hand_ins.hand_ins,
        MY_HAND_INS,
    ),
}


def register() -> None:
    """Make the records known to the rulebook; called when the app starts."""
    for code, (rows, place) in KINDS.items():
        register_evidence(code, rows=rows, page=page, list_page=_address(place))
    for codes, (reading, place) in TOGETHER.items():
        register_evidence_together(codes, reading=reading, page=page, list_page=_address(place))


def page(ref: str) -> str:
    """Give the address of a record's page."""
    name, _, public_id = ref.partition(":")
    return reverse(f"teaching_checks:{name}", args=[public_id] if public_id else [])


def _address(name: str) -> Callable[[], str]:
    return lambda: reverse(name)
