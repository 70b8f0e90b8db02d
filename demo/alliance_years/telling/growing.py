"""Pairs across schools, shared resources, goals of the years, spot checks and commendations (G5.1, G5.3.3, G5.5.1)."""

from datetime import date

from demo.alliance_years.telling.story import DAY, Story

GOALS = {
    "G5-H04.goals": ("plan_and_systems", "shared_platform", "unified_evaluation", "two_topics", "large_event",
                     "cooperation_report"),
    "G5-H05.goals": ("communication", "common_standard", "remote_work", "resource_library"),
    "G5-H06.goals": ("work_report", "city_awards", "commendation_meeting"),
}  # fmt: skip


def write(story: Story) -> None:
    """Tell them one after the other."""
    _pairs(story)
    for number, term in enumerate(story.terms):
        _resources(story, term)
        _steering(story, term, number)
    if story.has_core:
        _goals(story)


def _pairs(story: Story) -> None:
    on = story.begins + DAY * 20
    if on > story.chronicle.until:
        return
    mentors = story.rng.sample(story.teachers(story.core, on), 4)
    apprentices = [each for code in story.others for each in story.teachers(code, on)]
    for mentor, apprentice in zip(mentors, story.rng.sample(apprentices, 4), strict=True):
        key = story.new("pair")
        story.say(on, "pair", story.helper, id=key, mentor=mentor, apprentice=apprentice)
        story.say(on + DAY * 2, "pair_yes", mentor, id=key)
        if not story.happens(0.75):
            continue  # the apprentice has not answered
        story.say(on + DAY * 4, "pair_yes", apprentice, id=key)
        story.say(on + DAY * 5, "pair_begun", mentor, id=key)
        for days in range(20, 200, 45):
            story.say(on + DAY * days, "pair_met", apprentice, id=key)
        if story.happens(0.4):
            story.say(on + DAY * 210, "pair_ended", mentor, id=key)


def _resources(story: Story, term: dict) -> None:
    for _ in range(story.rng.randint(1, 3)):
        code = story.rng.choice(story.codes[:3])
        on = story.day(term["first_on"], term["last_on"])
        if on:
            key, by = story.new("r"), story.rng.choice(story.teachers(code, on))
            story.say(on, "resource", by, id=key, title=f"教学设计{key[1:]}", subject="语文")
            if story.happens(0.8):
                story.say(on + DAY * 3, "resource_published", story.office, id=key)


def _steering(story: Story, term: dict, number: int) -> None:
    if (on := story.day(term["first_on"], term["last_on"])) and story.happens(0.7):
        story.say(on, "spot_check", story.office, school=story.rng.choice(story.codes))
    month = 12 if term["number"] == 1 else 6
    on = date(term["last_on"].year - (month == 12), month, 18)
    if on >= story.begins:
        for code in story.some(story.codes, 2):
            story.say(on, "commended", story.office, school=code)


def _goals(story: Story) -> None:
    start = story.chronicle.founded_on.year
    for place, (name, codes) in enumerate(GOALS.items()):
        for code in codes:
            on = story.day(date(start + place, 3, 1), date(start + place, 12, 20))
            if on and story.happens(0.8):
                story.say(on, "goal_proved", story.helper, goal=f"{name}:{code}")
                if story.happens(0.8):
                    story.say(on + DAY * story.rng.randint(1, 50), "goal_done", story.office, goal=f"{name}:{code}")
