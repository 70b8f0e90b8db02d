"""What every writer of the chronicle needs: the schools, the terms, chance, and a pen."""

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property

from demo.alliance_years.chronicle import Chronicle

DAY = timedelta(days=1)
SETTLED = timedelta(days=14)  # so long it takes until every school has joined
QUIET_MONTHS = (2, 7, 8)  # of the vacations


class Story:
    """One writer's view of the chronicle."""

    def __init__(self, chronicle: Chronicle, rng: random.Random):
        self.chronicle, self.rng = chronicle, rng
        self.codes = [school["code"] for school in chronicle.schools]
        self.core, self.others = self.codes[0], self.codes[1:]
        self.begins = chronicle.founded_on + SETTLED
        self.numbers: Counter[str] = Counter()

    @property
    def has_core(self) -> bool:
        return self.chronicle.document == "G5"

    @property
    def office(self) -> str:
        """The vice-principal of the first school, who directs the office."""
        return f"{self.core}/vice"

    @property
    def helper(self) -> str:
        """The academic director of the first school, who works in the office too."""
        return f"{self.core}/director"

    def say(self, on: date, what: str, by: str, **more) -> None:
        """Write an event down."""
        self.chronicle.events.append({"on": on, "what": what, "by": by, **more})

    def new(self, letter: str) -> str:
        """Give a name by which later events refer to this one."""
        self.numbers[letter] += 1
        return f"{letter}{self.numbers[letter]}"

    def happens(self, chance: float) -> bool:
        return self.rng.random() < chance

    def day(self, first: date, last: date) -> date | None:
        """Draw a weekday of these days, from when the schools have joined; None where there is none."""
        first = max(first, self.begins)
        days = [first + DAY * number for number in range((last - first).days + 1)]
        days = [each for each in days if each.weekday() < 5]
        return self.rng.choice(days) if days else None

    @cached_property
    def terms(self) -> list[dict]:
        """The terms in which the alliance lives."""
        return [term for term in self.chronicle.terms if term["last_on"] > self.begins]

    def months(self) -> Iterator[tuple[date, date]]:
        """Give the first and last day of every month with school."""
        first = self.chronicle.founded_on.replace(day=1)
        while first <= self.chronicle.until:
            after = (first + timedelta(days=31)).replace(day=1)
            if first.month not in QUIET_MONTHS:
                yield first, after - DAY
            first = after

    def staff(self, code: str, on: date) -> list[str]:
        """Give who works at a school on a day."""
        school = next(each for each in self.chronicle.schools if each["code"] == code)
        return [f"{code}/{each['key']}" for each in school["staff"] if not each["since"] or each["since"] <= on]

    def teachers(self, code: str, on: date) -> list[str]:
        """Give who leads nothing; nobody at the smallest school."""
        return self.staff(code, on)[4:]

    def some(self, things: Sequence, most: int, fewest: int = 0) -> list:
        """Draw so many, in their order."""
        number = self.rng.randint(min(fewest, len(things)), min(most, len(things)))
        chosen = set(self.rng.sample(range(len(things)), number))
        return [each for place, each in enumerate(things) if place in chosen]
