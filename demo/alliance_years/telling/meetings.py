"""A meeting every month with school: most are held, some cancelled, some forgotten (G5.3.2.2)."""

from datetime import date, timedelta

from demo.alliance_years.telling.story import DAY, Story

TOPICS = ("本月工作小结", "教研活动安排", "交流教师情况", "学生活动安全", "资源库建设", "家长满意度", "下月计划")
TASKS = ("整理会议材料", "联系承办学校", "汇总各校意见", "报送活动方案", "更新资源目录")


def write(story: Story) -> None:
    """Tell every month."""
    for place, (first, last) in enumerate(story.months()):
        on = story.day(first + DAY * 7, last - DAY)
        fate = (
            "forgotten"
            if place == 4
            else story.rng.choices(("held", "cancelled", "empty", "forgotten"), (86, 6, 4, 4))[0]
        )
        if on and fate != "forgotten":
            _meeting(story, on, fate, monthly=True)
        if story.happens(0.15) and (extra := story.day(first, last)):
            _meeting(story, extra, "held", monthly=False)


def _meeting(story: Story, on: date, fate: str, *, monthly: bool) -> None:
    key = story.new("m" if monthly else "x")
    called = [f"{code}/principal" for code in story.codes] + [story.office, story.helper]
    topics = story.rng.sample(TOPICS, 3)
    asked = {"meets_on": on, "monthly": monthly, "called": called, "agenda": topics}
    story.say(max(story.begins, on - DAY * 6), "meeting_planned", story.office, id=key, **asked)
    if fate == "cancelled":
        story.say(max(story.begins, on - DAY), "meeting_cancelled", story.office, id=key)
    if fate != "held":
        return
    there = {person: story.rng.choices(("present", "excused", "absent"), (86, 9, 5))[0] for person in called}
    there[story.office] = "present"
    minutes = {topic: f"{topic}：各校交流了做法，议定下一步。" for topic in topics[: story.rng.randint(1, 3)]}
    story.say(on, "meeting_held", story.office, id=key, there=there, minutes=minutes, decision="按议定事项办理")
    for _ in range(story.rng.randint(0, 3)):
        _todo(story, on, key, story.rng.choice(called))


def _todo(story: Story, on: date, meeting: str, owner: str) -> None:
    key = story.new("d" + meeting)
    due = on + timedelta(days=story.rng.randint(7, 30))
    story.say(on, "todo", story.office, id=key, meeting=meeting, owner=owner, text=story.rng.choice(TASKS), due_on=due)
    if story.happens(0.8):
        story.say(on + DAY * story.rng.randint(2, 40), "todo_done", owner, id=key)
