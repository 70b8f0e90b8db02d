"""Records of score sheets for the walk over every address."""

from sheets.tests.factories import create_score_sheet

# The noun of an address where its name does not begin with it.
NOUN_OF: dict[str, str] = {}


def samples(of: dict, *, reader) -> dict:
    """Give one record of each noun; `of` holds the school's others."""
    return {"sheet": create_score_sheet(school=of["school"])}
