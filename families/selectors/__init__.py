"""Reads about families: the own children, consents, and the office's slips."""

from families.selectors.consents import (
    Question,
    children_of,
    consent_states,
    guardians_of_user,
    own_links,
    unanswered,
    with_consent,
)

__all__ = [
    "Question",
    "children_of",
    "consent_states",
    "guardians_of_user",
    "own_links",
    "unanswered",
    "with_consent",
]
