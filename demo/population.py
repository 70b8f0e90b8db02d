"""All pupils of the district: families move in until every class is full."""

from collections import defaultdict
from functools import cache

from demo.families import Child, FamilyMaker
from demo.people import Pupil
from demo.places import JUNIOR, PRIMARY_OF, SCHOOLS, VILLAGES, SchoolPlan, classes_of

CHILDREN = {1: 52, 2: 40, 3: 8}


@cache
def population(year: int) -> dict[str, list[Pupil]]:
    """Give the pupils of each school (by code) in a school year, by class and number in it; do not change them."""
    pupils = _Classes(FamilyMaker(year)).fill()
    return {school.code: _numbered(pupils[school.code]) for school in SCHOOLS}


class _Classes:
    """The places that are still free."""

    def __init__(self, maker: FamilyMaker):
        self.maker, self.rng = maker, maker.rng
        self.free = {
            (school.code, grade, number): site.size for school in SCHOOLS for grade, number, site in classes_of(school)
        }
        self.sites = {
            (school.code, grade, number): site.village
            for school in SCHOOLS
            for grade, number, site in classes_of(school)
        }

    def fill(self) -> dict[str, list[Pupil]]:
        pupils = defaultdict(list)
        while any(self.free.values()):
            village = self._village()
            children = self._children(village)
            for pupil in self.maker.family(village, children):
                pupil.number = self._take(pupil)
                pupils[pupil.school.code].append(pupil)
        return pupils

    def _village(self):
        """Draw a village that has free places in its primary school or in the junior middle school."""
        open_villages = [name for name in VILLAGES if self._grades(name)]
        return self.rng.choices(open_villages, [VILLAGES[name].weight for name in open_villages])[0]

    def _grades(self, village):
        """Give each free place of a village's children as (school, grade), as often as there are places."""
        primary = PRIMARY_OF[village]
        places = []
        for (code, grade, number), free in self.free.items():
            if code == primary.code and self.sites[code, grade, number] in ("", village):
                places += [(primary, grade)] * free
            elif code == JUNIOR.code:
                places += [(JUNIOR, grade)] * free
        return places

    def _children(self, village):
        places = self._grades(village)
        wanted = self.rng.choices(list(CHILDREN), CHILDREN.values())[0]
        return [Child(*place) for place in self.rng.sample(places, min(wanted, len(places)))]

    def _take(self, pupil):
        """Give the class: the village's own site if it has room, else the emptiest class of the grade."""
        of_grade = [key for key, free in self.free.items() if key[:2] == (pupil.school.code, pupil.grade) and free]
        open_to = [key for key in of_grade if self.sites[key] in ("", pupil.village)]
        chosen = max(open_to, key=lambda key: (self.sites[key] == pupil.village, self.free[key], -key[2]))
        self.free[chosen] -= 1
        return chosen[2]


def _numbered(pupils: list[Pupil]) -> list[Pupil]:
    """Sort by class and name, and give everybody a number in the class."""
    ordered = sorted(pupils, key=lambda pupil: (pupil.class_key, pupil.name, pupil.born_on))
    seen: dict[tuple[int, int], int] = defaultdict(int)
    for pupil in ordered:
        seen[pupil.class_key] += 1
        pupil.school_number = f"{seen[pupil.class_key]:02d}"
    return ordered


def of_classes(year: int, school: SchoolPlan, *keys: tuple[int, int]) -> list[Pupil]:
    """Give the pupils of some classes, as (grade, number)."""
    return [pupil for pupil in population(year)[school.code] if pupil.class_key in keys]
