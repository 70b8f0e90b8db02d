"""What hangs on a guardian in the apps above: each registers at its start how it goes over in a merge."""

from collections.abc import Callable

from registry.models import Guardian

_known: list[Callable[..., None]] = []


def register_takeover(take_over: Callable[..., None]) -> None:
    """Make `take_over(keep=, drop=)` known; it runs in the transaction of the merge, before `drop` goes."""
    _known.append(take_over)


def take_over(*, keep: Guardian, drop: Guardian) -> None:
    """Let every app move to `keep` what hangs on `drop`."""
    for each in _known:
        each(keep=keep, drop=drop)
