"""The agenda of one session for the room (P3, P7)."""

from __future__ import annotations

from dataclasses import replace

from facilitator.projections.actions import LIVE_SINCE, ActionShelf
from facilitator.projections.common_ground import GoalEntry, PrimerEntry
from facilitator.projections.goals import Goals
from facilitator.projections.items import Items
from facilitator.projections.moments import minutes_of
from facilitator.projections.names import Names, load_names
from facilitator.projections.people import Attendances
from facilitator.projections.sessions import Sessions, opens_name
from facilitator.projections.terms import Terms
from facilitator.projections.types import Agenda
from facilitator.queries.primers import primers
from facilitator.store import Reader, Row


def build_agenda(reader: Reader, session_id: int) -> Agenda:
    """Return the agenda with the start time of each item in the session's own wall time."""
    names = load_names(reader)
    sessions = Sessions(reader, names)
    row, began = sessions.by_id[session_id], sessions.began(session_id)
    shelf = ActionShelf(reader, names, LIVE_SINCE, {"since": began})
    people = Attendances(reader, names, [session_id])
    agenda = Agenda(
        audience="room",
        engagement=names.head,
        session=replace(sessions.head(session_id), opens=opens_name(reader, session_id)),
        invited=people.by_party(row),
        agreements=_agreements(reader),
        items=Items(reader, names, [session_id]).of(row, {}),
        open_actions=tuple(
            shelf.entry(each, began) for each in shelf.open_at(began, sessions.begins)
        ),
        goals=_goals(reader, names, row),
        primers=_primers(reader, session_id),
    )
    return replace(agenda, terms=Terms(reader, names).used_in(agenda.items, agenda.primers))


def _goals(reader: Reader, names: Names, session: Row) -> tuple[GoalEntry, ...]:
    """Return the goals that the items of the session serve."""
    rows = reader.all(
        "SELECT DISTINCT goal_id FROM agenda_item WHERE session_id = ? AND goal_id IS NOT NULL",
        (session["id"],),
    )
    goals = Goals(reader, names, [row["goal_id"] for row in rows])
    on = session["starts_local"][:10]
    return tuple(goals.entry(each, on, session["ended_at"]) for each in goals.ids)


def _primers(reader: Reader, session_id: int) -> tuple[PrimerEntry, ...]:
    """Return the cards on top of the agenda; one that became an item prints as that item."""
    return tuple(
        PrimerEntry(row.kind, row.title, row.text, minutes_of(row.length_s))
        for row in primers(reader, session_id)
        if row.item_id is None
    )


def _agreements(reader: Reader) -> tuple[str, ...]:
    rows = reader.all("SELECT text FROM agreement WHERE retired_on IS NULL ORDER BY position, id")
    return tuple(row["text"] for row in rows)
