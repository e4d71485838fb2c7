"""Who opens a session first (V8)."""

from __future__ import annotations

from facilitator.commands.fields import must_exist
from facilitator.errors import CommandRefused
from facilitator.store import Store


def set_opener(store: Store, session_id: int, party_id: int | None) -> None:
    """Choose the side that opens a session; None lets the turn decide."""
    row = must_exist(store, "session", session_id)
    if row["state"] == "closed":
        raise CommandRefused(f"“{row['title']}” is closed; who opened it stays as it was.")
    if party_id is not None:
        must_exist(store, "party", party_id)
    with store.step("Choose who opens"):
        store.update("session", session_id, opens_party_id=party_id)
