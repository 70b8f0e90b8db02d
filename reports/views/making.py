"""Make a report: choose the kind, choose the term and files, watch the work."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from django.views.decorators.vary import vary_on_headers
from django_htmx.http import HttpResponseClientRedirect

from accounts.permissions import Permission
from core.access import requires
from core.refusals import Refused
from jobs import services as jobs
from jobs.models import Job
from reports import kinds, refusals
from reports.forms import MakeForm
from reports.kinds import ReportKind
from reports.services import making
from schools.models import Term
from schools.selectors import current_term


def kind_open_to(request, code: str) -> ReportKind:
    """Give the kind, or raise Http404 when there is none that the user may make."""
    offered = kinds.open_to(request.user, Permission.REPORT_MAKE, school=request.school)
    for kind in offered:
        if kind.code == code:
            return kind
    raise Http404


@requires(Permission.REPORT_MAKE)
@require_safe
def report_choose(request):
    """The kinds of reports that the user may make."""
    offered = kinds.open_to(request.user, Permission.REPORT_MAKE, school=request.school)
    return render(request, "reports/report_choose.html", {"kinds": offered})


@requires(Permission.REPORT_MAKE)
@require_http_methods(["GET", "HEAD", "POST"])
def report_make(request, code):
    """Choose term, files and what the kind asks; then queue the work and go where it is seen."""
    kind = kind_open_to(request, code)
    terms = Term.objects.visible_to(request.user).filter(school=request.school)
    current = current_term(request.school, request.session, timezone.localdate())
    form = MakeForm(request.POST or None, kind=kind, terms=terms, current=current)
    if form.is_valid():
        chosen = {"term": form.cleaned_data["term"], "formats": form.cleaned_data["formats"]}
        try:
            job = making.start(school=request.school, kind=kind, options=form.chosen(), by=request.user, **chosen)
        except Refused as refused:
            form.add_error(None, refusals.words(refused.reason))
        else:
            return redirect("reports:progress", job.public_id)
    return render(request, "reports/report_make.html", {"form": form, "kind": kind, "has_terms": current is not None})


@requires(Permission.REPORT_MAKE)
@require_safe
@never_cache
@vary_on_headers("HX-Request")
def progress(request, public_id):
    """How far the work is; it fetches itself anew and ends on the page of the report."""
    mine = Job.objects.started_by(request.user).filter(kind=making.JOB_KIND).select_related("school")
    job = jobs.look_after(get_object_or_404(mine, public_id=public_id))
    if job.state == Job.State.DONE:
        return HttpResponseClientRedirect(job.result_url) if request.htmx else redirect(job.result_url)
    template = "reports/_progress.html" if request.htmx else "reports/progress.html"
    return render(request, template, {"job": job, "is_mine": True})
