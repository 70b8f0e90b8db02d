"""What one tap brought about: said in the card itself, or above the list where there is no JavaScript."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import redirect, render


@dataclass(frozen=True)
class Outcome:
    """Words for the person who tapped, and whether they are good news."""

    words: str
    is_refusal: bool = False


def answer(request, outcome: Outcome, *, card: str, context: Callable[[], dict], back: str):
    """Give the card anew to htmx; otherwise lead back to the list with the words above it."""
    if request.htmx:
        return render(request, card, {**context(), "outcome": outcome})
    (messages.error if outcome.is_refusal else messages.success)(request, outcome.words)
    return redirect(back)
