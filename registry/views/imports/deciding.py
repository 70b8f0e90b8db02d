"""What becomes of an import: answers, writing, reading again, throwing away, the marked workbook."""

from pathlib import PurePath

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts import downloads
from accounts.log_words import Purpose
from accounts.permissions import Permission
from core.access import requires
from registry.imports import corrections, overview, preview, services, uploads
from registry.imports.marking import marked_workbook
from registry.selectors.imports import is_outdated
from registry.views.imports.standing import do, visible, waiting

ANSWERS = ("same", "different")


@requires(Permission.REGISTER_IMPORT)
@require_POST
def import_answer(request, public_id):
    """Take the answers given on a page, or one answer to all open questions of a kind, and read again."""
    register_import = waiting(request, public_id)
    if register_import is None:
        return do(request, None, services.answer)
    answers = _answers(request.POST, register_import)
    if not answers:
        messages.error(request, _("Choose an answer."))
        return redirect(register_import)
    return do(request, register_import, services.answer, answers=answers)


def _answers(posted, register_import) -> dict[str, str]:
    """Give question → answer: `code` and `answer` for all of a kind, `answer:<question>` for single ones."""
    if posted.get("code") in overview.QUESTIONS and posted.get("answer") in ANSWERS:
        return dict.fromkeys(overview.open_questions(register_import, posted["code"]), posted["answer"])
    single = {name.removeprefix("answer:"): word for name, word in posted.items() if name.startswith("answer:")}
    return {question: word for question, word in single.items() if word in ANSWERS}


@requires(Permission.REGISTER_IMPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def import_apply(request, public_id):
    """Repeat the figures and ask; then write the preview into the register."""
    if request.method == "POST":
        good_rows = request.POST.get("good_rows") == "1"
        return do(request, waiting(request, public_id), services.start_applying, good_rows=good_rows)
    register_import = visible(request, public_id)
    if not register_import.can_be_applied or is_outdated(register_import):
        return redirect(register_import)
    context = {
        "register_import": register_import,
        "report": register_import.report,
        "written": register_import.report["created"] + register_import.report["updated"],
        "new_classes": preview.new_classes(register_import),
    }
    return render(request, "registry/imports/import_apply.html", context)


@requires(Permission.REGISTER_IMPORT)
@require_POST
def import_again(request, public_id):
    """Read the upload again: the register or the list of villages has changed, or hidden sheets count too."""
    is_with_hidden = request.POST.get("include_hidden") == "1"
    service = corrections.read_hidden_sheets if is_with_hidden else services.start_reading
    return do(request, waiting(request, public_id), service)


@requires(Permission.REGISTER_IMPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def import_discard(request, public_id):
    """Ask, then throw an import away."""
    register_import = visible(request, public_id)
    if request.method != "POST":
        return render(request, "registry/imports/import_discard.html", {"register_import": register_import})
    try:
        services.discard(register_import=register_import, by=request.user)
    except services.Refused:
        messages.error(request, _("This import is at work or has been applied, and cannot be thrown away."))
        return redirect(register_import)
    messages.success(request, _("The import was thrown away; the register is as it was."))
    return redirect("registry:import_list")


@requires(Permission.REGISTER_IMPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def import_undo(request, public_id):
    """Ask, then take an applied import back."""
    if request.method == "POST":
        return do(request, waiting(request, public_id), services.start_undoing)
    register_import = visible(request, public_id)
    if not register_import.can_be_undone:
        return redirect(register_import)
    return render(request, "registry/imports/import_undo.html", {"register_import": register_import})


@requires(Permission.REGISTER_IMPORT)
@require_POST
def import_marked(request, public_id):
    """Give the school's own workbook back with its bad cells marked; a list when the upload is gone."""
    register_import = visible(request, public_id)
    try:
        data = uploads.data_of(register_import)
    except (FileNotFoundError, ValueError):
        data = b""
    return downloads.send(
        request,
        "import",
        marked_workbook(register_import, data),
        count=register_import.report.get("rows", 0),
        purpose=Purpose.UPKEEP,
        name=_("%(name)s with marks.xlsx") % {"name": PurePath(register_import.file_name).stem},
    )
