"""The school calendar: looking at it, and writing into it (F-20)."""

from datetime import date, timedelta

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from core.access import requires
from core.dates import Span
from schools import services
from schools.access import SCHOOL_SETUP
from schools.calendar_page import CalendarPage, asked_span
from schools.forms.calendar import CalendarDayForm, VacationForm
from schools.models import CalendarDay
from schools.selectors import school_calendar, terms_and_current


@requires(SCHOOL_SETUP)
def calendar(request):
    """A month, or a whole term as a sheet of weeks."""
    today = timezone.localdate()
    terms, current = terms_and_current(request.school, request.session, today)
    is_term = request.GET.get("view") == "term" and current is not None
    span = current.span if is_term else asked_span(request.GET.get("month", ""), today)
    sheet = CalendarPage(school=request.school, span=span, terms=terms, today=today)
    context = {"sheet": sheet, "is_term": is_term, "term": current, "today": today}
    return render(request, "schools/calendar.html", context)


@requires(SCHOOL_SETUP)
@require_POST
def calendar_take_over(request):
    """Write the national days of a year into the calendar."""
    year = _year(request)
    try:
        done = services.take_over_national_days(school=request.school, year=year)
    except services.NoData:
        messages.error(request, _("%(year)s has no holiday data yet.") % {"year": year})
    else:
        words = _(
            "National days of %(year)s: %(added)s taken over, %(updated)s corrected, %(kept)s kept as you wrote them."
        )
        about = {"year": year, "added": done.added, "updated": done.updated, "kept": done.kept}
        messages.success(request, words % about)
    return redirect("schools:calendar")


@requires(SCHOOL_SETUP)
@require_POST
def calendar_own_holidays(request):
    """Say that the holidays of a year without data have been entered by hand, or take that back."""
    is_complete = request.POST.get("is_complete") == "yes"
    services.confirm_own_holidays(school=request.school, year=_year(request), is_complete=is_complete)
    messages.success(request, _("Noted."))
    return redirect("schools:calendar")


@requires(SCHOOL_SETUP)
def calendar_day(request, on):
    day = school_calendar(request.school, on, on + timedelta(days=1)).day(on)
    row = CalendarDay.objects.filter(school=request.school, on=on).first()
    row = row or CalendarDay(school=request.school, on=on)
    form = CalendarDayForm(request.POST or None, instance=row, day=day)
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect(_month_of(on))
    context = {"form": form, "day": day, "row": row, "month_url": _month_of(on)}
    return render(request, "schools/calendar_day.html", context)


@requires(SCHOOL_SETUP)
@require_POST
def calendar_day_reset(request, on):
    """Take back what the school wrote for one day."""
    services.reset_days(school=request.school, span=Span(on, on + timedelta(days=1)))
    messages.success(request, _("The day is again as the notice and the weekday say."))
    return redirect(_month_of(on))


@requires(SCHOOL_SETUP)
def vacation_add(request):
    form = VacationForm(request.POST or None)
    if form.is_valid():
        span = form.span()
        count = services.add_vacation(school=request.school, span=span, name=form.cleaned_data["name"])
        words = ngettext("%(count)s day of vacation entered.", "%(count)s days of vacation entered.", count)
        messages.success(request, words % {"count": count})
        return redirect(_month_of(span.from_on))
    return render(request, "schools/vacation_form.html", {"form": form})


@requires(SCHOOL_SETUP)
def vacation_remove(request, first_on, last_on):
    """Ask, then take a vacation out of the calendar."""
    span = Span(first_on, last_on + timedelta(days=1))
    days = CalendarDay.objects.visible_to(request.user).filter(
        school=request.school, on__range=(first_on, last_on), kind=CalendarDay.Kind.VACATION
    )
    if not days.exists():
        raise Http404
    if request.method == "POST":
        services.reset_days(school=request.school, span=span, only_kind=CalendarDay.Kind.VACATION)
        messages.success(request, _("The vacation has been removed."))
        return redirect(_month_of(first_on))
    return render(
        request, "schools/vacation_remove.html", {"days": days, "span": span, "month_url": _month_of(first_on)}
    )


def _year(request) -> int:
    typed = request.POST.get("year", "")
    if not typed.isdigit() or not 2000 <= int(typed) <= 2100:
        raise Http404
    return int(typed)


def _month_of(on: date) -> str:
    return f"{reverse('schools:calendar')}?month={on:%Y-%m}"
