"""Speaking time per side, for the facilitator alone (V8). It is counted like a clock, not undone.

`sealed_speaking` is kept outside of the journal: undo after typing takes back the typing and never
a second of what somebody said, and no history tells who spoke when.
"""

from __future__ import annotations

from facilitator.commands.fields import must_exist
from facilitator.store import Store


def add_speaking(store: Store, session_id: int, party_id: int, seconds: int) -> None:
    """Add seconds that a side had the floor; no page is told, as with a tick of the clock."""
    must_exist(store, "session", session_id)
    must_exist(store, "party", party_id)
    if seconds > 0:
        store.execute(
            "INSERT INTO sealed_speaking(session_id, party_id, seconds) VALUES (?, ?, ?)"
            " ON CONFLICT DO UPDATE SET seconds = seconds + excluded.seconds",
            (session_id, party_id, seconds),
        )


def forget_speaking(store: Store, session_id: int) -> None:
    """Forget for good what was counted in a session."""
    must_exist(store, "session", session_id)
    store.execute("DELETE FROM sealed_speaking WHERE session_id = ?", (session_id,))
