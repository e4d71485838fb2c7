"""The TEMP triggers of a writing connection, generated from the schema.

`journal_now.mode` is what they ask: 0 outside a step, 1 within one, 2 while it is replayed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from facilitator.store.faults import FIXED, OUTSIDE
from facilitator.store.tables import LINKED, journal_of

CLOSED, STEP, REPLAY = 0, 1, 2

STATE = (
    "CREATE TEMP TABLE journal_now (mode INTEGER NOT NULL, step_id INTEGER)",
    "INSERT INTO temp.journal_now VALUES (0, NULL)",
)

MODE = "(SELECT mode FROM journal_now)"
_OPEN_STATES = "('proposed', 'deferred')"
_FREE_COLUMNS = ("state", "review_on")


def journal_triggers(table: str, columns: Iterable[str]) -> list[str]:
    """Return the triggers that log a table's rows and refuse writes outside a step."""
    names = list(columns)
    old, new = _json("old", names), _json("new", names)
    return [
        _log(table, "INSERT", "true", "new.id", "NULL", new),
        _log(table, "UPDATE", _differs(names), "old.id", old, new),
        _log(table, "DELETE", "true", "old.id", old, "NULL"),
    ]


def _log(table: str, verb: str, when: str, pk: str, before: str, after: str) -> str:
    # One trigger does it all, because creating triggers is most of the time that opening takes.
    moved = "WHEN old.id IS NOT new.id THEN RAISE(ABORT, 'an id never changes')"
    return (
        f'CREATE TEMP TRIGGER {table}_log_{verb[0].lower()} AFTER {verb} ON main."{table}"'
        f" WHEN {MODE} <> {REPLAY} AND ({when}) BEGIN"
        f" SELECT CASE WHEN mode = {CLOSED} THEN RAISE(ABORT, '{OUTSIDE}{table}')"
        f" {moved if verb == 'UPDATE' else ''} END FROM journal_now;"
        f' INSERT INTO {journal_of(table)}(step_id, "table", pk, before, after)'
        f" SELECT step_id, '{table}', {pk}, {before}, {after} FROM journal_now; END"
    )


def _json(row: str, columns: Iterable[str]) -> str:
    pairs = ", ".join(f"'{name}', {row}.\"{name}\"" for name in columns)
    return f"json_object({pairs})"


def _differs(columns: Iterable[str]) -> str:
    return " OR ".join(f'old."{name}" IS NOT new."{name}"' for name in columns)


def decision_guards(columns: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Return the triggers that keep the words of a taken decision (D2)."""
    own = [name for name in columns["decision"] if name not in _FREE_COLUMNS]
    taken = f"{MODE} = {STEP} AND old.state NOT IN {_OPEN_STATES}"
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
        f"{MODE} = {STEP} AND EXISTS (SELECT 1 FROM decision d WHERE d.id = {decision_id}"
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


def link_followers() -> list[str]:
    """Return the triggers that take a link away with either of its ends.

    They act before the row goes, so that undo brings the row back first.
    """
    return [
        f"CREATE TEMP TRIGGER {table}_links_d BEFORE DELETE ON main.{table} WHEN {MODE} = {STEP}"
        " BEGIN DELETE FROM link WHERE from_id = old.id; DELETE FROM link WHERE to_id = old.id; END"
        for table in dict.fromkeys(LINKED.values())
    ]
