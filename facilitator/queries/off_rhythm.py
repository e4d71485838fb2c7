"""Planned sessions that stand on no time of their series' rhythm any more, and where they could."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from facilitator.domain.moments import local_to_utc
from facilitator.queries.calendar import Occasion, free_slots, slot_of
from facilitator.queries.held import known_zone
from facilitator.queries.numbers import session_labels
from facilitator.queries.series import SeriesRow, one_series, slots
from facilitator.store import Reader, Row

_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class OffRhythm:
    """A planned session whose time the rhythm no longer has; `to` is the nearest free one."""

    session_id: int
    label: str
    title: str
    starts_local: str
    zone: str
    to: Occasion | None


def off_rhythm(reader: Reader, series_id: int) -> list[OffRhythm]:
    """Return the planned sessions that a change of the rhythm left behind, the earliest first.

    Each free time is proposed once, to the session that is nearest to it, and none that is
    further away than half of the rhythm. What came in addition was never in step.
    """
    row = one_series(reader, series_id)
    return [] if row is None else left_behind(reader, row)


def left_behind(reader: Reader, row: SeriesRow) -> list[OffRhythm]:
    """Return what `off_rhythm` returns, of a series as it is or as it might become."""
    planned = _planned(reader, row.id)
    zones = _zones(row, [each["original_local"] for each in planned])
    lost = [each for each in planned if not _is_in_its_place(each, zones)]
    if not lost:
        return []
    labels = session_labels(reader, [each["id"] for each in lost])
    moved_on = [each for each in lost if each["original_local"] not in zones]
    nearest = _nearest(reader, row, moved_on)
    for each in lost:
        if each["original_local"] in zones:
            slot = slot_of(reader, row, each["original_local"])
            assert slot is not None  # the rhythm has it, in another zone
            nearest[each["id"]] = slot
    return [
        OffRhythm(
            each["id"],
            labels[each["id"]].label if each["id"] in labels else "",
            each["title"],
            each["starts_local"],
            known_zone(each["zone"]),
            nearest.get(each["id"]),
        )
        for each in lost
    ]


def _planned(reader: Reader, series_id: int) -> list[Row]:
    return reader.all(
        "SELECT id, title, starts_local, zone, original_local FROM session WHERE series_id = ?"
        " AND state = 'planned' AND original_local IS NOT NULL ORDER BY starts_local, id",
        (series_id,),
    )


def _zones(row: SeriesRow, originals: list[str]) -> dict[str, str]:
    """Return, of those times that the rhythm still has, the zone of each."""
    if not originals:
        return {}
    first, last = (datetime.fromisoformat(each) for each in (min(originals), max(originals)))
    return {
        slot.original_local: slot.rhythm.zone
        for slot in slots(row, first - _MINUTE, last + _MINUTE)
    }


def _is_in_its_place(session: Row, zones: dict[str, str]) -> bool:
    """Tell whether the rhythm has the session's time, in the zone of one that was not moved."""
    zone = zones.get(session["original_local"])
    if zone is None:
        return False
    return bool(session["zone"] == zone or session["starts_local"] != session["original_local"])


def _nearest(reader: Reader, row: SeriesRow, lost: list[Row]) -> dict[int, Occasion]:
    if not lost:
        return {}
    begins = [datetime.fromisoformat(each["starts_local"]) for each in lost]
    reach = max(timedelta(days=each.rule.days) / 2 for each in row.rhythms)
    free = free_slots(reader, row, min(begins) - reach - _MINUTE, max(begins) + reach + _MINUTE)
    pairs = sorted(
        (_distance(session, slot), number, place)
        for number, session in enumerate(lost)
        for place, slot in enumerate(free)
    )
    found: dict[int, Occasion] = {}
    given: set[int] = set()
    for distance, number, place in pairs:
        session, slot = lost[number]["id"], free[place]
        if session not in found and place not in given and distance <= _reach(row, slot):
            found[session] = slot
            given.add(place)
    return found


def _distance(session: Row, slot: Occasion) -> timedelta:
    at = local_to_utc(session["starts_local"], known_zone(session["zone"])).utc
    return abs(local_to_utc(slot.starts_local, slot.zone).utc - at)


def _reach(row: SeriesRow, slot: Occasion) -> timedelta:
    """Return half of the rhythm of a time; a daily one reaches the same day."""
    rule = next(each.rule for each in row.rhythms if each.id == slot.rhythm_id)
    return max(timedelta(days=rule.days) / 2, timedelta(days=1))
