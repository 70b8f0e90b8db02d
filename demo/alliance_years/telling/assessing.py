"""The joint assessment of each school year, what people thought of the schools, and the summary (G5.5.3, G4.5.1)."""

from datetime import date

from demo.alliance_years.telling.story import DAY, Story

INDICATORS = (("教学管理", "2", ""), ("学生活动", "1.5", ""), ("家长满意度", "1", "satisfaction"),
              ("任务完成", "1.25", "obligations_met"))  # fmt: skip


def write(story: Story) -> None:
    """Tell each school year that is over."""
    for term in story.terms:
        if term["number"] == 2:
            _year(story, term["school_year"], term["last_on"])


def _year(story: Story, year: int, last_on: date) -> None:
    is_last = year == story.terms[-1]["school_year"]
    few = 4 if is_last else 12  # who was asked at the smallest school: too few to be shown, or just enough
    for place, code in enumerate(story.codes):
        asked = few if place == 3 else story.rng.randint(60, 300)
        satisfied = asked - story.rng.randint(0, asked // 4)
        about = {"school": code, "year": year + 1, "side": "parents", "asked": asked, "satisfied": satisfied}
        story.say(last_on - DAY * 30, "satisfaction", f"{code}/clerk", **about)
    if story.has_core and last_on > story.begins + DAY * 120:
        _assessment(story, year, last_on, is_last=is_last)
    if story.happens(0.8):
        story.say(last_on, "summary", story.office, school_year=year, issued=story.happens(0.8))


def _assessment(story: Story, year: int, last_on: date, *, is_last: bool) -> None:
    # A figure over few people is kept back, and without it there is no score: then the indicator is left out.
    wanted = [each for each in INDICATORS if not is_last or each[2] != "satisfaction"]
    story.say(last_on - DAY * 20, "indicators", story.office, school_year=year, wanted=wanted)
    for code in story.codes:
        for name, _weight, source in wanted:
            if not source:
                points = f"{story.rng.randint(6000, 9950) / 100:.2f}"
                about = {"school": code, "school_year": year, "indicator": name, "points": points}
                story.say(last_on - DAY * 10, "points", f"{code}/clerk", **about)
                story.say(last_on - DAY * 5, "points_confirmed", story.office, **about)
    story.say(last_on - DAY * 2, "statement", story.office, school_year=year)
    if is_last:  # the schools want it otherwise: it is closed anew
        values = {"assessment.model": "equal_score"}
        story.say(last_on - DAY, "numbers", story.office, since=last_on - DAY, values=values)
        story.say(last_on - DAY, "statement", story.office, school_year=year)
