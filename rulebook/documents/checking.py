"""What must be true of a document's file before anybody can adopt it."""

from collections.abc import Collection, Iterator, Mapping

from rulebook.documents.schema import Document, Item, Leg, Measure, Parameter, Per, Requirement

NUMBERS = ("least", "most", "amount_least", "amount_most", "spread_least", "spread_most")
ITEM_NUMBERS = ("amount", "share", "days", "reading", "rounding")
DUE_NUMBERS = ("days_after", "days_before_end", "weeks", "months", "years_after")
WINDOWS = {
    "anytime",
    "term_start",
    "first_half",
    "second_half",
    "midterm",
    "term_end",
    "before_term_end",
    "after_new_lessons",
    "before_final_exam",
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
EXAMS = {"midterm", "final"}  # those of the term's calendar; what follows a unit test is judged by its own app
CONDITIONS = {"stage", "subjects", "months"}
SCOPES = {"", "own_group", "own_campus"}
FITTING = {
    Measure.BUCKETS: {Per.DAY, Per.WEEK},
    Measure.STANDING: {Per.STANDING},
    Measure.JUDGED: {Per.SESSION, Per.LESSON, Per.TERM, Per.ONCE},
}
Codes = Mapping[str, Collection[str]]


class WrongDocument(ValueError):
    """The file of a document is faulty; the message lists every fault."""


def check(document: Document, codes: Codes) -> None:
    """Raise WrongDocument with every fault: a name that leads nowhere, a number without a parameter.

    `codes` are those of words.yaml: roles, evidence, acts, objects, topics, subjects, units.
    """
    faults = [*_article_faults(document), *_item_faults(document, codes)]
    for parameter in document.parameters.values():
        faults += [f"{parameter.key}: {words}" for words in _parameter_faults(parameter, codes)]
    for requirement in document.requirements.values():
        faults += [f"{requirement.id}: {words}" for words in _faults(requirement, document, codes)]
    if faults:
        raise WrongDocument(f"{document.id}: " + "; ".join(faults))


def _article_faults(document: Document) -> Iterator[str]:
    known = {**document.requirements, **document.items, **document.parameters}
    for article in document.articles.values():
        if article.answered not in ANSWERS:
            yield f"{article.id}: answered {article.answered!r}"
        lettered = {name for names in article.parts.values() for name in names}
        yield from (f"{article.id}: nothing is called {name}" for name in sorted({*article.by, *lettered} - set(known)))
        if article.answered != "shown" and not article.by:
            yield f"{article.id}: nothing answers it"
        yield from (
            f"{article.id}: {name} does not cite it"
            for name in article.by
            if name in known and article.id not in known[name].articles
        )
    for name, each in known.items():
        yield from (f"{name}: no article {a}" for a in each.articles if a not in document.articles)


def _item_faults(document: Document, codes: Codes) -> Iterator[str]:
    known = {*document.requirements, *document.items, *document.parameters}
    for item in document.items.values():
        evidence = item.data.get("evidence")
        if evidence and evidence not in codes["evidence"]:
            yield f"{item.id}: no evidence {evidence}"
        for word in ("of", "repeats"):
            yield from (f"{item.id}: nothing is called {name}" for name in item.data.get(word, ()) if name not in known)
        yield from (f"{item.id}: no parameter {key}" for key in _keys_named(item) if key not in document.parameters)


def _keys_named(item: Item) -> Iterator[str]:
    """Give the parameters that an item's data name: of a deduction, of the posts of a body or list, of open slots."""
    yield from (item.data[word] for word in ITEM_NUMBERS if item.data.get(word))
    yield from (key for keys in item.data.get("numbers", {}).values() for key in keys)
    yield from (row["number"] for row in item.data.get("items", ()) if row.get("number"))
    slots = item.data.get("slots", {})
    yield from slots.values() if isinstance(slots, Mapping) else [slots]


def _parameter_faults(parameter: Parameter, codes: Codes) -> Iterator[str]:
    if parameter.unit not in codes["units"]:
        yield f"no unit {parameter.unit}"
    for value in (parameter.default, parameter.suggested):
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, str) and each not in parameter.choices:
                yield f"no choice {each}"
            if each is None or isinstance(each, str):
                continue
            if parameter.min is not None and each < parameter.min:
                yield f"{each} is below {parameter.min}"
            if parameter.max is not None and each > parameter.max:
                yield f"{each} is above {parameter.max}"


def _faults(requirement: Requirement, document: Document, codes: Codes) -> Iterator[str]:
    yield from _number_faults(requirement, document)
    yield from _period_faults(requirement, document)
    for word, given in (
        ("evidence", [requirement.evidence]),
        ("act", [requirement.act]),
        ("object", requirement.objects),
        ("part", requirement.parts),
        ("topic", [requirement.topic] if requirement.topic != requirement.id else []),
        ("subject", [requirement.coverage] if requirement.coverage else []),
    ):
        known = _known(word, codes)
        yield from (f"no {word} {code}" for code in given if code not in known)
    if not requirement.articles:
        yield "no article"
    for leg in requirement.legs:
        yield from _leg_faults(leg, document, codes)


def _known(word: str, codes: Codes) -> set[str]:
    if word in ("object", "part"):
        return {*codes["objects"], *codes["roles"]}
    return set(codes["evidence" if word == "evidence" else f"{word}s"])


def _number_faults(requirement: Requirement, document: Document) -> Iterator[str]:
    keys = [getattr(requirement, name) for name in NUMBERS]
    keys += [value for name, value in requirement.due.items() if name in DUE_NUMBERS]
    keys += [value for name, value in requirement.only_if.items() if name == "months"]
    yield from (f"no parameter {key}" for key in keys if key and key not in document.parameters)


def _period_faults(requirement: Requirement, document: Document) -> Iterator[str]:
    if requirement.window not in WINDOWS:
        yield f"no window {requirement.window}"
    if requirement.per not in FITTING.get(requirement.measure, Per):
        yield f"{requirement.measure} does not fit {requirement.per}"
    if requirement.per is Per.EXAM and not requirement.exams:
        yield "no exams"
    yield from (f"no condition {word}" for word in requirement.only_if if word not in CONDITIONS)
    yield from (f"no exam {exam}" for exam in requirement.exams if exam not in EXAMS)
    phase = requirement.due.get("phase")
    if requirement.window == "phase" and not phase:
        yield "no phase"
    phases = [item.id for item in document.items_of("phase")]
    yield from (f"no phase {each}" for each in _listed(phase) if each not in phases)


def _leg_faults(leg: Leg, document: Document, codes: Codes) -> Iterator[str]:
    named = {*leg.who, *leg.or_else}
    kind, _, code = leg.for_each.partition(":")
    if kind == "role":
        named.add(code)
    elif kind == "list":
        if code not in document.items or not document.items[code].data.get("items"):
            yield f"no list {code}"
    else:
        yield from (f"no subject {each}" for each in leg.for_each.split("+") if each not in codes["subjects"])
    if leg.where and leg.where not in codes["subjects"]:
        yield f"no subject {leg.where}"
    yield from (f"no role {role}" for role in sorted(named - set(codes["roles"])))
    if leg.scope not in SCOPES:
        yield f"no scope {leg.scope}"


def _listed(value) -> list:
    return value if isinstance(value, list) else [value] if value else []
