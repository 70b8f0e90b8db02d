"""One invented family: parents and grandparents, who is away, who has parted, who shares a phone."""

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta

from demo import words
from demo.numbers import Numbers
from demo.people import Adult, Pupil
from demo.places import TOWN, VILLAGES, SchoolPlan

# Kind of family → how many of a hundred.
KINDS = {"together": 58, "one_away": 14, "both_away": 14, "shared_phone": 5, "parted": 6, "single": 3}
FAR = ("外地务工", "省城建筑工地", "沿海电子厂", "外省货运")
NEAR = ("务农", "镇上超市", "个体经营", "镇卫生院", "乡村客运", "在家")
GROUPS = {"汉族": 92, "回族": 4, "满族": 2, "土家族": 2}
ROADS = {"社区": ("育才路", "和平街", "稻香路"), "村": ("东头", "西头", "河沿", "老街")}


@dataclass
class Child:
    """A place in a school that the family's child will take."""

    school: SchoolPlan
    grade: int


class FamilyMaker:
    """Makes families one after the other; the same seed makes the same ones."""

    def __init__(self, year: int, *, seed: int = 2026):
        self.year, self.rng, self.numbers = year, random.Random(seed), Numbers()
        self.made = 0

    def family(self, village: str, children: list[Child]) -> list[Pupil]:
        """Give the pupils of a family that lives in a village; brothers and sisters share their adults."""
        self.made += 1
        if self.made % 150 == 0:
            return self._pupils(village, children, _Dotted(self), "维吾尔族")
        return self._pupils(village, children, _Han(self), self._one_of(GROUPS))

    def _pupils(self, village, children, names, group):
        kind = self._one_of(KINDS)
        adults = self._adults(kind, names)
        address = self._address(village)
        pupils = [self._pupil(child, kind, adults, village, address, group) for child in children]
        taken: set[str] = set()
        for pupil in pupils:
            pupil.is_only_child = len(children) == 1
            while not pupil.name or pupil.name in taken:
                pupil.name = names.child(pupil.sex)
            taken.add(pupil.name)
        return pupils

    def _pupil(self, child, kind, adults, village, address, group):
        sex = self.rng.choice("男女")
        born_on = self._birthday(child.grade)
        return Pupil(
            name="",
            sex=sex,
            born_on=born_on,
            id_number=self.numbers.id_number(born_on, "M" if sex == "男" else "F"),
            village=village,
            address=address,
            family=self._as_seen_by(child, kind, adults),
            school=child.school,
            grade=child.grade,
            ethnic_group=group,
            left_behind={"one_away": "单亲", "both_away": "双亲", "shared_phone": "双亲"}.get(kind, "否"),
            family_situation={"parted": "父母离异", "single": "单亲家庭"}.get(kind, ""),
            is_boarder=child.grade >= 7 and not village.endswith("社区"),
        )

    def _as_seen_by(self, child, kind, adults):
        """Give the two adults that the school was told of; an elder child's school knows the grandfather."""
        if kind == "shared_phone" and child.grade % 2 == 0:
            return [replace(adults[2]), replace(adults[1])]
        return [replace(adult) for adult in adults[:2]]

    def _adults(self, kind, names):
        father, mother = self._adult(names.man(), "父亲", 38), self._adult(names.woman(), "母亲", 36)
        if kind == "single":
            return [mother]
        if kind == "one_away":
            return [mother, replace(father, is_guardian=False, workplace=self.rng.choice(FAR))]
        if kind == "parted":
            return [father, replace(mother, is_guardian=False, workplace=self.rng.choice(FAR))]
        if kind in ("both_away", "shared_phone"):
            father = replace(father, is_guardian=False, workplace=self.rng.choice(FAR))
            grandmother = self._adult(names.old_woman(), "奶奶", 64)
            grandfather = replace(self._adult(names.old_man(), "爷爷", 66), phone=grandmother.phone)
            return [grandmother, father, grandfather]
        return [father, mother]

    def _adult(self, name, relation, age):
        sex = "M" if relation in ("父亲", "爷爷") else "F"
        born_on = date(self.year - age - self.rng.randrange(6), 1, 1) + timedelta(days=self.rng.randrange(365))
        workplace = "在家" if age > 60 else self.rng.choice(NEAR)
        number = self.numbers.id_number(born_on, sex)
        return Adult(name, relation, self.numbers.phone(), number, workplace=workplace)

    def _birthday(self, grade):
        """Give a birthday of somebody who was six on the 31st of August before the first grade."""
        first = date(self.year - 6 - grade, 9, 1)
        return first + timedelta(days=self.rng.randrange(365))

    def _address(self, village):
        """Write the village in one of the ways in which people write it."""
        ways = (village, village, village, *VILLAGES[village].aliases)
        road = self.rng.choice(ROADS["社区" if village.endswith("社区") else "村"])
        return f"星禾县{TOWN}{self.rng.choice(ways)}{road}{self.rng.randrange(1, 240)}号"

    def _one_of(self, weights):
        return self.rng.choices(list(weights), weights.values())[0]


class _Han:
    """Names of a family in which the children bear the father's surname."""

    def __init__(self, maker):
        self.rng = maker.rng
        self.surname = self.rng.choice(words.SURNAMES)
        self.has_rare_name = maker.made % 90 == 0

    def child(self, sex):
        if self.has_rare_name:
            return self.surname + self.rng.choice(words.RARE_GIVEN)
        first, second = (words.BOY_FIRST, words.BOY_SECOND) if sex == "男" else (words.GIRL_FIRST, words.GIRL_SECOND)
        given = self.rng.choice(second)
        return self.surname + (given if self.rng.random() < 0.15 else self.rng.choice(first) + given)

    def man(self):
        return self.surname + self.rng.choice(words.pairs(words.MAN))

    def woman(self):
        return self.rng.choice(words.SURNAMES) + self.rng.choice(words.pairs(words.WOMAN))

    def old_man(self):
        return self.surname + self.rng.choice(words.pairs(words.OLD_MAN))

    def old_woman(self):
        return self.rng.choice(words.SURNAMES) + self.rng.choice(words.pairs(words.OLD_WOMAN))


class _Dotted:
    """Names of a family in which a child bears the father's name after its own."""

    def __init__(self, maker):
        self.rng = maker.rng
        self.father, self.grandfather = self.rng.sample(words.DOTTED_MEN, 2)

    def child(self, sex):
        return f"{self.rng.choice(words.DOTTED_BOYS if sex == '男' else words.DOTTED_GIRLS)}·{self.father}"

    def man(self):
        return f"{self.father}·{self.grandfather}"

    def woman(self):
        return f"{self.rng.choice(words.DOTTED_WOMEN)}·{self.grandfather}"

    def old_man(self):
        return f"{self.grandfather}·{self.rng.choice(words.DOTTED_BOYS)}"

    def old_woman(self):
        return f"{self.rng.choice(words.DOTTED_WOMEN)}·{self.rng.choice(words.DOTTED_BOYS)}"
