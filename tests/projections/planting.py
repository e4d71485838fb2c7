"""Plant a marker in every TEXT column of every `sealed_*` table, discovered from the schema."""

from __future__ import annotations

from facilitator.store import Reader, Store

# Nine letters that stand in no text of the demo, then the place; long enough for every scan.
STEM = "Quixzelbo"
# Planted where a sealed column counts: seconds of speaking, cents an hour, a place in an order.
NUMBER = 918_273_645


def marker(table: str, column: str) -> str:
    """Return the words planted in one column."""
    return f"{STEM} {table.replace('_', ' ')} {column} knows what nobody else may read"


def sealed_columns(reader: Reader) -> dict[str, dict[str, str]]:
    """Return every table of the sealed side with its columns and their types."""
    found: dict[str, dict[str, str]] = {}
    for row in reader.all(
        "SELECT l.name AS t, c.name AS c, upper(c.type) AS k"
        " FROM pragma_table_list l, pragma_table_info(l.name) c WHERE l.schema = 'main'"
        " AND l.type = 'table' AND l.name LIKE 'sealed!_%' ESCAPE '!'"
    ):
        found.setdefault(row["t"], {})[row["c"]] = row["k"]
    return found


def plant(store: Store) -> list[str]:
    """Plant a row in every sealed table that points at real joint rows; return the markers.

    What a careless join could bring along is there to be brought: the ids of a held session, its
    items, both parties and everybody.
    """
    targets = _targets(store)
    planted = []
    with store.step("Plant"):
        for table, columns in sealed_columns(store).items():
            for number in range(len(targets["item_id"])):
                values = _values(store, table, columns, targets, number)
                names = ", ".join(f'"{name}"' for name in values)
                slots = ", ".join("?" for _ in values)
                store.execute(
                    f'INSERT OR REPLACE INTO "{table}"({names}) VALUES ({slots})',
                    tuple(values.values()),
                )
            planted += [marker(table, name) for name, kind in columns.items() if kind == "TEXT"]
    return planted


def _targets(store: Store) -> dict[str, list[int]]:
    def ids(sql: str) -> list[int]:
        return [row["id"] for row in store.all(sql)]

    held = ids("SELECT id FROM session WHERE state = 'closed' ORDER BY starts_local DESC LIMIT 1")
    items = store.all("SELECT id FROM agenda_item WHERE session_id = ?", (held[0],))
    return {
        "session_id": held,
        "item_id": [row["id"] for row in items],
        "party_id": ids("SELECT id FROM party"),
        "person_id": ids("SELECT id FROM person"),
        "step_id": ids("SELECT id FROM step ORDER BY id DESC LIMIT 1"),
        "capture_id": ids("SELECT id FROM capture WHERE kind = 'decision'"),
    }


def _values(
    store: Store, table: str, columns: dict[str, str], targets: dict[str, list[int]], number: int
) -> dict[str, object]:
    values: dict[str, object] = {}
    for name, kind in columns.items():
        if kind == "TEXT":
            values[name] = marker(table, name) + ("" if number == 0 else f" {number}")
        elif name == "id":
            values[name] = store.new_id()
        else:
            known = next((ids for key, ids in targets.items() if name.endswith(key)), [NUMBER])
            values[name] = known[number % len(known)]
    return values
