"""How well the sides understood each other of late, in counts and in one sentence (E5, L5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from facilitator.queries.engagement import day_of
from facilitator.queries.saybacks import Voice, Voices
from facilitator.store import Reader, Row

DAYS = 30


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody said back about something, last of all."""

    sayback_id: int
    text: str
    topic: str
    voice: Voice


@dataclass(frozen=True, slots=True)
class Understanding:
    """Counts of the last `DAYS` days; `still_open` and `to_ask` are of today."""

    said_back: int
    confirmed: int
    still_open: int
    explained: int
    to_ask: int
    quote: Quote | None

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to say yet."""
        numbers = (self.said_back, self.confirmed, self.still_open, self.explained, self.to_ask)
        return not any(numbers) and self.quote is None


def understanding(reader: Reader) -> Understanding:
    """Return what was said back and explained of late, and what is still to ask."""
    since = (day_of(reader) - timedelta(days=DAYS)).isoformat()
    row: Row = (
        reader.one(
            "SELECT (SELECT count(DISTINCT v.sayback_id) FROM sayback_version v"
            "  JOIN capture c ON c.id = v.sayback_id AND +c.kind = 'sayback'"
            "  WHERE v.part = 'restated' AND v.at >= :since) AS said_back,"
            " (SELECT count(*) FROM sayback s JOIN capture c ON c.id = s.id"
            "  AND +c.kind = 'sayback' WHERE s.confirmed_on >= :since) AS confirmed,"
            " (SELECT count(*) FROM sayback s JOIN capture c ON c.id = s.id"
            "  AND +c.kind = 'sayback' WHERE c.settled_on IS NULL) AS still_open,"
            " (SELECT count(*) FROM unknown_word u LEFT JOIN term t ON t.id = u.term_id"
            "  WHERE u.state = 'explained' AND coalesce(t.created_at, u.at) >= :since)"
            " + (SELECT count(*) FROM term t WHERE t.created_at >= :since"
            "  AND t.came_from_id IS NOT NULL AND t.retired_on IS NULL AND NOT EXISTS"
            "   (SELECT 1 FROM unknown_word u WHERE u.term_id = t.id)) AS explained,"
            " (SELECT count(*) FROM unknown_word WHERE state IN ('open', 'asked')) AS to_ask",
            {"since": since},
        )
        or {}
    )
    return Understanding(
        row.get("said_back", 0),
        row.get("confirmed", 0),
        row.get("still_open", 0),
        row.get("explained", 0),
        row.get("to_ask", 0),
        _quote(reader),
    )


def _quote(reader: Reader) -> Quote | None:
    """Return the last sentence that was said back and confirmed."""
    row = reader.one(
        "SELECT v.sayback_id, v.text, v.person_id, v.party_id,"
        " coalesce(t.term, s.topic, c.text) AS topic FROM sayback_version v"
        " JOIN sayback s ON s.id = v.sayback_id AND s.confirmed_on IS NOT NULL"
        " JOIN capture c ON c.id = s.id AND +c.kind = 'sayback'"
        " LEFT JOIN term t ON t.id = s.about_id AND s.about_kind = 'term'"
        " WHERE v.part = 'restated' ORDER BY s.confirmed_on DESC, v.at DESC, v.id DESC LIMIT 1"
    )
    if row is None:
        return None
    voice = Voices(reader).voice(row["person_id"], row["party_id"])
    return Quote(row["sayback_id"], row["text"], row["topic"], voice)
