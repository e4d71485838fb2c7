"""A decision that was taken keeps its words (D2)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from facilitator.errors import DecisionFixed
from facilitator.store import Store
from tests.store.rows import AT, decision, dump, party

TAKEN = ["agreed", "rejected", "superseded", "agreed_to_differ"]


@pytest.fixture
def taken(store: Store) -> int:
    """Return an agreed decision with one of everything that hangs on it."""
    row, of = decision(store), party(store)
    with store.step("Agree"):
        store.insert("decision_option", id=1, decision_id=row, text="Wait", position=1)
        store.insert("decision_position", id=2, decision_id=row, party_id=of, position="agree")
        store.insert("consideration", id=3, row_id=row, party_id=of, text="Costs a night", at=AT)
        store.update("decision", row, state="agreed", decided_on="2026-06-30")
    return row


def _writes(row: int) -> dict[str, Callable[[Store], object]]:
    return {
        "wording": lambda s: s.update("decision", row, wording="We never patch"),
        "because": lambda s: s.update("decision", row, because="of reasons"),
        "decided on": lambda s: s.update("decision", row, decided_on="2020-01-01"),
        "back to proposed": lambda s: s.update("decision", row, state="proposed"),
        "superseded with words": lambda s: s.update("decision", row, state="superseded", plain="x"),
        "removed": lambda s: s.delete("decision", row),
        "capture removed": lambda s: s.delete("capture", row),
        "capture text": lambda s: s.update("capture", row, text="other"),
        "capture kind": lambda s: s.update("capture", row, kind="note"),
        "option": lambda s: s.update("decision_option", 1, is_chosen=1),
        "option gone": lambda s: s.delete("decision_option", 1),
        "new option": lambda s: s.insert("decision_option", decision_id=row, text="x", position=2),
        "position": lambda s: s.update("decision_position", 2, position="object"),
        "position gone": lambda s: s.delete("decision_position", 2),
        "consideration": lambda s: s.update("consideration", 3, text="Cheap"),
        "consideration gone": lambda s: s.delete("consideration", 3),
        "new consideration": lambda s: s.insert(
            "consideration", row_id=row, party_id=s.value("SELECT id FROM party"), text="x", at=AT
        ),
        "party gone": lambda s: s.delete("party", s.value("SELECT id FROM party")),
    }


@pytest.mark.parametrize("name", sorted(_writes(0)))
def test_a_taken_decision_refuses(store: Store, taken: int, name: str) -> None:
    before = dump(store)
    with pytest.raises(DecisionFixed) as caught, store.step("Change"):
        _writes(taken)[name](store)
    assert caught.value.decision_id == taken
    assert dump(store) == before


@pytest.mark.parametrize("state", TAKEN)
def test_every_way_to_take_it_fixes_it(store: Store, state: str) -> None:
    row = decision(store)
    with store.step("Take"):
        store.update("decision", row, state=state)
    with pytest.raises(DecisionFixed), store.step("Change"):
        store.update("decision", row, wording="x")


def test_an_option_cannot_be_moved_to_or_from_a_taken_decision(store: Store, taken: int) -> None:
    other = decision(store)
    with pytest.raises(DecisionFixed), store.step("Move away"):
        store.update("decision_option", 1, decision_id=other)
    with store.step("Add"):
        store.insert("decision_option", id=9, decision_id=other, text="x", position=1)
    with pytest.raises(DecisionFixed), store.step("Move in"):
        store.update("decision_option", 9, decision_id=taken)


def test_a_taken_decision_can_be_reviewed_and_superseded(store: Store, taken: int) -> None:
    with store.step("Review later"):
        store.update("decision", taken, review_on="2027-01-01")
    new = decision(store)
    with store.step("Supersede"):
        store.update("decision", new, supersedes_id=taken, state="agreed")
        store.update("decision", taken, state="superseded")
        store.update("capture", taken, in_minutes=0)
    assert store.value("SELECT state FROM decision WHERE id = ?", (taken,)) == "superseded"


@pytest.mark.parametrize("state", ["proposed", "deferred"])
def test_a_decision_that_is_not_taken_yet_can_change(store: Store, state: str) -> None:
    row, of = decision(store, state), party(store)
    with store.step("Change"):
        store.update("decision", row, wording="Every Tuesday")
        store.update("capture", row, text="Tuesdays")
        store.insert("consideration", row_id=row, party_id=of, passed_reason="away", at=AT)
    with store.step("Remove"):
        store.delete("capture", row)


def test_undo_passes_the_guard(store: Store, taken: int) -> None:
    after = dump(store)
    store.undo()
    assert store.value("SELECT state FROM decision") == "proposed"
    assert store.value("SELECT count(*) FROM consideration") == 0
    store.redo()
    assert dump(store) == after
