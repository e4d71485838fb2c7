"""What answers the warning that all new actions fall on one side (A3)."""

from __future__ import annotations

from facilitator.commands.captures import capture, set_capture
from facilitator.domain.words import CaptureKind
from facilitator.store import Store


def add_action(store: Store, session_id: int, party_id: int, words: str) -> None:
    """Write an action that a side takes on."""
    capture(store, CaptureKind.ACTION, words, session_id=session_id, party_id=party_id)


def note_reason(store: Store, session_id: int, words: str) -> None:
    """Write into the minutes why only one side takes something on."""
    note = capture(store, CaptureKind.NOTE, words, session_id=session_id)
    set_capture(store, note, in_minutes=True)
