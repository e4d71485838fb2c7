"""Running a session: its clock, the item on the table, the end (V1, V2)."""

from __future__ import annotations

from datetime import UTC
from zoneinfo import ZoneInfo

from facilitator.clock import Instant
from facilitator.commands.fields import line, must_exist, stamp
from facilitator.commands.numbers import issue_for_session, issue_session_number
from facilitator.commands.people import party_of
from facilitator.commands.sessions import must_be
from facilitator.domain.session_clock import ClockEvent, ClockReading, ClockWhat, read_clock
from facilitator.domain.words import Attendance, ItemState, SessionState
from facilitator.errors import CommandRefused, NotThere
from facilitator.queries.clock import clock_events, heartbeats
from facilitator.queries.opening import opener
from facilitator.store import Row, Store

MOST_EXTENDED_S = 4 * 3600


def _event(store: Store, session_id: int, what: str, item_id: int | None = None) -> None:
    _note(store, session_id, what, store.clock.instant(), item_id)


def _note(
    store: Store, session_id: int, what: str, instant: Instant, item_id: int | None = None
) -> None:
    store.insert(
        "clock_event",
        session_id=session_id,
        item_id=item_id,
        what=what,
        at_utc=instant.at.astimezone(UTC).isoformat(timespec="milliseconds"),
        monotonic_ms=instant.monotonic_ms,
        boot=instant.boot,
    )


def reading(store: Store, session_id: int) -> ClockReading:
    """Return what the session's clock says now."""
    events: list[ClockEvent] = clock_events(store, session_id)
    return read_clock(events, store.clock.instant(), heartbeats(store, session_id))


def keep_heartbeat(store: Store, session_id: int) -> None:
    """After a restart of the machine, put the readings on both sides of it among the events.

    Only one heartbeat is kept, and the next one takes its place; between two boots these are the
    only witnesses when the wall clock was set before or is set after.
    """
    now = store.clock.instant()
    for instant in heartbeats(store, session_id):
        if instant.boot != now.boot:
            with store.step("Come back to the session"):
                _note(store, session_id, ClockWhat.TICK.value, instant)
                _note(store, session_id, ClockWhat.TICK.value, now)
            store.heartbeat(session_id)


def item_ids(store: Store, session_id: int) -> list[int]:
    """Return the items of an agenda in order."""
    rows = store.all(
        "SELECT id FROM agenda_item WHERE session_id = ? ORDER BY position, id", (session_id,)
    )
    return [row["id"] for row in rows]


def start_session(store: Store, session_id: int) -> None:
    """Begin: the clock runs, the first item is on the table, parties are copied to attendance."""
    must_be(store, session_id, SessionState.PLANNED)
    running = store.value(
        "SELECT title FROM session WHERE state = ?", (SessionState.RUNNING.value,)
    )
    if running is not None:
        raise CommandRefused(f"“{running}” is still running. Close it before you start another.")
    items = item_ids(store, session_id)
    opens = opener(store, session_id)
    with store.step("Start session"):
        store.update(
            "session",
            session_id,
            state=SessionState.RUNNING.value,
            started_at=stamp(store),
            opens_party_id=opens.party_id if opens is not None else None,
        )
        issue_session_number(store, session_id)
        for row in store.all(
            "SELECT id, person_id FROM attendance WHERE session_id = ?", (session_id,)
        ):
            store.update("attendance", row["id"], party_id=party_of(store, row["person_id"]))
        _event(store, session_id, "start")
        if items:
            _event(store, session_id, "enter", items[0])


def _own_item(store: Store, session_id: int, item_id: int) -> Row:
    row = must_exist(store, "agenda_item", item_id)
    if row["session_id"] != session_id:
        raise NotThere("agenda item", f"“{row['title']}”")
    return row


def enter_item(store: Store, session_id: int, item_id: int) -> None:
    """Put an item on the table; the one before stays open (a jump)."""
    must_be(store, session_id, SessionState.RUNNING)
    if reading(store, session_id).current_item_id == item_id:
        return
    row = _own_item(store, session_id, item_id)
    with store.step("Go to another item"):
        if row["state"] != ItemState.OPEN:
            store.update("agenda_item", item_id, state=ItemState.OPEN.value)
        _event(store, session_id, "enter", item_id)


def next_item(store: Store, session_id: int) -> int | None:
    """Finish the item on the table and go to the next open one; None when none is left."""
    must_be(store, session_id, SessionState.RUNNING)
    current = reading(store, session_id).current_item_id
    with store.step("Next item"):
        if current is not None:
            store.update("agenda_item", current, state=ItemState.DONE.value)
        return _go_on(store, session_id, current)


def skip_item(store: Store, session_id: int, item_id: int) -> None:
    """Leave an item out today; if it is on the table, go on to the next open one."""
    must_be(store, session_id, SessionState.RUNNING)
    _own_item(store, session_id, item_id)
    current = reading(store, session_id).current_item_id
    with store.step("Skip item"):
        store.update("agenda_item", item_id, state=ItemState.SKIPPED.value)
        if current == item_id:
            _go_on(store, session_id, current)


def _go_on(store: Store, session_id: int, current: int | None) -> int | None:
    """Enter the next open item behind the current one, else the first open one, else nothing."""
    ordered = item_ids(store, session_id)
    at = ordered.index(current) + 1 if current in ordered else 0
    states = {
        row["id"]: row["state"]
        for row in store.all(
            "SELECT id, state FROM agenda_item WHERE session_id = ?", (session_id,)
        )
    }
    for item_id in ordered[at:] + ordered[:at]:
        if states[item_id] == ItemState.OPEN and item_id != current:
            _event(store, session_id, "enter", item_id)
            return item_id
    if current is not None:
        _event(store, session_id, "leave", current)
    return None


def previous_item(store: Store, session_id: int) -> int | None:
    """Go back to the item before the one on the table."""
    must_be(store, session_id, SessionState.RUNNING)
    ordered = item_ids(store, session_id)
    current = reading(store, session_id).current_item_id
    at = ordered.index(current) if current in ordered else len(ordered)
    if at == 0:
        return None
    enter_item(store, session_id, ordered[at - 1])
    return ordered[at - 1]


def pause_session(store: Store, session_id: int) -> None:
    """Stop the clocks for a break."""
    must_be(store, session_id, SessionState.RUNNING)
    if not reading(store, session_id).is_paused:
        with store.step("Pause session"):
            _event(store, session_id, "pause")


def resume_session(store: Store, session_id: int) -> None:
    """Let the clocks run on after a break."""
    must_be(store, session_id, SessionState.RUNNING)
    if reading(store, session_id).is_paused:
        with store.step("Go on after the break"):
            _event(store, session_id, "resume")


def extend_item(store: Store, item_id: int, seconds: int) -> None:
    """Give an item more minutes (or take given ones back); the plan itself is kept."""
    row = must_exist(store, "agenda_item", item_id)
    extended = max(-row["length_s"], min(MOST_EXTENDED_S, row["extended_s"] + seconds))
    with store.step("Extend item"):
        store.update("agenda_item", item_id, extended_s=extended)


def close_session(store: Store, session_id: int, next_reason: str = "") -> None:
    """End: used minutes are kept, numbers are given, open items count as not reached."""
    must_be(store, session_id, SessionState.RUNNING)
    clock = reading(store, session_id)
    with store.step("Close session"):
        _event(store, session_id, "close")
        for item_id in item_ids(store, session_id):
            used = clock.item_elapsed_s.get(item_id)
            values: dict[str, object] = {} if used is None else {"used_s": used}
            if clock.current_item_id == item_id:
                values["state"] = ItemState.DONE.value
            store.update("agenda_item", item_id, **values)
        for row in store.all(
            "SELECT id FROM attendance WHERE session_id = ? AND state = ?",
            (session_id, Attendance.INVITED.value),
        ):
            store.update("attendance", row["id"], state=Attendance.ABSENT.value)
        store.update(
            "session",
            session_id,
            state=SessionState.CLOSED.value,
            ended_at=stamp(store),
            next_reason=line("Reason", next_reason),
        )
        issue_for_session(store, session_id)


def local_now(store: Store, zone: str) -> str:
    """Return the wall time in a zone as `HH:MM`."""
    return store.clock.now().astimezone(ZoneInfo(zone)).strftime("%H:%M")
