"""The written rules of growth communities: plain values in, plain values out, no clock, no database."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum


class Level(StrEnum):
    OK = "ok"
    WARNING = "warning"
    VIOLATION = "violation"


@dataclass(frozen=True)
class Finding:
    """What a check says: how serious, by which article, and a code with numbers for which the page has words."""

    level: Level
    article: str
    code: str
    found: int = 0
    at_least: int | None = None
    at_most: int | None = None

    @property
    def is_ok(self) -> bool:
        return self.level == Level.OK


# --- composition (F-01) -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Sizes:
    """The numbers of one school (X-01, X-04): pupils, parents and advisers of a community, both ends included."""

    students: tuple[int, int]
    parents: tuple[int, int]
    advisers: tuple[int, int]


# G1.3.3.3–5 for primary schools; G2.1.3 for junior middle schools.
PRIMARY = Sizes(students=(4, 8), parents=(4, 8), advisers=(1, 2))
JUNIOR = Sizes(students=(6, 8), parents=(4, 8), advisers=(1, 2))


def composition(
    *, students: int, parents: int, advisers: int, student_leaders: int, parent_leaders: int, sizes: Sizes
) -> list[Finding]:
    """Judge who is in a community: five findings, in the order of the articles, good ones too.

    Counted are those who have agreed; leaders are counted among members only (constraints see to that).
    Source: F-01 (G1.3.3.3–5, G1.3.4.V2, G2.1.3, G2.2.1).
    """
    return [
        _in_range("students", "G1.3.3.3", students, sizes.students),
        _in_range("parents", "G1.3.3.4", parents, sizes.parents),
        _in_range("advisers", "G1.3.3.5", advisers, sizes.advisers),
        _in_range("student_leader", "G2.2.1", student_leaders, (1, 1)),
        _in_range("parent_leader", "G1.3.4.V2", parent_leaders, (1, 1)),
    ]


def _in_range(code: str, article: str, found: int, allowed: tuple[int, int]) -> Finding:
    at_least, at_most = allowed
    level = Level.OK if at_least <= found <= at_most else Level.VIOLATION
    return Finding(level, article, code, found, at_least, at_most)


# --- accompaniment (F-02) ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Presence:
    """One parent at one place from one moment to another, planned or actual."""

    guardian_id: int
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class Coverage:
    """Whether a session is accompanied the whole time, and when it is not: half-open ranges of moments."""

    is_covered: bool
    gaps: tuple[tuple[datetime, datetime], ...] = ()


def accompaniment(
    *,
    starts_at: datetime,
    ends_at: datetime,
    presences: Iterable[Presence],
    relay: bool,
    tolerance: timedelta,
    parents: int = 1,
) -> Coverage:
    """Tell whether so many parents are there the whole time; `tolerance` may be missing at either end.

    Single (the default, X-06): the same parents cover all; the gaps are those of whoever comes last among them.
    Relay: parents may take turns, and the gaps are the moments with fewer parents than are needed.
    Source: F-02 (G1.3.4.S3c).
    """
    by_guardian: dict[int, list[tuple[datetime, datetime]]] = {}
    for presence in presences:
        by_guardian.setdefault(presence.guardian_id, []).append((presence.starts_at, presence.ends_at))
    session = starts_at + tolerance, ends_at - tolerance
    if relay:
        gaps = _gaps(session, _at_least(parents, by_guardian.values()))
    else:
        tried = [_gaps(session, spans) for spans in by_guardian.values()]
        tried.sort(key=lambda gaps: sum((last - first for first, last in gaps), timedelta()))
        gaps = tried[parents - 1] if len(tried) >= parents else [(starts_at, ends_at)]
    return Coverage(not gaps, tuple(gaps))


def _at_least(number: int, by_guardian: Iterable[list[tuple[datetime, datetime]]]) -> list[tuple[datetime, datetime]]:
    """Give the moments at which so many guardians are there at once, each counted once."""
    steps = sorted(step for spans in by_guardian for span in _joined(spans) for step in ((span[0], 1), (span[1], -1)))
    there, since, found = 0, None, []
    for at, change in steps:
        there += change
        if there >= number and since is None:
            since = at
        elif there < number and since is not None:
            found.append((since, at))
            since = None
    return found


def _joined(spans: list[tuple[datetime, datetime]]) -> list[tuple[datetime, datetime]]:
    joined: list[tuple[datetime, datetime]] = []
    for first, last in sorted(spans):
        if joined and first <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], last)
        else:
            joined.append((first, last))
    return joined


def _gaps(session, spans) -> list[tuple[datetime, datetime]]:
    reached, end = session
    gaps = []
    for first, last in sorted(spans):
        if first > reached:
            gaps.append((reached, min(first, end)))
        reached = max(reached, last)
        if reached >= end:
            break
    if reached < end:
        gaps.append((reached, end))
    return [gap for gap in gaps if gap[0] < gap[1]]


# --- a duty that is free again ----------------------------------------------------------------------------------

URGENT = timedelta(hours=24)


def gap_is_urgent(*, starts_at: datetime, now: datetime) -> bool:
    """Tell whether a duty that has become free begins so soon that the leaders must know at once.

    The text names no number of hours; a day leaves one evening in which to ask the others. Source: G1.3.4.S3c.
    """
    return starts_at - now < URGENT


# --- venue consent (F-04) ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class HostWord:
    """What a host has agreed to: days, weekdays (1 is Monday; none means every day) and hours at home."""

    from_on: date
    to_on: date
    weekdays: Sequence[int]
    starts_at: time
    ends_at: time


def home_may_be_used(*, on: date, starts_at: time, ends_at: time, words: Iterable[HostWord]) -> bool:
    """Tell whether a home may be used: one consent covers the day and the whole session.

    Only consents that are given count; a withdrawn one is not among `words`. Source: F-04 (G1.3.4.S3a, G2.3.1).
    """
    return any(
        word.from_on <= on <= word.to_on
        and (not word.weekdays or on.isoweekday() in word.weekdays)
        and word.starts_at <= starts_at
        and ends_at <= word.ends_at
        for word in words
    )


# --- adviser load (F-05) ----------------------------------------------------------------------------------------

PER_ADVISER = (2, 3)  # G2.4.1


def advisers_suffice(*, advisers: int, groups: int, per_adviser: tuple[int, int] = PER_ADVISER) -> list[Finding]:
    """Judge whether so many advisers can look after so many communities, each serving 2–3.

    Too few advisers is a violation; an adviser who cannot reach two communities only a warning.
    Source: F-05 (G2.4.1, G1.3.3.5).
    """
    at_least, at_most = per_adviser
    findings = []
    if groups > at_most * advisers:
        findings.append(Finding(Level.VIOLATION, "G1.3.3.5", "too_few_advisers", advisers, at_most=at_most * advisers))
    if advisers > groups or (advisers == 1 and groups < at_least):
        findings.append(Finding(Level.WARNING, "G2.4.1", "adviser_cannot_reach_two", advisers, at_least=at_least))
    return findings


def adviser_load(*, groups: int, per_adviser: tuple[int, int] = PER_ADVISER) -> Finding:
    """Judge how many communities one adviser serves. Source: F-05 (G2.4.1)."""
    found = _in_range("adviser_groups", "G2.4.1", groups, per_adviser)
    # Below two is a wish of the text, above three a load that one person cannot carry.
    return found if found.is_ok or groups > per_adviser[1] else Finding(Level.WARNING, *_after_level(found))


def _after_level(finding: Finding) -> tuple:
    return finding.article, finding.code, finding.found, finding.at_least, finding.at_most


# --- attendance (F-07) ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class AttendanceCount:
    """The pupils of one or several sessions by how they attended; expected = everybody who was a member."""

    expected: int
    present: int = 0
    late: int = 0
    left_early: int = 0
    leave: int = 0


def attendance_rate(count: AttendanceCount) -> tuple[int, int]:
    """Give (came, owed) of the attendance rate: late or leaving early is there; leave is not owed.

    The page shows both numbers beside the percentage. Source: F-07.
    """
    return count.present + count.late + count.left_early, count.expected - count.leave
