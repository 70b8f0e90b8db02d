"""Make up what happens in an alliance: the same for the same seed, and before the portal hears of it."""

import random
from datetime import date, timedelta

from demo.alliance_years.cast import PLACES, schools_of
from demo.alliance_years.chronicle import Chronicle
from demo.alliance_years.telling import activities, assessing, exchange, growing, meetings, needs, organising, reports
from demo.alliance_years.telling.story import Story
from demo.loading.places import days_of_term

WRITERS = (organising, meetings, exchange, activities, needs, growing, reports, assessing)


def tell(*, document: str, seed: int, first_year: int, years: int, founded_on: date, until: date) -> Chronicle:
    """Give the chronicle of so many school years; what would happen after `until` is left out."""
    rng = random.Random(f"{document} {seed}")  # a text seeds alike on every machine
    schools = schools_of(document, rng, second_year=date(first_year + 1, 9, 1))
    terms = [
        {"school_year": year, "number": number, "first_on": days["starts_on"], "last_on": days["ends_on"]}
        for year in range(first_year - 1, first_year + years)
        for number in (1, 2)
        for days in [days_of_term(year, number)]
    ]
    chronicle = Chronicle(document, seed, PLACES[document][1], founded_on, until, schools, terms)
    for writer in WRITERS:
        writer.write(Story(chronicle, random.Random(f"{document} {seed} {writer.__name__}")))
    told = sorted(chronicle.events, key=lambda event: event["on"])
    chronicle.events = [event for event in told if event["on"] <= until]
    return chronicle


def end_of(first_year: int, years: int) -> date:
    """Give the last day of the last school year."""
    return days_of_term(first_year + years - 1, 2)["ends_on"] + timedelta(days=2)
