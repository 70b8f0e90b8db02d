"""Entries of a contest: handed in by teachers, judged by others, shown in the gallery with their author's word."""

from django.contrib import messages
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import Permission
from core.access import requires
from core.listing import paged
from core.refusals import Refused
from core.uploads import send_upload
from teaching_checks.forms.contests import EntryForm, FileForm, PointsForm, RemarkForm
from teaching_checks.forms.sheet import SheetForm
from teaching_checks.models import Contest, Entry, EntryFile, Judgement
from teaching_checks.refusals.contests import WORDS
from teaching_checks.selectors import contests as selectors
from teaching_checks.services import entries as services

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
CONTEST, SHOW = "teaching_checks:contest_show", "teaching_checks:entry_show"


@requires(Permission.CHECK_VIEW)
@GET_OR_POST
def contest_enter(request, public_id):
    """Hand something in."""
    contest = get_object_or_404(Contest.objects.visible_to(request.user), public_id=public_id)
    teacher = selectors.employment(request.user, contest.school, on=timezone.localdate())
    if teacher is None or not contest.is_open:
        messages.error(request, WORDS["closed"])
        return redirect(CONTEST, public_id)
    form = EntryForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            services.enter(contest=contest, teacher=teacher, by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, WORDS[refused.reason])
        else:
            messages.success(request, _("Handed in."))
            return redirect(CONTEST, public_id)
    return render(request, "teaching_checks/contests/enter.html", {"form": form, "contest": contest})


@requires(Permission.CHECK_VIEW)
@require_safe
def entry_show(request, public_id):
    """An entry with its files; its author can add to it while entries are open."""
    entry = _entry(request, public_id)
    is_own = entry.person_id == request.user.pk
    is_open = is_own and entry.contest.is_open and not entry.withdrawn_at
    context = {"entry": entry, "is_own": is_own, "is_open": is_open, "form": FileForm() if is_open else None}
    return render(request, "teaching_checks/contests/entry.html", context)


@requires(Permission.CHECK_VIEW)
@require_POST
def entry_add_file(request, public_id):
    """Add a file to the own entry."""
    entry, form = _entry(request, public_id), FileForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, " ".join(words for errors in form.errors.values() for words in errors))
        return redirect(SHOW, public_id)
    return _act(request, entry, services.add_file, _("Added."), file=form.cleaned_data["file"])


@requires(Permission.CHECK_VIEW)
@require_POST
def entry_take_back(request, public_id):
    """Take the own entry back."""
    return _act(request, _entry(request, public_id), services.take_back, _("Taken back."))


@requires(Permission.CHECK_VIEW)
@require_POST
def entry_consent(request, public_id):
    """Say whether the school may show the own entry."""
    may_show = request.POST.get("may_show") == "1"
    return _act(request, _entry(request, public_id), services.show, _("Saved."), may_show=may_show)


def _act(request, entry, service, words, **arguments):
    try:
        service(entry=entry, by=request.user, **arguments)
    except Refused as refused:
        messages.error(request, WORDS[refused.reason])
    else:
        messages.success(request, words)
    return redirect(SHOW, entry.public_id)


@requires(Permission.CHECK_VIEW)
@require_safe
def entryfile_get(request, public_id):
    """Send a file to be saved."""
    kept = get_object_or_404(EntryFile.objects.visible_to(request.user), public_id=public_id)
    return send_upload(kept.file, name=kept.name)


@requires(Permission.CHECK_VIEW)
@require_safe
def contest_judge(request, public_id):
    """What waits for the judge's points, and what has them."""
    contest = get_object_or_404(Contest.objects.judged_by(request.user), public_id=public_id)
    entries = selectors.to_judge(contest, request.user)
    page = paged(request, entries)
    done = entries.filter(judgements__judge=request.user).count()
    context = {"contest": contest, "page": page, "done": done}
    return render(request, "teaching_checks/contests/judge.html", context)


@requires(Permission.CHECK_VIEW)
@GET_OR_POST
def entry_judge(request, public_id):
    """Give points to one entry and go on to the next without."""
    own = Prefetch("judgements", queryset=Judgement.objects.filter(judge=request.user), to_attr="given")
    entries = selectors.with_files(Entry.objects.judged_by(request.user)).prefetch_related(own)
    entry = get_object_or_404(entries, public_id=public_id)
    given = entry.given[0] if entry.given else None
    points, remark = _forms(request, entry.contest, given)
    if points.is_valid() and remark.is_valid():
        values = points.sheet_values if entry.contest.sheet else {}
        given = {"values": values, "points": points.cleaned_data.get("points"), **remark.cleaned_data}
        try:
            services.judge(entry=entry, by=request.user, **given)
        except Refused as refused:
            points.add_error(None, WORDS[refused.reason])
        else:
            return _next(request, entry)
    context = {"entry": entry, "points": points, "remark": remark}
    return render(request, "teaching_checks/contests/entry_judge.html", context)


def _forms(request, contest, given):
    data = request.POST or None
    remark = RemarkForm(data, initial={"remark": given.remark if given else ""})
    if contest.sheet:
        return SheetForm(data, sheet=contest.sheet.sheet, values=given.values if given else None), remark
    return PointsForm(data, initial={"points": given.points if given else None}), remark


def _next(request, entry):
    left = selectors.to_judge(entry.contest, request.user).exclude(judgements__judge=request.user).first()
    if left:
        messages.success(request, _("Kept. This is the next one."))
        return redirect("teaching_checks:entry_judge", left.public_id)
    messages.success(request, _("Kept. You have judged every entry."))
    return redirect("teaching_checks:contest_judge", entry.contest.public_id)


@requires(Permission.CHECK_VIEW)
@require_safe
def contest_gallery(request):
    """What won at this school, as far as the authors agreed (C3.6)."""
    page = paged(request, selectors.gallery(request.user, request.school), per_page=24)
    return render(request, "teaching_checks/contests/gallery.html", {"page": page})


def _entry(request, public_id) -> Entry:
    entries = selectors.with_files(Entry.objects.visible_to(request.user))
    return get_object_or_404(entries, public_id=public_id)
