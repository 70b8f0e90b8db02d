"""The quota board: who has observed how many lessons of how many, read from what the rulebook says is owed (F-09)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal
from functools import cache, cached_property

from accounts.models import User
from registry.models import Teacher, TeacherGroup
from rulebook.documents.loading import documents
from rulebook.documents.schema import Measure, Requirement
from rulebook.rules.frames import Frame
from rulebook.rules.judging import Bucket, State
from rulebook.selectors.board import obligations_of
from rulebook.selectors.in_force import frame_among
from rulebook.selectors.lines import Line, lines_of
from schools.models import School, Term

FAMILY = "observation"


@cache
def quota_ids() -> frozenset[str]:
    """Give the requirements of all documents that are quotas of observations."""
    every = (requirement for each in documents().values() for requirement in each.requirements.values())
    return frozenset(requirement.id for requirement in every if requirement.family == FAMILY)


@dataclass(frozen=True)
class Week:
    """One week of a weekly quota: `state` is met, missed, waived, now or later."""

    number: int
    bucket: Bucket
    state: str
    reason: str


@dataclass(frozen=True)
class Quota:
    """What one person has to observe in a term and how it stands, with what the pages print of it."""

    line: Line
    frame: Frame
    today: date
    name: str = ""
    pinyin: str = ""
    group: str = ""

    @property
    def is_weekly(self) -> bool:
        return self.line.requirement.measure is Measure.BUCKETS

    @property
    def is_waived(self) -> bool:
        return self.line.state is State.WAIVED

    @property
    def done(self) -> Decimal:
        """How many lessons are done: of the term, or of all weeks."""
        return Decimal(len(self.line.standing.records)) if self.is_weekly else self.line.standing.value

    @property
    def needed(self) -> Decimal:
        """How many lessons are needed in the term, or in the weeks judged so far."""
        if self.is_weekly:
            return sum((week.bucket.needed for week in self.judged), Decimal(0))
        return self.line.standing.needed or Decimal(0)

    @property
    def remaining(self) -> Decimal:
        """How many lessons are still to be done: in the term, or in the week that runs."""
        if self.is_waived:
            return Decimal(0)
        if self.is_weekly:
            now = self.now
            return max(now.bucket.needed - now.bucket.value, Decimal(0)) if now else Decimal(0)
        return max(self.needed - self.done, Decimal(0))

    @property
    def expected(self) -> Decimal | None:
        """The pace: how many should be done today (F-09); None for a weekly quota."""
        return self.line.standing.expected

    @property
    def a_week(self) -> Decimal | None:
        """How many a week would be enough from now on; None when nothing is left, or no week."""
        left = sum(week.span.to_on > self.today for week in self.frame.weeks_in(self.line.owed.counts))
        if self.is_weekly or not left or not self.remaining:
            return None
        return (self.remaining / left).quantize(Decimal("0.1"), ROUND_CEILING)

    @property
    def is_behind(self) -> bool:
        """Tell whether the person is behind: the pace, the term's end, or a week without its number."""
        return self.line.state is State.LATE or self.line.standing.is_behind

    @cached_property
    def weeks(self) -> list[Week]:
        """The weeks of a weekly quota in their order."""
        numbers = {week.span.from_on: week.number for week in self.frame.weeks}
        buckets = self.line.standing.buckets if self.is_weekly else ()
        return [
            Week(numbers.get(each.span.from_on, 0), each, self._state(each), self._reason(each)) for each in buckets
        ]

    @property
    def judged(self) -> list[Week]:
        return [week for week in self.weeks if week.state in ("met", "missed")]

    @property
    def waived_weeks(self) -> list[Week]:
        """The weeks that are not asked, each with its reason; none where the whole quota is waived."""
        return [] if self.is_waived else [week for week in self.weeks if week.state == "waived"]

    @property
    def met(self) -> int:
        return sum(week.state == "met" for week in self.weeks)

    @property
    def now(self) -> Week | None:
        """The week that runs, when it is judged."""
        return next((w for w in self.weeks if self.today in w.bucket.span and w.state != "waived"), None)

    def _state(self, bucket: Bucket) -> str:
        if bucket.is_waived or self.is_waived:
            return "waived"
        if bucket.is_met:
            return "met"
        if bucket.is_missed:
            return "missed"
        return "now" if self.today in bucket.span else "later"

    def _reason(self, bucket: Bucket) -> str:
        """Give why a week is waived: the reason of a waiver; "" where the week has too few school days."""
        for waiver in self.line.waivers:
            if waiver.from_on is None or (waiver.from_on <= bucket.span.from_on <= waiver.to_on):
                return waiver.reason
        return ""

    @property
    def others(self) -> list[tuple[Requirement, Decimal]]:
        """The quotas of the person's other posts, which are not asked beside this one (X-07)."""
        known = self.line.document.requirements
        return [(known[each["requirement"]], Decimal(each["least"])) for each in self.line.inputs.get("others", ())]


@dataclass(frozen=True)
class QuotaBoard:
    """What one person sees: the own quotas, and those of the groups or schools that the person looks after."""

    own: list[Quota]
    all: list[Quota]
    is_asked: bool

    @property
    def groups(self) -> list[str]:
        return sorted({each.group for each in self.all if each.group})


def quota_board(school: School, term: Term, *, user: User, today: date) -> QuotaBoard:
    """Give the board of a term; a constant number of statements for any number of people."""
    frame = frame_among(school, term, school.every_term)
    owed = obligations_of(term, frame=frame).filter(requirement__in=quota_ids())
    mine = set(owed.borne_by(user).values_list("pk", flat=True))
    shown = set(owed.on_boards_of(user).values_list("pk", flat=True))
    rows = owed.filter(pk__in=mine | shown) if mine | shown else owed.none()
    found = quotas_of(school, lines_of(school, rows, frame, today=today), frame, today)
    return QuotaBoard(
        own=[each for each in found if each.line.pk in mine],
        all=[each for each in found if each.line.pk in shown and each.line.bearers],
        is_asked=bool(found) or owed.exists(),
    )


def term_quotas(school: School, term: Term, *, today: date) -> list[Quota]:
    """Give everybody's quotas of a term that may stand in a report of the school."""
    frame = frame_among(school, term, school.every_term)
    owed = obligations_of(term, frame=frame).for_everyone_on_the_board().filter(requirement__in=quota_ids())
    return [each for each in quotas_of(school, lines_of(school, owed, frame, today=today), frame, today) if each.name]


def quotas_of(school: School, lines: Iterable[Line], frame: Frame, today: date) -> list[Quota]:
    """Give lines with the names of their people and groups, by name; two statements."""
    lines = [line for line in lines if line.requirement.family == FAMILY]
    if not lines:
        return []
    people = Teacher.objects.filter(school=school).values_list("user", "name", "name_pinyin")
    names = {user: (name, pinyin) for user, name, pinyin in people}
    groups = dict(TeacherGroup.objects.filter(school=school).values_list("pk", "name"))
    found = []
    for line in lines:
        name, pinyin = names.get(line.bearers[0], (line.subject_name, "")) if line.bearers else ("", "")
        found.append(Quota(line, frame, today, name, pinyin, groups.get(line.group_id, "")))
    return sorted(found, key=lambda each: (each.pinyin, each.name))


SORTS = {
    "name": lambda each: (each.pinyin, each.name),
    "done": lambda each: (each.done, each.pinyin),
    "left": lambda each: (each.remaining, each.pinyin),
    "group": lambda each: (each.group, each.pinyin),
}


def narrowed(quotas: list[Quota], *, text: str = "", group: str = "", behind: bool = False) -> list[Quota]:
    """Keep the people of a group, whose name holds the text, who are behind; empty means all."""
    text = text.strip().casefold()
    return [
        each
        for each in quotas
        if (not group or each.group == group)
        and (not behind or each.is_behind)
        and (text in each.name.casefold() or (text.isascii() and each.pinyin.startswith(text)))
    ]


def ordered(quotas: list[Quota], sort: str) -> tuple[list[Quota], str]:
    """Give them in the order of the address, by group and name without one, and the word that counted."""
    word = sort if sort.removeprefix("-") in SORTS else "group"
    return sorted(quotas, key=SORTS[word.removeprefix("-")], reverse=word.startswith("-")), word


@dataclass(frozen=True)
class Sums:
    """How the people of a group stand together: no order of persons."""

    people: int
    behind: int


def sums_by_group(quotas: Iterable[Quota]) -> dict[str, Sums]:
    """Give for each group how many people it has and how many of them are behind."""
    found: dict[str, list[Quota]] = defaultdict(list)
    for each in quotas:
        found[each.group].append(each)
    return {group: sums(each) for group, each in found.items()}


def sums(quotas: Iterable[Quota]) -> Sums:
    """Count the people, each once, also where two documents ask."""
    quotas = list(quotas)
    return Sums(
        len({each.line.subject for each in quotas}), len({each.line.subject for each in quotas if each.is_behind})
    )
