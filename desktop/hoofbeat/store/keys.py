"""Keys of encrypted journals: derived once from the passphrase and the salt in the file, as SQLCipher itself derives them.

SQLCipher would derive anew for every connection, at 0.1 to 0.3 seconds each. The passphrase itself is not kept.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from hoofbeat.domain.errors import PassphraseEmptyError

_SALT: Final = 16
# The defaults of SQLCipher 4, so that its other programs open a journal by the passphrase too.
_DIGEST: Final = "sha512"
_ROUNDS: Final = 256_000
_LENGTH: Final = 32


@dataclass(frozen=True, slots=True)
class Key:
    """What unlocks a file: key and salt, in the form that SQLCipher takes as they are. Never shown, stored or put into SQL."""

    raw: str = field(repr=False)


def key_of(path: Path, passphrase: str) -> Key:
    """Return the key that a passphrase makes with the salt of a file; PassphraseEmptyError."""
    with path.open("rb") as file:
        return _derive(passphrase, file.read(_SALT))


def new_key(passphrase: str) -> Key:
    """Return the key that a passphrase makes for a new file; PassphraseEmptyError."""
    return _derive(passphrase, os.urandom(_SALT))


def _derive(passphrase: str, salt: bytes) -> Key:
    if not passphrase:
        raise PassphraseEmptyError
    key = hashlib.pbkdf2_hmac(_DIGEST, passphrase.encode(), salt, _ROUNDS, _LENGTH)
    return Key(f"x'{key.hex()}{salt.hex()}'")
