"""Which obligations are worth a word on a day. Pure: lines in, matters out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from rulebook.documents.schema import Level, Measure, Per, Requirement
from rulebook.rules.frames import Frame
from rulebook.rules.judging import State
from rulebook.selectors.lines import Line

THURSDAY = 3
AT_ONCE_WRONG = {Measure.STANDING, Measure.JUDGED, Measure.NONE}


class Stage(StrEnum):
    OPENED = "opened"
    SOON = "soon"
    LAST_DAY = "last_day"
    LATE = "late"
    WEEK = "week"
    BEHIND = "behind"
    FINDING = "finding"


@dataclass(frozen=True)
class Matter:
    """One line and why it is worth a word."""

    stage: Stage
    line: Line

    @property
    def notice(self) -> str:
        """Give the id of the kind of notice in the specification."""
        return {Stage.BEHIND: "N-11", Stage.WEEK: "N-06", Stage.FINDING: "N-18"}.get(
            self.stage, notice_of(self.line.requirement)
        )


def notice_of(requirement: Requirement) -> str:
    """Give which kind of notice speaks of a requirement's date."""
    by_evidence = {
        "quality_analysis": "N-13",
        "school_analysis": "N-13",
        "class_analysis": "N-13",
        "contest": "N-17",
        "community_inspection": "N-05",
        "community_evaluation": "N-05",
        "five_ones_event": "N-08",
        "self_check_report": "N-08",
        "alliance_meeting": "N-08",
    }
    if requirement.evidence == "check" and requirement.parts + requirement.objects == ("observation_notes",):
        return "N-12"
    return by_evidence.get(requirement.evidence, "N-10")


DAYS_BEFORE = {"N-13": 5, "N-08": 28}  # the others a week


def matters(lines: Iterable[Line], frame: Frame, *, on: date) -> Iterator[Matter]:
    """Give what is to be said on a school day. Nothing about what is voluntary (L-06) or only advised."""
    next_school_day = _next_school_day(frame, on)
    for line in lines:
        requirement = line.requirement
        if requirement.is_voluntary or requirement.level is Level.ADVICE or not line.bearers:
            continue
        stage = _stage(line, on, next_school_day)
        if stage:
            yield Matter(stage, line)


def _stage(line: Line, on: date, next_school_day: date) -> Stage | None:
    standing, requirement = line.standing, line.requirement
    if line.state is State.LATE and requirement.measure in AT_ONCE_WRONG:
        return Stage.FINDING
    if requirement.measure is Measure.BUCKETS:
        return Stage.WEEK if requirement.per is Per.WEEK and _week_is_open(line, on) else None
    if line.state is State.LATE:
        return Stage.LATE
    if line.state is not State.DUE or requirement.measure is Measure.NONE:
        return None
    if line.due_on <= next_school_day:
        return Stage.LAST_DAY
    if line.due_on <= on + timedelta(days=DAYS_BEFORE.get(notice_of(requirement), 7)):
        return Stage.SOON
    if requirement.due.get("months") and line.opens_on <= on:
        return Stage.OPENED
    return Stage.BEHIND if standing.is_behind else None


def _week_is_open(line: Line, on: date) -> bool:
    """Tell whether from Thursday on something of this week is still missing (C6.4)."""
    week = [b for b in line.standing.buckets if on in b.span]
    return on.weekday() >= THURSDAY and any(not b.is_met and not b.is_waived for b in week)


def _next_school_day(frame: Frame, on: date) -> date:
    """Give the first school day after a day: what is due until then must be said today."""
    day = on + timedelta(days=1)
    while day in frame.calendar.span and day <= on + timedelta(days=10) and not frame.calendar.is_school_day(day):
        day += timedelta(days=1)
    return day
