"""Documents in force: adopt one, look at its versions, change its numbers from a day on, end it."""

from datetime import date

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.permissions import Permission
from core.access import requires
from core.refusals import Refused
from rulebook.documents import loading
from rulebook.documents.schema import Document
from rulebook.forms.adoptions import AdoptionForm, ChangeForm, EndForm
from rulebook.forms.numbers import proposed
from rulebook.messages import say_all, to_mend
from rulebook.models import Adoption
from rulebook.refusals.adoptions import words
from rulebook.selectors import changes, owed
from rulebook.selectors.estimates import Estimate, estimate
from rulebook.selectors.in_force import chosen_topics, latest_numbers, shared_topics
from rulebook.services import adopting, starting
from rulebook.telling import source_told, told
from rulebook.views.documents import adoptions_here, known_document
from schools.models import Term
from schools.selectors import current_term

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
NOT_TYPED = ("csrfmiddlewaretoken", "confirmed", "back")


@requires(Permission.RULEBOOK_ADOPT)
@GET_OR_POST
def adoption_new(request, document):
    """Ask the questions of a document, show a last look, and adopt it."""
    document = adoptable(document)
    known = [a for a in adoptions_here(request) if a.to_on is None]
    if present := next((a for a in known if a.document == document.id), None):
        return redirect("rulebook:adoption_show", present.public_id)
    shared = _shared(document, known)
    present = chosen_topics(request.school, on=date.max)
    form = AdoptionForm(request.POST or None, document=document, shared=shared, present=present)
    if form.is_valid() and "back" not in request.POST:
        if "confirmed" not in request.POST:
            return _last_look(request, document, form)
        try:
            adoption = _adopt(request, document, form)
        except Refused as refused:
            form.add_error(None, words(refused, document))
        else:
            messages.success(request, _("The document is in force from %(day)s.") % {"day": adoption.from_on})
            return redirect("rulebook:adoption_show", adoption.public_id)
    today = timezone.localdate()
    term = current_term(request.school, request.session, today)
    found = estimate(request.school, document, term, as_of=today)
    context = {"document": document, "form": form, "people": _about_people(found)}
    return render(request, "rulebook/adoption_new.html", context)


@requires(Permission.RULEBOOK_VIEW)
@require_safe
def adoption_show(request, public_id):
    """A document in force: its versions with what each changed, where its numbers come from, what it asks now."""
    adoption = visible_adoption(request, public_id)
    today = timezone.localdate()
    history = changes.history(adoption)
    term = current_term(request.school, request.session, today)
    numbers = latest_numbers(adoption)
    found = estimate(adoption.school, adoption.text, term, as_of=today, numbers=numbers, from_on=adoption.from_on)
    context = {
        "adoption": adoption,
        "document": adoption.text,
        "today": today,
        "term": term,
        "history": [(version, [told(change) for change in several]) for version, several in history],
        "sources": [source_told(s, adoption) for s in changes.sources(adoption, [v for v, _several in history])],
        "counts": owed.counts(adoption, term),
        "findings": say_all(to_mend(found.findings), user=request.user, school=request.school),
    }
    return render(request, "rulebook/adoption_show.html", context)


@requires(Permission.RULEBOOK_ADOPT)
@GET_OR_POST
def adoption_change(request, public_id):
    """Make a new version from a day on; the one before stays as it is. ?value-<key>=… proposes a number."""
    adoption = visible_adoption(request, public_id)
    document, numbers = adoption.text, latest_numbers(adoption)
    begins = proposed(document, request.GET)
    form = ChangeForm(request.POST or None, initial=begins, document=document, numbers=numbers)
    if form.is_valid():
        try:
            version = _change(request, adoption, form)
        except Refused as refused:
            at = "from_on" if refused.reason in ("before_it_began", "ended") else None
            form.add_error(at, words(refused, document))
        else:
            messages.success(request, _("The new numbers count from %(day)s.") % {"day": version.from_on})
            return redirect("rulebook:adoption_show", adoption.public_id)
    context = {"adoption": adoption, "document": document, "form": form}
    return render(request, "rulebook/adoption_change.html", context)


@requires(Permission.RULEBOOK_ADOPT)
@GET_OR_POST
def adoption_end(request, public_id):
    """Say what ending means, ask from when, and take the document out of force."""
    adoption = visible_adoption(request, public_id)
    form = EndForm(request.POST or None)
    today = timezone.localdate()
    if form.is_valid():
        try:
            adopting.end(adoption=adoption, on=form.cleaned_data["on"], by=request.user)
            starting.renew(school=adoption.school, from_on=form.cleaned_data["on"], today=today)
        except Refused as refused:
            form.add_error("on", words(refused, adoption.text))
        else:
            messages.success(
                request, _("The document is out of force from %(day)s.") % {"day": form.cleaned_data["on"]}
            )
            return redirect("rulebook:adoption_show", adoption.public_id)
    counts = owed.counts(adoption, current_term(request.school, request.session, today))
    context = {"adoption": adoption, "document": adoption.text, "form": form, "counts": counts}
    return render(request, "rulebook/adoption_end.html", context)


def visible_adoption(request, public_id) -> Adoption:
    """Give the adoption of the school one works in, or page 404."""
    adoptions = Adoption.objects.visible_to(request.user).filter(school=request.school)
    return get_object_or_404(adoptions.select_related("school", "adopted_by"), public_id=public_id)


def adoptable(document_id: str) -> Document:
    """Give a document that can be adopted, or page 404: the foreword is only read."""
    if document_id in loading.SHOWN_ONLY:
        raise Http404
    return known_document(document_id)


def _shared(document: Document, known: list[Adoption]) -> dict[str, list[Document]]:
    """Give the topics of a document that others in force set too."""
    topics = shared_topics([document, *(adoption.text for adoption in known)])
    return {topic: several for topic, several in topics.items() if document in several}


def _last_look(request, document: Document, form: AdoptionForm):
    from_on = form.cleaned_data["from_on"]
    term = _term_of(request, from_on)
    found = estimate(request.school, document, term, as_of=timezone.localdate(), numbers=form.typed, from_on=from_on)
    differing = changes.changes(document, form.typed.values)
    names = {each.id: each for several in form.shared.values() for each in several}
    context = {
        "document": document,
        "from_on": from_on,
        "term": term,
        "typed": [(k, v) for k, values in request.POST.lists() if k not in NOT_TYPED for v in values],
        "changed": [told(c) for c in differing if not c.is_answer],
        "answered": [told(c) for c in differing if c.is_answer],
        "chosen": [(loading.words("topics")[topic], names.get(counts)) for topic, counts in form.chosen.items()],
        "asked": len(found.drafts),
        "people": found.people,
        "findings": say_all(to_mend(found.findings), user=request.user, school=request.school),
    }
    return render(request, "rulebook/adoption_look.html", context)


def _term_of(request, day) -> Term | None:
    """Give the term in which a day lies, else the one that one works in."""
    terms = Term.objects.filter(school=request.school, starts_on__lte=day, ends_on__gte=day)
    return terms.first() or current_term(request.school, request.session, timezone.localdate())


def _adopt(request, document: Document, form: AdoptionForm) -> Adoption:
    return starting.start(
        school=request.school,
        document=document,
        from_on=form.cleaned_data["from_on"],
        values=form.cleaned_values,
        reasons=form.cleaned_reasons,
        chosen=form.chosen,
        today=timezone.localdate(),
        by=request.user,
    )


def _change(request, adoption: Adoption, form: ChangeForm):
    from_on = form.cleaned_data["from_on"]
    version = adopting.change(
        adoption=adoption,
        from_on=from_on,
        values=form.changes(),
        reasons=form.cleaned_reasons,
        from_now=form.cleaned_data["from_now"],
        by=request.user,
    )
    starting.renew(school=adoption.school, from_on=from_on, today=timezone.localdate())
    return version


def _about_people(found: Estimate) -> list:
    return say_all(f for f in found.findings if f.code in ("nobody", "no_holder", "no_subject"))
