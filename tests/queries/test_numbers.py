"""Numbers: given once, never re-used, and what a session to come is called (D1, P4)."""

from __future__ import annotations

import pytest

from facilitator.commands import numbers as number_commands
from facilitator.commands import running, sealed, sessions
from facilitator.errors import NotThere
from facilitator.queries.numbers import (
    SessionLabel,
    action_label,
    capture_label,
    decision_label,
    find_session,
    item_label,
    lacks_numbers,
    session_labels,
    without_number,
)
from facilitator.queries.recent import overview
from tests.commands.scene import Scene


def test_labels_are_written_as_the_paper_has_them() -> None:
    assert item_label("2026/04", 3) == "2026/04-3"
    assert item_label("", 3) == ""
    assert decision_label(2026, 17) == "D-2026-017"
    assert action_label(2026, 1031) == "A-2026-1031"
    assert capture_label("concern", 2026, 1) == ""
    assert capture_label("action", None, None) == ""


def test_a_planned_session_shows_the_number_it_will_get(scene: Scene) -> None:
    labels = session_labels(scene.store)
    assert labels[scene.held] == SessionLabel("2026/01", True)
    assert labels[scene.planned] == SessionLabel("2026/02", False)


def test_an_earlier_session_takes_the_earlier_provisional_number(scene: Scene) -> None:
    earlier = sessions.new_session(scene.store, "In between", "2026-07-01T10:00")
    january = sessions.new_session(scene.store, "New year", "2027-01-12T10:00")
    labels = session_labels(scene.store)
    assert labels[earlier].label == "2026/02"
    assert labels[scene.planned].label == "2026/03"
    assert labels[january].label == "2027/01"


def test_a_cancelled_session_without_a_number_gets_none(scene: Scene) -> None:
    sessions.cancel_session(scene.store, scene.planned)
    assert scene.planned not in session_labels(scene.store)


def test_a_cancelled_session_keeps_the_number_it_has(scene: Scene) -> None:
    number_commands.issue_for_session(scene.store, scene.planned)
    sessions.cancel_session(scene.store, scene.planned)
    assert session_labels(scene.store)[scene.planned] == SessionLabel("2026/02", True)


def test_the_number_of_a_deleted_session_is_not_used_again(scene: Scene) -> None:
    number_commands.issue_for_session(scene.store, scene.planned)
    sessions.delete_session(scene.store, scene.planned)
    later = sessions.new_session(scene.store, "Later", "2026-09-01T10:00")
    assert session_labels(scene.store)[later].label == "2026/03"


def test_a_session_keeps_the_number_under_which_it_was_announced(scene: Scene) -> None:
    """Printing a later session first does not take the earlier one's number."""
    later = sessions.new_session(scene.store, "Later", "2026-09-01T10:00")
    announced = {key: label.label for key, label in session_labels(scene.store).items()}
    number_commands.issue_for_session(scene.store, later)
    assert {key: each.label for key, each in session_labels(scene.store).items()} == announced


def test_a_private_talk_takes_part_in_no_numbering(scene: Scene) -> None:
    """P4: no count and no gap betrays it."""
    before = session_labels(scene.store)
    sealed.new_private_talk(scene.store, "2026-07-01T09:00", party_id=scene.marketing)
    assert session_labels(scene.store) == before


def test_last_and_next_name_a_session(scene: Scene) -> None:
    assert find_session(scene.store, "last") == scene.held
    assert find_session(scene.store, "next") == scene.planned
    assert find_session(scene.store, "2026/01") == scene.held
    assert find_session(scene.store, " 2026/2 ") == scene.planned


def test_a_running_session_is_both_last_and_next(scene: Scene) -> None:
    sessions.new_session(scene.store, "Before it", "2026-07-01T10:00")
    running.start_session(scene.store, scene.planned)
    assert find_session(scene.store, "last") == scene.planned
    assert find_session(scene.store, "next") == scene.planned


@pytest.mark.parametrize("text", ["2026/99", "2026-01", "", "first", "1/1", "2026/" + "9" * 40])
def test_a_session_that_is_not_there_is_said_so(scene: Scene, text: str) -> None:
    with pytest.raises(NotThere, match="no session"):
        find_session(scene.store, text)


def test_next_is_not_there_when_nothing_is_planned(scene: Scene) -> None:
    sessions.cancel_session(scene.store, scene.planned)
    with pytest.raises(NotThere):
        find_session(scene.store, "next")


def test_what_lacks_a_number_is_known(scene: Scene) -> None:
    assert not lacks_numbers(scene.store, scene.held)
    assert lacks_numbers(scene.store, scene.planned)
    assert without_number(scene.store, "decision") == []


def test_next_is_the_first_session_that_can_still_come(scene: Scene) -> None:
    """A session that was planned and never held is not the next one, but better than none."""
    stale = sessions.new_session(scene.store, "Never held", "2026-06-01T10:00")
    assert find_session(scene.store, "next") == scene.planned
    assert overview(scene.store).next_starts == "2026-07-21T10:00"
    sessions.delete_session(scene.store, scene.planned)
    assert find_session(scene.store, "next") == stale
    assert overview(scene.store).next_starts == ""
