"""The agenda of one session for the room (P3, P7)."""

from __future__ import annotations

from facilitator.projections.actions import LIVE_SINCE, ActionShelf
from facilitator.projections.items import Items
from facilitator.projections.names import load_names
from facilitator.projections.people import Attendances
from facilitator.projections.sessions import Sessions
from facilitator.projections.types import Agenda
from facilitator.store import Reader


def build_agenda(reader: Reader, session_id: int) -> Agenda:
    """Return the agenda with the start time of each item in the session's own wall time."""
    names = load_names(reader)
    sessions = Sessions(reader, names)
    row, began = sessions.by_id[session_id], sessions.began(session_id)
    shelf = ActionShelf(reader, names, LIVE_SINCE, {"since": began})
    people = Attendances(reader, names, [session_id])
    return Agenda(
        audience="room",
        engagement=names.head,
        session=sessions.head(session_id),
        invited=people.by_party(row),
        agreements=_agreements(reader),
        items=Items(reader, names, [session_id]).of(row, {}),
        open_actions=tuple(
            shelf.entry(each, began) for each in shelf.open_at(began, sessions.begins)
        ),
    )


def _agreements(reader: Reader) -> tuple[str, ...]:
    rows = reader.all("SELECT text FROM agreement WHERE retired_on IS NULL ORDER BY position, id")
    return tuple(row["text"] for row in rows)
