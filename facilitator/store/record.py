"""The append-only record: each event chained to the one before by SHA-256.

A row holds a salted digest of what happened and none of its words, so that words can be destroyed
without breaking the chain. Whoever rewrites a row has to rewrite all that follow; whoever cuts the
tail off is found out where the head stands elsewhere, as it does on approved minutes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from facilitator.store.reader import Reader, Row

BEGINNING = "0" * 64
_TOLD = 5


def digest_of(salt: str, facts: Mapping[str, str]) -> str:
    """Return the digest of an event's facts; without the salt nobody can guess them from it."""
    text = json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return _sha256(salt + text)


def hash_of(row: Mapping[str, object]) -> str:
    """Return what a row's hash has to be, from its other columns."""
    names = ("previous", "at", "what", "row_id", "salt", "digest")
    return _sha256("\n".join("" if row[name] is None else str(row[name]) for name in names))


def broken_links(reader: Reader) -> list[str]:
    """Return what is wrong with the chain, one sentence for each place; empty when it holds."""
    found: list[str] = []
    previous, expected = BEGINNING, 1
    for row in reader.all("SELECT * FROM record ORDER BY id"):
        found += _findings(row, previous, expected)
        previous, expected = row["hash"], row["id"] + 1
    more = len(found) - _TOLD
    return found[:_TOLD] + ([f"{more} more places of the record do not fit."] if more > 0 else [])


def _findings(row: Row, previous: str, expected: int) -> list[str]:
    found = []
    if row["id"] != expected:
        found.append(f"The record has a gap before event {row['id']}.")
    if row["previous"] != previous:
        found.append(f"Event {row['id']} of the record does not follow the one before it.")
    if row["hash"] != hash_of(row):
        found.append(f"Event {row['id']} of the record was changed after it was written.")
    return found


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
