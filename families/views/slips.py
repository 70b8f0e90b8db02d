"""The office's slips: how far each guardian has come, and printing for a class, a village or one guardian."""

from urllib.parse import quote

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.access_log import record_download, record_list
from accounts.permissions import Permission
from core.access import requires
from core.listing import listed
from families import qr
from families.forms import SlipChoiceForm, SlipFilterForm
from families.selectors import slips as selectors
from families.services.slips import issue

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@requires(Permission.FAMILY_ACCOUNTS)
@require_safe
@vary_on_headers("HX-Request")
def slip_list(request):
    """The guardians of the school and how far each has come; found by the own name or a child's."""
    form = SlipFilterForm(request.GET, user=request.user, school=request.school)
    guardians = form.apply(_guardians(request))
    guardians = selectors.with_own_children(guardians.select_related("user").defer("details"))
    page = listed(request, guardians, sorts={"name": "name_pinyin", "state": ["state", "name_pinyin"]}, default="name")
    record_list(request, "guardian", len(page))
    is_refresh = request.htmx and not request.htmx.history_restore_request
    template = "families/_slip_rows.html" if is_refresh else "families/slip_list.html"
    return render(request, template, {"page": page, "form": form, "State": selectors.State})


@requires(Permission.FAMILY_ACCOUNTS)
@never_cache
@GET_OR_POST
def slip_choose(request):
    """Choose a class or a village and see how many slips there would be; POST prints them."""
    form = SlipChoiceForm(request.POST or request.GET or None, user=request.user, school=request.school)
    if not form.is_valid():
        return render(request, "families/slip_choose.html", {"form": form, "count": None})
    guardians = form.narrow(_guardians(request))
    if request.method != "POST":
        return render(request, "families/slip_choose.html", {"form": form, "count": guardians.count()})
    return _print(request, guardians, title=form.place_name)


@requires(Permission.FAMILY_ACCOUNTS)
@never_cache
@require_POST
def guardian_slip(request, public_id):
    """Print a slip for one guardian, also for a lost password; an earlier one no longer holds."""
    guardian = get_object_or_404(_guardians(request), public_id=public_id)
    return _print(request, _guardians(request).filter(pk=guardian.pk), title=guardian.name)


def _guardians(request):
    return selectors.guardians_for_slips(request.user, request.school, now=timezone.now())


def _print(request, guardians, *, title):
    issued = issue(guardians=guardians.values_list("pk", flat=True), by=request.user)
    if not issued:
        messages.error(request, _("There is no slip to print: these guardians sign in with an account for their work."))
        return redirect("families:slip_list")
    record_download(request, "slip", len(issued), title)
    start = request.build_absolute_uri(reverse("families:slip_enter"))
    slips = [(each, qr.svg_data_uri(f"{start}#{quote(each.username)}/{each.code}")) for each in _in_order(issued)]
    # Not redirected: the codes are stored nowhere, this is the one time they can be shown.
    return render(request, "families/slip_print.html", {"slips": slips, "title": title, "start": start})


def _in_order(issued):
    """Sort as slips are handed out: by class, then by the first child's name."""
    return sorted(issued, key=_place)


def _place(issued):
    child = issued.guardian.own[0].student
    school_class = child.current[0].school_class if child.current else None
    cohort = (school_class.stage, -school_class.entry_year, school_class.number) if school_class else ("", 0, 0)
    return *cohort, child.name_pinyin, issued.guardian.pk
