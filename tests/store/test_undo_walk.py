"""The undo law on raw rows (U1): undo equals before, redo equals after, in any order."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.clock import FixedClock
from facilitator.errors import CommandRefused
from facilitator.store import Row, Store
from facilitator.store.tables import LINKED, TRACKED
from tests.store.rows import dump

WORDS = ["", "risk", "Über", "עברית", '"quoted"\\', "two\nlines", "👩‍👩‍👧", "x" * 300, "'; DROP"]
ZONES = ["Europe/Berlin", "America/New_York", "UTC"]
RULES = ["FREQ=WEEKLY;INTERVAL=2", "FREQ=MONTHLY;BYDAY=-1TH", "FREQ=WEEKLY;BYDAY=MO,TH"]
STATES = ["proposed", "deferred", "agreed", "superseded", "rejected"]


class Walk:
    """Makes random steps of random rows in a file, whatever the tables are."""

    def __init__(self, store: Store, dice: random.Random) -> None:
        self.store = store
        self.dice = dice
        self.slots = 0
        self.columns = {table: store.all(f"PRAGMA table_info({table})") for table in TRACKED}
        self.keys = {
            table: {
                key["from"]: key["table"] for key in store.all(f"PRAGMA foreign_key_list({table})")
            }
            for table in TRACKED
        }

    def step(self) -> None:
        """Write one to four random changes; one in five steps fails at its end."""
        merge = self.dice.choice([None, None, "typing"])
        fails = self.dice.random() < 0.2
        with self.store.step("Walk", merge=merge):
            for _ in range(self.dice.choice([1, 1, 1, 2, 4])):
                self.dice.choice(
                    [self.insert, self.insert, self.update, self.update, self.delete]
                )()
            if fails:
                raise CommandRefused("on purpose")

    def insert(self) -> None:
        table = self.dice.choice(TRACKED)
        values = self.values(table, [c["name"] for c in self.columns[table] if c["name"] != "id"])
        if values is None:
            return
        parent = self.keys[table].get("id")
        if parent is not None:
            taken = {row["id"] for row in self.store.all(f"SELECT id FROM {table}")}
            free = [row for row in self.ids(parent) if row not in taken]
            if not free:
                return
            values["id"] = self.dice.choice(free)
        made = self.store.insert(table, **values)
        if table == "series":  # none is without a rhythm
            names = [c["name"] for c in self.columns["rhythm"] if c["name"] != "id"]
            rhythm = self.values("rhythm", names)
            assert rhythm is not None
            self.store.insert("rhythm", **rhythm | {"series_id": made})

    def update(self) -> None:
        table, row = self.anything()
        if row is None:
            return
        # What a decision replaces is chosen once, so that none replaces itself over others.
        fixed: tuple[str, ...] = ("id", "supersedes_id")
        if table == "rhythm":
            fixed = ("id", "series_id")  # the last one of a series never leaves it
        names = [c["name"] for c in self.columns[table] if c["name"] not in fixed]
        values = self.values(table, self.dice.sample(names, self.dice.randint(1, len(names))))
        if values is not None and not (table == "consideration" and len(values) < len(names)):
            self.store.update(table, row, **values)

    def delete(self) -> None:
        table, row = self.anything()
        if row is None or (table == "rhythm" and self.is_the_last(row)):
            return
        if self.dice.random() < 0.4:
            self.store.delete(table, row)

    def is_the_last(self, rhythm: int) -> bool:
        """Tell whether a series would be without a rhythm, which no key of the engine forbids."""
        return not self.store.value(
            "SELECT 1 FROM rhythm r JOIN rhythm other ON other.series_id = r.series_id"
            " AND other.id <> r.id WHERE r.id = ?", (rhythm,)
        )  # fmt: skip

    def anything(self) -> tuple[str, int | None]:
        table = self.dice.choice(TRACKED)
        ids = self.ids(table)
        return table, self.dice.choice(ids) if ids else None

    def ids(self, table: str) -> list[int]:
        return [row["id"] for row in self.store.all(f"SELECT id FROM {table}")]

    def values(self, table: str, names: list[str]) -> Row | None:
        """Return random values, or None when a row that must be there is not."""
        values: Row = {}
        for column in self.columns[table]:
            name = column["name"]
            if name not in names:
                continue
            if parent := self.keys[table].get(name):
                ids = self.ids(parent)
                if not ids and column["notnull"]:
                    return None
                values[name] = self.dice.choice(ids) if ids else None
            else:
                values[name] = self.value(table, column)
        if table == "consideration":
            says = self.dice.random() < 0.5
            values["text"] = "heard" if says else None
            values["passed_reason"] = None if says else "away"
        if table == "link":
            return self.with_ends(values)
        return values

    def with_ends(self, values: Row) -> Row | None:
        """Let a link join rows that are there, which no key of the engine could prove."""
        for end in ("from", "to"):
            kind = self.dice.choice(list(LINKED))
            ids = self.ids(LINKED[kind])
            if not ids:
                return None
            values |= {f"{end}_kind": kind, f"{end}_id": self.dice.choice(ids)}
        return values

    def value(self, table: str, column: Row) -> object:
        if table == "decision" and column["name"] == "state":
            return self.dice.choice(STATES)
        if table == "capture" and column["name"] == "kind":
            return self.dice.choice(["note", "decision", "action", "concern"])
        if table in ("data_role", "data_claim") and column["name"] == "role":
            return self.dice.choice(["responsible", "consulted", "informed"])
        if table == "data_request_party" and column["name"] == "reason":
            return self.dice.choice(WORDS)  # without one, an answer would be nobody's
        if not column["notnull"] and self.dice.random() < 0.3:
            return None
        if column["name"] == "original_local":
            return self.slot()
        if table == "rhythm" and column["name"] in ("starts_local", "zone", "rule"):
            return self.of_a_rhythm(column["name"])
        if column["type"] == "INTEGER":
            return self.dice.choice([0, 1, -1, 2**63 - 1, -(2**63), self.dice.getrandbits(50)])
        return self.dice.choice(WORDS)

    def slot(self) -> str:
        """Return a time of a series that nothing fills yet: none is filled twice."""
        self.slots += 1
        return (datetime(2026, 1, 1) + timedelta(hours=self.slots)).isoformat("T", "minutes")

    def of_a_rhythm(self, name: str) -> str:
        """Return what makes a rhythm that can be followed."""
        if name == "starts_local":
            return f"2026-{self.dice.randint(1, 12):02}-{self.dice.randint(1, 28):02}T12:30"
        return self.dice.choice(ZONES if name == "zone" else RULES)


def _walk(steps: int, dice: random.Random, check: Callable[[Store, Walk, int], None]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        clock = FixedClock(datetime(2026, 6, 30, 8, 0, tzinfo=UTC))
        with Store.create(Path(folder, "walk.facilitator"), clock) as store:
            store.execute("PRAGMA synchronous = OFF")
            walk = Walk(store, dice)
            check(store, walk, steps)
            assert store.check() == []


def _there_and_back(store: Store, walk: Walk, steps: int) -> None:
    """Compare every state on the way back and on the way there again."""
    states = [dump(store)]
    for _ in range(steps):
        before, kept = dump(store), store.value("SELECT count(*) FROM step")
        try:
            walk.step()
        except CommandRefused:
            assert dump(store) == before
            continue
        now = store.value("SELECT count(*) FROM step")
        if now < kept:  # an edit that was taken back
            states.pop()
        elif now > kept:
            states.append(dump(store))
        else:
            states[-1] = dump(store)
    for state in reversed(states[:-1]):
        assert store.undo() is not None
        assert dump(store) == state
    assert store.undo() is None
    assert store.check() == []
    for state in states[1:]:
        assert store.redo() is not None
        assert dump(store) == state
    assert store.redo() is None


@settings(max_examples=4)
@given(seed=st.integers(0, 2**32))
def test_two_hundred_steps_are_undone_and_redone(seed: int) -> None:
    """By seed: 200 steps are too many draws for Hypothesis; the short walk finds small cases."""
    _walk(200, random.Random(seed), _there_and_back)


@settings(max_examples=10)
@given(dice=st.randoms(use_true_random=False))
def test_a_short_walk_is_undone_and_redone(dice: random.Random) -> None:
    _walk(25, dice, _there_and_back)


def _to_and_fro(store: Store, walk: Walk, steps: int) -> None:
    """Mix steps, undo and redo, and reopen nothing: undo then redo is always no change."""
    for _ in range(steps):
        try:
            walk.step()
        except CommandRefused:
            continue
        for _ in range(walk.dice.choice([0, 0, 1, 3])):
            before = dump(store)
            if store.undo() is None:
                break
            after = dump(store)
            assert store.redo() is not None
            assert dump(store) == before
            store.undo()
            assert dump(store) == after
        if walk.dice.random() < 0.3:
            store.redo()


@settings(max_examples=5)
@given(dice=st.randoms(use_true_random=False))
def test_undo_and_redo_in_any_order_lose_nothing(dice: random.Random) -> None:
    _walk(40, dice, _to_and_fro)
