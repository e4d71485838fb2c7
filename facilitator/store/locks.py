"""The TEMP triggers that keep approved minutes: what they print of their session is locked (M2).

What lives on after a session stays free: the state, owner and due date of actions, what becomes of
decisions, concerns and questions, restatements, and raw notes that do not print.
"""

from __future__ import annotations

from collections.abc import Iterable

from facilitator.store.faults import APPROVED, WENT_OUT
from facilitator.store.triggers import MODE, STEP

# Columns that print, by table; the value names the table that a reference points to. A reference
# is emptied when the row it named is deleted, and that alone is let pass.
_SESSION = {
    "kind": "", "title": "", "starts_local": "", "zone": "", "length_s": "", "place": "",
    "link": "", "facilitator_id": "person", "minute_taker_id": "person", "state": "",
    "started_at": "", "ended_at": "", "without_facilitator": "",
}  # fmt: skip
_ITEM = {
    "session_id": "", "position": "", "title": "", "purpose": "", "wanted_result": "",
    "lead_id": "person", "asked_by_party_id": "party", "asked_by_person_id": "person",
    "goal_id": "goal", "length_s": "", "box": "", "agenda_text": "", "outcome": "",
    "is_standing": "", "state": "", "used_s": "",
}  # fmt: skip
_CAPTURE = {
    "session_id": "", "item_id": "agenda_item", "kind": "", "text": "", "party_id": "party",
    "person_id": "person", "in_minutes": "",
}  # fmt: skip
_ATTENDANCE = {"person_id": "", "party_id": "party", "state": "", "arrived_at": "", "left_at": ""}
_NOTES = {"text": "", "in_minutes": ""}
_PAPER = {"name": "", "sha256": "", "alt": "", "prints": ""}
_CONCERN = {"plain": ""}
_FROZEN = ("session_id", "version", "style", "content_json", "code", "circulated_on")

_OF_ITEM = "(SELECT session_id FROM agenda_item WHERE id = {row}.item_id)"
_OF_CAPTURE = "(SELECT session_id FROM capture WHERE id = {row}.id)"
_IS_PRINTED = "{row}.kind <> 'sayback' AND ({row}.kind <> 'note' OR {row}.in_minutes = 1)"


def minutes_locks() -> list[str]:
    """Return the triggers that refuse what would change approved minutes."""
    return [
        _update("session", _SESSION, "{row}.id", rows=("old",)),
        *_all("agenda_item", _ITEM, "{row}.session_id"),
        *_all("attendance", _ATTENDANCE, "{row}.session_id"),
        *_all("capture", _CAPTURE, "{row}.session_id", _IS_PRINTED),
        *_all("item_notes", _NOTES, _OF_ITEM, "{row}.in_minutes = 1"),
        *_all("paper", _PAPER, _OF_ITEM),
        _update("concern", _CONCERN, _OF_CAPTURE, rows=("old",)),
        *_versions(),
    ]


def _versions() -> list[str]:
    """Return what keeps each circulated version as it went out."""
    changed = " OR ".join(f'old."{name}" IS NOT new."{name}"' for name in _FROZEN)
    refuse = f"BEGIN SELECT RAISE(ABORT, '{WENT_OUT}'); END"
    when = f"WHEN {MODE} = {STEP}"
    return [
        f"CREATE TEMP TRIGGER {name} BEFORE {verb} ON main.minutes {when} AND ({held}) {refuse}"
        for name, verb, held in (
            ("minutes_kept_u", "UPDATE", changed),
            ("minutes_kept_d", "DELETE", "true"),
        )
    ]


def _all(table: str, columns: dict[str, str], session: str, printed: str = "true") -> list[str]:
    """Return the triggers for new, changed and deleted rows of a table."""
    return [
        _guard(table, "INSERT", session, printed, "new"),
        _update(table, columns, session, printed),
        _guard(table, "DELETE", session, printed, "old"),
    ]


def _update(
    table: str,
    columns: dict[str, str],
    session: str,
    printed: str = "true",
    rows: Iterable[str] = ("old", "new"),
) -> str:
    """Return the trigger for changed rows: neither what they were nor what they become may print.

    So nothing can leave an approved session, and nothing can come into it.
    """
    changed = " OR ".join(_changed(name, parent) for name, parent in columns.items())
    locked = " OR ".join(
        f"(({printed.format(row=row)}) AND {_approved(session.format(row=row))})" for row in rows
    )
    return _trigger(table, "UPDATE", f"({changed}) AND ({locked})", session.format(row="old"))


def _guard(table: str, verb: str, session: str, printed: str, row: str) -> str:
    where = session.format(row=row)
    return _trigger(table, verb, f"({printed.format(row=row)}) AND {_approved(where)}", where)


def _trigger(table: str, verb: str, when: str, session: str) -> str:
    return (
        f'CREATE TEMP TRIGGER {table}_locked_{verb[0].lower()} BEFORE {verb} ON main."{table}"'
        f" WHEN {MODE} = {STEP} AND {when}"
        f" BEGIN SELECT RAISE(ABORT, '{APPROVED}' || coalesce({session}, 0)); END"
    )


def _changed(name: str, parent: str) -> str:
    differs = f'old."{name}" IS NOT new."{name}"'
    if not parent:
        return differs
    return (
        f'({differs} AND NOT (new."{name}" IS NULL AND NOT EXISTS'
        f' (SELECT 1 FROM "{parent}" WHERE id = old."{name}")))'
    )


def _approved(session: str) -> str:
    return (
        f"EXISTS (SELECT 1 FROM minutes m WHERE m.session_id = {session} AND m.state = 'approved')"
    )
