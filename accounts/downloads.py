"""The one door through which children's data leaves: asks the purpose, logs, then sends (L-02, L-03).

It lives here and not in core, because it writes the access log.

    @requires(Permission.REGISTER_DOWNLOAD)
    def student_download(request):
        pupils = Student.objects.visible_to(request.user)
        return downloads.deliver(
            request, what="student", title=_("Pupils"), count=pupils.count(), extension="xlsx",
            make=lambda purpose: workbook_of(pupils, purpose),
        )

GET asks, POST sends; the query string, and so the filter, stays the same between the two.
"""

import mimetypes
from collections.abc import Callable, Iterable

from django import forms
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_variables

from accounts import access_log
from accounts.log_words import Purpose


class PurposeForm(forms.Form):
    purpose = forms.ChoiceField(
        label=_("What do you need this for?"), choices=Purpose.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(label=_("In your words"), max_length=120, required=False)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("purpose") == Purpose.OTHER and not cleaned.get("note"):
            self.add_error("note", forms.ValidationError(_("Say what you need it for."), code="required"))
        return cleaned


@sensitive_variables()
def deliver(
    request,
    *,
    what: str,
    title: str,
    count: int,
    extension: str,
    make: Callable[[Purpose], bytes | Iterable[bytes]],
):
    """Ask the purpose; once it is given, log the download and send what `make` builds for it.

    `what` names the kind of record in plain ASCII ("student"): with the day it is the whole file name,
    so no person's name gets into one. The log is written before the first byte leaves.
    """
    form = PurposeForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "accounts/download_purpose.html", {"form": form, "title": title, "count": count})
    purpose = Purpose(form.cleaned_data["purpose"])
    body = make(purpose)
    note = form.cleaned_data["note"]
    access_log.record_download(request, what, count, f"{purpose.value}: {note}" if note else purpose.value)
    kind = HttpResponse if isinstance(body, bytes) else StreamingHttpResponse
    name = file_name(what, extension)
    response = kind(body, content_type=mimetypes.guess_type(name)[0] or "application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


def file_name(what: str, extension: str) -> str:
    """Give a file name of the kind of record and today's date."""
    return f"{slugify(what) or 'data'}-{timezone.localdate():%Y%m%d}.{extension}"
