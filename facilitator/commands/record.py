"""The append-only record of what happened between the sides: it can only grow."""

from __future__ import annotations

import secrets
from collections.abc import Mapping

from facilitator.commands.fields import stamp
from facilitator.queries.record import head
from facilitator.store import Store
from facilitator.store.record import BEGINNING, digest_of, hash_of

_SALT_BYTES = 16


def append_event(store: Store, what: str, row_id: int | None, facts: Mapping[str, str]) -> int:
    """Add one event, part of the caller's step, and return its number.

    Of the facts only a salted digest is kept. Undo never takes an event back, so the step that
    holds it is a barrier.
    """
    last = head(store)
    salt = secrets.token_hex(_SALT_BYTES)
    row: dict[str, object] = {
        "id": last.n + 1,
        "at": stamp(store),
        "what": what,
        "row_id": row_id,
        "salt": salt,
        "digest": digest_of(salt, facts),
        "previous": last.hash or BEGINNING,
    }
    row["hash"] = hash_of(row)
    names = ", ".join(row)
    store.execute(
        f"INSERT INTO record({names}) VALUES ({', '.join('?' * len(row))})", tuple(row.values())
    )
    return last.n + 1
