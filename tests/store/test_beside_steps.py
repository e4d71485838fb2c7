"""What is kept beside the steps: ids, numbers, drafts, heartbeats and the bytes of papers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from facilitator.clock import FixedClock
from facilitator.errors import FacilitatorError, NotThere, RowRefused
from facilitator.store import Change, Reader, Store
from tests.store.rows import decision, party


def _fail_after(store: Store, act: Callable[[], object]) -> None:
    with store.step("Fail"):
        act()
        raise ZeroDivisionError


def test_ids_are_unique_and_grow_while_the_clock_stands(store: Store) -> None:
    ids = [store.new_id() for _ in range(5000)]
    assert ids == sorted(set(ids))
    assert max(ids) < 2**63


def test_ids_grow_although_the_clock_is_set_back(store: Store, clock: FixedClock) -> None:
    first = store.new_id()
    clock.advance(days=-400)
    assert store.new_id() > first


def test_ids_stay_above_what_a_closed_file_holds(
    store: Store, path: Path, clock: FixedClock
) -> None:
    """An id of a row that was deleted is not used again while undo could bring the row back."""
    with store.step("Far ahead"):
        high = store.insert("party", id=2**62, name="x", colour="teal", position=1)
    with store.step("Remove"):
        store.delete("party", high)
    store.close()
    with Store.open(path, clock) as again:
        assert again.new_id() > high


def test_an_id_that_was_given_counts_as_used(store: Store) -> None:
    store.new_id()
    with store.step("Given"):
        given = store.insert("party", id=2**62, name="x", colour="teal", position=1)
    assert store.new_id() > given


def test_two_copies_of_a_file_draw_different_ids(tmp_path: Path, clock: FixedClock) -> None:
    drawn = []
    for name in "ab":
        with Store.create(tmp_path / f"{name}.facilitator", clock) as store:
            drawn.append({store.new_id()})
    assert not drawn[0] & drawn[1]


def test_numbers_count_by_kind_and_year(store: Store) -> None:
    rows = [decision(store) for _ in range(3)]
    with store.step("Number"):
        assert [store.issue_number("decision", 2026, row) for row in rows] == [1, 2, 3]
        assert store.issue_number("decision", 2027, party(store)) == 1
        assert store.issue_number("action", 2026, rows[0]) == 1
        assert store.issue_number("decision", 2026, rows[1]) == 2
        assert store.issue_number("decision", 2030, rows[1]) == 2


def test_a_number_survives_undo_and_comes_back_with_redo(store: Store) -> None:
    row = decision(store)
    with store.step("Agree"):
        store.update("decision", row, state="agreed")
        number = store.issue_number("decision", 2026, row)
    store.undo()
    store.undo()
    other = decision(store)
    with store.step("Agree"):
        assert store.issue_number("decision", 2026, other) == number + 1
    assert store.issue_number("decision", 2026, row) == number


def test_a_number_of_a_failed_step_was_never_given(store: Store) -> None:
    row = party(store)
    with pytest.raises(ZeroDivisionError):
        _fail_after(store, lambda: store.issue_number("decision", 2026, row))
    assert store.value("SELECT count(*) FROM issued_number") == 0


@pytest.mark.parametrize(
    "write",
    [
        "UPDATE issued_number SET n = 9",
        "DELETE FROM issued_number",
        "UPDATE paper_body SET body = x''",
    ],
)
def test_what_is_written_once_stays(store: Store, write: str) -> None:
    store.issue_number("decision", 2026, party(store))
    store.put_body(b"x")
    with pytest.raises(RowRefused):
        store.execute(write)


def test_a_draft_is_kept_across_a_restart_and_is_no_step(
    store: Store, path: Path, clock: FixedClock
) -> None:
    told: list[Change] = []
    store.subscribe(told.append)
    store.set_draft("capture:1", "We agr")
    store.set_draft("capture:1", "We agreed")
    store.set_draft("note:1", "privately", sealed=True)
    store.close()
    with Store.open(path, clock) as again:
        assert again.draft("capture:1") == "We agreed"
        assert again.draft("capture:1", sealed=True) is None
        assert again.draft("note:1", sealed=True) == "privately"
        assert again.value("SELECT count(*) FROM draft") == 1
        assert again.undo_label is None
    assert told == []


def test_a_draft_is_taken_with_the_step_that_takes_it(store: Store) -> None:
    store.set_draft("capture", "We agreed")
    with pytest.raises(ZeroDivisionError):
        _fail_after(store, lambda: store.clear_draft("capture"))
    assert store.draft("capture") == "We agreed"
    with store.step("Capture"):
        store.clear_draft("capture")
    assert store.draft("capture") is None


def test_a_draft_takes_any_text(store: Store) -> None:
    """Typing must not be lost for one bad character."""
    store.set_draft("notes", "a\0b\ud83d c")
    assert store.draft("notes") == "ab c"


def test_a_heartbeat_keeps_both_clocks(store: Store, clock: FixedClock) -> None:
    store.heartbeat(7)
    clock.advance(seconds=5)
    store.heartbeat(7)
    now = clock.instant()
    assert store.all("SELECT * FROM clock_now") == [
        {
            "session_id": 7,
            "at_utc": now.at.isoformat(),
            "monotonic_ms": now.monotonic_ms,
            "boot": now.boot,
        }
    ]


def test_the_bytes_of_a_paper_are_kept_once(store: Store, path: Path) -> None:
    data = bytes(range(256)) * 100
    digest = store.put_body(data)
    assert store.put_body(data) == digest
    assert store.body(digest) == data
    assert store.value("SELECT count(*) FROM paper_body") == 1
    with pytest.raises(NotThere):
        store.body("0" * 64)


def test_a_mistake_in_sql_is_not_dressed_up(store: Store, path: Path) -> None:
    with pytest.raises(Exception, match="no such table") as caught:
        store.all("SELECT * FROM nowhere")
    assert not isinstance(caught.value, FacilitatorError)
    with Reader.open(path) as reader, pytest.raises(Exception, match="no such column"):
        reader.value("SELECT hue FROM party")


def test_getting_ready_leaves_nothing_for_the_first_write_to_wait_for(
    path: Path, clock: FixedClock
) -> None:
    Store.create(path, clock).close()
    with Store.open(path, clock) as store:
        watching = "SELECT count(*) FROM temp.sqlite_schema WHERE type = 'trigger'"
        assert store.value(watching) == 0
        store.get_ready()
        ready = store.value(watching)
        party(store)
        assert store.value(watching) == ready > 50
    with Store.open(path, clock, read_only=True) as reader:
        reader.get_ready()  # there is nothing to get ready for
        assert reader.read_only
