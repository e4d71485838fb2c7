"""Rolling snapshots are taken while somebody works, and only when something changed."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from facilitator.commands import goals
from facilitator.store import Reader, snapshots
from ui.jobs import Jobs
from ui.snapshots import SnapshotKeeper
from ui.workspace import Workspace


def _nobody(error: BaseException) -> None:
    raise AssertionError(error)


def test_a_snapshot_follows_a_change_and_holds_it(workspace: Workspace, qtbot: QtBot) -> None:
    """DATA: snapshots are the real safety net."""
    jobs = Jobs()
    keeper = SnapshotKeeper(workspace, jobs, _nobody)
    keeper._timer.setInterval(20)
    assert snapshots.taken_of(workspace.path) == []
    with qtbot.waitSignal(jobs.idle, timeout=10_000):
        workspace.run(goals.add_goal, "One door for agencies")
    (taken,) = snapshots.taken_of(workspace.path)
    path = getattr(taken, "path", taken)
    with Reader.open(path, workspace.clock) as reader:
        assert reader.value("SELECT title FROM goal") == "One door for agencies"


def test_nothing_is_taken_while_nothing_changes(workspace: Workspace, qtbot: QtBot) -> None:
    keeper = SnapshotKeeper(workspace, Jobs(), _nobody)
    keeper._timer.setInterval(5)
    keeper._timer.start()
    with qtbot.waitSignal(keeper._timer.timeout, timeout=1000):
        pass
    assert snapshots.taken_of(workspace.path) == []
