"""The written plan: every field saves itself, and what the file knows stands beside it (K1)."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from facilitator.commands import parties, people, series
from facilitator.commands import plan as commands
from facilitator.domain.rule import weekly
from facilitator.queries.plan import plan
from ui.main_window import MainWindow
from ui.pages.plan.written import WrittenTab
from ui.widgets.text import Text


@pytest.fixture
def tab(demo_window: MainWindow) -> WrittenTab:
    demo_window.go("plan", tab="written")
    QApplication.processEvents()
    found = demo_window.page("plan").shown_tab  # type: ignore[attr-defined]
    assert isinstance(found, WrittenTab)
    return found


def test_typing_is_saved_and_undone(tab: WrittenTab, demo_window: MainWindow) -> None:
    """K1, U1."""
    before = plan(demo_window.workspace.reader).escalation
    field = tab._edits()[3]
    field.clear()  # type: ignore[attr-defined]
    QTest.keyClicks(field, "Both heads of department")
    demo_window.drafts.flush()
    assert plan(demo_window.workspace.reader).escalation == "Both heads of department"
    demo_window.workspace.undo()
    assert plan(demo_window.workspace.reader).escalation == before


def test_numbers_are_saved_in_their_unit(tab: WrittenTab, demo_window: MainWindow) -> None:
    """K1: papers in working days, the fixed part and the preparation in minutes."""
    tab._numbers["papers_days"][0].setValue(3)
    tab._numbers["fixed_s"][0].setValue(15)
    tab._numbers["preparation_s"][0].setValue(30)
    found = plan(demo_window.workspace.reader)
    assert (found.papers_days, found.fixed_s, found.preparation_s) == (3, 900, 1800)


def test_a_change_elsewhere_shows_and_leaves_typing_alone(
    tab: WrittenTab, demo_window: MainWindow
) -> None:
    """K1."""
    commands.set_plan(demo_window.workspace.store, purpose="No surprises", papers_days=7)
    assert tab._edits()[0].toPlainText() == "No surprises"  # type: ignore[attr-defined]
    assert tab._numbers["papers_days"][0].value() == 7


def test_the_file_tells_rhythm_length_place_and_who_by_side(
    tab: WrittenTab, demo_window: MainWindow
) -> None:
    """K1: the facilitator is part of every session."""
    told = tab.facts.words()
    assert told["Rhythm"] == "every 4 weeks, Tuesday 10:00"
    assert (told["Length"], told["Place"]) == ("60 min", "Meeting room Larch, third floor")
    legal = parties.add_party(demo_window.workspace.store, "Legal")
    people.add_person(demo_window.workspace.store, "Ann Oduya", legal)
    names = [each.accessibleName() for each in tab.seats.findChildren(Text)]
    assert "Facilitator: Ruth Calder" in names
    assert "Legal: Ann Oduya" in names


def test_several_series_are_told_by_name(tab: WrittenTab, demo_window: MainWindow) -> None:
    """K2."""
    series.new_series(demo_window.workspace.store, "Leadership", weekly(12), "2026-07-07T09:00")
    told = tab.facts.words()
    assert told["Leadership"].startswith("every 12 weeks, Tuesday 09:00")
    assert "Round table" in told


def test_the_plan_prints_as_pdf(
    tab: WrittenTab, demo_window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    """K1: printable."""
    target = tmp_path / "plan.pdf"
    job = demo_window.exports.write_plan(target)
    with qtbot.waitSignal(job.finished, timeout=30_000):
        pass
    assert target.read_bytes().startswith(b"%PDF")
    assert tab.print.isVisible()


def test_the_other_papers_are_one_click_away(tab: WrittenTab, qtbot: QtBot) -> None:
    """E8, M6: the handover pack, the report and the record."""
    qtbot.mouseClick(tab.others, Qt.MouseButton.LeftButton)
    (menu,) = [each for each in tab.findChildren(QMenu) if each.isVisible()]
    assert [action.text() for action in menu.actions()] == [
        "Handover pack for a stand-in (PDF)",
        "Report for the executives (PDF)",
        "Record of many sessions (PDF)",
    ]
    menu.close()
