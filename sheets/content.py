"""Sheets as they are kept: JSON of items and grade lines whose names are a text or one text for each language."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language

from sheets.rules import GradeLine, Item, Kind, Sheet


def read(content: Mapping[str, Any]) -> Sheet:
    """Give the sheet that the content says, in the language of the moment."""
    items = tuple(
        Item(
            each["code"],
            said(each["name"]),
            Kind(each.get("kind", Kind.SCORE)),
            Decimal(str(each.get("most", 0))),
            said(each.get("dimension", "")),
            bool(each.get("may_be_empty", False)),
        )
        for each in content.get("items", ())
    )
    return Sheet(items, read_grades(content.get("grades", ())))


def read_grades(lines: Iterable[Mapping[str, Any]]) -> tuple[GradeLine, ...]:
    """Give the grade lines alone, in the language of the moment."""
    return tuple(GradeLine(each["code"], said(each["name"]), Decimal(str(each["from"]))) for each in lines)


def said(name: str | Mapping[str, str]) -> str:
    """Give a name in the reader's language: shipped sheets have two, a school's own one."""
    if isinstance(name, str):
        return name
    language = "en" if (get_language() or "").startswith("en") else "zh"
    return name.get(language) or next(iter(name.values()), "")
