"""Waiving what somebody owes, one or several at once, and taking a waiver back."""

from uuid import UUID

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.permissions import Permission
from core.access import requires
from core.refusals import Refused
from rulebook.documents.schema import Measure
from rulebook.forms.waivers import WaiverForm
from rulebook.models import Obligation, Waiver
from rulebook.refusals.waivers import WORDS
from rulebook.selectors.names import bearers_of, names_of
from rulebook.selectors.why import lines_for
from rulebook.services import waiving as services
from rulebook.views.returning import way_back

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
MOST_AT_ONCE = 200


@requires(Permission.COMPLIANCE_WAIVE)
@GET_OR_POST
def obligation_waive(request, public_id):
    """Waive one obligation, or some weeks of it."""
    owed = _waivable(request)
    obligation = get_object_or_404(owed, public_id=public_id)
    return _waive(request, [obligation], reverse("rulebook:obligation_show", args=[obligation.public_id]))


@requires(Permission.COMPLIANCE_WAIVE)
@GET_OR_POST
def waiver_add(request):
    """Waive the obligations that were ticked: ?o=…&o=…."""
    ticked = [each for each in request.GET.getlist("o") + request.POST.getlist("o") if _is_id(each)]
    obligations = list(_waivable(request).filter(public_id__in=ticked[:MOST_AT_ONCE]).order_by("requirement", "pk"))
    back = reverse("rulebook:board")
    if not obligations:
        messages.info(request, _("Tick first what is to be waived."))
        return redirect(way_back(request, back))
    return _waive(request, obligations, back)


def _waivable(request):
    owed = Obligation.objects.live().waivable_by(request.user).filter(school=request.school)
    return owed.select_related("adoption", "school", "term")


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _waive(request, obligations, otherwise: str):
    back = way_back(request, otherwise)
    lines = lines_for(obligations, today=timezone.localdate())
    has_days = all(line.requirement.measure is Measure.BUCKETS for line in lines)
    form = WaiverForm(request.POST or None, has_days=has_days)
    if form.is_valid():
        given = _give(obligations, form, request.user)
        if given:
            words = ngettext("Waived: %(count)d.", "Waived: %(count)d.", given)
            messages.success(request, words % {"count": given})
        if given < len(obligations):
            messages.warning(request, WORDS["own"])
        return redirect(back)
    context = {"form": form, "lines": lines, "names": names_of(bearers_of(lines)), "back": back}
    return render(request, "rulebook/waiver_add.html", context)


def _give(obligations, form, user) -> int:
    """Waive each; one's own are left out. Give how many were waived."""
    given = 0
    for obligation in obligations:
        try:
            services.waive(obligation=obligation, by=user, **form.cleaned_data)
        except Refused:
            continue
        given += 1
    return given


@requires(Permission.COMPLIANCE_WAIVE)
@GET_OR_POST
def waiver_end(request, public_id):
    """Take a waiver back: it is owed again."""
    waivers = Waiver.objects.endable_by(request.user).select_related("obligation", "given_by")
    waiver = get_object_or_404(waivers, public_id=public_id)
    back = reverse("rulebook:obligation_show", args=[waiver.obligation.public_id])
    if request.method != "POST":
        return render(request, "rulebook/waiver_end.html", {"waiver": waiver, "back": back})
    try:
        services.take_back(waiver=waiver, by=request.user)
    except Refused as refused:
        messages.error(request, WORDS[refused.reason])
    else:
        messages.success(request, _("Taken back; it is owed again."))
    return redirect(back)
