"""What each side owes the other, kept and slipped (A3): counts of actions, never of people.

An action is owed by the side of its owner to the side that asked; where both are one side, nothing
is owed across the table. Each has one fate, so that the counts add up:

asked     asked for, and nobody has promised it yet
open      promised, and not delivered yet
waiting   delivered; the side that asked has not said whether it accepts
in_time   accepted, and delivered by the day that was promised first
late      accepted, and delivered after that day: it passed, or was moved before
ended     declined, or dropped with a reason

It slipped when its due day was moved to a later one, or passed before it was delivered. An action
that never had a due day cannot slip. The day it is counted on is that of the session in which it
was noted, else the day it was written.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations

from facilitator.queries.engagement import PartyRow, day_of, parties
from facilitator.queries.held import begin_of
from facilitator.queries.numbers import action_label, session_labels
from facilitator.store import Reader, Row


class Fate(StrEnum):
    """What became of a promise so far; see the module."""

    ASKED = "asked"
    OPEN = "open"
    WAITING = "waiting"
    IN_TIME = "in_time"
    LATE = "late"
    ENDED = "ended"


PROMISED = (Fate.OPEN, Fate.WAITING, Fate.IN_TIME, Fate.LATE)


@dataclass(frozen=True, slots=True)
class Given:
    """One action between two sides. `was_due` holds earlier due days, the first promised first."""

    id: int
    number: str
    text: str
    person: str
    owes_id: int
    asked_id: int
    day: str
    session_id: int | None
    session: str
    due_on: str
    was_due: tuple[str, ...]
    fate: Fate
    has_slipped: bool


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of each fate; `slipped` are those promised that slipped, `open_slipped` are open."""

    asked: int = 0
    open: int = 0
    waiting: int = 0
    in_time: int = 0
    late: int = 0
    ended: int = 0
    slipped: int = 0
    open_slipped: int = 0

    @property
    def promised(self) -> int:
        """Return how many were promised and not dropped."""
        return self.open + self.waiting + self.in_time + self.late

    @property
    def every(self) -> int:
        """Return how many there are."""
        return self.promised + self.asked + self.ended


@dataclass(frozen=True, slots=True)
class Facing:
    """Two sides: what the first owes the second, and what the second owes the first."""

    first: PartyRow
    second: PartyRow
    first_owes: Counts
    second_owes: Counts

    @property
    def key(self) -> tuple[int, int]:
        """Return the ids of both, the first one first."""
        return self.first.id, self.second.id


@dataclass(frozen=True, slots=True)
class Period:
    """A session or a month, with what was promised then and what became of it, per direction.

    `day` is that of the session, or the month as `2026-06`; `session_id` is None of a month.
    """

    key: str
    session_id: int | None
    label: str
    day: str
    counts: dict[tuple[int, int], Counts]


@dataclass(frozen=True, slots=True)
class Reciprocity:
    """`unclear` are open actions of which one side is not named: nobody can say who owes whom."""

    facing: tuple[Facing, ...]
    given: tuple[Given, ...]
    unclear: int
    own: int


_ACTIONS = """
  SELECT c.id, c.text, c.at, c.session_id, a.*, n.year, n.n, p.name AS person, s.starts_local,
    s.started_at, s.zone
  FROM action a JOIN capture c ON c.id = a.id AND +c.kind = 'action'
  LEFT JOIN issued_number n ON n.row_id = c.id AND n.kind = 'action'
  LEFT JOIN person p ON p.id = a.owner_id LEFT JOIN session s ON s.id = c.session_id
  WHERE a.owner_party_id <> a.asked_by_party_id AND c.id IN ("""
# Of a stretch of time: what is open whenever it came, what was noted in a session, what outside.
_SINCE = """
  SELECT id FROM action WHERE state IN ('asked', 'promised', 'delivered')
  UNION SELECT x.id FROM session t CROSS JOIN capture x ON x.session_id = t.id AND x.kind = 'action'
    WHERE t.starts_local >= :since
  UNION SELECT id FROM capture WHERE session_id IS NULL AND kind = 'action' AND at >= :since"""


def reciprocity(reader: Reader, since: date | None = None) -> Reciprocity:
    """Return who owes whom what, of everything or of what was noted from a day on.

    What is open is counted whenever it was noted: it is owed today.
    """
    given = tuple(_given(reader, since))
    return Reciprocity(
        tuple(_facing(reader, given)),
        given,
        _count(reader, "owner_party_id IS NULL OR asked_by_party_id IS NULL"),
        _count(reader, "owner_party_id = asked_by_party_id"),
    )


def _count(reader: Reader, where: str) -> int:
    found = reader.value(
        "SELECT count(*) FROM action WHERE state IN ('asked', 'promised', 'delivered')"
        f" AND ({where})"
    )
    return int(found or 0)


def _given(reader: Reader, since: date | None) -> list[Given]:
    chosen = "SELECT id FROM action)" if since is None else f"{_SINCE})"
    rows = reader.all(f"{_ACTIONS}{chosen}", {} if since is None else {"since": since.isoformat()})
    moved = _moved(reader, [row["id"] for row in rows])
    labels = session_labels(reader, {row["session_id"] for row in rows})
    today = day_of(reader).isoformat()
    found = [
        Given(
            row["id"],
            action_label(row["year"], row["n"]) if row["n"] else "",
            row["text"],
            row["person"] or "",
            row["owner_party_id"],
            row["asked_by_party_id"],
            _day(row),
            row["session_id"],
            labels[row["session_id"]].label if row["session_id"] in labels else "",
            row["due_on"] or "",
            tuple(before for before, _after in moved.get(row["id"], ())),
            fate(row, slipped := has_slipped(row, moved.get(row["id"], ()), today)),
            slipped,
        )
        for row in rows
    ]
    return sorted(found, key=_by_day)


def _by_day(each: Given) -> tuple[str, int]:
    return each.day, each.id


def _day(row: Row) -> str:
    return (begin_of(row["starts_local"], row["started_at"], row["zone"]) or row["at"])[:10]


Moves = tuple[tuple[str, str], ...]


def _moved(reader: Reader, ids: list[int]) -> dict[int, Moves]:
    """Return per action its due days from and to, the oldest move first; the first day is none."""
    out: dict[int, Moves] = {}
    for row in reader.all(
        "SELECT row_id, before, after FROM history WHERE field = 'due_on' AND before IS NOT NULL"
        " AND row_id IN (SELECT value FROM json_each(?)) ORDER BY at, id",
        (json.dumps(ids),),
    ):
        out[row["row_id"]] = (*out.get(row["row_id"], ()), (row["before"], row["after"] or ""))
    return out


def has_slipped(row: Row, moves: Moves, today: str) -> bool:
    """Tell whether a due day was moved later (or taken away), or passed before delivery."""
    if any(not after or after > before for before, after in moves):
        return True
    if not row["due_on"] or row["state"] in ("declined", "dropped"):
        return False
    return str(row["delivered_on"] or row["accepted_on"] or today) > str(row["due_on"])


def fate(row: Row, slipped: bool) -> Fate:
    """Return what became of an action so far."""
    match row["state"]:
        case "asked":
            return Fate.ASKED
        case "promised":
            return Fate.OPEN
        case "delivered":
            return Fate.WAITING
        case "accepted":
            return Fate.LATE if slipped else Fate.IN_TIME
    return Fate.ENDED


# --- counting ------------------------------------------------------------------------------------


def counted(given: Iterable[Given]) -> Counts:
    """Return how many of each fate there are, and how many slipped."""
    every = list(given)
    fates = Counter(each.fate for each in every)
    slipped = Counter(each.fate for each in every if each.has_slipped and each.fate in PROMISED)
    return Counts(
        fates[Fate.ASKED],
        fates[Fate.OPEN],
        fates[Fate.WAITING],
        fates[Fate.IN_TIME],
        fates[Fate.LATE],
        fates[Fate.ENDED],
        slipped.total(),
        slipped[Fate.OPEN],
    )


def _ways(given: Iterable[Given]) -> dict[tuple[int, int], Counts]:
    found: dict[tuple[int, int], list[Given]] = {}
    for each in given:
        found.setdefault((each.owes_id, each.asked_id), []).append(each)
    return {way: counted(every) for way, every in found.items()}


def _facing(reader: Reader, given: tuple[Given, ...]) -> list[Facing]:
    """Return every pair of sides at the table; one that left only where something was promised."""
    ways, nothing = _ways(given), Counts()
    out = []
    for first, second in combinations(parties(reader, archived=True), 2):
        there, back = (first.id, second.id), (second.id, first.id)
        if there in ways or back in ways or not (first.is_archived or second.is_archived):
            out.append(Facing(first, second, ways.get(there, nothing), ways.get(back, nothing)))
    return out


def by_session(given: Iterable[Given]) -> list[Period]:
    """Return what was promised in each session, the latest first; outside of them, by month."""
    found: dict[str, list[Given]] = {}
    for each in given:
        key = f"{each.session_id}" if each.session_id is not None else each.day[:7]
        found.setdefault(key, []).append(each)
    periods = [
        Period(
            key,
            every[0].session_id,
            every[0].session,
            every[0].day if every[0].session_id is not None else key,
            _ways(every),
        )
        for key, every in found.items()
    ]
    return sorted(periods, key=_day_of, reverse=True)


def by_month(given: Iterable[Given]) -> list[Period]:
    """Return what was promised in each month, the latest first."""
    found: dict[str, list[Given]] = {}
    for each in given:
        found.setdefault(each.day[:7], []).append(each)
    periods = [Period(key, None, "", key, _ways(every)) for key, every in found.items()]
    return sorted(periods, key=_day_of, reverse=True)


def _day_of(period: Period) -> tuple[str, str]:
    return period.day, period.key
