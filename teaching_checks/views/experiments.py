"""Experiments: a teacher plans and logs, the office sees how much is held and verifies (C4.4.6)."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import Permission as P
from core.access import requires
from core.listing import listed, paged
from core.refusals import Refused
from schools.selectors import current_term, term_calendar
from teaching_checks.forms.own_records import JudgeForm, LogForm, PlanForm
from teaching_checks.models import Experiment
from teaching_checks.refusals.experiments import WORDS
from teaching_checks.selectors.experiments import completion, for_listing, totals
from teaching_checks.selectors.markings import pairs_on
from teaching_checks.services import experiments as services
from teaching_checks.views.own import own_teacher

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
State = Experiment.State


def _term(request):
    return current_term(request.school, request.session, timezone.localdate())


@requires(P.RECORD_OWN)
@require_safe
def experiment_mine(request):
    """My experiments of the term by the day on which they are due."""
    rows = for_listing(Experiment.objects.visible_to(request.user).of(request.user).filter(school=request.school))
    page = paged(request, rows.filter(term=_term(request)).order_by("due_on", "pk"), per_page=40)
    return render(request, "teaching_checks/experiment_mine.html", {"page": page, "today": timezone.localdate()})


@requires(P.RECORD_OWN)
@GET_OR_POST
def experiment_plan(request):
    """Paste the plan of the term for one or several of my classes."""
    teacher, term = own_teacher(request), _term(request)
    if teacher is None or term is None:
        return redirect("teaching_checks:experiment_mine")
    day = min(max(timezone.localdate(), term.starts_on), term.ends_on)
    weeks = term_calendar(term).teaching_weeks(term)
    form = PlanForm(
        request.POST or None, pairs=pairs_on(teacher, day), weeks=weeks, first=term.starts_on, last=term.ends_on
    )
    if form.is_valid():
        plan, made = form.cleaned_data["plan"], 0
        for pair in form.chosen:
            whose = {"school_class": pair.school_class, "subject": pair.subject}
            made += services.plan(teacher=teacher, term=term, rows=plan, by=request.user, **whose)
        words = ngettext("Planned: %(count)d experiment.", "Planned: %(count)d experiments.", made)
        messages.success(request, words % {"count": made})
        return redirect("teaching_checks:experiment_mine")
    return render(request, "teaching_checks/experiment_plan.html", {"form": form, "term": term})


@requires(P.RECORD_OWN)
@GET_OR_POST
def experiment_log(request, public_id):
    """Log that an experiment was held."""
    experiment = _own(request, public_id)
    today = timezone.localdate()
    first = {"done_on": experiment.done_on or today, "note": experiment.note}
    form = LogForm(request.POST or None, initial=first)
    if form.is_valid():
        try:
            services.log(experiment=experiment, by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error("done_on", WORDS[refused.reason])
        else:
            messages.success(request, _("Logged: %(name)s.") % {"name": experiment})
            return redirect("teaching_checks:experiment_mine")
    return render(request, "teaching_checks/experiment_log.html", {"form": form, "experiment": experiment})


def _own(request, public_id) -> Experiment:
    rows = for_listing(Experiment.objects.visible_to(request.user).of(request.user))
    return get_object_or_404(rows, public_id=public_id)


@requires(P.RECORD_OWN)
@require_POST
def experiment_remove(request, public_id):
    """Take a planned experiment out of the plan."""
    try:
        services.remove(experiment=_own(request, public_id), by=request.user)
    except Refused as refused:
        messages.error(request, WORDS[refused.reason])
    else:
        messages.success(request, _("Taken out."))
    return redirect("teaching_checks:experiment_mine")


@requires(P.CHECK_MANAGE, P.CHECK_GROUP)
@require_safe
def experiment_list(request):
    """The experiments of the school, or of the groups one heads; ?show=late, to_verify or missed narrows the list."""
    term, today, show = _term(request), timezone.localdate(), request.GET.get("show", "")
    rows = for_listing(Experiment.objects.visible_to(request.user).filter(school=request.school, term=term))
    narrowed = {
        "late": {"state": State.PLANNED, "due_on__lt": today},
        "to_verify": {"state": State.DONE},
        "missed": {"state": State.MISSED},
    }
    sorts = {"due": "due_on", "teacher": ["teacher__name_pinyin", "due_on"], "subject": ["subject", "due_on"]}
    page = listed(request, rows.filter(**narrowed.get(show, {})), sorts=sorts, default="due")
    sums = totals(list(completion(request.school, term, user=request.user))) if term else totals([])
    context = {"page": page, "term": term, "show": show, "sums": sums, "today": today}
    return render(request, "teaching_checks/experiment_list.html", context)


@requires(P.RECORD_OWN, P.CHECK_MANAGE, P.CHECK_GROUP)
@require_safe
def experiment_show(request, public_id):
    """One experiment with its log, for the teacher, the head of the group and the office."""
    experiment = get_object_or_404(for_listing(Experiment.objects.visible_to(request.user)), public_id=public_id)
    may_judge = Experiment.objects.judgeable_by(request.user).filter(pk=experiment.pk).exists()
    context = {"experiment": experiment, "form": JudgeForm() if may_judge else None}
    return render(request, "teaching_checks/experiment_show.html", context)


@requires(P.CHECK_MANAGE)
@require_POST
def experiment_judge(request, public_id):
    """Verify what was done, or was not."""
    rows = for_listing(Experiment.objects.judgeable_by(request.user))
    experiment = get_object_or_404(rows, public_id=public_id)
    form = JudgeForm(request.POST)
    if form.is_valid():
        try:
            services.judge(experiment=experiment, by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, WORDS[refused.reason])
        else:
            messages.success(request, _("Verified: %(name)s.") % {"name": experiment})
            return redirect("teaching_checks:experiment_list")
    return render(request, "teaching_checks/experiment_show.html", {"experiment": experiment, "form": form})
