"""Autosave, undo and notification are one thing: the journal inside the file. It knows no noun."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlcipher3 import dbapi2

from facilitator.clock import Clock
from facilitator.errors import UndoRefused
from facilitator.store import locks, triggers

KEPT_STEPS = 500
KEPT_FOR = timedelta(days=30)
MERGED_WITHIN = timedelta(seconds=60)

_JOURNALS = ("journal", "sealed_journal")
_LAST_DONE = "SELECT id, label, is_barrier FROM step WHERE undone = 0 ORDER BY id DESC LIMIT 1"
_FIRST_UNDONE = "SELECT id, label, 0 FROM step WHERE undone = 1 ORDER BY id LIMIT 1"


@dataclass(frozen=True, slots=True)
class Change:
    """What one committed step, undo or redo touched: the only way a screen learns anything."""

    kind: Literal["do", "undo", "redo"]
    label: str
    touched: frozenset[tuple[str, int]]
    origin: object | None = None

    @property
    def tables(self) -> frozenset[str]:
        """Return the names of the tables that were touched."""
        return frozenset(table for table, _ in self.touched)


@dataclass(frozen=True, slots=True)
class _Top:
    id: int
    label: str
    is_barrier: bool


class Journal:
    """The steps of one file, over the connection of its one writer.

    The store opens and closes the transactions; every method here runs inside one.
    """

    def __init__(self, connection: dbapi2.Connection, clock: Clock) -> None:
        self._connection = connection
        self._clock = clock
        self._may_merge = True

    def install(self, columns: Mapping[str, tuple[str, ...]]) -> None:
        """Create the TEMP triggers that log every tracked table; without them nothing is."""
        for statement in triggers.STATE:
            self._connection.execute(statement)
        for table, names in columns.items():
            for statement in triggers.journal_triggers(table, names):
                self._connection.execute(statement)
        guards = triggers.decision_guards(columns) + triggers.lasting_guards()
        for statement in guards + locks.minutes_locks() + triggers.link_followers():
            self._connection.execute(statement)

    def prune(self) -> None:
        """Forget steps that are older than 30 days."""
        oldest = _stamp(self._clock.now() - KEPT_FOR)
        self._connection.execute("DELETE FROM step WHERE at < ?", (oldest,))

    def add_barrier(self, label: str) -> None:
        """Note something that undo never crosses, such as a migration."""
        self._connection.execute("DELETE FROM step WHERE undone = 1")
        self._connection.execute(
            "INSERT INTO step(label, at, is_barrier) VALUES (?, ?, 1)",
            (label, _stamp(self._clock.now())),
        )

    @contextmanager
    def at_rest(self) -> Iterator[None]:
        """Let rows change without an image of them, past the guards: only to destroy them."""
        self._set_mode(triggers.REPLAY, None)
        try:
            yield
        finally:
            self._set_mode(triggers.CLOSED, None)

    def begin(self, label: str, merge: str | None, origin: object | None) -> int:
        """Write the step's row and let the triggers log into it."""
        row = self._one("SELECT coalesce(max(id), 0) + 1 FROM step")
        step_id = int(row[0])
        self._connection.execute(
            "INSERT INTO step(id, label, merge_key, origin, at) VALUES (?, ?, ?, ?, ?)",
            (
                step_id,
                label,
                merge,
                origin if isinstance(origin, str) else None,
                _stamp(self._clock.now()),
            ),
        )
        self._set_mode(triggers.STEP, step_id)
        return step_id

    def finish(self, step_id: int, *, barrier: bool) -> frozenset[tuple[str, int]]:
        """Close the step and return what it touched; nothing touched leaves no step."""
        self._set_mode(triggers.CLOSED, None)
        touched = self._touched(step_id)
        if not touched:
            self._connection.execute("DELETE FROM step WHERE id = ?", (step_id,))
            return touched
        self._connection.execute("DELETE FROM step WHERE undone = 1")
        if barrier:
            self._connection.execute("UPDATE step SET is_barrier = 1 WHERE id = ?", (step_id,))
        elif self._may_merge:
            self._compact(step_id)
        self._may_merge = True
        self._forget_beyond_limit()
        return touched

    def undo_label(self) -> str | None:
        """Return what undo would take back; None at the start and at a barrier."""
        top = self._undoable()
        return top.label if top else None

    def barrier_label(self) -> str | None:
        """Return the step that undo stops at, None where there is none."""
        top = self._top(_LAST_DONE)
        return top.label if top is not None and top.is_barrier else None

    def redo_label(self) -> str | None:
        """Return what redo would bring back."""
        top = self._top(_FIRST_UNDONE)
        return top.label if top else None

    def undo(self) -> Change | None:
        """Replay the last step backwards."""
        top = self._undoable()
        if top is None:
            return None
        self._replay(top, backwards=True)
        return Change("undo", top.label, self._touched(top.id))

    def redo(self) -> Change | None:
        """Replay the first undone step forwards."""
        top = self._top(_FIRST_UNDONE)
        if top is None:
            return None
        self._replay(top, backwards=False)
        return Change("redo", top.label, self._touched(top.id))

    # --- inside ------------------------------------------------------------------------------

    def _undoable(self) -> _Top | None:
        top = self._top(_LAST_DONE)
        return None if top is None or top.is_barrier else top

    def _top(self, sql: str) -> _Top | None:
        row = self._connection.execute(sql).fetchone()
        return _Top(row[0], row[1], bool(row[2])) if row else None

    def _one(self, sql: str, params: tuple[object, ...] = ()) -> tuple[Any, ...]:
        row = self._connection.execute(sql, params).fetchone()
        assert row is not None, sql
        return row

    def _set_mode(self, mode: int, step_id: int | None) -> None:
        self._connection.execute(
            "UPDATE temp.journal_now SET mode = ?, step_id = ?", (mode, step_id)
        )

    def _touched(self, step_id: int) -> frozenset[tuple[str, int]]:
        rows = self._connection.execute(
            'SELECT "table", pk FROM journal WHERE step_id = ?1'
            ' UNION SELECT "table", pk FROM sealed_journal WHERE step_id = ?1',
            (step_id,),
        ).fetchall()
        return frozenset((table, pk) for table, pk in rows)

    def _replay(self, top: _Top, *, backwards: bool) -> None:
        self._may_merge = False
        self._set_mode(triggers.REPLAY, top.id)
        self._connection.execute("PRAGMA defer_foreign_keys = ON")
        for journal in _JOURNALS:
            rows = self._connection.execute(
                f'SELECT "table", pk, before, after FROM {journal} WHERE step_id = ?'
                f" ORDER BY id {'DESC' if backwards else ''}",
                (top.id,),
            ).fetchall()
            for table, pk, before, after in rows:
                was, becomes = (after, before) if backwards else (before, after)
                if self._put(table, pk, was, becomes) != 1:
                    raise UndoRefused(top.label)
        self._connection.execute(
            "UPDATE step SET undone = ? WHERE id = ?", (int(backwards), top.id)
        )
        self._set_mode(triggers.CLOSED, None)

    def _put(self, table: str, pk: int, was: str | None, becomes: str | None) -> int:
        """Turn one row from an image into the next; return how many rows that changed."""
        if becomes is None:
            sql = f'DELETE FROM "{table}" WHERE id = ?'
            return self._connection.execute(sql, (pk,)).rowcount
        row = json.loads(becomes)
        if was is None:
            names = ", ".join(f'"{name}"' for name in row)
            marks = ", ".join("?" * len(row))
            sql = f'INSERT INTO "{table}"({names}) VALUES ({marks})'
            return self._connection.execute(sql, tuple(row.values())).rowcount
        before = json.loads(was)
        changed = {name: value for name, value in row.items() if value != before[name]}
        sets = ", ".join(f'"{name}" = ?' for name in changed)
        sql = f'UPDATE "{table}" SET {sets} WHERE id = ?'
        return self._connection.execute(sql, (*changed.values(), pk)).rowcount

    def _compact(self, step_id: int) -> None:
        """Fold a single-row step into the one before it when both are one edit of one row."""
        new = self._single(step_id)
        if new is None or new.before is None or new.after is None:
            return
        row = self._connection.execute(
            "SELECT p.id, p.at, s.at FROM step s JOIN step p ON p.id ="
            " (SELECT max(id) FROM step WHERE id < s.id)"
            " WHERE s.id = ? AND p.merge_key = s.merge_key AND p.is_barrier = 0",
            (step_id,),
        ).fetchone()
        if row is None or not _within(row[1], row[2]):
            return
        old = self._single(row[0])
        if old is None or old.after is None or not old.same_row(new):
            return
        self._connection.execute(
            f"UPDATE {old.journal} SET after = ? WHERE id = ?", (new.after, old.id)
        )
        self._connection.execute("DELETE FROM step WHERE id = ?", (step_id,))
        if old.before == new.after:  # typed and taken back again: nothing is left to undo
            self._connection.execute("DELETE FROM step WHERE id = ?", (row[0],))

    def _single(self, step_id: int) -> _Entry | None:
        """Return the only entry of a step; None when it has several."""
        found = [
            _Entry(journal, *row)
            for journal in _JOURNALS
            for row in self._connection.execute(
                f'SELECT id, "table", pk, before, after FROM {journal} WHERE step_id = ? LIMIT 2',
                (step_id,),
            ).fetchall()
        ]
        return found[0] if len(found) == 1 else None

    def _forget_beyond_limit(self) -> None:
        self._connection.execute(
            "DELETE FROM step WHERE id <= (SELECT id FROM step ORDER BY id DESC LIMIT 1 OFFSET ?)",
            (KEPT_STEPS,),
        )


@dataclass(frozen=True, slots=True)
class _Entry:
    journal: str
    id: int
    table: str
    pk: int
    before: str | None
    after: str | None

    def same_row(self, other: _Entry) -> bool:
        return (self.table, self.pk) == (other.table, other.pk)


def _stamp(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds")


def _within(first: str, second: str) -> bool:
    passed = datetime.fromisoformat(second) - datetime.fromisoformat(first)
    return timedelta(0) <= passed <= MERGED_WITHIN
