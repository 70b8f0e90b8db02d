"""Long work of the registers: the reading and the applying of an import."""

from celery import shared_task
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from jobs import kinds
from jobs.kinds import job_kind
from jobs.models import Job
from jobs.runs import JobFailed, JobRun
from notices import services as notices
from registry.imports import applying, pipeline, services, undoing
from registry.imports.reading import Unreadable
from registry.imports.unreadable import sentence
from registry.models import RegisterImport


def _page_of(job: Job) -> str:
    register_import = RegisterImport.objects.get(pk=job.arguments["import_id"])
    return reverse("registry:import_detail", args=[register_import.public_id])


def _tell(job: Job) -> None:
    """Tell the person who started the work, who may have left the page long ago."""
    if job.created_by:
        notices.send(
            recipients=[job.created_by],
            subject=format_lazy(
                gettext_lazy("{work}: {state}"), work=kinds.get(job.kind).label, state=Job.State(job.state).label
            ),
            url=_page_of(job),
            dedupe=f"job-{job.public_id}",
            school=job.school,
        )


def _taken(run: JobRun, import_id: int, *, states=services.STARTED) -> RegisterImport:
    """Lock the import for this job, which may have been started again on the job's own page."""
    imports = RegisterImport.objects.select_related("school__district", "created_by")
    register_import = imports.select_for_update(of=("self",)).get(pk=import_id)
    if register_import.state not in states:
        raise JobFailed(_("This import has ended already. Upload the file again."))
    register_import.job = run.job
    register_import.save(update_fields=["job"])
    return register_import


@job_kind(
    "register_read", label=gettext_lazy("Reading a register"), result_url=_page_of, ended=_tell, is_restartable=True
)
def read_register(run: JobRun, *, import_id: int) -> dict:
    """Read, check and stage an upload."""
    register_import = _taken(run, import_id)
    try:
        return pipeline.read(register_import, run)
    except Unreadable as error:
        raise JobFailed(sentence(error)) from error
    except FileNotFoundError as error:
        raise JobFailed(_("The uploaded file is no longer there. Upload it again.")) from error


@job_kind(
    "register_apply", label=gettext_lazy("Writing a register"), result_url=_page_of, ended=_tell, is_restartable=True
)
def apply_register(run: JobRun, *, import_id: int, good_rows: bool) -> dict:
    """Write the staged rows of an import into the register."""
    register_import = _taken(run, import_id)
    run.step(gettext_noop("Waiting for other imports of the school"))
    applying.lock_school(register_import.school)
    run.step(gettext_noop("Writing the register"), total=applying.STATEMENTS)
    try:
        applying.apply(register_import, good_rows=good_rows, run=run)
    except applying.RegisterChanged as error:
        words = _("The register has changed since the preview. Read the file again and look at the new preview.")
        raise JobFailed(words) from error
    except applying.RowsRejected as error:
        raise JobFailed(_("Some rows have problems. Mend them, or choose to import the good rows only.")) from error
    services.record_import(register_import)
    return register_import.report


@job_kind("register_undo", label=gettext_lazy("Taking an import back"), result_url=_page_of, ended=_tell)
def undo_register(run: JobRun, *, import_id: int) -> dict:
    """Take back what an import has written and nobody has touched since."""
    register_import = _taken(run, import_id, states=[RegisterImport.State.APPLIED])
    run.step(gettext_noop("Taking the import back"), total=undoing.STEPS)
    result = services.undo(register_import=register_import, by=run.job.created_by, run=run)
    return {**result, "kept": len(result["kept"])}


@shared_task
def forget_old_uploads() -> None:
    """Delete the workbooks and staged rows of imports that are a month old."""
    services.forget_old_uploads()
