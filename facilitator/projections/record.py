"""Many sessions in one document, with one register of decisions and actions."""

from __future__ import annotations

from datetime import date

from facilitator.projections.actions import ActionShelf
from facilitator.projections.common_ground import GoalEntry
from facilitator.projections.decisions import decisions_of
from facilitator.projections.goals import Goals
from facilitator.projections.minutes import MinutesMaker
from facilitator.projections.names import IN_LIST, id_list, item_numbers
from facilitator.projections.types import Record
from facilitator.queries.engagement import day_of
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
    sessions = tuple(maker.without_terms(each) for each in ids)
    goals = _goals(reader, maker)
    concerns = maker.raised.concerns()
    return Record(
        audience="joint",
        engagement=maker.names.head,
        from_on=first or (rows[0]["starts_local"][:10] if rows else ""),
        to_on=last or (rows[-1]["starts_local"][:10] if rows else ""),
        sessions=sessions,
        decisions=tuple(
            each.entry for each in decisions_of(reader, maker.names, items, where, *params)
        ),
        actions=tuple(shelf.entry(row) for row in shelf.rows),
        goals=goals,
        concerns=concerns,
        terms=maker.terms.used_in(sessions, goals, concerns),
    )


def _goals(reader: Reader, maker: MinutesMaker) -> tuple[GoalEntry, ...]:
    """Return every goal as it stands today (G1)."""
    goals, on = Goals(reader, maker.names), day_of(reader).isoformat()
    return tuple(goals.entry(each, on) for each in goals.ids)


def _held(reader: Reader, first: str, last: str) -> list[Row]:
    return reader.all(
        "SELECT id, starts_local FROM session WHERE state IN ('running', 'closed')"
        " AND (? = '' OR substr(starts_local, 1, 10) >= ?)"
        " AND (? = '' OR substr(starts_local, 1, 10) <= ?) ORDER BY starts_local, id",
        (first, first, last, last),
    )
