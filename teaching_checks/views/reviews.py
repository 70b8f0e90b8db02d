"""The six-earnests evaluation of every teacher at term end: written one after another, read by oneself (C4.3b)."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import Permission
from core.access import requires
from core.listing import paged
from core.refusals import Refused
from schools.selectors import current_term
from teaching_checks.forms.reviews import WordForm
from teaching_checks.forms.sheet import SheetForm
from teaching_checks.models import SixEarnestsReview
from teaching_checks.refusals.reviews import WORDS
from teaching_checks.selectors import reviews as selectors
from teaching_checks.selectors.staff import day_in, teachers_inspected
from teaching_checks.services import reviews as services

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
LIST, WRITE, MINE = "teaching_checks:review_list", "teaching_checks:review_write", "teaching_checks:review_mine"


@requires(Permission.CHECK_MANAGE)
@require_safe
def review_list(request):
    """Everybody who is evaluated, and how far it is."""
    term = current_term(request.school, request.session, timezone.localdate())
    lines = selectors.reviewed(term, request.user, _teachers(term)) if term else []
    open_first = next((line.teacher for line in lines if line.state != "final"), None)
    context = {
        "term": term,
        "page": paged(request, lines, per_page=100),
        "final": sum(line.state == "final" for line in lines),
        "total": len(lines),
        "open_first": open_first,
    }
    return render(request, "teaching_checks/reviews/list.html", context)


@requires(Permission.CHECK_MANAGE)
@GET_OR_POST
def review_write(request, public_id):
    """Evaluate one teacher and go on to the next; what inspections found stands beside it."""
    term = current_term(request.school, request.session, timezone.localdate())
    if term is None:
        return redirect(LIST)
    others = _teachers(term).exclude(user=request.user)
    teacher = get_object_or_404(others, public_id=public_id)
    place = selectors.place_of(teacher, list(others))
    review = SixEarnestsReview.objects.visible_to(request.user).filter(term=term, teacher=teacher).first()
    sheet = selectors.sheet_for(term.school, review)
    form = SheetForm(request.POST or None, sheet=sheet.sheet, values=review.values if review else None)
    if form.is_valid():
        try:
            services.write(
                term=term,
                teacher=teacher,
                sheet=sheet,
                values=form.sheet_values,
                is_final="final" in request.POST,
                by=request.user,
            )
        except Refused as refused:
            form.add_error(None, WORDS[refused.reason])
        else:
            messages.success(request, _("Kept: %(name)s.") % {"name": teacher.name})
            return redirect(WRITE, place.after.public_id) if place.after else redirect(LIST)
    known = selectors.known_of(teacher, term, request.user)[:50]
    context = {"teacher": teacher, "place": place, "review": review, "form": form, "known": known, "term": term}
    return render(request, "teaching_checks/reviews/write.html", context)


@requires(Permission.CHECK_VIEW)
@require_safe
def review_mine(request):
    """One's own final evaluations, the newest first."""
    own = SixEarnestsReview.objects.visible_to(request.user).final().filter(person=request.user)
    rows = own.select_related("term", "sheet", "teacher__school").order_by("-term__starts_on", "pk")
    page = paged(request, rows, per_page=6)
    for review in page:
        review.items = selectors.in_words(review.sheet.sheet, review.values)
    return render(request, "teaching_checks/reviews/mine.html", {"page": page})


@requires(Permission.CHECK_VIEW)
@require_POST
def review_answer(request, public_id):
    """Add a word of one's own."""
    review = get_object_or_404(SixEarnestsReview.objects.visible_to(request.user), public_id=public_id)
    form = WordForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("At most 500 characters."))
        return redirect(MINE)
    try:
        services.answer(review=review, word=form.cleaned_data["word"], by=request.user)
    except Refused as refused:
        messages.error(request, WORDS[refused.reason])
    else:
        messages.success(request, _("Saved."))
    return redirect(MINE)


def _teachers(term):
    return teachers_inspected(term.school, day_in(term, timezone.localdate()))
