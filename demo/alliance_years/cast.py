"""The schools of a simulated alliance and their staff: of different size, one with hardly anybody."""

import random
from datetime import date

from demo import words

POSTS = ("principal", "vice", "director", "clerk")
# Document → district, alliance, and (code, name, kind) of each school; the one with the office comes first.
PLACES = {
    "G5": (
        ("枫溪区", "fengxi"),
        "枫溪街道自然教育联盟",
        (
            ("fengxi", "枫溪实验小学", ""),
            ("tonghua", "桐花路小学", ""),
            ("luzhou", "白鹭汀小学", ""),
            ("wangshan", "望山坪小学", ""),
        ),
    ),
    "G4": (
        ("青棠县", "qingtang"),
        "青棠县第三均衡发展共同体",
        (
            ("qingtang", "青棠县第一小学", "county_school"),
            ("qiaomai", "荞麦岭联校", "rural_joint_school"),
            ("ludi", "芦荻湾联校", "rural_joint_school"),
            ("songzhen", "松针坪联校", "rural_joint_school"),
        ),
    ),
}
SIZES = ((56, 72), (30, 44), (16, 24), (4, 4))  # fewest and most staff; the last school has its four leaders only
NEWCOMERS = (2, 1, 0, 0)  # who come in the second school year


def schools_of(document: str, rng: random.Random, *, second_year: date) -> list[dict]:
    """Give the four schools with their people."""
    _district, _name, places = PLACES[document]
    has_core = document == "G5"
    taken: set[str] = set()
    found = []
    for (code, name, place), (low, high), new in zip(places, SIZES, NEWCOMERS, strict=True):
        size = rng.randint(low, high)
        part = "core" if has_core and not found else "member"
        staff = [_person(key, rng, taken) for key in _keys(size)]
        staff += [_person(f"n{number}", rng, taken, since=second_year) for number in range(1, new + 1)]
        found.append({"code": code, "name": name, "part": part, "place": place, "staff": staff})
    return found


def _keys(size: int) -> list[str]:
    return [*POSTS, *(f"t{number:02d}" for number in range(len(POSTS) + 1, size + 1))]


def _person(key: str, rng: random.Random, taken: set[str], *, since: date | None = None) -> dict:
    while True:
        given = rng.choice(words.pairs(rng.choice((words.MAN, words.WOMAN))))
        name = rng.choice(words.SURNAMES) + given
        if name not in taken:
            taken.add(name)
            return {"key": key, "name": name, "since": since}
