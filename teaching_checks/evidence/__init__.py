"""What teachers and inspectors record that counts for requirements of C1–C7.

Each kind costs a constant number of statements, however many teachers. `ref` is the name of a page of ours and, where
the page is of one record, its id.
"""

from collections.abc import Callable
from itertools import chain

from django.urls import reverse

from rulebook.kinds import Rows, register_evidence
from teaching_checks.evidence import contests, hand_ins, markings, meetings, own, reviews, rounds

ROUNDS = "teaching_checks:round_list"
MY_HAND_INS, MY_MARKINGS = "teaching_checks:handin_mine", "teaching_checks:marking_mine"
MY_EXPERIMENTS, MY_TUTORING = "teaching_checks:experiment_mine", "teaching_checks:tutoring_mine"
MY_INSIGHTS = "teaching_checks:insight_mine"


def both(*sources: Rows) -> Rows:
    """Join sources of one kind."""
    return lambda school, span: chain.from_iterable(rows(school, span) for rows in sources)


# Kind → its records, and the page on which to make one.
KINDS: dict[str, tuple[Rows, str]] = {
    "check": (both(rounds.checks, hand_ins.hand_in_checks), ROUNDS),
    "group_check": (rounds.group_checks, ROUNDS),
    "contest": (contests.decided, "teaching_checks:contest_list"),
    "experiment": (own.experiments, MY_EXPERIMENTS),
    "marking": (markings.markings, MY_MARKINGS),
    "pupil_talk": (own.of_pupils("pupil_talk"), MY_TUTORING),
    "quality_insight": (own.insights, MY_INSIGHTS),
    "tutoring_record": (own.of_pupils("tutoring_record"), MY_TUTORING),
    "hand_in": (hand_ins.of_kind("hand_in"), MY_HAND_INS),
    "revision_plan": (hand_ins.of_kind("revision_plan"), MY_HAND_INS),
    "subject_summary": (hand_ins.of_kind("subject_summary"), MY_HAND_INS),
    "teaching_paper": (hand_ins.of_kind("teaching_paper"), MY_HAND_INS),
    "work_summary": (hand_ins.of_kind("work_summary"), MY_HAND_INS),
    "meeting_report": (meetings.reports("meeting_report"), "teaching_checks:reportgiven_list"),
    "preparation_urged": (meetings.urged, "teaching_checks:leader_list"),
    "research_participation": (meetings.attended, "teaching_checks:leader_list"),
    "routine_summary": (meetings.reports("routine_summary"), "teaching_checks:reportgiven_list"),
    "six_earnests_review": (reviews.final, "teaching_checks:review_list"),
}


def register() -> None:
    """Make the records known to the rulebook; called when the app starts."""
    for code, (rows, place) in KINDS.items():
        register_evidence(code, rows=rows, page=page, list_page=_address(place))


def page(ref: str) -> str:
    """Give the address of a record's page."""
    name, _, public_id = ref.partition(":")
    return reverse(f"teaching_checks:{name}", args=[public_id] if public_id else [])


def _address(name: str) -> Callable[[], str]:
    return lambda: reverse(name)
