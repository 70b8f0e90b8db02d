"""The import that a page is about, and where its work stands."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from registry.imports import services
from registry.models import RegisterImport
from registry.selectors.imports import newest_job

A_MOMENT = timedelta(minutes=1)  # more than clocks of two servers differ


def visible(request, public_id) -> RegisterImport:
    """Give the import, its `job` being the newest, or raise Http404.

    Work that was started again from the page of its job is a new job that the import does not know.
    """
    imports = RegisterImport.objects.visible_to(request.user).select_related("school__district", "created_by")
    register_import = get_object_or_404(imports, public_id=public_id)
    job = newest_job(register_import)
    if job and job.ended_at and timezone.now() - job.ended_at < A_MOMENT:
        # The work may have ended between the two reads: an import read before that is not as the job has left it.
        register_import = get_object_or_404(imports, public_id=public_id)
    register_import.job = job
    return register_import


def waiting(request, public_id) -> RegisterImport | None:
    """Give the import when something can be done with it now; None when it is at work, and say so."""
    register_import = visible(request, public_id)
    if register_import.job and not register_import.job.is_ended:
        _refuse(request)
        return None
    return register_import


def do(request, register_import: RegisterImport | None, service, **arguments) -> HttpResponse:
    """Call a service that queues work, and go where the work is seen."""
    if register_import is None:
        return redirect("registry:import_detail", request.resolver_match.kwargs["public_id"])
    try:
        service(register_import=register_import, by=request.user, **arguments)
    except services.Refused:
        _refuse(request)
    return redirect(register_import)


def _refuse(request):
    messages.error(request, _("The import is at work or has ended already. Look at where it stands."))
