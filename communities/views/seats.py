"""One seat: the small chooser, and the answer of one tap: the seat, how its slot stands, and the counts."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django.views.decorators.vary import vary_on_headers
from django_htmx.http import reswap, retarget, trigger_client_event

from accounts.permissions import Permission
from communities.forms.rotas import HoursForm
from communities.models import Slot
from communities.refusals.rotas import WORDS, reason_words
from communities.selectors import rotas as selectors
from communities.selectors import weeks
from communities.selectors.availability import Availability
from communities.services import filling, seats
from core.access import requires
from core.dates import monday_of
from core.refusals import Refused

NOBODY = "nobody"


@requires(Permission.ROTA_EDIT, anywhere=True)
@require_http_methods(["GET", "HEAD", "POST"])
@vary_on_headers("HX-Request")
def slot_seat(request, public_id, seat):
    """GET: who could sit here. POST: put somebody (or nobody) here; `seen` says what the person saw."""
    slots = Slot.objects.edited_by(request.user).held()
    slot = get_object_or_404(
        slots.select_related("rota__community", "community", "venue", "school"), public_id=public_id
    )
    if not 1 <= seat <= slot.needed:
        raise Http404
    return _save(request, slot, seat) if request.method == "POST" else _chooser(request, slot, seat)


def _save(request, slot, seat):
    asked = request.POST.get("guardian", "")
    parents = selectors.parents_on(slot.community)
    guardian = next((p for p in parents if str(p.public_id) == asked), None)
    if guardian is None and asked != NOBODY:
        return _chooser(request, slot, seat, problem=WORDS["not-a-parent"])
    seen, hours = request.POST.get("seen", ""), HoursForm(request.POST).hours_of(slot)
    try:
        saved = seats.put(slot=slot, seat=seat, guardian=guardian, by=request.user, seen=seen, hours=hours)
    except seats.ChangedMeanwhile as changed:
        return _chooser(request, slot, seat, changed=changed, wished=guardian)
    except seats.Unfit as unfit:
        return _chooser(request, slot, seat, problem=f"{guardian}{_(': ')}{reason_words(unfit.why)}")
    except Refused as refused:
        return _chooser(request, slot, seat, problem=WORDS[refused.reason])
    return _saved(request, saved, seat, parents)


def _saved(request, saved, seat, parents):
    slot = saved.slot
    if not request.htmx:
        messages.success(request, _("Saved."))
        return redirect(week_url(slot))
    response = render(request, "communities/rotas/_saved.html", _answer(request, saved, seat, parents))
    return trigger_client_event(response, "seat-saved", {"seat": f"seat-{slot.public_id}-{seat}"}, after="settle")


def _answer(request, saved, seat, parents) -> dict:
    """Give what the tap changes on the page."""
    slot = saved.slot
    cell = weeks.cell_of(slot)
    counts = selectors.duty_counts(slot.rota)
    return {
        "rota": slot.rota,
        "cell": cell,
        "seat": cell.seats[seat - 1],
        "may_edit": True,
        "tallies": [(parent, counts.get(parent.pk, 0)) for parent in parents],
        "last_step": saved.is_changed or filling.last_step(slot.rota, request.user),
        "monday": monday_of(slot.on),
    }


def _chooser(request, slot, seat, *, problem="", changed=None, wished=None):
    """Show who could sit here, who has few duties first; and what went wrong, if anything did."""
    hours = HoursForm(request.POST if request.method == "POST" else request.GET).hours_of(slot)
    cell = weeks.cell_of(slot)
    context = {
        "slot": slot,
        "rota": slot.rota,
        "cell": cell,
        "seat": cell.seats[seat - 1],
        "hours": hours,
        "choices": _choices(slot, seat, hours),
        "problem": problem,
        "changed": changed,
        "wished": wished,
        "nobody": NOBODY,
        "may_edit": True,
        "week_url": week_url(slot),
    }
    if not request.htmx:
        return render(request, "communities/rotas/slot_seat.html", context)
    response = render(request, "communities/rotas/_chooser.html", context)
    return reswap(retarget(response, "#chooser-body"), "innerHTML")


def _choices(slot, seat, hours) -> list[dict]:
    """Give the parents with the number of their duties and what stands against them; who can comes first."""
    parents, counts = selectors.parents_on(slot.community), selectors.duty_counts(slot.rota)
    known = Availability(parents, [slot])
    rows = []
    for parent in parents:
        reason = known.reason(parent, slot, hours, seat=seat)
        words = reason_words(reason) if reason else ""
        rows.append({"parent": parent, "count": counts.get(parent.pk, 0), "reason": words})
    return sorted(rows, key=lambda row: (bool(row["reason"]), row["count"]))


def week_url(slot) -> str:
    """Give the address of the week in which the slot stands."""
    return f"{reverse('communities:rota_week', args=[slot.rota.public_id])}?week={monday_of(slot.on).isoformat()}"
