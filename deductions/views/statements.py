"""Statements per teacher, month and term; closing a month (R-28)."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import Permission
from accounts.roles import Role
from core.access import may, requires
from core.listing import paged
from core.refusals import Refused
from deductions.models import Closing, Entry
from deductions.refusals import WORDS
from deductions.selectors.months import months_of
from deductions.selectors.statements import own_employment, stated_teachers, statement, with_counts
from deductions.services import closing as services
from deductions.services.closing import settled
from schools.selectors import current_term

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@requires(Permission.DEDUCTION_VERIFY)
@require_safe
def statement_list(request):
    """The months of the term, and the teachers with something in a statement, by their names."""
    today = timezone.localdate()
    term = current_term(request.school, request.session, today)
    if term is None:
        return render(request, "deductions/statement_list.html", {"term": None})
    months = months_of(request.school, term)
    teachers = with_counts(stated_teachers(request.user).filter(school=request.school), term)
    context = {
        "term": term,
        "months": [(month, month.is_over(today)) for month in months],
        "next_month": next((m.number for m in months if m.closing is None), None),
        "page": paged(request, teachers),
        "may_close": may(request, Permission.DEDUCTION_DECIDE),
    }
    return render(request, "deductions/statement_list.html", context)


@requires(Permission.DEDUCTION_DECIDE)
@GET_OR_POST
def statement_close(request):
    """Close the next month: shown once more what goes in and what stays out."""
    today = timezone.localdate()
    term = current_term(request.school, request.session, today)
    months = months_of(request.school, term) if term else []
    month = next((m for m in months if m.closing is None), None)
    if month is None:
        messages.info(request, _("Every month of this term is closed."))
        return redirect("deductions:statement_list")
    if request.method == "POST":
        _close(request, term, request.POST.get("month", ""))
        return redirect("deductions:statement_list")
    ready = settled(term, month.span.to_on, today)
    waiting = Entry.objects.visible_to(request.user).filter(school=request.school, closing=None)
    waiting = waiting.filter(happened_on__lt=month.span.to_on).counting().exclude(pk__in=ready.values("pk"))
    context = {"month": month, "ready": ready.count(), "waiting": waiting.count(), "is_over": month.is_over(today)}
    return render(request, "deductions/statement_close.html", context)


def _close(request, term, number: str) -> None:
    try:
        services.close(term=term, month=int(number) if number.isdecimal() else 0, by=request.user)
    except Refused as refused:
        messages.error(request, WORDS[refused.reason])
    else:
        messages.success(request, _("The month is closed. Later corrections go into the next statement."))


@requires(Permission.DEDUCTION_VIEW)
@require_safe
def statement_show(request, public_id):
    """The statement of one teacher in the term; printed and signed, or confirmed as read."""
    teacher = get_object_or_404(stated_teachers(request.user), public_id=public_id)
    return _statement(request, teacher)


@requires(Permission.DEDUCTION_VIEW)
@require_safe
def statement_mine(request):
    """One's own statement."""
    teacher = own_employment(request.user, request.school)
    if teacher is None:
        return render(request, "deductions/statement_show.html", {"statement": None})
    return _statement(request, teacher)


def _statement(request, teacher):
    term = current_term(teacher.school, request.session, timezone.localdate())
    context = {
        "statement": statement(teacher, term) if term else None,
        "is_own": teacher.user_id == request.user.pk,
        "places": [_("Teacher"), _("Academic office"), Role.PRINCIPAL.label],
    }
    return render(request, "deductions/statement_show.html", context)


@requires(Permission.DEDUCTION_VIEW)
@require_POST
def statement_read(request, public_id):
    """Confirm that one has read the own statement of a month."""
    closing = get_object_or_404(Closing.objects.visible_to(request.user), public_id=public_id)
    try:
        services.confirm_read(closing=closing, by=request.user)
    except Refused as refused:
        messages.error(request, WORDS[refused.reason])
    else:
        messages.success(request, _("Noted that you have read it. You can still object to what is open."))
    return redirect("deductions:statement_mine")
