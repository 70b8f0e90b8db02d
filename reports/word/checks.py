"""Look a school's template over before it is taken: every field by itself, then the whole by filling it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from docx.opc.exceptions import OpcError
from jinja2 import TemplateError, nodes
from lxml.etree import XMLSyntaxError

from reports.kinds import Gathered
from reports.word.context import full_and_bare
from reports.word.filling import filled
from reports.word.language import OF_LOOPS, Fields, NotAllowed, root_of
from reports.word.package import Unusable, check_package
from reports.word.places import Place, parts_of

TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")
SIGN = re.compile(r"\{\{|\{%|\}\}|%\}")
WIDE = re.compile(r"[{｛]\s?[｛]|[}｝]\s?[｝]|｛\s?[%％]|[%％]\s?｝|\{\{[^{}]*｝|\{％")
WORDS = re.compile(r"\{[{%]-?\s*(?P<body>.*?)\s*-?[%}]\}", re.DOTALL)
PREFIX = re.compile(r"^\{[{%]-?(?P<prefix>tr|tc|p|r)\s")
CURLY_QUOTES = str.maketrans("“”‘’", "\"\"''")
MOST_PROBLEMS = 10
MOST_TAGS, DEEPEST = 2000, 10  # what a template of a person never reaches
NOT_UNDERSTOOD = (TemplateError, AttributeError, IndexError, RecursionError)


@dataclass(frozen=True)
class Problem:
    """One thing to mend: a code (see sentences.py), where it stands, and what it is about."""

    code: str
    place: Place | None = None
    tag: str = ""
    name: str = ""
    near: list[str] = field(default_factory=list)


@dataclass
class Open:
    """A loop or condition that waits for its end."""

    word: str
    prefix: str
    place: Place
    tag: str
    scope: dict


def problems_in(data: bytes, sample: Gathered) -> list[Problem]:
    """Give what is wrong with a template, at most ten; `sample` has the shape of the reports that it is for.

    Raises Unusable when it is no Word file at all.
    """
    check_package(data)
    try:
        parts = parts_of(data)
    except (OpcError, XMLSyntaxError, KeyError, ValueError) as error:
        raise Unusable("damaged") from error
    if sum(len(TAG.findall(place.text)) for part in parts for place in part) > MOST_TAGS:
        return [Problem("too-many", name=str(MOST_TAGS))]
    full, bare = full_and_bare(sample)
    found = [problem for part in parts for problem in _Reader(full).problems(part)]
    return found[:MOST_PROBLEMS] or _when_filled(data, full, sample) or _when_filled(data, bare, sample)


def _when_filled(data: bytes, context: dict, sample: Gathered) -> list[Problem]:
    """Fill the template as a report would; the fields are right one by one, but may not fit each other."""
    try:
        filled(data, context, sample)
    except NotAllowed as error:
        return [Problem("not-allowed", name=error.what)]
    except (TemplateError, RecursionError) as error:
        return [Problem("cannot-fill", name=str(error))]
    except XMLSyntaxError:
        return [Problem("torn")]
    return []


class _Reader:
    """Reads the fields of one part of the file in order, with the loops that are open."""

    def __init__(self, context: dict):
        self.scope = context
        self.open: list[Open] = []
        self.fields = Fields()

    def problems(self, part: list[Place]) -> Iterator[Problem]:
        for place in part:
            yield from self._in_paragraph(place)
        for left in self.open:
            yield Problem("not-ended", left.place, left.tag, left.word)

    def _in_paragraph(self, place: Place) -> Iterator[Problem]:
        rest = TAG.sub("", place.text)
        if WIDE.search(rest):
            yield Problem("full-width", place, place.quote)
        elif stray := SIGN.search(rest):
            yield Problem("not-closed", place, _from(rest, stray.start()), stray.group())
        for tag in TAG.findall(place.text):
            if not tag.startswith("{#"):
                yield from self._in_tag(place, tag)

    def _in_tag(self, place: Place, tag: str) -> Iterator[Problem]:
        prefix = found.group("prefix") if (found := PREFIX.match(tag)) else ""
        body = WORDS.match(tag).group("body").translate(CURLY_QUOTES)
        body = body.removeprefix(prefix).strip() if prefix else body
        if tag.startswith("{{"):
            problems = [Problem("prefix", place, tag)] if prefix else self._expression(place, tag, body)
        else:
            problems = self._statement(place, tag, prefix, body)
        yield from problems

    def _expression(self, place: Place, tag: str, body: str) -> list[Problem]:
        try:
            tree = self.fields.parse("{{ " + body + " }}")
            value = self._value(tree.body[0].nodes[0])
        except _Wrong as wrong:
            return [wrong.at(place, tag)]
        except NotAllowed as error:
            return [Problem("not-allowed", place, tag, error.what)]
        except NOT_UNDERSTOOD:
            return [Problem("not-understood", place, tag)]
        return [Problem("a-list", place, tag)] if isinstance(value, list | dict) else []

    def _statement(self, place: Place, tag: str, prefix: str, body: str) -> list[Problem]:
        word = body.split(" ")[0]
        if word in ("endfor", "endif"):
            return self._end(place, tag, prefix, word.removeprefix("end"))
        if word in ("elif", "else"):
            is_inside = self.open and (self.open[-1].word == "if" or word == "else")
            return [] if is_inside else [Problem("nothing-open", place, tag, word)]
        problems = _about_prefix(place, tag, prefix)
        self.open.append(Open(word, prefix, place, tag, self.scope))
        if word not in ("for", "if") or len(self.open) > DEEPEST:
            self.open.pop()
            return [Problem("too-deep" if word in ("for", "if") else "not-allowed", place, tag, word)]
        return problems + self._beginning(place, tag, word, body)

    def _beginning(self, place: Place, tag: str, word: str, body: str) -> list[Problem]:
        try:
            node = self.fields.parse("{% " + body + " %}{% end" + word + " %}").body[0]
            if word == "for":
                self._enter(node)
            else:
                self._value(node.test)
        except _Wrong as wrong:
            return [wrong.at(place, tag)]
        except NotAllowed as error:
            return [Problem("not-allowed", place, tag, error.what)]
        except NOT_UNDERSTOOD:
            return [Problem("not-understood", place, tag)]
        return []

    def _enter(self, node: nodes.For) -> None:
        """Go on with the loop's variable being the first of what it runs over."""
        around = next((each for each in reversed(self.open[:-1]) if each.word == "for"), None)
        over = self._value(node.iter)
        if not isinstance(over, list):
            raise _Wrong("no-list", _path(node.iter))
        if around and root_of(node.iter) != self.scope.get("loop variable"):
            raise _Wrong("loop-over-all", _path(node.iter))
        first = max(over, key=lambda each: len(each) if isinstance(each, list) else 0, default="")
        name = node.target.name
        self.scope = self.scope | {name: first, "loop": dict.fromkeys(OF_LOOPS, ""), "loop variable": name}

    def _end(self, place: Place, tag: str, prefix: str, word: str) -> list[Problem]:
        if not self.open or self.open[-1].word != word:
            return [Problem("nothing-open", place, tag, f"end{word}")]
        begun = self.open.pop()
        self.scope = begun.scope
        return [] if begun.prefix == prefix else [Problem("other-prefix", place, tag, begun.tag)]

    def _value(self, node: nodes.Node):
        """Give what a path means in the sample; any other expression is judged by its parts and means a word."""
        if isinstance(node, nodes.Name):
            return _entry(self.scope, node.name, node)
        if isinstance(node, nodes.Getattr):
            return _entry(self._value(node.node), node.attr, node)
        if isinstance(node, nodes.Getitem):
            return _entry(self._value(node.node), node.arg.value, node)
        for child in node.iter_child_nodes():
            self._value(child)
        return ""


class _Wrong(Exception):
    """A path that leads nowhere, or to the wrong thing."""

    def __init__(self, code: str, name: str, near=()):
        super().__init__(code)
        self.code, self.name, self.near = code, name, sorted(near)

    def at(self, place: Place, tag: str) -> Problem:
        return Problem(self.code, place, tag, self.name, self.near)


def _entry(value, name, node: nodes.Node):
    if isinstance(value, dict) and name in value:
        return value[name]
    if isinstance(value, list) and isinstance(name, int):
        if name < len(value):
            return value[name]
        raise _Wrong("not-so-many", _path(node))
    raise _Wrong("unknown", _path(node), (key for key in value if " " not in key) if isinstance(value, dict) else ())


def _about_prefix(place: Place, tag: str, prefix: str) -> list[Problem]:
    if prefix in ("tr", "tc") and not place.is_in_table:
        return [Problem("not-in-table", place, tag)]
    if prefix == "p" and place.text.strip() != tag:
        return [Problem("not-alone", place, tag)]
    return []


def _path(node: nodes.Node) -> str:
    match node:
        case nodes.Getattr():
            return f"{_path(node.node)}.{node.attr}"
        case nodes.Getitem():
            return f"{_path(node.node)}[{node.arg.value}]"
    return getattr(node, "name", "…")


def _from(text: str, start: int) -> str:
    return text[max(0, start - 15) : start + 25].strip()
