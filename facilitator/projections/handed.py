"""What an item was handed to, and where it came from, between the levels (E10)."""

from __future__ import annotations

from facilitator.queries.levels import UP, Handed, handed
from facilitator.store import Reader

_BECAME = {
    "discussed": "was discussed",
    "agenda": "stands on the agenda",
    "backlog": "waits in the backlog",
    "not_reached": "was not reached",
    "gone": "was deleted there",
}


def handed_lines(reader: Reader, ids: str) -> dict[int, tuple[str, ...]]:
    """Return for each item of `ids` (a JSON list of session ids) that has any its lines."""
    rows = reader.all(
        "SELECT DISTINCT i.id FROM agenda_item i JOIN link l ON l.from_id = i.id OR l.to_id = i.id"
        " WHERE l.role IN ('handed_up', 'handed_down')"
        " AND i.session_id IN (SELECT value FROM json_each(?))",
        (ids,),
    )
    return {row["id"]: tuple(_line(each) for each in handed(reader, row["id"])) for row in rows}


def _line(found: Handed) -> str:
    """Return “handed up to 2026/15 (Leadership), decided D-2026-023”."""
    where = found.label or found.series or "no session"
    if found.label and found.series:
        where = f"{found.label} ({found.series})"
    way = "up" if found.direction == UP else "down"
    if found.is_here:
        return f"handed {way} from {where}"
    became = _BECAME.get(found.became) or f"decided {found.became_label}".strip()
    return f"handed {way} to {where}, {became}"
