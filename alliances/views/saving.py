"""A page hands a form or a press to a service, and says in words how it went."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.utils.translation import gettext as _

from alliances.refusals.activities import WORDS
from core.refusals import Refused


def saved(request, form, service: Callable[..., Any], **about) -> Any:
    """Give what the service made of a valid form (of its `given`, else its fields); None when it is to be shown."""
    if not form.is_valid():
        return None
    given = getattr(form, "given", form.cleaned_data)
    try:
        made = service(**about, **given, by=request.user)
    except Refused as refused:
        form.add_error(None, WORDS[refused.reason])
        return None
    messages.success(request, _("Saved."))
    return made


def done(request, words: str, service: Callable[..., Any], **about) -> None:
    """Carry out a press of a button, and say `words` or why not."""
    try:
        service(**about, by=request.user)
    except Refused as refused:
        messages.error(request, WORDS[refused.reason])
    else:
        messages.success(request, words)
