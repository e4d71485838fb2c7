"""What of minutes that came back is in this file already, and where the rest may go (M4)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from facilitator.domain.brought import BroughtMinutes
from facilitator.domain.text import fold
from facilitator.queries.numbers import capture_label, session_labels
from facilitator.store import Reader


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A session that was not held yet, whose agenda can take topics."""

    session_id: int
    title: str
    starts_local: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What is here already: places of `open_actions` and of `topics`; `session_id` is theirs."""

    session_id: int | None
    actions: Collection[int]
    topics: Collection[int]
    places: tuple[PlaceRow, ...]


def standing_of(reader: Reader, minutes: BroughtMinutes) -> Standing:
    """Return how the offered things stand in this file."""
    known = _known_words(reader)
    numbers = _known_numbers(reader)
    session_id = session_like(reader, minutes.engagement.title, minutes.number, minutes.starts)
    return Standing(
        session_id,
        {
            place
            for place, action in enumerate(minutes.open_actions)
            if numbers.get(action.number) == fold(action.text)
            or {fold(action.text), fold(told(action.text, action.number))} & known
        },
        {place for place, topic in enumerate(minutes.topics) if fold(topic.text) in known},
        _places(reader),
    )


def told(words: str, number: str) -> str:
    """Return words with the number they have in the paper they come from."""
    return f"{words} ({number})" if number else words


def session_like(reader: Reader, engagement: str, number: str, starts: str) -> int | None:
    """Return the session of this file that a paper is about, None where it is another's."""
    if reader.value("SELECT title FROM engagement") != engagement:
        return None
    for session_id, label in session_labels(reader).items():
        if label.label == number:
            began = reader.value("SELECT starts_local FROM session WHERE id = ?", (session_id,))
            return session_id if str(began)[:10] == starts[:10] else None
    return None


def _known_words(reader: Reader) -> set[str]:
    rows = reader.all(
        "SELECT text FROM capture WHERE kind IN ('action', 'parked', 'question', 'concern')"
        " UNION SELECT title FROM agenda_item"
    )
    return {fold(row["text"]) for row in rows}


def _known_numbers(reader: Reader) -> dict[str, str]:
    rows = reader.all(
        "SELECT c.text, n.year, n.n FROM issued_number n JOIN capture c ON c.id = n.row_id"
        " WHERE n.kind = 'action'"
    )
    return {capture_label("action", row["year"], row["n"]): fold(row["text"]) for row in rows}


def _places(reader: Reader) -> tuple[PlaceRow, ...]:
    rows = reader.all(
        "SELECT id, title, starts_local FROM session WHERE state IN ('planned', 'running')"
        " ORDER BY starts_local, id LIMIT 20"
    )
    return tuple(PlaceRow(row["id"], row["title"], row["starts_local"]) for row in rows)
