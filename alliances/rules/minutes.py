"""Two people have changed one text: what each of them did, and a text in which nothing of either is lost. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import pairwise


class By(StrEnum):
    NOBODY = "nobody"
    THEM = "them"
    ME = "me"


@dataclass(frozen=True)
class Piece:
    """Some lines of the joined text, who wrote them, and which lines of before they took out."""

    by: By
    lines: tuple[str, ...]
    gone: tuple[str, ...] = ()


def plain(text: str) -> str:
    """Give a text with one kind of line end and nothing behind it, as it is kept and compared."""
    return text.replace("\r\n", "\n").replace("\r", "\n").rstrip()


def join(before: str, theirs: str, mine: str) -> list[Piece]:
    """Give the pieces of a text that holds the changes of both; where both changed a place, theirs, then mine."""
    old, a, b = before.split("\n"), theirs.split("\n"), mine.split("\n")
    pieces: list[Piece] = []
    for (z0, a0, b0, length), (z1, a1, b1, _) in pairwise([(0, 0, 0, 0), *_untouched(old, a, b)]):
        if length:
            pieces.append(Piece(By.NOBODY, tuple(a[a0 : a0 + length])))
        pieces.extend(_changed(old[z0 + length : z1], a[a0 + length : a1], b[b0 + length : b1]))
    return pieces


def text_of(pieces: Sequence[Piece]) -> str:
    return "\n".join(line for piece in pieces for line in piece.lines)


def _changed(old: list[str], a: list[str], b: list[str]) -> Iterator[Piece]:
    if a == b:
        if a:
            yield Piece(By.NOBODY, tuple(a))
        return
    if a != old:
        yield Piece(By.THEM, tuple(a), tuple(line for line in old if line not in a))
    if b != old:
        yield Piece(By.ME, tuple(b), tuple(line for line in old if line not in b))


def _untouched(old: list[str], a: list[str], b: list[str]) -> Iterator[tuple[int, int, int, int]]:
    """Give where all three agree: place in each, and for how many lines; the end comes last with none."""
    in_a, in_b = (SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks() for new in (a, b))
    i = j = 0
    while i < len(in_a) and j < len(in_b):
        one, other = in_a[i], in_b[j]
        first, last = max(one.a, other.a), min(one.a + one.size, other.a + other.size)
        if first < last:
            yield first, one.b + first - one.a, other.b + first - other.a, last - first
        if one.a + one.size < other.a + other.size:
            i += 1
        else:
            j += 1
    yield len(old), len(a), len(b), 0
