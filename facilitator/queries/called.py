"""What is called by a number that somebody types, whole or its beginning: D-2026-017, 2026/04-3."""

from __future__ import annotations

import re

from facilitator.queries.numbers import session_labels
from facilitator.store import Reader

_CAPTURE = re.compile(r"([dar])-(\d{4})-(\d{0,6})", re.IGNORECASE)
_SESSION = re.compile(r"(\d{4})/(\d{1,6})(?:-(\d{0,4}))?")
_KINDS = {"d": "decision", "a": "action", "r": "data_request"}


def called(reader: Reader, text: str, limit: int = 50) -> list[int]:
    """Return the ids of what has this number, or a number that begins so, the highest first.

    A number that is whole stands before those that only begin like it.
    """
    wanted = text.strip()
    if match := _CAPTURE.fullmatch(wanted):
        return _captures(reader, _KINDS[match[1].lower()], int(match[2]), match[3], limit)
    if match := _SESSION.fullmatch(wanted):
        sessions = _sessions(reader, match[1], match[2])
        if match[3] is None:
            return sessions[:limit]
        return _items(reader, sessions[:1], match[3])[:limit]
    return []


def _captures(reader: Reader, kind: str, year: int, digits: str, limit: int) -> list[int]:
    is_whole = bool(digits) and (len(digits) > 2 or not digits.startswith("0"))
    rows = reader.all(
        "SELECT n.row_id FROM issued_number n WHERE (EXISTS (SELECT 1 FROM capture c"
        " WHERE c.id = n.row_id AND c.kind = n.kind)"
        " OR EXISTS (SELECT 1 FROM data_request r WHERE r.id = n.row_id))"
        " AND n.kind = :kind AND n.year = :year"
        " AND (printf('%03d', n.n) LIKE :digits || '%' OR n.n = :whole)"
        " ORDER BY n.n = :whole DESC, n.n DESC LIMIT :limit",
        {
            "kind": kind,
            "year": year,
            "digits": digits,
            "whole": int(digits) if is_whole else 0,
            "limit": limit,
        },
    )
    return [row["row_id"] for row in rows]


def _sessions(reader: Reader, year: str, digits: str) -> list[int]:
    whole = f"{year}/{int(digits):02d}"
    found = [
        (label.label == whole, label.label, key)
        for key, label in session_labels(reader).items()
        if label.label == whole or label.label.startswith(f"{year}/{digits}")
    ]
    return [key for _, _, key in sorted(found, reverse=True)]


def _items(reader: Reader, sessions: list[int], digits: str) -> list[int]:
    rows = reader.all(
        "SELECT id FROM agenda_item WHERE session_id = ? ORDER BY position, id",
        (sessions[0] if sessions else None,),
    )
    places = {str(place): row["id"] for place, row in enumerate(rows, start=1)}
    exact = [places[digits]] if digits in places else []
    return exact + [
        key for place, key in places.items() if place.startswith(digits) and key not in exact
    ]
