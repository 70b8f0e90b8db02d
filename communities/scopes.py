"""Tells the accounts which mutual-aid societies a post can be over."""

from accounts.roles import Scope
from accounts.scopes import register_scope
from communities.models import Society


def register() -> None:
    """Make the societies known to the accounts; called when the app starts."""
    register_scope(Scope.SOCIETY, choices=_choices, labels=_labels)


def _choices(user, school) -> list[tuple[int, str]]:
    societies = Society.objects.visible_to(user) if user else Society.objects
    return [(s.pk, str(s)) for s in societies.filter(school=school).select_related("village")]


def _labels(ids) -> dict[int, str]:
    return {s.pk: str(s) for s in Society.objects.filter(pk__in=ids).select_related("village")}
