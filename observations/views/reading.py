"""Reading observations: of one's own lessons, of the group, of the school; and what a reader says to one."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import Permission
from core.access import may, requires
from core.listing import listed, paged
from core.refusals import Refused
from observations.forms.reading import AnswerForm, OfficeForm, ReadingFilter
from observations.models import Observation, OfficeFeedback
from observations.refusals.reading import READING
from observations.selectors import observed
from observations.selectors.assessments import results
from observations.selectors.reading import for_reading, grade_name, scored
from observations.services import reading as services
from schools.selectors import current_term

SORTS = {
    "on": ("on", "period"),
    "teacher": ("teacher__name_pinyin", "-on"),
    "observer": ("observer__name", "-on"),
    "class": ("school_class__entry_year", "school_class__number", "-on"),
    "subject": ("subject__name", "-on"),
}


@requires(Permission.OBSERVATION_VIEW)
@require_safe
def observed_mine(request):
    """The lessons of mine that somebody observed: what is new first."""
    term = _term(request)
    rows = observed.of_term(request.school, term, user=request.user).filter(person=request.user) if term else None
    return _list(request, term, rows, is_mine=True)


@requires(Permission.OBSERVATION_VIEW)
@require_safe
def observed_list(request):
    """All observations that I may read, with a filter."""
    term = _term(request)
    rows = observed.of_term(request.school, term, user=request.user) if term else None
    return _list(request, term, rows, is_mine=False)


def _list(request, term, rows, *, is_mine: bool):
    if term is None:
        return render(request, "observations/observed_list.html", {"term": None, "is_mine": is_mine})
    form = ReadingFilter(request.GET, school=request.school, term=term)
    rows = observed.for_listing(observed.narrowed(rows, form.wanted, school=request.school))
    page = listed(request, rows, sorts=SORTS, default="-on")
    context = {
        "term": term,
        "form": form,
        "page": page,
        "in_use": form.in_use,
        "class_names": observed.class_names(page.object_list),
        "is_mine": is_mine,
    }
    return render(request, "observations/observed_list.html", context)


@requires(Permission.OBSERVE, Permission.OBSERVATION_VIEW)
@require_safe
def observation_detail(request, public_id):
    """One observation, to each reader what is his (L-13); opening it is the observed teacher's receipt.

    The teacher answers, the observer mends, withdraws and tells the office, the office notes that it has read that.
    """
    observation = _observation(request, public_id)
    services.mark_read(observation=observation, by=request.user)
    drops_extremes = request.GET.get("drop") == "1"
    found = observed.reading(observation, user=request.user, drops_extremes=drops_extremes)
    context = {
        "found": found,
        "observation": observation,
        "photos": observation.photos.visible_to(request.user),
        "criteria": scored(observation),
        "grade": grade_name(observation),
        "drops_extremes": drops_extremes,
        "is_taught_by_me": observation.person_id == request.user.pk,
        "is_observed_by_me": observation.observer_id == request.user.pk,
        "answer_form": AnswerForm(),
        "office_form": OfficeForm(),
        "may_read_for_office": may(request, Permission.CHECK_MANAGE),
        "may_talk": not observation.feedback_at and not observation.withdrawn_at and _took_part(request, observation),
    }
    return render(request, "observations/detail.html", context)


def _took_part(request, observation: Observation) -> bool:
    return request.user.pk in (observation.observer_id, observation.person_id)


@requires(Permission.OBSERVATION_VIEW)
@require_POST
def observation_answer(request, public_id):
    """Let the teacher answer."""
    observation = _observation(request, public_id)
    given = {"observation": observation, "text": request.POST.get("answer", "")}
    return _done(request, observation, _("Answered."), services.answer, **given)


@requires(Permission.OBSERVATION_VIEW)
@require_POST
def observation_tell(request, public_id):
    """Let the observer tell the office (C2.2.4)."""
    observation = _observation(request, public_id)
    text = request.POST.get("text", "")
    return _done(
        request, observation, _("The office can read it now."), services.tell_office, observation=observation, text=text
    )


@requires(Permission.CHECK_MANAGE)
@require_POST
def observation_office(request, public_id):
    """Note that the office has read what the observer told it."""
    given = OfficeFeedback.objects.visible_to(request.user).filter(
        observation__in=Observation.objects.visible_to(request.user)
    )
    feedback = get_object_or_404(given.select_related("observation"), observation__public_id=public_id)
    return _done(request, feedback.observation, _("Noted as read."), services.read_by_office, feedback=feedback)


def _observation(request, public_id) -> Observation:
    return get_object_or_404(for_reading(Observation.objects.visible_to(request.user)), public_id=public_id)


def _done(request, read: Observation, words: str, service, **given):
    """Call a service and say what came of it, on the page of the observation."""
    try:
        service(by=request.user, **given)
    except Refused as refused:
        messages.error(request, READING[refused.reason])
    else:
        messages.success(request, words)
    return redirect("observations:observation_detail", read.public_id)


@requires(Permission.OBSERVATION_VIEW)
@require_safe
def assessment_list(request):
    """The results of classroom assessment that I may see: mine, of my group, of the school (C7.4b, L-13)."""
    term = _term(request)
    drops_extremes = request.GET.get("drop") == "1"
    found = results(request.school, term, user=request.user, drops_extremes=drops_extremes) if term else []
    text = request.GET.get("q", "").strip().casefold()
    found = [
        each for each in found if text in each.name.casefold() or (text.isascii() and each.pinyin.startswith(text))
    ]
    context = {"term": term, "page": paged(request, found), "drops_extremes": drops_extremes}
    return render(request, "observations/assessment_list.html", context)


def _term(request):
    return current_term(request.school, request.session, timezone.localdate())
