"""The teachers of a school: who leads, who teaches what in which classes, who is class teacher."""

import random
from dataclasses import dataclass, field
from itertools import cycle

from demo import words
from demo.places import SCHOOLS, SchoolPlan, classes_of
from schools.models import Stage

# Subject → (classes that one teacher takes, grades in which it is taught).
LOADS = {
    Stage.PRIMARY: {
        "语文": (1, range(1, 7)),
        "数学": (2, range(1, 7)),
        "英语": (3, range(3, 7)),
        "道德与法治": (6, range(1, 7)),
        "科学": (6, range(1, 7)),
        "体育与健康": (6, range(1, 7)),
        "音乐": (9, range(1, 7)),
        "美术": (9, range(1, 7)),
        "信息科技": (12, range(3, 7)),
        "劳动": (12, range(1, 7)),
    },
    Stage.JUNIOR: {
        "语文": (2, range(7, 10)),
        "数学": (2, range(7, 10)),
        "英语": (2, range(7, 10)),
        "物理": (3, range(8, 10)),
        "化学": (3, range(9, 10)),
        "道德与法治": (5, range(7, 10)),
        "历史": (5, range(7, 10)),
        "地理": (6, range(7, 9)),
        "生物学": (6, range(7, 9)),
        "体育与健康": (3, range(7, 10)),
        "音乐": (9, range(7, 10)),
        "美术": (9, range(7, 10)),
        "信息科技": (9, range(7, 10)),
    },
}
GROUP_OF = {"语文": "语文教研组", "数学": "数学教研组", "英语": "英语教研组"}
OTHER_GROUP = "综合教研组"
LEADERS = 5  # principal, vice-principal, academic director, clerk, administrator of the portal
TITLES = ("高级教师", "一级教师", "一级教师", "二级教师", "三级教师")
NUMERALS = "〇一二三四五六七八九"
HEADER = ("工号", "教师姓名", "性别", "手机号码", "职称", "任教学科", "任教班级", "教研组", "班主任")


@dataclass
class Member:
    """lessons: subject → classes as (grade, number); leads: the class of a class teacher."""

    staff_number: str
    name: str
    sex: str
    phone: str
    title: str
    lessons: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    leads: tuple[int, int] | None = None

    @property
    def groups(self) -> list[str]:
        return list(dict.fromkeys(GROUP_OF.get(subject, OTHER_GROUP) for subject in self.lessons))


def staff(school: SchoolPlan) -> list[Member]:
    """Give the teachers of a school, its leaders first; the same ones every time."""
    members = _people(school)
    classes = [(grade, number) for grade, number, _site in classes_of(school)]
    jobs = [
        (subject, taught[start : start + load])
        for subject, (load, grades) in LOADS[school.stage].items()
        for taught in [[key for key in classes if key[0] in grades]]
        for start in range(0, len(taught), load)
    ]
    teachers = members[LEADERS:]
    # The first have one subject, the classes' main ones; what is left over goes to the others, from the last one on.
    order = cycle([*teachers, *reversed(teachers)])
    for teacher, (subject, keys) in zip(order, jobs, strict=False):
        teacher.lessons.setdefault(subject, []).extend(keys)
    _appoint(classes, teachers)
    return members


def _people(school):
    rng = random.Random(f"staff of {school.code}")  # a text seeds alike on every machine
    names: dict[str, str] = {}
    while len(names) < school.teachers:
        sex = rng.choice("男女女")
        name = rng.choice(words.SURNAMES) + rng.choice(words.pairs(words.MAN if sex == "男" else words.WOMAN))
        names.setdefault(name, sex)
    first = 15400009000 + 100 * SCHOOLS.index(school)
    return [
        Member(f"{place:03d}", name, sex, str(first + place), TITLES[0] if place <= LEADERS else rng.choice(TITLES))
        for place, (name, sex) in enumerate(names.items(), 1)
    ]


def _appoint(classes, teachers):
    """Make the teacher of Chinese or of mathematics class teacher, by turns."""
    for place, key in enumerate(classes):
        subjects = ("语文", "数学") if place % 2 == 0 else ("数学", "语文")
        candidates = [t for subject in subjects for t in teachers if key in t.lessons.get(subject, ())]
        next(teacher for teacher in candidates if teacher.leads is None).leads = key


def staff_rows(members: list[Member]) -> list[list[str | None]]:
    """Give the rows of the school's staff list, header first."""
    return [list(HEADER), *(_row(member) for member in members)]


def _row(member):
    taught = "；".join(f"{subject}：{'、'.join(map(class_words, keys))}" for subject, keys in member.lessons.items())
    return [
        member.staff_number,
        member.name,
        member.sex,
        member.phone,
        member.title,
        "、".join(member.lessons) or None,
        taught or None,
        "、".join(member.groups) or None,
        class_words(member.leads) if member.leads else None,
    ]


def class_words(key: tuple[int, int]) -> str:
    """Write a class as teachers do: 三（2）班."""
    return f"{NUMERALS[key[0]]}（{key[1]}）班"
