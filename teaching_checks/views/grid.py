"""The grid of a round: the page, saving cells, what others changed meanwhile. The scripts speak JSON."""

from django.http import JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import Permission
from core.access import may, requires
from core.refusals import Refused
from teaching_checks.forms.cells import read_changes
from teaching_checks.grid_words import words
from teaching_checks.models import Inspected, Round
from teaching_checks.refusals.cells import NOT_NOW, fault_words
from teaching_checks.selectors.grid import as_cell, as_row, as_sheet, changed_since, grid_rows
from teaching_checks.services import cells as services

GONE = 409  # the page is told why and keeps what was typed


@requires(Permission.CHECK_VIEW)
@never_cache
@require_safe
def round_grid(request, public_id):
    """All teachers and criteria that the user enters; the revision is read first, so that nothing newer is missed."""
    round = _entered(request, public_id)
    part, knows_why = grid_rows(round, request.user), may(request, Permission.CHECK_MANAGE)
    rows = [row for row in part if not row.excused]
    data = {
        "save": reverse("teaching_checks:round_cells", args=[round.public_id]),
        "changes": reverse("teaching_checks:round_changes", args=[round.public_id]),
        "rows": [as_row(row, knows_why=knows_why) for row in rows],
        **as_sheet(round.sheet.sheet),
        **_standing(round),
    }
    own = Inspected.objects.filter(round=round, person=request.user).exists()
    context = {
        "round": round,
        "data": data,
        "words": words(),
        "has_rows": bool(rows),
        "is_inspected": own,
        "excused": [row for row in part if row.excused],
    }
    return render(request, "teaching_checks/rounds/round_grid.html", context)


@requires(Permission.CHECK_VIEW)
@require_POST
def round_cells(request, public_id):
    """Save cells; answer what stands now, what is wrong at which cell, and whom somebody else has overtaken."""
    round = _entered(request, public_id)
    try:
        since, changes = read_changes(request.body)
        saved = services.save(round=round, changes=changes, by=request.user)
    except Refused as refused:
        round.refresh_from_db(fields=["state", "revision", "roster"])
        return JsonResponse({"why": str(NOT_NOW[refused.reason]), **_standing(round)}, status=GONE)
    sheet = saved.round.sheet.sheet
    by_others = saved.round.revision - bool(saved.rows) > since
    newer = changed_since(saved.round, request.user, since) if by_others else []
    return JsonResponse(
        {
            **_standing(saved.round),
            "cells": [as_cell(cell) for cell in newer],
            "kept": [as_cell(cell) for cell in saved.cells],
            "faults": [_answer(fault.change, words=fault_words(fault, sheet)) for fault in saved.faults],
            "conflicts": [as_cell(conflict.cell) for conflict in saved.conflicts],
        }
    )


@requires(Permission.CHECK_VIEW)
@never_cache
@require_safe
def round_changes(request, public_id):
    """What is newer than ?since=, asked every few seconds by open pages."""
    round = _entered(request, public_id)
    since = request.GET.get("since", "")
    since = int(since) if since.isdecimal() and len(since) < 16 else 0
    newer = changed_since(round, request.user, since) if round.revision > since else []
    return JsonResponse({**_standing(round), "cells": [as_cell(cell) for cell in newer]})


def _entered(request, public_id) -> Round:
    rounds = Round.objects.entered_by(request.user).filter(school=request.school)
    return get_object_or_404(rounds.select_related("sheet"), public_id=public_id)


def _standing(round: Round) -> dict:
    """Say up to where this answer reaches, and why nothing can be entered now, if so."""
    try:
        services.refuse_entry(round, timezone.localdate())
    except Refused as refused:
        why = str(NOT_NOW[refused.reason])
    else:
        why = ""
    return {"revision": round.revision, "roster": round.roster, "why": why}


def _answer(change: services.Change, **more) -> dict:
    return {"row": str(change.row), "criterion": change.criterion, **more}
