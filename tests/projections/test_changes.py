"""What changed between two versions of minutes (M2, M4)."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from facilitator.projections.changes import ChangeKind, PieceKind, Section, changes, pieces
from facilitator.projections.data import data_of, plain
from facilitator.projections.types import Minutes, PartyPresence
from tests.documents import samples

MINUTES = samples.MINUTES


def test_the_same_minutes_differ_in_nothing() -> None:
    assert changes(MINUTES, MINUTES) == ()
    assert changes(json.loads(data_of(MINUTES)), MINUTES, without=()) == ()


def test_a_changed_wording_keeps_its_number_and_both_texts() -> None:
    """M2: a correction is visible: what it said, what it says."""
    first, *rest = MINUTES.decisions
    other = replace(MINUTES, decisions=(replace(first, wording="Something else."), *rest))
    (change,) = changes(MINUTES, other)
    assert (change.kind, change.section) == (ChangeKind.CHANGED, Section.DECISIONS)
    assert (change.target, change.field) == (first.number, "wording")
    assert (change.before, change.after) == (first.wording, "Something else.")


def test_what_came_and_what_went_are_told_apart() -> None:
    """M4: added, removed, changed."""
    new = samples.action("A-2026-999", "Write to the printers")
    other = replace(MINUTES, actions=(*MINUTES.actions[1:], new))
    found = changes(MINUTES, other)
    assert [(each.kind, each.target) for each in found] == [
        (ChangeKind.ADDED, "A-2026-999"),
        (ChangeKind.REMOVED, MINUTES.actions[0].number),
    ]
    assert found[1].before == MINUTES.actions[0].text
    assert found[1].after == ""


def test_an_action_that_got_its_number_later_is_the_same_action() -> None:
    """M4: a draft may have been printed before numbers were given."""
    late = replace(MINUTES.actions[0], uid="one", number="")
    given = replace(late, number="A-2026-500", text="Altogether other words")
    found = changes(
        replace(MINUTES, actions=(late,), items=()), replace(MINUTES, actions=(given,), items=())
    )
    assert {each.field for each in found} == {"number", "text"}


def test_a_reworded_thing_without_a_number_is_one_change() -> None:
    said = MINUTES.raised[0]
    other = replace(said, text=f"{said.text} again")
    found = changes(
        replace(MINUTES, raised=(said,)), replace(MINUTES, raised=(replace(other, plain=""),))
    )
    assert found
    assert {each.field for each in found} <= {"text", "plain"}


def test_two_numbers_are_never_one_thing_however_alike_they_are() -> None:
    one = samples.decision("D-2026-001", "Ask both sides first.")
    two = samples.decision("D-2026-002", "Ask both sides first!")
    found = changes(
        replace(MINUTES, decisions=(one,), items=()), replace(MINUTES, decisions=(two,), items=())
    )
    assert [each.kind for each in found] == [ChangeKind.ADDED, ChangeKind.REMOVED]


def test_who_came_is_compared_by_person() -> None:
    """M4: attendance."""
    side = MINUTES.attendance[0]
    moved = PartyPresence(side.party, side.present[1:], (side.present[0],), (), side.invited)
    found = changes(MINUTES, replace(MINUTES, attendance=(moved, *MINUTES.attendance[1:])))
    moved_one = [each for each in found if each.target == side.present[0].name]
    assert [(each.field, each.before, each.after) for each in moved_one] == [
        ("state", "present", "apologies")
    ]


def test_outcomes_and_notes_are_compared_by_item() -> None:
    first, *rest = MINUTES.items
    other = replace(first, outcome="Now agreed.", notes=(*first.notes, "One more note."))
    found = changes(MINUTES, replace(MINUTES, items=(other, *rest)))
    assert {each.field for each in found} == {"outcome", "notes"}
    assert {each.target for each in found} == {first.number}


@pytest.mark.parametrize("section", ["goals", "terms", "matters_arising"])
def test_what_goes_on_around_the_session_is_looked_at_only_on_request(section: str) -> None:
    other = replace(MINUTES, **{section: ()})  # type: ignore[arg-type]
    assert changes(MINUTES, other) == ()
    full = [each.section for each in changes(MINUTES, other, without=())]
    assert full == [Section(section)] * len(getattr(MINUTES, section))


def test_words_that_stayed_went_and_came_are_told_apart() -> None:
    found = pieces("Vouchers go to all shops by May.", "Vouchers go to two shops by June.")
    shown = [(piece.kind, piece.text) for piece in found]
    assert shown == [
        (PieceKind.SAME, "Vouchers go to "),
        (PieceKind.GONE, "all"),
        (PieceKind.NEW, "two"),
        (PieceKind.SAME, " shops by "),
        (PieceKind.GONE, "May"),
        (PieceKind.NEW, "June"),
        (PieceKind.SAME, "."),
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [("", "new"), ("old", ""), ("a b c", "x y z"), ("same", "same"), ("word " * 5000, "other")],
)
def test_pieces_hold_both_texts_whole(before: str, after: str) -> None:
    found = pieces(before, after)
    new, gone = PieceKind.NEW, PieceKind.GONE
    assert "".join(piece.text for piece in found if piece.kind is not new) == before
    assert "".join(piece.text for piece in found if piece.kind is not gone) == after


def test_a_thousand_things_on_each_side_are_compared_at_once() -> None:
    """A paper somebody sent may hold any number of things."""
    many = tuple(samples.action("", f"Do number {n}") for n in range(1500))
    other = tuple(samples.action("", f"Leave number {n}") for n in range(1500))
    old, new = (replace(MINUTES, actions=each, items=()) for each in (many, other))
    assert len(changes(old, new)) == 3000


def test_plain_is_what_json_says() -> None:
    content: Minutes = MINUTES
    assert plain(content) == json.loads(data_of(content))["content"]
