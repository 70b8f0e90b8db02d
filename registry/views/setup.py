"""The set-up page, and deleting what nobody uses."""

from django.contrib import messages
from django.db.models import ProtectedError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.permissions import Permission
from core.access import requires
from registry.models import SchoolClass, Subject, TeacherGroup
from registry.setup import steps as setup_steps
from registry.setup.usage import uses_of
from schools.models import Campus, Term
from schools.selectors import years_to_warn_about

# noun in the address -> (model, page to go back to)
NOUNS = {
    "campus": (Campus, "schools:campus_list"),
    "term": (Term, "schools:term_list"),
    "class": (SchoolClass, "registry:setup_classes"),
    "subject": (Subject, "registry:setup_subjects"),
    "group": (TeacherGroup, "registry:setup_groups"),
}


@requires(Permission.SCHOOL_SETUP)
def setup(request):
    """The steps of setting the school up, in order, and how far it is."""
    today = timezone.localdate()
    terms = list(Term.objects.visible_to(request.user).filter(school=request.school))
    steps = setup_steps.steps(request.school, terms=terms, today=today)
    done, needed = setup_steps.progress(steps)
    context = {
        "steps": steps,
        "done": done,
        "needed": needed,
        "next_step": next((s for s in steps if s.state == setup_steps.State.OPEN), None),
        "unknown_years": years_to_warn_about(request.school, today=today, terms=terms),
    }
    return render(request, "registry/setup/setup.html", context)


@requires(Permission.SCHOOL_SETUP)
def setup_delete(request, noun, public_id):
    """Ask, then delete; refused, with what uses it, as long as anything does."""
    if noun not in NOUNS:
        raise Http404
    model, back = NOUNS[noun]
    rows = model.objects.visible_to(request.user).filter(school=request.school)
    record = get_object_or_404(rows, public_id=public_id)
    uses = uses_of(record)
    if request.method == "POST" and not uses:
        try:
            record.delete()
        except ProtectedError:  # somebody used it between the look and the deletion
            uses = uses_of(record)
        else:
            messages.success(request, _("%(name)s has been deleted.") % {"name": record})
            return redirect(back)
    context = {"record": record, "uses": uses, "back_url": reverse(back)}
    return render(request, "registry/setup/delete.html", context, status=409 if request.method == "POST" else 200)
