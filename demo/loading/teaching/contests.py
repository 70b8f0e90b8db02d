"""Three contests: lesson plans, decided and shown; those of young teachers, being judged; homework, still open."""

from collections.abc import Sequence
from datetime import date, timedelta

from accounts.models import User
from demo.loading.teaching.cast import WEEK, Cast, at
from demo.loading.teaching.papers import paper
from registry.models import Teacher
from sheets import services as sheets
from sheets.models import ScoreSheet
from sheets.rules import Kind
from sheets.services import sheets_of
from teaching_checks.models import Contest, Entry
from teaching_checks.services import contests, entries

DAY = timedelta(days=1)
TITLES = {
    "语文": "《秋天的雨》第二课时/《观潮》第一课时/口语交际：我来当导游/古诗二首/习作：那次玩得真高兴",
    "数学": "分数的初步认识/圆的周长/两位数乘两位数/角的度量",
    "英语": "Unit 4 Where is my ball?",
    "美术": "剪纸：团花",
    "音乐": "小星星变奏",
    "科学": "水的三态变化",
    "体育与健康": "前滚翻",
    "道德与法治": "我们的公共生活",
}
AWARDS = ("first", "second", "second", "third", "third", "merit")
OWN_SHEET = "优秀教案评分表"
ITEMS = [
    {"code": "goals", "name": "目标与重难点", "most": 20},
    {"code": "process", "name": "教学过程", "most": 40},
    {"code": "exercises", "name": "检测与作业", "most": 20},
    {"code": "reflection", "name": "教后反思", "most": 20},
]
GRADES = [{"code": "good", "name": "良好以上", "from": 0.8}, {"code": "other", "name": "一般", "from": 0}]
REMARKS = ("目标具体，环节紧凑。", "情境好，练习层次可再分明。", "板书清楚，反思到位。")


def hold_contests(cast: Cast) -> None:
    """Hold what has been announced by now."""
    first = cast.term.starts_on + 3 * WEEK
    if first + 3 * WEEK > cast.today:
        return
    _decided(cast, first)
    cast.put_away(first + 2 * WEEK)
    _being_judged(cast)
    _open(cast)


def _decided(cast: Cast, first: date) -> None:
    """Eight plans, three judges; the first of the tried teachers wins, and six agree to be shown."""
    director = cast.user("director")
    judges = [director, cast.user("vice"), cast.user("clerk")]
    contest = _plan(
        cast, "优秀教案评选", "lesson_plan", first, first + WEEK, judges,
        about="任选本学期一课时的教案，含教后反思。", reward="一等奖记入教师个人业务档案，并在教研活动中展示。",
    )  # fmt: skip
    handed_in = _enter(cast, contest, cast.plain[:8], first + 3 * DAY)
    contest = contests.start_judging(contest=contest, by=director, now=at(first + WEEK + DAY, 8))
    marks = _judge(cast, contest, handed_in, judges, first + 9 * DAY)
    best = sorted(handed_in, key=lambda entry: (-marks[entry.pk], entry.pk))
    awards = dict.fromkeys((entry.pk for entry in handed_in), "")
    awards |= {entry.pk: award for entry, award in zip(best, AWARDS, strict=False)}
    contests.award(contest=contest, awards=awards, by=director)
    contests.decide(contest=contest, by=director, now=at(first + 2 * WEEK))


def _being_judged(cast: Cast) -> None:
    """The director has judged, the head of a group has not yet."""
    director, head = cast.user("director"), cast.user("research")
    first = cast.today - 9 * DAY
    contest = _plan(
        cast, "青年教师教案评选", "lesson_plan", first, cast.today - 2 * DAY, [director, head],
        about="任教五年以内的教师参加。", reward="",
    )  # fmt: skip
    handed_in = _enter(cast, contest, cast.plain[2:6], first + 2 * DAY)
    contest = contests.start_judging(contest=contest, by=director, now=at(cast.today, 8))
    _judge(cast, contest, handed_in, [director], cast.today)


def _open(cast: Cast) -> None:
    """Entries come in; the plain teacher has not handed in yet, one took the entry back."""
    contest = _plan(
        cast, "优秀作业设计评选", "homework", cast.today - 5 * DAY, cast.today + 5 * DAY,
        [cast.user("vice"), cast.user("director")],
        about="一份作业设计加三本学生作业的照片，学生姓名请遮住。", reward="获奖作业在家长开放日展出。",
    )  # fmt: skip
    handed_in = _enter(cast, contest, cast.plain[1:5], cast.today - DAY, "作业设计：")
    entries.take_back(entry=handed_in[-1], by=handed_in[-1].person, now=at(cast.today))


def _plan(
    cast: Cast, name: str, what: str, from_on: date, to_on: date, judges: Sequence[User], *, about: str, reward: str
) -> Contest:
    fields = {
        "name": name, "object": what, "entries_from_on": from_on, "entries_to_on": min(to_on, cast.term.ends_on),
        "about": about, "reward": reward, "sheet": _sheet(cast, what),
    }  # fmt: skip
    director = cast.user("director")
    contest = contests.plan(term=cast.term, fields=fields, judges=judges, by=director)
    return contests.announce(contest=contest, by=director)


def _sheet(cast: Cast, what: str) -> ScoreSheet:
    """Give the sheet brought along for homework; for plans the school's own, for judges count no lessons."""
    offered = sheets_of(school=cast.school, purpose=what)
    if what == "homework":
        return next(each for each in offered if each.code == "homework_points")
    own = next((each for each in offered if each.name == OWN_SHEET), None)
    return own or sheets.make(
        school=cast.school, purpose=what, name=OWN_SHEET, content={"items": ITEMS, "grades": GRADES},
        by=cast.user("director"),
    )  # fmt: skip


def _enter(cast: Cast, contest: Contest, teachers: Sequence[Teacher], on: date, before: str = "") -> list[Entry]:
    """Let them hand in a plan of their subject; one in four keeps it out of the gallery."""
    judges = set(contest.judges.values_list("user", flat=True))
    made = []
    for place, teacher in enumerate(each for each in teachers if each.user_id not in judges):
        titles = TITLES.get(cast.subject(teacher), "单元整体教学设计").split("/")
        title = f"{before}{titles[place % len(titles)]}"
        made.append(
            entries.enter(
                contest=contest, teacher=teacher, title=title, may_show=place % 4 != 3,
                file=paper(title, "一、教学目标", "二、教学过程", "三、教后反思"), by=teacher.user, now=at(on, 10),
            )
        )  # fmt: skip
    Entry.objects.filter(contest=contest).update(entered_at=at(on, 10))
    return made


def _judge(cast, contest: Contest, handed_in: Sequence[Entry], judges: Sequence[User], on: date) -> dict[int, float]:
    """Let each judge give points by the sheet; give the sum that each entry got."""
    chance, sheet = cast.chance(contest.name), contest.sheet.sheet
    scored = [item for item in sheet.items if item.kind is Kind.SCORE]
    marks = dict.fromkeys((entry.pk for entry in handed_in), 0)
    for place, entry in enumerate(handed_in):
        for judge in judges:
            share = 95 - 3 * place + chance.choice((-2, -1, 0, 1))
            values = {item.code: str(round(float(item.most) * share / 100)) for item in scored}
            judgement = entries.judge(
                entry=entry, values=values, remark=chance.choice(REMARKS), by=judge, now=at(on, 14)
            )
            marks[entry.pk] += judgement.points
    return marks
