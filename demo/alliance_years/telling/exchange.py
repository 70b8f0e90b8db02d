"""Staff go to other schools: whole years, terms, two autumns; some are refused, some come back early (G5.3.5)."""

from datetime import date, timedelta
from fractions import Fraction
from math import ceil

from demo.alliance_years.telling.story import DAY, Story

RESULTS = ("excellent", "good", "passed", "failed")
FATES = ("goes", "refused", "refused_by_office", "withdrawn", "waits")


def write(story: Story) -> None:
    """Tell the stints of each school year, then lessons and leaders' days at other schools."""
    if story.has_core:
        years = sorted({term["school_year"] for term in story.terms if term["number"] == 1 and story.terms})
        busy: set[str] = set()
        for year in years:
            _year(story, year, busy)
    for term in story.terms:
        _visits(story, term)


def _year(story: Story, year: int, busy: set[str]) -> None:
    autumn, spring = [term for term in story.terms if term["school_year"] == year][-2:]
    wanted = ceil(Fraction(3, 100) * sum(len(story.staff(code, date(year, 9, 1))) for code in story.codes))
    for number in range(story.rng.randint(wanted, wanted + 4)):
        home = story.rng.choices(story.codes, (5, 3, 2, 1))[0]
        free = [each for each in story.staff(home, date(year, 9, 1))[1:] if each not in busy]
        free = [each for each in free if each not in (story.office, story.helper)]
        if not free:
            continue
        person = story.rng.choice(free)
        busy.add(person)
        host = story.rng.choice([each for each in story.codes if each != home])
        pattern = (
            ("year", "two_autumns")[number] if number < 2 else story.rng.choice(("year", "year", "autumn", "spring"))
        )
        fate = "goes" if number < 3 else story.rng.choices(FATES, (72, 8, 5, 8, 7))[0]
        first = spring if pattern == "spring" else autumn
        last = spring if pattern in ("year", "spring") else autumn
        _stint(story, person, host, first, last, fate)
        again = [t for t in story.terms if (t["school_year"], t["number"]) == (year + 1, 1)]
        if pattern == "two_autumns" and again:
            _stint(story, person, host, again[0], again[0], "goes")


def _stint(story: Story, person: str, host: str, first: dict, last: dict, fate: str) -> None:
    key, home = story.new("s"), person.split("/")[0]
    from_on = max(first["first_on"], story.begins + DAY * 12)
    to_on = last["last_on"] + DAY
    asked = max(story.begins, from_on - DAY * story.rng.randint(15, 40))
    kind = "teacher" if person.split("/")[1][0] in "tn" else "manager"
    backbone = story.rng.choices(("backbone_teacher", "excellent_class_teacher", ""), (55, 25, 20))[0]
    story.say(asked, "stint_asked", person, id=key, home=home, host=host, from_on=from_on, to_on=to_on, kind=kind)
    if fate == "withdrawn":
        story.say(asked + DAY * 2, "stint_withdrawn", person, id=key)
    elif fate == "refused":
        story.say(asked + DAY * 3, "stint_refused", f"{home}/principal", id=key)
    else:
        story.say(asked + DAY * 3, "stint_school", f"{home}/principal", id=key, backbone=backbone)
        if fate == "refused_by_office":
            story.say(asked + DAY * 5, "stint_refused", story.office, id=key)
        elif fate == "waits":
            story.say(asked + DAY * 6, "stint_office", story.office, id=key)
        else:
            story.say(asked + DAY * 6, "stint_office", story.office, id=key)
            _lived(story, key, home, host, from_on, to_on)


def _lived(story: Story, key: str, home: str, host: str, from_on: date, to_on: date) -> None:
    last_on = to_on - DAY
    if story.happens(0.12):
        last_on = from_on + (last_on - from_on) * 2 // 3
    story.say(from_on, "stint_begun", f"{host}/principal", id=key)
    month = (from_on.replace(day=1) + timedelta(days=31)).replace(day=1)
    while month < last_on:
        if month.month not in (2, 7, 8) and story.happens(0.8):
            story.say(month + DAY * 20, "stint_note", f"{host}/principal", id=key, month=month)
        month = (month + timedelta(days=31)).replace(day=1)
    for term in story.terms:
        on = term["last_on"] - DAY * story.rng.randint(0, 6)
        if from_on <= on <= last_on and story.happens(0.85):
            about = {"year": term["school_year"], "number": term["number"]}
            result, rank = story.rng.choices(RESULTS, (30, 40, 25, 5))[0], story.rng.randint(1, 12)
            story.say(on, "stint_assessed", f"{host}/principal", id=key, **about, result=result, rank=rank)
        trained = story.day(max(from_on, term["first_on"]), min(last_on, term["last_on"]))
        if trained and trained <= last_on and term["number"] == 1 and story.happens(0.8):
            story.say(trained, "stint_trained", f"{home}/principal", id=key)
    story.say(last_on, "stint_ended", f"{home}/principal", id=key)
    if story.happens(0.7):
        story.say(last_on + DAY, "stint_certified", story.office, id=key)


def _visits(story: Story, term: dict) -> None:
    for code in story.codes:
        for what, chance in (("leader_visit", 0.6), ("lesson_visit", 0.8), ("lesson_visit", 0.7)):
            on = story.day(term["first_on"], term["last_on"])
            host = story.rng.choice([each for each in story.codes if each != code])
            if on and story.happens(chance):
                person = f"{code}/{story.rng.choice(('principal', 'clerk'))}" if what == "leader_visit" else (
                    story.rng.choice(story.staff(code, on)))  # fmt: skip
                direction = story.rng.choice(("invite_in", "go_out", "online"))
                story.say(on, what, f"{code}/clerk", person=person, home=code, host=host, direction=direction)
