"""Score sheets: what the school can choose, one as it looks on paper, and its own ones made in a table."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import Permission
from core.access import may, requires
from core.listing import listed
from core.refusals import Refused
from sheets import services
from sheets.forms import GradeFormSet, ItemFormSet, SheetForm, content_of, rows_of, usual_grades
from sheets.layout import bands, blocks
from sheets.models import Purpose, ScoreSheet
from sheets.refusals import FAULTS, WORDS
from sheets.rules import faults

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@requires(Permission.CHECK_VIEW, Permission.OBSERVE)
@require_safe
def sheet_list(request):
    """The sheets on offer by purpose; who makes sheets also finds those that are not offered any more."""
    services.take_shipped(school=request.school)
    sheets = ScoreSheet.objects.visible_to(request.user).filter(school=request.school)
    manages = may(request, Permission.SHEET_MANAGE)
    shows_retired = manages and "retired" in request.GET
    sheets = sheets.filter(is_retired=shows_retired)
    purpose = request.GET.get("purpose", "")
    if purpose in Purpose.values:
        sheets = sheets.filter(purpose=purpose)
    page = listed(
        request, sheets, sorts={"purpose": ("purpose", "name", "-version"), "name": "name"}, default="purpose"
    )
    context = {"page": page, "purposes": Purpose.choices, "purpose": purpose, "manages": manages}
    return render(request, "sheets/sheet_list.html", context | {"shows_retired": shows_retired})


@requires(Permission.CHECK_VIEW, Permission.OBSERVE)
@require_safe
def sheet_show(request, public_id):
    """One version as it looks on paper, to be printed and filled in by hand too."""
    row = get_object_or_404(ScoreSheet.objects.visible_to(request.user), public_id=public_id)
    sheet = row.sheet
    versions = ScoreSheet.objects.visible_to(request.user).filter(school=row.school_id, code=row.code)
    context = {
        "row": row,
        "blocks": blocks(sheet),
        "bands": bands(sheet),
        "full_marks": sheet.full_marks,
        "versions": versions.order_by("-version")[:10],
        "manages": may(request, Permission.SHEET_MANAGE),
        "places": [_("Inspector"), _("Teacher")],
    }
    return render(request, "sheets/sheet_show.html", context)


@requires(Permission.SHEET_MANAGE)
@GET_OR_POST
def sheet_new(request):
    """A sheet of the school's own, from an empty table."""
    purpose = request.GET.get("purpose", "")
    start = ScoreSheet(school=request.school, content={"grades": usual_grades()})
    form = SheetForm(request.POST or None, instance=start, initial={"purpose": purpose})
    return _edit(request, form, start, services.make, school=request.school)


@requires(Permission.SHEET_MANAGE)
@GET_OR_POST
def sheet_edit(request, public_id):
    """Change a sheet; what was filled in by it keeps the version of then."""
    row = _managed(request, public_id)
    if row.is_retired:
        messages.error(request, WORDS["retired"])
        return redirect("sheets:sheet_show", row.public_id)
    form = SheetForm(request.POST or None, instance=row)
    return _edit(request, form, row, services.change, sheet=row)


def _edit(request, form, row, save, **what):
    """Show the table, or save it and tell of each fault in words."""
    content = dict(row.content)
    items, grades = rows_of(content)
    items = ItemFormSet(request.POST or None, initial=items or [{}] * 5, prefix="items")
    grades = GradeFormSet(request.POST or None, initial=grades, prefix="grades")
    if all([form.is_valid(), items.is_valid(), grades.is_valid()]):
        wanted = content_of(items, grades, content)
        found = faults(ScoreSheet(content=wanted).sheet)
        if not found and (sheet := _saved(form, save, {**form.cleaned_data, **what}, wanted, request.user)):
            messages.success(request, _("Saved. The sheet can be chosen now."))
            return redirect("sheets:sheet_show", sheet.public_id)
        for code in found:
            form.add_error(None, FAULTS[code])
    context = {"form": form, "items": items, "grades": grades, "row": row}
    context["keeps_old"] = bool(row.pk) and (row.is_shipped or services.is_used(row))
    return render(request, "sheets/sheet_edit.html", context)


def _saved(form, save, what, content, by):
    try:
        return save(**what, content=content, by=by)
    except Refused as refused:
        form.add_error(None, WORDS[refused.reason])
        return None


@requires(Permission.SHEET_MANAGE)
@require_POST
def sheet_copy(request, public_id):
    """Begin a sheet of the school's own as a copy of this one."""
    row = services.copy(sheet=_managed(request, public_id), by=request.user)
    messages.success(request, _("Copied: change what you like."))
    return redirect("sheets:sheet_edit", row.public_id)


@requires(Permission.SHEET_MANAGE)
@require_POST
def sheet_retire(request, public_id):
    """Offer it no more."""
    row = _managed(request, public_id)
    services.retire(sheet=row, by=request.user)
    messages.success(request, _("Not offered any more; what was filled in by it stays."))
    return redirect("sheets:sheet_show", row.public_id)


@requires(Permission.SHEET_MANAGE)
@require_POST
def sheet_offer(request, public_id):
    """Offer it again."""
    row = _managed(request, public_id)
    try:
        services.offer(sheet=row, by=request.user)
    except Refused as refused:
        messages.error(request, WORDS[refused.reason])
    else:
        messages.success(request, _("The sheet can be chosen again."))
    return redirect("sheets:sheet_show", row.public_id)


def _managed(request, public_id) -> ScoreSheet:
    return get_object_or_404(ScoreSheet.objects.visible_to(request.user).editable_by(request.user), public_id=public_id)
