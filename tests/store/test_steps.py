"""One step is one saved, undoable change (U1, E1)."""

from __future__ import annotations

from pathlib import Path

import pytest

from facilitator.clock import FixedClock
from facilitator.errors import InvalidText, NotThere, RowRefused, UndoRefused, WriteFailed
from facilitator.store import Change, Reader, Store
from facilitator.store.faults import OutsideStep
from tests.store.rows import decision, dump, notes, party, session


def test_a_step_is_saved_when_it_ends(store: Store, path: Path) -> None:
    party(store, "Operations")
    with Reader.open(path) as reader:
        assert reader.value("SELECT name FROM party") == "Operations"


def test_a_failing_step_takes_everything_back_and_tells_nobody(store: Store) -> None:
    told: list[Change] = []
    store.subscribe(told.append)
    before = dump(store)

    def add_two() -> None:
        with store.step("Add two"):
            store.insert("party", name="A", colour="teal", position=1)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        add_two()
    assert dump(store) == before
    assert told == []
    assert store.undo_label is None


def test_a_change_names_the_rows_that_the_journal_saw(store: Store) -> None:
    told: list[Change] = []
    store.subscribe(told.append)
    origin = object()
    row = session(store)
    with store.step("Rename", origin=origin):
        store.update("session", row, title="Monthly sync", place=None)
        hidden = store.insert("sealed_prep", item_id=7, text="Ask gently")
    assert told[-1] == Change(
        "do", "Rename", frozenset({("session", row), ("sealed_prep", hidden)}), origin
    )
    assert told[-1].tables == {"session", "sealed_prep"}


def test_a_change_is_told_after_the_commit_and_only_once(store: Store, path: Path) -> None:
    seen: list[object] = []

    def look(change: Change) -> None:
        with Reader.open(path) as reader:
            seen.append(reader.value("SELECT count(*) FROM party"))

    store.subscribe(look)
    with store.step("Outer"):
        with store.step("Inner"):
            store.insert("party", name="A", colour="teal", position=1)
        with store.step("Inner"):
            store.insert("party", name="B", colour="rust", position=2)
    assert seen == [2]
    assert store.undo_label == "Outer"


def test_a_listener_that_left_is_told_no_more(store: Store) -> None:
    told: list[Change] = []
    leave = store.subscribe(told.append)
    party(store)
    leave()
    leave()
    party(store)
    assert len(told) == 1


def test_a_step_inside_a_step_can_fail_alone(store: Store) -> None:
    def inner() -> None:
        with store.step("Inner"):
            store.insert("party", name="goes", colour="rust", position=2)
            store.insert("party_point", party_id=404, kind="worry", text="x", position=1)

    with store.step("Outer"):
        store.insert("party", name="stays", colour="teal", position=1)
        with pytest.raises(RowRefused):
            inner()
    assert [row["name"] for row in store.all("SELECT name FROM party")] == ["stays"]
    store.undo()
    assert store.all("SELECT name FROM party") == []


def test_a_step_that_changes_nothing_leaves_no_trace(store: Store) -> None:
    row = party(store)
    told: list[Change] = []
    store.subscribe(told.append)
    store.undo()
    store.redo()
    told.clear()
    with store.step("Nothing"):
        store.update("party", row, name="Operations")
        store.execute("UPDATE party SET name = name")
    assert told == []
    assert store.undo_label == "Add party"
    assert store.value("SELECT count(*) FROM step") == 1


def test_only_columns_that_differ_are_written(store: Store) -> None:
    row = party(store)
    with store.step("Rename"):
        before = store.value("SELECT total_changes()")
        store.update("party", row, name="Operations", colour="teal", position=1)
        assert store.value("SELECT total_changes()") == before


def test_an_empty_step_keeps_what_can_be_redone(store: Store) -> None:
    party(store)
    store.undo()
    with store.step("Nothing"):
        store.set_draft("capture", "half a word")
    assert store.redo_label == "Add party"
    assert store.draft("capture") == "half a word"


@pytest.mark.parametrize(
    "write",
    [
        "INSERT INTO party(id, name, colour, position) VALUES (9, 'x', 'teal', 1)",
        "UPDATE party SET name = 'y'",
        "DELETE FROM party",
        "INSERT OR REPLACE INTO party(id, name, colour, position) VALUES (1, 'x', 'teal', 1)",
        "INSERT INTO sealed_prep(id, item_id, text) VALUES (9, 1, 'x')",
    ],
)
def test_a_write_outside_a_step_is_refused(store: Store, path: Path, write: str) -> None:
    party(store)
    store.close()
    with Store.open(path) as again:
        before = dump(again)
        with pytest.raises(OutsideStep):
            again.execute(write)
        assert dump(again) == before


def test_sqlite_utils_writes_are_journalled_as_well(store: Store) -> None:
    with store.step("Bulk"):
        store.db.table("party").insert_all(
            {"id": store.new_id(), "name": f"P{n}", "colour": "teal", "position": n}
            for n in range(250)
        )
    assert store.value("SELECT count(*) FROM party") == 250
    store.undo()
    assert store.value("SELECT count(*) FROM party") == 0


def test_an_id_never_changes(store: Store) -> None:
    row = party(store)
    with pytest.raises(RowRefused), store.step("Renumber"):
        store.execute("UPDATE party SET id = id + 1 WHERE id = ?", (row,))


def test_a_row_that_is_not_there_is_named(store: Store) -> None:
    with pytest.raises(NotThere, match="party 404"), store.step("Rename"):
        store.update("party", 404, name="x")
    with pytest.raises(NotThere, match="party 404"), store.step("Remove"):
        store.delete("party", 404)


def test_an_unknown_table_or_column_is_a_mistake_in_the_code(store: Store) -> None:
    """A mistyped name must not make a table of its own."""
    with store.step("Typo"):
        with pytest.raises(ValueError, match="partei"):
            store.insert("partei", name="x")
        with pytest.raises(ValueError, match="nmae"):
            store.insert("party", nmae="x")


@pytest.mark.parametrize("text", ["a\0b", "\0", "half \ud83d", "\udc00"])
def test_text_that_a_file_cannot_carry_never_reaches_the_engine(store: Store, text: str) -> None:
    row = party(store)
    with store.step("Text"):
        with pytest.raises(InvalidText) as caught:
            store.update("party", row, name=text)
        assert caught.value.field == "name"
        with pytest.raises(InvalidText):
            store.insert("agreement", text=text, position=1)
        with pytest.raises(InvalidText):
            store.execute("UPDATE party SET name = ?", (text,))
        with pytest.raises(InvalidText):
            store.execute("UPDATE party SET name = :name", {"name": text})
    assert store.value("SELECT name FROM party") == "Operations"


@pytest.mark.parametrize(
    "text",
    ["\u202bעברית\u202c", "x" * 300, "long " * 20_000, '"\\\n\t\x7f{}', "👩‍👩‍👧", "\ufffe", ""],
)
def test_any_other_text_comes_back_from_undo_as_it_was(store: Store, text: str) -> None:
    row = notes(store, "before")
    with store.step("Type"):
        store.update("item_notes", row, text=text)
    store.undo()
    assert store.value("SELECT text FROM item_notes") == "before"
    store.redo()
    assert store.value("SELECT text FROM item_notes") == text


def test_integers_of_63_bits_come_back_exactly(store: Store) -> None:
    """JSON in JavaScript stops at 2^53; the journal must not."""
    with store.step("Large"):
        row = store.insert("party", name="x", colour="teal", position=1)
        store.update("party", row, position=2**63 - 1)
    store.undo()
    store.redo()
    assert store.value("SELECT position FROM party") == 2**63 - 1


# --- merging -----------------------------------------------------------------------------------


def _type(store: Store, row: int, text: str, merge: str | None = "notes") -> None:
    with store.step("Type", merge=merge):
        store.update("item_notes", row, text=text)


def test_typing_within_a_minute_is_one_step(store: Store, clock: FixedClock) -> None:
    row = notes(store)
    for text in ("We", "We agreed", "We agreed to wait"):
        _type(store, row, text)
        clock.advance(seconds=20)
    assert store.undo() is not None
    assert store.value("SELECT text FROM item_notes") == ""
    assert store.undo_label == "Add item"
    store.redo()
    assert store.value("SELECT text FROM item_notes") == "We agreed to wait"
    assert store.check() == []


def test_typing_for_longer_than_a_minute_is_several_steps(store: Store, clock: FixedClock) -> None:
    row = notes(store)
    for second in range(0, 150, 10):
        _type(store, row, f"text {second}")
        clock.advance(seconds=10)
    assert store.value("SELECT count(*) FROM step WHERE merge_key = 'notes'") == 3


def test_other_keys_other_rows_and_no_key_stay_apart(store: Store) -> None:
    row = notes(store)
    other = notes(store)
    for merge, which in (("a", row), ("b", row), ("b", other), (None, other), (None, other)):
        _type(store, which, f"{merge} {which} {store.new_id()}", merge)
    assert store.value("SELECT count(*) FROM step WHERE label = 'Type'") == 5


def test_a_clock_set_back_ends_the_merge(store: Store, clock: FixedClock) -> None:
    row = notes(store)
    _type(store, row, "one")
    clock.advance(hours=-3)
    _type(store, row, "two")
    assert store.value("SELECT count(*) FROM step WHERE label = 'Type'") == 2


def test_steps_of_several_rows_are_never_merged(store: Store) -> None:
    """Rule 8: compaction would lose the order in which rows were taken away and added."""
    row = notes(store)
    for text in ("one", "two"):
        with store.step("Type", merge="notes"):
            store.update("item_notes", row, text=text)
            store.update("item_notes", row, in_minutes=store.value("SELECT max(id) FROM step"))
    assert store.value("SELECT count(*) FROM step WHERE label = 'Type'") == 2


def test_an_undo_in_between_ends_the_merge(store: Store) -> None:
    row = notes(store)
    _type(store, row, "one")
    store.undo()
    store.redo()
    _type(store, row, "two")
    store.undo()
    assert store.value("SELECT text FROM item_notes") == "one"


def test_typing_that_was_taken_back_leaves_nothing_to_undo(store: Store) -> None:
    row = notes(store)
    _type(store, row, "oops")
    _type(store, row, "")
    assert store.undo_label == "Add item"


def test_typing_into_a_new_row_is_merged_with_its_making(store: Store) -> None:
    with store.step("Write", merge="k"):
        row = store.insert("agreement", text="W", position=1)
    with store.step("Write", merge="k"):
        store.update("agreement", row, text="We listen")
    store.undo()
    assert store.all("SELECT * FROM agreement") == []
    store.redo()
    assert store.value("SELECT text FROM agreement") == "We listen"


# --- undo over time ----------------------------------------------------------------------------


def test_undo_and_redo_survive_closing(store: Store, path: Path, clock: FixedClock) -> None:
    """U1: undo after a restart."""
    row = party(store, "Operations")
    with store.step("Rename"):
        store.update("party", row, name="Security")
    store.undo()
    store.close()
    with Store.open(path, clock) as again:
        assert (again.undo_label, again.redo_label) == ("Add party", "Rename")
        assert again.redo() == Change("redo", "Rename", frozenset({("party", row)}))
        assert again.value("SELECT name FROM party") == "Security"
        again.undo()
        again.undo()
        assert again.undo() is None
        assert again.value("SELECT count(*) FROM party") == 0


def test_a_new_step_drops_what_was_undone(store: Store) -> None:
    party(store, "A")
    store.undo()
    party(store, "B")
    assert store.redo_label is None
    assert store.redo() is None
    assert store.check() == []


def test_undo_never_crosses_a_barrier(store: Store) -> None:
    party(store, "A")
    with store.step("Circulate"), store.step("Inner", barrier=True):
        store.insert("agreement", text="x", position=1)
    assert store.undo_label is None
    assert store.undo() is None
    party(store, "B")
    store.undo()
    assert store.undo() is None
    assert store.value("SELECT count(*) FROM party") == 1


def test_a_barrier_is_never_merged_into(store: Store) -> None:
    row = notes(store)
    with store.step("Type", merge="notes", barrier=True):
        store.update("item_notes", row, text="circulated")
    _type(store, row, "circulated, and more")
    store.undo()
    assert store.value("SELECT text FROM item_notes") == "circulated"


def test_five_hundred_steps_are_kept(store: Store) -> None:
    store.execute("PRAGMA synchronous = OFF")
    row = party(store)
    for n in range(520):
        with store.step("Move"):
            store.update("party", row, position=n + 2)
    assert store.value("SELECT count(*) FROM step") == 500
    assert store.value("SELECT count(*) FROM journal") == 500
    while store.undo() is not None:
        pass
    assert store.value("SELECT position FROM party") == 21


def test_steps_are_forgotten_after_thirty_days(store: Store, path: Path, clock: FixedClock) -> None:
    party(store, "old")
    clock.advance(days=29)
    party(store, "young")
    clock.advance(days=2)
    store.close()
    with Store.open(path, clock) as again:
        assert again.value("SELECT count(*) FROM step") == 1
        again.undo()
        assert again.undo() is None
        assert again.value("SELECT name FROM party") == "old"


def test_undo_inside_a_step_is_a_mistake(store: Store) -> None:
    party(store)
    with store.step("Outer"), pytest.raises(RuntimeError):
        store.undo()


def test_undo_brings_back_what_was_deleted_along(store: Store) -> None:
    row = notes(store, "words")
    before = dump(store)
    with store.step("Remove"):
        store.delete("session", store.value("SELECT id FROM session"))
    assert store.value("SELECT count(*) FROM item_notes") == 0
    change = store.undo()
    assert change is not None
    assert ("item_notes", row) in change.touched
    assert dump(store) == before
    assert store.check() == []


def test_search_follows_undo_and_redo(store: Store) -> None:
    def found(word: str) -> object:
        return store.value("SELECT count(*) FROM search WHERE search MATCH ?", (word,))

    row = decision(store)
    with store.step("Word"):
        store.update("decision", row, wording="Wir prüfen", because="Audit")
    assert (found("prufen"), found("patch")) == (1, 1)
    store.undo()
    assert (found("prufen"), found("audit"), found("patch")) == (0, 0, 1)
    assert store.check() == []
    store.undo()
    assert found("patch") == 0
    assert store.check() == []
    store.redo()
    store.redo()
    assert found("prufen") == 1
    assert store.check() == []


def test_search_forgets_the_words_of_a_decision_that_is_none_any_more(store: Store) -> None:
    row = decision(store)
    with store.step("Not a decision"):
        store.delete("decision", row)
    assert store.value("SELECT count(*) FROM search WHERE search MATCH 'we'") == 0
    assert store.check() == []


def test_an_earlier_failed_write_cannot_be_committed_around(store: Store) -> None:
    """After a full disk the engine has rolled back on its own: the step must not look saved."""

    def half() -> None:
        with store.step("Half"):
            store.insert("party", name="x", colour="teal", position=1)
            store.execute("ROLLBACK")

    with pytest.raises(WriteFailed):
        half()
    assert store.value("SELECT count(*) FROM party") == 0
    party(store)
    assert store.undo_label == "Add party"


def test_an_undo_that_no_longer_fits_is_refused_and_changes_nothing(store: Store) -> None:
    """Another program changed the file behind the journal's back."""
    row = party(store)
    with store.step("Rename"):
        store.update("party", row, name="B")
    store.execute("UPDATE temp.journal_now SET mode = 2")
    store.execute("DELETE FROM party")
    store.execute("UPDATE temp.journal_now SET mode = 0")
    with pytest.raises(UndoRefused, match="Rename"):
        store.undo()
    assert store.undo_label == "Rename"
    assert store.value("SELECT count(*) FROM party") == 0
    party(store)
