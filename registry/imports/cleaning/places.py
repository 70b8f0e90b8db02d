"""Addresses and the villages in them."""

from registry.village_names import VillageFinder, guess_village, plain_place, stem_of

from .draft import Draft, read_cells
from .text import read_text


def clean_places(draft: Draft, finder: VillageFinder) -> tuple[list, list]:
    """Fill the columns address and village; give each row's village key and the name of an unknown village.

    A village column comes before the address. Addresses without a known village are reported with a guess.
    """
    now, home = draft.read("address", read_text), draft.read("home_address", read_text)
    addresses = [one or other for one, other in zip(now, home, strict=True)]
    villages = draft.read("village", read_text)
    draft.columns["address"], draft.columns["village"] = addresses, villages
    named, _ = read_cells(villages, finder.find_name)
    found, _ = read_cells(addresses, finder.find)
    if home != addresses:
        second, _ = read_cells(home, finder.find)
        found = [one if one is not None else other for one, other in zip(found, second, strict=True)]
    keys = [one if name else other for name, one, other in zip(villages, named, found, strict=True)]
    proposed = [plain_place(name) if name and key is None else None for name, key in zip(villages, keys, strict=True)]
    if None in keys:
        _report_unplaced(draft, keys, villages, addresses)
    return keys, proposed


def _report_unplaced(draft, keys, villages, addresses):
    field = "address" if draft.cells("address") else "home_address"
    guesses = {address: guess_village(address) or "" for address in set(addresses) if address}
    for index, (key, village, address) in enumerate(zip(keys, villages, addresses, strict=True)):
        if key is None and not village and address:
            draft.report(index, field, "village-not-found", value=address, guess=guesses[address])


def settle_names(proposed: list[str | None]) -> list[str | None]:
    """Write one unknown village in one way: 张家 as 张家村 where both occur."""
    longest: dict[str, str] = {}
    for name in set(proposed) - {None}:
        stem = stem_of(name)
        longest[stem] = max(longest.get(stem, ""), name, key=lambda text: (len(text), text))
    return [name and longest[stem_of(name)] for name in proposed]
