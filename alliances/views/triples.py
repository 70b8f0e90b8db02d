"""Mutual aid: the own school's sets, the members' own page, the office's matching by numbers (G5.3.4.5)."""

from uuid import UUID

from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access_log import record_list
from accounts.models import Post, User
from accounts.permissions import Permission
from accounts.roles import Role
from alliances.forms.triples import MatchForm, TripleForm
from alliances.models import Alliance, Membership, Triple, TripleMatch
from alliances.refusals.triples import in_words
from alliances.selectors import triples as selectors
from alliances.services import triples as services
from core.access import requires
from core.listing import paged
from core.saving import done, saved
from registry.models import Enrolment, Student
from registry.selectors.names import named
from registry.selectors.pupils import present, pupils_of

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
MOST_FOUND = 20


@requires(Permission.ALLIANCE_SCHOOL)
@require_safe
def triple_list(request):
    """The sets of the own school, with names; other schools see numbers."""
    page = paged(request, selectors.of_school(request.user, request.school))
    record_list(request, "student", len(page))
    return render(request, "alliances/triple_list.html", {"page": page})


@requires(Permission.ALLIANCE_SCHOOL)
@GET_OR_POST
def triple_add(request):
    """?q finds a pupil of the own register; ?pupil, then who of the family, and the wishes."""
    pupils = present(pupils_of(request.user, request.school))
    student = _asked(pupils, request.GET.get("pupil", ""))
    if student is None:
        query = request.GET.get("q", "").strip()
        found = list(named(pupils, query).order_by("name_pinyin", "pk")[:MOST_FOUND]) if query else []
        if found:
            record_list(request, "student", len(found))
        return render(request, "alliances/triple_find.html", {"found": found, "query": query})
    form = TripleForm(request.POST or None, **_choices(request, student))
    if saved(
        request,
        form,
        in_words,
        services.enter,
        school=request.school,
        student=student,
        typed=lambda: form.cleaned_data | {"grade": selectors.grade_of(student)},
        said=_("Entered. The parent is asked in the portal; or note the consent on paper."),
    ):
        return redirect("alliances:triple_list")
    return render(request, "alliances/triple_add.html", {"form": form, "student": student})


def _asked(pupils, public_id: str) -> Student | None:
    try:
        return pupils.filter(public_id=UUID(public_id)).first()
    except ValueError:
        return None


def _choices(request, student: Student) -> dict:
    classes = Enrolment.objects.current().filter(student=student).values("school_class")
    mine = Membership.objects.current().filter(school=request.school).values("alliance")
    leaders = Post.objects.held_on(timezone.localdate()).filter(role=Role.CLASS_TEACHER, school=request.school)
    leaders = leaders.filter(scope_id__in=classes)
    return {
        "alliances": Alliance.objects.visible_to(request.user).filter(pk__in=mine),
        "guardians": selectors.guardians_of(request.user, student),
        "teachers": User.objects.filter(pk__in=leaders.values("user")),
    }


@requires(Permission.ALLIANCE_SCHOOL)
@require_POST
def triple_paper(request, public_id):
    """The school holds the consent on paper."""
    triple = _own_school(request, public_id)
    return _do(
        request,
        "alliances:triple_list",
        services.record_paper,
        pgettext("consent of a guardian", "Noted."),
        triple=triple,
    )


@requires(Permission.ALLIANCE_SCHOOL)
@require_POST
def triple_close(request, public_id):
    """The school takes a set out; what was matched ends at once."""
    triple = _own_school(request, public_id)
    return _do(request, "alliances:triple_list", services.close, pgettext("mutual aid", "Closed."), triple=triple)


@requires(Permission.ALLIANCE_VIEW, Permission.CLASS_VIEW, Permission.FAMILY, anywhere=True)
@require_safe
def triple_mine(request):
    """The sets one is a member of: as class teacher or as parent."""
    return render(request, "alliances/triple_mine.html", {"sets": selectors.own_sets(request.user)})


@requires(Permission.FAMILY, anywhere=True)
@require_POST
def triple_answer(request, public_id):
    """The parent agrees, declines or withdraws."""
    triple = get_object_or_404(Triple.objects.of_member(request.user), public_id=public_id)
    agrees = request.POST.get("answer") == "agree"
    words = _("Thank you.") if agrees else _("Nobody of the other school sees a name.")
    return _do(request, "alliances:triple_mine", services.answer, words, triple=triple, agrees=agrees)


@requires(Permission.ALLIANCE_RUN)
@GET_OR_POST
def alliance_triples(request, public_id):
    """The office matches sets by their numbers; it sees no name."""
    alliance = get_object_or_404(Alliance.objects.run_by(request.user), public_id=public_id)
    form = MatchForm(request.POST or None, codes=selectors.free_codes(alliance))
    if saved(
        request,
        form,
        in_words,
        services.match,
        alliance=alliance,
        typed=lambda: dict(zip(("one", "other"), (Triple(pk=pk) for pk in form.chosen()), strict=True)),
        said=_("Matched. First names show when both parents have agreed."),
    ):
        return redirect("alliances:alliance_triples", alliance.public_id)
    matches = alliance.triple_matches.visible_to(request.user).select_related("one_school", "other_school")
    context = {"alliance": alliance, "form": form, "page": paged(request, matches)}
    return render(request, "alliances/alliance_triples.html", context)


@requires(Permission.ALLIANCE_RUN)
@require_POST
def triplematch_end(request, public_id):
    """The office parts two sets."""
    made = get_object_or_404(TripleMatch.objects.run_by(request.user), public_id=public_id)
    return _do(
        request, ("alliances:alliance_triples", made.alliance.public_id), services.end_match, _("Ended."), made=made
    )


def _own_school(request, public_id) -> Triple:
    return get_object_or_404(selectors.of_school(request.user, request.school), public_id=public_id)


def _do(request, place, service, words, **what):
    done(request, in_words, service, said=words, **what)
    return redirect(*([place] if isinstance(place, str) else place))
