"""What the office keeps for all schools: the yearly summary (R-11) and the shared evaluation schemes (G5.5.4)."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import Permission
from alliances.forms.reports import EvaluationForm, SummaryForm
from alliances.models import Alliance, AllianceSummary, SharedEvaluation
from alliances.refusals.reports import WORDS, in_words
from alliances.sections import summary_tables
from alliances.services import common_papers as services
from alliances.views.assessments import run_alliance, visible_alliance, year_asked
from core.access import requires
from core.dates import school_year
from core.listing import paged
from core.refusals import Refused
from core.saving import done, saved
from core.uploads import send_upload

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
EVALUATIONS = "alliances:sharedevaluation_list"


@requires(Permission.ALLIANCE_VIEW)
@require_safe
def alliancesummary_list(request, public_id):
    """The yearly summaries of an alliance, newest first."""
    alliance = visible_alliance(request, public_id)
    summaries = AllianceSummary.objects.visible_to(request.user).filter(alliance=alliance)
    last = school_year(timezone.localdate()) - 1
    context = {
        "alliance": alliance,
        "page": paged(request, summaries.order_by("-school_year")),
        "runs": Alliance.objects.run_by(request.user).filter(pk=alliance.pk).exists(),
        "last": last if last >= school_year(alliance.from_on) else None,
    }
    return render(request, "alliances/alliancesummary_list.html", context)


@requires(Permission.ALLIANCE_VIEW)
@require_safe
def alliancesummary_show(request, public_id):
    """One year's summary, with the tables that other areas put into it."""
    summaries = AllianceSummary.objects.visible_to(request.user).select_related("alliance", "written_by")
    summary = get_object_or_404(summaries, public_id=public_id)
    context = {
        "summary": summary,
        "tables": summary_tables(summary.alliance, summary.school_year),
        "runs": Alliance.objects.run_by(request.user).filter(pk=summary.alliance_id).exists(),
    }
    return render(request, "alliances/alliancesummary_show.html", context)


@requires(Permission.ALLIANCE_RUN)
@GET_OR_POST
def alliancesummary_edit(request, public_id):
    """Write the summary of this school year, or of the one that ?year names; what was saved meanwhile stands beside."""
    alliance = run_alliance(request, public_id)
    year = year_asked(request, alliance)
    stored = AllianceSummary.objects.visible_to(request.user).filter(alliance=alliance, school_year=year)
    summary = stored.select_related("written_by").first()
    initial = {"revision": summary.revision if summary else 0, "is_issued": bool(summary and summary.issued_on)}
    form = SummaryForm(request.POST or None, initial=initial, instance=summary)
    other = None
    if form.is_valid():
        try:
            kept = services.write_summary(alliance=alliance, school_year=year, by=request.user, **form.cleaned_data)
        except Refused as refused:
            other = stored.select_related("written_by").first()
            form.data = form.data.copy()
            form.data["revision"] = other.revision if other else 0
            form.add_error(None, WORDS[refused.reason])
        else:
            messages.success(request, _("Saved."))
            return redirect("alliances:alliancesummary_show", kept.public_id)
    context = {"form": form, "alliance": alliance, "year": year, "other": other}
    return render(request, "alliances/alliancesummary_edit.html", context)


@requires(Permission.ALLIANCE_VIEW)
@require_safe
def sharedevaluation_list(request, public_id):
    """The evaluation schemes that count in all schools of the alliance."""
    alliance = visible_alliance(request, public_id)
    schemes = SharedEvaluation.objects.visible_to(request.user).filter(alliance=alliance)
    context = {
        "alliance": alliance,
        "page": paged(request, schemes.order_by("-from_on", "-pk")),
        "runs": Alliance.objects.run_by(request.user).filter(pk=alliance.pk).exists(),
    }
    return render(request, "alliances/sharedevaluation_list.html", context)


@requires(Permission.ALLIANCE_RUN)
@GET_OR_POST
def sharedevaluation_add(request, public_id):
    """Keep an evaluation scheme for all schools."""
    alliance = run_alliance(request, public_id)
    form = EvaluationForm(request.POST or None, request.FILES or None)
    if saved(
        request,
        form,
        in_words,
        services.add_evaluation,
        alliance=alliance,
        said=_("Kept; every member school reads it."),
    ):
        return redirect(EVALUATIONS, alliance.public_id)
    return render(request, "alliances/sharedevaluation_add.html", {"form": form, "alliance": alliance})


@requires(Permission.ALLIANCE_VIEW)
@require_safe
def sharedevaluation_file(request, public_id):
    """Send the file of an evaluation scheme."""
    schemes = SharedEvaluation.objects.visible_to(request.user)
    evaluation = get_object_or_404(schemes, public_id=public_id)
    return send_upload(evaluation.file, name=evaluation.title)


@requires(Permission.ALLIANCE_RUN)
@require_POST
def sharedevaluation_end(request, public_id):
    """Say that an evaluation scheme counts no longer."""
    schemes = SharedEvaluation.objects.run_by(request.user).select_related("alliance")
    evaluation = get_object_or_404(schemes, public_id=public_id)
    done(request, in_words, services.end_evaluation, evaluation=evaluation, said=_("It counts until today."))
    return redirect(EVALUATIONS, evaluation.alliance.public_id)
