"""Rhythms of a series: what they hold, correcting one, and what follows when they change (K2)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from facilitator.cadence.recurrence import first_time
from facilitator.commands.fields import line, local_moment, must_exist, remember, zone_name
from facilitator.commands.sessions import fill_slot, session_length, set_session
from facilitator.domain.rule import Rule, parse_rule
from facilitator.errors import CommandRefused, InvalidText
from facilitator.queries.calendar import slot_at
from facilitator.queries.off_rhythm import off_rhythm
from facilitator.queries.series import one_series, rhythm_was_used
from facilitator.store import Row, Store


def rhythm_values(
    rule: Rule, starts_local: str | datetime, length_s: int, zone: str, because: str
) -> dict[str, Any]:
    """Return the columns of a rhythm; it begins with the first time of its rule."""
    starts = datetime.fromisoformat(local_moment("Start", starts_local))
    return {
        "starts_local": first_time(starts, rule).isoformat(timespec="minutes"),
        "zone": zone_name("Zone", zone),
        "length_s": session_length(length_s),
        "rule": rule.text(),
        "because": line("Because", because),
    }


def refuse_end_before(ends_on: str | None, starts_local: str) -> None:
    """Refuse a last day that comes before the first time."""
    if ends_on is not None and ends_on < starts_local[:10]:
        raise InvalidText(
            "End", f"the last day, {ends_on}, is before the first time, {starts_local[:10]}"
        )


def set_rhythm(
    store: Store,
    rhythm_id: int,
    *,
    rule: Rule | None = None,
    starts_local: str | datetime | None = None,
    length_s: int | None = None,
    zone: str | None = None,
    because: str | None = None,
    origin: object | None = None,
) -> None:
    """Correct a rhythm in its place, as nobody has met by it yet; it stays between its neighbours.

    Raises:
        CommandRefused: a session was held at one of its times.
        InvalidText: it would begin before the rhythm that comes before it, or after the next.
    """
    row = must_exist(store, "rhythm", rhythm_id)
    refuse_used(store, row["series_id"], row["starts_local"], row["id"])
    values = rhythm_values(
        rule or parse_rule(row["rule"]),
        starts_local or row["starts_local"],
        row["length_s"] if length_s is None else length_s,
        zone or row["zone"],
        (row["because"] or "") if because is None else because,
    )
    _refuse_disorder(store, row, values["starts_local"])
    ends_on = store.value("SELECT ends_on FROM series WHERE id = ?", (row["series_id"],))
    refuse_end_before(ends_on, values["starts_local"])
    with store.step("Edit the rhythm", merge=f"rhythm:{rhythm_id}", origin=origin):
        store.update("rhythm", rhythm_id, **values)
        settle_times(store, row["series_id"])


def _next_rhythm_starts(store: Store, row: Row) -> str | None:
    found = store.value(
        "SELECT min(starts_local) FROM rhythm WHERE series_id = ? AND starts_local > ?",
        (row["series_id"], row["starts_local"]),
    )
    return None if found is None else str(found)


def refuse_used(
    store: Store, series_id: int, starts_local: str, rhythm_id: int | None = None
) -> None:
    """Refuse to touch a rhythm by which people met: this one, or any that begins from then on."""
    found = one_series(store, series_id)
    for each in found.rhythms if found else ():
        is_meant = each.id == rhythm_id if rhythm_id else each.starts_local >= starts_local
        if is_meant and rhythm_was_used(store, each):
            raise CommandRefused(
                "Sessions were held in this rhythm, so it stays as it was. "
                "Change the rhythm from a later day on instead."
            )


def _refuse_disorder(store: Store, row: Row, starts_local: str) -> None:
    before = store.value(
        "SELECT max(starts_local) FROM rhythm WHERE series_id = ? AND starts_local < ?",
        (row["series_id"], row["starts_local"]),
    )
    after = _next_rhythm_starts(store, row)
    if (before is not None and starts_local <= before) or (
        after is not None and starts_local >= after
    ):
        raise InvalidText("Start", "another rhythm is in force then")


def settle_times(store: Store, series_id: int) -> None:
    """Let what hangs on times of a series follow its rhythm.

    What was known of a time that there is no more falls away; a planned session that left its
    time, or whose time is gone, and that stands on another free one, fills that.
    """
    for row in store.all("SELECT * FROM series_exception WHERE series_id = ?", (series_id,)):
        if slot_at(store, series_id, row["original_local"]) is None:
            store.delete("series_exception", row["id"])
    for each in off_rhythm(store, series_id):
        slot = slot_at(store, series_id, each.starts_local)
        if slot is not None and slot.session_id is None:
            fill_slot(store, each.session_id, slot.original_local)


def move_to_rhythm(store: Store, series_id: int, session_ids: Collection[int] | None = None) -> int:
    """Move planned sessions (those alone, if named) to the nearest free time of the rhythm.

    Return how many were moved; one that has none near stays where it is.
    """
    wanted = [
        each
        for each in off_rhythm(store, series_id)
        if each.to is not None and (session_ids is None or each.session_id in session_ids)
    ]
    with store.step("Move sessions to the rhythm"):
        for each in wanted:
            assert each.to is not None  # those without were left out
            starts, reason = each.to.starts_local, "the rhythm changed"
            remember(store, each.session_id, "starts_local", each.starts_local, starts, reason)
            set_session(store, each.session_id, starts_local=starts, zone=each.to.zone)
            fill_slot(store, each.session_id, each.to.original_local)
    return len(wanted)
