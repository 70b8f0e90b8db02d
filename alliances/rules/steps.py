"""The six steps of a lesson, each after the one before (G5.3.3.4)."""

from collections.abc import Collection

from alliances.rules.codes import six_steps


def next_step(taken: Collection[str]) -> str | None:
    """Give the step that comes now; None when all were taken."""
    return next((code for code in six_steps() if code not in taken), None)
