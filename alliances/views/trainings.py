"""Trainings of leaders and backbone teachers: names in the own school, sums for the office (G5.1.1.2)."""

from uuid import UUID

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import Permission
from alliances.forms.trainings import TrainingForm
from alliances.models import Activity, Membership, Training
from alliances.refusals.reports import WORDS
from alliances.selectors import trainings as selectors
from alliances.services import trainings as services
from alliances.views.alliances import visible_alliance
from core.access import requires
from core.dates import school_year
from core.listing import listed
from core.refusals import Refused

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
LIST = "alliances:training_list"
SORTS = {"day": "on", "name": ("person__name", "-on"), "theme": "theme", "hours": "hours"}


@requires(Permission.ALLIANCE_VIEW)
@require_safe
def training_list(request, public_id):
    """The trainings of a school year, ?year=2026: one's own, those of the own school, and sums by school."""
    alliance, user = visible_alliance(request, public_id), request.user
    today = timezone.localdate()
    years = list(range(school_year(today), school_year(alliance.from_on) - 1, -1))
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and int(asked) in years else school_year(today)
    rows = selectors.trainings_of(alliance, year).visible_to(user).select_related("person", "membership__school")
    mine = Membership.objects.spoken_for_by(user).current().filter(alliance=alliance, school=request.school).first()
    context = {
        "alliance": alliance,
        "page": listed(request, rows, sorts=SORTS, default="-day"),
        "sums": selectors.sums_of(alliance, year, user),
        "mine": mine,
        "year": year,
        "years": years,
    }
    return render(request, "alliances/training_list.html", context)


@requires(Permission.ALLIANCE_SCHOOL)
@GET_OR_POST
def training_enter(request, public_id):
    """Enter a training of people of the own school; ?activity=… takes theme, day and people from a joint activity."""
    membership = _own_member(request, public_id)
    form = TrainingForm(request.POST or None, membership=membership, initial=_from_activity(request, membership))
    if form.is_valid():
        try:
            services.enter_trainings(membership=membership, by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, WORDS[refused.reason])
        else:
            messages.success(request, _("Saved."))
            return redirect(LIST, membership.alliance.public_id)
    return render(request, "alliances/training_enter.html", {"form": form, "membership": membership})


def _from_activity(request, membership: Membership) -> dict:
    """Give what the form begins with; nothing where the address names no activity of the alliance."""
    try:
        asked = UUID(request.GET.get("activity", ""))
    except ValueError:
        return {}
    held = Activity.objects.visible_to(request.user).counting().filter(alliance=membership.alliance_id)
    activity = held.filter(public_id=asked).first()
    if activity is None:
        return {}
    people = selectors.attended_by(activity, membership)
    return {"theme": activity.title, "on": activity.on, "place": activity.place[:80], "people": list(people)}


@requires(Permission.ALLIANCE_SCHOOL)
@require_POST
def training_remove(request, public_id):
    """Take an entry of the own school out again."""
    own = Membership.objects.spoken_for_by(request.user)
    rows = Training.objects.visible_to(request.user).filter(membership__in=own).select_related("membership__alliance")
    training = get_object_or_404(rows, public_id=public_id)
    services.remove_training(training=training, by=request.user)
    messages.success(request, _("Removed."))
    return redirect(LIST, training.membership.alliance.public_id)


def _own_member(request, public_id) -> Membership:
    members = Membership.objects.spoken_for_by(request.user).current().select_related("school", "alliance")
    return get_object_or_404(members, public_id=public_id)
