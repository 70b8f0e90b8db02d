"""Needs of schools and the office's answers (G4.4.5b)."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.permissions import Permission
from alliances.forms.needs import AnswerForm, NeedForm
from alliances.models import Activity, Alliance, Membership, Need
from alliances.refusals.activities import in_words
from alliances.selectors import needs as selectors
from alliances.services import needs as services
from alliances.views.chosen import chosen
from core.access import requires
from core.dates import Span
from core.listing import paged
from core.saving import saved

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
LIST, FORM = "alliances:need_list", "alliances/needs/form.html"


@requires(Permission.ALLIANCE_VIEW, anywhere=True)
@require_safe
def need_list(request):
    """The needs of the schools, open ones first, and the share that was answered."""
    here = chosen(request)
    if here.alliance is None:
        return render(request, "alliances/needs/list.html", {"here": here})
    rows = Need.objects.visible_to(request.user).filter(alliance=here.alliance)
    context = {
        "here": here,
        "page": paged(request, selectors.for_listing(rows), per_page=20),
        "share": selectors.answered(here.alliance, timezone.localdate(), _until(here)),
        "may_raise": _own(request, here.alliance).exists(),
        "may_answer": Alliance.objects.run_by(request.user).filter(pk=here.alliance.pk).exists(),
    }
    return render(request, "alliances/needs/list.html", context)


@requires(Permission.ALLIANCE_SCHOOL, anywhere=True)
@GET_OR_POST
def need_raise(request):
    """Tell the office what the own school needs."""
    here = chosen(request)
    if here.alliance is None or not (members := _own(request, here.alliance)).exists():
        raise Http404
    form = NeedForm(request.POST or None, members=members)
    back = f"?alliance={here.alliance.public_id}"
    if saved(request, form, in_words, services.raise_need):
        return redirect(reverse(LIST) + back)
    return render(request, FORM, {"form": form, "title": _("Raise a need"), "need": None, "query": back})


@requires(Permission.ALLIANCE_RUN, anywhere=True)
@GET_OR_POST
def need_answer(request, public_id):
    """Answer a need: the office of the alliance."""
    rows = Need.objects.visible_to(request.user).run_by(request.user).select_related("alliance", "membership__school")
    need = get_object_or_404(rows, public_id=public_id)
    activities = Activity.objects.visible_to(request.user).filter(alliance=need.alliance)
    form = AnswerForm(request.POST or None, activities=activities)
    back = f"?alliance={need.alliance.public_id}"
    if saved(request, form, in_words, services.answer, need=need):
        return redirect(reverse(LIST) + back)
    return render(request, FORM, {"form": form, "title": need.title, "need": need, "query": back})


def _until(here) -> Span | None:
    return Span(here.alliance.from_on, here.until) if here.until else None


def _own(request, alliance):
    mine = Membership.objects.spoken_for_by(request.user).filter(alliance=alliance)
    return mine.current(timezone.localdate()).select_related("school")
