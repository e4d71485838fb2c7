"""Closing a session together with what leaves it for the next agenda or the backlog (P5)."""

from __future__ import annotations

from collections.abc import Sequence

from facilitator.commands.carry_over import carry_over
from facilitator.commands.fields import must_exist
from facilitator.commands.running import close_session
from facilitator.queries.carry_over import Candidate
from facilitator.store import Store


def close_and_carry(
    store: Store,
    session_id: int,
    chosen: Sequence[Candidate],
    to_session_id: int | None,
    *,
    from_label: str = "",
    next_reason: str = "",
) -> None:
    """Close a session and put what was ticked onto the next agenda (None: the backlog)."""
    with store.step("Close session"):
        close_session(store, session_id, next_reason)
        if chosen:
            series_id = must_exist(store, "session", session_id)["series_id"]
            carry_over(store, to_session_id, chosen, from_label, series_id=series_id)
