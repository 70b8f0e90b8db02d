"""What ends when a family withdraws a consent: the apps above register it, for families stand below them."""

from collections.abc import Callable
from dataclasses import dataclass

from registry.models import Guardian, Student


@dataclass(frozen=True)
class Consequence:
    """Follows the withdrawal of one purpose for one child.

    `foretell(student=, guardian=)` gives sentences for the page that asks "really?"; `carry_out(student=,
    guardian=, by=)` does it, in the transaction of the withdrawal.
    """

    foretell: Callable[..., list[str]]
    carry_out: Callable[..., None]


_known: dict[str, list[Consequence]] = {}


def register_consequence(purpose: str, *, foretell: Callable, carry_out: Callable) -> None:
    """Make a consequence known; called once when the app that owns it starts."""
    _known.setdefault(purpose, []).append(Consequence(foretell, carry_out))


def foretell(purpose: str, *, student: Student, guardian: Guardian) -> list[str]:
    """Say what a withdrawal would end, in sentences for the guardian; empty when nothing would."""
    return [words for each in _known.get(purpose, ()) for words in each.foretell(student=student, guardian=guardian)]


def carry_out(purpose: str, *, student: Student, guardian: Guardian, by) -> None:
    """End what rests on the consent that was just withdrawn; part of the caller's transaction."""
    for each in _known.get(purpose, ()):
        each.carry_out(student=student, guardian=guardian, by=by)
