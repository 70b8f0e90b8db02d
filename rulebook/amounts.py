"""Numbers of documents with their units: “20 lessons”, “1 time”, “80 %”."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from rulebook.documents import loading
from rulebook.documents.schema import Parameter, Value

UNITS = {
    "time": ngettext_lazy("%(n)s time", "%(n)s times", "count"),
    "lesson": ngettext_lazy("%(n)s lesson", "%(n)s lessons", "count"),
    "person": ngettext_lazy("%(n)s person", "%(n)s people", "count"),
    "day": ngettext_lazy("%(n)s day", "%(n)s days", "count"),
    "school_day": ngettext_lazy("%(n)s school day", "%(n)s school days", "count"),
    "week": ngettext_lazy("%(n)s week", "%(n)s weeks", "count"),
    "month": ngettext_lazy("%(n)s month", "%(n)s months", "count"),
    "year": ngettext_lazy("%(n)s year", "%(n)s years", "count"),
    "school_year": ngettext_lazy("%(n)s school year", "%(n)s school years", "count"),
    "minute": ngettext_lazy("%(n)s minute", "%(n)s minutes", "count"),
    "hour": ngettext_lazy("%(n)s hour", "%(n)s hours", "count"),
    "group": ngettext_lazy("%(n)s group", "%(n)s groups", "count"),
    "body": ngettext_lazy("%(n)s body", "%(n)s bodies", "count"),
    "school": ngettext_lazy("%(n)s school", "%(n)s schools", "count"),
    "book": ngettext_lazy("%(n)s book", "%(n)s books", "count"),
    "paper": ngettext_lazy("%(n)s paper", "%(n)s papers", "count"),
    "item": ngettext_lazy("%(n)s item", "%(n)s items", "count"),
}


def plain(number: Decimal | int) -> str:
    """Give a number without idle zeros: 10, 2.5."""
    text = f"{number:f}" if isinstance(number, Decimal) else str(number)
    return text.rstrip("0").rstrip(".") if "." in text else text


def amount(number: Decimal | int, unit: str) -> str:
    """Give a number with its unit."""
    if unit == "share":
        return _("%(n)s %%") % {"n": plain(number * 100)}
    if unit == "percent":
        return _("%(n)s %%") % {"n": plain(number)}
    if unit in UNITS:
        count = 1 if number == 1 else 2
        return UNITS[unit] % {"n": plain(number), "count": count}
    word = loading.words("units").get(unit, "")
    return f"{plain(number)} {word}".strip()


def between(least: Decimal, most: Decimal | None, unit: str) -> str:
    """Give a range with its unit: 2–3 times."""
    if most is None or most == least:
        return amount(least, unit)
    return amount(most, unit).replace(plain(most), f"{plain(least)}–{plain(most)}", 1)


def shown(parameter: Parameter, value: Value) -> str:
    """Give a value of a parameter in words: a number with its unit, a choice, several of them."""
    if value is None:
        return _("no number")
    if isinstance(value, list):
        return " · ".join(_one(parameter, each) for each in value)
    return _one(parameter, value)


def _one(parameter: Parameter, value) -> str:
    if isinstance(value, str) and value in parameter.choices:
        return str(parameter.choices[value])
    return amount(value, parameter.unit) if isinstance(value, Decimal) else str(value)
