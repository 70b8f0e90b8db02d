"""The library of documents: all of them, one article by article, the rule sets side by side."""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.permissions import Permission
from core.access import requires
from core.listing import paged
from rulebook import saying
from rulebook.choices import ANSWERS, KINDS
from rulebook.documents import loading
from rulebook.documents.schema import Document
from rulebook.messages import say_all
from rulebook.models import Adoption
from rulebook.selectors import library
from rulebook.selectors.estimates import estimate
from rulebook.selectors.in_force import latest_numbers
from schools.selectors import current_term


@requires(Permission.RULEBOOK_VIEW)
@require_safe
def document_list(request):
    """All documents, whether they are in force here; searched by words of their articles."""
    words = request.GET.get("q", "").strip()[:80]
    today = timezone.localdate()
    found = library.shelves(adoptions_here(request), words=words, today=today)
    rows = [(shelf, KINDS[shelf.document.kind]) for shelf in found]
    return render(request, "rulebook/document_list.html", {"page": paged(request, rows), "today": today, "q": words})


@requires(Permission.RULEBOOK_VIEW)
@require_safe
def document_show(request, document):
    """One document, article by article, with what each asks of whom in this school and term."""
    document = known_document(document)
    today = timezone.localdate()
    adoptions = [a for a in adoptions_here(request) if a.document == document.id]
    adoption = next((a for a in adoptions if a.to_on is None or a.to_on > today), None)
    term = current_term(request.school, request.session, today)
    numbers = latest_numbers(adoption) if adoption else None
    found = estimate(request.school, document, term, as_of=today, numbers=numbers)
    context = {
        "document": document,
        "kind": KINDS[document.kind],
        "adoption": adoption,
        "earlier": [a for a in adoptions if a is not adoption],
        "today": today,
        "term": term,
        "is_adoptable": document.id not in loading.SHOWN_ONLY,
        "readings": [_reading(request, each, document) for each in library.readings(document, found)],
        "general": say_all((f for f in found.findings if not f.requirement), user=request.user, school=request.school),
        "asked": len(found.drafts),
        "people": found.people,
    }
    return render(request, "rulebook/document_show.html", context)


@requires(Permission.RULEBOOK_VIEW)
@require_safe
def document_compare(request):
    """The rule sets by topic, side by side, with the numbers of their texts."""
    asked = [name for name in request.GET.getlist("set") if name in library.RULE_SETS]
    documents = [loading.document(name) for name in asked or library.RULE_SETS]
    context = {
        "documents": documents,
        "all_documents": [loading.document(name) for name in library.RULE_SETS],
        "topics": [(t.name, [_cell(cell) for cell in t.cells]) for t in library.topics(documents)],
    }
    return render(request, "rulebook/document_compare.html", context)


def known_document(document_id: str) -> Document:
    """Give a document by its id, or page 404."""
    try:
        return loading.document(document_id)
    except KeyError:
        raise Http404 from None


def adoptions_here(request) -> list[Adoption]:
    """Give the adoptions of the school, newest first."""
    return list(Adoption.objects.visible_to(request.user).filter(school=request.school).order_by("-from_on", "-pk"))


def _reading(request, reading: library.Reading, document: Document) -> dict:
    return {
        "article": reading.article,
        "answer": ANSWERS[reading.article.answered],
        "asks": [(share.requirement, saying.asked(share, document)) for share in reading.asks],
        "allows": reading.allows,
        "keeps": reading.keeps,
        "findings": say_all(reading.findings, user=request.user, school=request.school),
    }


def _cell(cell: list) -> list[tuple[str, str]]:
    return [(str(requirement.name), saying.quota(requirement, numbers)) for requirement, numbers in cell]
