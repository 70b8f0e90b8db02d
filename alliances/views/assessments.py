"""The joint assessment of an alliance: the page with a weight to try, indicators, points, confirming, closing."""

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import Permission
from alliances.forms.assessments import IndicatorFormSet, PointsForm, SeenForm, WeightForm, rows_of, wanted_of
from alliances.models import Alliance, IndicatorScore, Membership
from alliances.refusals.reports import in_words
from alliances.selectors import assessments as selectors
from alliances.selectors.scheme import adoption_of
from alliances.services import assessments as services
from core.access import requires
from core.listing import paged
from core.saving import done, saved
from core.uploads import send_upload

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
SHOW = "alliances:jointassessment_show"


@requires(Permission.ALLIANCE_SCHOOL, Permission.ALLIANCE_RUN)
@require_safe
def jointassessment_list(request):
    """The alliances of the user's schools, with the ways to assessment, comparison, summaries and schemes."""
    alliances = Alliance.objects.visible_to(request.user).select_related("seat").order_by("name", "pk")
    return render(request, "alliances/jointassessment_list.html", {"page": paged(request, alliances)})


@requires(Permission.ALLIANCE_SCHOOL, Permission.ALLIANCE_RUN)
@require_safe
def jointassessment_show(request, public_id):
    """Own, alliance and final score of every school with the arithmetic; a weight to try that stores nothing."""
    alliance = visible_alliance(request, public_id)
    today = timezone.localdate()
    years = selectors.years_of(alliance, request.user, today)
    year = selectors.year_of(years, request.GET.get("year", ""))
    form = WeightForm(request.GET)
    tried = form.cleaned_data["w"] if form.is_valid() else None
    runs = Alliance.objects.run_by(request.user).filter(pk=alliance.pk).exists()
    mine = Membership.objects.spoken_for_by(request.user).filter(alliance=alliance, school=request.school)
    found = selectors.assess(alliance, year, today=today)
    context = {
        "alliance": alliance,
        "found": found,
        "trial": selectors.assess(alliance, year, today=today, weight=tried) if tried is not None else None,
        "tried": tried,
        "years": years,
        "statement": selectors.newest_statement(alliance, year),
        "runs": runs,
        "mine": mine.first(),
        "proposal": _proposal(request, alliance, today, runs=runs),
    }
    return render(request, "alliances/jointassessment_show.html", context)


def _proposal(request, alliance: Alliance, today, *, runs: bool) -> str:
    """Give where the user proposes a weight: in the numbers of all schools, or in the adopted scheme; "" nowhere."""
    adoption = adoption_of(alliance, today)
    if adoption is None:
        return ""
    if adoption.is_shared:
        return reverse("alliances:alliance_numbers", args=[alliance.public_id]) if runs else ""
    may_change = adoption.school_id in request.user.schools_with(Permission.RULEBOOK_ADOPT)
    return reverse("rulebook:adoption_change", args=[adoption.public_id]) if may_change else ""


@requires(Permission.ALLIANCE_RUN)
@GET_OR_POST
def jointassessment_indicators(request, public_id):
    """Set the indicators of the year; each saving is a new version."""
    alliance = run_alliance(request, public_id)
    year = year_asked(request, alliance)
    scheme = selectors.newest_scheme(alliance, year)
    formset, other = IndicatorFormSet(request.POST or None, initial=rows_of(scheme)), None
    if request.method == "POST" and formset.is_valid():
        asked = request.POST.get("seen", "")
        seen = int(asked) if asked.isdecimal() else 0
        if done(
            request,
            in_words,
            services.set_indicators,
            alliance=alliance,
            school_year=year,
            wanted=wanted_of(formset),
            seen=seen,
            said=_("The indicators have been kept as a new version."),
        ):
            return redirect(f"{_show(alliance)}?year={year}")
        other = scheme if scheme and scheme.number != seen else None
    context = {"alliance": alliance, "year": year, "scheme": scheme, "formset": formset, "other": other}
    return render(request, "alliances/jointassessment_indicators.html", context)


@requires(Permission.ALLIANCE_SCHOOL)
@GET_OR_POST
def jointassessment_enter(request, public_id):
    """Enter the own school's points with what shows them."""
    members = Membership.objects.spoken_for_by(request.user).select_related("school", "alliance__seat")
    membership = get_object_or_404(members, public_id=public_id)
    year = year_asked(request, membership.alliance)
    scheme = selectors.newest_scheme(membership.alliance, year)
    indicators = list(scheme.indicators.filter(source="").select_related("scheme")) if scheme else []
    initial = {"indicator": request.GET.get("indicator", "")}
    form = PointsForm(request.POST or None, request.FILES or None, indicators=indicators, initial=initial)
    if saved(
        request,
        form,
        in_words,
        services.enter_points,
        membership=membership,
        said=_("Entered. It counts when the alliance office has confirmed it."),
    ):
        return redirect(f"{_show(membership.alliance)}?year={year}")
    context = {"membership": membership, "form": form, "year": year, "has_indicators": bool(indicators)}
    return render(request, "alliances/jointassessment_enter.html", context)


@requires(Permission.ALLIANCE_RUN)
@require_POST
def jointscore_confirm(request, public_id):
    """Confirm the points that a school has entered: those that stood on the page."""
    score, form = _score(request, public_id), SeenForm(request.POST)
    seen = form.cleaned_data["points"] if form.is_valid() else None
    done(request, in_words, services.confirm, score=score, points=seen, said=_("Confirmed."))
    return redirect(f"{_show(score.membership.alliance)}?year={score.school_year}")


@requires(Permission.ALLIANCE_SCHOOL, Permission.ALLIANCE_RUN)
@require_safe
def jointscore_file(request, public_id):
    """Send the file that shows the points."""
    score = _score(request, public_id)
    return send_upload(score.file, name=f"{score.membership.school} {score.school_year}")


@requires(Permission.ALLIANCE_RUN)
@require_POST
def jointassessment_close(request, public_id):
    """Keep the year's assessment as it stands."""
    alliance = run_alliance(request, public_id)
    year = year_asked(request, alliance)
    done(
        request,
        in_words,
        services.close,
        alliance=alliance,
        school_year=year,
        said=_("The statement has been closed and stays as it is."),
    )
    return redirect(f"{_show(alliance)}?year={year}")


def visible_alliance(request, public_id) -> Alliance:
    """Give an alliance of the user's schools, or page 404."""
    alliances = Alliance.objects.visible_to(request.user).select_related("seat", "district")
    return get_object_or_404(alliances, public_id=public_id)


def run_alliance(request, public_id) -> Alliance:
    """Give an alliance that the user runs, or page 404."""
    return get_object_or_404(Alliance.objects.run_by(request.user).select_related("seat"), public_id=public_id)


def _score(request, public_id) -> IndicatorScore:
    scores = IndicatorScore.objects.visible_to(request.user).select_related(
        "membership__alliance", "membership__school"
    )
    return get_object_or_404(scores, public_id=public_id)


def year_asked(request, alliance: Alliance) -> int:
    """Give the school year that the address asks for, the newest for anything else."""
    years = selectors.years_of(alliance, request.user, timezone.localdate())
    return selectors.year_of(years, request.GET.get("year", ""))


def _show(alliance: Alliance) -> str:
    return reverse(SHOW, args=[alliance.public_id])
