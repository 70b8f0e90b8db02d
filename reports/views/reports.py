"""The archive: the list, one report, its files, removing one."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.permissions import Permission
from core.access import may, requires
from core.listing import listed
from core.refusals import Refused
from reports import kinds, refusals, selectors
from reports.forms import ReportFilter
from reports.models import Format, Report
from reports.services import making
from reports.views.sending import send_file
from schools.models import Term

PER_PAGE = 20
SORTS = {"made": "made_at", "kind": ["kind", "-made_at"], "term": ["term__starts_on", "-made_at"]}


@requires(Permission.REPORT_VIEW)
@require_safe
def report_list(request):
    """The school's reports, newest first; ?kind=, ?term= and ?q= filter."""
    offered = kinds.open_to(request.user, Permission.REPORT_VIEW, school=request.school)
    terms = Term.objects.visible_to(request.user).filter(school=request.school)
    form = ReportFilter(request.GET, offered=offered, terms=terms)
    wanted = {name: value for name, value in form.cleaned_data.items() if value}
    query = request.GET.get("q", "").strip()
    found = selectors.found_in(selectors.archive(request.user, request.school), query).filter(**wanted)
    context = {
        "page": listed(request, found, sorts=SORTS, default="-made", per_page=PER_PAGE),
        "form": form,
        "is_filtered": bool(wanted or query),
        "may_make": may(request, Permission.REPORT_MAKE),
    }
    return render(request, "reports/report_list.html", context)


@requires(Permission.REPORT_VIEW)
@require_safe
def report_detail(request, public_id):
    """What a report contains, of which day and version its data are, its files, and who made it."""
    report = _report(request, public_id)
    kind = kinds.find(report.kind)
    context = {
        "report": report,
        "files": [(format, report.file_of(format).name) for format in report.formats],
        "chosen": _options_in_words(kind, report.options) if kind else [],
        "may_remove": Report.objects.removable_by(request.user).filter(pk=report.pk).exists(),
    }
    return render(request, "reports/report_detail.html", context)


@requires(Permission.REPORT_VIEW)
@require_safe
def report_download(request, public_id, format):
    """Send one file of a report."""
    report = _report(request, public_id)
    if format not in report.formats:
        raise Http404
    name = f"{report.school} {report.title} {report.term} {report.data_on}"
    return send_file(report.file_of(format), name=name, format=Format(format).value)


@requires(Permission.REPORT_MAKE)
@require_http_methods(["GET", "HEAD", "POST"])
def report_remove(request, public_id):
    """Ask, then remove a report from the archive."""
    report = _report(request, public_id)
    if request.method != "POST":
        return render(request, "reports/report_remove.html", {"report": report})
    try:
        making.remove(report=report, by=request.user)
    except Refused as refused:
        messages.error(request, refusals.words(refused.reason))
        return redirect(report)
    messages.success(request, _("The report was removed."))
    return redirect("reports:report_list")


def _report(request, public_id) -> Report:
    reports = Report.objects.visible_to(request.user)
    reports = reports.select_related("school", "term", "made_by", "template", "schedule")
    return get_object_or_404(reports, public_id=public_id)


def _options_in_words(kind, options) -> list[tuple[str, str]]:
    return [(option.label, dict(option.choices).get(options.get(option.name), "–")) for option in kind.options]
