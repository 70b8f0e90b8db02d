"""ID numbers at rest (L-04)."""

import base64

import pytest
from cryptography.exceptions import InvalidTag

from core import sealing

OLD, NEW = (base64.b64encode(bytes([n]) * 32).decode() for n in (1, 2))
NUMBER = "11010519491231002X"


def test_a_sealed_number_is_opened_again_and_never_looks_the_same():
    one, two = sealing.seal(NUMBER), sealing.seal(NUMBER)
    assert one != two
    assert NUMBER.encode() not in one
    assert sealing.unseal(one) == sealing.unseal(memoryview(two)) == NUMBER


def test_a_sealed_number_that_was_changed_does_not_open():
    sealed = bytearray(sealing.seal(NUMBER))
    sealed[-1] ^= 1
    with pytest.raises(InvalidTag):
        sealing.unseal(bytes(sealed))


def test_keys_can_be_rotated(settings):
    settings.ID_NUMBER_KEYS = OLD
    sealed, key = sealing.seal(NUMBER), sealing.hash_key("district")
    settings.ID_NUMBER_KEYS = f"2:{NEW},1:{OLD}"
    sealing.hash_key.cache_clear()

    assert sealing.unseal(sealed) == NUMBER
    assert sealing.seal(NUMBER)[0] == 2
    assert sealing.hash_key("district") == key
    sealing.hash_key.cache_clear()


def test_a_lost_key_is_named(settings):
    settings.ID_NUMBER_KEYS = f"2:{NEW}"
    sealed = sealing.seal(NUMBER)
    settings.ID_NUMBER_KEYS = OLD
    with pytest.raises(KeyError):
        sealing.unseal(sealed)


def test_equal_numbers_are_recognised_within_a_district_only():
    here, there = sealing.hash_key("here"), sealing.hash_key("there")
    assert sealing.keyed_hash(NUMBER, here) == sealing.keyed_hash(NUMBER, here)
    assert sealing.keyed_hash(NUMBER, here) != sealing.keyed_hash(NUMBER, there)
    assert len(sealing.keyed_hash(NUMBER, here)) == 16


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        (NUMBER, "110105********002*"),
        ("G" + NUMBER, "G110105********002*"),
        ("E12345678", "E1******8"),
        ("", ""),
    ],
)
def test_a_mask_hides_birth_date_and_check_digit(number, masked):
    assert sealing.mask(number) == masked


def test_nothing_sealed_is_nothing_masked():
    assert sealing.masked(None) == ""
    assert sealing.masked(sealing.seal(NUMBER)) == "110105********002*"
