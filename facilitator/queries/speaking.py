"""The speaking balance: per side, never per person, and for the facilitator's screen alone (V8).

Nothing but that screen and the run book, which is for the facilitator alone too, may ask here: no
other projection, no list, no paper, no count elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.queries.engagement import PartyRow, parties
from facilitator.queries.held import begin_of
from facilitator.queries.numbers import session_labels
from facilitator.store import Reader

LAST = 3  # sessions over which the balance is shown


@dataclass(frozen=True, slots=True)
class Spoke:
    """How long a side had the floor; `percent` of all that was counted, whole numbers adding up."""

    party_id: int
    party: str
    colour: str
    seconds: int
    percent: int


@dataclass(frozen=True, slots=True)
class SessionSpeech:
    """What was counted in one session, side by side in the order of the table."""

    session_id: int
    label: str
    title: str
    day: str
    sides: tuple[Spoke, ...]


@dataclass(frozen=True, slots=True)
class Balance:
    """The last sessions in which anything was counted, the latest first, and all of them as one."""

    sessions: tuple[SessionSpeech, ...]
    sides: tuple[Spoke, ...]


def spoken_in(reader: Reader, session_id: int) -> dict[int, int]:
    """Return the seconds that were written down for each side of one session."""
    rows = reader.all(
        "SELECT party_id, seconds FROM sealed_speaking WHERE session_id = ?", (session_id,)
    )
    return {row["party_id"]: row["seconds"] for row in rows}


def balance(reader: Reader, count: int = LAST) -> Balance:
    """Return how the floor was shared over the last sessions in which it was counted."""
    rows = reader.all(
        "SELECT s.id, s.title, s.starts_local, s.started_at, s.zone FROM session s"
        " WHERE s.state IN ('running', 'closed')"
        " AND s.id IN (SELECT session_id FROM sealed_speaking WHERE seconds > 0)"
        " ORDER BY coalesce(s.started_at, s.starts_local) DESC, s.id DESC LIMIT ?",
        (count,),
    )
    labels = session_labels(reader, [row["id"] for row in rows])
    table = parties(reader, archived=True)
    spoken = {row["id"]: spoken_in(reader, row["id"]) for row in rows}
    every = [row["id"] for row in rows]
    total = {
        party.id: sum(spoken[session].get(party.id, 0) for session in every) for party in table
    }
    return Balance(
        tuple(
            SessionSpeech(
                row["id"],
                labels[row["id"]].label if row["id"] in labels else "",
                row["title"],
                begin_of(row["starts_local"], row["started_at"], row["zone"])[:10],
                shares(table, spoken[row["id"]]),
            )
            for row in rows
        ),
        shares(table, total) if rows else (),
    )


def shares(table: list[PartyRow], seconds: dict[int, int]) -> tuple[Spoke, ...]:
    """Return every side at the table, and those that left but spoke, with its share."""
    shown = [party for party in table if not party.is_archived or seconds.get(party.id)]
    amounts = [seconds.get(party.id, 0) for party in shown]
    return tuple(
        Spoke(party.id, party.short, party.colour, amount, percent)
        for party, amount, percent in zip(shown, amounts, percents(amounts), strict=True)
    )


def percents(amounts: list[int]) -> list[int]:
    """Return whole percents that add up to 100; of nothing, nothing each."""
    whole = sum(amounts)
    if not whole:
        return [0] * len(amounts)
    out = [100 * amount // whole for amount in amounts]
    rest = sorted(
        range(len(amounts)), key=[-(100 * amount % whole) for amount in amounts].__getitem__
    )
    for index in rest[: 100 - sum(out)]:
        out[index] += 1
    return out
