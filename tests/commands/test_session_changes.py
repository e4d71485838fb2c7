"""A session is moved with its reason, has a level, and may be held without the facilitator."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from facilitator.commands import session_changes as commands
from facilitator.commands.sessions import cancel_session
from facilitator.errors import CommandRefused, InvalidMoment, InvalidText
from facilitator.queries.calendar import occasions
from tests.commands.scene import Scene, play


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    return play(tmp_path / "table.facilitator")


def _on(scene: Scene, day: date) -> list[str]:
    return [each.reason for each in occasions(scene.store, day, day) if each.session_id]


def test_a_moved_session_is_on_its_new_day_with_its_reason(scene: Scene) -> None:
    """K2: the reason of a move is kept and shown."""
    commands.move_session(scene.store, scene.planned, "2026-07-22T14:00", "Nadia is away")
    assert _on(scene, date(2026, 7, 22)) == ["Nadia is away"]
    assert _on(scene, date(2026, 7, 21)) == []
    commands.move_session(scene.store, scene.planned, "2026-07-23T14:00")
    assert _on(scene, date(2026, 7, 23)) == [""], "the reason belongs to the move it was given for"


def test_only_a_planned_session_moves_and_only_to_a_time_that_exists(scene: Scene) -> None:
    with pytest.raises(CommandRefused):
        commands.move_session(scene.store, scene.held, "2026-07-22T14:00")
    with pytest.raises(InvalidMoment):
        commands.move_session(scene.store, scene.planned, "never")
    cancel_session(scene.store, scene.planned, "summer")
    assert _on(scene, date(2026, 7, 21)) == ["summer"]
    with pytest.raises(CommandRefused):
        commands.move_session(scene.store, scene.planned, "2026-07-22T14:00")


def test_moving_to_where_it_is_changes_nothing(scene: Scene) -> None:
    before = scene.store.undo_label
    starts = scene.store.value("SELECT starts_local FROM session WHERE id = ?", (scene.planned,))
    commands.move_session(scene.store, scene.planned, starts, "no reason at all")
    assert scene.store.undo_label == before


def test_a_session_held_without_the_facilitator_says_so(scene: Scene) -> None:
    """K1."""
    day = date(2026, 6, 23)
    commands.set_without_facilitator(scene.store, scene.held, True)
    assert [each.without_facilitator for each in occasions(scene.store, day, day)] == [True]
    commands.set_without_facilitator(scene.store, scene.held, False)
    assert [each.without_facilitator for each in occasions(scene.store, day, day)] == [False]


def test_a_level_is_one_of_two_or_none(scene: Scene) -> None:
    """E10."""
    sql = "SELECT level FROM session WHERE id = ?"
    commands.set_session_level(scene.store, scene.planned, "working")
    assert scene.store.value(sql, (scene.planned,)) == "working"
    with pytest.raises(InvalidText):
        commands.set_session_level(scene.store, scene.planned, "basement")
    commands.set_session_level(scene.store, scene.planned, "")
    assert scene.store.value(sql, (scene.planned,)) is None
