"""Look at a file's first bytes before the engine may open it: nothing foreign is ever touched."""

from __future__ import annotations

import codecs
import os
from dataclasses import dataclass
from pathlib import Path

from facilitator.errors import (
    FileDamaged,
    FileEmpty,
    FileForbidden,
    FileMissing,
    FileNewer,
    FileTruncated,
    FileUnreadable,
    NotAnEngagement,
    PassphraseNeeded,
)
from facilitator.store import keys
from facilitator.store.tables import APPLICATION_ID, SCHEMA_VERSION

_MAGIC = b"SQLite format 3\0"
_HEADER = 100
_SEALED_PAGE = 4096  # SQLCipher's, so that a protected file is whole pages of random bytes
# Compressed files look as random as encrypted ones, but say what they are.
_KNOWN_KINDS = (
    b"PK",
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"\x1f\x8b",
    b"7z\xbc",
    b"BZh",
    b"GIF8",
)


@dataclass(frozen=True, slots=True)
class Header:
    """What the first 100 bytes say; a log that was not folded in yet may say more.

    A protected file says nothing of itself: schema and pages are 0, until it is opened.
    """

    schema: int
    page_size: int
    pages: int
    is_protected: bool = False


def beside(path: Path) -> list[Path]:
    """Return the engine's own files that lie beside a document that was not closed."""
    names = (path.with_name(path.name + suffix) for suffix in ("-wal", "-shm", "-journal"))
    return [name for name in names if name.exists()]


def rewriting_mark(path: Path) -> Path:
    """Name what lies beside a file while it is written anew, and still does after a power cut."""
    real = path.resolve()
    return real.with_name(f".{real.name}.rewriting")


def examine(path: Path) -> Header:
    """Return the header of an engagement file, or raise the one class that says what is wrong."""
    head, size = _first_bytes(path)
    if size == 0:
        raise FileEmpty(path)
    if _is_protected(path, head, size):
        if keys.key_of(path) is None:
            raise PassphraseNeeded(path)
        return Header(0, _SEALED_PAGE, 0, is_protected=True)
    if not head.startswith(_MAGIC):
        raise _foreign(path, head)
    if size < _HEADER:
        raise FileTruncated(path)
    if int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise NotAnEngagement(path)
    header = _header(path, head)
    if header.schema > SCHEMA_VERSION:
        raise FileNewer(path, header.schema, SCHEMA_VERSION)
    # With a log beside it the file may lack pages that the log still holds.
    if size < header.page_size * header.pages and not beside(path):
        raise FileTruncated(path)
    return header


def is_protected(path: Path) -> bool:
    """Tell whether a file can only be read with a passphrase, as far as one can see from outside.

    False for what is missing or cannot be read: whoever opens it is told.
    """
    try:
        with path.open("rb") as file:
            head = file.read(_SEALED_PAGE)
            return _is_protected(path, head, file.seek(0, 2))
    except OSError:
        return False


def _is_protected(path: Path, head: bytes, size: int) -> bool:
    is_whole = len(head) == _SEALED_PAGE and (size % _SEALED_PAGE == 0 or bool(beside(path)))
    return is_whole and not head.startswith((_MAGIC, *_KNOWN_KINDS)) and _looks_random(head)


def _first_bytes(path: Path) -> tuple[bytes, int]:
    try:
        with path.open("rb") as file:
            head = file.read(4096)
            return head, file.seek(0, 2)
    except FileNotFoundError:
        raise FileMissing(path) from None
    except NotADirectoryError:
        raise FileMissing(path) from None
    except IsADirectoryError:
        raise NotAnEngagement(path) from None
    except PermissionError:
        # Path.is_dir raises where the folder around it may not be entered.
        raise (NotAnEngagement if os.path.isdir(path) else FileForbidden)(path) from None  # noqa: PTH112
    except OSError as error:
        raise FileDamaged(path, error.strerror or "it cannot be read") from error


def _foreign(path: Path, head: bytes) -> Exception:
    if _MAGIC.startswith(head):
        return FileTruncated(path)
    if not head.startswith(_KNOWN_KINDS) and _looks_random(head):
        return FileUnreadable(path)
    return NotAnEngagement(path)


def _looks_random(head: bytes) -> bool:
    """Compare the number of different bytes with what chance gives; text uses under a hundred."""
    expected = 256 * (1 - (255 / 256) ** len(head))
    return len(head) >= 32 and len(set(head)) > 0.85 * expected and not _is_text(head)


def _is_text(head: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)  # the last character may be cut
    except UnicodeDecodeError:
        return False
    return True


def _header(path: Path, head: bytes) -> Header:
    page_size = int.from_bytes(head[16:18], "big")
    page_size = 65536 if page_size == 1 else page_size
    if page_size < 512 or page_size & (page_size - 1):
        raise FileDamaged(path, "its page size is impossible")
    schema = int.from_bytes(head[60:64], "big")
    if schema == 0:
        raise FileDamaged(path, "it names no schema version")
    # The page count is only valid when written by the same change as the counter beside it.
    pages = int.from_bytes(head[28:32], "big") if head[24:28] == head[92:96] else 0
    return Header(schema, page_size, pages)
