"""The invented district: its schools, villages and classes."""

from dataclasses import dataclass

from schools.models import Campus, School, Stage

DISTRICT = ("星禾县", "xinghe")
TOWN = "清禾镇"


@dataclass(frozen=True)
class VillagePlan:
    """A village, the other ways in which people write it, and how many families live there beside others."""

    name: str
    aliases: tuple[str, ...]
    weight: int


@dataclass(frozen=True)
class SitePlan:
    """A campus: the number that its classes have in every grade, the last grade, and pupils in a class.

    village: whose children go there; the main campus takes everybody.
    """

    name: str
    kind: str
    numbers: tuple[int, ...]
    last_grade: int
    size: int
    village: str = ""


@dataclass(frozen=True)
class SchoolPlan:
    """A school. teachers: how many; layout: how it writes its register (demo/registers)."""

    code: str
    name: str
    layout: str
    teachers: int
    sites: tuple[SitePlan, ...]
    villages: tuple[VillagePlan, ...] = ()
    kind: str = School.Kind.ORDINARY
    stage: str = Stage.PRIMARY
    grades: tuple[int, int] = (1, 6)


MAIN, VILLAGE_SITE = Campus.Kind.MAIN, Campus.Kind.VILLAGE_SITE

SCHOOLS = (
    SchoolPlan(
        "qinghe",
        "清禾镇中心小学",
        "national",
        48,
        (SitePlan("本部", MAIN, (1, 2, 3), 6, 36),),
        (
            VillagePlan("清禾社区", ("清禾居委会", "清禾街社区"), 9),
            VillagePlan("稻香里社区", ("稻香里小区", "稻香居委会"), 8),
            VillagePlan("云帆村", ("云帆庄",), 4),
            VillagePlan("风车坪村", ("风车坪子", "大风车坪"), 4),
            VillagePlan("拾麦村", ("拾麦屯",), 3),
        ),
    ),
    SchoolPlan(
        "yunque",
        "云雀岭小学",
        "city",
        32,
        (SitePlan("本部", MAIN, (1, 2), 6, 34),),
        (
            VillagePlan("云雀岭村", ("云雀岭",), 6),
            VillagePlan("纸鸢村", ("纸鸢庄", "风筝纸鸢"), 4),
            VillagePlan("竹蜻蜓村", ("竹蜻蜓庄",), 4),
            VillagePlan("星斗村", ("星斗坡",), 3),
        ),
    ),
    SchoolPlan(
        "shiliu",
        "石榴沟联合小学",
        "class_lists",
        20,
        (
            SitePlan("石榴沟本部", MAIN, (1,), 6, 24),
            SitePlan("萤火教学点", VILLAGE_SITE, (2,), 4, 11, "萤火村"),
            SitePlan("月牙湾教学点", VILLAGE_SITE, (3,), 2, 9, "月牙湾村"),
        ),
        (
            VillagePlan("石榴沟村", ("石榴沟", "石榴沟里"), 4),
            VillagePlan("萤火村", ("萤火虫村",), 3),
            VillagePlan("月牙湾村", ("月亮湾村",), 2),
        ),
        kind=School.Kind.JOINT,
    ),
    SchoolPlan(
        "xinghe",
        "星禾县初级中学",
        "delimited",
        30,
        (SitePlan("本部", MAIN, (1, 2, 3), 9, 38),),
        stage=Stage.JUNIOR,
        grades=(7, 9),
    ),
)
VILLAGES = {village.name: village for school in SCHOOLS for village in school.villages}
PRIMARY_OF = {village.name: school for school in SCHOOLS for village in school.villages}
JUNIOR = SCHOOLS[-1]


def classes_of(school: SchoolPlan) -> list[tuple[int, int, SitePlan]]:
    """Give (grade, number, site) of every class, by grade and number."""
    first, last = school.grades
    return [
        (grade, number, site)
        for grade in range(first, last + 1)
        for site in school.sites
        for number in site.numbers
        if grade <= site.last_grade
    ]
