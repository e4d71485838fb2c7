"""The workspace runs commands, tells refusals, and passes on what changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from facilitator.clock import FixedClock
from facilitator.errors import CommandRefused, FileMissing
from facilitator.store import Change, Store
from ui.workspace import Workspace


def _add_party(store: Store, name: str) -> int:
    with store.step("Add party"):
        return store.insert("party", name=name, colour="green", position=9)


def _refuse(store: Store) -> None:
    raise CommandRefused("There is no such thing here. Nothing was changed.")


def test_a_command_returns_its_result_and_tells_what_changed(
    qtbot: QtBot, workspace: Workspace
) -> None:
    with qtbot.waitSignals([workspace.changed, workspace.saved]):
        party = workspace.run(_add_party, "Legal")
    assert isinstance(party, int)


def test_the_page_that_asked_is_the_origin_of_the_change(
    qtbot: QtBot, workspace: Workspace
) -> None:
    page = object()
    with qtbot.waitSignal(workspace.changed) as told:
        workspace.run(_add_party, "Legal", origin=page)
    change: Change = told.args[0]
    assert change.origin is page
    with qtbot.waitSignal(workspace.changed) as told:
        workspace.run(_add_party, "Sales")
    assert told.args[0].origin is None


def test_a_refusal_is_told_and_comes_back_as_none(qtbot: QtBot, workspace: Workspace) -> None:
    with qtbot.waitSignal(workspace.failed), qtbot.assertNotEmitted(workspace.changed):
        assert workspace.run(_refuse) is None
    assert not workspace.carry_out(_refuse)
    assert workspace.carry_out(_add_party, "Legal")


def test_a_mistake_in_the_code_is_not_swallowed(workspace: Workspace) -> None:
    with pytest.raises(TypeError):
        workspace.run(_add_party)


def test_undo_and_redo_tell_their_change(qtbot: QtBot, workspace: Workspace) -> None:
    """U1."""
    workspace.run(_add_party, "Legal")
    with qtbot.waitSignal(workspace.changed) as told:
        workspace.undo()
    assert (told.args[0].kind, told.args[0].label) == ("undo", "Add party")
    with qtbot.waitSignal(workspace.changed) as told:
        workspace.redo()
    assert told.args[0].kind == "redo"


def test_a_file_that_cannot_be_opened_leaves_the_open_one_open(
    workspace: Workspace, tmp_path: Path
) -> None:
    with pytest.raises(FileMissing):
        workspace.open(tmp_path / "gone.facilitator")
    assert workspace.is_open
    assert workspace.store.value("SELECT count(*) FROM party") == 2


def test_opening_the_same_file_again_does_not_meet_its_own_lock(
    qtbot: QtBot, workspace: Workspace
) -> None:
    workspace.open(workspace.path)
    assert workspace.is_open
    workspace.close()


def test_pages_let_go_before_the_file_is_closed(workspace: Workspace) -> None:
    heard: list[bool] = []

    def note() -> None:
        heard.append(workspace.is_open)

    workspace.closed.connect(note)
    workspace.close()
    assert heard == [False]
    with pytest.raises(RuntimeError, match="no engagement"):
        _ = workspace.store


def test_times_are_those_of_the_engagement(workspace: Workspace, clock: FixedClock) -> None:
    assert workspace.now().hour == 10
    assert workspace.today().isoformat() == "2026-06-30"
