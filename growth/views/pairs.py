"""Pairs: the list, asking two colleagues, and the page of a pair for both (G4.4.2, G5.3.3.3)."""

from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import Permission
from core.access import may, requires
from core.listing import listed
from core.saving import done, saved
from growth.forms.pairs import ActivityForm, DeclineForm, GoalsForm, PairForm, ResultForm
from growth.models import RUNNING, Pair, PairActivity
from growth.refusals import in_words
from growth.selectors import pairs as selectors
from growth.services import pairs as services
from growth.settings import overseen_by, settings_of

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
SORTS = {"mentor": "mentor__name", "apprentice": "apprentice__name", "from": "from_on"}
FORMS = {"decline": DeclineForm, "goals": GoalsForm, "activity": ActivityForm, "result": ResultForm}


@requires(Permission.GROWTH_VIEW)
@require_safe
def pair_list(request):
    """?which: mine, running, asked, ended; who looks after pairs begins with those under way. ?q a name."""
    manages = may(request, Permission.PAIR_MANAGE) or bool(overseen_by(request.user))
    offered = ("running", "asked", "ended", "mine") if manages else ("mine",)
    which = request.GET.get("which") if request.GET.get("which") in offered else offered[0]
    rows = selectors.pairs(request.user, which=which, query=request.GET.get("q", "").strip())
    page = listed(request, rows, sorts=SORTS, default="-from")
    context = {"page": page, "which": which, "offered": offered, "manages": manages}
    return render(request, "growth/pair_list.html", context)


@requires(Permission.PAIR_MANAGE)
@GET_OR_POST
def pair_propose(request):
    """?setting: first with whom, then who."""
    settings = settings_of(request.school)
    chosen = request.GET.get("setting", "" if len(settings) == 1 else None)
    setting = next((each for each in settings if each.key == chosen), None)
    if setting is None:
        return render(request, "growth/pair_setting.html", {"settings": settings})
    form = PairForm(request.POST or None, setting=setting)
    if pair := saved(request, form, in_words, services.propose, setting=setting, said=_("Both have been asked.")):
        return redirect("growth:pair_detail", pair.public_id)
    return render(request, "growth/pair_propose.html", {"form": form, "setting": setting})


@requires(Permission.GROWTH_VIEW)
@require_safe
def pair_detail(request, public_id):
    """One pair: what it wants, what it did, and what one can do now."""
    return _detail(request, _visible(request, public_id))


def _detail(request, pair, **filled):
    states, user = Pair.State, request.user
    forms = {name: made() for name, made in FORMS.items()}
    forms["goals"] = GoalsForm(initial={"goals": pair.goals})
    is_partner = pair.has_partner(user)
    manages = Pair.objects.managed_by(user).filter(pk=pair.pk).exists()
    context = {
        "pair": pair,
        "activities": pair.activities.select_related("entered_by"),
        "forms": forms | filled,
        "open": next(iter(filled), ""),
        "is_partner": is_partner,
        "waits": pair.waits_for(user),
        "runs": is_partner and pair.state in RUNNING,
        "may_end": pair.state in RUNNING and (is_partner or manages),
        "may_withdraw": pair.state == states.PROPOSED and manages,
    }
    return render(request, "growth/pair_detail.html", context)


@requires(Permission.GROWTH_VIEW)
@require_POST
def pair_accept(request, public_id):
    """One of both says yes."""
    pair = _visible(request, public_id)
    return _do(request, pair, services.accept, _("Accepted."), pair=pair)


@requires(Permission.GROWTH_VIEW)
@require_POST
def pair_decline(request, public_id):
    """One of both says no, and why."""
    return _with_form(request, public_id, "decline", services.decline, _("Declined."))


@requires(Permission.PAIR_MANAGE)
@require_POST
def pair_withdraw(request, public_id):
    """Who looks after pairs takes back what was asked."""
    pair = _visible(request, public_id)
    return _do(request, pair, services.withdraw, _("Withdrawn."), pair=pair)


@requires(Permission.GROWTH_VIEW)
@require_POST
def pair_begin(request, public_id):
    """The goals, and with them the beginning."""
    return _with_form(request, public_id, "goals", services.begin, _("Goals saved."))


@requires(Permission.GROWTH_VIEW)
@require_POST
def pair_end(request, public_id):
    """The end, with what came of it."""
    return _with_form(request, public_id, "result", services.end, _("Ended, with its result."))


@requires(Permission.GROWTH_VIEW)
@require_POST
def pair_activity(request, public_id):
    """Something the two did."""
    return _with_form(request, public_id, "activity", services.add_activity, pgettext("of a pair", "Noted."))


@requires(Permission.GROWTH_VIEW)
@require_POST
def pairactivity_remove(request, public_id):
    """Who noted it takes it away."""
    rows = PairActivity.objects.visible_to(request.user).select_related("pair")
    activity = get_object_or_404(rows, public_id=public_id)
    return _do(request, activity.pair, services.remove_activity, _("Removed."), activity=activity)


def _with_form(request, public_id, name, service, words):
    pair = _visible(request, public_id)
    form = FORMS[name](request.POST)
    if not form.is_valid():
        return _detail(request, pair, **{name: form})
    return _do(request, pair, service, words, pair=pair, **form.cleaned_data)


def _do(request, shown, service, words, **what):
    done(request, in_words, service, said=words, **what)
    return redirect("growth:pair_detail", shown.public_id)


def _visible(request, public_id) -> Pair:
    return get_object_or_404(Pair.objects.visible_to(request.user).for_listing(), public_id=public_id)
