"""Read the documents and check them: a wrong file stops the portal at its first look, with words that say where."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path

import yaml

from rulebook.documents.checking import check
from rulebook.documents.schema import (
    Article,
    Document,
    Item,
    Leg,
    Level,
    Measure,
    Parameter,
    Per,
    Requirement,
    Words,
)

FOLDER = Path(__file__).resolve().parents[2] / "fixtures" / "documents"
IDS = ("G1", "G2", "G3", "G4", "G5", "C1", "C2", "C3", "C4", "C5", "C6", "C7")
CODES = ("roles", "evidence", "acts", "objects", "topics", "subjects", "units")
SHOWN_ONLY = ("C0",)  # the foreword of the collection: read, never adopted


def documents() -> dict[str, Document]:
    """Give the twelve documents by id, and the foreword. Raises WrongDocument."""
    return {name: document(name) for name in (*IDS, *SHOWN_ONLY)}


@cache
def document(document_id: str) -> Document:
    """Give one document. Raises KeyError for an unknown id, WrongDocument for a faulty file."""
    if document_id not in (*IDS, *SHOWN_ONLY):
        raise KeyError(document_id)
    return load(FOLDER / f"{document_id}.yaml")


def load(path: Path) -> Document:
    """Read and check one file. Raises WrongDocument with every fault found."""
    raw = read_yaml(path)
    shared = [] if raw["kind"] == "foreword" else read_yaml(FOLDER / "policy.yaml")["parameters"]
    found = parse(raw, shared)
    check(found, {name: words(name) for name in CODES})
    return found


@cache
def words(name: str) -> dict[str, Words]:
    """Give the words of one kind of code: one of CODES."""
    return {code: _words(text) for code, text in read_yaml(FOLDER / "words.yaml")[name].items()}


class _Loader(yaml.CSafeLoader):
    """Reads decimal fractions exactly: 0.03 is three hundredths (F-08)."""


def _decimal(loader: yaml.CSafeLoader, node: yaml.ScalarNode) -> Decimal:
    return Decimal(node.value)


for _tag in ("tag:yaml.org,2002:float", "tag:yaml.org,2002:int"):
    _Loader.add_constructor(_tag, _decimal)


def read_yaml(path: Path):
    """Read a file of data, numbers exactly."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506  a SafeLoader


def parse(raw: Mapping, shared: Sequence[Mapping] = ()) -> Document:
    """Give a file as a document, with the parameters that all share; unchecked."""
    return Document(
        id=raw["id"],
        kind=raw["kind"],
        stage=raw.get("stage") or "",
        title=_words(raw["title"]),
        summary=_words(raw["summary"]),
        articles=_by("id", map(_article, raw["articles"])),
        parameters=_by("key", map(_parameter, [*raw.get("parameters", ()), *shared])),
        requirements=_by("id", map(_requirement, raw.get("requirements", ()))),
        items=_by("id", map(_item, raw.get("items", ()))),
    )


def _by(name: str, rows: Iterator) -> dict:
    return {getattr(row, name): row for row in rows}


def _words(text: Mapping) -> Words:
    return Words(zh=text["zh"], en=text["en"])


def _article(raw: Mapping) -> Article:
    text = Words(zh=raw["zh"], en=raw["en"])
    parts = {letter: tuple(names) for letter, names in raw.get("parts", {}).items()}
    return Article(raw["id"], text, raw["answered"], tuple(raw.get("by", ())), raw.get("heading", False), parts)


def _parameter(raw: Mapping) -> Parameter:
    coded = {name: {code: _words(text) for code, text in raw.get(name, {}).items()} for name in ("choices", "readings")}
    plain = {name: raw.get(name) for name in ("default", "suggested", "min", "max")}
    listed = {name: tuple(raw.get(name, ())) for name in ("see", "articles")}
    return Parameter(raw["key"], _words(raw["name"]), raw["unit"], **plain, **coded, **listed)


FLAGS = {"is_permission": "permission", "is_voluntary": "voluntary", "is_restricted": "restricted"}
PLAIN = (
    "topic",
    "act",
    "evidence",
    "each_part",
    "least",
    "most",
    "amount_least",
    "amount_most",
    "spread_least",
    "spread_most",
    "window",
    "due",
    "family",
    "coverage",
    "only_if",
)
LISTED = ("articles", "objects", "parts", "exams", "see")


def _requirement(raw: Mapping) -> Requirement:
    return Requirement(
        id=raw["id"],
        name=_words(raw["name"]),
        legs=tuple(_leg(leg) for leg in raw["legs"]),
        per=Per(raw["per"]),
        measure=Measure(raw["measure"]),
        level=Level(raw.get("level", "warning")),
        **{name: raw[name] for name in PLAIN if name in raw},
        **{name: tuple(raw[name]) for name in LISTED if name in raw},
        **{name: raw[word] for name, word in FLAGS.items() if word in raw},
    )


def _leg(raw: Mapping) -> Leg:
    return Leg(
        tuple(raw["who"]),
        raw.get("for_each", "school"),
        raw.get("scope", ""),
        tuple(raw.get("or_else", ())),
        raw.get("where", ""),
    )


HEAD = ("id", "kind", "name", "articles")


def _item(raw: Mapping) -> Item:
    rest = {name: value for name, value in raw.items() if name not in HEAD}
    return Item(raw["id"], raw["kind"], _words(raw["name"]), tuple(raw.get("articles", ())), rest)
