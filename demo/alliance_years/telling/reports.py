"""Self-reports in June and December: most in time, some late, one never handed in; the office answers (G5.4.3)."""

from datetime import date

from demo.alliance_years.telling.story import DAY, Story


def write(story: Story) -> None:
    """Tell every school's report of every June and December."""
    if not story.has_core:
        return
    months = [(date(year, month, 1), year, month) for year in range(story.begins.year, story.chronicle.until.year + 1)
              for month in (6, 12)]  # fmt: skip
    asked = [each for each in months if story.begins < each[0] + DAY * 27 and each[0] <= story.chronicle.until]
    missing = (asked[-1][1:], story.others[1]) if asked else None
    for first, year, month in asked:
        for code in story.codes:
            if ((year, month), code) != missing:
                _report(story, code, first, year, month)


def _report(story: Story, code: str, first: date, year: int, month: int) -> None:
    key = story.new("report")
    of = {"id": key, "school": code, "year": year, "month": month}
    begun = max(story.begins, first + DAY * story.rng.randint(2, 12))
    story.say(begun, "report_begun", f"{code}/clerk", **of)
    handed_in = begun + DAY * story.rng.randint(3, 14)
    if story.happens(0.15):
        handed_in = first + DAY * story.rng.randint(33, 44)  # in the month after
    story.say(handed_in, "report_handed_in", f"{code}/principal", **of)
    if story.happens(0.2):
        story.say(handed_in + DAY, "report_returned", story.office, **of)
        if story.happens(0.7):
            story.say(handed_in + DAY * 4, "report_handed_in", f"{code}/principal", **of)
            story.say(handed_in + DAY * 5, "report_accepted", story.office, **of)
    elif story.happens(0.8):
        story.say(handed_in + DAY * 2, "report_accepted", story.office, **of)
