"""A page lets a service do what somebody typed or pressed, and says in words how it went."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.utils.translation import gettext as _

from core.refusals import Refused

InWords = Callable[[Refused], str]


def saved(
    request,
    form,
    in_words: InWords,
    service: Callable[..., Any],
    *,
    said: str | Callable[[Any], str] = "",
    at: str | Callable[[Refused], str | None] | None = None,
    typed: Callable[[], Mapping[str, Any]] | None = None,
    **about,
) -> Any:
    """Let the service save a valid form and say so; None when the form is to be shown (again).

    The service is called with `about`, what is typed (`typed()`, or the form's `given`, or its fields) and `by`.
    Gives what it made; True where it gives nothing. A refusal stands `in_words` at the field `at` or above the form.
    """
    if not form.is_valid():
        return None
    try:
        given = typed() if typed else getattr(form, "given", form.cleaned_data)
        made = service(**about, **given, by=request.user)
    except Refused as refused:
        form.add_error(at(refused) if callable(at) else at, in_words(refused))
        return None
    messages.success(request, said(made) if callable(said) else said or _("Saved."))
    return True if made is None else made


def done(
    request, in_words: InWords, service: Callable[..., Any], *, said: str | Callable[[Any], str] = "", **about
) -> bool:
    """Let the service do what a button asks for, and say so (nothing without words) or why not."""
    try:
        made = service(**about, by=request.user)
    except Refused as refused:
        messages.error(request, in_words(refused))
        return False
    if words := said(made) if callable(said) else said:
        messages.success(request, words)
    return True
