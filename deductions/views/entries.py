"""The ledger as the office, a head and a teacher read it."""

from dataclasses import dataclass

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.permissions import Permission
from core.access import may, requires
from core.listing import paged
from core.uploads import send_upload
from deductions.kinds import fact_sources
from deductions.models import Entry, EntryFile
from deductions.selectors import entries as selectors

State = Entry.State


@dataclass(frozen=True)
class Action:
    """One thing that the reader can do with an entry."""

    label: str
    name: str
    is_main: bool = False
    posts: bool = False


@requires(Permission.DEDUCTION_REPORT, Permission.DEDUCTION_VERIFY)
@require_safe
def entry_list(request):
    """What waits for whom: for the office all of the school, for a head what the head reported."""
    rows = selectors.of_school(request.user, request.school)
    tab = request.GET.get("tab", "")
    tab = tab if tab in selectors.TABS else _first_tab(request)
    words = request.GET.get("q", "").strip()[:40]
    found = selectors.in_tab(rows, tab)
    if words:
        found = found.filter(teacher__name__icontains=words)
    context = {
        "page": paged(request, found.order_by("-happened_on", "-pk")),
        "tab": tab,
        "tabs": _tabs(selectors.counts(rows)),
        "may_keep": may(request, Permission.DEDUCTION_VERIFY),
    }
    return render(request, "deductions/entry_list.html", context)


def _first_tab(request) -> str:
    return "verify" if may(request, Permission.DEDUCTION_VERIFY) else "all"


def _tabs(counts: dict[str, int]) -> list[tuple[str, str, int]]:
    labels = [_("To verify"), _("To tell"), _("Appeals"), _("Told"), _("All entries")]
    return [(tab, label, counts[tab]) for tab, label in zip(selectors.TABS, labels, strict=True)]


@requires(Permission.DEDUCTION_VIEW)
@require_safe
def entry_mine(request):
    """What was entered about oneself, newest first; on a phone."""
    rows = Entry.objects.own(request.user).filter(school=request.school).for_listing()
    context = {"page": paged(request, rows.order_by("-notified_at", "-pk"), per_page=20), "today": timezone.localdate()}
    return render(request, "deductions/entry_mine.html", context)


@requires(Permission.DEDUCTION_VIEW)
@require_safe
def entry_show(request, public_id):
    """One entry: what, by which article, how it was reckoned, who did what, and what can be done now."""
    rows = Entry.objects.visible_to(request.user).for_listing()
    rows = rows.select_related(
        "person", "recorded_by", "notified_by", "closing", "original", "school"
    ).prefetch_related("files")
    entry = get_object_or_404(rows, public_id=public_id)
    today = timezone.localdate()
    context = {
        "entry": entry,
        "is_own": entry.person_id == request.user.pk,
        "can_appeal": can_appeal(entry, request.user, today),
        "is_too_late": entry.state == State.NOTIFIED and entry.appeal_until < today,
        "actions": actions(entry, request.user),
        "page_of_fact": _page_of_fact(entry),
        "back": reverse("deductions:entry_mine" if entry.person_id == request.user.pk else "deductions:entry_list"),
    }
    return render(request, "deductions/entry_show.html", context)


def can_appeal(entry: Entry, user, today) -> bool:
    is_open = entry.state == State.NOTIFIED and today <= entry.appeal_until and not entry.is_reversed
    return is_open and entry.person_id == user.pk and entry.kind == Entry.Kind.CHARGE


def actions(entry: Entry, user) -> list[Action]:
    """Give what this person can do with the entry in its state; the services ask once more."""
    if entry.person_id == user.pk or entry.kind != Entry.Kind.CHARGE:
        return []
    keeps = entry.school_id in user.schools_with(Permission.DEDUCTION_VERIFY)
    decides = entry.school_id in user.schools_with(Permission.DEDUCTION_DECIDE)
    judges = user.pk not in (entry.reported_by_id, entry.verified_by_id)
    found = []
    verifies = judges and user.pk != entry.recorded_by_id
    if entry.state == State.REPORTED and keeps and verifies and (entry.amount is not None or decides):
        found.append(Action(_("Verify"), "entry_verify", is_main=True, posts=entry.amount is not None))
    if entry.state == State.VERIFIED and keeps:
        found.append(Action(_("Tell the teacher"), "entry_notify", is_main=True, posts=True))
    if entry.state in (State.REPORTED, State.VERIFIED):
        found.append(Action(_("Dismiss"), "entry_dismiss"))
    if entry.state == State.APPEALED and decides and judges:
        found.append(Action(_("Decide the appeal"), "entry_decide", is_main=True))
    if entry.state in (State.NOTIFIED, State.DECIDED, State.STATED) and decides and not entry.is_reversed:
        found.append(Action(_("Take back"), "entry_reverse"))
    return found


def _page_of_fact(entry: Entry) -> str:
    source = next((each for each in fact_sources() if each.name == entry.fact_source), None)
    return source.page(entry.fact_ref) if source else ""


@requires(Permission.DEDUCTION_VIEW)
@require_safe
def entry_file(request, public_id):
    """Send a proof or what was handed in with an appeal, to be saved."""
    file = get_object_or_404(EntryFile.objects.visible_to(request.user), public_id=public_id)
    return send_upload(file.file, name=f"{file.kind}-{file.pk}")
