"""What changes about a planned session with a reason, and how a session was held."""

from __future__ import annotations

from datetime import datetime

from facilitator.commands.fields import choice, flag, line, local_moment, must_exist, remember
from facilitator.commands.sessions import must_be, set_session
from facilitator.domain.moments import local_to_utc
from facilitator.domain.words import Level, SessionState
from facilitator.queries.held import known_zone
from facilitator.store import Store


def move_session(
    store: Store, session_id: int, starts_local: str | datetime, reason: str = ""
) -> None:
    """Move a planned session; it keeps its place in the rhythm, and the reason is kept (K2)."""
    row = must_be(store, session_id, SessionState.PLANNED)
    starts = local_to_utc(local_moment("Start", starts_local), known_zone(row["zone"])).local
    if starts == row["starts_local"]:
        return
    with store.step("Move session"):
        remember(
            store, session_id, "starts_local", row["starts_local"], starts, line("Reason", reason)
        )
        set_session(store, session_id, starts_local=starts)


def set_without_facilitator(store: Store, session_id: int, without: bool) -> None:
    """Say that a session is held without the facilitator, or take it back (K1)."""
    must_exist(store, "session", session_id)
    label = "Held without the facilitator" if without else "Held with the facilitator"
    with store.step(label):
        store.update("session", session_id, without_facilitator=flag("Without", without))


def set_session_level(store: Store, session_id: int, level: str) -> None:
    """Say on which level a session meets; an empty one is that of its series (E10)."""
    must_exist(store, "session", session_id)
    value = choice(Level)("Level", level) if level else None
    with store.step("Level of the session"):
        store.update("session", session_id, level=value)
