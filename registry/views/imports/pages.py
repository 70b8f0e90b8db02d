"""The register import as one looks at it: the list, the upload, the preview, who is missing."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import HttpResponseClientRefresh

from accounts.access_log import record_list
from accounts.permissions import Permission
from core.access import requires
from core.listing import listed, paged
from jobs import services as jobs
from registry.forms.imports import PreviewFilter, UploadForm
from registry.imports import overview, preview, services
from registry.models import RegisterImport
from registry.selectors import imports as selectors
from registry.selectors.absent import absent_pupils
from registry.selectors.undone import kept_rows
from registry.views.imports.standing import visible

ROWS_A_PAGE = 25
AT_WORK = "at-work"  # the part of the page that fetches itself anew


@requires(Permission.REGISTER_IMPORT)
@require_safe
def import_list(request):
    """The school's imports, newest first."""
    imports = RegisterImport.objects.visible_to(request.user).filter(school=request.school)
    imports = imports.select_related("created_by", "job").defer("tables", "answers", "mapping", "created")
    page = listed(request, imports, sorts={"created": "created_at", "file": "file_name"}, default="-created")
    return render(request, "registry/imports/import_list.html", {"page": page})


@requires(Permission.REGISTER_IMPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def import_upload(request):
    """Take a workbook and read it in the background; a school without grades sets those up first."""
    form = UploadForm(request.POST or None, request.FILES or None)
    has_grades = request.school.grades.exists()
    if has_grades and form.is_valid():
        cleaned = form.cleaned_data
        register_import = services.upload(
            school=request.school,
            data=cleaned["file"].read(),
            file_name=cleaned["file"].name,
            effective_on=cleaned["effective_on"],
            by=request.user,
            wipe_blanks=cleaned["wipe_blanks"],
            include_hidden=cleaned["include_hidden"],
        )
        services.start_reading(register_import=register_import, by=request.user)
        return redirect(register_import)
    return render(request, "registry/imports/import_upload.html", {"form": form, "has_grades": has_grades})


@requires(Permission.REGISTER_IMPORT)
@require_safe
@never_cache
def import_detail(request, public_id):
    """Where an import stands: at work, failed, or its preview, filtered and in pages."""
    register_import = visible(request, public_id)
    if register_import.job and not register_import.job.is_ended:
        jobs.look_after(register_import.job)
    if register_import.job and not register_import.job.is_ended:
        return _at_work(request, register_import)
    if request.htmx.target == AT_WORK:
        return HttpResponseClientRefresh()
    if not register_import.report or register_import.state == RegisterImport.State.DISCARDED:
        return render(request, "registry/imports/import_failed.html", {"register_import": register_import})
    if register_import.state == RegisterImport.State.UNDONE:
        return _undone(request, register_import)
    return _preview(request, register_import)


def _at_work(request, register_import) -> HttpResponse:
    """Show how far the work is: on its own page to who has started it, here to a colleague."""
    if register_import.job.created_by == request.user:
        return redirect("jobs:job_detail", register_import.job.public_id)
    template = "_at_work.html" if request.htmx.target == AT_WORK else "import_at_work.html"
    return render(request, f"registry/imports/{template}", {"register_import": register_import})


def _preview(request, register_import) -> HttpResponse:
    wanted = PreviewFilter(request.GET).wanted()
    staged = preview.staged_rows(register_import, **wanted)
    page = listed(request, staged, sorts={"row": "sequence", "name": "name"}, default="row", per_page=ROWS_A_PAGE)
    rows = preview.rows_for_reading(register_import, list(page), code=wanted["code"])
    record_list(request, "import", len(page))
    context = {
        "register_import": register_import,
        "report": register_import.report,
        "is_outdated": selectors.is_outdated(register_import),
        "sheets": selectors.sheets_of(register_import),
        "unread_columns": selectors.unread_columns(register_import),
        "codes": overview.code_counts(register_import),
        "new_classes": preview.new_classes(register_import),
        "wanted": wanted,
        "is_filtered": any(word not in ("", None) for word in wanted.values()),
        "page": page,
        "rows": rows,
        "has_questions": any(problem["question"] for row in rows for problem in row.problems),
    }
    return render(request, "registry/imports/import_detail.html", context)


def _undone(request, register_import) -> HttpResponse:
    page = paged(request, register_import.undone["kept"])
    rows = kept_rows(request.user, register_import, list(page))
    record_list(request, "import", len(page))
    context = {"register_import": register_import, "result": register_import.undone, "page": page, "rows": rows}
    return render(request, "registry/imports/import_undone.html", context)


@requires(Permission.REGISTER_IMPORT)
@require_safe
def import_absent(request, public_id):
    """Pupils whom the file does not contain: listed, never removed by an import."""
    register_import = visible(request, public_id)
    whole_school = request.GET.get("whole_school") == "1"
    pupils = absent_pupils(request.user, register_import, whole_school=whole_school)
    page = listed(request, pupils, sorts={"name": "name_pinyin", "class": "class_order"}, default="class")
    record_list(request, "student", len(page))
    context = {
        "register_import": register_import,
        "page": page,
        "whole_school": whole_school,
        "left_out": selectors.names_left_out(register_import, [pupil.name for pupil in page]),
    }
    return render(request, "registry/imports/import_absent.html", context)
