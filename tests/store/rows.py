"""Rows for the store's tests, and every row there is: what the undo law compares."""

from __future__ import annotations

from facilitator.store import Reader, Row, Store
from facilitator.store.tables import TRACKED

AT = "2026-06-30T08:00:00.000+00:00"


def dump(reader: Reader) -> dict[str, list[Row]]:
    """Return every row of every tracked table."""
    return {table: reader.all(f'SELECT * FROM "{table}" ORDER BY id') for table in TRACKED}


def party(store: Store, name: str = "Operations") -> int:
    with store.step("Add party"):
        return store.insert("party", name=name, colour="teal", position=1)


def session(store: Store) -> int:
    with store.step("Add session"):
        return store.insert(
            "session",
            kind="other",
            title="Weekly sync",
            starts_local="2026-06-30T10:00",
            zone="Europe/Berlin",
            length_s=3600,
            state="planned",
            created_at=AT,
        )


def notes(store: Store, text: str = "") -> int:
    """Return the id of an agenda item's notes."""
    of = session(store)
    with store.step("Add item"):
        item = store.insert(
            "agenda_item",
            session_id=of,
            position=1,
            title="Firewall rules",
            purpose="decide",
            length_s=600,
            box="limit",
            state="open",
        )
        return store.insert("item_notes", item_id=item, text=text)


def decision(store: Store, state: str = "proposed") -> int:
    with store.step("Capture decision"):
        row = store.insert("capture", kind="decision", text="Patch on Tuesdays", at=AT)
        store.insert("decision", id=row, wording="We patch", method="consent", state=state)
        return row
