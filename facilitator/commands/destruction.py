"""Destroyed for good (S3): scratch notes of a session, sealed notes. Nothing here can be undone.

These take a path, not a store: the window lets go of the file first, so that nobody reads it while
its pages are written anew. A receipt is written with the rows' end, and completed by the proof.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from facilitator.clock import Clock
from facilitator.commands.captures import WORDS
from facilitator.commands.fields import must_exist, stamp
from facilitator.commands.record import append_event
from facilitator.domain.words import CaptureKind, Disclosure
from facilitator.errors import CommandRefused
from facilitator.queries.numbers import session_labels
from facilitator.queries.receipts import DESTROYED, DESTROYED_SEALED
from facilitator.queries.scratch import scratch, went_out
from facilitator.store import Reader, Store
from facilitator.store.purge import Doomed, Reached, Statement

Progress = Callable[[str], None]
Ids = Sequence[int]

# What no program can take back: what others hold, and the old blocks of a disk.
CANNOT_REACH = ("copies", "exports", "papers", "disk", "sync")


@dataclass(frozen=True, slots=True)
class Destruction:
    """What was destroyed and what the proof says; `receipt_id` is 0 when there was nothing."""

    receipt_id: int
    count: int
    reached: Reached


def _quiet(_stage: str) -> None:
    """Tell nobody how far it is."""


def destroy_scratch(
    path: Path, session_id: int, clock: Clock | None = None, told: Progress = _quiet
) -> Destruction:
    """Destroy the notes of a session that are not in its minutes, with all that held them."""
    with Store.open(path, clock) as store:
        must_exist(store, "session", session_id)
        found = scratch(store, session_id)
        labels = session_labels(store)
        facts = {
            "what": "scratch_notes",
            "session_id": str(session_id),
            "session": labels[session_id].label if session_id in labels else "",
            "counts": {"captures": len(found.captures), "notes": len(found.notes)},
        }
        if not found.count:
            raise CommandRefused("This session has no raw notes to destroy. Nothing was changed.")
        statements = [
            *_captures_gone(found.captures),
            *_rows_gone("item_notes", found.notes),
            ("DELETE FROM draft WHERE place = ?", (f"capture-line:{session_id}",)),
        ]
        rows = [("capture", each) for each in found.captures]
        rows += [("item_notes", each) for each in found.notes]
        return _carry_out(store, DESTROYED, facts, statements, rows, told)


def destroy_sealed_notes(
    path: Path, note_ids: Ids, clock: Clock | None = None, told: Progress = _quiet
) -> Destruction:
    """Destroy sealed notes with all that held them; what was released from them stays released."""
    with Store.open(path, clock) as store:
        for each in note_ids:
            must_exist(store, "sealed_note", each)
        statements: list[Statement] = []
        for each in note_ids:
            statements.append(("DELETE FROM sealed_release WHERE note_id = ?", (each,)))
        statements += _rows_gone("sealed_note", note_ids)
        facts = {"what": "sealed_notes", "counts": {"sealed_notes": len(note_ids)}}
        rows = [("sealed_note", each) for each in note_ids]
        return _carry_out(store, DESTROYED_SEALED, facts, statements, rows, told)


def finish_destruction(
    path: Path, receipt_id: int, clock: Clock | None = None, told: Progress = _quiet
) -> Destruction:
    """Do again what a crash or another reader kept from being done; the rows are gone already."""
    with Store.open(path, clock) as store:
        row = must_exist(store, "receipt", receipt_id)
        facts = json.loads(row["body_json"])
        reached = store.close_up((), told)
        _complete(store, receipt_id, row["kind"], facts, reached)
        return Destruction(receipt_id, sum(facts["counts"].values()), reached)


_SEALED = (
    "INSERT INTO sealed_note(id, session_id, item_id, party_id, person_id, text, disclosure, at)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)


def seal_capture(store: Store, capture_id: int) -> int:
    """Move a shared capture behind the seal: a new sealed note, and no trace in joint tables.

    History that could bring it back goes with it. What was exported or copied before still holds
    the words, and this cannot change that.

    Raises:
        CommandRefused: it is more than words by now (a decision, an action…), or stands in
            minutes that went out.
    """
    row = must_exist(store, "capture", capture_id)
    kind = CaptureKind(row["kind"])
    if kind in (CaptureKind.DECISION, CaptureKind.ACTION):
        raise CommandRefused(
            f"This {WORDS[kind]} has been shared as such. Nothing was changed; "
            "make it a note first, if it may still become one."
        )
    note_id, text = store.new_id(), str(row["text"])
    if went_out(store, row["session_id"], text):
        raise CommandRefused(
            "Minutes that hold these words went out already. Nothing was changed; a numbered "
            "correction can take them out of the next version."
        )
    sealed: Statement = (_SEALED, (
        note_id, row["session_id"], row["item_id"], row["party_id"], row["person_id"], text,
        Disclosure.KEPT.value, row["at"],
    ))  # fmt: skip
    statements = (sealed, *_captures_gone([capture_id]))
    touched = frozenset({("capture", capture_id), ("sealed_note", note_id)})
    store.destroy(Doomed("Sealed", statements, (), touched))
    return note_id


# --- inside --------------------------------------------------------------------------------------


def _captures_gone(ids: Ids) -> list[Statement]:
    """Return what takes captures away with all that speaks of them; the tables in the file know."""
    statements: list[Statement] = []
    for each in ids:
        statements += [
            ("DELETE FROM history WHERE row_id = ?", (each,)),
            ("DELETE FROM link WHERE from_id = ?1 OR to_id = ?1", (each,)),
            ("UPDATE unknown_word SET seen_in_id = NULL WHERE seen_in_id = ?", (each,)),
        ]
    return statements + _rows_gone("capture", ids)


def _rows_gone(table: str, ids: Ids) -> list[Statement]:
    statements: list[Statement] = []
    for each in ids:
        statements += [
            (f"DELETE FROM {table} WHERE id = ?", (each,)),
            ("DELETE FROM draft WHERE instr(place, ?)", (str(each),)),
            ("DELETE FROM sealed_draft WHERE instr(place, ?)", (str(each),)),
        ]
    return statements


def _texts(reader: Reader, rows: Sequence[tuple[str, int]]) -> tuple[str, ...]:
    """Return every text of the rows to go, as it is and as it was; kept in memory alone."""
    found = []
    for table, row_id in rows:
        row = reader.one(f"SELECT * FROM {table} WHERE id = ?", (row_id,)) or {}
        images = reader.all(
            "SELECT before, after FROM journal WHERE pk = ?1"
            " UNION ALL SELECT before, after FROM sealed_journal WHERE pk = ?1",
            (row_id,),
        )
        past = [json.loads(each) for image in images for each in image.values() if each]
        found += [
            value
            for name in ("text", "guidance")
            for state in (row, *past)
            if isinstance(value := state.get(name), str) and value.strip()
        ]
    return tuple(dict.fromkeys(found))


def _carry_out(
    store: Store,
    kind: str,
    facts: Mapping[str, Any],
    statements: Sequence[Statement],
    rows: Sequence[tuple[str, int]],
    told: Progress,
) -> Destruction:
    texts, receipt_id = _texts(store, rows), store.new_id()
    body = {**facts, "finished": False, "cannot_reach": CANNOT_REACH}
    receipt: Statement = (
        "INSERT INTO receipt(id, at, kind, body_json) VALUES (?, ?, ?, ?)",
        (receipt_id, stamp(store), kind, json.dumps(body)),
    )
    told("rows")
    doomed = Doomed("Destroyed for good", (*statements, receipt), texts, frozenset(rows))
    store.destroy(doomed)
    reached = store.close_up(texts, told)
    _complete(store, receipt_id, kind, body, reached)
    return Destruction(receipt_id, sum(facts["counts"].values()), reached)


def _complete(
    store: Store, receipt_id: int, kind: str, body: Mapping[str, Any], reached: Reached
) -> None:
    """Write into the receipt what was reached: counts, never a word.

    The record hears of it only where everybody may: it goes along with copies that are handed on,
    and no count may tell that there was a sealed note.
    """
    whole = {**body, **asdict(reached), "finished": reached.is_proven}
    with store.step("Receipt"):
        store.execute(
            "UPDATE receipt SET body_json = ? WHERE id = ?", (json.dumps(whole), receipt_id)
        )
        if kind == DESTROYED and reached.is_proven:
            counts = {name: str(number) for name, number in body["counts"].items()}
            append_event(store, "destroyed", receipt_id, counts)
