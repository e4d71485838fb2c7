"""“Not clear”: anyone in the room can ask, and a say-it-back or a question is queued (V12)."""

from __future__ import annotations

from facilitator.commands.agenda import mark_not_clear
from facilitator.commands.captures import WORDS, capture, settle
from facilitator.commands.fields import must_exist
from facilitator.commands.saybacks import ask_sayback
from facilitator.domain.words import CaptureKind
from facilitator.errors import CommandRefused
from facilitator.store import Store


def ask_for_clarity(store: Store, item_id: int, kind: CaptureKind, words: str = "") -> int:
    """Mark an item and queue a say-it-back or a question about it; return the capture's id."""
    kind = CaptureKind(kind)
    if kind not in (CaptureKind.SAYBACK, CaptureKind.QUESTION):
        raise CommandRefused("What is not clear becomes a say-it-back or a question.")
    item = must_exist(store, "agenda_item", item_id)
    session_id = item["session_id"]
    with store.step(f"Queue {WORDS[kind]}"):
        mark_not_clear(store, item_id, True)
        if kind is CaptureKind.SAYBACK:
            return ask_sayback(
                store, item["title"], said=words, about_id=item_id, about_kind="item",
                session_id=session_id, item_id=item_id,
            )  # fmt: skip
        words = words or f"Not clear: {item['title']}"
        return capture(store, kind, words, session_id=session_id, item_id=item_id)


def make_clear(store: Store, capture_id: int, words: str = "") -> None:
    """Settle a question or say-it-back; with the last one of an item its mark goes too."""
    settle(store, capture_id, words)
