"""What the pages of obligations print: states, bars, numbers, names."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django import template

from rulebook import explaining, words
from rulebook.documents.schema import Measure
from rulebook.rules.judging import State
from rulebook.selectors.lines import Line

register = template.Library()

register.filter("plain", words.plain)
register.filter("evidence_words", words.evidence)
register.filter("part_words", words.part)
register.filter("progress", explaining.progress)
register.filter("missing", explaining.missing)
register.filter("roles_words", words.roles_of)


@register.filter
def period_words(holder) -> str:
    """Give the words of a line's or cell's period."""
    return words.period(holder.period, holder.document)


@register.filter
def part_of_term(line: Line) -> str:
    """Give the words of a line's period where it is not simply the whole term."""
    return "" if line.period[-2:] in ("-1", "-2") else period_words(line)


@register.filter
def value_words(used) -> str:
    """Give a number or choice of a document as people read it."""
    value = used.value
    if isinstance(value, Decimal) or value is None:
        return words.plain(value)
    if isinstance(value, list):
        return explaining.joined([words.plain(each) if isinstance(each, Decimal) else str(each) for each in value])
    return str(used.parameter.choices.get(value, value))


@register.filter
def default_words(used) -> str:
    """Give what the text itself says."""
    default = used.parameter.default
    return words.plain(default) if isinstance(default, Decimal) or default is None else str(default)


@register.filter
def people(users, names: Mapping[int, str]) -> str:
    return words.people(users, names)


@register.filter
def of_state(counts: Mapping, state: str) -> int:
    return counts[State(state)]


@register.filter
def item(mapping: Mapping, key):
    """Give the value of a key; None without."""
    return mapping.get(key)


@register.simple_tag
def due_words(line: Line, today: date) -> str:
    return explaining.due(line, today)


@register.inclusion_tag("rulebook/_obligation_state.html")
def state_mark(state: State) -> dict:
    """Print a state with its sign and words."""
    return {"look": words.STATES[state]}


@register.inclusion_tag("rulebook/_obligation_bar.html")
def line_bar(line: Line) -> dict:
    """Print a bar of how much of a line is done; none where nothing is counted towards a number."""
    needed = line.standing.needed
    has_bar = bool(needed) and line.requirement.measure is not Measure.NONE
    value = min(line.standing.value, needed) if has_bar else None
    return {"value": words.plain(value), "needed": words.plain(needed), "has_bar": has_bar, "state": line.state}


@register.inclusion_tag("rulebook/_obligation_bar.html")
def count_bar(done: int, asked: int, state: State | str = "") -> dict:
    """Print a bar of how many of several are done."""
    return {"value": done, "needed": asked, "has_bar": bool(asked), "state": state}


@register.simple_tag
def states() -> list[words.StateLook]:
    """Give how each state is shown, the worst first."""
    return list(words.STATES.values())
