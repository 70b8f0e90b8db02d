"""Which posts a body of an alliance has, how many of each, and who holds them by the text (G4.2, G5.2, G5.5.1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from rulebook.documents.schema import Document, Item
from rulebook.rules.numbers import Numbers

ALL, SEAT, OTHERS = "all", "seat", "others"  # the members, the school of the office (the core school), the rest
OF = {"core_school": SEAT, "member_school": OTHERS}
FREE = ("group_head", "group_member")  # of bodies that the text leaves open: subject communities, a school's own

# G4 names posts, not who holds them: our proposal, which the office can change (G4.2.2–3).
PROPOSED = {
    "alliance_chair": ("principal", SEAT),
    "alliance_council_member": ("principal", ALL),
    "office_director": ("vice_principal", SEAT),
    "office_member": ("academic_director", SEAT),
}


@dataclass(frozen=True)
class PostOf:
    """A post of a body: how many the text wants (None: it does not say), and by whom it is held."""

    post: str
    number: Decimal | None = None
    role: str = ""
    of: str = ""


def structures(document: Document) -> list[Item]:
    """Give the bodies that the scheme wants of an alliance, in the order of the text."""
    items = document.items_of("structure")
    return [item for item in items if item.data.get("one_per") == "alliance" and item.data.get("posts")]


def posts_of(item: Item, numbers: Numbers) -> list[PostOf]:
    """Give the posts of such a body."""
    return [_post(each, item, numbers) for each in item.data["posts"]]


def _post(data: Mapping, item: Item, numbers: Numbers) -> PostOf:
    keys = item.data.get("numbers", {}).get(data["post"], ())
    number = numbers.number(keys[0]) if keys else None
    if "of" in data:
        return PostOf(data["post"], number, data["held_by"], OF[data["of"]])
    return PostOf(data["post"], number, *PROPOSED.get(data["post"], ("", "")))
