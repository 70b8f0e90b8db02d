"""Who is inspected for homework in which week of the second half of a term (F-19, C2.1.1–2)."""

import random
from collections import deque
from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta

from core.dates import Span, monday_of
from rulebook.rules.frames import Frame

FEWEST_SCHOOL_DAYS = 3  # a week with fewer gives nobody the time to look


def last_day(week_on: date) -> date:
    """Give the Friday of the week that begins on this Monday."""
    return week_on + timedelta(days=4)


def weeks_of_second_half(frame: Frame) -> list[date]:
    """Give the Mondays of the weeks: after the mid-term exam, until the final exam begins.

    A week counts with three school days of its own in between; the text says only "second half" (C2.1.2).
    """
    half = Span(frame.half_on, frame.final.from_on if frame.final else frame.span.to_on)
    weeks = [week for week in frame.weeks if sum(on in half for on in week.school_days) >= FEWEST_SCHOOL_DAYS]
    return [monday_of(week.span.from_on) for week in weeks]


def spread(
    teachers: Collection[int], weeks: int, *, seed: int, away: Mapping[int, Collection[int]] | None = None
) -> list[list[int]]:
    """Give for each week the teachers inspected in it, by their ids.

    Each once, every week ceil or floor of the mean; the same seed draws the same. `away` names the weeks (from 0) in
    which somebody is on leave: they get another week, and the others make room; who is away in all weeks gets none.
    """
    lists: list[list[int]] = [[] for _ in range(weeks)]
    if not weeks:
        return lists
    away = {teacher: set(gone) for teacher, gone in (away or {}).items()}
    drawn = random.Random(seed)  # noqa: S311  lots are drawn, nothing is kept secret
    order = sorted(teachers)
    drawn.shuffle(order)
    order.sort(key=lambda teacher: -len(away.get(teacher, ())))  # who is free seldom chooses first; the rest stay drawn
    for teacher in order:
        free = [week for week in range(weeks) if week not in away.get(teacher, ())]
        if free:
            fewest = min(len(lists[week]) for week in free)
            lists[drawn.choice([week for week in free if len(lists[week]) == fewest])].append(teacher)
    while _evened(lists, away):
        pass
    return [sorted(week) for week in lists]


def _evened(lists: list[list[int]], away: Mapping[int, Collection[int]]) -> bool:
    """Pass one teacher from a full week to one with two fewer, over other weeks if need be; False when none can."""
    for full in sorted(range(len(lists)), key=lambda week: -len(lists[week])):
        way = _way(lists, away, full)
        if way:
            for teacher, here, there in way:
                lists[here].remove(teacher)
                lists[there].append(teacher)
            return True
    return False


def _way(lists: Sequence[Sequence[int]], away, full: int) -> list[tuple[int, int, int]]:
    """Give the moves (teacher, from, to) that lead from a full week to the nearest with two fewer; [] for none."""
    came: dict[int, tuple[int, int, int] | None] = {full: None}
    waiting = deque([full])
    while waiting:
        here = waiting.popleft()
        if len(lists[here]) <= len(lists[full]) - 2:
            return _traced(came, here)
        for teacher in lists[here]:
            for there in range(len(lists)):
                if there not in came and there not in away.get(teacher, ()):
                    came[there] = (teacher, here, there)
                    waiting.append(there)
    return []


def _traced(came: Mapping[int, tuple[int, int, int] | None], end: int) -> list[tuple[int, int, int]]:
    moves, step = [], came[end]
    while step:
        moves.append(step)
        step = came[step[1]]
    return moves
