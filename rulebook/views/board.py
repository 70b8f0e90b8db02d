"""The compliance board R-33: requirement by period, one cell line by line, bringing up to date."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import Permission
from core.access import may, requires
from core.listing import paged
from rulebook.forms.board import BoardFilter
from rulebook.messages import Said, say_all, to_mend
from rulebook.rules.expanding import Finding
from rulebook.selectors import board_pages as pages
from rulebook.selectors.board import board as board_of
from rulebook.selectors.names import bearers_of, names_of
from rulebook.services.expanding import expand_term
from rulebook.views.returning import way_back
from schools.selectors import current_term


@requires(Permission.COMPLIANCE_VIEW)
@require_safe
def board(request):
    """How a term stands: every requirement in every period, with sums on top."""
    today, term = timezone.localdate(), _term(request)
    if term is None:
        return render(request, "rulebook/board_empty.html", {"has_term": False})
    form = _filter(request, term)
    found = pages.board_page(request.school, term, user=request.user, today=today, wanted=form.wanted)
    expanded = pages.last_expanded(term, user=request.user)
    page = paged(request, found.shown.cells, per_page=60)
    page.sort = None
    context = {
        "term": term,
        "today": today,
        "form": form,
        "in_use": form.in_use,
        "found": found,
        "page": page,
        "expanded": expanded,
        "findings": _said(expanded, request),
        "may_expand": may(request, Permission.ATTEST),
        "may_report": may(request, Permission.REPORT_MAKE),
    }
    return render(request, "rulebook/board.html", context)


@requires(Permission.COMPLIANCE_VIEW)
@require_safe
def board_cell(request):
    """One requirement in one period: everyone who owes it, grouped by bearer; without such a cell, the board."""
    today, term = timezone.localdate(), _term(request)
    if term is None:
        return redirect("rulebook:board")
    form = _filter(request, term)
    requirement, period = request.GET.get("requirement", ""), request.GET.get("of", "")
    wanted = pages.of_cell(form.wanted, requirement=requirement, period=period)
    cells = board_of(request.school, term, today=today, user=request.user, wanted=wanted).cells
    if not cells:
        return redirect("rulebook:board")
    text, sort = request.GET.get("q", ""), request.GET.get("sort", "bearer")
    rows = pages.rows_of(cells[0], names=names_of(bearers_of(cells[0].lines)), text=text, sort=sort)
    page = paged(request, rows, per_page=50)
    page.sort, page.is_descending = sort.removeprefix("-"), sort.startswith("-")
    context = {
        "cell": cells[0],
        "term": term,
        "today": today,
        "page": page,
        "totals": pages.totals(rows),
        "is_grouped": page.sort == "bearer",
        "text": text,
        "may_waive": may(request, Permission.COMPLIANCE_WAIVE),
    }
    return render(request, "rulebook/board_cell.html", context)


@requires(Permission.ATTEST)
@require_POST
def board_refresh(request):
    """Bring the term up to date with the documents, the people and the calendar."""
    term = _term(request)
    if term is not None:
        outcome = expand_term(school=request.school, term=term, as_of=timezone.localdate())
        values = {"made": outcome.made, "changed": outcome.changed, "withdrawn": outcome.withdrawn}
        words = _("Up to date: %(made)d new, %(changed)d changed, %(withdrawn)d no longer owed.")
        messages.success(request, words % values)
    return redirect(way_back(request, "rulebook:board"))


def _said(expanded, request) -> list[Said]:
    findings = [Finding(**each) for each in expanded.findings] if expanded else []
    return say_all(to_mend(findings), user=request.user, school=request.school)


def _term(request):
    return current_term(request.school, request.session, timezone.localdate())


def _filter(request, term) -> BoardFilter:
    return BoardFilter(request.GET, choices=pages.choices(request.school, term, user=request.user))
