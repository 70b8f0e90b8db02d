"""Schools say what they need and get answers, or none; pressing problems become projects (G4.4.5)."""

from demo.alliance_years.telling.story import DAY, Story

NEEDS = ("英语师资不足", "科学实验器材少", "班主任培训", "音乐课缺专业教师", "低年级阅读指导", "教研组长带教")
PROBLEMS = ("作业设计与减负", "农村学生阅读", "课堂提问质量")


def write(story: Story) -> None:
    """Tell each term's needs, then the projects."""
    for term in story.terms:
        for code in story.codes:
            on = story.day(term["first_on"], term["last_on"])
            if on and story.happens(0.6):
                _need(story, code, on)
    for title in PROBLEMS[: story.rng.randint(1, 3)]:
        _project(story, title, story.rng.choice(story.terms))


def _need(story: Story, code: str, on) -> None:
    key = story.new("n")
    story.say(on, "need", f"{code}/clerk", id=key, school=code, title=story.rng.choice(NEEDS))
    if story.happens(0.75):
        story.say(on + DAY * story.rng.randint(3, 40), "need_answered", story.helper, id=key)


def _project(story: Story, title: str, term: dict) -> None:
    on = story.day(term["first_on"], term["last_on"] - DAY * 40)
    if on is None:
        return
    key = story.new("p")
    story.say(on, "project", story.helper, id=key, title=title)
    for number in (1, 2):
        step, title = story.new("k"), f"第{number}步"
        story.say(on + DAY * 15 * number, "milestone", story.helper, project=key, id=step, title=title)
        if story.happens(0.8):
            story.say(on + DAY * (15 * number + 10), "milestone_reached", story.helper, id=step)
    if story.happens(0.6):
        story.say(on + DAY * 60, "project_ended", story.helper, id=key)
