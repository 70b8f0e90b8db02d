"""Activities of an alliance: the list, the month, one of them, planning (G4.3, G4.4.3–G4.4.4, G5.3)."""

from contextlib import suppress
from datetime import date, timedelta

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.permissions import Permission
from alliances.forms.activities import ActivityFilter, ActivityForm, CountForm, FileForm
from alliances.models import Activity, Alliance, Membership, Participation
from alliances.refusals.activities import in_words
from alliances.rules.safety import doubts, missing_to_hold, missing_to_write_up
from alliances.selectors import activities as selectors
from alliances.selectors.narrowing import narrowed
from alliances.services import activities as services
from alliances.views.chosen import chosen, days_asked
from core.access import requires
from core.dates import month_span
from core.listing import listed
from core.saving import saved

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
ACTS = (Permission.ALLIANCE_SCHOOL, Permission.ALLIANCE_RUN)
LIST, SHOW = "alliances:activity_list", "alliances:activity_show"
YEARS = range(1990, 2101)
SORTS = {"on": ("on",), "title": ("title",), "kind": ("kind", "-on")}


@requires(Permission.ALLIANCE_VIEW, anywhere=True)
@require_safe
def activity_list(request):
    """The activities of a term or a school year, with a filter; the newest first."""
    here = chosen(request)
    if here.alliance is None:
        return render(request, "alliances/activities/list.html", {"here": here})
    today = timezone.localdate()
    form = ActivityFilter(request.GET, members=selectors.members_on(here.alliance, today))
    rows = _of(request, here)
    days = days_asked(request, here)
    rows = selectors.on_days(rows, days.span) if days.span else rows
    rows = narrowed(rows, {**form.cleaned_data, "five_one": request.GET.get("five_one")})
    page = listed(request, selectors.for_listing(rows), sorts=SORTS, default="-on", per_page=20)
    may_plan = _hosts(request, here.alliance).exists()
    context = {"here": here, "days": days, "form": form, "page": page, "may_plan": may_plan}
    return render(request, "alliances/activities/list.html", context)


@requires(Permission.ALLIANCE_VIEW, anywhere=True)
@require_safe
def activity_month(request):
    """A month like a calendar: ?month=2026-11."""
    here, first = chosen(request), _month(request)
    weeks = selectors.month_of(selectors.for_listing(_of(request, here)), first) if here.alliance else []
    before, after = (first - timedelta(days=1)).replace(day=1), month_span(first.year, first.month).to_on
    is_empty = not any(day.activities for week in weeks for day in week if day.is_of_month)
    context = {"here": here, "first": first, "weeks": weeks, "before": before, "after": after, "is_empty": is_empty}
    return render(request, "alliances/activities/month.html", {**context, "today": timezone.localdate()})


@requires(Permission.ALLIANCE_VIEW, anywhere=True)
@require_safe
def activity_show(request, public_id):
    """One activity: what, who took part, what is missing, files, and what one may do."""
    rows = selectors.for_reading(Activity.objects.visible_to(request.user))
    activity = get_object_or_404(rows, public_id=public_id)
    outing = services.outing_of(activity)
    missing = missing_to_write_up if activity.was_held else missing_to_hold
    edits = Activity.objects.edited_by(request.user).filter(pk=activity.pk).exists()
    mine = Participation.objects.of_schools_of(request.user).filter(activity=activity)
    context = {
        "activity": activity,
        "tags": selectors.tags_of(activity),
        "may_edit": edits,
        "may_approve": Activity.objects.approved_by_post(request.user).filter(pk=activity.pk).exists(),
        "mine": set(mine.values_list("pk", flat=True)),
        "missing": missing(outing) if activity.is_off_campus else [],
        "doubts": doubts(outing) if activity.is_off_campus else [],
        "is_over": activity.on <= timezone.localdate(),
        "count_form": CountForm() if activity.is_off_campus else None,
        "file_form": FileForm() if edits else None,
        "joint": activity.observations.visible_to(request.user).select_related(
            "observation__teacher", "observation__subject", "observation__school"
        ),
        "needs": activity.needs.visible_to(request.user).select_related("membership__school"),
    }
    return render(request, "alliances/activities/show.html", context)


@requires(*ACTS, anywhere=True)
@GET_OR_POST
def activity_plan(request):
    """Plan an activity for the own school, or as the office for any."""
    here, today = chosen(request), timezone.localdate()
    if here.alliance is None or not (hosts := _hosts(request, here.alliance)).exists():
        messages.error(request, _("Your school is in no alliance in which you could plan."))
        return redirect(LIST)
    day = _posted_day(request) or today
    initial = {"on": request.GET.get("on") or today, "kind": request.GET.get("kind", "")}
    initial["schools"] = list(selectors.members_on(here.alliance, day))
    form = ActivityForm(request.POST or None, alliance=here.alliance, hosts=hosts, day=day, initial=initial)
    made = saved(request, form, in_words, services.plan, alliance=here.alliance)
    return redirect(SHOW, made.public_id) if made else _edit_page(request, form)


@requires(*ACTS, anywhere=True)
@GET_OR_POST
def activity_edit(request, public_id):
    """Change an activity until it is written up."""
    rows = Activity.objects.visible_to(request.user).edited_by(request.user).select_related("alliance", "host__school")
    activity = get_object_or_404(rows, public_id=public_id)
    hosts = Membership.objects.visible_to(request.user).filter(pk=activity.host_id).select_related("school")
    day = _posted_day(request) or activity.on
    form = ActivityForm(request.POST or None, instance=activity, alliance=activity.alliance, hosts=hosts, day=day)
    made = saved(request, form, in_words, services.change, activity=activity)
    return redirect(SHOW, made.public_id) if made else _edit_page(request, form, activity)


def _edit_page(request, form, activity=None):
    return render(request, "alliances/activities/edit.html", {"form": form, "activity": activity})


def _of(request, here):
    return Activity.objects.visible_to(request.user).filter(alliance=here.alliance)


def _hosts(request, alliance: Alliance):
    """Give the schools for which the user may plan: the own, or as the office all."""
    runs = Alliance.objects.run_by(request.user).filter(pk=alliance.pk)
    own = Membership.objects.spoken_for_by(request.user)
    members = selectors.members_on(alliance, timezone.localdate())
    return members.filter(Q(pk__in=own.values("pk")) | Q(alliance__in=runs))


def _posted_day(request) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(request.POST.get("on", ""))
    return None


def _month(request) -> date:
    first = timezone.localdate().replace(day=1)
    with suppress(ValueError):
        asked = date.fromisoformat(f"{request.GET.get('month', '')}-01")
        first = asked if asked.year in YEARS else first
    return first
