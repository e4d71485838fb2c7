"""Turns: that a side had its turn in a session, also where it had nothing new (C2)."""

from __future__ import annotations

from facilitator.commands.fields import must_exist, stamp, text
from facilitator.store import Store


def record_turn(
    store: Store,
    session_id: int,
    party_id: int,
    note: str = "",
    *,
    origin: object | None = None,
) -> None:
    """Record that a side had its turn; the note says what, or that there was nothing new."""
    must_exist(store, "session", session_id)
    must_exist(store, "party", party_id)
    said = text("Note", note)
    row = _turn(store, session_id, party_id)
    with store.step("Record turn", merge=f"turn:{session_id}:{party_id}", origin=origin):
        if row is not None:
            store.update("turn", row, note=said)
        else:
            store.insert(
                "turn", session_id=session_id, party_id=party_id, note=said, at=stamp(store)
            )


def remove_turn(store: Store, session_id: int, party_id: int) -> None:
    """Take back that a side had its turn; what it said in the session still counts as one."""
    row = _turn(store, session_id, party_id)
    if row is None:
        return
    with store.step("Take back turn"):
        store.delete("turn", row)


def _turn(store: Store, session_id: int, party_id: int) -> int | None:
    found = store.value(
        "SELECT id FROM turn WHERE session_id = ? AND party_id = ?", (session_id, party_id)
    )
    return None if found is None else int(found)
