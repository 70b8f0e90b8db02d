"""The lists of the schemes that activities are tagged with, in the reader's language."""

from collections.abc import Mapping

from rulebook.documents.loading import document
from rulebook.documents.schema import Words


def words_of(scheme: str, item: str) -> Mapping[str, Words]:
    """Give code → words of a list of a scheme, in the order of the text."""
    lines = document(scheme).items[item].data["items"]
    return {line["code"]: Words(line["zh"], line["en"]) for line in lines}


def commons() -> Mapping[str, Words]:
    """Give the five commons (G4.3.1)."""
    return words_of("G4", "G4-L01")


def links() -> Mapping[str, Words]:
    """Give the five links (G4.3.2)."""
    return words_of("G4", "G4-L02")


def six_steps() -> Mapping[str, Words]:
    """Give the six steps of a lesson (G5.3.3.4)."""
    return words_of("G5", "G5-L03")
