"""F-01, F-02, F-04, F-05, F-07 with the numbers of the texts."""

from datetime import date, datetime, time, timedelta

import pytest

from communities import rules
from communities.rules import AttendanceCount, Finding, HostWord, Level, Presence

DAY = date(2026, 10, 17)


def at(text: str) -> datetime:
    return datetime.combine(DAY, time.fromisoformat(text))


def worst(**numbers) -> dict[str, Level]:
    right = {"students": 6, "parents": 6, "advisers": 1, "student_leaders": 1, "parent_leaders": 1}
    sizes = numbers.pop("sizes", rules.PRIMARY)
    findings = rules.composition(**{**right, **numbers}, sizes=sizes)
    return {finding.code: finding.level for finding in findings if not finding.is_ok}


@pytest.mark.parametrize(
    ("students", "is_ok"), [(3, False), (4, True), (8, True), (9, False)], ids=lambda case: f"G1.3.3.3-{case}"
)
def test_a_community_of_a_primary_school_has_four_to_eight_pupils(students, is_ok):
    assert worst(students=students) == ({} if is_ok else {"students": Level.VIOLATION})


@pytest.mark.parametrize(("students", "is_ok"), [(5, False), (6, True), (8, True), (9, False)])
def test_a_community_of_a_middle_school_has_six_to_eight_pupils(students, is_ok):
    found = worst(students=students, sizes=rules.JUNIOR)
    assert found == ({} if is_ok else {"students": Level.VIOLATION})


@pytest.mark.parametrize(("parents", "is_ok"), [(3, False), (4, True), (8, True), (9, False)])
def test_four_to_eight_parents(parents, is_ok):
    assert worst(parents=parents) == ({} if is_ok else {"parents": Level.VIOLATION})


@pytest.mark.parametrize(("advisers", "is_ok"), [(0, False), (1, True), (2, True), (3, False)])
def test_one_or_two_advisers(advisers, is_ok):
    assert worst(advisers=advisers) == ({} if is_ok else {"advisers": Level.VIOLATION})


@pytest.mark.parametrize("leader", ["student_leader", "parent_leader"])
def test_exactly_one_leader_of_each_kind(leader):
    assert worst(**{f"{leader}s": 0}) == {leader: Level.VIOLATION}


def test_a_finding_names_its_article_and_the_numbers():
    finding = rules.composition(
        students=9, parents=4, advisers=1, student_leaders=1, parent_leaders=1, sizes=rules.PRIMARY
    )[0]
    assert finding == Finding(Level.VIOLATION, "G1.3.3.3", "students", 9, 4, 8)


A, B = 1, 2
FIRST = Presence(A, at("13:55"), at("15:30"))


@pytest.mark.parametrize(
    ("second", "relay", "gaps"),
    [
        (Presence(B, at("15:20"), at("16:40")), False, [("15:30", "16:30")]),
        (Presence(B, at("15:20"), at("16:40")), True, []),
        (Presence(B, at("15:35"), at("16:40")), False, [("15:30", "16:30")]),
        (Presence(B, at("15:35"), at("16:40")), True, [("15:30", "15:35")]),
        (Presence(A, at("15:30"), at("16:30")), False, []),
    ],
    ids=["single-violation", "relay-ok", "gap-single", "gap-relay", "the-same-parent-again"],
)
def test_a_session_is_accompanied_the_whole_time(second, relay, gaps):
    """Source: the worked example of F-02, 14:00–16:30."""
    coverage = rules.accompaniment(
        starts_at=at("14:00"), ends_at=at("16:30"), presences=[FIRST, second], relay=relay, tolerance=timedelta()
    )
    assert coverage.is_covered == (not gaps)
    assert list(coverage.gaps) == [(at(first), at(last)) for first, last in gaps]


def test_a_session_without_anybody_is_one_gap():
    coverage = rules.accompaniment(
        starts_at=at("14:00"), ends_at=at("16:30"), presences=[], relay=True, tolerance=timedelta()
    )
    assert coverage.gaps == ((at("14:00"), at("16:30")),)


@pytest.mark.parametrize(("minutes", "is_covered"), [(5, True), (4, False)])
def test_some_minutes_at_either_end_may_be_allowed_to_miss(minutes, is_covered):
    late = Presence(A, at("14:05"), at("16:25"))
    coverage = rules.accompaniment(
        starts_at=at("14:00"),
        ends_at=at("16:30"),
        presences=[late],
        relay=False,
        tolerance=timedelta(minutes=minutes),
    )
    assert coverage.is_covered == is_covered


ONCE = HostWord(DAY, DAY, [], time(14), time(17))
SATURDAYS = HostWord(date(2026, 9, 1), date(2027, 1, 20), [6], time(14), time(16, 30))


@pytest.mark.parametrize(
    ("on", "ends_at", "words", "may_be_used"),
    [
        (DAY, time(16, 30), [ONCE], True),
        (DAY, time(16, 30), [SATURDAYS], True),
        (DAY, time(16, 31), [SATURDAYS], False),
        (DAY + timedelta(days=1), time(16, 30), [SATURDAYS], False),
        (DAY + timedelta(days=7), time(16, 30), [ONCE], False),
        (DAY, time(16, 30), [], False),
    ],
    ids=["once", "every-saturday", "too-long", "another-weekday", "once-is-once", "nobody-agreed"],
)
def test_a_home_needs_its_hosts_word(on, ends_at, words, may_be_used):
    found = rules.home_may_be_used(on=on, starts_at=time(14), ends_at=ends_at, words=words)
    assert found == may_be_used


@pytest.mark.parametrize(
    ("advisers", "groups", "codes"),
    [
        (4, 4, []),
        (4, 12, []),
        (4, 13, ["too_few_advisers"]),
        (5, 4, ["adviser_cannot_reach_two"]),
        (1, 1, ["adviser_cannot_reach_two"]),
        (1, 2, []),
        (1, 3, []),
        (1, 4, ["too_few_advisers"]),
    ],
)
def test_advisers_suffice_for_the_communities(advisers, groups, codes):
    assert [finding.code for finding in rules.advisers_suffice(advisers=advisers, groups=groups)] == codes


def test_too_few_advisers_is_a_violation_and_names_the_most_that_they_can_serve():
    (finding,) = rules.advisers_suffice(advisers=4, groups=13)
    assert (finding.level, finding.at_most) == (Level.VIOLATION, 12)


@pytest.mark.parametrize(
    ("groups", "level"), [(0, Level.WARNING), (1, Level.WARNING), (2, Level.OK), (3, Level.OK), (4, Level.VIOLATION)]
)
def test_an_adviser_serves_two_or_three_communities(groups, level):
    assert rules.adviser_load(groups=groups).level == level


def test_late_is_not_absent_and_leave_is_not_owed():
    """Source: F-07."""
    count = AttendanceCount(expected=8, present=4, late=1, left_early=1, leave=1)
    assert rules.attendance_rate(count) == (6, 7)


@pytest.mark.parametrize(("hours", "urgent"), [(-1, True), (1, True), (23, True), (24, False), (100, False)])
def test_a_gap_is_urgent_when_the_duty_begins_within_a_day(hours, urgent):
    now = at("09:00")
    assert rules.gap_is_urgent(starts_at=now + timedelta(hours=hours), now=now) == urgent
