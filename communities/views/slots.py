"""Single duties by hand: add, change, cancel; and the list of duties without enough parents."""

from datetime import date, timedelta

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts.permissions import Permission
from communities.forms.rotas import SlotForm
from communities.models import Slot
from communities.refusals.rotas import WORDS
from communities.selectors.coverage import gaps
from communities.services import slots as services
from communities.views.rotas import edited_rota
from communities.views.seats import week_url
from core.access import requires
from core.listing import listed
from core.refusals import Refused

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
AHEAD = timedelta(days=13)


@requires(Permission.ROTA_EDIT, anywhere=True)
@GET_OR_POST
def slot_create(request, public_id):
    """Add a duty to the rota; a duty that does not fit the day is refused with what would fit."""
    rota = edited_rota(request, public_id)
    form = SlotForm(request.POST or None, rota=rota, initial={"on": request.GET.get("on") or rota.from_on})
    if form.is_valid():
        try:
            slot = services.add(rota=rota, fields=form.slot_fields(), by=request.user)
        except Refused as refused:
            form.add_error(None, WORDS[refused.reason])
        else:
            messages.success(request, _("Saved."))
            return redirect(week_url(slot))
    return render(request, "communities/slots/slot_form.html", {"form": form, "rota": rota})


@requires(Permission.ROTA_EDIT, anywhere=True)
@GET_OR_POST
def slot_edit(request, public_id):
    """Change hours, place and number of parents of one duty."""
    slot = _edited_slot(request, public_id)
    initial = {
        "starts_at": timezone.localtime(slot.starts_at).time(),
        "ends_at": timezone.localtime(slot.ends_at).time(),
        "needed": slot.needed,
        "venue": slot.venue,
    }
    form = SlotForm(request.POST or None, rota=slot.rota, slot=slot, initial=initial)
    if form.is_valid():
        try:
            left = services.change(slot=slot, fields=form.slot_fields(), by=request.user)
        except Refused as refused:
            form.add_error(None, WORDS[refused.reason])
        else:
            words = ngettext("Saved; %(count)d parent had to leave.", "Saved; %(count)d parents had to leave.", left)
            messages.success(request, words % {"count": left} if left else _("Saved."))
            return redirect(week_url(slot))
    context = {"form": form, "rota": slot.rota, "slot": slot, "week_url": week_url(slot)}
    return render(request, "communities/slots/slot_form.html", context)


@requires(Permission.ROTA_EDIT, anywhere=True)
@GET_OR_POST
def slot_cancel(request, public_id):
    """Ask, then cancel one duty."""
    slot = _edited_slot(request, public_id)
    if request.method == "POST":
        try:
            services.cancel_slot(slot=slot, by=request.user)
        except Refused as refused:
            messages.error(request, WORDS[refused.reason])
        else:
            messages.success(request, _("Cancelled."))
        return redirect(week_url(slot))
    return render(request, "communities/slots/slot_cancel.html", {"slot": slot, "week_url": week_url(slot)})


@requires(Permission.COMMUNITY_VIEW)
@require_safe
def slot_gap_list(request):
    """The filed duties of some days (?from=&to=, the next 14 days by default) with a seat that nobody has."""
    today = timezone.localdate()
    first = _day(request.GET.get("from"), today)
    last = _day(request.GET.get("to"), first + AHEAD)
    sorts = {"day": "starts_at", "community": ("community__name", "starts_at"), "free": "free"}
    page = listed(request, gaps(request.user, request.school, first, last), sorts=sorts, default="day")
    return render(request, "communities/slots/slot_gap_list.html", {"page": page, "first": first, "last": last})


def _edited_slot(request, public_id) -> Slot:
    slots = Slot.objects.edited_by(request.user).held()
    slots = slots.select_related("rota__community__society__village", "rota__school", "community", "venue")
    return get_object_or_404(slots, public_id=public_id)


def _day(words, otherwise) -> date:
    try:
        day = date.fromisoformat(words or "")
    except ValueError:
        return otherwise
    return day if 2000 <= day.year < 2200 else otherwise
