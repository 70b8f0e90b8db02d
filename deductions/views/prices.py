"""The price list that counts, a school's own versions of it, and what the school has settled (L-12)."""

from datetime import timedelta

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import Permission
from core.access import may, requires
from core.dates import Span
from core.refusals import Refused
from deductions.forms.prices import MoneyForm, PriceItems, PriceListForm, WindowForm, lines_of
from deductions.models import PriceList
from deductions.refusals import WORDS
from deductions.selectors.prices import prices
from deductions.services import lists as services

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
VERSIONS_SHOWN = 20


@requires(Permission.DEDUCTION_VIEW)
@require_safe
def price_show(request):
    """What costs how much today, and since when; everybody who can be charged reads it."""
    today = timezone.localdate()
    known = prices(request.school, Span(today, today + timedelta(days=1)))
    lists = PriceList.objects.visible_to(request.user).filter(school=request.school).select_related("confirmed_by")
    context = {
        "table": known.on(today),
        "settings": known.settings,
        "today": today,
        "lists": list(lists[:VERSIONS_SHOWN]),
        "may_manage": may(request, Permission.PRICE_LIST_MANAGE),
        "window": WindowForm(initial={"days": known.settings.appeal_days}),
    }
    return render(request, "deductions/price_show.html", context)


@requires(Permission.PRICE_LIST_MANAGE)
@require_POST
def price_draft(request):
    """Begin an own list as a copy of the one that counts."""
    draft = services.draft(school=request.school, today=timezone.localdate(), by=request.user)
    return redirect("deductions:price_edit", public_id=draft.public_id)


@requires(Permission.PRICE_LIST_MANAGE)
@GET_OR_POST
def price_edit(request, public_id):
    """Write a draft: its head and its lines."""
    draft = _draft(request, public_id)
    form = PriceListForm(request.POST or None, instance=draft)
    lines = PriceItems(request.POST or None, queryset=draft.items.all(), prefix="lines")
    if request.method == "POST" and form.is_valid() and lines.is_valid():
        try:
            services.edit(price_list=draft, head=form.cleaned_data, lines=lines_of(lines), by=request.user)
        except Refused as refused:
            form.add_error(None, WORDS[refused.reason])
        else:
            messages.success(request, _("Saved. It counts once you confirm it."))
            return redirect("deductions:price_confirm", public_id=draft.public_id)
    return render(request, "deductions/price_edit.html", {"form": form, "lines": lines, "draft": draft})


@requires(Permission.PRICE_LIST_MANAGE)
@GET_OR_POST
def price_confirm(request, public_id):
    """Show the draft once more, and put it in force."""
    draft = _draft(request, public_id)
    if request.method == "POST":
        try:
            services.confirm(price_list=draft, today=timezone.localdate(), by=request.user)
        except Refused as refused:
            messages.error(request, WORDS[refused.reason])
        else:
            messages.success(request, _("In force. What was entered before stays as it was."))
            return redirect("deductions:price_show")
    return render(request, "deductions/price_confirm.html", {"draft": draft, "items": list(draft.items.all())})


@requires(Permission.PRICE_LIST_MANAGE)
@require_POST
def price_drop(request, public_id):
    """Throw a draft away."""
    services.drop(price_list=_draft(request, public_id), by=request.user)
    messages.success(request, _("The draft is gone."))
    return redirect("deductions:price_show")


@requires(Permission.PRICE_LIST_MANAGE)
@require_POST
def price_follow(request):
    """Let rule set 4 count again."""
    services.follow_document(school=request.school, today=timezone.localdate(), by=request.user)
    messages.success(request, _("From today on the document's own prices count."))
    return redirect("deductions:price_show")


@requires(Permission.PRICE_LIST_MANAGE)
@require_POST
def price_window(request):
    """Set how many days a teacher has to object."""
    form = WindowForm(request.POST)
    if form.is_valid():
        services.set_window(school=request.school, days=form.cleaned_data["days"], by=request.user)
        messages.success(request, _("Saved. Windows that are open stay as they are."))
    else:
        messages.error(request, WORDS["days"])
    return redirect("deductions:price_show")


@requires(Permission.PRICE_LIST_MANAGE)
@GET_OR_POST
def price_money(request):
    """Switch to money with a warning and a reason, or back to points (L-12)."""
    today = timezone.localdate()
    settings = prices(request.school, Span(today, today + timedelta(days=1))).settings
    if settings.yuan_from and request.method == "POST":
        services.switch_unit(school=request.school, to_yuan=False, today=today, by=request.user)
        messages.success(request, _("From now on everything is deducted in points."))
        return redirect("deductions:price_show")
    form = MoneyForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        services.switch_unit(school=request.school, to_yuan=True, reason=reason, today=today, by=request.user)
        messages.success(request, _("Price lists in yuan count in yuan from today on."))
        return redirect("deductions:price_show")
    return render(request, "deductions/price_money.html", {"form": form, "settings": settings})


def _draft(request, public_id) -> PriceList:
    drafts = PriceList.objects.editable_by(request.user).select_related("school")
    return get_object_or_404(drafts, public_id=public_id)
