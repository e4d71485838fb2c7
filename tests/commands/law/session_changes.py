"""The undo law for moving a session, its level, and holding it without the facilitator."""

from __future__ import annotations

from facilitator.commands import session_changes
from tests.commands.law import Table, nothing

LAW: Table = {
    "session_changes.move_session": (
        nothing,
        lambda s, _: session_changes.move_session(
            s.store, s.planned, "2026-07-22T14:00", "Nadia is away"
        ),
    ),
    "session_changes.set_without_facilitator": (
        nothing,
        lambda s, _: session_changes.set_without_facilitator(s.store, s.held, True),
    ),
    "session_changes.set_session_level": (
        nothing,
        lambda s, _: session_changes.set_session_level(s.store, s.planned, "leadership"),
    ),
}
