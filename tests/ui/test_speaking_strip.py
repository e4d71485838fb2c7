"""The speaking balance on the run screen (V8): one key for each side, for the facilitator alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from facilitator.commands import running
from facilitator.queries.engagement import parties
from facilitator.queries.speaking import spoken_in
from facilitator.store import Reader
from tests.ui.run_scene import RunScene, begin, open_window, settle
from ui.theme import Theme

ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def scene(qtbot: QtBot, tmp_path: Path, look: Theme, settings: QSettings) -> Iterator[RunScene]:
    store, clock, session = begin(tmp_path / "demo.facilitator")
    found = open_window(store, clock, session, settings)
    qtbot.addWidget(found.window)
    yield found
    found.workspace.close()


def _press(scene: RunScene, key: Qt.Key, held: Qt.KeyboardModifier = ALT) -> None:
    QTest.keyClick(scene.run.notes.notes, key, held)
    settle()


def _pass(scene: RunScene, seconds: int) -> None:
    """Let seconds pass, each with its tick."""
    for _second in range(seconds):
        scene.clock.advance(seconds=1)
        scene.run._on_tick()


def _spoken(scene: RunScene) -> list[int]:
    found = spoken_in(scene.store, scene.session)
    return [found.get(party.id, 0) for party in parties(scene.store)]


def test_it_is_hidden_until_asked_for_and_stays_so_for_the_file(scene: RunScene) -> None:
    """It belongs behind a key: nobody who looks at the screen is told."""
    assert not scene.run.speaking.isVisible()
    _press(scene, Qt.Key.Key_1)
    _pass(scene, 10)
    assert _spoken(scene) == [0, 0]
    _press(scene, Qt.Key.Key_B, CTRL)
    assert scene.run.speaking.isVisible()
    assert scene.run.speaking.is_wanted()
    _press(scene, Qt.Key.Key_B, CTRL)
    assert not scene.run.speaking.isVisible()


def test_a_key_gives_the_floor_and_the_same_key_takes_it(scene: RunScene) -> None:
    _press(scene, Qt.Key.Key_B, CTRL)
    _press(scene, Qt.Key.Key_1)
    _pass(scene, 7)
    _press(scene, Qt.Key.Key_2)
    _pass(scene, 3)
    _press(scene, Qt.Key.Key_2)
    _pass(scene, 60)
    assert _spoken(scene) == [7, 3]
    _press(scene, Qt.Key.Key_1)
    _pass(scene, 2)
    _press(scene, Qt.Key.Key_0)
    _pass(scene, 60)
    assert _spoken(scene) == [9, 3]


def test_a_crash_loses_a_few_seconds_at_most(scene: RunScene) -> None:
    _press(scene, Qt.Key.Key_B, CTRL)
    _press(scene, Qt.Key.Key_1)
    _pass(scene, 14)
    with Reader.open(scene.store.path) as beside:
        assert sum(spoken_in(beside, scene.session).values()) >= 10


def test_a_break_counts_for_nobody_and_the_floor_is_kept(scene: RunScene) -> None:
    _press(scene, Qt.Key.Key_B, CTRL)
    _press(scene, Qt.Key.Key_1)
    _pass(scene, 5)
    running.pause_session(scene.store, scene.session)
    _pass(scene, 300)
    running.resume_session(scene.store, scene.session)
    _pass(scene, 5)
    _press(scene, Qt.Key.Key_0)
    assert _spoken(scene) == [10, 0]


def test_a_wall_clock_that_is_set_changes_nothing(scene: RunScene) -> None:
    """V2: the clock of the session counts, which nobody sets."""
    _press(scene, Qt.Key.Key_B, CTRL)
    _press(scene, Qt.Key.Key_1)
    scene.clock.set_wall(scene.clock.now().replace(year=2031))
    _pass(scene, 5)
    _press(scene, Qt.Key.Key_0)
    assert _spoken(scene) == [5, 0]


def test_closing_the_session_elsewhere_counts_up_to_its_end(scene: RunScene) -> None:
    _press(scene, Qt.Key.Key_B, CTRL)
    _press(scene, Qt.Key.Key_2)
    _pass(scene, 8)
    scene.clock.advance(seconds=2)
    running.close_session(scene.store, scene.session)
    scene.clock.advance(minutes=30)
    scene.run._on_tick()
    settle()
    assert _spoken(scene) == [0, 10]
    assert not scene.run.speaking.isVisible()


def test_closing_the_file_writes_down_what_was_counted(scene: RunScene) -> None:
    path = scene.store.path
    _press(scene, Qt.Key.Key_B, CTRL)
    _press(scene, Qt.Key.Key_1)
    _pass(scene, 3)
    scene.workspace.close()
    with Reader.open(path) as beside:
        assert list(spoken_in(beside, scene.session).values()) == [3]


def test_typing_and_undo_leave_what_was_said_alone(scene: RunScene) -> None:
    """U1: the history holds what a person did, and a tick is nothing a person did."""
    _press(scene, Qt.Key.Key_B, CTRL)
    _press(scene, Qt.Key.Key_1)
    QTest.keyClicks(scene.run.notes.notes, "Fifteen of seventeen")
    _pass(scene, 6)
    scene.window.drafts.flush()
    label = scene.store.undo_label
    _press(scene, Qt.Key.Key_2)
    assert scene.store.undo_label == label
    scene.workspace.undo()
    settle()
    assert _spoken(scene) == [6, 0]
    assert scene.run.speaking.isVisible()


def test_times_and_shares_are_shown_per_side(scene: RunScene) -> None:
    _press(scene, Qt.Key.Key_B, CTRL)
    _press(scene, Qt.Key.Key_1)
    _pass(scene, 90)
    _press(scene, Qt.Key.Key_2)
    _pass(scene, 30)
    names = [key.accessibleName() for key in scene.run.speaking._keys]
    assert names[0].startswith("Security: 1:30, 75 %")
    assert names[1].startswith("Marketing: 0:30, 25 %")
    assert scene.run.speaking._keys[1].isChecked()


def test_the_palette_offers_a_key_for_each_side_only_while_it_is_shown(scene: RunScene) -> None:
    def keys() -> list[str]:
        return [each.shortcut for each in scene.run.commands() if "Alt+" in each.shortcut]

    before = [key for key in keys() if key[-1].isdigit()]
    _press(scene, Qt.Key.Key_B, CTRL)
    after = [key for key in keys() if key[-1].isdigit()]
    assert (before, after) == ([], ["Alt+1", "Alt+2", "Alt+0"])
