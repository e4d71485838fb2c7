"""The undo law of the words that nobody has explained."""

from __future__ import annotations

from typing import Any

from facilitator.commands import agenda, unknown_words
from tests.commands.law import Table, nothing
from tests.commands.scene import Scene

_TEXT = "The SIEM sends it; data loss prevention (DLP) does not."


def _collected(s: Scene) -> int:
    with s.store.step("A word was used"):
        return s.store.insert(
            "unknown_word", word="DLP", state="open", at="2026-06-23T08:00:00+00:00",
            party_id=s.security, seen_in_kind="agenda_item", seen_in_id=s.planned_items[0],
        )  # fmt: skip


def _asked(s: Scene) -> int:
    word_id = _collected(s)
    unknown_words.ask_for_plain_words(s.store, word_id, s.security, s.nadia)
    return word_id


def _collect(s: Scene, _: Any) -> object:
    return unknown_words.collect(s.store, _TEXT, "item_notes", s.planned_items[0])


def _save_text(s: Scene, _: Any) -> object:
    item = s.planned_items[0]
    return unknown_words.save_text(
        s.store, agenda.set_notes, item, _TEXT,
        label="Edit notes", typed=_TEXT, seen_in=("agenda_item", item),
    )  # fmt: skip


LAW: Table = {
    "unknown_words.collect": (nothing, _collect),
    "unknown_words.save_text": (nothing, _save_text),
    "unknown_words.ask_for_plain_words": (
        _collected,
        lambda s, word: unknown_words.ask_for_plain_words(s.store, word, s.security),
    ),
    "unknown_words.ignore_word": (
        _collected,
        lambda s, word: unknown_words.ignore_word(s.store, word),
    ),
    "unknown_words.reopen_word": (
        _asked,
        lambda s, word: unknown_words.reopen_word(s.store, word),
    ),
    "unknown_words.explain_word": (
        _asked,
        lambda s, word: unknown_words.explain_word(s.store, word, "What watches the logs"),
    ),
    "unknown_words.keep_definition": (
        _collected,
        lambda s, _: unknown_words.keep_definition(s.store, "DLP", "data loss prevention"),
    ),
}
