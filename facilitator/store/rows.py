"""Rows in and out by id: plain SQL, because this is the hot path."""

from __future__ import annotations

import secrets
from collections.abc import Mapping

from sqlcipher3 import dbapi2

from facilitator.clock import Clock
from facilitator.errors import NotThere
from facilitator.store.faults import check_text
from facilitator.store.tables import TRACKED

_RANDOM_BITS = 21


class Ids:
    """Ids of 63 bits that are unique over all tables, newest highest, also across copies."""

    def __init__(self, connection: dbapi2.Connection, clock: Clock) -> None:
        self._connection = connection
        self._clock = clock
        self._last: int | None = None

    def new(self) -> int:
        """Return an id above every id that the file holds or ever gave a number to."""
        if self._last is None:
            self._last = self._highest()
        now_ms = int(self._clock.now().timestamp() * 1000)
        drawn = (now_ms << _RANDOM_BITS) | secrets.randbits(_RANDOM_BITS)
        self._last = max(self._last + 1, drawn)
        return self._last

    def note(self, given: int) -> None:
        """Remember an id that a command chose itself."""
        if self._last is not None:
            self._last = max(self._last, given)

    def _highest(self) -> int:
        sources = [f'SELECT max(id) FROM "{table}"' for table in TRACKED]
        sources += [f"SELECT max(pk) FROM {name}" for name in ("journal", "sealed_journal")]
        sources += ["SELECT max(row_id) FROM issued_number", "SELECT max(id) FROM receipt"]
        rows = [self._connection.execute(sql).fetchone() for sql in sources]
        return max((row[0] for row in rows if row and row[0] is not None), default=0)


class Rows:
    """Insert, update and delete by id, for the tables of the schema."""

    def __init__(
        self, connection: dbapi2.Connection, columns: Mapping[str, tuple[str, ...]]
    ) -> None:
        self._connection = connection
        self.columns = columns

    def insert(self, table: str, values: Mapping[str, object]) -> None:
        """Write a new row; `values` holds its id."""
        self._check(table, values)
        names = ", ".join(f'"{name}"' for name in values)
        marks = ", ".join("?" * len(values))
        self._connection.execute(
            f'INSERT INTO "{table}"({names}) VALUES ({marks})', tuple(values.values())
        )

    def update(self, table: str, row_id: int, values: Mapping[str, object]) -> None:
        """Write the columns that differ; a row that is not there raises `NotThere`."""
        self._check(table, values)
        names = ", ".join(f'"{name}"' for name in values) or "id"
        row = self._connection.execute(
            f'SELECT {names} FROM "{table}" WHERE id = ?', (row_id,)
        ).fetchone()
        if row is None:
            raise NotThere(table, str(row_id))
        changed = {
            name: value
            for (name, value), was in zip(values.items(), row, strict=False)
            if value != was
        }
        if changed:
            sets = ", ".join(f'"{name}" = ?' for name in changed)
            self._connection.execute(
                f'UPDATE "{table}" SET {sets} WHERE id = ?', (*changed.values(), row_id)
            )

    def delete(self, table: str, row_id: int) -> None:
        """Remove a row and what hangs on it; a row that is not there raises `NotThere`."""
        self._check(table, {})
        done = self._connection.execute(f'DELETE FROM "{table}" WHERE id = ?', (row_id,))
        if done.rowcount == 0:
            raise NotThere(table, str(row_id))

    def _check(self, table: str, values: Mapping[str, object]) -> None:
        known = self.columns.get(table)
        if known is None:
            raise ValueError(f"{table} is not a tracked table")
        for name, value in values.items():
            if name not in known:
                raise ValueError(f"{table} has no column {name}")
            check_text(name, value)
