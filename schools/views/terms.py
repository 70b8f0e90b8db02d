"""Terms of the school, and the switch between them."""

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.access import requires, signed_in
from schools.access import SCHOOL_SETUP
from schools.calendar import unknown_years
from schools.forms.terms import TermForm
from schools.models import Term
from schools.rules import next_term
from schools.selectors import TERM_IN_SESSION, years_to_warn_about


@requires(SCHOOL_SETUP)
def term_list(request):
    terms = list(_terms(request))
    today = timezone.localdate()
    years = years_to_warn_about(request.school, today=today, terms=terms)
    return render(request, "schools/term_list.html", {"terms": terms, "today": today, "unknown_years": years})


@requires(SCHOOL_SETUP)
def term_create(request):
    existing = set(_terms(request).values_list("school_year", "number"))
    proposal = next_term(today=timezone.localdate(), existing=existing)
    return _edit(request, TermForm(request.POST or None, school=request.school, proposal=proposal))


@requires(SCHOOL_SETUP)
def term_edit(request, public_id):
    term = get_object_or_404(_terms(request), public_id=public_id)
    return _edit(request, TermForm(request.POST or None, instance=term, school=request.school))


def _edit(request, form):
    if form.is_valid() and _saved(form):
        term = form.instance
        messages.success(request, _("Saved."))
        for year in unknown_years(term.span, request.school.own_holiday_years):
            words = _("%(year)s has no holiday data yet: only weekends are free. Please complete the calendar.")
            messages.warning(request, words % {"year": year})
        return redirect("schools:term_list")
    return render(request, "schools/term_form.html", {"form": form, "term": form.instance})


def _saved(form) -> bool:
    """Save the term; a clash with one that a colleague saved after the form was checked is said at the form."""
    try:
        with transaction.atomic():
            form.save()
    except IntegrityError:
        form.full_clean()
        if form.is_valid():
            raise
        return False
    return True


@signed_in
@require_POST
def switch_term(request):
    """Remember the term one works in, and go back to where one was."""
    wanted = request.POST.get("term", "")
    if not wanted.isdigit():
        raise Http404
    request.session[TERM_IN_SESSION] = get_object_or_404(_terms(request), pk=wanted).pk
    target = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return redirect(target if is_ours else "dashboards:home")


def _terms(request):
    return Term.objects.visible_to(request.user).filter(school=request.school)
