"""Where something that was found belongs: its session, the state of that, its agenda item."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.store import Reader

_ITEM = {
    "item": "SELECT id AS item_id, session_id FROM agenda_item WHERE id = ?",
    "notes": (
        "SELECT i.id AS item_id, i.session_id FROM item_notes n"
        " JOIN agenda_item i ON i.id = n.item_id WHERE n.id = ?"
    ),
    "paper": (
        "SELECT i.id AS item_id, i.session_id FROM paper p"
        " JOIN agenda_item i ON i.id = p.item_id WHERE p.id = ?"
    ),
    "session": "SELECT NULL AS item_id, id AS session_id FROM session WHERE id = ?",
}
_CAPTURE = """
SELECT c.item_id, c.session_id, coalesce(k.state <> 'open', c.settled_on IS NOT NULL) AS is_settled
FROM capture c LEFT JOIN concern k ON k.id = c.id AND c.kind = 'concern' WHERE c.id = ?"""


@dataclass(frozen=True, slots=True)
class Home:
    """`state` is that of the session, empty outside of one; `is_settled` counts for captures."""

    session_id: int | None
    state: str
    item_id: int | None
    is_settled: bool


def home(reader: Reader, kind: str, row_id: int) -> Home | None:
    """Return where a thing of a search kind belongs, None where it was deleted."""
    row = reader.one(_ITEM.get(kind, _CAPTURE), (row_id,))
    if row is None:
        return None
    state = reader.value("SELECT state FROM session WHERE id = ?", (row["session_id"],))
    return Home(row["session_id"], state or "", row["item_id"], bool(row.get("is_settled")))
