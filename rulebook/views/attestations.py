"""Entering what was done, for one obligation or several alike; taking an entry back; its file."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts.permissions import Permission
from core.access import requires
from core.refusals import Refused
from core.uploads import send_upload
from rulebook import kinds
from rulebook.forms.attestations import AttestationForm, WithdrawalForm
from rulebook.models import Attestation, Obligation
from rulebook.refusals.attestations import WORDS
from rulebook.rules.judging import State
from rulebook.selectors.duties import alike
from rulebook.selectors.lines import Line
from rulebook.selectors.names import people_for
from rulebook.selectors.why import lines_for
from rulebook.services import attesting as services
from rulebook.views.returning import way_back

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@requires(Permission.RULEBOOK_VIEW, anywhere=True)
@GET_OR_POST
def attestation_add(request, public_id):
    """Enter what was done for one obligation."""
    obligation = _attestable(request, public_id)
    return _enter(request, obligation, [obligation])


@requires(Permission.RULEBOOK_VIEW, anywhere=True)
@GET_OR_POST
def attestation_several(request, public_id):
    """Enter what was done for several obligations like this one: the teachers checked today."""
    obligation = _attestable(request, public_id)
    several = alike(request.user, obligation).select_related("adoption", "school", "term")
    return _enter(request, obligation, list(several))


def _attestable(request, public_id) -> Obligation:
    owed = Obligation.objects.live().attestable_by(request.user).select_related("adoption", "school", "term")
    return get_object_or_404(owed, public_id=public_id)


def _enter(request, obligation, obligations):
    back = way_back(request, reverse("rulebook:obligation_show", args=[obligation.public_id]))
    lines = _open_first(lines_for(obligations, today=timezone.localdate()))
    evidence = lines[0].requirement.evidence
    if not kinds.is_attested(evidence):
        messages.info(request, WORDS["kept_elsewhere"])
        return redirect(kinds.evidence_kind(evidence).list_page() or back)
    people = _people(request.user, obligation, obligations, lines[0].requirement)
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    form = AttestationForm(*data, lines=lines, people=people, user=request.user, today=timezone.localdate())
    if form.is_valid():
        try:
            made = services.attest_all(entries=form.entries, school=obligation.school, by=request.user, **form.shared)
        except Refused as refused:
            form.add_error(None, WORDS[refused.reason])
        else:
            words = ngettext("Entered: %(count)d record.", "Entered: %(count)d records.", len(made))
            messages.success(request, words % {"count": len(made)})
            return redirect(back)
    context = {"form": form, "line": lines[0], "is_several": len(lines) > 1, "back": back, "obligation": obligation}
    return render(request, "rulebook/attestation_add.html", context)


def _open_first(lines: list[Line]) -> list[Line]:
    """Put what is open before what is done; what is waived is not asked for, unless nothing else is there."""
    asked = [line for line in lines if line.state is not State.WAIVED] or lines
    return sorted(asked, key=lambda line: line.state is State.DONE)


def _people(user, obligation, obligations, requirement) -> list:
    """Give those in whose name it may be entered: oneself; an office, for every bearer."""
    is_office = user.has_permission(Permission.ATTEST, school=obligation.school)
    if not is_office and user.pk in obligation.bearers:
        return [user]
    return people_for(obligations, with_earlier=not requirement.bears_each)


@requires(Permission.RULEBOOK_VIEW, anywhere=True)
@GET_OR_POST
def attestation_withdraw(request, public_id):
    """Take an entry back: it counts no more and stays readable."""
    entry = get_object_or_404(Attestation.objects.withdrawable_by(request.user), public_id=public_id)
    back = way_back(request, reverse("rulebook:obligation_mine"))
    form = WithdrawalForm(request.POST or None)
    if form.is_valid():
        try:
            services.withdraw(attestation=entry, why=form.cleaned_data["why"], by=request.user)
        except Refused as refused:
            form.add_error(None, WORDS[refused.reason])
        else:
            messages.success(request, _("Taken back; it counts no more."))
            return redirect(back)
    return render(request, "rulebook/attestation_withdraw.html", {"form": form, "entry": entry, "back": back})


@requires(Permission.RULEBOOK_VIEW, anywhere=True)
@require_safe
def attestation_file(request, public_id):
    """Send the file of an entry, to be saved; never shown by the browser as a page of ours."""
    entry = get_object_or_404(Attestation.objects.visible_to(request.user), public_id=public_id)
    return send_upload(entry.file, name=f"{entry.kind}-{entry.on}")
