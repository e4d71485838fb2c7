"""What the engine reports, as this product's own errors."""

from __future__ import annotations

import errno
from pathlib import Path

from sqlcipher3 import dbapi2

from facilitator.errors import (
    Cancelled,
    DecisionFixed,
    FileDamaged,
    FileUnreadable,
    InvalidText,
    MinutesApproved,
    MinutesWentOut,
    PassphraseWrong,
    RowRefused,
    WriteFailed,
)
from facilitator.store import gate

__all__ = [
    "APPROVED",
    "FIXED",
    "OUTSIDE",
    "WENT_OUT",
    "OutsideStep",
    "check_text",
    "primary_code",
    "reason",
    "translated",
]

OUTSIDE = "facilitator:outside:"
FIXED = "facilitator:fixed:"
APPROVED = "facilitator:approved:"
WENT_OUT = "facilitator:went out"

_WRITE_CAUSES = {
    dbapi2.SQLITE_FULL: "the disk is full",
    dbapi2.SQLITE_READONLY: "the file or its folder is read-only",
    dbapi2.SQLITE_PERM: "there is no permission to write",
    dbapi2.SQLITE_CANTOPEN: "a file that writing needs could not be opened",
    dbapi2.SQLITE_BUSY: "another program is writing to it",
    dbapi2.SQLITE_LOCKED: "another program is writing to it",
}


class OutsideStep(RuntimeError):
    """A tracked table was written outside `store.step`: a mistake in the code, not in the file."""

    def __init__(self, table: str) -> None:
        super().__init__(f"{table} was written outside a step")
        self.table = table


def primary_code(error: dbapi2.Error) -> int:
    """Return the engine's primary result code, 0 when the error did not come from the engine."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def translated(error: dbapi2.Error, path: Path) -> Exception:
    """Return the error to raise instead; a mistake in the SQL itself is returned as it is."""
    code, message = primary_code(error), str(error)
    if code == dbapi2.SQLITE_CONSTRAINT:
        return _constraint(message)
    if code in _WRITE_CAUSES:
        return WriteFailed(path, _WRITE_CAUSES[code])
    if code == dbapi2.SQLITE_IOERR:
        return WriteFailed(path, "the disk reported an error")
    if code == dbapi2.SQLITE_CORRUPT:
        return FileDamaged(path, message)
    if code == dbapi2.SQLITE_NOTADB:
        return PassphraseWrong(path) if gate.is_protected(path) else FileUnreadable(path)
    if code == dbapi2.SQLITE_INTERRUPT:
        return Cancelled()
    return error


def _constraint(message: str) -> Exception:
    if message.startswith(OUTSIDE):
        return OutsideStep(message.removeprefix(OUTSIDE))
    if message.startswith(FIXED):
        return DecisionFixed(int(message.removeprefix(FIXED)))
    if message.startswith(APPROVED):
        return MinutesApproved(int(message.removeprefix(APPROVED)))
    if message == WENT_OUT:
        return MinutesWentOut()
    return RowRefused(message)


def reason(error: OSError) -> str:
    """Return why the system refused to write, as the middle of a sentence."""
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return "the file or its folder is read-only"
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "the disk is full"
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return "its folder is not there"
    return error.strerror or "the folder cannot be used"


def check_text(field: str, value: object) -> None:
    """Refuse text that the journal could not give back: NUL ends it, a lone surrogate is none."""
    if not isinstance(value, str):
        return
    if "\0" in value:
        raise InvalidText(field, "the text holds a NUL character")
    if not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError:
            raise InvalidText(field, "the text holds half a character") from None
