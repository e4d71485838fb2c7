"""Scratch notes: what was jotted down in a session and stands in no minutes (S3)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from facilitator.domain.words import ScratchNotes
from facilitator.store import Reader


@dataclass(frozen=True, slots=True)
class Scratch:
    """The raw notes of one session: `captures` are short ones, `notes` the text of an item."""

    session_id: int
    captures: tuple[int, ...]
    notes: tuple[int, ...]

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.captures) + len(self.notes)


_CAPTURES = (
    "SELECT id, text FROM capture WHERE kind = 'note' AND in_minutes = 0 AND session_id = ?"
    " ORDER BY id"
)
_NOTES = (
    "SELECT n.id, n.text FROM item_notes n JOIN agenda_item i ON i.id = n.item_id"
    " WHERE n.in_minutes = 0 AND i.session_id = ? ORDER BY n.id"
)


def scratch(reader: Reader, session_id: int) -> Scratch:
    """Return the notes that are not marked “in minutes” and that no circulated version printed."""
    printed = _printed(reader, session_id)

    def raw(sql: str) -> tuple[int, ...]:
        rows = reader.all(sql, (session_id,))
        return tuple(row["id"] for row in rows if not _stands_in(row["text"], printed))

    return Scratch(session_id, raw(_CAPTURES), raw(_NOTES))


def went_out(reader: Reader, session_id: int | None, text: str) -> bool:
    """Tell whether a version of a session's minutes that went out holds these words."""
    return session_id is not None and _stands_in(text, _printed(reader, session_id))


def wants_destruction(reader: Reader) -> bool:
    """Tell whether raw notes go for good when minutes are approved."""
    chosen = reader.value("SELECT scratch_notes FROM engagement LIMIT 1")
    return str(chosen) == ScratchNotes.DESTROY


def _printed(reader: Reader, session_id: int) -> str:
    """Return every line that a version of the minutes held when it went out."""
    rows = reader.all("SELECT content_json FROM minutes WHERE session_id = ?", (session_id,))
    lines = (line for row in rows for line in _strings(json.loads(row["content_json"])))
    return "\n".join(lines)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _strings(each)


def _stands_in(text: str, printed: str) -> bool:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return bool(lines) and all(line in printed for line in lines)
