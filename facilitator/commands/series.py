"""Series and their rhythms: sessions are created from them, times moved and left out (K2)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from facilitator.commands.fields import (
    Converter,
    choice,
    day,
    edit,
    line,
    local_moment,
    must_exist,
    required_line,
    stamp,
    text,
)
from facilitator.commands.rhythm import (
    refuse_end_before,
    refuse_used,
    rhythm_values,
    settle_times,
)
from facilitator.commands.sessions import new_session
from facilitator.domain.moments import local_to_utc
from facilitator.domain.rule import Rule
from facilitator.domain.templates import Template
from facilitator.domain.words import ExceptionState, Level, SessionKind, SessionState
from facilitator.errors import CommandRefused, InvalidText, NotThere
from facilitator.queries.calendar import Occasion, next_slots, slot_at
from facilitator.queries.engagement import zone_of
from facilitator.store import Row, Store


def level_or_none(name: str, value: Any) -> str | None:
    """Return a level, None where none is said."""
    return choice(Level)(name, value) if value else None


SERIES: dict[str, Converter] = {
    "title": required_line,
    "purpose": text,
    "place": line,
    "link": line,
    "level": level_or_none,
    "ends_on": day,
}


def new_series(
    store: Store,
    title: str,
    rule: Rule,
    starts_local: str | datetime,
    *,
    length_s: int = 3600,
    zone: str | None = None,
    place: str = "",
    ends_on: date | str | None = None,
    purpose: str = "",
    link: str = "",
    level: str = "",
    because: str = "",
) -> int:
    """Begin a series; its first time is the first one of the rule from `starts_local` on."""
    ends = day("End", ends_on)
    values = rhythm_values(rule, starts_local, length_s, zone or zone_of(store), because)
    refuse_end_before(ends, values["starts_local"])
    with store.step("New series"):
        series_id = store.insert(
            "series",
            title=required_line("Title", title),
            purpose=text("Purpose", purpose),
            place=line("Place", place),
            link=line("Link", link),
            level=level_or_none("Level", level),
            ends_on=ends,
        )
        store.insert("rhythm", series_id=series_id, **values)
    return series_id


def set_series(
    store: Store, series_id: int, *, origin: object | None = None, **fields: Any
) -> None:
    """Change what a series is called, where it meets, for what, and when it is over."""
    if fields.get("ends_on"):
        first = store.value(
            "SELECT min(starts_local) FROM rhythm WHERE series_id = ?", (series_id,)
        )
        if first is not None:
            refuse_end_before(day("End", fields["ends_on"]), first)
    if "ends_on" not in fields:
        edit(store, "Edit series", "series", series_id, SERIES, fields, origin)
        return
    with store.step("Edit series", origin=origin):
        edit(store, "Edit series", "series", series_id, SERIES, fields)
        settle_times(store, series_id)


def change_rhythm(
    store: Store,
    series_id: int,
    rule: Rule,
    starts_local: str | datetime,
    *,
    length_s: int | None = None,
    zone: str | None = None,
    because: str = "",
    advice_id: int | None = None,
) -> int:
    """Let another rhythm be in force from its first time on or after `starts_local`.

    Rhythms that were to begin later are replaced. Planned sessions stay where they are; times
    that were moved or left out and that the new rhythm does not have fall away.

    Raises:
        CommandRefused: a session was held in a rhythm that would be replaced.
    """
    row = must_exist(store, "series", series_id)
    before = _rhythm_at(store, series_id, local_moment("Start", starts_local))
    values = rhythm_values(
        rule,
        starts_local,
        before["length_s"] if length_s is None else length_s,
        zone or before["zone"],
        because,
    )
    refuse_end_before(row["ends_on"], values["starts_local"])
    refuse_used(store, series_id, values["starts_local"])
    with store.step("Change the rhythm"):
        for later in store.all(
            "SELECT id FROM rhythm WHERE series_id = ? AND starts_local >= ? ORDER BY id",
            (series_id, values["starts_local"]),
        ):
            store.delete("rhythm", later["id"])
        rhythm_id = store.insert("rhythm", series_id=series_id, advice_id=advice_id, **values)
        settle_times(store, series_id)
    return rhythm_id


def _rhythm_at(store: Store, series_id: int, local: str) -> Row:
    """Return the rhythm in force at a time, else the first one."""
    row = store.one(
        "SELECT * FROM rhythm WHERE series_id = ?"
        " ORDER BY starts_local > ?, CASE WHEN starts_local <= ? THEN starts_local END DESC,"
        " starts_local, id LIMIT 1",
        (series_id, local, local),
    )
    if row is None:
        raise NotThere("rhythm", str(series_id))
    return row


def delete_series(store: Store, series_id: int) -> None:
    """Delete a series with its rhythms; its sessions stay and stand alone."""
    must_exist(store, "series", series_id)
    with store.step("Delete series"):
        for row in store.all("SELECT id FROM session WHERE series_id = ?", (series_id,)):
            store.update("session", row["id"], series_id=None, original_local=None)
        store.delete("series", series_id)


# --- sessions from a series ----------------------------------------------------------------------


def plan_next(
    store: Store, series_id: int, title: str = "", template: Template | None = None
) -> int:
    """Plan the next session of a series on its next free time."""
    must_exist(store, "series", series_id)
    with store.step("New session"):
        return _plan(store, _some_slots(store, series_id, 1)[0], title, template)


def create_sessions(store: Store, series_id: int, count: int = 1) -> list[int]:
    """Plan sessions on the next free times of a series, as one step."""
    must_exist(store, "series", series_id)
    if not 1 <= count <= 100:
        raise InvalidText("Number", "1 to 100 sessions can be planned at once")
    with store.step("Plan sessions of the series"):
        return [_plan(store, each) for each in _some_slots(store, series_id, count)]


def create_session_at(store: Store, series_id: int, original_local: str, title: str = "") -> int:
    """Plan a session at one time of a series; one that was moved is planned where it went."""
    slot = _slot_without_session(store, series_id, original_local)
    with store.step("New session"):
        return _plan(store, slot, title)


def _some_slots(store: Store, series_id: int, count: int) -> list[Occasion]:
    found = next_slots(store, series_id, count)
    if not found:
        title = store.value("SELECT title FROM series WHERE id = ?", (series_id,))
        raise CommandRefused(
            f"The series “{title}” has ended, so there is no next date. "
            "Give it a later end, or plan a session of its own."
        )
    return found


def _plan(store: Store, slot: Occasion, title: str = "", template: Template | None = None) -> int:
    series_id = slot.series_id
    assert series_id is not None  # it is a time of a series
    row = must_exist(store, "series", series_id)
    return new_session(
        store,
        title or row["title"],
        slot.starts_local,
        length_s=slot.length_s,
        zone=slot.zone,
        place=row["place"] or "",
        link=row["link"] or "",
        series_id=series_id,
        original_local=slot.original_local,
        kind=SessionKind(template.kind) if template else SessionKind.RECURRING_SYNC,
        template=template,
    )


def _slot_without_session(store: Store, series_id: int, original_local: str) -> Occasion:
    row = must_exist(store, "series", series_id)
    original = local_moment("Time", original_local)
    found = slot_at(store, series_id, original)
    if found is None:
        raise CommandRefused(
            f"The rhythm of “{row['title']}” has no time at {original.replace('T', ' ')}. "
            "Nothing was changed."
        )
    if found.state == SessionState.CANCELLED:
        raise CommandRefused(
            f"“{found.title}” was planned for this time and called off. Plan that session again, "
            "or delete it to free the time. Nothing was changed."
        )
    if found.session_id is not None:
        raise CommandRefused(
            f"“{found.title}” is planned for this time already. Move or cancel that session."
        )
    return found


# --- times that are moved or left out ------------------------------------------------------------


def move_slot(
    store: Store,
    series_id: int,
    original_local: str,
    starts_local: str | datetime,
    reason: str = "",
) -> None:
    """Move one time of a series, before there is a session for it."""
    slot = _slot_without_session(store, series_id, original_local)
    moved = local_to_utc(local_moment("Start", starts_local), slot.zone).local
    if moved == local_to_utc(slot.original_local, slot.zone).local:
        if slot.state != "free":
            restore_slot(store, series_id, slot.original_local)
        return
    with store.step("Move a date of the series"):
        _except(store, slot, ExceptionState.MOVED, moved, reason)


def skip_slot(store: Store, series_id: int, original_local: str, reason: str = "") -> None:
    """Leave one time of a series out."""
    slot = _slot_without_session(store, series_id, original_local)
    with store.step("Skip a date of the series"):
        _except(store, slot, ExceptionState.SKIPPED, None, reason)


def restore_slot(store: Store, series_id: int, original_local: str) -> None:
    """Let a time that was moved or left out be as the rhythm has it."""
    slot = _slot_without_session(store, series_id, original_local)
    if slot.state == "free":
        raise CommandRefused("This time is as the rhythm has it. Nothing was changed.")
    with store.step("Restore a date of the series"):
        for row in _exceptions_at(store, series_id, slot.original_local):
            store.delete("series_exception", row["id"])


def _exceptions_at(store: Store, series_id: int, original_local: str) -> list[Row]:
    return store.all(
        "SELECT * FROM series_exception WHERE series_id = ? AND original_local = ? ORDER BY id",
        (series_id, original_local),
    )


def _except(
    store: Store, slot: Occasion, state: ExceptionState, moved: str | None, reason: str
) -> None:
    values = {
        "state": state.value,
        "moved_local": moved,
        "reason": line("Reason", reason),
        "at": stamp(store),
    }
    assert slot.series_id is not None  # it is a time of a series
    for row in _exceptions_at(store, slot.series_id, slot.original_local):
        store.update("series_exception", row["id"], **values)
        return
    store.insert(
        "series_exception",
        series_id=slot.series_id,
        original_local=slot.original_local,
        **values,
    )
