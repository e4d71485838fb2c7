"""Many sessions in one document, with one register of decisions and actions."""

from __future__ import annotations

from datetime import date

from facilitator.projections.actions import ActionShelf
from facilitator.projections.decisions import decisions_of
from facilitator.projections.minutes import MinutesMaker
from facilitator.projections.names import IN_LIST, id_list, item_numbers
from facilitator.projections.types import Record
from facilitator.store import Reader, Row


def build_record(
    reader: Reader, from_on: date | str | None = None, to_on: date | str | None = None
) -> Record:
    """Return the sessions held on the days from `from_on` to `to_on`, both included.

    Without days it begins with the first session and ends with the last.
    """
    first, last = str(from_on or ""), str(to_on or "")
    rows = _held(reader, first, last)
    ids = [row["id"] for row in rows]
    maker = MinutesMaker(reader, ids)
    where, params = f"c.session_id {IN_LIST}", (id_list(ids),)
    items = item_numbers(reader, maker.names, ids)
    shelf = ActionShelf(reader, maker.names, where, params)
    return Record(
        audience="joint",
        engagement=maker.names.head,
        from_on=first or (rows[0]["starts_local"][:10] if rows else ""),
        to_on=last or (rows[-1]["starts_local"][:10] if rows else ""),
        sessions=tuple(maker.minutes(each) for each in ids),
        decisions=tuple(
            each.entry for each in decisions_of(reader, maker.names, items, where, *params)
        ),
        actions=tuple(shelf.entry(row) for row in shelf.rows),
    )


def _held(reader: Reader, first: str, last: str) -> list[Row]:
    return reader.all(
        "SELECT id, starts_local FROM session WHERE state IN ('running', 'closed')"
        " AND (? = '' OR substr(starts_local, 1, 10) >= ?)"
        " AND (? = '' OR substr(starts_local, 1, 10) <= ?) ORDER BY starts_local, id",
        (first, first, last, last),
    )
