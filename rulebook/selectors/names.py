"""Names of the people who owe something."""

from collections.abc import Iterable

from accounts.models import User
from rulebook.models import Obligation
from rulebook.selectors.lines import Line


def names_of(users: Iterable[int]) -> dict[int, str]:
    """Give the names of these people by id; one statement, none for nobody."""
    wanted = set(users)
    return dict(User.objects.filter(pk__in=wanted).order_by().values_list("pk", "name")) if wanted else {}


def bearers_of(lines: Iterable[Line]) -> set[int]:
    """Give the ids of all who bear any of these."""
    return {user for line in lines for user in line.bearers}


def people_for(obligations: Iterable[Obligation], *, with_earlier: bool) -> list[User]:
    """Give those who bear these, by name; with earlier holders of the post where their records count too."""
    wanted = {user for each in obligations for user in each.bearers}
    if with_earlier:
        wanted |= {user for each in obligations for user in each.counted_by}
    return list(User.objects.filter(pk__in=wanted).order_by("name", "pk")) if wanted else []
