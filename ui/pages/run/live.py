"""What the run screen knows: the session as it was last read, and its clock at this moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from facilitator.domain.session_clock import ClockLevel, ClockReading, level, read_clock
from facilitator.domain.session_plan import PlannedItem, outlook, upcoming
from facilitator.domain.words import ItemState, SessionState
from facilitator.queries.captured import CaptureCard, cards
from facilitator.queries.clock import clock_events, heartbeats
from facilitator.queries.prepare import ItemRow, SessionDetail, agenda, session_detail
from facilitator.queries.running import presence
from facilitator.queries.sessions import PartyCount
from ui.workspace import Workspace

CLOCK = frozenset({"clock_event", "session"})
AGENDA = frozenset(
    {
        "agenda_item",
        "item_notes",
        "paper",
        "goal",
        "person",
        "membership",
        "party",
        "sealed_prep",
        "sealed_prompt",
    }
)
CAPTURES = frozenset(
    {"capture", "decision", "action", "concern", "decision_position", "consideration", "party",
     "person", "goal"}
)  # fmt: skip
PEOPLE = frozenset({"attendance", "person", "party", "membership"})
NAMES = frozenset({"person", "party", "membership", "goal"})


@dataclass(frozen=True, slots=True)
class Moment:
    """The clocks at one moment. `left_s` and `item_left_s` are below nothing when over.

    `begins` tells when open items begin, as local `HH:MM`; `ends` when the last one ends.
    `too_much_s` is what is still on the agenda beyond the length of the session.
    """

    elapsed_s: int
    left_s: int
    length_s: int
    level: ClockLevel
    behind_s: int
    too_much_s: int
    ends: str
    is_paused: bool
    item_id: int | None
    item_left_s: int
    item_box_s: int
    item_level: ClockLevel
    begins: dict[int, str]
    used: dict[int, int]


class Live:
    """One session, read again in the parts that a change touched."""

    def __init__(self, workspace: Workspace, session_id: int) -> None:
        self._workspace = workspace
        self.session_id = session_id
        self.detail: SessionDetail | None = None
        self.items: list[ItemRow] = []
        self.cards: list[CaptureCard] = []
        self.presence: list[PartyCount] = []
        self.is_represented = False
        self._zone = ZoneInfo("UTC")
        self.read_all()

    # --- reading ----------------------------------------------------------------------------

    def read_all(self) -> None:
        """Read everything."""
        self.read_session()
        self.read_agenda()
        self.read_captures()
        self.read_presence()

    def read_session(self) -> None:
        """Read the session itself and what happened to its clock."""
        reader = self._workspace.reader
        self.detail = session_detail(reader, self.session_id)
        if self.detail is not None:
            self._zone = ZoneInfo(self.detail.zone)
        self._events = clock_events(reader, self.session_id)
        self._heartbeats = heartbeats(reader, self.session_id)

    def read_agenda(self) -> None:
        """Read the agenda."""
        self.items = agenda(self._workspace.reader, self.session_id)
        self._plan = [
            PlannedItem(item.id, item.length_s, item.extended_s, item.state) for item in self.items
        ]

    def read_captures(self) -> None:
        """Read what was captured."""
        self.cards = cards(self._workspace.reader, self.session_id)

    def read_presence(self) -> None:
        """Read who is there."""
        self.presence, self.is_represented = presence(self._workspace.reader, self.session_id)

    # --- asking -----------------------------------------------------------------------------

    @property
    def is_running(self) -> bool:
        """Tell whether the session was started and not yet closed."""
        return self.detail is not None and self.detail.state == SessionState.RUNNING

    def reading(self) -> ClockReading:
        """Return what the clock says now; asks no table."""
        return read_clock(self._events, self._workspace.clock.instant(), self._heartbeats)

    def item(self, item_id: int | None) -> ItemRow | None:
        """Return an item of the agenda."""
        return next((item for item in self.items if item.id == item_id), None)

    def current(self) -> ItemRow | None:
        """Return the item on the table."""
        return self.item(self.reading().current_item_id)

    def number(self, item_id: int) -> int:
        """Return the place of an item on the agenda, from 1."""
        return next((n for n, item in enumerate(self.items, start=1) if item.id == item_id), 0)

    def following(self) -> ItemRow | None:
        """Return the item that “next item” goes to, None at the last one."""
        ahead = upcoming(self._plan, self.reading().current_item_id)
        return self.item(ahead[0].id) if ahead else None

    def done(self) -> int:
        """Return how many items are done."""
        return sum(item.state == ItemState.DONE for item in self.items)

    def card(self, capture_id: int) -> CaptureCard | None:
        """Return a captured thing."""
        return next((card for card in self.cards if card.id == capture_id), None)

    def time_of(self, at_utc: str) -> str:
        """Return the local `HH:MM` of a moment in UTC."""
        return datetime.fromisoformat(at_utc).astimezone(self._zone).strftime("%H:%M")

    def local_time(self) -> str:
        """Return the wall time in the session's zone as `HH:MM`."""
        return self._workspace.clock.now().astimezone(self._zone).strftime("%H:%M")

    def moment(self, extra_s: int = 0) -> Moment:
        """Return the clocks now; `extra_s` asks what if the current item had more."""
        reading = self.reading()
        length = self.detail.length_s if self.detail else 0
        ahead = outlook(self._plan, reading)
        now = self._workspace.clock.now().astimezone(self._zone)
        item = self.item(reading.current_item_id)
        box = item.length_s + item.extended_s if item else 0
        used = reading.item_elapsed_s.get(item.id, 0) if item else 0
        return Moment(
            elapsed_s=reading.session_elapsed_s,
            left_s=length - reading.session_elapsed_s,
            length_s=length,
            level=level(length - reading.session_elapsed_s, length),
            behind_s=ahead.behind_s,
            too_much_s=_beyond(ahead.remaining_s, length - reading.session_elapsed_s, length),
            ends=(now + timedelta(seconds=ahead.remaining_s + extra_s)).strftime("%H:%M"),
            is_paused=reading.is_paused,
            item_id=reading.current_item_id,
            item_left_s=box - used,
            item_box_s=box,
            item_level=level(box - used, box),
            begins={
                item_id: (now + timedelta(seconds=seconds)).strftime("%H:%M")
                for item_id, seconds in ahead.begins_in_s.items()
            },
            used=dict(reading.item_elapsed_s),
        )


def _beyond(remaining_s: int, left_s: int, length_s: int) -> int:
    """Return how much of the agenda does not fit; nothing where no length was planned."""
    return max(0, remaining_s - max(0, left_s)) if length_s > 0 else 0
