"""What must be true of a document's file before anybody can adopt it."""

from collections.abc import Iterator

from rulebook.documents.schema import Document, Measure, Per, Requirement

NUMBERS = ("least", "most", "amount_least", "amount_most", "spread_least", "spread_most")
WINDOWS = {
    "anytime",
    "term_start",
    "first_half",
    "second_half",
    "midterm",
    "term_end",
    "before_term_end",
    "after_new_lessons",
    "month_end",
    "after_midterm_exam",
    "after_final_exam",
    "after_exam",
    "programme_start",
    "fixed_months",
    "phase",
    "always",
}
ANSWERS = {"requirement", "record", "report", "structure", "parameter", "shown"}
FITTING = {
    Measure.BUCKETS: {Per.DAY, Per.WEEK},
    Measure.STANDING: {Per.STANDING},
    Measure.JUDGED: {Per.SESSION, Per.LESSON, Per.TERM, Per.ONCE},
}


class WrongDocument(ValueError):
    """The file of a document is faulty; the message lists every fault."""


def check(document: Document, *, evidence: set[str], roles: set[str]) -> None:
    """Raise WrongDocument with every fault: a name that leads nowhere, a number without a parameter."""
    faults = [*_article_faults(document), *_parameter_faults(document)]
    for requirement in document.requirements.values():
        faults += [f"{requirement.id}: {words}" for words in _faults(requirement, document, evidence, roles)]
    if faults:
        raise WrongDocument(f"{document.id}: " + "; ".join(faults))


def _article_faults(document: Document) -> Iterator[str]:
    known = {*document.requirements, *document.items, *document.parameters}
    for article in document.articles.values():
        if article.answered not in ANSWERS:
            yield f"{article.id}: answered {article.answered!r}"
        yield from (f"{article.id}: nothing is called {name}" for name in article.by if name not in known)
        if article.answered != "shown" and not article.by:
            yield f"{article.id}: nothing answers it"
    for each in (*document.requirements.values(), *document.items.values(), *document.parameters.values()):
        name = getattr(each, "id", "") or each.key
        yield from (f"{name}: no article {a}" for a in each.articles if a not in document.articles)


def _parameter_faults(document: Document) -> Iterator[str]:
    for parameter in document.parameters.values():
        for value in (parameter.default, parameter.suggested):
            if isinstance(value, str) and parameter.choices and value not in parameter.choices:
                yield f"{parameter.key}: no choice {value}"
            if parameter.min is not None and not isinstance(value, str | list | None) and value < parameter.min:
                yield f"{parameter.key}: {value} is below {parameter.min}"


def _faults(requirement: Requirement, document: Document, evidence: set[str], roles: set[str]) -> Iterator[str]:
    keys = [getattr(requirement, name) for name in NUMBERS]
    keys += [value for name, value in requirement.due.items() if name in ("days_after", "weeks", "months", "years_after")]
    yield from (f"no parameter {key}" for key in keys if key and key not in document.parameters)
    if requirement.evidence not in evidence:
        yield f"no evidence {requirement.evidence}"
    if requirement.window not in WINDOWS:
        yield f"no window {requirement.window}"
    if requirement.per not in FITTING.get(requirement.measure, Per):
        yield f"{requirement.measure} does not fit {requirement.per}"
    if not requirement.articles:
        yield "no article"
    for leg in requirement.legs:
        named = {*leg.who, *leg.or_else}
        if leg.for_each.startswith("role:"):
            named.add(leg.for_each.removeprefix("role:"))
        yield from (f"no role {role}" for role in sorted(named - roles))
        if leg.for_each.startswith("list:") and leg.for_each.removeprefix("list:") not in document.items:
            yield f"no list {leg.for_each}"
