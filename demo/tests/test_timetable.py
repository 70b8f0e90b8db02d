"""The weeks of the demo have no clashes, whatever is to be taught."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as some

from demo.timetable import Wanted, week_of

PERIODS = 3
LESSONS = some.lists(some.tuples(some.integers(0, 4), some.integers(0, 4)), max_size=60)


def fitting(pairs):
    """Keep pairs (class, teacher) while neither has more lessons than the week has times."""
    counts, kept = Counter(), []
    for pair in pairs:
        ends = ("class", pair[0]), ("teacher", pair[1])
        if all(counts[end] < 5 * PERIODS for end in ends):
            counts.update(ends)
            kept.append(pair)
    return kept


@given(LESSONS)
def test_every_lesson_has_a_time_and_nobody_two_at_once(pairs):
    wanted = [Wanted(school_class=one, subject=1, teacher=other, times=1) for one, other in fitting(pairs)]
    week = week_of(wanted, PERIODS)
    assert len(week) == len(wanted)
    for who in ("school_class", "teacher"):
        times = Counter((getattr(each, who), weekday, period) for each, weekday, period in week)
        assert set(times.values()) <= {1}
