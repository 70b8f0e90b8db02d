"""Reporting: chosen from what the facts of a month give, or entered by hand."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.permissions import Permission
from core.access import requires
from core.listing import paged
from core.refusals import Refused
from deductions.forms.entries import ReportForm
from deductions.refusals import WORDS
from deductions.selectors.months import Month, month_on, months_of
from deductions.selectors.people import reportable
from deductions.selectors.prices import table_on
from deductions.selectors.proposals import proposals
from deductions.services import reporting as services
from schools.selectors import current_term

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@requires(Permission.DEDUCTION_VERIFY)
@GET_OR_POST
def entry_propose(request):
    """What the facts of a month would give; the office ticks what is to be reported."""
    term = current_term(request.school, request.session, timezone.localdate())
    if term is None:
        return render(request, "deductions/entry_propose.html", {"term": None})
    months = months_of(request.school, term)
    month = _chosen(request, months)
    if request.method == "POST":
        _report(request, term, month)
        return redirect(f"{reverse('deductions:entry_propose')}?month={month.number}")
    found = proposals(request.school, term, month.span)
    context = {
        "term": term,
        "months": months,
        "month": month,
        "found": found,
        "page": paged(request, found.open),
        "left_out": [(row, WORDS[row.charge.why_not]) for row in found.left_out],
    }
    return render(request, "deductions/entry_propose.html", context)


def _chosen(request, months: list[Month]) -> Month:
    wanted = request.GET.get("month", "")
    return next((m for m in months if str(m.number) == wanted), month_on(months, timezone.localdate()))


def _report(request, term, month: Month) -> None:
    """Enter what was ticked: each box sends "key stamp"."""
    pairs = (box.rpartition(" ") for box in request.POST.getlist("chosen"))
    chosen = {key: stamp for key, _blank, stamp in pairs}
    if not chosen:
        messages.info(request, _("Tick first what is to be reported."))
        return
    found = services.report_facts(school=request.school, term=term, span=month.span, chosen=chosen, by=request.user)
    if found.made:
        words = ngettext("%(count)d entry reported.", "%(count)d entries reported.", len(found.made))
        messages.success(request, f"{words % {'count': len(found.made)}} {_('Somebody else verifies them now.')}")
    for reason in sorted(set(found.left_out.values())):
        number = list(found.left_out.values()).count(reason)
        words = _("Left out: %(count)d. %(why)s") % {"count": number, "why": WORDS[reason]}
        messages.warning(request, words)


@requires(Permission.DEDUCTION_REPORT)
@GET_OR_POST
def entry_add(request):
    """Report one by hand; somebody else verifies it."""
    today = timezone.localdate()
    table = table_on(request.school, today)
    if table is None or not table.deducts:
        return render(request, "deductions/entry_add.html", {"form": None})
    teachers = reportable(request.user, request.school)
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ReportForm(*data, teachers=teachers, table=table, today=today)
    if form.is_valid() and (entry := _enter(request, form, today)):
        messages.success(request, _("Reported. Somebody else verifies it now."))
        return redirect("deductions:entry_show", public_id=entry.public_id)
    return render(request, "deductions/entry_add.html", {"form": form})


def _enter(request, form: ReportForm, today):
    data = form.cleaned_data
    try:
        return services.report(
            teacher=data["teacher"],
            item=data["item"],
            on=data["on"],
            figures=form.figures,
            note=data["note"],
            files=[data["file"]] if data["file"] else [],
            today=today,
            by=request.user,
        )
    except Refused as refused:
        field = {"no_proof": "file", "no_note": "note", "in_the_future": "on", "no_term": "on", "no_list": "on"}
        form.add_error(field.get(refused.reason), WORDS[refused.reason])
        return None
