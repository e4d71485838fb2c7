"""Which agenda items came from data: directly, or carried over from an item that did."""

from __future__ import annotations

from facilitator.store import Reader

# `source` has a row (item_id, from_id, kind) for each; a request also names its first item itself.
SOURCES = """
WITH RECURSIVE source(item_id, from_id, kind) AS (
  SELECT id, came_from_id, came_from_kind FROM agenda_item
    WHERE came_from_kind IN ('data_set', 'data_request') AND came_from_id IS NOT NULL
  UNION SELECT item_id, id, 'data_request' FROM data_request WHERE item_id IS NOT NULL
  UNION SELECT i.id, o.from_id, o.kind FROM source o
    JOIN agenda_item i ON i.came_from_id = o.item_id AND i.came_from_kind = 'agenda_item')"""
_WAITS = "i.state = 'open' AND (s.id IS NULL OR s.state IN ('planned', 'running'))"


def waiting_sources(reader: Reader) -> set[int]:
    """Return the data sets and requests with an open item in the backlog or a coming session."""
    rows = reader.all(
        f"{SOURCES} SELECT o.from_id FROM source o JOIN agenda_item i ON i.id = o.item_id"
        f" LEFT JOIN session s ON s.id = i.session_id WHERE {_WAITS}"
    )
    return {row["from_id"] for row in rows}


def source_of(reader: Reader, item_id: int) -> tuple[str, int] | None:
    """Return kind and id of the data that an item came from, None where it is none."""
    row = reader.one(
        f"{SOURCES} SELECT kind, from_id FROM source WHERE item_id = ? ORDER BY kind LIMIT 1",
        (item_id,),
    )
    return None if row is None else (row["kind"], row["from_id"])


def waiting_items(reader: Reader) -> list[tuple[int, int, int | None]]:
    """Return (data set, item, session or None) of what is to be settled, the next session last."""
    rows = reader.all(
        f"{SOURCES} SELECT o.from_id, i.id, i.session_id FROM source o"
        " JOIN agenda_item i ON i.id = o.item_id LEFT JOIN session s ON s.id = i.session_id"
        f" WHERE o.kind = 'data_set' AND {_WAITS}"
        " ORDER BY s.starts_local IS NOT NULL, s.starts_local DESC, i.id"
    )
    return [(row["from_id"], row["id"], row["session_id"]) for row in rows]
