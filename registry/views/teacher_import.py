"""A school's own list of teachers: upload, preview, import; all rows or none."""

from io import BytesIO

from django.contrib import messages
from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from accounts.downloads import XLSX
from accounts.permissions import Permission
from core import sealing
from core.access import requires
from registry.forms.teachers import StaffListForm
from registry.imports.reading import Unreadable
from registry.resources import TeacherResource, run
from registry.staff_lists.columns import LABELS
from registry.staff_lists.reading import read_staff_list
from registry.staff_lists.template import template_workbook

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
KEPT_SECONDS = 60 * 60
UNREADABLE = {
    "no-name-column": gettext_lazy("No column of names was found: a heading such as 姓名 is needed."),
    "empty-file": gettext_lazy("The file is empty."),
    "password": gettext_lazy("The file is protected by a password; save it without one."),
}
OTHERWISE = gettext_lazy("The file cannot be read; save it as .xlsx and try again.")


@requires(Permission.TEACHER_EDIT)
@GET_OR_POST
def teacher_import(request):
    """Take the file and keep it sealed until the person has seen the preview."""
    form = StaffListForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        data = form.cleaned_data["file"].read()
        try:
            read_staff_list(data)
        except Unreadable as error:
            form.add_error("file", UNREADABLE.get(error.code, OTHERWISE))
        else:
            cache.set(_key(request), sealing.seal_bytes(data), KEPT_SECONDS)
            return redirect("registry:teacher_import_preview")
    return render(request, "registry/teacher_import.html", {"form": form})


@requires(Permission.TEACHER_EDIT)
@GET_OR_POST
def teacher_import_preview(request):
    """Show what every row would do; on confirmation do exactly that, in one transaction."""
    sealed = cache.get(_key(request))
    if sealed is None:
        messages.error(request, _("There is no list waiting; please choose the file again."))
        return redirect("registry:teacher_import")
    dataset = read_staff_list(sealing.unseal_bytes(sealed))
    resource = TeacherResource(school=request.school, by=request.user, on=timezone.localdate())
    is_good = run(resource, dataset, dry_run=request.method != "POST")
    if request.method == "POST" and is_good:
        cache.delete(_key(request))
        words = _("Imported: %(new)s new, %(changed)s changed, %(unchanged)s unchanged.")
        counts = {kind: resource.counts[kind] for kind in ("new", "changed", "unchanged")}
        messages.success(request, words % counts)
        return redirect("registry:teacher_list")
    return render(
        request,
        "registry/teacher_import_preview.html",
        {
            "rows": resource.report,
            "counts": dict(resource.counts),
            "new_subjects": resource.new_subjects,
            "new_groups": resource.new_groups,
            "is_good": is_good,
            "columns": LABELS,
        },
    )


@requires(Permission.TEACHER_EDIT)
@require_safe
def teacher_import_template(request):
    """The empty list to fill in."""
    stream = BytesIO()
    template_workbook().save(stream)
    headers = {"Content-Disposition": 'attachment; filename="teachers.xlsx"'}
    return HttpResponse(stream.getvalue(), content_type=XLSX, headers=headers)


def _key(request) -> str:
    """One waiting list per person and school."""
    return f"staff-list:{request.user.pk}:{request.school.pk}"
