"""A timetable from the school's own workbook: upload, preview with questions, apply; all or nothing."""

from django.contrib import messages
from django.core.cache import cache
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.permissions import Permission
from core import sealing
from core.access import requires
from core.refusals import Refused
from registry.forms.timetable_import import TimetableFileForm
from registry.imports.reading import Unreadable, read_workbook
from registry.imports.unreadable import sentence
from registry.refusals import WORDS
from registry.services.timetable_import import apply_timetable, plan_timetable
from schools.models import Term
from schools.selectors import current_term

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
KEPT_SECONDS = 60 * 60
SHOWN = 200  # of each kind of line in the preview; the numbers above tell of all


@requires(Permission.TIMETABLE_EDIT)
@GET_OR_POST
def timetable_import(request):
    """Take the workbook and the day from which it holds, and keep it sealed until the preview was seen."""
    term = current_term(request.school, request.session, timezone.localdate())
    if term is None:
        messages.error(request, _("There is no term yet: enter it in the set-up first."))
        return redirect("registry:timetable_day")
    form = TimetableFileForm(request.POST or None, request.FILES or None, term=term)
    if form.is_valid():
        data = form.cleaned_data["file"].read()
        try:
            read_workbook(data)
        except Unreadable as error:
            form.add_error("file", sentence(error))
        else:
            waiting = {"data": sealing.seal_bytes(data), "term": term.pk, "from_on": form.cleaned_data["from_on"]}
            cache.set(_key(request), waiting | {"answers": {}}, KEPT_SECONDS)
            return redirect("registry:timetable_import_preview")
    return render(request, "registry/timetable/import.html", {"form": form, "term": term})


@requires(Permission.TIMETABLE_EDIT)
@GET_OR_POST
def timetable_import_preview(request):
    """Show what would change, take answers to questions, and on confirmation do exactly what was shown."""
    waiting = cache.get(_key(request))
    term = waiting and Term.objects.visible_to(request.user).filter(pk=waiting["term"]).select_related("school").first()
    if not term:
        messages.error(request, _("There is no timetable waiting; please choose the file again."))
        return redirect("registry:timetable_import")
    what = {
        "term": term,
        "data": sealing.unseal_bytes(waiting["data"]),
        "from_on": waiting["from_on"],
        "answers": waiting["answers"],
    }
    if request.method == "POST" and "fingerprint" in request.POST:
        return _apply(request, what)
    plan = plan_timetable(**what)
    if request.method == "POST":
        waiting["answers"] |= _answers(request, plan)
        cache.set(_key(request), waiting, KEPT_SECONDS)
        return redirect("registry:timetable_import_preview")
    return render(request, "registry/timetable/import_preview.html", {"plan": plan, "shown": SHOWN})


def _apply(request, what):
    try:
        apply_timetable(
            **what,
            fingerprint=request.POST["fingerprint"],
            assignments=request.POST.get("assignments") == "on",
            by=request.user,
        )
    except Refused as refused:
        messages.error(request, WORDS[refused.reason])
        return redirect("registry:timetable_import_preview")
    cache.delete(_key(request))
    messages.success(request, _("The timetable holds from %(day)s.") % {"day": what["from_on"].isoformat()})
    return redirect("registry:timetable_day")


def _answers(request, plan):
    """Take only what was asked and only teachers who have that name."""
    given = {}
    for number, question in enumerate(plan.questions):
        choices = {str(teacher.public_id): teacher.pk for teacher in question.teachers}
        chosen = choices.get(request.POST.get(f"answer-{number}", ""))
        if chosen:
            given[question.key] = chosen
    return given


def _key(request) -> str:
    """One waiting timetable per person and school."""
    return f"timetable:{request.user.pk}:{request.school.pk}"
