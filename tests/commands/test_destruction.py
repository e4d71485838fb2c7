"""Destroyed for good (S3): after it the words stand in no byte, and before it they did."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from facilitator import preferences
from facilitator.clock import FixedClock
from facilitator.commands.agenda import print_notes
from facilitator.commands.captures import capture, change_kind, delete_capture, set_capture
from facilitator.commands.destruction import (
    Destruction,
    destroy_scratch,
    destroy_sealed_notes,
    finish_destruction,
    seal_capture,
)
from facilitator.commands.sealed import set_sealed_note, write_sealed_note
from facilitator.domain.words import CaptureKind
from facilitator.errors import CommandRefused
from facilitator.queries.receipts import receipts, unfinished
from facilitator.queries.scratch import scratch
from facilitator.queries.search import search
from facilitator.store import Change, Reader, Store, keys, protection, purge, snapshots
from tests.demo_file import NOW, demo_file

# Words that begin like no other, so that an index which stores them short still shows their ends.
SHORT = "qzxbrindle thought that Marketing bluffs"
LONG = "wqvtumbrel: said in the corridor\nand xqjfender too"
SEALED = "vqkgossamer is what she told me alone"
MARKS = ("qzxbrindle", "wqvtumbrel", "xqjfender")
CLOCK = FixedClock(NOW)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "desk"
    folder.mkdir()
    return demo_file(folder)


@pytest.fixture
def session(path: Path) -> int:
    """Fill the last held session with raw notes: typed, changed, deleted, searched, copied."""
    with Store.open(path, CLOCK) as store:
        held = store.value(
            "SELECT session_id FROM agenda_item WHERE session_id NOT IN"
            " (SELECT session_id FROM minutes WHERE state = 'approved') LIMIT 1"
        )
        item = store.value("SELECT id FROM agenda_item WHERE session_id = ?", (held,))
        note = capture(store, CaptureKind.NOTE, f"{SHORT} at first", session_id=held, item_id=item)
        set_capture(store, note, text=SHORT)
        gone = capture(store, CaptureKind.NOTE, f"{SHORT}, deleted", session_id=held)
        delete_capture(store, gone)
        with store.step("Notes"):
            store.execute("DELETE FROM item_notes WHERE item_id = ?", (item,))
            store.execute(
                "DELETE FROM item_notes WHERE in_minutes = 0 AND item_id IN"
                " (SELECT id FROM agenda_item WHERE session_id = ?)",
                (held,),
            )
            store.insert("item_notes", item_id=item, text=LONG, in_minutes=0)
        store.set_draft(f"capture-line:{held}", f"half a {SHORT}")
        store.snapshot()
    # the merges that an index does by itself, and a backup as before a migration
    snapshots.take(path, CLOCK, before_migration=True)
    return int(held)


def _files(path: Path) -> Iterator[Path]:
    """Yield the document, what lies beside it, and every file of the app."""
    for folder in (path.parent, preferences.data_dir(), preferences.config_dir()):
        yield from (each for each in folder.rglob("*") if each.is_file())


def _places(path: Path, *marks: str) -> list[str]:
    """Return the files that hold one of the marks, whole or without what an index shortens."""
    wanted = [form for mark in marks for form in (mark.encode(), mark[3:].encode())]
    return [
        each.name
        for each in _files(path)
        if any(re.search(re.escape(form), each.read_bytes(), re.IGNORECASE) for form in wanted)
    ]


def _destroy(path: Path, session: int) -> Destruction:
    return destroy_scratch(path, session, FixedClock(NOW + timedelta(minutes=1)))


def test_the_words_were_everywhere_before(path: Path, session: int) -> None:
    """The test itself can fail: file, snapshot and backup hold every mark."""
    for mark in MARKS:
        found = _places(path, mark)
        assert path.name in found
        assert any(name.startswith("before-migration") for name in found)
        assert any(name.startswith("2026") for name in found)


def test_after_destruction_the_words_are_in_no_byte(path: Path, session: int) -> None:
    """S3: file, log, snapshots, backups, drafts, logs, recent list, crash reports."""
    preferences.note_recent(path)
    done = _destroy(path, session)
    assert done.count == 2
    assert done.reached.is_proven
    assert done.reached.looked_for >= 4
    assert (done.reached.snapshots, done.reached.backups) == (1, 1)
    assert _places(path, *MARKS) == []
    assert len(snapshots.listed(path)) == 1
    with Store.open(path, CLOCK) as store:
        assert store.check() == []
        assert store.undo_label is None
        assert store.redo_label is None
        assert not [hit for mark in MARKS for hit in search(store, mark)]
    assert _places(path, *MARKS) == []


def test_destruction_fails_its_proof_when_the_index_is_not_rebuilt(
    path: Path, session: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DATA: without the rebuild the word stays in the file; the proof and the test see it."""
    monkeypatch.setattr(purge, "rebuild_indexes", lambda connection: None)
    done = _destroy(path, session)
    assert done.reached.left_in_index
    assert not done.reached.is_proven
    assert _places(path, *MARKS)
    with Reader.open(path, CLOCK) as reader:
        assert [each.id for each in unfinished(reader)] == [done.receipt_id]


def test_destruction_fails_its_proof_when_history_stays(
    path: Path, session: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(purge, "forget_history", lambda connection: None)
    _destroy(path, session)
    assert _places(path, *MARKS)


def test_destruction_fails_its_proof_when_snapshots_stay(
    path: Path, session: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(purge, "renew_snapshots", lambda path, clock: (0, 0))
    done = _destroy(path, session)
    assert done.reached.left_beside == 2
    assert not done.reached.is_proven


def test_what_stands_in_the_minutes_stays(path: Path, session: int) -> None:
    """S3: marked “in minutes”, other kinds, other sessions, and what a circulated version told."""
    with Store.open(path, CLOCK) as store:
        marked = capture(store, CaptureKind.NOTE, "This one prints", session_id=session)
        set_capture(store, marked, in_minutes=True)
        concern = capture(store, CaptureKind.NOTE, "This one grew", session_id=session)
        change_kind(store, concern, CaptureKind.CONCERN)
        told = capture(store, CaptureKind.NOTE, "This one went out", session_id=session)
        other = store.value("SELECT id FROM session WHERE id <> ? LIMIT 1", (session,))
        elsewhere = capture(store, CaptureKind.NOTE, "Another day", session_id=other)
        item = store.value("SELECT id FROM agenda_item WHERE session_id = ?", (session,))
        print_notes(store, item, in_minutes=True)
        with store.step("Circulate"):
            store.insert(
                "minutes", session_id=session, version=1, state="approved", style="discussion",
                content_json='{"notes": ["This one went out"]}', code="0", circulated_on="2026-06",
            )  # fmt: skip
        found = scratch(store, session)
        assert not {marked, concern, told, elsewhere} & set(found.captures)
        assert found.notes == ()
    assert _destroy(path, session).count == 1
    assert path.name in _places(path, "wqvtumbrel")


def test_words_that_something_else_still_says_are_no_failure(path: Path, session: int) -> None:
    """A decision may say what a note said; it stays, and the proof does not take it for a rest."""
    with Store.open(path, CLOCK) as store:
        capture(store, CaptureKind.CONCERN, SHORT, session_id=session)
    assert _destroy(path, session).reached.is_proven
    assert path.name in _places(path, "qzxbrindle")
    assert _places(path, "wqvtumbrel") == []


def test_the_receipt_tells_counts_and_what_cannot_be_reached_but_no_word(
    path: Path, session: int
) -> None:
    """S3: dated, and honest about copies, exports, papers, the disk and sync clients."""
    done = _destroy(path, session)
    with Reader.open(path, CLOCK) as reader:
        (receipt,) = receipts(reader, session)
        assert receipt.id == done.receipt_id
        assert receipt.is_destruction
        assert not receipt.is_unfinished
        assert receipt.at.startswith("2026-06-30")
        assert receipt.body["counts"] == {"captures": 1, "notes": 1}
        assert set(receipt.body["cannot_reach"]) == {"copies", "exports", "papers", "disk", "sync"}
        whole = reader.value("SELECT body_json FROM receipt")
        assert not [mark for mark in (*MARKS, "Marketing", "corridor") if mark in whole]


def test_a_snapshot_of_a_copy_under_another_name_is_counted_not_deleted(
    path: Path, session: int
) -> None:
    copy = path.with_name("copy.facilitator")
    with Store.open(path, CLOCK) as store:
        store.save_copy(copy, everything=True)
    kept = snapshots.take(copy, CLOCK)
    done = _destroy(path, session)
    assert done.reached.elsewhere == 1
    assert done.reached.is_proven
    assert kept.exists()


def test_a_reader_that_holds_the_log_leaves_it_unfinished_and_it_can_be_finished(
    path: Path, session: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(purge, "WAIT_S", 0.2)
    with Reader.open(path, CLOCK) as reader:
        with Store.open(path, CLOCK) as store:  # a log that the reader is in the middle of
            store.set_draft("x", "y")
            cursor = reader._connection.execute("SELECT * FROM capture")
            cursor.fetchone()
        done = _destroy(path, session)
        assert not done.reached.is_log_empty
        assert not done.reached.is_proven
        cursor.close()
    with Reader.open(path, CLOCK) as reader:
        (left,) = unfinished(reader)
    again = finish_destruction(path, left.id, CLOCK)
    assert again.reached.is_proven
    with Reader.open(path, CLOCK) as reader:
        assert unfinished(reader) == []
    assert _places(path, *MARKS) == []


def test_nothing_to_destroy_is_refused_and_changes_nothing(path: Path) -> None:
    with Store.open(path, CLOCK) as store:
        planned = store.value("SELECT id FROM session WHERE state = 'planned'")
        before = store.undo_label
    with pytest.raises(CommandRefused):
        destroy_scratch(path, planned, CLOCK)
    with Store.open(path, CLOCK) as store:
        assert store.undo_label == before
        assert receipts(store) == []


# --- sealed notes --------------------------------------------------------------------------------


def test_a_sealed_note_is_destroyed_with_its_history_and_its_index(path: Path) -> None:
    """S1, S3: on its day it is offered; destroyed, it is in no byte."""
    with Store.open(path, CLOCK) as store:
        note = write_sealed_note(store, f"{SEALED}, at first")
        set_sealed_note(store, note, words=SEALED, guidance="vqkgossamer only as a question")
        store.set_draft(f"release/{note}", "vqkgossamer may be said", sealed=True)
        store.snapshot()
    assert path.name in _places(path, "vqkgossamer")
    done = destroy_sealed_notes(path, [note], CLOCK)
    assert done.reached.is_proven
    assert _places(path, "vqkgossamer") == []
    with Reader.open(path, CLOCK) as reader:
        assert reader.check() == []


def test_sealing_a_shared_capture_leaves_nothing_of_it_in_joint_tables(path: Path) -> None:
    """SCHEMA rule 4: a new sealed note; capture, journal and search rows are gone."""
    with Store.open(path, CLOCK) as store:
        held = store.value(
            "SELECT id FROM session WHERE id NOT IN (SELECT session_id FROM minutes)"
        )
        shared = capture(store, CaptureKind.CONCERN, SEALED, session_id=held)
        heard: list[Change] = []
        store.subscribe(heard.append)
        note = seal_capture(store, shared)
        row = store.one("SELECT * FROM sealed_note WHERE id = ?", (note,))
        assert row is not None
        assert (row["text"], row["disclosure"], row["session_id"]) == (SEALED, "kept", held)
        assert search(store, "vqkgossamer") == []
        assert search(store, "vqkgossamer", sealed=True)
        assert store.undo_label is None
        assert {table for change in heard for table in change.tables} == {"capture", "sealed_note"}
        assert store.check() == []
        tables = store.column(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table',"
            " 'shadow') AND name NOT LIKE 'sealed!_%' ESCAPE '!' AND name NOT LIKE 'sqlite%'"
        )
        for table in tables:
            for found in store.all(f'SELECT * FROM "{table}"'):
                assert "vqkgossamer" not in str(found).casefold(), table


def test_a_decision_is_not_sealed_away(path: Path) -> None:
    with Store.open(path, CLOCK) as store:
        decision = store.value("SELECT id FROM capture WHERE kind = 'decision'")
        with pytest.raises(CommandRefused):
            seal_capture(store, decision)
        assert store.value("SELECT count(*) FROM capture WHERE id = ?", (decision,)) == 1


def test_ordinary_words_that_the_index_or_the_schema_holds_are_no_traces(
    path: Path, session: int
) -> None:
    """Words of others stand in the index in small letters, and the file's own in its schema."""
    with Store.open(path, CLOCK) as store:
        capture(store, CaptureKind.CONCERN, "ÉLÉGANCE in Capitals")
        words = "elegance was marketing, not security; capitals\nreferences integer"
        capture(store, CaptureKind.NOTE, words, session_id=session)
    assert _destroy(path, session).reached.is_proven


def test_every_session_of_the_demo_can_be_freed_of_its_raw_notes(path: Path) -> None:
    with Reader.open(path, CLOCK) as reader:
        sessions = reader.column("SELECT id FROM session WHERE state = 'closed'")
        wanted = [each for each in sessions if scratch(reader, each).count][:4]
    assert wanted
    for each in wanted:
        reached = _destroy(path, each).reached
        assert reached.is_proven, reached


def test_what_went_out_in_minutes_is_not_sealed_away(path: Path) -> None:
    """The others have it: only a correction can take it out of the next version."""
    with Store.open(path, CLOCK) as store:
        told = capture(store, CaptureKind.NOTE, "This one went out long ago")
        session = store.value("SELECT id FROM session WHERE state = 'closed' LIMIT 1")
        with store.step("Circulate"):
            store.update("capture", told, session_id=session)
            store.insert(
                "minutes", session_id=session, version=9, state="circulated", style="discussion",
                content_json='{"notes": ["This one went out long ago"]}', code="0",
                circulated_on="2026-06",
            )  # fmt: skip
        with pytest.raises(CommandRefused):
            seal_capture(store, told)


def test_a_protected_file_is_freed_of_its_notes_as_well(path: Path, session: int) -> None:
    """S3, S4: seen once the passphrase is taken away again, so that the bytes can be read."""
    try:
        protection.set_passphrase(path, "correct horse battery", CLOCK)
        done = _destroy(path, session)
        assert done.reached.is_proven
        assert done.reached.looked_for
        protection.remove_passphrase(path, CLOCK)
        assert _places(path, *MARKS) == []
        with Store.open(path, CLOCK) as store:
            assert store.check() == []
    finally:
        keys.forget_all()
