"""The append-only record: its head, and whether its chain holds."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from facilitator.store import Reader
from facilitator.store.record import broken_links

PRINTED = 16


@dataclass(frozen=True, slots=True)
class RecordHead:
    """The last event; `n` is its number, 0 before the first."""

    n: int
    hash: str

    @property
    def printed(self) -> str:
        """Return what stands on paper: the first 16 digits, empty before the first event."""
        return self.hash[:PRINTED]


@dataclass(frozen=True, slots=True)
class EventRow:
    n: int
    at: str
    what: str
    row_id: int | None
    hash: str


def head(reader: Reader) -> RecordHead:
    """Return the last event of the record."""
    row = reader.one("SELECT id, hash FROM record ORDER BY id DESC LIMIT 1")
    return RecordHead(0, "") if row is None else RecordHead(row["id"], row["hash"])


def heads_of(reader: Reader, row_ids: Iterable[int]) -> dict[int, RecordHead]:
    """Return the last event about each of these rows that has any."""
    rows = reader.all(
        "SELECT row_id, max(id) AS id, hash FROM record"
        " WHERE row_id IN (SELECT value FROM json_each(?)) GROUP BY row_id",
        (json.dumps(list(row_ids)),),
    )
    return {row["row_id"]: RecordHead(row["id"], row["hash"]) for row in rows}


def events_of(reader: Reader, row_id: int) -> list[EventRow]:
    """Return what happened to one row, oldest first."""
    rows = reader.all("SELECT * FROM record WHERE row_id = ? ORDER BY id", (row_id,))
    return [EventRow(row["id"], row["at"], row["what"], row["row_id"], row["hash"]) for row in rows]


def verify_chain(reader: Reader, printed: RecordHead | None = None) -> list[str]:
    """Return what is wrong with the record; with the head that a paper prints, its tail as well."""
    found = broken_links(reader)
    if printed is None or not printed.n:
        return found
    known = reader.value("SELECT hash FROM record WHERE id = ?", (printed.n,))
    if known is None:
        found.append(
            f"The record ends before event {printed.n}, which a paper of this file names: its end"
            " was cut off."
        )
    elif not str(known).startswith(printed.hash):
        found.append(f"Event {printed.n} of the record is not the one that a paper names.")
    return found
