"""A file far beyond any engagement: 10,000 sessions, 200,000 agenda items, 200,000 actions.

Five weekly series over 38 years, seven people at each session, and everything else that grows with
them: decisions, concerns, questions, ideas, notes, clocks, moved dates. Written in bulk, without a
journal, and searched text last; nobody undoes a load.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from facilitator.clock import Clock
from facilitator.store import Store, engine
from facilitator.store.schema import search, version_3

ZONE = ZoneInfo("Europe/Berlin")
SERIES = 5
PLANNED = 15  # sessions to come
PEOPLE, PARTIES, GOALS = 40, 4, 30
_WORDS = (
    "opt-out consent profile voucher retention mailing suppression owner tool review register "
    "customer campaign segment export deadline incident audit access approval vendor contract "
    "budget release dashboard report tracking cookie banner training backup key rotation risk"
).split()
_OTHERS = ("note", "note", "question", "idea", "parked", "note", "sayback", "challenge")
_BASE = 1 << 60
_GROUPS = {
    name: _BASE + number * 10_000_000
    for number, name in enumerate(
        ("party", "person", "membership", "goal", "milestone", "series", "rhythm", "session",
         "attendance", "agenda_item", "capture", "rest")
    )
}  # fmt: skip


@dataclass
class Size:
    """How much to write; the actions of a cancelled session stand in the next one."""

    sessions: int = 10_000
    items_each: int = 20
    actions_each: int = 20
    open_actions: int = 3000


@dataclass
class _Writing:
    size: Size
    today: date
    dice: Random = field(default_factory=lambda: Random(7))
    captures: int = 0
    rests: int = 0
    numbers: dict[tuple[str, int], int] = field(default_factory=dict)
    issued: list[tuple[object, ...]] = field(default_factory=list)
    sentences: list[str] = field(default_factory=list)

    def rest(self) -> int:
        self.rests += 1
        return _GROUPS["rest"] + self.rests

    def sentence(self) -> str:
        return self.dice.choice(self.sentences)

    def issue(self, kind: str, year: int, row_id: int) -> None:
        n = self.numbers[kind, year] = self.numbers.get((kind, year), 0) + 1
        self.issued.append((kind, year, n, row_id, f"{year}-12-31T12:00:00Z"))


Rows = Iterable[tuple[object, ...]]


def write_huge_file(path: Path, clock: Clock, size: Size | None = None) -> None:
    """Write the file; about half a minute at full size."""
    Store.create(path, clock).close()
    connection = engine.connect_writing(path)
    try:
        for pragma in ("journal_mode = MEMORY", "synchronous = OFF", "cache_size = -200000"):
            connection.execute(f"PRAGMA {pragma}").fetchall()
        connection.execute("BEGIN")
        triggers = connection.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
        ).fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        for table, columns, rows in _tables(_Writing(size or Size(), clock.now().date())):
            marks = ", ".join("?" * len(columns.split(",")))
            connection.executemany(f"INSERT INTO {table}({columns}) VALUES ({marks})", rows)
        text = version_3.searched_text()["search"]
        connection.execute(search.upsert("search", f"SELECT * FROM ({text}) WHERE true"))
        connection.execute("INSERT INTO search(search) VALUES ('rebuild')")
        for _, sql in triggers:
            connection.execute(sql)
        connection.execute("COMMIT")
        connection.execute("PRAGMA analysis_limit = 400").fetchall()
        connection.execute("PRAGMA optimize").fetchall()
        connection.execute("PRAGMA journal_mode = DELETE").fetchall()
    finally:
        connection.close()


def _tables(made: _Writing) -> Iterator[tuple[str, str, Rows]]:
    words = made.dice
    made.sentences = [
        " ".join(words.choices(_WORDS, k=words.randint(4, 14))).capitalize() for _ in range(20_000)
    ]
    at = "1988-01-01T09:00:00Z"
    yield "engagement", "id, title, zone, created_at", [(1, "Four decades", str(ZONE), at)]
    yield from _people(made)
    yield from _goals(made)
    yield from _series(made)
    yield from _sessions(made)
    yield from _agendas(made)
    yield from _captures(made)
    yield "issued_number", "kind, year, n, row_id, at", made.issued


def _people(made: _Writing) -> Iterator[tuple[str, str, Rows]]:
    colours = ("blue", "rust", "green", "purple")
    names = ("Security", "Marketing", "Legal", "Operations")
    yield (
        "party",
        "id, name, colour, position",
        [(_GROUPS["party"] + n, names[n], colours[n], n) for n in range(PARTIES)],
    )
    yield (
        "person",
        "id, name, is_facilitator",
        [(_GROUPS["person"] + n, f"Person {n:02d}", n == 0) for n in range(PEOPLE)],
    )
    yield (
        "membership",
        "id, person_id, party_id",
        [(_GROUPS["membership"] + n, _GROUPS["person"] + n, _party(n)) for n in range(PEOPLE)],
    )


def _party(number: int) -> int:
    return _GROUPS["party"] + number % PARTIES


def _person(number: int) -> int:
    return _GROUPS["person"] + number % PEOPLE


def _goal(number: int) -> int:
    return _GROUPS["goal"] + number % GOALS


def _goals(made: _Writing) -> Iterator[tuple[str, str, Rows]]:
    yield "goal", "id, title, horizon, state, due_on, position", [
        (_goal(n), made.sentence(), "short", ("on_track", "at_risk", "done")[n % 3],
         (made.today + timedelta(days=20 * n - 100)).isoformat(), n)
        for n in range(GOALS)
    ]  # fmt: skip
    yield "milestone", "id, goal_id, title, due_on, state, position", [
        (_GROUPS["milestone"] + n, _goal(n), made.sentence(),
         (made.today + timedelta(days=7 * n - 400)).isoformat(),
         "done" if n < 70 else "open", n // GOALS)
        for n in range(4 * GOALS)
    ]  # fmt: skip


def _day(made: _Writing, number: int) -> date:
    """Return the day of a session: the five series meet on the five working days."""
    monday = made.today - timedelta(days=made.today.weekday())
    last_held = made.size.sessions - PLANNED
    week = number // SERIES - last_held // SERIES
    return monday + timedelta(days=7 * week + number % SERIES)


def _series(made: _Writing) -> Iterator[tuple[str, str, Rows]]:
    rows = [(_GROUPS["series"] + n, f"Sync {n + 1}", made.sentence()) for n in range(SERIES)]
    yield "series", "id, title, purpose", rows
    rhythms = []
    for n in range(SERIES):
        for change in range(4):  # the rhythm was set anew now and then, and stayed weekly
            number = n + SERIES * (made.size.sessions // SERIES // 4 * change)
            starts = f"{_day(made, number)}T10:00"
            rhythms.append(
                (_GROUPS["rhythm"] + 4 * n + change, _GROUPS["series"] + n, starts, str(ZONE),
                 3600, "FREQ=WEEKLY;INTERVAL=1")
            )  # fmt: skip
    yield "rhythm", "id, series_id, starts_local, zone, length_s, rule", rhythms


def _is_cancelled(number: int) -> bool:
    return number % 50 == 48


def _utc(day: date, minute: int) -> str:
    local = datetime.combine(day, time(10), ZONE) + timedelta(minutes=minute)
    return local.astimezone(ZoneInfo("UTC")).strftime("%Y-%m-%dT%H:%M:%SZ")


def _sessions(made: _Writing) -> Iterator[tuple[str, str, Rows]]:
    sessions, attendance = [], []
    for n in range(made.size.sessions):
        day = _day(made, n)
        is_held = day < made.today
        state = "planned" if not is_held else "cancelled" if _is_cancelled(n) else "closed"
        row_id = _GROUPS["session"] + n
        sessions.append(
            (row_id, _GROUPS["series"] + n % SERIES, "recurring_sync", f"Sync {n % SERIES + 1}",
             f"{day}T10:00", str(ZONE), 3600, state, _utc(day, 2) if state == "closed" else None,
             _utc(day, 61) if state == "closed" else None, f"{day}T10:00", _utc(day, -1000))
        )  # fmt: skip
        if state == "closed":
            made.issue("session", day.year, row_id)
        for seat in range(7):
            person = n * 3 + seat * 5
            there = "present" if (n + seat) % 11 else "absent"
            attendance.append(
                (_GROUPS["attendance"] + 7 * n + seat, row_id, _person(person), _party(person),
                 there if is_held else "invited")
            )  # fmt: skip
    columns = (
        "id, series_id, kind, title, starts_local, zone, length_s, state, started_at, ended_at,"
        " original_local, created_at"
    )
    yield "session", columns, sessions
    yield "attendance", "id, session_id, person_id, party_id, state", attendance


def _agendas(made: _Writing) -> Iterator[tuple[str, str, Rows]]:
    items, clocks, notes = [], [], []
    each = made.size.items_each
    for n in range(made.size.sessions * each + 60):
        session, place = divmod(n, each)
        in_backlog = session >= made.size.sessions
        day = made.today if in_backlog else _day(made, session)
        is_held = day < made.today
        row_id = _GROUPS["agenda_item"] + n
        session_id = None if in_backlog else _GROUPS["session"] + session
        state = "open" if not is_held or place == each - 1 else "done"
        items.append(
            (row_id, session_id, place, made.sentence(), "discuss", 300, "limit", _person(n),
             _party(n), _goal(n // 7) if n % 3 else None, state, 280 if state == "done" else None,
             _GROUPS["series"] + n % SERIES if in_backlog else None,
             (day - timedelta(days=n % 20)).isoformat())
        )  # fmt: skip
        if is_held and not _is_cancelled(session):
            clocks += _clocked(made, session, place, row_id, is_last=place == each - 1)
        if is_held and n % 10 == 0:
            notes.append((made.rest(), row_id, made.sentence() + ". " + made.sentence()))
    columns = (
        "id, session_id, position, title, purpose, length_s, box, lead_id, asked_by_party_id,"
        " goal_id, state, used_s, series_id, arrived_on"
    )
    yield "agenda_item", columns, items
    columns = "id, session_id, item_id, what, at_utc, monotonic_ms, boot"
    yield "clock_event", columns, [(*clock, "boot") for clock in clocks]
    yield "item_notes", "id, item_id, text", notes


def _clocked(
    made: _Writing, session: int, place: int, item: int, *, is_last: bool
) -> Iterator[tuple[object, ...]]:
    """Yield what the clock noted of an item: three minutes each; the last one was not reached."""
    session_id, day = _GROUPS["session"] + session, _day(made, session)
    minute = 2 + 3 * place
    told = [("enter", item)] if not is_last else [("close", None)]
    for what, about in [("start", None), *told] if place == 0 else told:
        yield made.rest(), session_id, about, what, _utc(day, minute), 60_000 * minute


def _captures(made: _Writing) -> Iterator[tuple[str, str, Rows]]:
    kept = _Captured(made)
    for n in range(made.size.sessions):
        if _day(made, n) < made.today and not _is_cancelled(n):
            kept.add_session(n)
    yield from kept.tables()


class _Captured:
    """What was captured, with the rows of its kind; the latest are open."""

    def __init__(self, made: _Writing) -> None:
        self._made = made
        self._rows: dict[str, list[tuple[object, ...]]] = {}
        self._actions = 0
        held = made.size.sessions - PLANNED
        self._old = held * made.size.actions_each - made.size.open_actions

    def _add(self, table: str, *row: object) -> None:
        self._rows.setdefault(table, []).append(row)

    def add_session(self, session: int) -> None:
        day = _day(self._made, session)
        is_late = session > self._made.size.sessions - PLANNED - 80
        while self._actions < (session + 1) * self._made.size.actions_each:
            self._action(session, day)
        for _ in range(1 + session % 2):
            self._decision(session, day, is_open=is_late)
        if session % 2:
            self._concern(session, day, is_open=is_late)
        for n in range(3):
            self._other(session, day, n, is_open=is_late)

    def _capture(self, session: int, day: date, kind: str, *, is_settled: bool) -> int:
        made = self._made
        made.captures += 1
        row_id, n = _GROUPS["capture"] + made.captures, made.captures
        item = _GROUPS["agenda_item"] + session * made.size.items_each
        self._add(
            "capture", row_id, _GROUPS["session"] + session, item + n % made.size.items_each, kind,
            made.sentence(), _party(n), _person(n), _goal(n // 5) if n % 2 else None,
            _utc(day, 5 + n % 50), day.isoformat() if is_settled else None,
        )  # fmt: skip
        return row_id

    def _action(self, session: int, day: date) -> None:
        n, made = self._actions, self._made
        self._actions += 1
        row_id = self._capture(session, day, "action", is_settled=False)
        is_old, owner = n < self._old, n * 7 + n // 40
        state = "dropped" if n % 40 == 0 else "accepted"
        if not is_old:
            state = ("promised", "promised", "asked", "delivered")[n % 4]
        due: date | None = day + timedelta(days=14 + n % 20)
        if not is_old and n % 10 == 0:
            due = None
        if not is_old and 0 < n % 10 < 3:
            due = made.today - timedelta(days=1 + n % 60)
        done = (day + timedelta(days=10 + n % 9)).isoformat()
        self._add(
            "action", row_id, _person(owner), _party(owner), _party(owner + 1 + n % 3),
            due.isoformat() if due else None, state,
            done if state in ("accepted", "delivered") else None,
            done if state == "accepted" else None,
        )  # fmt: skip
        made.issue("action", day.year, row_id)
        if n % 9 == 0:
            self._add("history", made.rest(), row_id, "due_on", day.isoformat(), "", _utc(day, 30))

    def _decision(self, session: int, day: date, *, is_open: bool) -> None:
        made = self._made
        row_id = self._capture(session, day, "decision", is_settled=False)
        state = "proposed" if is_open and session % 3 == 0 else "agreed"
        review = (day + timedelta(days=180)).isoformat() if session % 7 == 0 and is_open else None
        self._add("decision", row_id, made.sentence(), made.sentence(), "consent", state,
                  day.isoformat() if state == "agreed" else None, review)  # fmt: skip
        made.issue("decision", day.year, row_id)
        for n in range(PARTIES - (state == "proposed")):
            self._add("consideration", made.rest(), row_id, _party(n), made.sentence(),
                      _utc(day, 40))  # fmt: skip
        if session % 10 == 0:
            self._add("decision_position", made.rest(), row_id, _party(session), "reservation",
                      made.sentence())  # fmt: skip

    def _concern(self, session: int, day: date, *, is_open: bool) -> None:
        row_id = self._capture(session, day, "concern", is_settled=False)
        severity = ("low", "medium", "high")[session % 3]
        self._add("concern", row_id, severity, "open" if is_open else "answered",
                  None if is_open else row_id - 1)  # fmt: skip

    def _other(self, session: int, day: date, n: int, *, is_open: bool) -> None:
        made = self._made
        kind = _OTHERS[(session + n) % len(_OTHERS)]
        row_id = self._capture(session, day, kind, is_settled=not is_open)
        on = None if is_open else day.isoformat()
        if kind == "question":
            self._add("question", row_id, _party(n), None if is_open else made.sentence(), on, on)
        elif kind == "idea":
            self._add("idea", row_id, "explore" if is_open else "dropped")
        elif kind == "sayback":
            self._add("sayback", row_id, made.sentence(), "restated" if is_open else "confirmed",
                      on)  # fmt: skip
            self._add("sayback_version", made.rest(), row_id, 1, "restated", made.sentence(),
                      _party(n), _utc(day, 45))  # fmt: skip

    def tables(self) -> Iterator[tuple[str, str, Rows]]:
        """Yield what was kept, captures first."""
        for table, columns in _COLUMNS.items():
            yield table, columns, self._rows.get(table, [])


_COLUMNS = {
    "capture": (
        "id, session_id, item_id, kind, text, party_id, person_id, goal_id, at, settled_on"
    ),
    "action": (
        "id, owner_id, owner_party_id, asked_by_party_id, due_on, state, delivered_on, accepted_on"
    ),
    "decision": "id, wording, because, method, state, decided_on, review_on",
    "consideration": "id, row_id, party_id, text, at",
    "decision_position": "id, decision_id, party_id, position, reason",
    "concern": "id, severity, state, answered_by_id",
    "question": "id, to_party_id, answer, answered_on, confirmed_on",
    "idea": "id, stage",
    "sayback": "id, topic, state, confirmed_on",
    "sayback_version": "id, sayback_id, n, part, text, party_id, at",
    "history": "id, row_id, field, before, after, at",
}
