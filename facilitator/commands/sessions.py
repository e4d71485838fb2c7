"""Sessions, alone or at the times of a series (P1)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from facilitator.clock import today
from facilitator.commands.agenda import copy_item
from facilitator.commands.fields import (
    Converter,
    choice,
    edit,
    line,
    local_moment,
    must_exist,
    reference,
    remember,
    required_line,
    seconds,
    stamp,
    text,
    zone_name,
)
from facilitator.commands.people import seat_planned
from facilitator.commands.preparation import forget_item
from facilitator.commands.templates import fill_from_template
from facilitator.domain.moments import local_to_utc
from facilitator.domain.templates import Template
from facilitator.domain.words import Attendance, SessionKind, SessionState
from facilitator.errors import CommandRefused, InvalidText
from facilitator.queries.calendar import nearest_slot, next_slots
from facilitator.queries.engagement import day_of, zone_of
from facilitator.store import Row, Store

SESSION: dict[str, Converter] = {
    "title": required_line,
    "kind": choice(SessionKind),
    "starts_local": local_moment,
    "zone": zone_name,
    "length_s": seconds,
    "place": line,
    "link": line,
    "facilitator_id": reference,
    "minute_taker_id": reference,
    "series_id": reference,
    "next_reason": line,
}


def new_session(
    store: Store,
    title: str,
    starts_local: str | datetime,
    *,
    kind: SessionKind = SessionKind.RECURRING_SYNC,
    length_s: int = 3600,
    zone: str | None = None,
    place: str = "",
    link: str = "",
    series_id: int | None = None,
    original_local: str | None = None,
    template: Template | None = None,
) -> int:
    """Plan a session: everybody is invited, the template's items are on the agenda.

    In a series it fills the time `original_local` of the rhythm; where that is left out, the
    nearest free one; where it is empty, none: it comes in addition. A start that the clocks leave
    out is moved on by what they leave out.
    """
    facilitator_id = store.value("SELECT id FROM person WHERE is_facilitator = 1")
    where = zone_name("Zone", zone or zone_of(store))
    starts = local_to_utc(local_moment("Start", starts_local), where).local
    with store.step("New session"):
        session_id = store.insert(
            "session",
            series_id=series_id,
            kind=SessionKind(kind).value,
            title=required_line("Title", title),
            starts_local=starts,
            zone=where,
            length_s=session_length(length_s),
            place=line("Place", place),
            link=line("Link", link),
            facilitator_id=facilitator_id,
            minute_taker_id=facilitator_id,
            state=SessionState.PLANNED.value,
            created_at=stamp(store),
        )
        fill_slot(store, session_id, _slot(store, series_id, starts, original_local))
        _invite_everybody(store, session_id)
        if template is not None:
            fill_from_template(store, session_id, template)
        settle_next_dates(store)
    return session_id


def _slot(
    store: Store, series_id: int | None, starts: str, original_local: str | None
) -> str | None:
    """Return the time of the rhythm that a session fills, None where it fills none."""
    if series_id is None:
        return None
    if original_local is None:
        return nearest_slot(store, series_id, starts) or None
    if not original_local:
        return None
    original = local_moment("Time", original_local)
    if store.value(
        "SELECT 1 FROM session WHERE series_id = ? AND original_local = ?", (series_id, original)
    ):
        raise CommandRefused("There is a session for this time of the series already.")
    return original


def fill_slot(store: Store, session_id: int, original_local: str | None) -> None:
    """Let a session be what is known of a time of its series; part of a step of the caller.

    Why that time was moved or left out before is kept with the session.
    """
    store.update("session", session_id, original_local=original_local)
    for row in store.all(
        "SELECT e.* FROM series_exception e JOIN session s ON s.series_id = e.series_id"
        " AND s.original_local = e.original_local WHERE s.id = ? ORDER BY e.id",
        (session_id,),
    ):
        before = row["original_local"] if row["moved_local"] else row["state"]
        remember(store, session_id, "slot", before, row["moved_local"], row["reason"])
        store.delete("series_exception", row["id"])


def session_length(length_s: int) -> int:
    """Return the length of a session in seconds; none at all is refused."""
    length = seconds("Length", length_s)
    if length < 60:
        raise InvalidText("Length", "a session needs at least a minute")
    return length


def _invite_everybody(store: Store, session_id: int) -> None:
    for row in store.all("SELECT id FROM person WHERE archived_on IS NULL ORDER BY id"):
        store.insert(
            "attendance",
            session_id=session_id,
            person_id=row["id"],
            party_id=None,
            state=Attendance.INVITED.value,
        )
    seat_planned(store, "session_id", session_id)


def set_session(
    store: Store, session_id: int, *, origin: object | None = None, **fields: Any
) -> None:
    """Change fields of a session; a planned one that moves seats people as of its new day.

    A session that moves keeps its place in the rhythm; one that comes to another series gets the
    nearest free one there. A start that the clocks leave out is moved on by what they leave out.
    """
    if "length_s" in fields:
        session_length(fields["length_s"])
    if not {"starts_local", "zone", "series_id"} & fields.keys():
        edit(store, "Edit session", "session", session_id, SESSION, fields, origin)
        return
    before = must_exist(store, "session", session_id)["series_id"]
    with store.step("Edit session", origin=origin):
        edit(store, "Edit session", "session", session_id, SESSION, fields)
        row = must_exist(store, "session", session_id)
        if {"starts_local", "zone"} & fields.keys():
            starts = local_to_utc(row["starts_local"], row["zone"]).local
            store.update("session", session_id, starts_local=starts)
        if row["series_id"] != before:
            slot = _slot(store, row["series_id"], row["starts_local"], None)
            fill_slot(store, session_id, slot)
        seat_planned(store, "session_id", session_id)
        settle_next_dates(store)


def must_be(store: Store, session_id: int, *states: SessionState) -> Row:
    """Return the session's row, or refuse because it is in another state."""
    row = must_exist(store, "session", session_id)
    if row["state"] not in states:
        raise CommandRefused(f"“{row['title']}” is {row['state']}. Nothing was changed.")
    return row


def cancel_session(store: Store, session_id: int, reason: str = "") -> None:
    """Call a planned session off; it stays in the list with its reason."""
    row = must_be(store, session_id, SessionState.PLANNED)
    with store.step("Cancel session"):
        why = text("Reason", reason)
        remember(store, session_id, "state", row["state"], SessionState.CANCELLED, why)
        store.update("session", session_id, state=SessionState.CANCELLED.value)


def restore_session(store: Store, session_id: int) -> None:
    """Plan a cancelled session again."""
    row = must_be(store, session_id, SessionState.CANCELLED)
    with store.step("Plan session again"):
        remember(store, session_id, "state", row["state"], SessionState.PLANNED)
        store.update("session", session_id, state=SessionState.PLANNED.value)
        settle_next_dates(store)


def delete_session(store: Store, session_id: int) -> None:
    """Delete a session that has not begun, with its agenda and what was prepared for it."""
    must_be(store, session_id, SessionState.PLANNED, SessionState.CANCELLED)
    with store.step("Delete session"):
        for row in store.all("SELECT id FROM agenda_item WHERE session_id = ?", (session_id,)):
            forget_item(store, row["id"])
        store.delete("session", session_id)


def duplicate_session(store: Store, session_id: int) -> int:
    """Plan a session with a copy of this one's agenda, a week later or when the series goes on."""
    row = must_exist(store, "session", session_id)
    starts, original = _free_date(store, row)
    with store.step("Duplicate session"):
        copy_id = new_session(
            store,
            row["title"],
            starts,
            kind=SessionKind(row["kind"]),
            length_s=row["length_s"],
            zone=row["zone"],
            place=row["place"] or "",
            link=row["link"] or "",
            series_id=row["series_id"],
            original_local=original,
        )
        for item in store.all(
            "SELECT * FROM agenda_item WHERE session_id = ? ORDER BY position, id", (session_id,)
        ):
            copy_item(store, item, copy_id)
    return copy_id


def _free_date(store: Store, row: Row) -> tuple[str, str]:
    """Return when a copy of a session begins, and which time of its series that fills."""
    if row["series_id"] is not None:
        for slot in next_slots(store, row["series_id"], 1):
            return slot.starts_local, slot.original_local
    day = today(store.clock, row["zone"])
    moment = datetime.fromisoformat(row["starts_local"]) + timedelta(weeks=1)
    while moment.date() <= day:
        moment += timedelta(weeks=1)
    return moment.isoformat(timespec="minutes"), ""


def next_session_day(store: Store) -> str | None:
    """Return the day of the earliest planned session from today on, None where none is planned."""
    found = store.value(
        "SELECT min(starts_local) FROM session WHERE state = ? AND starts_local >= ?",
        (SessionState.PLANNED.value, day_of(store).isoformat()),
    )
    return None if found is None else str(found)[:10]


def settle_next_dates(store: Store) -> None:
    """Give actions that are due “next session” its date, once there is one."""
    due = next_session_day(store)
    if due is None:
        return
    for row in store.all("SELECT id FROM action WHERE due_rule = 'next' AND due_on IS NULL"):
        remember(store, row["id"], "due_on", None, due, "next session was planned")
        store.update("action", row["id"], due_on=due)
