"""“Not clear”: anyone in the room can ask, and a say-it-back or a question is queued (V12)."""

from __future__ import annotations

from facilitator.commands.agenda import mark_not_clear
from facilitator.commands.captures import WORDS, capture, settle
from facilitator.commands.fields import must_exist
from facilitator.domain.words import CaptureKind
from facilitator.errors import CommandRefused
from facilitator.store import Store


def ask_for_clarity(store: Store, item_id: int, kind: CaptureKind, words: str = "") -> int:
    """Mark an item and queue a say-it-back or a question about it; return the capture's id."""
    kind = CaptureKind(kind)
    if kind not in (CaptureKind.SAYBACK, CaptureKind.QUESTION):
        raise CommandRefused("What is not clear becomes a say-it-back or a question.")
    item = must_exist(store, "agenda_item", item_id)
    with store.step(f"Queue {WORDS[kind]}"):
        mark_not_clear(store, item_id, True)
        return capture(
            store,
            kind,
            words or f"Not clear: {item['title']}",
            session_id=item["session_id"],
            item_id=item_id,
        )


def make_clear(store: Store, capture_id: int, words: str = "") -> None:
    """Settle a question or say-it-back; with the last one of an item its mark goes too."""
    row = must_exist(store, "capture", capture_id)
    with store.step(f"Settle {WORDS[CaptureKind(row['kind'])]}"):
        settle(store, capture_id, words)
        if row["item_id"] is not None and not store.value(
            "SELECT 1 FROM capture WHERE item_id = ? AND kind IN ('question', 'sayback')"
            " AND settled_on IS NULL",
            (row["item_id"],),
        ):
            mark_not_clear(store, row["item_id"], False)
