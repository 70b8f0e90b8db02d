"""Records of pairs and resources for the walk over every address."""

from growth.tests.factories import create_activity, create_pair
from registry.tests.factories import create_teacher

# The noun of an address where its name does not begin with it.
NOUN_OF: dict[str, str] = {}


def samples(of: dict, *, reader) -> dict:
    """Give one record of each noun; `of` holds the school's others."""
    pair = create_pair(mentor=of["teacher"], apprentice=create_teacher(school=of["school"]))
    return {"pair": pair, "pairactivity": create_activity(pair)}
