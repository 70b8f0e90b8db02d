"""The registers at the desk: a day, the days of a term with what is missing, a month; one entry, its photo, norms."""

from datetime import date, timedelta

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.permissions import Permission
from core.access import may, requires
from core.dates import Span
from core.listing import paged
from core.refusals import Refused
from core.uploads import send_upload
from patrols.forms.patrol import NormForm, ReasonForm
from patrols.models import Norm, PatrolEntry
from patrols.refusals import in_words
from patrols.selectors import patrol as selectors
from patrols.selectors.absences import history_of, norm_names
from patrols.services import norms as norm_services
from schools.selectors import current_term

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
DAYS_PER_PAGE = 20


@requires(Permission.PATROL_VIEW)
@require_safe
def patrol_list(request):
    """The school days of the term, newest first: which periods were walked, what was found, what is missing."""
    today = timezone.localdate()
    term = current_term(request.school, request.session, today)
    days = selectors.school_days(request.school, selectors.term_span(term, today), today)
    page = paged(request, days, per_page=DAYS_PER_PAGE)
    lines = selectors.day_lines(request.user, request.school, list(page))
    context = {"page": page, "lines": lines, "term": term, "may_walk": may(request, Permission.PATROL_WALK)}
    return render(request, "patrols/patrol_list.html", context)


@requires(Permission.PATROL_VIEW)
@require_safe
def patrol_day(request, on):
    """The registers of one day, period by period."""
    periods = selectors.periods_of(request.user, request.school, on)
    norms = {norm.pk: norm.name for norm in norm_services.norms_of(school=request.school)}
    context = {
        "on": on,
        "periods": periods,
        "norms": norms,
        "before": on - timedelta(days=1),
        "after": on + timedelta(days=1),
        "may_walk": may(request, Permission.PATROL_WALK),
    }
    return render(request, "patrols/patrol_day.html", context)


@requires(Permission.PATROL_VIEW)
@require_safe
def patrol_month(request):
    """A month (?month=2026-10): its days, their sum, and how often each norm was not kept."""
    today = timezone.localdate()
    first = _month_asked(request) or today.replace(day=1)
    after = (first + timedelta(days=31)).replace(day=1)
    days = selectors.school_days(request.school, Span(first, after), today)
    lines = selectors.day_lines(request.user, request.school, days)
    counts = selectors.norm_counts(request.user, request.school, days)
    norms = norm_services.norms_of(school=request.school)
    context = {
        "first": first,
        "lines": lines[::-1],
        "total": selectors.summed(lines),
        "without": sum(not line.has_register for line in lines),
        "norms": [(norm, counts[norm.pk]) for norm in norms if norm.pk in counts],
        "before": (first - timedelta(days=1)).replace(day=1),
        "after": after if after <= today else None,
        "signatures": [_("Academic office"), _("Principal's office")],
    }
    return render(request, "patrols/patrol_month.html", context)


def _month_asked(request) -> date | None:
    try:
        return date.fromisoformat(f"{request.GET.get('month', '')}-01")
    except ValueError:
        return None


@requires(Permission.PATROL_VIEW)
@require_safe
def entry_detail(request, public_id):
    """One entry: what was found, why somebody was missing, every version with who saved it."""
    entry = visible_entry(request, public_id)
    reason = getattr(entry, "reason", None)
    context = {
        "entry": entry,
        "reason": reason,
        "norms": norm_names(entry),
        "versions": history_of(entry),
        "form": ReasonForm(initial={"kind": reason.kind, "text": reason.text} if reason else None),
        "may_walk": may(request, Permission.PATROL_WALK),
        "may_review": may(request, Permission.ABSENCE_REVIEW) and reason and reason.entered_by_id != request.user.pk,
    }
    return render(request, "patrols/entry_detail.html", context)


@requires(Permission.PATROL_VIEW)
@require_safe
def entry_photo(request, public_id):
    """The photo of an entry, as a file."""
    entry = visible_entry(request, public_id)
    return send_upload(entry.photo, name=f"{entry.on.isoformat()}-{entry.period}")


@requires(Permission.SHEET_MANAGE)
@GET_OR_POST
def norm_list(request):
    """The norms that the school looks at, and a new one."""
    norms = norm_services.norms_of(school=request.school)
    form = NormForm(request.POST or None)
    if form.is_valid() and _saved(request, form):
        return redirect("patrols:norm_list")
    return render(request, "patrols/norm_list.html", {"page": paged(request, norms), "form": form})


@requires(Permission.SHEET_MANAGE)
@GET_OR_POST
def norm_edit(request, public_id):
    """Say a norm otherwise, or leave it out."""
    norms = Norm.objects.visible_to(request.user).filter(school=request.school)
    norm = get_object_or_404(norms, public_id=public_id)
    form = NormForm(request.POST or None, initial={"name": norm.name, "is_used": norm.is_used})
    if form.is_valid() and _saved(request, form, norm=norm):
        return redirect("patrols:norm_list")
    return render(request, "patrols/norm_edit.html", {"norm": norm, "form": form})


def _saved(request, form, *, norm=None) -> bool:
    try:
        norm_services.save(school=request.school, by=request.user, norm=norm, **form.cleaned_data)
    except Refused as refused:
        form.add_error("name", in_words(refused))
        return False
    messages.success(request, _("Saved."))
    return True


def visible_entry(request, public_id) -> PatrolEntry:
    """Give the entry of the current school, or page 404."""
    entries = PatrolEntry.objects.visible_to(request.user).filter(school=request.school)
    return get_object_or_404(entries.for_listing(), public_id=public_id)
