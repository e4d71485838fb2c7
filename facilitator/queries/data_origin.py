"""Which data set or data request an agenda item came from, and how that stands."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.queries.data_requests import request_of_item
from facilitator.queries.data_sets import DataStanding, data_set_names, standing_of
from facilitator.store import Reader


@dataclass(frozen=True, slots=True)
class DataOrigin:
    """`answer` is that of a request (empty while open), `standing` that of a data set."""

    request_id: int | None
    data_set_id: int | None
    number: str
    title: str
    answer: str
    standing: DataStanding | None


def data_origin(reader: Reader, item_id: int) -> DataOrigin | None:
    """Return where an item came from, None where that is no data or was deleted."""
    row = reader.one(
        "SELECT came_from_id AS id, came_from_kind AS kind FROM agenda_item WHERE id = ?",
        (item_id,),
    )
    if (ref := request_of_item(reader, item_id)) is not None:
        return DataOrigin(ref.id, None, ref.number, ref.question, ref.answer, None)
    if row is None or row["id"] is None or row["kind"] != "data_set":
        return None
    name = data_set_names(reader).get(row["id"])
    if name is None:
        return None
    return DataOrigin(None, row["id"], "", name, "", standing_of(reader, row["id"]))
