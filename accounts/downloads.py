"""The one door through which children's data leaves: asks the purpose, logs, then sends (L-02, L-03).

It lives here and not in core, because it writes the access log.
"""

from collections.abc import Callable, Sequence
from pathlib import PurePath

from crispy_forms.helper import FormHelper
from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_variables

from accounts import access_log
from accounts.log_words import Purpose

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CONTENT_TYPES = {".csv": "text/csv", ".xlsx": XLSX}


class PurposeForm(forms.Form):
    """Nothing leaves without a purpose."""

    purpose = forms.ChoiceField(label=_("What for?"), widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("Occasion"), max_length=60, required=False, help_text=_("Kept with the record of this download.")
    )

    def __init__(self, *args, purposes: Sequence[Purpose], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["purpose"].choices = [(purpose.value, purpose.label) for purpose in purposes]
        self.helper = FormHelper(self)
        self.helper.form_tag = False  # the page owns <form> and its button


@sensitive_variables()
def deliver(
    request,
    what: str,
    *,
    count: int,
    purposes: Sequence[Purpose],
    make: Callable[[Purpose], bytes],
    name: str,
    title: str,
    cancel_url: str,
) -> HttpResponse:
    """Ask the purpose on a page of this title; once it is given, send what `make` builds for it.

    `what` and `count` say which kind of record leaves and how many; `name` is that of the file and holds no person's.
    """
    form = PurposeForm(request.POST if request.method == "POST" else None, purposes=purposes)
    if not form.is_valid():
        context = {"form": form, "title": title, "count": count, "cancel_url": cancel_url}
        return render(request, "accounts/download_purpose.html", context)
    purpose = Purpose(form.cleaned_data["purpose"])
    body = make(purpose)
    return send(request, what, body, count=count, purpose=purpose, note=form.cleaned_data["note"], name=name)


@sensitive_variables()
def send(request, what: str, body: bytes, *, count: int, purpose: Purpose, note: str = "", name: str) -> HttpResponse:
    """Send a file whose purpose is known; the log is written before the first byte leaves."""
    access_log.record_download(request, what, count, f"{purpose.value}: {note}" if note else purpose.value)
    response = HttpResponse(body, content_type=CONTENT_TYPES[PurePath(name).suffix])
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["Cache-Control"] = "no-store"
    return response
