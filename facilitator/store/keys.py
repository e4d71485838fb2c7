"""The keys of protected files that were opened in this process (S4); nowhere else are they kept.

Deriving a key takes a fifth of a second on purpose, and every reader, job, snapshot and copy opens
a connection of its own. So a passphrase is turned into the raw key once, off the window's thread,
and the key waits here under the salt that a protected file begins with: wherever the bytes of the
file lie (a copy in a temporary folder, a snapshot, another name) `engine` finds the key for them,
and no call in between has to hand a secret on. A key is forgotten when its document is closed.

Python cannot wipe what it held; once forgotten, a key may stand in the process's memory for a
while. No key is written to a disk, a log, an argument or the environment.
"""

from __future__ import annotations

import hashlib
import secrets
import threading
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

SALT_BYTES = 16
_PLAIN = b"SQLite format 3\0"
_ROUNDS = 256_000  # SQLCipher 4's own, so that its tools open the file with the passphrase
_KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class Key:
    """A raw key and the salt of the file that it opens; it never shows itself in a text."""

    salt: bytes
    raw: bytes = field(repr=False)

    @property
    def spec(self) -> str:
        """Return the key as SQLCipher takes it, in `PRAGMA key` and behind `ATTACH … KEY`."""
        return f"x'{self.raw.hex()}{self.salt.hex()}'"


_known: dict[bytes, Key] = {}
_lock = threading.Lock()


def derive(passphrase: str, salt: bytes) -> Key:
    """Return the key of a passphrase; takes a fifth of a second and lets other threads go on.

    One passphrase can be typed as different code points; they count as the same.
    """
    words = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
    return Key(salt, hashlib.pbkdf2_hmac("sha512", words, salt, _ROUNDS, _KEY_BYTES))


def new_key(passphrase: str) -> Key:
    """Return the key of a passphrase for a file that is still to be written."""
    return derive(passphrase, secrets.token_bytes(SALT_BYTES))


def salt_of(path: Path) -> bytes | None:
    """Return the salt of a file; None where it is plain, shorter than that, or cannot be read."""
    try:
        with path.open("rb") as file:
            head = file.read(SALT_BYTES)
    except OSError:
        return None
    return head if len(head) == SALT_BYTES and head != _PLAIN else None


def remember(key: Key) -> None:
    """Let every connection of this process use a key, until it is forgotten."""
    with _lock:
        _known[key.salt] = key


def forget(key: Key | None) -> None:
    """Let nothing open the files of a key any more; what is open stays open."""
    if key is not None:
        with _lock:
            _known.pop(key.salt, None)


def forget_all() -> None:
    """Forget every key, at the end of the app."""
    with _lock:
        _known.clear()


def key_of(path: Path) -> Key | None:
    """Return the key of a file, or of a copy of it; None where it is plain or still locked."""
    salt = salt_of(path)
    with _lock:
        return None if salt is None else _known.get(salt)
