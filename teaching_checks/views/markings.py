"""Marking of classwork: one tap a class for the teacher, every teacher's counts and entries for the office."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import Permission as P
from core.access import may, requires
from core.listing import listed, paged
from core.refusals import Refused
from registry.models import Subject, Teacher
from schools.selectors import current_term
from teaching_checks.forms.markings import MarkingForm, SharesForm, day_of, first_values
from teaching_checks.models import Marking
from teaching_checks.refusals.markings import WORDS
from teaching_checks.selectors.markings import (
    for_listing,
    marking_standings,
    may_pupils_mark,
    pairs_of_term,
    pairs_on,
    shares,
    teachers_headed_by,
)
from teaching_checks.services import markings as services
from teaching_checks.views.own import own_teacher

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@requires(P.RECORD_OWN)
@require_safe
def marking_mine(request):
    """What I teach today (or on ?on=): one tap says that everything of a class is marked and returned."""
    today = timezone.localdate()
    teacher, on = own_teacher(request), day_of(request, today)
    pairs = pairs_on(teacher, on) if teacher else []
    context = {
        "teacher": teacher,
        "pairs": pairs,
        "on": on,
        "today": today,
        "has_lessons": any(p.lessons for p in pairs),
        "owes_none": bool(pairs) and not _owes_any(request.school, pairs),
    }
    return render(request, "teaching_checks/marking_mine.html", context)


def _owes_any(school, pairs) -> bool:
    """Tell whether work is to be marked in any of the subjects: in some pupils write nothing (C4.2b)."""
    share = shares(school)
    return any(share[pair.subject.pk] for pair in pairs)


@requires(P.RECORD_OWN)
@require_POST
def marking_tap(request):
    """Record with one tap that every piece of a class is marked and returned, once for each lesson of the day."""
    teacher, on = own_teacher(request), day_of(request, timezone.localdate())
    pairs = {pair.key: pair for pair in pairs_on(teacher, on)} if teacher else {}
    pair = pairs.get(request.POST.get("pair", ""))
    if pair is None:
        messages.error(request, WORDS["not_taught"])
        return redirect("teaching_checks:marking_mine")
    counts = {"times": pair.lessons or 1, "expected": pair.pupils, "marked": pair.pupils}
    services.mark(
        teacher=teacher, school_class=pair.school_class, subject=pair.subject, on=on, by=request.user, **counts
    )
    messages.success(request, _("Marked: %(class)s.") % {"class": pair.school_class})
    return redirect(f"{reverse('teaching_checks:marking_mine')}?{urlencode({'on': on})}")


@requires(P.RECORD_OWN)
@GET_OR_POST
def marking_add(request):
    """Record my markings of a day with numbers of their own."""
    teacher = own_teacher(request)
    if teacher is None:
        return redirect("teaching_checks:marking_mine")
    return _enter(request, teacher, reverse("teaching_checks:marking_mine"))


@requires(P.CHECK_MANAGE)
@GET_OR_POST
def marking_enter(request, public_id):
    """Record as an inspector what a teacher has marked."""
    teacher = _teacher(request, public_id)
    return _enter(request, teacher, reverse("teaching_checks:marking_teacher", args=[teacher.public_id]))


def _teacher(request, public_id) -> Teacher:
    teachers = Teacher.objects.visible_to(request.user).select_related("school")
    return get_object_or_404(teachers, public_id=public_id)


def _enter(request, teacher, back):
    on = day_of(request, timezone.localdate())
    pairs = pairs_on(teacher, on)
    first = next((pair for pair in pairs if pair.key == request.GET.get("pair")), None)
    may_pupils = may_pupils_mark(teacher.school, on)
    data = request.POST if request.method == "POST" else None
    form = MarkingForm(data, pairs=pairs, may_pupils=may_pupils, initial=first_values(first))
    if form.is_valid():
        try:
            services.mark(teacher=teacher, on=on, by=request.user, **form.fields_of_marking)
        except Refused as refused:
            form.add_error(None, WORDS[refused.reason])
        else:
            messages.success(request, _("Recorded."))
            return redirect(f"{back}?{urlencode({'on': on})}")
    context = {"form": form, "teacher": teacher, "on": on, "back": back, "has_pairs": bool(pairs)}
    return render(request, "teaching_checks/marking_enter.html", context)


@requires(P.RECORD_OWN, P.CHECK_MANAGE)
@require_POST
def marking_remove(request, public_id):
    """Take an entry out again."""
    marking = get_object_or_404(Marking.objects.kept_by(request.user), public_id=public_id)
    is_own = marking.person_id == request.user.pk
    services.take_back(marking=marking, by=request.user)
    messages.success(request, _("Taken out."))
    if is_own:
        return redirect(f"{reverse('teaching_checks:marking_mine')}?{urlencode({'on': marking.on})}")
    return redirect("teaching_checks:marking_teacher", marking.teacher.public_id)


@requires(P.RECORD_OWN, P.CHECK_MANAGE, P.CHECK_GROUP)
@require_safe
def marking_teacher(request, public_id):
    """How one teacher's markings stand in the term, by class, and what was entered; for the head of the group too."""
    readable = Teacher.objects.visible_to(request.user) | teachers_headed_by(request.user)
    teacher, today = get_object_or_404(readable.select_related("school"), public_id=public_id), timezone.localdate()
    is_office = request.user.has_permission(P.CHECK_MANAGE, school=teacher.school)
    is_own = teacher.user_id == request.user.pk
    term = current_term(teacher.school, request.session, today)
    reads = is_office or is_own or teachers_headed_by(request.user).filter(pk=teacher.pk).exists()
    pairs = pairs_of_term(teacher, term, today=today) if term and reads else []
    rows = Marking.objects.visible_to(request.user).filter(teacher=teacher) if reads else Marking.objects.none()
    context = {
        "teacher": teacher,
        "pairs": pairs,
        "page": paged(request, for_listing(rows).order_by("-on", "-pk"), per_page=30),
        "term": term,
        "is_office": is_office,
        "may_take_out": is_office or is_own,
    }
    return render(request, "teaching_checks/marking_teacher.html", context)


@requires(P.CHECK_MANAGE, P.CHECK_GROUP)
@require_safe
def marking_list(request):
    """How the markings of every teacher stand in the term, or of the groups one heads (C4.4.3)."""
    is_office, today = may(request, P.CHECK_MANAGE), timezone.localdate()
    term = current_term(request.school, request.session, today)
    stood = marking_standings(request.school, term.span) if term else {}
    teachers = Teacher.objects.visible_to(request.user) if is_office else teachers_headed_by(request.user)
    page = listed(
        request,
        teachers.filter(school=request.school, pk__in=stood),
        sorts={"name": "name_pinyin"},
        default="name",
    )
    lines = [(teacher, stood[teacher.pk][-1]) for teacher in page]
    context = {"page": page, "lines": lines, "term": term, "is_office": is_office}
    return render(request, "teaching_checks/marking_list.html", context)


@requires(P.CHECK_MANAGE)
@GET_OR_POST
def marking_shares(request):
    """Say for how many lessons of each subject classwork is marked (C4.2b)."""
    subjects = list(Subject.objects.visible_to(request.user).filter(school=request.school))
    form = SharesForm(request.POST or None, subjects=subjects, shares=shares(request.school))
    if form.is_valid():
        services.set_shares(shares=form.shares, by=request.user)
        messages.success(request, _("Saved."))
        return redirect("teaching_checks:marking_list")
    return render(request, "teaching_checks/marking_shares.html", {"form": form})
