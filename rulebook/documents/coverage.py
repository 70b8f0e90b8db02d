"""How far the portal answers an article today: what is built, what waits for an area, what is only shown."""

from enum import StrEnum
from functools import cache

from rulebook.documents.loading import FOLDER, read_yaml
from rulebook.documents.schema import Article, Document


class Answer(StrEnum):
    IMPLEMENTED = "implemented"
    PLANNED = "planned"
    SHOWN = "shown"


@cache
def planned() -> dict[str, frozenset[str]]:
    """Give by area what is not built yet: kinds of evidence that can only be attested, records, reports, deductions."""
    return {area: frozenset(names) for area, names in read_yaml(FOLDER / "planned.yaml")["areas"].items()}


def answer_to(article: Article, document: Document) -> Answer:
    """Tell how far an article is answered: implemented when nothing that answers it waits for its area."""
    if article.answered == "shown":
        return Answer.SHOWN
    return Answer.PLANNED if areas_awaited(article, document) else Answer.IMPLEMENTED


def areas_awaited(article: Article, document: Document) -> list[str]:
    """Give the areas that must be built before the article is answered wholly."""
    names = set(article.by)
    names |= {document.requirements[name].evidence for name in article.by if name in document.requirements}
    return sorted(area for area, waiting in planned().items() if waiting & names)
