"""The founding: schools join, seats are filled (not all), numbers are set, plans are confirmed (not by all)."""

from datetime import date, timedelta

from demo.alliance_years.telling.story import DAY, Story

GROUPS = ("G5-S04", "G5-S05", "G5-S06")
SUBJECTS = ("语文", "数学", "英语")


def write(story: Story) -> None:
    """Tell how the alliance is set up."""
    founded = story.chronicle.founded_on
    story.say(founded, "found", f"{story.core}/principal")
    for place, code in enumerate(story.others):
        story.say(founded + DAY * story.rng.randint(1 + 3 * place, 3 + 3 * place), "join", f"{code}/principal")
    if story.has_core:
        _seats_of_core(story, founded + DAY * 14)
        _papers(story, founded + DAY * 15)
    else:
        _seats_of_council(story, founded + DAY * 14)
        _network(story, founded + DAY * 15)
    _numbers(story, founded)
    for term in story.terms:
        if term["number"] == 1 and term["first_on"] > founded:
            for code in story.codes:
                year = term["school_year"]
                story.say(date(year, 8, 20), "year_entered", f"{code}/principal", school_year=year)


def _seats_of_core(story: Story, on: date) -> None:
    leaders = [f"{code}/{post}" for code in story.codes for post in ("director", "clerk", "vice")]
    members = story.some([each for each in leaders if each not in (story.office, story.helper)], 7, 5)
    for person in members:
        story.say(on, "seated", story.office, body="G5-S02", post="group_member", person=person)
    for code in story.others:
        story.say(on, "seated", story.office, body="G5-S03", post="alliance_liaison", person=f"{code}/clerk")
    for place, body in enumerate(GROUPS):
        people = story.rng.sample(leaders + story.teachers(story.core, on), 5)
        for number, person in enumerate(people[: 5 - (place == 2)]):  # the third group lacks a deputy
            post = "group_deputy" if number else "group_head"
            story.say(on, "seated", story.office, body=body, post=post, person=person)


def _seats_of_council(story: Story, on: date) -> None:
    secretary = f"{story.others[0]}/vice"
    story.say(
        on, "seated", f"{story.core}/principal", body="G4-S02", post="alliance_secretary_general", person=secretary
    )
    if story.happens(0.5):
        clerk = f"{story.core}/clerk"
        story.say(on, "seated", f"{story.core}/principal", body="G4-S03", post="office_member", person=clerk)


def _papers(story: Story, on: date) -> None:
    story.say(on, "basis", story.office, number="枫教〔2024〕3号", title="关于推进学校联盟建设的意见")
    story.say(on + DAY, "plan", story.office, title="联盟三年发展规划")
    absent = story.rng.choice(story.others)
    for code in story.codes:
        if code != absent:
            story.say(on + DAY * story.rng.randint(2, 20), "plan_confirmed", f"{code}/principal")
    for code in story.codes:
        chapter = story.happens(0.8)
        story.say(on + DAY * story.rng.randint(5, 30), "school_plan", f"{code}/principal", has_chapter=chapter)
        for kind in ("preparation_meeting", "action_draft"):
            if on.month < 8 and story.happens(0.85):
                story.say(on + DAY * story.rng.randint(1, 40), "step", f"{code}/clerk", kind=kind)
        people = story.staff(code, on)
        story.say(on + DAY * 3, "school_bodies", f"{code}/principal", team=people[1:3] if story.happens(0.8) else [])
    story.say(on + DAY * 25, "evaluation", story.office, teachers=True, pupils=story.happens(0.5))


def _network(story: Story, on: date) -> None:
    """Tell of G4: websites, groups that admit partners, communities of subjects."""
    for code in story.codes:
        if story.happens(0.75):
            site = f"https://{code}.example.edu.cn/"
            story.say(on + DAY * story.rng.randint(0, 30), "site", f"{code}/clerk", address=site)
        if story.happens(0.75):
            guest = story.rng.choice([each for each in story.codes if each != code])
            person = story.rng.choice(story.staff(guest, on))
            story.say(on + DAY * story.rng.randint(0, 30), "admitted", f"{code}/principal", person=person)
    for subject in SUBJECTS[: story.rng.randint(2, 3)]:
        day = on + DAY * story.rng.randint(1, 20)
        seated = story.codes if story.happens(0.7) else story.codes[:3]
        people = [story.rng.choice(story.staff(code, day)) for code in seated]
        story.say(day, "community", story.office, subject=subject, people=people)


def _numbers(story: Story, founded: date) -> None:
    """Set what the text leaves open; the weight of the assessment is another one in the second year."""
    if story.has_core:
        first = {"assessment.model": "weighted_alliance_mean", "assessment.alliance_weight": "0.3", "G5-R25.min": "1"}
        first |= {"exchange.rank_bonus": "2", "exchange.transport_subsidy": "300", "exchange.living_subsidy": "200"}
        later = {"assessment.model": "weakest_member", "assessment.alliance_weight": "0.45"}
    else:
        first = {"management_exchange.per_term": "1", "G4-R03.min": "2", "G4-R04.min": "2", "G4-R10.min": "1"}
        first |= {"need.answer_share_target": "0.8", "alliance.summaries_per_school_year": "1"}
        later = {}
    story.say(founded + timedelta(days=14), "numbers", story.office, since=founded, values=first)
    second = date(story.terms[-1]["school_year"], 9, 1)
    if later and second > founded + timedelta(days=60):
        story.say(second, "numbers", story.office, since=second, values=later)
