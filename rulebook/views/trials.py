"""Try a document on a term that was: the board it would have given. Nothing is stored or sent."""

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.permissions import Permission
from core.access import requires
from rulebook.forms.adoptions import TrialForm
from rulebook.messages import say_all, to_mend
from rulebook.rules.judging import State
from rulebook.rules.numbers import Numbers
from rulebook.selectors.trials import Trial, trial
from rulebook.views.adoptions import adoptable
from schools.models import Term


@requires(Permission.RULEBOOK_ADOPT)
@require_http_methods(["GET", "HEAD", "POST"])
def adoption_trial(request, document):
    """Choose a term and other numbers, and see the board by the records there are."""
    document = adoptable(document)
    today = timezone.localdate()
    terms = list(Term.objects.filter(school=request.school, starts_on__lte=today).order_by("-starts_on"))
    form = TrialForm(request.POST or None, document=document, terms=terms)
    found, term = None, None
    if form.is_valid():
        term = form.term
        found = trial(request.school, form.typed, term, today=today)
    elif terms and not form.is_bound:
        term = next((t for t in terms if t.ends_on < today), terms[0])
        form.fields["term"].initial = str(term.public_id)
        found = trial(request.school, Numbers(document, accepts_suggestions=True), term, today=today)
    context = {
        "document": document,
        "form": form,
        "term": term,
        "has_terms": bool(terms),
        "rows": _rows(found) if found else [],
        "counts": _counts(found) if found else [],
        "parts": found.parts if found else [],
        "findings": say_all(to_mend(found.findings), user=request.user, school=request.school) if found else [],
    }
    return render(request, "rulebook/adoption_trial.html", context)


SHOWN = {
    State.DONE: pgettext_lazy("owed by documents", "Done"),
    State.LATE: pgettext_lazy("owed by documents", "Late"),
    State.DUE: pgettext_lazy("owed by documents", "Due"),
    State.NOT_DUE: pgettext_lazy("owed by documents", "Not due yet"),
}


def _rows(found: Trial) -> list[dict]:
    return [
        {
            "requirement": cell.requirement,
            "due_on": cell.due_on,
            "numbers": [(label, cell.counts[state]) for state, label in SHOWN.items()],
        }
        for cell in found.board.cells
    ]


def _counts(found: Trial) -> list[tuple[str, int]]:
    return [(label, found.board.counts[state]) for state, label in SHOWN.items()]
