"""ID numbers at rest: sealed with a key from the environment, found again by a keyed hash (L-04).

A sealed value is one key-id byte, a 12-byte nonce and the AES-GCM ciphertext. The first key of
GONGYU_ID_KEY seals; the others only open, so keys can be rotated. A hash is keyed per district,
so two districts' tables cannot be joined on it.
"""

import base64
import hmac
import os
from functools import cache

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

NONCE_BYTES = 12


@cache
def _keys(configured: str) -> dict[int, bytes]:
    """Give key bytes by key id; "base64" alone has id 1, further ones are written "id:base64"."""
    keys = {}
    for part in configured.split(","):
        key_id, _, encoded = part.strip().rpartition(":")
        keys[int(key_id or 1)] = base64.b64decode(encoded)
    return keys


@cache
def _cipher(configured: str, key_id: int) -> AESGCM:
    return AESGCM(_derive(_keys(configured)[key_id], b"gongyu id numbers"))


def _derive(key: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose).derive(key)


def seal(plain: str) -> bytes:
    """Seal a text under the first key."""
    return seal_bytes(plain.encode())


def unseal(sealed: bytes | memoryview) -> str:
    """Open a sealed text. Raises cryptography's InvalidTag when it was tampered with, KeyError for a lost key."""
    return unseal_bytes(sealed).decode()


def seal_bytes(plain: bytes) -> bytes:
    """Seal a whole upload or one value under the first key."""
    key_id = next(iter(_keys(settings.ID_NUMBER_KEYS)))
    nonce = os.urandom(NONCE_BYTES)
    return bytes([key_id]) + nonce + _cipher(settings.ID_NUMBER_KEYS, key_id).encrypt(nonce, plain, None)


def unseal_bytes(sealed: bytes | memoryview) -> bytes:
    """Open what seal_bytes sealed."""
    sealed = bytes(sealed)
    nonce, ciphertext = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
    return _cipher(settings.ID_NUMBER_KEYS, sealed[0]).decrypt(nonce, ciphertext, None)


@cache
def hash_key(district_public_id: str) -> bytes:
    """Give the hash key of a district, derived from the oldest key so that rotation keeps matches."""
    oldest = _keys(settings.ID_NUMBER_KEYS)[min(_keys(settings.ID_NUMBER_KEYS))]
    return _derive(oldest, b"gongyu id hash " + str(district_public_id).encode())


def keyed_hash(plain: str, key: bytes) -> bytes:
    """Give the 16 bytes by which equal ID numbers of one district are recognised."""
    return hmac.digest(key, plain.encode(), "sha256")[:16]


def mask(id_number: str) -> str:
    """Hide the eight birth-date digits and the check digit (L-04); anything of another shape keeps its ends.

    >>> mask("11010519491231002X")
    '110105********002*'
    """
    if len(id_number) == 18:
        return f"{id_number[:6]}********{id_number[14:17]}*"
    if len(id_number) == 19:
        return id_number[0] + mask(id_number[1:])
    return f"{id_number[:2]}{'*' * max(len(id_number) - 3, 1)}{id_number[-1:]}" if id_number else ""


def masked(sealed: bytes | memoryview | None) -> str:
    """Give a sealed number as people may see it, "" for none."""
    return mask(unseal(sealed)) if sealed else ""
