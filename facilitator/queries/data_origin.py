"""Which data set or data request an agenda item came from, and how that stands."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.queries.data_requests import request_refs
from facilitator.queries.data_sets import DataStanding, data_set_names, standing_of
from facilitator.queries.data_sources import source_of
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
    found = source_of(reader, item_id)
    if found is None:
        return None
    kind, from_id = found
    if kind == "data_request":
        ref = request_refs(reader, [from_id]).get(from_id)
        if ref is None:
            return None
        return DataOrigin(ref.id, None, ref.number, ref.question, ref.answer, None)
    name = data_set_names(reader).get(from_id)
    if name is None:
        return None
    return DataOrigin(None, from_id, "", name, "", standing_of(reader, from_id))
