"""How a resource is found: by its words and by their pinyin, also with the two letters that most Chinese words have."""

import unicodedata
from itertools import pairwise


def words_for(texts: list[str], sounds: list[tuple[str, str]]) -> str:
    """Give what is searched: the texts, their pinyin and initials; half-width, lower case, one blank between."""
    parts = [*texts, *(sound for pair in sounds for sound in pair)]
    return " ".join(unicodedata.normalize("NFKC", " ".join(parts)).lower().split())


def pairs_of(words: str) -> list[str]:
    """Give each two neighbouring letters once, in order; none across a blank."""
    return sorted({each for word in words.split() for each in map("".join, pairwise(word))})
