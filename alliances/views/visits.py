"""Short exchanges: leaders at other schools, lessons given there (G4.4.1, G4.4.2, G4.4.4a)."""

from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.permissions import Permission
from alliances.forms.exchange import LessonVisitForm, ManagerVisitForm
from alliances.models import Alliance, LessonVisit, ManagerVisit, Membership
from alliances.refusals.exchange import field_of, in_words
from alliances.services.exchange_records import visit
from core.access import requires
from core.listing import listed
from core.saving import saved

READERS = (Permission.ALLIANCE_SCHOOL, Permission.ALLIANCE_RUN)
GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
LEADER_SORTS = {"day": "from_on", "name": "person__name"}
LESSON_SORTS = {"day": "on", "name": "person__name"}


@requires(*READERS)
@require_safe
def exchange_leaders(request, public_id):
    """Leaders at other schools, newest first."""
    return _listed(request, public_id, ManagerVisit, LEADER_SORTS, "alliances/exchange_leaders.html")


@requires(*READERS)
@require_safe
def exchange_lessons(request, public_id):
    """Lessons given at other schools, newest first."""
    return _listed(request, public_id, LessonVisit, LESSON_SORTS, "alliances/exchange_lessons.html")


def _listed(request, public_id, model, sorts, template):
    alliance = _visible(request, public_id)
    rows = model.objects.visible_to(request.user).filter(alliance=alliance).select_related("person", "home", "host")
    page = listed(request, rows, sorts=sorts, default="-day")
    return render(request, template, {"alliance": alliance, "page": page})


@requires(Permission.ALLIANCE_SCHOOL)
@GET_OR_POST
def exchange_leader_add(request, public_id):
    """Enter a leader's days at another school."""
    return _added(request, public_id, ManagerVisit, ManagerVisitForm, "exchange_leaders", _("Leader at another school"))


@requires(Permission.ALLIANCE_SCHOOL)
@GET_OR_POST
def exchange_lesson_add(request, public_id):
    """Enter a lesson given at another school."""
    return _added(request, public_id, LessonVisit, LessonVisitForm, "exchange_lessons", _("Lesson at another school"))


def _added(request, public_id, model, form_class, back, title):
    alliance = _visible(request, public_id)
    members = Membership.objects.current().filter(alliance=alliance).select_related("school")
    own = members.filter(school=request.school).first()
    form = form_class(request.POST or None, members=members, initial={"home": own})
    if saved(
        request,
        form,
        in_words,
        visit,
        model=model,
        alliance=alliance,
        typed=form.entered,
        said=_("Entered."),
        at=lambda refused: field_of(refused, form),
    ):
        return redirect(f"alliances:{back}", alliance.public_id)
    context = {"alliance": alliance, "form": form, "entry": title, "back": back}
    return render(request, "alliances/exchange_entry.html", context)


def _visible(request, public_id) -> Alliance:
    return get_object_or_404(Alliance.objects.visible_to(request.user), public_id=public_id)
