"""Sessions, alone or in a series (P1)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any

from facilitator.cadence.recurrence import occurrences
from facilitator.clock import today
from facilitator.commands.agenda import copy_item
from facilitator.commands.fields import (
    Converter,
    choice,
    day,
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
from facilitator.domain.templates import Template
from facilitator.domain.words import Attendance, SessionKind, SessionState
from facilitator.errors import CommandRefused, InvalidText
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
    template: Template | None = None,
) -> int:
    """Plan a session: everybody is invited, the template's items are on the agenda."""
    facilitator_id = store.value("SELECT id FROM person WHERE is_facilitator = 1")
    with store.step("New session"):
        session_id = store.insert(
            "session",
            series_id=series_id,
            kind=SessionKind(kind).value,
            title=required_line("Title", title),
            starts_local=local_moment("Start", starts_local),
            zone=_zone(store, zone),
            length_s=_some(length_s),
            place=line("Place", place),
            link=line("Link", link),
            facilitator_id=facilitator_id,
            minute_taker_id=facilitator_id,
            state=SessionState.PLANNED.value,
            created_at=stamp(store),
        )
        _invite_everybody(store, session_id)
        if template is not None:
            fill_from_template(store, session_id, template)
        settle_next_dates(store)
    return session_id


def _some(length_s: int) -> int:
    length = seconds("Length", length_s)
    if length < 60:
        raise InvalidText("Length", "a session needs at least a minute")
    return length


def _zone(store: Store, zone: str | None) -> str:
    return zone_name("Zone", zone or zone_of(store))


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
    """Change fields of a session; a planned one that moves seats people as of its new day."""
    if "length_s" in fields:
        _some(fields["length_s"])
    if "starts_local" not in fields:
        edit(store, "Edit session", "session", session_id, SESSION, fields, origin)
        return
    with store.step("Edit session", origin=origin):
        edit(store, "Edit session", "session", session_id, SESSION, fields)
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


def new_series(
    store: Store,
    title: str,
    every_weeks: int,
    starts_local: str | datetime,
    *,
    length_s: int = 3600,
    zone: str | None = None,
    place: str = "",
    ends_on: date | str | None = None,
) -> int:
    """Begin a series: every n weeks on the weekday and at the time of its first session."""
    starts = local_moment("Start", starts_local)
    with store.step("New series"):
        return store.insert(
            "series",
            title=required_line("Title", title),
            every_weeks=_weeks("Rhythm", every_weeks),
            starts_local=starts,
            zone=_zone(store, zone),
            length_s=_some(length_s),
            place=line("Place", place),
            ends_on=day("End", ends_on),
        )


def _weeks(name: str, value: Any) -> int:
    if not 1 <= int(value) <= 52:
        raise InvalidText("Rhythm", "every 1 to 52 weeks is possible")
    return int(value)


SERIES: dict[str, Converter] = {
    "title": required_line,
    "every_weeks": _weeks,
    "starts_local": local_moment,
    "zone": zone_name,
    "length_s": seconds,
    "place": line,
    "ends_on": day,
}


def set_series(
    store: Store, series_id: int, *, origin: object | None = None, **fields: Any
) -> None:
    """Change the rhythm; sessions that are planned already stay where they are."""
    edit(store, "Edit series", "series", series_id, SERIES, fields, origin)


def next_dates(store: Store, series_id: int, count: int = 1) -> list[datetime]:
    """Return the next free dates of a series: not before today, and behind its last session.

    A session that was moved keeps its place in the rhythm, so the next one comes no sooner than
    half of it later.
    """
    series = must_exist(store, "series", series_id)
    last = store.value("SELECT max(starts_local) FROM session WHERE series_id = ?", (series_id,))
    after = datetime.combine(today(store.clock, series["zone"]), datetime.min.time())
    if last is not None:
        half = timedelta(weeks=series["every_weeks"]) / 2
        after = max(after, datetime.fromisoformat(last) + half)
    first = datetime.fromisoformat(series["starts_local"])
    end = date.fromisoformat(series["ends_on"]) if series["ends_on"] else None
    return list(islice(occurrences(first, series["every_weeks"], after, end), count))


def plan_next(
    store: Store, series_id: int, title: str = "", template: Template | None = None
) -> int:
    """Plan the next session of a series on its next free date."""
    series = must_exist(store, "series", series_id)
    dates = next_dates(store, series_id)
    if not dates:
        raise CommandRefused(
            f"The series “{series['title']}” has ended, so there is no next date. "
            "Give it a later end, or plan a session of its own."
        )
    return new_session(
        store,
        title or series["title"],
        dates[0],
        length_s=series["length_s"],
        zone=series["zone"],
        place=series["place"] or "",
        series_id=series_id,
        kind=SessionKind(template.kind) if template else SessionKind.RECURRING_SYNC,
        template=template,
    )


def duplicate_session(store: Store, session_id: int) -> int:
    """Plan a session with a copy of this one's agenda, a week later or when the series goes on."""
    row = must_exist(store, "session", session_id)
    with store.step("Duplicate session"):
        copy_id = new_session(
            store,
            row["title"],
            _free_date(store, row),
            kind=SessionKind(row["kind"]),
            length_s=row["length_s"],
            zone=row["zone"],
            place=row["place"] or "",
            link=row["link"] or "",
            series_id=row["series_id"],
        )
        for item in store.all(
            "SELECT * FROM agenda_item WHERE session_id = ? ORDER BY position, id", (session_id,)
        ):
            copy_item(store, item, copy_id)
    return copy_id


def _free_date(store: Store, row: Row) -> datetime:
    if row["series_id"] is not None and (dates := next_dates(store, row["series_id"])):
        return dates[0]
    day = today(store.clock, row["zone"])
    moment = datetime.fromisoformat(row["starts_local"]) + timedelta(weeks=1)
    while moment.date() <= day:
        moment += timedelta(weeks=1)
    return moment


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
