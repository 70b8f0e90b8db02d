"""A host's own page: agree, agree for fewer hours, say no, take the word back (F-04)."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import Permission
from communities.forms.venues import HoursForm
from communities.models import VenueConsent
from communities.refusals.venues import WORDS
from communities.selectors.duty_tabs import duty_tabs
from communities.selectors.venues import asked_of, resting_on
from communities.services import hosts
from communities.views.outcomes import Outcome, answer
from core.access import requires
from core.listing import listed
from core.refusals import Refused

PER_PAGE = 20


@requires(Permission.FAMILY, anywhere=True)
@require_safe
def home_list(request):
    """What groups ask of the user's home, open questions first."""
    now = timezone.now()
    asked = asked_of(request.user).filter(to_on__gte=timezone.localdate(now))
    page = listed(request, asked, sorts={"state": ["state", "from_on"]}, default="state", per_page=PER_PAGE)
    for consent in page:
        consent.form = HoursForm(consent=consent)
    context = {"page": page, "tabs": duty_tabs(request.user, now=now)}
    return render(request, "communities/home_list.html", context)


@requires(Permission.FAMILY, anywhere=True)
@require_POST
def home_agree(request, public_id):
    """Agree, for the hours asked or for fewer."""
    consent = _consent(request, public_id)
    form = HoursForm(request.POST) if "starts_at" in request.POST else None
    if form and not form.is_valid():
        return _answered(request, consent, Outcome(_("Please choose both hours."), is_refusal=True))
    hours = form.cleaned_data if form else {}
    try:
        hosts.agree(consent=consent, by=request.user, **hours)
    except Refused as refused:
        outcome = Outcome(WORDS[refused.reason], is_refusal=True)
    else:
        outcome = Outcome(_("Thank you. The leaders have been told."))
    return _answered(request, consent, outcome)


@requires(Permission.FAMILY, anywhere=True)
@require_POST
def home_refuse(request, public_id):
    """Say no; no reason is asked."""
    consent = _consent(request, public_id)
    try:
        hosts.refuse(consent=consent, by=request.user)
    except Refused as refused:
        outcome = Outcome(WORDS[refused.reason], is_refusal=True)
    else:
        outcome = Outcome(_("All right. The leaders will look for another place."))
    return _answered(request, consent, outcome)


@requires(Permission.FAMILY, anywhere=True)
@require_http_methods(["GET", "HEAD", "POST"])
def home_withdraw(request, public_id):
    """Take a yes back, after showing which sessions are cancelled by it."""
    consent = _consent(request, public_id)
    if request.method == "POST":
        try:
            slots = hosts.withdraw(consent=consent, by=request.user)
        except Refused as refused:
            messages.error(request, WORDS[refused.reason])
        else:
            words = ngettext(
                "Taken back. %(count)s session is cancelled; everybody concerned has been told.",
                "Taken back. %(count)s sessions are cancelled; everybody concerned has been told.",
                len(slots),
            )
            messages.success(request, words % {"count": len(slots)} if slots else _("Taken back."))
        return redirect("communities:home_list")
    slots = resting_on(consent, now=timezone.now()) if consent.state == VenueConsent.State.GIVEN else []
    return render(request, "communities/home_withdraw.html", {"consent": consent, "slots": slots})


def _consent(request, public_id) -> VenueConsent:
    return get_object_or_404(asked_of(request.user), public_id=public_id)


def _answered(request, consent: VenueConsent, outcome: Outcome):
    def context():
        fresh = asked_of(request.user).get(pk=consent.pk)
        fresh.form = HoursForm(consent=fresh)
        return {"consent": fresh}

    return answer(request, outcome, card="communities/_home.html", context=context, back="communities:home_list")
