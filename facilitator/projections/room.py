"""What the room sees on the projector while a session is prepared, runs, and is closed (V7).

Joint things only, and of those only what was agreed to be shown: agenda, clock, decisions, actions,
parked points, plain words. No notes, no positions, no other captures. The text of notes and
captures is looked through for words of the glossary, and none of it is kept here.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from facilitator.clock import Instant
from facilitator.domain.session_clock import ClockReading, elapsed_ms, read_clock
from facilitator.domain.words import ActionState, ItemState, SessionState, TermRelation
from facilitator.projections.common_ground import TermEntry
from facilitator.projections.marks import PartyMark
from facilitator.projections.moments import minutes_of
from facilitator.projections.names import Names, load_head, load_names
from facilitator.projections.sessions import Sessions
from facilitator.projections.terms import Terms
from facilitator.projections.types import NextSession
from facilitator.queries.clock import clock_events, heartbeats
from facilitator.queries.numbers import capture_label, session_labels
from facilitator.store import Reader, Row

# Whose change makes the room read again; a session's heartbeat is none of them.
ROOM_TABLES = frozenset(
    {
        "engagement", "session", "agenda_item", "item_notes", "clock_event", "capture", "decision",
        "consideration", "action", "issued_number", "party", "person", "agreement", "goal",
        "term", "term_party", "term_relation",
    }
)  # fmt: skip
WORD_TABLES = frozenset({"term", "term_party", "term_relation", "party"})
MOST_TERMS = 2
_LATEST = 8  # captures whose words count as just said
_GONE = (ActionState.DECLINED.value, ActionState.DROPPED.value)


@dataclass(frozen=True, slots=True)
class RoomItem:
    """One line of the agenda; `minutes` with what it was given on the day."""

    title: str
    state: str
    minutes: int


@dataclass(frozen=True, slots=True)
class RoomDecision:
    """`is_heard` tells whether each side's consideration is recorded, never whose is missing."""

    id: int
    number: str
    wording: str
    plain: str
    state: str
    is_heard: bool
    is_here: bool


@dataclass(frozen=True, slots=True)
class RoomAction:
    """`is_here` tells whether it was promised on the item that is on the table."""

    number: str
    text: str
    owner: str
    party: PartyMark | None
    due_on: str
    due_is_next: bool
    is_here: bool


@dataclass(frozen=True, slots=True)
class RoomItemInFull:
    """The item on the table. `outcome` is what was agreed on it in words, shared and editable."""

    id: int
    title: str
    purpose: str
    wanted_result: str
    goal: str
    outcome: str


@dataclass(frozen=True, slots=True)
class RoomClock:
    """Both clocks as they were read at the moment `at`; `now` tells them at a later one."""

    session_s: int
    length_s: int
    item_s: int
    box_s: int
    is_running: bool
    is_paused: bool
    at: Instant

    def passed_s(self, now: Instant) -> int:
        """Return the seconds that count since the clocks were read."""
        if self.is_paused or not self.is_running:
            return 0
        return elapsed_ms(self.at, now) // 1000


@dataclass(frozen=True, slots=True)
class RoomView:
    """Everything the room sees. `current` is the place on the agenda of the item on the table."""

    audience: str
    engagement: str
    number: str
    title: str
    kind: str
    state: str
    starts: str
    agreements: tuple[str, ...]
    items: tuple[RoomItem, ...]
    current: int | None
    item: RoomItemInFull | None
    clock: RoomClock
    decisions: tuple[RoomDecision, ...]
    actions: tuple[RoomAction, ...]
    parked: tuple[str, ...]
    terms: tuple[TermEntry, ...]
    next_session: NextSession | None


@dataclass(frozen=True, slots=True)
class _Said:
    """What was said or written on an item: looked through for words, then let go."""

    text: tuple[str, ...]


class RoomWords:
    """The glossary for one room, read once; made anew after a change of `WORD_TABLES`."""

    def __init__(self, reader: Reader) -> None:
        marks = _marks(reader)
        self._sides = {name for mark in marks.values() for name in (mark.name, mark.short_name)}
        names = Names(load_head(reader), "UTC", "", "", marks, {}, {}, {}, {}, {})
        self._terms = Terms(reader, names)

    @classmethod
    def read(cls, reader: Reader) -> RoomWords:
        """Read the whole glossary now; from then on no reader is asked."""
        found = cls(reader)
        found.of((), ())
        return found

    def of(self, texts: tuple[str, ...], wall: Collection[int]) -> tuple[TermEntry, ...]:
        """Return what was put on the wall, then the words in use, false friends first."""
        wanted = self._terms.named(wall)
        used = [each for each in self._terms.used_in(_Said(texts)) if each not in wanted]
        used.sort(key=self._rank)
        return (*wanted, *used)[: max(MOST_TERMS, len(wanted))]

    def _rank(self, entry: TermEntry) -> int:
        """Put false friends before the words of one side, and those before common ones."""
        if entry.relation == TermRelation.ONE_WORD:
            return 0
        return 1 if entry.home in self._sides else 2


def build_room(
    reader: Reader, session_id: int, *, words: RoomWords | None = None, wall: Collection[int] = ()
) -> RoomView | None:
    """Return what the room sees of a session, None where it is gone.

    Args:
        words: The glossary of this file as it was read before; None while it is being read.
        wall: Ids of terms that the facilitator put on the wall.
    """
    session = reader.one("SELECT * FROM session WHERE id = ?", (session_id,))
    if session is None:
        return None
    items = _items(reader, session_id)
    now = reader.clock.instant()
    reading = read_clock(clock_events(reader, session_id), now, heartbeats(reader, session_id))
    ids = [row["id"] for row in items] if session["state"] == SessionState.RUNNING else []
    at = ids.index(reading.current_item_id) if reading.current_item_id in ids else None
    here = items[at] if at is not None else None
    decisions = _decisions(reader, session_id, here)
    actions = _actions(reader, session_id, here)
    labels = session_labels(reader, [session_id])
    return RoomView(
        audience="room",
        engagement=load_head(reader).title,
        number=labels[session_id].label if session_id in labels else "",
        title=session["title"],
        kind=session["kind"],
        state=session["state"],
        starts=session["starts_local"],
        agreements=_agreements(reader),
        items=tuple(_item(row) for row in items),
        current=at,
        item=_in_full(here) if here is not None else None,
        clock=_clock(session, here, reading, now),
        decisions=decisions,
        actions=actions,
        parked=_parked(reader, session_id),
        terms=words.of(_texts(reader, session, here), wall) if words is not None else (),
        next_session=_following(reader, session),
    )


def _marks(reader: Reader) -> dict[int, PartyMark]:
    return {
        row["id"]: PartyMark(row["name"], row["short_name"] or row["name"], row["colour"])
        for row in reader.all("SELECT * FROM party ORDER BY position, id")
    }


def _items(reader: Reader, session_id: int) -> list[Row]:
    return reader.all(
        "SELECT i.id, i.title, i.state, i.length_s, i.extended_s, i.purpose, i.wanted_result,"
        " i.agenda_text, i.outcome, g.title AS goal"
        " FROM agenda_item i LEFT JOIN goal g ON g.id = i.goal_id"
        " WHERE i.session_id = ? ORDER BY i.position, i.id",
        (session_id,),
    )


def _item(row: Row) -> RoomItem:
    return RoomItem(row["title"], row["state"], minutes_of(row["length_s"] + row["extended_s"]))


def _in_full(row: Row) -> RoomItemInFull:
    return RoomItemInFull(
        id=row["id"],
        title=row["title"],
        purpose=row["purpose"],
        wanted_result=row["wanted_result"] or "",
        goal=row["goal"] or "",
        outcome=row["outcome"] or "",
    )


def _clock(session: Row, here: Row | None, reading: ClockReading, now: Instant) -> RoomClock:
    return RoomClock(
        session_s=reading.session_elapsed_s,
        length_s=session["length_s"],
        item_s=reading.item_elapsed_s.get(here["id"], 0) if here is not None else 0,
        box_s=here["length_s"] + here["extended_s"] if here is not None else 0,
        is_running=reading.is_running,
        is_paused=reading.is_paused,
        at=now,
    )


_DECISIONS = """
SELECT c.id, c.item_id, c.text, d.wording, d.plain, d.state, n.year, n.n, NOT EXISTS (
    SELECT 1 FROM party y WHERE y.archived_on IS NULL AND NOT EXISTS (
      SELECT 1 FROM consideration k WHERE k.row_id = c.id AND k.party_id = y.id)) AS is_heard
FROM capture c JOIN decision d ON d.id = c.id
LEFT JOIN issued_number n ON n.kind = 'decision' AND n.row_id = c.id
WHERE c.session_id = ? AND c.kind = 'decision' ORDER BY c.at, c.id"""


def _decisions(reader: Reader, session_id: int, here: Row | None) -> tuple[RoomDecision, ...]:
    return tuple(
        RoomDecision(
            id=row["id"],
            number=capture_label("decision", row["year"], row["n"]),
            wording=row["wording"] or row["text"],
            plain=row["plain"] or "",
            state=row["state"],
            is_heard=bool(row["is_heard"]),
            is_here=_is_here(row, here),
        )
        for row in reader.all(_DECISIONS, (session_id,))
    )


_ACTIONS = """
SELECT c.item_id, c.text, a.due_on, a.due_rule, a.state, p.name AS owner, y.name AS party,
  coalesce(y.short_name, y.name) AS short_name, y.colour, n.year, n.n
FROM capture c LEFT JOIN action a ON a.id = c.id
LEFT JOIN person p ON p.id = a.owner_id LEFT JOIN party y ON y.id = a.owner_party_id
LEFT JOIN issued_number n ON n.kind = 'action' AND n.row_id = c.id
WHERE c.session_id = ? AND c.kind = 'action' ORDER BY c.at, c.id"""


def _actions(reader: Reader, session_id: int, here: Row | None) -> tuple[RoomAction, ...]:
    return tuple(
        RoomAction(
            number=capture_label("action", row["year"], row["n"]),
            text=row["text"],
            owner=row["owner"] or "",
            party=_mark(row),
            due_on=row["due_on"] or "",
            due_is_next=row["due_rule"] == "next" and not row["due_on"],
            is_here=_is_here(row, here),
        )
        for row in reader.all(_ACTIONS, (session_id,))
        if row["state"] not in _GONE
    )


def _mark(row: Row) -> PartyMark | None:
    if row["party"] is None:
        return None
    return PartyMark(row["party"], row["short_name"], row["colour"])


def _is_here(row: Row, here: Row | None) -> bool:
    return here is not None and row["item_id"] == here["id"]


def _parked(reader: Reader, session_id: int) -> tuple[str, ...]:
    rows = reader.all(
        "SELECT text FROM capture WHERE session_id = ? AND kind = 'parked'"
        " AND settled_on IS NULL ORDER BY at, id",
        (session_id,),
    )
    return tuple(row["text"] for row in rows)


def _agreements(reader: Reader) -> tuple[str, ...]:
    rows = reader.all("SELECT text FROM agreement WHERE retired_on IS NULL ORDER BY position, id")
    return tuple(row["text"] for row in rows)


def _texts(reader: Reader, session: Row, here: Row | None) -> tuple[str, ...]:
    """Return what is said on the item on the table, its notes and its latest captures included."""
    if here is None:
        return ()
    own = (here["title"], here["wanted_result"], here["agenda_text"], here["outcome"])
    notes = reader.all("SELECT text FROM item_notes WHERE item_id = ?", (here["id"],))
    said = reader.all(
        "SELECT text FROM capture WHERE session_id = ? AND item_id = ? ORDER BY at DESC, id DESC"
        " LIMIT ?",
        (session["id"], here["id"], _LATEST),
    )
    return (*(each for each in own if each), *(row["text"] for row in (*notes, *said)))


def _following(reader: Reader, session: Row) -> NextSession | None:
    """Return the session after this one, for the closing page alone."""
    if session["state"] != SessionState.CLOSED:
        return None
    return Sessions(reader, load_names(reader)).following(session["id"])


def is_over(item: RoomItem) -> bool:
    """Tell whether an item is done or was left out today."""
    return item.state != ItemState.OPEN
