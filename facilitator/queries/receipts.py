"""What left this file and what was destroyed in it, as its receipts tell (S2, S3)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from facilitator.store import Reader, Row

DESTROYED = "destroyed"
DESTROYED_SEALED = "destroyed_sealed"


@dataclass(frozen=True, slots=True)
class Receipt:
    """One export or one destruction; `body` holds counts, never words of the engagement.

    `audience` is the name of a side, or the word for an audience.
    """

    id: int
    at: str
    kind: str
    audience: str
    code: str
    sha256: str
    body: Mapping[str, Any]

    @property
    def is_destruction(self) -> bool:
        """Whether something was destroyed; else something left."""
        return self.kind in (DESTROYED, DESTROYED_SEALED)

    @property
    def is_unfinished(self) -> bool:
        """Whether a destruction was interrupted before it was proven."""
        return self.is_destruction and not self.body.get("finished", False)

    @property
    def session_id(self) -> int | None:
        """The session it is about, if it is about one."""
        found = self.body.get("session_id")
        return int(found) if found else None

    @property
    def file_name(self) -> str:
        """The name under which a file left."""
        return str(self.body.get("file", ""))


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """A receipt as a list outside the window tells it: nothing of sealed notes, not even how many.

    `what` is the kind of paper, or what was destroyed; `at` is UTC.
    """

    at: str
    what: str
    session: str
    form: str
    audience: str
    code: str
    sha256: str
    file: str


def receipts(reader: Reader, session_id: int | None = None) -> list[Receipt]:
    """Return every receipt, the latest first; of one session when asked."""
    rows = reader.all(
        "SELECT r.*, p.name AS party FROM receipt r LEFT JOIN party p"
        " ON r.audience = 'party:' || p.id ORDER BY r.at DESC, r.id DESC"
    )
    found = [_receipt(row) for row in rows]
    return [each for each in found if session_id is None or each.session_id == session_id]


def shared_receipts(reader: Reader) -> list[Receipt]:
    """Return the receipts of what others know of: nothing tells that a sealed note was there."""
    return [each for each in receipts(reader) if each.kind != DESTROYED_SEALED]


def receipt_lines(reader: Reader) -> list[ReceiptLine]:
    """Return the receipts as a list tells them, the latest first."""
    return [
        ReceiptLine(
            each.at,
            each.kind,
            str(each.body.get("session", "")),
            str(each.body.get("form", "")),
            each.audience,
            each.code,
            each.sha256,
            each.file_name,
        )
        for each in shared_receipts(reader)
    ]


def unfinished(reader: Reader) -> list[Receipt]:
    """Return the destructions that something interrupted; each can be finished."""
    return [each for each in receipts(reader) if each.is_unfinished]


def _receipt(row: Row) -> Receipt:
    return Receipt(
        row["id"],
        row["at"],
        row["kind"],
        row["party"] or row["audience"] or "",
        row["code"] or "",
        row["file_sha256"] or "",
        json.loads(row["body_json"]),
    )
