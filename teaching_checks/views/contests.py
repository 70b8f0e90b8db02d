"""Contests of lesson plans and homework: planned and followed by the office, seen by everybody who teaches (C1.3)."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import Permission
from core.access import may, requires
from core.listing import listed, paged
from core.refusals import Refused
from schools.selectors import current_term
from teaching_checks.forms.contests import AwardForm, ContestForm
from teaching_checks.models import Contest, Entry
from teaching_checks.refusals.contests import WORDS
from teaching_checks.selectors import contests as selectors
from teaching_checks.services import contests as services

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
LIST, SHOW = "teaching_checks:contest_list", "teaching_checks:contest_show"
SORTS = {"until": "-entries_to_on", "name": "name"}


@requires(Permission.CHECK_VIEW)
@require_safe
def contest_list(request):
    """The school's contests, the newest first."""
    contests = selectors.for_listing(Contest.objects.visible_to(request.user), request.user)
    page = listed(request, contests.filter(school=request.school), sorts=SORTS, default="until", per_page=20)
    is_office = may(request, Permission.CHECK_MANAGE)
    return render(request, "teaching_checks/contests/list.html", {"page": page, "is_office": is_office})


@requires(Permission.CHECK_VIEW)
@require_safe
def contest_show(request, public_id):
    """One contest: what is wanted, one's own entries, and for the office how it goes."""
    shown = selectors.for_listing(Contest.objects.visible_to(request.user), request.user).select_related("sheet")
    contest, today = get_object_or_404(shown, public_id=public_id), timezone.localdate()
    office = Contest.objects.managed_by(request.user).filter(pk=contest.pk).exists()
    own = selectors.with_files(Entry.objects.visible_to(request.user)).filter(contest=contest, person=request.user)
    takes = contest.is_open and contest.entries_from_on <= today <= contest.entries_to_on
    teacher = selectors.employment(request.user, contest.school, on=today) if takes else None
    results = selectors.results(contest, request.user) if office else []
    context = {
        "contest": contest,
        "own": own,
        "is_office": office,
        "may_enter": teacher is not None,
        "may_start": contest.is_open and contest.entries_to_on < today,
        "page": paged(request, results) if office else None,
        "judges": contest.judges.visible_to(request.user).select_related("user"),
        "awards": AwardForm(entries=[each.entry for each in results], user=request.user) if office else None,
    }
    return render(request, "teaching_checks/contests/show.html", context)


@requires(Permission.CHECK_MANAGE)
@GET_OR_POST
def contest_plan(request):
    """Plan a contest."""
    term, today = current_term(request.school, request.session, timezone.localdate()), timezone.localdate()
    if term is None:
        messages.error(request, _("There is no term yet: enter it in the set-up first."))
        return redirect(LIST)
    form = ContestForm(request.POST or None, term=term, day=today, initial={"entries_from_on": today})
    return _save(request, form, lambda: services.plan(term=term, by=request.user, **_parts(form)))


@requires(Permission.CHECK_MANAGE)
@GET_OR_POST
def contest_edit(request, public_id):
    """Change a contest that is not decided."""
    contest = _managed(request, public_id)
    form = ContestForm(request.POST or None, instance=contest, term=contest.term, day=timezone.localdate())
    return _save(request, form, lambda: services.change(contest=contest, by=request.user, **_parts(form)), contest)


def _parts(form) -> dict:
    return {"fields": form.columns, "judges": form.cleaned_data["judges"]}


def _save(request, form, save, contest=None):
    if form.is_valid():
        try:
            saved = save()
        except Refused as refused:
            form.add_error(None, WORDS[refused.reason])
        else:
            messages.success(request, _("Saved."))
            return redirect(SHOW, saved.public_id)
    return render(request, "teaching_checks/contests/edit.html", {"form": form, "contest": contest})


@requires(Permission.CHECK_MANAGE)
@require_POST
def contest_announce(request, public_id):
    """Open it for entries."""
    return _act(request, public_id, services.announce, _("Announced: everybody who teaches can enter."))


@requires(Permission.CHECK_MANAGE)
@require_POST
def contest_start(request, public_id):
    """Close the entries; the judges are asked."""
    return _act(request, public_id, services.start_judging, _("The judges have been asked."))


@requires(Permission.CHECK_MANAGE)
@require_POST
def contest_award(request, public_id):
    """Save the awards without deciding."""
    contest = _managed(request, public_id)
    form = AwardForm(request.POST, entries=contest.entries.standing(), user=request.user)
    if not form.is_valid():
        messages.error(request, _("Choose an award of the list."))
        return redirect(SHOW, public_id)
    said = _("The awards are kept; nothing is published yet.")
    return _act(request, public_id, lambda **given: services.award(awards=form.awards, **given), said)


@requires(Permission.CHECK_MANAGE)
@require_POST
def contest_decide(request, public_id):
    """Decide it and tell who took part."""
    return _act(request, public_id, services.decide, _("Decided; those who took part have been told."))


@requires(Permission.CHECK_MANAGE)
@GET_OR_POST
def contest_drop(request, public_id):
    """Take out a contest that nobody has entered, after asking."""
    contest = _managed(request, public_id)
    if request.method != "POST":
        return render(request, "teaching_checks/contests/drop.html", {"contest": contest})
    try:
        services.drop(contest=contest, by=request.user)
    except Refused as refused:
        messages.error(request, WORDS[refused.reason])
        return redirect(SHOW, public_id)
    messages.success(request, _("Removed."))
    return redirect(LIST)


def _act(request, public_id, service, words):
    try:
        service(contest=_managed(request, public_id), by=request.user)
    except Refused as refused:
        messages.error(request, WORDS[refused.reason])
    else:
        messages.success(request, words)
    return redirect(SHOW, public_id)


def _managed(request, public_id) -> Contest:
    contests = Contest.objects.managed_by(request.user).select_related("term__school", "sheet")
    return get_object_or_404(contests, public_id=public_id)
