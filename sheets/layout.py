"""A sheet as it is printed: its items under their headings."""

from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from sheets.rules import Item, Kind, Sheet


@dataclass(frozen=True)
class Block:
    """Items that follow each other under one heading, "" for none, with the marks they give together."""

    heading: str
    items: list[Item]

    @property
    def most(self) -> Decimal:
        return sum((item.most for item in self.items if item.kind is Kind.SCORE), Decimal(0))


def blocks(sheet: Sheet) -> list[Block]:
    """Give the items in their order, those of one heading together."""
    return [Block(heading, list(items)) for heading, items in groupby(sheet.items, key=lambda item: item.dimension)]


def bands(sheet: Sheet) -> list[tuple[str, Decimal]]:
    """Give each grade and the points from which it is reached; the share in hundredths where a sheet has no marks."""
    full = sheet.full_marks or Decimal(100)
    return [(line.name, (line.share * full).normalize()) for line in sheet.grades]
