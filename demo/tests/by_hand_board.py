"""What the boards must say, requirement by requirement, from the chronicle and the words of the schemes.

A line is (requirement, state, done, needed); `needed` is None where a share has nothing yet to be a share of.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from math import ceil

from demo.tests.by_hand import DAY, FIVE_ONES, VACATION_MONTHS, Clerk, last_of_month, touches_year

Line = tuple[str, str, int, int | None]
# G5.2: body → post → (how many, who holds it by the school post: the core principal, the others' …)
POSTS = {
    "G5-S02": {"group_head": (1, 1), "group_deputy": (3, "others"), "group_member": (7, 0)},
    "G5-S03": {"office_director": (1, 1), "office_deputy": (1, 1), "alliance_liaison": (3, 0)},
    "G5-S04": {"group_head": (1, 0), "group_deputy": (4, 0)},
    "G5-S05": {"group_head": (1, 0), "group_deputy": (4, 0)},
    "G5-S06": {"group_head": (1, 0), "group_deputy": (4, 0)},
    "G5-S07": {"group_head": (1, 1), "group_deputy": (3, "others")},
    # G4.2: the text names posts; the portal proposes the principals, the vice-principal and the director
    "G4-S02": {"alliance_chair": (1, 1), "alliance_council_member": (4, "all"), "alliance_secretary_general": (1, 0)},
    "G4-S03": {"office_director": (1, 1), "office_member": (2, 1)},
}
RESEARCH = ("joint_research", "large_event")


class Board:
    """The lines of one school in one term, seen on the clerk's day."""

    def __init__(self, clerk: Clerk, code: str, term: dict):
        self.clerk, self.code, self.term, self.today = clerk, code, term, clerk.today
        self.first, self.last, self.end = term["first_on"], term["last_on"], term["last_on"] + DAY
        following = [t["first_on"] for t in clerk.chronicle["terms"] if t["first_on"] > self.first]
        self.reach = min(following, default=_next_term(term))
        self.begins = clerk.joined[code]
        self.year = term["school_year"]
        self.year_ends = next(t["last_on"] for t in clerk.chronicle["terms"]
                              if (t["school_year"], t["number"]) == (self.year, 2))  # fmt: skip
        self.is_seat = code == clerk.core

    def lines(self) -> Counter:
        """Count the lines of the board."""
        if self.begins >= self.reach:
            return Counter()
        is_core = self.clerk.chronicle["document"] == "G5"
        if self.begins > self.last:  # in the vacation: what does not hang on a term
            return Counter(self.long_of_core() if is_core else self.long_of_council())
        return Counter(self.core_scheme() if is_core else self.council_scheme())

    def core_scheme(self) -> Iterator[Line]:
        """G5."""
        if self.is_seat:
            yield from self.posts("G5-R01", "G5")
            yield from self.meetings()
            yield from self.visits()
            yield self.of_term("G5-R06", self.activities("large_event"), 1)
            yield from self.mentors()
            yield from self.shares()
            yield from self.assessed_exchanges()
            yield from self.joint_assessment()
            yield self.standing("G5-R26", self.evaluations(), 2)
        yield from self.long_of_core()
        ones = self.clerk.five_ones(self.code, self.first, self.end)
        for number, kind in enumerate(FIVE_ONES, 9):
            yield self.of_term(f"G5-R{number:02d}", ones[kind], 1)
        yield from self.own_exchanged()
        yield from self.reports()
        yield self.standing("G5-R24", self.own_bodies(), 2)

    def council_scheme(self) -> Iterator[Line]:
        """G4."""
        if self.is_seat:
            yield from self.posts("G4-R01", "G4")
            yield self.of_term("G4-R04", self.activities(*RESEARCH), 2)
            yield from self.communities()
            yield from self.needs()
            issued = [e for e in self.clerk.of("summary") if e["issued"] and school_year(e["on"]) == self.year]
            yield self.of_year("G4-R11", len(issued), 1)
        yield self.of_term("G4-R02", self.short_visits("leader_visit"), 1)
        yield self.of_term("G4-R03", self.short_visits("lesson_visit"), 2)
        yield self.standing("G4-R06", self.own("site"), 1)
        yield self.standing("G4-R07", self.own("admitted"), 1)
        yield from self.long_of_council()

    def long_of_core(self) -> Iterator[Line]:
        """Tell what reaches over terms in G5, and is owed by a calendar year or a phase."""
        if self.is_seat:
            yield from self.goals()
        yield from self.papers()

    def long_of_council(self) -> Iterator[Line]:
        """Tell what reaches over the three years of G4."""
        if self.is_seat:
            done = len(self.clerk.of("project_ended"))
            yield ("G4-R10", "done" if done else "due", done, 1)
        yield from self.attendance()

    # How a state follows

    def state(self, *, done: bool, opens: date, due: date) -> str:
        opens = max(opens, self.begins)
        return "done" if done else "late" if self.today > due else "not_due" if self.today < opens else "due"

    def of_term(self, requirement: str, value: int, needed: int) -> Line:
        return (requirement, self.state(done=value >= needed, opens=self.first, due=self.last), value, needed)

    def of_year(self, requirement: str, value: int, needed: int) -> Line:
        state = self.state(done=value >= needed, opens=date(self.year, 9, 1), due=self.year_ends)
        return (requirement, state, value, needed)

    def standing(self, requirement: str, value: int, needed: int) -> Line:
        """It must hold on every day."""
        return (requirement, "done" if value >= needed else "late", value, needed)

    @property
    def day(self) -> date:
        """On which what must hold is looked at: today, or the last day of a term that is over."""
        return min(self.today, self.last)

    # G5

    def posts(self, requirement: str, document: str) -> Iterator[Line]:
        """G5.2.1–3, G5.5.1, G4.2.2–3: one line for each post."""
        joined = sum(on <= self.day for on in self.clerk.joined.values())
        by_post = {"others": joined - 1, "all": joined}
        seated = Counter((e["body"], e["post"]) for e in self.clerk.of("seated") if e["on"] <= self.day)
        for body, posts in POSTS.items():
            for post, (needed, bound) in posts.items() if body.startswith(document) else ():
                value = by_post.get(bound, bound) + seated[body, post]
                yield self.standing(requirement, value, needed)

    def meetings(self) -> Iterator[Line]:
        """G5.3.2.2: a month belongs to the term in whose days, or the vacation after, its middle lies."""
        held = Counter((on.year, on.month) for on, _there in self.clerk.meetings(monthly=True))
        for year in (self.first.year, self.first.year + 1):
            for month in range(1, 13):
                first, last = date(year, month, 1), last_of_month(year, month)
                is_here = self.first <= date(year, month, 15) < self.reach and last >= self.begins
                if is_here and month not in VACATION_MONTHS:
                    value = held[year, month]
                    yield ("G5-R03", self.state(done=value > 0, opens=first, due=last), value, 1)

    def visits(self) -> Iterator[Line]:
        """G5.3.1.2."""
        parts = self.clerk.parts(self.first, self.end)
        for code in self.clerk.codes[1:]:
            seen = sum(school == code and a["kind"] == "outreach" for school, a, _kind in parts)
            yield self.of_term("G5-R04", seen, 1)

    def activities(self, *kinds: str) -> int:
        planned, held = self.clerk.about("activity_planned"), self.clerk.about("activity_held")
        found = [planned[key] for key in held if planned[key]["kind"] in kinds]
        return sum(self.first <= a["held_on"] <= self.last for a in found)

    def mentors(self) -> Iterator[Line]:
        """G5.3.3.3: each mentor has one apprentice who said yes."""
        answers = Counter(e["id"] for e in self.clerk.of("pair_yes"))
        ended = {e["id"]: e["on"] for e in self.clerk.of("pair_ended")}
        for pair in self.clerk.of("pair"):
            if pair["on"] <= self.day < ended.get(pair["id"], date.max):
                yield self.standing("G5-R08", int(answers[pair["id"]] == 2), 1)

    def shares(self) -> Iterator[Line]:
        """G5.3.5.1, G5.3.5.3: of all staff, and of those exchanged."""
        begun = [s for s in self.clerk.begun_stints() if touches_year(s, self.year)]
        people = {s["person"] for s in begun}
        backbone = {s["person"] for s in begun if s["backbone"]}
        staff = sum(self.clerk.base(code, self.year) for code in self.clerk.codes)
        yield self.of_year("G5-R14", len(people), ceil(Fraction(3, 100) * staff))
        needed = ceil(Fraction(80, 100) * len(people)) if people else None
        line = self.of_year("G5-R16", len(backbone) if people else 0, needed or 1)
        yield (*line[:3], needed)

    def assessed_exchanges(self) -> Iterator[Line]:
        """G5.3.5.5: who is on exchange when the term ends."""
        assessed = Counter(e["id"] for e in self.clerk.of("stint_assessed") if self.first <= e["on"] <= self.last)
        for stint in self.clerk.begun_stints():
            if stint["from_on"] <= self.day < stint["to_on"]:
                value = assessed[stint["id"]]
                yield ("G5-R18", self.state(done=value > 0, opens=self.last - DAY * 20, due=self.last), value, 1)

    def joint_assessment(self) -> Iterator[Line]:
        """G5.5.3: each school once a year."""
        closed = [e for e in self.clerk.of("statement") if school_year(e["on"]) == self.year]
        for _code in self.clerk.codes:
            yield self.of_year("G5-R25", len(closed), 1)

    def evaluations(self) -> int:
        """G5.5.4: one for teachers, one for pupils."""
        found = [e for e in self.clerk.of("evaluation") if e["on"] <= self.day]
        return any(e["teachers"] for e in found) + any(e["pupils"] for e in found)

    def goals(self) -> Iterator[Line]:
        """G5.1.2.1–3: each goal once, by the end of its calendar year; done later it is done."""
        done = {e["goal"] for e in self.clerk.of("goal_done")}
        start = self.clerk.chronicle["founded_on"].year
        names = {"G5-H04.goals": (27, 0, 6), "G5-H05.goals": (28, 1, 4), "G5-H06.goals": (29, 2, 3)}
        for name, (number, later, many) in names.items():
            first, last = date(start + later, 1, 1), date(start + later, 12, 31)
            if first < self.reach and last >= self.first:
                reached = sum(goal.startswith(f"{name}:") for goal in done)
                for place in range(many):
                    value = int(place < reached)
                    yield (f"G5-R{number}", self.state(done=bool(value), opens=first, due=last), value, 1)

    def papers(self) -> Iterator[Line]:
        """G5.0.2, G5.3.2.4 by the end of the first term; G5.4.1 by the end of August of the first year."""
        year = self.clerk.chronicle["founded_on"].year
        if self.first < date(year, 9, 1) <= self.reach:
            for requirement, kind in (("G5-R21", "preparation_meeting"), ("G5-R22", "action_draft")):
                value = self.own("step", kind=kind)
                yield (requirement, self.state(done=value > 0, opens=date(year, 5, 1), due=date(year, 8, 31)), value, 1)
        ends = [t["last_on"] for t in self.clerk.chronicle["terms"] if t["last_on"] >= self.begins]
        if self.first > ends[0]:
            return
        confirmed, planned = self.own("plan_confirmed"), self.own("school_plan", has_chapter=True)
        for requirement, value in (("G5-R02", confirmed), ("G5-R05", planned)):
            yield (requirement, self.state(done=value > 0, opens=self.begins, due=ends[0]), value, 1)

    def own(self, what: str, **fields) -> int:
        """Count what the school itself did."""
        mine = [e for e in self.clerk.of(what) if e["by"].split("/")[0] == self.code]
        return sum(all(e[name] == value for name, value in fields.items()) for e in mine)

    def own_exchanged(self) -> Iterator[Line]:
        """G5.3.5.2 (in sum one school year), G5.3.5.4 (a training outside in the school year)."""
        mine = [s for s in self.clerk.begun_stints() if s["home"] == self.code]
        trained = Counter(e["id"] for e in self.clerk.of("stint_trained") if school_year(e["on"]) == self.year)
        for person in dict.fromkeys(s["person"] for s in mine):
            stints = [s for s in mine if s["person"] == person]
            newest = max(stints, key=lambda s: s["from_on"])
            if newest["from_on"] < self.reach and newest["to_on"] > self.first:
                terms = self.clerk.terms_served(person)
                yield (
                    "G5-R15",
                    self.state(done=terms >= 2, opens=newest["from_on"], due=newest["to_on"] - DAY),
                    terms,
                    2,
                )
            of_year = [s for s in stints if touches_year(s, self.year) and s["from_on"] < self.reach]
            if of_year:
                yield self.of_year("G5-R17", sum(trained[s["id"]] for s in of_year), 1)

    def reports(self) -> Iterator[Line]:
        """G5.4.3."""
        handed_in = self.clerk.reports()
        for year in (self.first.year, self.first.year + 1):
            for month in (6, 12):
                first, last = date(year, month, 1), last_of_month(year, month)
                if self.first <= first < self.reach and last >= self.begins:
                    value = int(handed_in.get((self.code, year, month), (None, False))[1])
                    yield ("G5-R19", self.state(done=value > 0, opens=first, due=last), value, 1)

    def own_bodies(self) -> int:
        """G5.5.2: the leading group is headed by the principal; the team is there once somebody sits in it."""
        found = [
            e for e in self.clerk.of("school_bodies") if e["by"] == f"{self.code}/principal" and e["on"] <= self.day
        ]
        return bool(found) + any(e["team"] for e in found)

    # G4

    def communities(self) -> Iterator[Line]:
        """G4.4.3: of each subject, with somebody of every school."""
        found = {e["subject"]: {p.split("/")[0] for p in e["people"]} for e in self.clerk.of("community")}
        for subject in ("语文", "数学", "英语"):
            yield self.standing("G4-R05", int(found.get(subject) == set(self.clerk.codes)), 1)

    def needs(self) -> Iterator[Line]:
        """G4.4.5b: without a date, by the end of the school year in which it was raised."""
        answered = {e["id"] for e in self.clerk.of("need_answered")}
        for need in self.clerk.of("need"):
            if school_year(need["on"]) == self.year and need["on"] < self.reach:
                value = int(need["id"] in answered)
                yield self.of_year("G4-R09", value, 1)

    def short_visits(self, what: str) -> int:
        """G4.4.1, G4.4.2: from the school or to it."""
        mine = [e for e in self.clerk.of(what) if self.code in (e["home"], e["host"])]
        return sum(self.first <= e["on"] <= self.last for e in mine)

    def attendance(self) -> Iterator[Line]:
        """G4.4.4d: everybody takes part."""
        planned, held = self.clerk.about("activity_planned"), self.clerk.about("activity_held")
        came = Counter(
            p for e in self.clerk.of("took_part") if e["id"] in held and planned[e["id"]]["held_on"] >= self.begins
            for p in e["staff"]
        )  # fmt: skip
        school = next(each for each in self.clerk.chronicle["schools"] if each["code"] == self.code)
        for each in school["staff"]:
            if each["since"] is None or each["since"] < self.reach:
                value = came[f"{self.code}/{each['key']}"]
                yield ("G4-R08", "done" if value else "due", value, 1)


OWN = {f"G5-R{number:02d}" for number in (2, 5, *range(9, 14), 19, 21, 22, 24)}  # what a school owes as such
WORDS = {"done": "fulfilled", "late": "late", "due": "under way", "not_due": "not due yet"}


def owed_in(clerk: Clerk, code: str, first: date, end: date) -> Counter:
    """Count what a school's self-report says of its own duties on any of the days [first, end)."""
    found: Counter = Counter()
    for term in clerk.chronicle["terms"]:
        if term["first_on"] < end and first <= term["last_on"]:
            for (requirement, state, value, needed), number in Board(clerk, code, term).lines().items():
                opens, due = _window(requirement, term, clerk.joined[code])
                if requirement in OWN and opens < end and first <= due:
                    found[f"{value} of {needed}, {WORDS[state]}"] += number
    return found


def _window(requirement: str, term: dict, joined: date) -> tuple[date, date]:
    """Give from when to when a duty of a school is owed."""
    opens, due = term["first_on"], term["last_on"]
    if requirement == "G5-R19":  # December in autumn, June in spring
        opens = date(due.year, 6, 1) if term["number"] == 2 else date(opens.year, 12, 1)
        due = last_of_month(opens.year, opens.month)
    if requirement in ("G5-R21", "G5-R22"):
        opens, due = date(joined.year, 5, 1), date(joined.year, 8, 31)
    opens = max(opens, joined)
    return opens, opens if requirement == "G5-R24" else due


def school_year(on: date) -> int:
    return on.year - (on.month < 9)


def _next_term(term: dict) -> date:
    """Nobody has entered the term after the last one: it begins as terms do."""
    return date(term["last_on"].year, 9, 1) if term["number"] == 2 else date(term["last_on"].year, 3, 1)
