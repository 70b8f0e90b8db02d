"""Pages of long work: how far it is, cancel it, start it again."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.permissions import Permission
from core.access import requires, signed_in
from core.listing import listed
from jobs import services
from jobs.models import Job

PER_PAGE = 20
SORTS = {"started": "created_at", "kind": "kind", "state": "state"}


@signed_in
@require_safe
@never_cache
@vary_on_headers("HX-Request")
def job_detail(request, public_id):
    """Show a job; the page asks for its fragment every second until the job has ended."""
    job = services.look_after(_job(request, public_id))
    template = "jobs/_job.html" if request.htmx else "jobs/job_detail.html"
    return render(request, template, {"job": job, "is_mine": job.created_by_id == request.user.pk})


@signed_in
@require_POST
def job_cancel(request, public_id):
    """Ask a job of one's own to stop."""
    job = _own_job(request, public_id)
    try:
        services.ask_cancel(job=job, by=request.user)
    except services.Refused:
        messages.info(request, _("The work had ended already."))
    return redirect("jobs:job_detail", public_id=job.public_id)


@signed_in
@require_POST
def job_start_again(request, public_id):
    """Repeat a job of one's own that did not succeed."""
    job = _own_job(request, public_id)
    try:
        job = services.start_again(job=job, by=request.user)
    except services.Refused:
        messages.error(request, _("This work cannot be repeated from here."))
    return redirect("jobs:job_detail", public_id=job.public_id)


@signed_in
@require_safe
def job_list(request):
    """List the user's own jobs, newest first."""
    return _listed(request, Job.objects.started_by(request.user), "jobs/job_list.html")


@requires(Permission.JOB_MANAGE)
@require_safe
def job_trouble(request):
    """List what ended by a fault or a killed worker: kind, moment and reference, nothing of the work itself."""
    return _listed(request, Job.objects.visible_to(request.user).in_trouble(), "jobs/job_trouble.html")


def _listed(request, jobs, template):
    page = listed(request, jobs.select_related("school"), sorts=SORTS, default="-started", per_page=PER_PAGE)
    for job in page:
        services.look_after(job)
    return render(request, template, {"page": page})


def _job(request, public_id) -> Job:
    return get_object_or_404(Job.objects.visible_to(request.user), public_id=public_id)


def _own_job(request, public_id) -> Job:
    return get_object_or_404(Job.objects.started_by(request.user), public_id=public_id)
