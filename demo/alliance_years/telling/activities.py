"""What the schools do together: tagged by five commons and five links, five ones, visits (G4.3, G5.3)."""

from datetime import date

from demo.alliance_years.telling.story import DAY, Story

COMMONS = ("models", "management", "resources", "problems", "progress")
LINKS = ("fellowship", "research", "quality", "training", "highlights")
FIVE_ONES = ("theme_class_meeting", "outward_experience", "fellowship", "mutual_aid", "showcase")
TITLES = {
    "joint_research": "同课异构与集体备课",
    "large_event": "联片教学开放日",
    "theme_class_meeting": "主题班会观摩",
    "outward_experience": "走进实践基地",
    "fellowship": "师生篮球友谊赛",
    "mutual_aid": "手拉手互助",
    "showcase": "学生素质展示",
    "outreach": "家长会上讲联盟",
    "study_trip": "骨干教师外出学习",
    "remote_session": "线上同步课堂",
    "forum": "我与共同体话成长",
    "publicity": "宣传栏与网站更新",
    "other": "管理经验交流",
}
LEVELS = ("middle_managers", "research_groups", "teachers")
DIRECTIONS = ("invite_in", "go_out", "online")


def write(story: Story) -> None:
    """Tell each term; every category comes up in turn."""
    for number, term in enumerate(story.terms):
        _shared(story, term, number)
        if story.has_core:
            _of_core(story, term)


def _shared(story: Story, term: dict, number: int) -> None:
    kinds = ["joint_research"] * story.rng.randint(1, 4) + ["remote_session", "forum", "other", "publicity"]
    for place, kind in enumerate(kinds):
        host = story.rng.choice(story.codes)
        guests = story.some([each for each in story.codes if each != host], 3, 1)
        turn = (number * 3 + place) % 5
        tags = {"commons": [COMMONS[turn]], "links": [LINKS[(turn + place) % 5]] if story.happens(0.8) else []}
        _activity(story, term, kind, host, guests, **tags)


def _of_core(story: Story, term: dict) -> None:
    if story.happens(0.75):
        _activity(
            story, term, "large_event", story.core, story.others, commons=["problems"], links=["research", "training"]
        )
    for code in story.others:
        if story.happens(0.8):
            _activity(story, term, "outreach", story.core, [code], commons=["progress"], links=["highlights"])
    if story.happens(0.5):
        _activity(
            story,
            term,
            "study_trip",
            story.core,
            story.some(story.others, 3, 1),
            commons=["models"],
            links=["training"],
        )
    for code in story.codes:
        for kind in FIVE_ONES:
            if story.happens(0.78):
                guests = story.some([each for each in story.codes if each != code], 1)
                links = ["fellowship"] if kind == "fellowship" else ["highlights"]
                _activity(story, term, kind, code, guests, commons=["progress"], links=links)


def _activity(story: Story, term: dict, kind: str, host: str, guests: list[str], *, commons, links) -> None:
    on = story.day(term["first_on"], term["last_on"])
    if on is None:
        return
    key, by = story.new("a"), f"{host}/principal"
    is_out = kind == "outward_experience"
    about = {"kind": kind, "title": TITLES[kind], "host": host, "guests": guests, "commons": commons, "links": links}
    about |= {"level": story.rng.choice(LEVELS), "direction": story.rng.choice(DIRECTIONS), "is_out": is_out}
    planned = max(story.begins, on - DAY * story.rng.randint(5, 20))
    story.say(planned, "activity_planned", by, id=key, held_on=on, **about)
    if story.happens(0.06):
        story.say(planned + DAY if planned < on else on, "activity_cancelled", by, id=key)
        return
    if story.happens(0.04):
        return  # it never took place, and nobody said so
    if is_out:
        story.say(planned, "activity_approved", by, id=key)
    story.say(on, "activity_held", by, id=key)
    for code in (host, *guests):
        if code == host or story.happens(0.82):
            _took_part(story, key, kind, code, on, is_host=code == host)
    if story.happens(0.9):
        story.say(on + DAY * story.rng.randint(1, 6), "activity_written", by, id=key)


def _took_part(story: Story, key: str, kind: str, code: str, on: date, *, is_host: bool) -> None:
    """A school says what the event counts as for itself: one kind, another one, or none."""
    counts = ""
    if story.has_core and kind in FIVE_ONES:
        others = [each for each in FIVE_ONES if each != kind]
        counts = story.rng.choices((kind, story.rng.choice(others), ""), (90, 6, 4) if is_host else (30, 5, 65))[0]
    staff = story.some(story.staff(code, on), 4, 1)
    pupils = story.rng.choice((0, 20, 40, 90))
    when = on if is_host else on + DAY * story.rng.randint(0, 10)
    story.say(when, "took_part", f"{code}/clerk", id=key, school=code, counts_as=counts, staff=staff, pupils=pupils)
