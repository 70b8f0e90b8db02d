"""What a patient clerk would reckon from the chronicle alone, straight from the articles of the two schemes.

Nothing of the portal is imported: days, counting and fractions are Python's own.
"""

import json
from collections import Counter
from datetime import date, timedelta
from fractions import Fraction
from math import ceil

DAY = timedelta(days=1)
FIVE_ONES = ("theme_class_meeting", "outward_experience", "fellowship", "mutual_aid", "showcase")  # G5.3.4.2–6
GOALS = {1: 6, 2: 4, 3: 3}  # G5.1.2.1–3
VACATION_MONTHS = (2, 7, 8)  # G5.3.2.2: school months only


def read(text: str) -> dict:
    """Read a chronicle that was written as JSON, with its days as days."""

    def days(pairs):
        return {key: _day(value) for key, value in pairs}

    return json.loads(text, object_pairs_hook=days)


def _day(value):
    try:
        return date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else value
    except ValueError:
        return value


class Clerk:
    """Reckons from the events until a day, that day included (or from the first so many of them)."""

    def __init__(self, chronicle: dict, today: date, events: list[dict] | None = None):
        self.chronicle, self.today = chronicle, today
        self.events = [e for e in chronicle["events"] if e["on"] <= today] if events is None else events
        self.codes = [school["code"] for school in chronicle["schools"]]
        self.core = self.codes[0]
        self.joined = {self.core: chronicle["founded_on"]}
        self.joined |= {e["by"].split("/")[0]: e["on"] for e in self.of("join")}

    def of(self, *whats: str) -> list[dict]:
        return [event for event in self.events if event["what"] in whats]

    def about(self, what: str) -> dict[str, dict]:
        """Give the last event of this kind by what it is about."""
        return {event["id"]: event for event in self.of(what)}

    # Meetings (G5.3.2.2)

    def meetings(self, *, monthly: bool | None = None) -> list[tuple[date, dict]]:
        """Give the day of each meeting that was held, and who was there."""
        planned, held = self.about("meeting_planned"), self.about("meeting_held")
        wanted = [key for key in held if monthly is None or planned[key]["monthly"] is monthly]
        return [(planned[key]["meets_on"], held[key]["there"]) for key in wanted]

    def school_months(self) -> list[tuple[int, int]]:
        """Give the months that need a meeting and have begun."""
        first, found = self.chronicle["founded_on"].replace(day=1), []
        while first <= self.today:
            if first.month not in VACATION_MONTHS:
                found.append((first.year, first.month))
            first = (first + timedelta(days=31)).replace(day=1)
        return found

    def months_without_meeting(self) -> list[tuple[int, int]]:
        """Give the months that are over and had none."""
        held = {(on.year, on.month) for on, _there in self.meetings(monthly=True)}
        return [m for m in self.school_months() if m not in held and last_of_month(*m) < self.today]

    # Exchange (F-08, G5.3.5)

    def stints(self) -> list[dict]:
        """Give every stint with its state and days as they stand."""
        found = {e["id"]: {**e, "person": e["by"], "state": "asked", "backbone": ""} for e in self.of("stint_asked")}
        for event in self.of("stint_school", "stint_office", "stint_begun", "stint_ended", "stint_certified",
                             "stint_refused", "stint_withdrawn"):  # fmt: skip
            stint = found[event["id"]]
            stint["state"] = event["what"].removeprefix("stint_")
            stint["backbone"] = event.get("backbone", stint["backbone"])
            if stint["state"] == "begun":
                stint["from_on"] = event["on"]
            if stint["state"] == "ended":
                stint["to_on"] = event["on"] + DAY
        return list(found.values())

    def base(self, code: str, year: int) -> int:
        """Count the staff on 1 September (X-28)."""
        school = next(each for each in self.chronicle["schools"] if each["code"] == code)
        return sum(each["since"] is None or each["since"] <= date(year, 9, 1) for each in school["staff"])

    def exchange(self, year: int, homes: list[str] | None = None) -> dict[str, int]:
        """Count persons, each once by how far they have come, and what is required and missing (F-08)."""
        homes = homes or self.codes
        ranks = {"asked": 0, "school": 0, "office": 1, "ended": 2, "certified": 2, "begun": 3}
        furthest: dict[str, dict] = {}
        for stint in self.stints():
            if stint["home"] in homes and stint["state"] in ranks and touches_year(stint, year):
                best = furthest.get(stint["person"])
                if best is None or ranks[stint["state"]] > ranks[best["state"]]:
                    furthest[stint["person"]] = stint
        states = Counter(ranks[stint["state"]] for stint in furthest.values())
        agreed = [stint for stint in furthest.values() if ranks[stint["state"]] > 0]
        required = ceil(Fraction(3, 100) * sum(self.base(code, year) for code in homes))
        return {
            "required": required, "asked": states[0], "planned": states[1], "under_way": states[3],
            "completed": states[2], "missing": max(0, required - len(agreed)),
            "backbone": sum(bool(stint["backbone"]) for stint in agreed),
            "backbone_required": ceil(Fraction(80, 100) * len(agreed)),
        }  # fmt: skip

    def terms_served(self, person: str) -> int:
        """Count the terms that somebody spent whole at other schools, of all own stints (G5.3.5.2, X-29)."""
        days: set[date] = set()
        for stint in self.begun_stints():
            if stint["person"] == person:
                last = min(stint["to_on"] - DAY, self.today)
                days |= {stint["from_on"] + DAY * n for n in range((last - stint["from_on"]).days + 1)}
        return sum({t["first_on"], t["last_on"]} <= days and self._whole(t, days) for t in self.chronicle["terms"])

    @staticmethod
    def _whole(term: dict, days: set[date]) -> bool:
        return all(term["first_on"] + DAY * n in days for n in range((term["last_on"] - term["first_on"]).days))

    def begun_stints(self) -> list[dict]:
        return [s for s in self.stints() if s["state"] in ("begun", "ended", "certified")]

    # Activities (G4.3, F-15)

    def parts(self, first: date, end: date) -> list[tuple[str, dict, str]]:
        """Give (school, activity, counts as) of what was held in [first, end) and said by the school itself."""
        planned, held = self.about("activity_planned"), self.about("activity_held")
        found = [(e["school"], planned[e["id"]], e["counts_as"]) for e in self.of("took_part") if e["id"] in held]
        return [each for each in found if first <= each[1]["held_on"] < end]

    def matrix(self, first: date, end: date) -> dict[str, Counter]:
        """Count by school and category; "all" counts each activity once."""
        found: dict[str, Counter] = {code: Counter() for code in self.codes}
        for school, activity, _counts_as in self.parts(first, end):
            tags = [f"commons:{tag}" for tag in activity["commons"]] + [f"links:{tag}" for tag in activity["links"]]
            found[school].update([*tags, "all"])
        return found

    def five_ones(self, code: str, first: date, end: date) -> dict[str, int]:
        """Count the five ones: an event counts for one kind only (F-15)."""
        counted = Counter(kind for school, _activity, kind in self.parts(first, end) if school == code)
        return {kind: counted[kind] for kind in FIVE_ONES}

    # Needs (G4.4.5b)

    def needs(self) -> tuple[int, int]:
        """Give how many were answered, of how many."""
        return len(self.of("need_answered")), len(self.of("need"))

    # Self-reports (G5.4.3)

    def reports(self) -> dict[tuple[str, int, int], tuple[date, bool]]:
        """Give when each report was first handed in, and whether it is handed in now."""
        found: dict[tuple[str, int, int], tuple[date, bool]] = {}
        for event in self.of("report_handed_in", "report_returned"):
            key = (event["school"], event["year"], event["month"])
            first = found[key][0] if key in found else event["on"]
            found[key] = (first, event["what"] == "report_handed_in")
        return found

    def asked_reports(self) -> list[tuple[str, int, int]]:
        """Give which reports are asked for: June and December since the school joined, begun by today."""
        years = range(self.chronicle["founded_on"].year, self.today.year + 1)
        return [
            (code, year, month)
            for code in self.codes
            for year in years
            for month in (6, 12)
            if date(year, month, 1) <= self.today and last_of_month(year, month) >= self.joined[code]
        ]

    def overdue_reports(self) -> set[tuple[str, int, int]]:
        """Give which are not handed in although their month is over."""
        handed_in = {key for key, (_first, is_in) in self.reports().items() if is_in}
        return {key for key in self.asked_reports() if key not in handed_in and last_of_month(*key[1:]) < self.today}

    def sections(self, code: str, first: date, end: date) -> dict[str, list[str]]:
        """Give the figures of a school's report of [first, end)."""
        held = [there for on, there in self.meetings() if first <= on < end]
        ours = [t for t in held if any(n.startswith(f"{code}/") and how == "present" for n, how in t.items())]
        mine = [(activity, kind) for school, activity, kind in self.parts(first, end) if school == code]
        stints = [s for s in self.begun_stints() if s["from_on"] < end and s["to_on"] > first]
        sent = {s["person"] for s in stints if s["home"] == code}
        taken = {s["person"] for s in stints if s["host"] == code}
        ones = self.five_ones(code, first, end)
        reached = {e["goal"] for e in self.of("goal_done") if e["on"] < end}
        praised = [e for e in self.of("commended") if e["school"] == code and first <= e["on"] < end]
        return {
            "meetings": [str(len(held)), str(len(ours))],
            "activities": [str(len(mine)), str(sum(a["host"] == code for a, _kind in mine))],
            "exchange": [str(len(sent)), str(len(taken))],
            "five_ones": [f"{sum(n > 0 for n in ones.values())} / 5", *("missing" for n in ones.values() if not n)],
            "goals": [f"{len(reached)} / {sum(GOALS.values())}"],
            "honours": [str(len(praised))],
        }

    # The joint assessment (F-16)

    def numbers(self, on: date) -> dict[str, str]:
        """Give the alliance's own numbers on a day."""
        found: dict[str, str] = {}
        for event in self.of("numbers"):
            if event["since"] <= on:
                found |= event["values"]
        return found

    def assessment(self, year: int, reckoned: dict[str, dict[str, Fraction]]) -> dict[str, tuple[Fraction, ...]]:
        """Give own, alliance mean and final of each school; `reckoned` are points from records by source and school."""
        wanted = next(e["wanted"] for e in self.of("indicators") if e["school_year"] == year)
        given = {(e["school"], e["indicator"]): e for e in self.of("points_confirmed") if e["school_year"] == year}
        own = {}
        for code in self.codes:
            points = [
                (Fraction(weight), reckoned[source][code] if source else Fraction(given[code, name]["points"]))
                for name, weight, source in wanted
            ]
            own[code] = sum(w * p for w, p in points) / sum(w for w, _p in points)
        mean, numbers = sum(own.values()) / len(own), self.numbers(self.today)
        model, w = numbers["assessment.model"], Fraction(numbers["assessment.alliance_weight"])
        shared = min(own.values()) if model == "weakest_member" else mean
        if model == "equal_score":
            return {code: (own[code], mean, mean) for code in own}
        return {code: (own[code], mean, (1 - w) * own[code] + w * shared) for code in own}


def last_of_month(year: int, month: int) -> date:
    return (date(year, month, 1) + timedelta(days=31)).replace(day=1) - DAY


def touches_year(stint: dict, year: int) -> bool:
    """Tell whether a stint lies on any day of the school year."""
    return stint["from_on"] < date(year + 1, 9, 1) and stint["to_on"] > date(year, 9, 1)


def rounded(value: Fraction) -> str:
    """Write to two places, half up."""
    hundredths = (value * 100 * 2 + 1) // 2
    return f"{hundredths // 100}.{hundredths % 100:02d}"
