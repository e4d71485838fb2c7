"""The TEMP triggers of a writing connection, generated from the schema.

`journal_now.mode` is what they ask: 0 outside a step, 1 within one, 2 while it is replayed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from facilitator.store.faults import FIXED, OUTSIDE
from facilitator.store.tables import journal_of

CLOSED, STEP, REPLAY = 0, 1, 2

STATE = (
    "CREATE TEMP TABLE journal_now (mode INTEGER NOT NULL, step_id INTEGER)",
    "INSERT INTO temp.journal_now VALUES (0, NULL)",
)

_MODE = "(SELECT mode FROM journal_now)"
_OPEN_STATES = "('proposed', 'deferred')"
_FREE_COLUMNS = ("state", "review_on")


def journal_triggers(table: str, columns: Iterable[str]) -> list[str]:
    """Return the triggers that log a table's rows and refuse writes outside a step."""
    names = list(columns)
    old, new = _json("old", names), _json("new", names)
    differs = _differs(names)
    insert = f'INSERT INTO {journal_of(table)}(step_id, "table", pk, before, after) '
    step = f"SELECT step_id, '{table}'"
    return [
        *(_outside(table, verb) for verb in ("INSERT", "UPDATE", "DELETE")),
        (
            f'CREATE TEMP TRIGGER {table}_log_i AFTER INSERT ON main."{table}" WHEN {_MODE} = {STEP}'
            f" BEGIN {insert}{step}, new.id, NULL, {new} FROM journal_now; END"
        ),
        (
            f'CREATE TEMP TRIGGER {table}_log_u AFTER UPDATE ON main."{table}"'
            f" WHEN {_MODE} = {STEP} AND ({differs})"
            f" BEGIN {insert}{step}, old.id, {old}, {new} FROM journal_now; END"
        ),
        (
            f'CREATE TEMP TRIGGER {table}_log_d AFTER DELETE ON main."{table}" WHEN {_MODE} = {STEP}'
            f" BEGIN {insert}{step}, old.id, {old}, NULL FROM journal_now; END"
        ),
        (
            f'CREATE TEMP TRIGGER {table}_same_id BEFORE UPDATE OF id ON main."{table}"'
            f" WHEN old.id IS NOT new.id BEGIN SELECT RAISE(ABORT, 'an id never changes'); END"
        ),
    ]


def _outside(table: str, verb: str) -> str:
    return (
        f'CREATE TEMP TRIGGER {table}_outside_{verb[0].lower()} BEFORE {verb} ON main."{table}"'
        f" WHEN {_MODE} = {CLOSED} BEGIN SELECT RAISE(ABORT, '{OUTSIDE}{table}'); END"
    )


def _json(row: str, columns: Iterable[str]) -> str:
    pairs = ", ".join(f"'{name}', {row}.\"{name}\"" for name in columns)
    return f"json_object({pairs})"


def _differs(columns: Iterable[str]) -> str:
    return " OR ".join(f'old."{name}" IS NOT new."{name}"' for name in columns)


def decision_guards(columns: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Return the triggers that keep the words of a taken decision (D2)."""
    own = [name for name in columns["decision"] if name not in _FREE_COLUMNS]
    taken = f"{_MODE} = {STEP} AND old.state NOT IN {_OPEN_STATES}"
    refuse = f"BEGIN SELECT RAISE(ABORT, '{FIXED}' || old.id); END"
    return [
        (
            f"CREATE TEMP TRIGGER decision_fixed_u BEFORE UPDATE ON main.decision WHEN {taken} AND"
            f" ({_differs(own)} OR (old.state IS NOT new.state AND new.state IS NOT 'superseded'))"
            f" {refuse}"
        ),
        (
            f"CREATE TEMP TRIGGER decision_fixed_d BEFORE DELETE ON main.decision WHEN {taken}"
            f" {refuse}"
        ),
        (
            "CREATE TEMP TRIGGER capture_fixed_u BEFORE UPDATE OF text, kind ON main.capture"
            " WHEN (old.text IS NOT new.text OR old.kind IS NOT new.kind)"
            f" AND {_taken('old.id')} {refuse}"
        ),
        *_part_guards("decision_option", "decision_id"),
        *_part_guards("decision_position", "decision_id"),
        *_part_guards("consideration", "row_id"),
    ]


def _taken(decision_id: str) -> str:
    return (
        f"{_MODE} = {STEP} AND EXISTS (SELECT 1 FROM decision d WHERE d.id = {decision_id}"
        f" AND d.state NOT IN {_OPEN_STATES})"
    )


def _part_guards(table: str, key: str) -> list[str]:
    out = []
    for verb, rows in (("INSERT", ("new",)), ("UPDATE", ("old", "new")), ("DELETE", ("old",))):
        for row in rows:
            out.append(
                f"CREATE TEMP TRIGGER {table}_fixed_{verb[0].lower()}_{row} BEFORE {verb}"
                f' ON main."{table}" WHEN {_taken(f"{row}.{key}")}'
                f" BEGIN SELECT RAISE(ABORT, '{FIXED}' || {row}.{key}); END"
            )
    return out


def lasting_guards() -> list[str]:
    """Return the triggers that keep what is written once: numbers and paper bodies."""
    return [
        f"CREATE TEMP TRIGGER {table}_lasts_{verb[0].lower()} BEFORE {verb} ON main.{table}"
        f" BEGIN SELECT RAISE(ABORT, '{table} is only ever added to'); END"
        for table in ("issued_number", "paper_body")
        for verb in ("UPDATE", "DELETE")
    ]
