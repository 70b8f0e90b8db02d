"""Joining two texts that were made of one: nothing of either is lost, and who did what is shown."""

import pytest

from alliances.rules.minutes import By, join, plain, text_of


@pytest.mark.parametrize(
    ("before", "theirs", "mine", "together"),
    [
        ("a\nb", "a\nb\nc", "a\nb", "a\nb\nc"),
        ("a\nb", "a\nb", "x\na\nb", "x\na\nb"),
        ("a\nb\nc", "A\nb\nc", "a\nb\nC", "A\nb\nC"),
        ("a", "a\ntheirs", "a\nmine", "a\ntheirs\nmine"),
        ("a\nb\nc", "a\nX\nc", "a\nY\nc", "a\nX\nY\nc"),
        ("", "theirs", "mine", "theirs\nmine"),
        ("a\nb", "a", "a\nb\nc", "a\nb\nc"),
        ("a", "same", "same", "same"),
    ],
    ids=["only-they", "only-me", "other-places", "same-end", "same-line", "both-began", "cut-and-added", "alike"],
)
def test_two_texts_become_one_that_holds_both(before, theirs, mine, together):
    assert text_of(join(before, theirs, mine)) == together


def test_each_piece_says_who_wrote_it_and_what_they_took_out():
    pieces = join("a\nb\nc", "a\nX\nc", "a\nY\nc")
    assert [(piece.by, piece.lines, piece.gone) for piece in pieces] == [
        (By.NOBODY, ("a",), ()),
        (By.THEM, ("X",), ("b",)),
        (By.ME, ("Y",), ("b",)),
        (By.NOBODY, ("c",), ()),
    ]


def test_line_ends_of_browsers_are_no_change():
    assert plain("a\r\nb\r\n") == "a\nb"
