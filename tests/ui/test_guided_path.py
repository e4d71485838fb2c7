"""The guided path, by keys alone and step by step (E6)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from facilitator.clock import FixedClock
from facilitator.commands.new_file import make_engagement
from facilitator.domain.words import GuideStep
from facilitator.queries.engagement import parties, people
from facilitator.queries.goals import goal_detail
from facilitator.queries.guide import guide
from facilitator.queries.prepare import agenda, session_detail
from facilitator.store import Store
from tests.ui.places import settle
from ui.main_window import MainWindow
from ui.pages.guide.page import GuidePage
from ui.theme import Theme
from ui.workspace import Workspace


@pytest.fixture
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "Documents"
    folder.mkdir()
    for module in ("ui.files", "ui.pages.start.begin"):
        monkeypatch.setattr(f"{module}.documents_folder", lambda: folder)
    return folder


@pytest.fixture
def window(
    qtbot: QtBot, clock: FixedClock, look: Theme, settings: QSettings, documents: Path
) -> Iterator[MainWindow]:
    found = MainWindow(Workspace(clock), settings)
    qtbot.addWidget(found)
    found.resize(1366, 768)
    found.show()
    yield found
    found.jobs.shut_down()
    found.workspace.close()


def _new_file(folder: Path, clock: FixedClock, sides: tuple[str, ...]) -> Path:
    path = folder / "new.facilitator"
    make_engagement(
        path, "Returns desk", list(sides), "Ruth Calder", zone="Europe/Berlin", clock=clock
    )
    return path


def _opened(
    window: MainWindow, folder: Path, clock: FixedClock,
    *sides: str, step: GuideStep | None = None, read_only: bool = False,
) -> GuidePage:  # fmt: skip
    path = _new_file(folder, clock, sides or ("Logistics", "Web shop"))
    assert window.open_engagement(path, read_only=read_only)
    window.go("guide", **({"step": step.value} if step else {}))
    settle()
    page = window.page("guide")
    assert isinstance(page, GuidePage)
    return page


def _focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def _type(words: str) -> None:
    QTest.keyClicks(_focused(), words)


def _key(key: Qt.Key, times: int = 1) -> None:
    for _time in range(times):
        QTest.keyClick(_focused(), key)
        settle()


def _go_on() -> None:
    QTest.keyClick(_focused(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()


def _tab_to(name: str) -> None:
    for _step in range(60):
        if _focused().accessibleIdentifier() == name:
            return
        _key(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab never came to {name}")


def _begin_by_keys(qtbot: QtBot, window: MainWindow) -> None:
    page = window.page("start")
    qtbot.waitUntil(page.isVisible)
    QTest.keyClick(_focused(), Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    settle()
    _type("Logistics")
    _key(Qt.Key.Key_Return)
    _type("Web shop")
    _go_on()
    _tab_to("facilitator-name")
    _type("Ruth Calder")
    _go_on()
    _go_on()
    qtbot.waitUntil(lambda: window.page_id == "guide")
    settle()


def test_keys_alone_lead_from_the_start_page_to_an_agenda_with_a_goal(
    qtbot: QtBot, window: MainWindow
) -> None:
    """E6: parties, people, first goal, words, rhythm, kickoff; no mouse anywhere."""
    _begin_by_keys(qtbot, window)
    _type("parcels on time")
    _key(Qt.Key.Key_Tab)
    _type("empty shelves on Saturday")
    _go_on()
    for name, role in (("Petra Novak", "Head of logistics"), ("Lena Vogt", "Head of web shop")):
        _type(name)
        _key(Qt.Key.Key_Tab)
        _type(role)
        _key(Qt.Key.Key_Return)
    _go_on()
    _type("Parcels arrive when we said")
    _tab_to("goal-position-logistics")
    _type("Fewer express parcels")
    _key(Qt.Key.Key_Tab)
    _type("The night shift cannot grow")
    _key(Qt.Key.Key_Tab)
    _type("Delivery tomorrow")
    _key(Qt.Key.Key_Tab)
    _type("Customers leave without it")
    _tab_to("milestone-title")
    _type("Promise tested in one town")
    _go_on()
    _tab_to("guide-word")
    _type("Delivered")
    _key(Qt.Key.Key_Return)
    _type("handed to the carrier")
    _key(Qt.Key.Key_Return)
    _type("in the customer's hands")
    _key(Qt.Key.Key_Return)
    _go_on()
    _go_on()
    _go_on()
    assert window.page_id == "prepare"
    reader = window.workspace.reader
    found = guide(reader)
    assert all(state.is_done for state in found.steps)
    assert found.kickoff_id is not None
    items = agenda(reader, found.kickoff_id)
    (on_it,) = [item for item in items if item.goal_id == found.goal_id]
    assert on_it.title == "Do we mean the same by “Parcels arrive when we said”?"
    assert len(items) == 8
    detail = session_detail(reader, found.kickoff_id)
    assert detail is not None
    assert (detail.starts_local, detail.kind) == ("2026-07-07T10:00", "kickoff")
    invited = reader.value("SELECT count(*) FROM attendance WHERE session_id = ?",
                           (found.kickoff_id,))  # fmt: skip
    assert invited == 3
    goal = goal_detail(reader, found.goal_id or 0)
    assert goal is not None
    assert [side.interests for side in goal.sides] == [
        "The night shift cannot grow", "Customers leave without it"
    ]  # fmt: skip
    assert [step.title for step in goal.milestones] == ["Promise tested in one town"]
    assert found.silent == ()


def test_only_one_step_is_open_and_change_opens_a_done_one(
    window: MainWindow, documents: Path, clock: FixedClock
) -> None:
    """E6: only one open, 'Change' reopens."""
    page = _opened(window, documents, clock, step=GuideStep.PEOPLE)
    opened = [key for key, step in page.steps.items() if step.inside.isVisible()]
    assert opened == [GuideStep.PEOPLE]
    parties_step = page.steps[GuideStep.PARTIES]
    assert parties_step.change.isVisible()
    assert not page.steps[GuideStep.RHYTHM].change.isVisible()
    parties_step.change.click()
    opened = [key for key, step in page.steps.items() if step.inside.isVisible()]
    assert opened == [GuideStep.PARTIES]


def test_a_step_that_lacks_something_says_what_and_stays(
    window: MainWindow, documents: Path, clock: FixedClock
) -> None:
    """E6: the side that has nobody is named; skipping is the way on."""
    page = _opened(window, documents, clock, step=GuideStep.PEOPLE)
    page.next.click()
    assert page.problem.text() == "Logistics and Web shop have nobody yet."
    page.skip.click()
    settle()
    assert page.place() == {"step": "goal"}
    assert page.steps[GuideStep.PEOPLE].said.text() == "skipped for now"
    assert page.steps[GuideStep.PEOPLE].change.isVisible()
    window.undo()
    assert not guide(window.workspace.reader).state(GuideStep.PEOPLE).is_skipped


def test_undo_takes_a_person_back_whose_line_somebody_sees(
    window: MainWindow, documents: Path, clock: FixedClock
) -> None:
    """E6: everything undoable by name."""
    page = _opened(window, documents, clock, step=GuideStep.PEOPLE)
    _type("Petra Novak")
    _key(Qt.Key.Key_Return)
    assert [each.name for each in people(window.workspace.reader)] == ["Ruth Calder", "Petra Novak"]
    assert window.workspace.store.undo_label == "Add person"
    window.undo()
    settle()
    assert [each.name for each in people(window.workspace.reader)] == ["Ruth Calder"]
    names = [line.findChild(QWidget, "person-name") for line in page.findChildren(QWidget)]
    assert any(names)
    window.redo()
    assert len(people(window.workspace.reader)) == 2


def test_four_sides_each_have_a_column_for_their_interest(
    window: MainWindow, documents: Path, clock: FixedClock
) -> None:
    """E3, G2: more than two parties work everywhere."""
    page = _opened(
        window, documents, clock, "Security", "Marketing", "Legal", "Web shop",
        step=GuideStep.GOAL,
    )  # fmt: skip
    for side in ("security", "marketing", "legal", "web-shop"):
        edit = page.findChild(QWidget, f"goal-interest-{side}")
        assert isinstance(edit, QWidget), side
        assert edit.isVisible()


def test_a_third_side_is_added_and_taken_out_again(
    window: MainWindow, documents: Path, clock: FixedClock
) -> None:
    """E2."""
    page = _opened(window, documents, clock, step=GuideStep.PARTIES)
    page.findChild(QWidget, "new-party").click()
    _type("Stores")
    _key(Qt.Key.Key_Tab)
    _type("shelves")
    settle()
    window.drafts.flush()
    assert [each.name for each in parties(window.workspace.reader)] == [
        "Logistics", "Web shop", "Stores"
    ]  # fmt: skip
    remove = page.findChild(QWidget, "party-remove-3")
    remove.click()
    settle()
    assert [each.name for each in parties(window.workspace.reader)] == ["Logistics", "Web shop"]


def test_the_words_come_with_the_questions_and_can_be_ticked_off(
    window: MainWindow, documents: Path, clock: FixedClock
) -> None:
    """E6, L1, L6: 198 words and three questions are one step back."""
    page = _opened(window, documents, clock, "Security", "Marketing", step=GuideStep.WORDS)
    page.findChild(QWidget, "guide-bring").click()
    settle()
    reader = window.workspace.reader
    assert guide(reader).words > 150
    assert reader.value("SELECT count(*) FROM question") == 3
    tick = page.findChild(QWidget, "guide-word-1")
    before = guide(reader).words
    QTest.keyClick(tick, Qt.Key.Key_Space)
    assert guide(reader).words == before - 1
    window.undo()
    assert tick.isChecked()
    window.undo()
    assert reader.value("SELECT count(*) FROM term") == 0
    assert reader.value("SELECT count(*) FROM question") == 0


def test_the_rhythm_is_said_in_words_and_kept_with_the_first_change(
    window: MainWindow, documents: Path, clock: FixedClock
) -> None:
    """K1, E6."""
    page = _opened(window, documents, clock, step=GuideStep.RHYTHM)
    body = page._bodies[GuideStep.RHYTHM]
    assert body.editor.summary.text() == "Every 2 weeks, Tuesday 10:00"
    _key(Qt.Key.Key_Up)
    assert body.editor.summary.text() == "Every 3 weeks, Tuesday 10:00"
    assert body.editor.dates.text().startswith("The first dates: Tue 7 Jul, Tue 28 Jul,")
    (rhythm,) = window.workspace.reader.all("SELECT rule, starts_local FROM rhythm")
    assert rhythm == {"rule": "FREQ=WEEKLY;INTERVAL=3", "starts_local": "2026-07-07T10:00"}


def test_without_a_goal_there_is_no_kickoff(
    window: MainWindow, documents: Path, clock: FixedClock
) -> None:
    """E6: a goal on the first agenda is required."""
    page = _opened(window, documents, clock, step=GuideStep.KICKOFF)
    page.next.click()
    assert "step 3" in page.problem.text()
    assert window.page_id == "guide"
    assert window.workspace.reader.value("SELECT count(*) FROM session") == 0


def test_a_read_only_file_shows_the_path_and_says_why_nothing_changes(
    window: MainWindow, documents: Path, clock: FixedClock
) -> None:
    """E6: read-only refused kindly."""
    page = _opened(window, documents, clock, read_only=True)
    assert page.locked.isVisible()
    assert not page.next.isEnabled()
    assert page.next.toolTip() == page.locked.text()
    page.go_on()
    assert window.page_id == "guide"


def test_the_path_is_resumed_where_it_was_left(
    window: MainWindow, documents: Path, clock: FixedClock
) -> None:
    """E6: stop at any step, what was typed is saved."""
    page = _opened(window, documents, clock, step=GuideStep.GOAL)
    _type("Parcels arrive")
    page.stop.click()
    assert window.page_id == "together"
    window.go("guide")
    settle()
    assert page.steps[GuideStep.PEOPLE].inside.isVisible()
    assert page.steps[GuideStep.GOAL].said.text().startswith("Parcels arrive (not yet common")
    with Store.open(window.workspace.path, clock, read_only=True) as other:
        assert guide(other).goal == "Parcels arrive"


def test_a_name_that_is_being_typed_comes_back_and_is_a_person_once_it_is_left(
    window: MainWindow, documents: Path, clock: FixedClock
) -> None:
    """E6, U1: a crash costs no name, and no half name becomes a person."""
    page = _opened(window, documents, clock, step=GuideStep.PEOPLE)
    _type("Petra")
    window.drafts.flush()
    store = window.workspace.store
    assert store.draft("guide/person") == "Petra"
    assert len(people(store)) == 1
    _type(" Novak")
    _key(Qt.Key.Key_Tab)
    assert [each.name for each in people(store)] == ["Ruth Calder", "Petra Novak"]
    assert store.draft("guide/person") is None
    blank = page.findChild(QWidget, "person-name")
    assert isinstance(blank, QLineEdit)
    assert blank.text() == ""


def test_ctrl_enter_goes_on_from_a_text_of_many_lines_too(
    window: MainWindow, documents: Path, clock: FixedClock
) -> None:
    """E6: Ctrl+Enter goes to the next step, wherever the keyboard is."""
    page = _opened(window, documents, clock, step=GuideStep.GOAL)
    _type("Parcels arrive")
    _tab_to("goal-common-ground")
    _type("What we promise is what we can carry")
    _go_on()
    assert page.place() == {"step": "words"}
    found = goal_detail(window.workspace.reader, guide(window.workspace.reader).goal_id or 0)
    assert found is not None
    assert found.common_ground == "What we promise is what we can carry"
