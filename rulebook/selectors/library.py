"""The library: every document with its place in the school, searched by words; and the rule sets by topic."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from rulebook.documents import loading
from rulebook.documents.schema import Article, Document, Requirement, Words
from rulebook.models import Adoption
from rulebook.rules.estimating import Share
from rulebook.rules.expanding import Finding
from rulebook.rules.numbers import Numbers
from rulebook.selectors.estimates import Estimate

RULE_SETS = ("C1", "C2", "C3", "C4", "C5", "C6", "C7")
KINDS = ("student_growth", "teacher_growth", "alliance", "foreword", "rule_set")


@dataclass(frozen=True)
class Shelf:
    """A document, its adoption in force or to come, and the articles in which the words searched were found."""

    document: Document
    adoption: Adoption | None = None
    found: list[Article] = field(default_factory=list)


def shelves(adoptions: Iterable[Adoption], *, words: str = "", today: date) -> list[Shelf]:
    """Give the documents in which the words are found, with the adoption that counts on that day or comes next."""
    current = {a.document: a for a in adoptions if a.to_on is None or a.to_on > today}
    order = sorted(loading.documents().values(), key=lambda d: (KINDS.index(d.kind), d.id))
    found = [Shelf(document, current.get(document.id), _found(document, words)) for document in order]
    return [shelf for shelf in found if not words or shelf.found or _holds(_head(shelf.document), words)]


def _found(document: Document, words: str) -> list[Article]:
    return [a for a in document.articles.values() if words and _holds(f"{a.id} {_both(a.text)}", words)]


def _head(document: Document) -> str:
    return f"{document.id} {_both(document.title)} {_both(document.summary)}"


def _both(words: Words) -> str:
    return f"{words.zh} {words.en}"


def _holds(text: str, words: str) -> bool:
    return all(word in text.casefold() for word in words.casefold().split())


@dataclass(frozen=True)
class Reading:
    """One article as it is read: its requirements with what they ask here, what it allows, and what is missing."""

    article: Article
    asks: list[Share]
    allows: list[Requirement]
    keeps: list[str]
    findings: list[Finding]


def readings(document: Document, estimate: Estimate) -> list[Reading]:
    """Give the articles in their order, each with what it asks."""
    shares = estimate.shares
    found = []
    for article in document.articles.values():
        own = [document.requirements[name] for name in article.by if name in document.requirements]
        names = {requirement.id for requirement in own}
        found.append(
            Reading(
                article,
                asks=[shares[r.id] for r in own if r.id in shares],
                allows=[r for r in own if r.is_permission],
                keeps=[str(document.items[name].name) for name in article.by if name in document.items],
                findings=[f for f in estimate.findings if f.requirement in names],
            )
        )
    return found


@dataclass(frozen=True)
class Topic:
    """One topic and, for each rule set, its requirements with the numbers of the text."""

    code: str
    name: Words
    cells: list[list[tuple[Requirement, Numbers]]]


def topics(documents: list[Document]) -> list[Topic]:
    """Give the topics that the documents set, as the collection orders them, with a cell for each document."""
    names = loading.words("topics")
    numbers = [Numbers(document) for document in documents]
    found = [Topic(code, name, [_cell(code, each) for each in numbers]) for code, name in names.items()]
    return [topic for topic in found if any(topic.cells)]


def _cell(topic: str, numbers: Numbers) -> list[tuple[Requirement, Numbers]]:
    return [(r, numbers) for r in numbers.document.requirements.values() if r.topic == topic]
