"""The week grid of a rota: looking at it, the tools that change many seats, and the print R-04."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import Permission
from communities import rules_days
from communities.forms.rotas import FillForm
from communities.models import Rota
from communities.refusals.rotas import WORDS, left_out_words
from communities.selectors import rotas as selectors
from communities.selectors import weeks
from communities.services import filling
from communities.views.rotas import edited_rota
from core.access import requires
from core.refusals import Refused

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
NAMED_AT_MOST = 10


@requires(Permission.COMMUNITY_VIEW, anywhere=True)
@require_safe
def rota_week(request, public_id):
    """One week (?week=2026-10-12): leaders fill it, the others of the community read it once it is filed."""
    rota = visible_rota(request, public_id)
    calendar, today = selectors.calendar_of(rota), timezone.localdate()
    week = weeks.week_of(rota, asked_week(request, rota), calendar)
    context = {"rota": rota, "week": week, "today": today, "may_edit": is_edited(request, rota)}
    if context["may_edit"]:
        context |= {
            "tallies": tallies_of(rota),
            "last_step": filling.last_step(rota, request.user),
            "misfits": selectors.misfits(rota, calendar, from_on=today),
            "undecided": rules_days.undecided(calendar.day(on) for on in calendar.span),
            "unknown_years": calendar.years_without_data,
        }
    return render(request, "communities/rotas/rota_week.html", context)


@requires(Permission.COMMUNITY_VIEW, anywhere=True)
@require_safe
def rota_print(request, public_id):
    """R-04: one week on A4 with who came and left, and lines to sign."""
    rota = visible_rota(request, public_id)
    week = weeks.week_of(rota, asked_week(request, rota), selectors.calendar_of(rota))
    places = [_("Parent leader"), _("President of the society")]
    context = {"rota": rota, "week": week, "places": places, "print_school": rota.school}
    return render(request, "communities/rotas/rota_print.html", context)


@requires(Permission.ROTA_EDIT, anywhere=True)
@GET_OR_POST
def rota_fill(request, public_id):
    """Fill the free seats of one duty, with one parent or in turn."""
    rota = edited_rota(request, public_id)
    monday = asked_week(request, rota)
    duties, parents = _duties(rota), selectors.parents_on(rota.community)
    initial = {"duty": request.GET.get("duty", "")}
    form = FillForm(request.POST or None, duties=duties, parents=parents, initial=initial)
    if form.is_valid():
        data = form.cleaned_data
        only = monday if data["span"] == FillForm.WEEK else None
        arguments = {"like": data["duty"], "guardian": data["parent"], "monday": only}
        return _done(request, rota, monday, filling.fill_row, **arguments)
    return render(request, "communities/rotas/rota_fill.html", {"form": form, "rota": rota, "monday": monday})


@requires(Permission.ROTA_EDIT, anywhere=True)
@require_POST
def rota_copy(request, public_id):
    """Put last week's parents on the free seats of this week."""
    rota = edited_rota(request, public_id)
    monday = asked_week(request, rota)
    return _done(request, rota, monday, filling.copy_week, monday=monday)


@requires(Permission.ROTA_EDIT, anywhere=True)
@require_POST
def rota_undo(request, public_id):
    """Take the own last step back."""
    rota = edited_rota(request, public_id)
    return _done(request, rota, asked_week(request, rota), filling.undo)


def _done(request, rota, week, service, **arguments):
    """Call a tool, say what it did and what it left out, and go back to the week."""
    try:
        outcome = service(rota=rota, by=request.user, **arguments)
    except Refused as refused:
        messages.error(request, WORDS[refused.reason])
    else:
        _say(request, outcome)
    return redirect(f"{reverse('communities:rota_week', args=[rota.public_id])}?week={week.isoformat()}")


def _say(request, outcome: filling.Outcome) -> None:
    words = ngettext("%(count)d seat changed.", "%(count)d seats changed.", outcome.done)
    messages.success(request, words % {"count": outcome.done})
    if outcome.left_out:
        named = [left_out_words(each) for each in outcome.left_out[:NAMED_AT_MOST]]
        count = len(outcome.left_out)
        words = ngettext("%(count)d seat stayed as it was:", "%(count)d seats stayed as they were:", count)
        end = [] if count <= NAMED_AT_MOST else ["…"]
        messages.warning(request, "\n".join([words % {"count": count}, *named, *end]))


def visible_rota(request, public_id) -> Rota:
    """Give a rota that the user may read, or page 404."""
    rotas = Rota.objects.visible_to(request.user).select_related("community__society__village", "school")
    return get_object_or_404(rotas, public_id=public_id)


def is_edited(request, rota) -> bool:
    """Tell whether the user files this rota."""
    return Rota.objects.edited_by(request.user).filter(pk=rota.pk).exists()


def asked_week(request, rota):
    """Give the Monday that the address or the form names."""
    words = request.POST.get("week") or request.GET.get("week", "")
    return weeks.monday_asked(rota, words, timezone.localdate())


def tallies_of(rota) -> list[tuple]:
    """Give (parent, number of duties) for each parent, by name."""
    counts = selectors.duty_counts(rota)
    return [(parent, counts.get(parent.pk, 0)) for parent in selectors.parents_on(rota.community)]


def _duties(rota):
    """Give one slot for each duty of the rota, in the order of the day."""
    first = {}
    for slot in rota.slots.held():
        first.setdefault((slot.hours, slot.kind), slot)
    return [first[key] for key in sorted(first)]
