"""The access log, for the auditor only; nothing here can change it."""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from import_export.formats.base_formats import CSV, XLSX

from accounts import downloads, selectors
from accounts.forms import LogFilterForm
from accounts.log_words import Purpose
from accounts.models import AccessRecord
from accounts.permissions import Permission
from accounts.resources import AccessRecordResource
from core.access import requires
from core.listing import listed

EXPORT_ROWS = 100_000
FORMATS = {"csv": CSV, "xlsx": XLSX}


@requires(Permission.AUDIT_VIEW)
def log_list(request):
    """Show the log, narrowed by person, school, action, days or record, with its figures."""
    form, records = _narrowed(request)
    page = listed(request, records, sorts={"at": ["at"]}, default="-at")
    template = "accounts/_log_rows.html" if request.htmx else "accounts/log_list.html"
    context = {
        "form": form,
        "page": page,
        "figures": selectors.log_figures(records),
        "default_days": selectors.LOG_DAYS,
        "export_rows": EXPORT_ROWS,
    }
    return render(request, template, context)


@requires(Permission.AUDIT_VIEW)
def log_export(request, kind):
    """Send the narrowed log as a spreadsheet, newest first; the log notes this too."""
    if kind not in FORMATS:
        raise Http404
    _form, records = _narrowed(request)
    records = records[: EXPORT_ROWS + 1]
    if len(records) > EXPORT_ROWS:
        return render(request, "accounts/log_too_long.html", {"export_rows": EXPORT_ROWS}, status=422)
    data = AccessRecordResource().export(records)
    body = FORMATS[kind]().export_data(data)
    body = body.encode("utf-8-sig") if isinstance(body, str) else body
    name = f"access-log-{timezone.localdate():%Y%m%d}.{kind}"
    return downloads.send(request, "access_log", body, count=len(data), purpose=Purpose.AUDIT, name=name)


def _narrowed(request):
    form = LogFilterForm(request.GET)
    form.fields["action"].choices = [("", _("Every action")), *AccessRecord.Action.choices]
    # A filter that makes no sense shows nothing rather than everything.
    records = AccessRecord.objects.visible_to(request.user)
    if not form.is_valid():
        return form, records.none()
    return form, selectors.log_for_listing(records, **form.cleaned_data)
