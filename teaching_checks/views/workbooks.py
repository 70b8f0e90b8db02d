"""A round by Excel: the template, the upload, the preview with its questions, and then what the preview showed."""

from django.contrib import messages
from django.core.cache import cache
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts.permissions import Permission
from core import sealing
from core.access import requires
from core.refusals import Refused
from core.uploads import CONTENT_TYPES
from registry.imports.unreadable import sentence
from teaching_checks.forms.workbooks import WorkbookForm
from teaching_checks.models import Round
from teaching_checks.refusals.workbooks import WORDS, problem_words
from teaching_checks.services import workbooks as services
from teaching_checks.workbooks.plan import Kind
from teaching_checks.workbooks.reading import Filled, NotOurs, Unreadable, read
from teaching_checks.workbooks.writing import template

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
KEPT_SECONDS = 60 * 60
SHOWN = 200  # lines of each kind in the preview; the numbers above tell of all


@requires(Permission.CHECK_VIEW)
@require_safe
def round_template(request, public_id):
    """The template of what the user may enter, with what is entered already."""
    round, rows = _to_fill(request, public_id)
    response = HttpResponse(template(round, rows), content_type=CONTENT_TYPES[".xlsx"])
    name = f"{round.name}.xlsx".replace("/", " ")
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["Cache-Control"] = "no-store"
    return response


@requires(Permission.CHECK_VIEW)
@GET_OR_POST
def round_import(request, public_id):
    """Take the filled-in template, and keep it sealed until the preview was seen."""
    round, _rows = _to_fill(request, public_id)
    form = WorkbookForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        data = form.cleaned_data["file"].read()
        try:
            services.plan_of(round=round, filled=_read(form, data), by=request.user)
        except _NotRead:
            pass
        except Refused as refused:
            form.add_error("file", WORDS[refused.reason] % {"name": read(data).round_name})
        else:
            cache.set(_key(request, round), sealing.seal_bytes(data), KEPT_SECONDS)
            return redirect("teaching_checks:round_import_preview", round.public_id)
    return render(request, "teaching_checks/workbook/import.html", {"form": form, "round": round})


@requires(Permission.CHECK_VIEW)
@GET_OR_POST
def round_import_preview(request, public_id):
    """Show what would change and what both sides have changed; on confirmation do exactly that."""
    round, _rows = _to_fill(request, public_id)
    kept = cache.get(_key(request, round))
    if kept is None:
        messages.error(request, WORDS["changed-since"])
        return redirect("teaching_checks:round_import", round.public_id)
    filled = read(sealing.unseal_bytes(kept))
    if request.method == "POST":
        return _apply(request, round, filled)
    plan = services.plan_of(round=round, filled=filled, by=request.user)
    sheet = round.sheet.sheet
    context = {
        "round": round,
        "plan": plan,
        "problems": [(problem, problem_words(problem, sheet)) for problem in plan.problems[:SHOWN]],
        "changes": plan.writes[:SHOWN],
        "newer": plan.of(Kind.NEWER)[:SHOWN],
        "shown": SHOWN,
    }
    return render(request, "teaching_checks/workbook/preview.html", context)


def _apply(request, round: Round, filled: Filled):
    try:
        count = services.apply(
            round=round,
            filled=filled,
            fingerprint=request.POST.get("fingerprint", ""),
            mine={key.removeprefix("take-") for key, value in request.POST.items() if value == "file"},
            good_only=request.POST.get("good_only") == "on",
            by=request.user,
        )
    except Refused as refused:
        messages.error(request, WORDS[refused.reason])
        return redirect("teaching_checks:round_import_preview", round.public_id)
    cache.delete(_key(request, round))
    words = ngettext("%(count)d cell written.", "%(count)d cells written.", count)
    messages.success(request, words % {"count": count})
    return redirect("teaching_checks:round_detail", round.public_id)


class _NotRead(Exception):
    """The form says why."""


def _read(form, data: bytes) -> Filled:
    try:
        return read(data)
    except Unreadable as error:
        form.add_error("file", sentence(error))
    except NotOurs as error:
        form.add_error("file", WORDS[error.code])
    raise _NotRead


def _to_fill(request, public_id):
    """Give the round and the rows that the user may write; 404 where there are none."""
    found = Round.objects.visible_to(request.user).filter(school=request.school).select_related("sheet", "school")
    round = get_object_or_404(found, public_id=public_id)
    rows = services.rows_to_fill(round, request.user)
    if not rows:
        raise Http404
    return round, rows


def _key(request, round: Round) -> str:
    """One waiting file per person and round."""
    return f"round-file:{request.user.pk}:{round.pk}"
