"""The register import: upload, preview, answers, writing."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access_log import record_download, record_list
from accounts.permissions import Permission
from core.access import requires
from core.listing import listed
from registry.forms.imports import MappingForm, PreviewFilter, UploadForm
from registry.imports import preview, services, uploads
from registry.imports.marking import marked_workbook
from registry.models import RegisterImport
from registry.selectors.absent import absent_pupils

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@requires(Permission.REGISTER_IMPORT)
@require_safe
def import_list(request):
    """The school's imports, newest first."""
    imports = RegisterImport.objects.visible_to(request.user).filter(school=request.school)
    imports = imports.select_related("created_by", "job")
    page = listed(request, imports, sorts={"created": "-created_at", "file": "file_name"}, default="created")
    return render(request, "registry/imports/import_list.html", {"page": page})


@requires(Permission.REGISTER_IMPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def import_upload(request):
    """Take a workbook and read it in the background."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
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
    return render(request, "registry/imports/import_upload.html", {"form": form})


@requires(Permission.REGISTER_IMPORT)
@require_safe
def import_detail(request, public_id):
    """Where an import stands: at work, failed, or its preview, filtered and in pages."""
    register_import = _visible(request, public_id)
    job = register_import.job
    if job and not job.is_ended:
        return redirect("jobs:job_detail", job.public_id)
    if not register_import.report:
        return render(request, "registry/imports/import_failed.html", {"register_import": register_import})
    wanted = PreviewFilter(request.GET).wanted()
    staged = preview.staged_rows(register_import, **wanted)
    page = listed(request, staged, sorts={"row": "sequence", "name": "name"}, default="row", per_page=40)
    record_list(request, "import", len(page))
    context = {
        "register_import": register_import,
        "report": register_import.report,
        "page": page,
        "rows": preview.rows_for_reading(register_import, list(page)),
        "codes": preview.code_counts(register_import),
        "new_classes": preview.new_classes(register_import),
        "wanted": wanted,
    }
    return render(request, "registry/imports/import_detail.html", context)


@requires(Permission.REGISTER_IMPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def import_mapping(request, public_id):
    """Which column means what; a person corrects, the school remembers."""
    register_import = _visible(request, public_id)
    tables = register_import.tables.get("tables", []) if register_import.tables else []
    form = MappingForm(request.POST or None, tables=tables)
    if request.method == "POST" and form.is_valid():
        return _do(
            request,
            register_import,
            services.correct_mapping,
            register_import=register_import,
            mapping=form.corrections(),
            by=request.user,
        )
    for table in tables:
        table["fields"] = [(form[column["key"]], column) for column in table["columns"]]
    context = {"register_import": register_import, "form": form, "tables": tables}
    return render(request, "registry/imports/import_mapping.html", context)


@requires(Permission.REGISTER_IMPORT)
@require_POST
def import_answer(request, public_id):
    """Answer one question, or all open ones of a kind at once, and plan anew."""
    register_import = _visible(request, public_id)
    answer = request.POST.get("answer", "")
    code, question = request.POST.get("code", ""), request.POST.get("question", "")
    questions = preview.open_questions(register_import, code) if code else [question]
    if answer not in ("same", "different") or not any(questions):
        messages.error(request, _("Choose an answer."))
        return redirect(register_import)
    answers = dict.fromkeys(questions, answer)
    return _do(
        request, register_import, services.answer, register_import=register_import, answers=answers, by=request.user
    )


@requires(Permission.REGISTER_IMPORT)
@require_POST
def import_apply(request, public_id):
    """Write the preview into the register."""
    register_import = _visible(request, public_id)
    good_rows = request.POST.get("good_rows") == "1"
    return _do(
        request,
        register_import,
        services.start_applying,
        register_import=register_import,
        good_rows=good_rows,
        by=request.user,
    )


@requires(Permission.REGISTER_IMPORT)
@require_POST
def import_again(request, public_id):
    """Read the upload again: the register or the list of villages has changed."""
    register_import = _visible(request, public_id)
    return _do(request, register_import, services.start_reading, register_import=register_import, by=request.user)


@requires(Permission.REGISTER_IMPORT)
@require_POST
def import_discard(request, public_id):
    """Throw an import away."""
    register_import = _visible(request, public_id)
    try:
        services.discard(register_import=register_import, by=request.user)
    except services.Refused:
        messages.error(request, _("This import has been applied and cannot be thrown away."))
        return redirect(register_import)
    messages.success(request, _("The import was thrown away; the register is as it was."))
    return redirect("registry:import_list")


@requires(Permission.REGISTER_IMPORT)
@require_safe
def import_absent(request, public_id):
    """Pupils whom the file does not contain: listed, never removed by an import."""
    register_import = _visible(request, public_id)
    whole_school = request.GET.get("whole_school") == "1"
    pupils = absent_pupils(request.user, register_import, whole_school=whole_school)
    page = listed(request, pupils, sorts={"name": "name_pinyin"}, default="name")
    record_list(request, "student", len(page))
    context = {"register_import": register_import, "page": page, "whole_school": whole_school}
    return render(request, "registry/imports/import_absent.html", context)


@requires(Permission.REGISTER_IMPORT)
@require_POST
def import_marked(request, public_id):
    """Give the school's own workbook back with its bad cells marked and commented."""
    register_import = _visible(request, public_id)
    try:
        data = uploads.data_of(register_import)
    except (FileNotFoundError, ValueError):
        messages.error(request, _("The uploaded file is no longer there. Upload it again."))
        return redirect(register_import)
    record_download(request, "import", register_import.report.get("rows", 0), _("Check or correct the register"))
    response = HttpResponse(marked_workbook(register_import, data), content_type=SHEET)
    response["Content-Disposition"] = 'attachment; filename="register-marked.xlsx"'
    return response


def _visible(request, public_id) -> RegisterImport:
    imports = RegisterImport.objects.visible_to(request.user).select_related("school__district", "job", "created_by")
    return get_object_or_404(imports, public_id=public_id)


def _do(request, register_import, service, **arguments):
    """Call a service that queues work, and go where the work is seen."""
    try:
        service(**arguments)
    except services.Refused:
        messages.error(request, _("The import is at work or has ended already. Look at where it stands."))
    return redirect(register_import)
