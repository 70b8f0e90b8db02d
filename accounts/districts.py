"""The districts that a post can be over."""

from collections.abc import Iterable

from accounts.roles import Scope
from accounts.scopes import register_scope
from schools.models import District


def register() -> None:
    """Make the districts known to the posts; called when the app starts."""
    register_scope(Scope.DISTRICT, choices=_choices, labels=_labels)


def _choices(user, school) -> list[tuple[int, str]]:
    """Give all districts on the platform; none within a school."""
    return [] if school else [(each.pk, each.name) for each in District.objects.order_by("name")]


def _labels(ids: Iterable[int]) -> dict[int, str]:
    return {each.pk: each.name for each in District.objects.filter(pk__in=ids)}
