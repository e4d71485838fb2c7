"""The room view in a real window, beside the run screen of a session (V7, S2)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QSettings, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from facilitator.commands import agenda, captures, decisions, preparation, running
from facilitator.domain.seal import bare
from facilitator.domain.words import CaptureKind, DecisionState
from facilitator.queries.engagement import parties
from tests.projections.planting import NUMBER, STEM, plant
from tests.ui.run_scene import RunScene, begin, open_window, settle, talk
from ui.room import window as room_window
from ui.room.agreed import OutcomeBlock
from ui.room.blocks import ActionBlock, DecisionBlock
from ui.room.parts import Part, Words
from ui.room.shared_words import SharedWords
from ui.room.window import RoomWindow
from ui.theme import Scheme, Theme
from ui.widgets import painting

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def scene(qtbot: QtBot, tmp_path: Path, look: Theme, settings: QSettings) -> Iterator[RunScene]:
    store, clock, session = begin(tmp_path / "demo.facilitator")
    talk(store, clock, session)
    found = open_window(store, clock, session, settings)
    qtbot.addWidget(found.window)
    yield found
    found.window.room.close()
    found.workspace.close()


@pytest.fixture
def room(scene: RunScene) -> RoomWindow:
    QTest.mouseClick(scene.run.head.room, Qt.MouseButton.LeftButton)
    settle()
    return _window(scene)


def _window(scene: RunScene) -> RoomWindow:
    window = scene.window.room.window
    assert window is not None
    return window


def _press(room: RoomWindow, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    """Press a key in the room view, which somebody clicked before."""
    room.activateWindow()
    settle()
    QTest.keyClick(room, key, modifier or Qt.KeyboardModifier.NoModifier)
    settle()


def _said(window: QWidget) -> list[str]:
    """Return every word that is painted on a window or told of it, hidden parts included."""
    found = [window.windowTitle(), window.accessibleName()]
    for each in window.findChildren(QWidget):
        found += [each.accessibleName(), each.accessibleDescription(), each.toolTip()]
        if isinstance(each, Words):
            found.append(each.text)
        elif isinstance(each, QPlainTextEdit):
            found.append(each.toPlainText())
        elif isinstance(each, QLineEdit):
            found.append(each.text())
    return [each for each in found if each]


def _painted(window: QWidget, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return every text that is drawn when a window is painted."""
    drawn: list[str] = []
    real = painting.draw_text

    def listen(painter, rect, text, *rest, **more):  # type: ignore[no-untyped-def]
        drawn.append(text)
        return real(painter, rect, text, *rest, **more)

    monkeypatch.setattr(painting, "draw_text", listen)
    window.grab()
    monkeypatch.setattr(painting, "draw_text", real)
    return drawn


def _shared(room: RoomWindow) -> SharedWords:
    block = next(b for b in room.board.agreed.blocks() if isinstance(b, DecisionBlock))
    assert isinstance(block.wording, SharedWords)
    return block.wording


# --- what the room sees ---------------------------------------------------------------------


def test_the_button_opens_it_and_the_keyboard_stays(scene: RunScene, room: RoomWindow) -> None:
    """V7: agenda, item, clocks and the proposal stand there; the main window stays active."""
    assert room.isVisible()
    assert QApplication.activeWindow() is scene.window
    words = " ".join(_said(room))
    for each in ("Do all seventeen tools obey", "Two slow tools are switched off", "on the table"):
        assert each in words
    assert room.board.clock.time.digits == "38:40"
    assert room.board.head.clock.time.digits == "4:40"
    assert scene.run.head.room.isChecked()


def test_f5_opens_and_closes_it(scene: RunScene) -> None:
    QTest.keyClick(scene.window, Qt.Key.Key_F5)
    settle()
    assert scene.window.room.is_open
    QTest.keyClick(scene.window, Qt.Key.Key_F5)
    settle()
    assert not scene.window.room.is_open
    assert not scene.run.head.room.isChecked()


def test_it_tells_no_note_and_no_other_capture(
    room: RoomWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = " ".join([*_said(room), *_painted(room, monkeypatch)])
    assert "Two slow tools" in said
    for each in ("birthday voucher", "Fifteen of seventeen", "Which two tools", "Nothing leaves"):
        assert each not in said


def test_the_clock_ticks_and_nothing_else_is_painted(
    scene: RunScene, room: RoomWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[Part] = []
    real = Words.paintEvent

    def listen(self: Words, event: QPaintEvent) -> None:
        painted.append(self)
        real(self, event)

    monkeypatch.setattr(Words, "paintEvent", listen)
    scene.clock.advance(seconds=40)
    room.tick()
    settle()
    assert room.board.head.clock.time.digits == "4:00"
    assert room.board.clock.time.digits == "38:00"
    assert painted == []


def test_the_clock_turns_amber_and_red_late_in_the_item(scene: RunScene, room: RoomWindow) -> None:
    """V2: quiet colours at 20 % and 5 % left."""
    tones = []
    for minutes in (0, 2, 2.4):
        scene.clock.advance(minutes=minutes)
        room.tick()
        tones.append(room.board.head.clock.time.tone)
    assert tones == ["text", "warn", "danger"]


def test_what_is_captured_shows_at_once(scene: RunScene, room: RoomWindow) -> None:
    item = scene.items[1]
    captures.capture(
        scene.store, CaptureKind.ACTION, "Repeat the test", session_id=scene.session,
        item_id=item, due_on="2026-08-10",
    )  # fmt: skip
    settle()
    block = next(b for b in room.board.agreed.blocks() if isinstance(b, ActionBlock))
    assert block.words.text == "Repeat the test"
    assert block.due.text == "by Mon 10 August"
    scene.workspace.undo()
    settle()
    assert not [b for b in room.board.agreed.blocks() if isinstance(b, ActionBlock)]


def test_the_current_item_stays_in_sight_among_thirty(scene: RunScene, room: RoomWindow) -> None:
    for number in range(26):
        agenda.add_item(scene.store, scene.session, f"Question {number} with a title that wraps?")
    running.enter_item(scene.store, scene.session, scene.items[28])
    settle()
    pane = room.board.agenda
    line = pane.lines[28]
    top = line.mapTo(pane.viewport(), QPoint(0, 0)).y()
    assert top >= 0
    assert top + line.height() <= pane.viewport().height()


def test_a_long_title_shrinks_and_stays_in_its_place(scene: RunScene, room: RoomWindow) -> None:
    agenda.set_item(scene.store, scene.items[1], title="A question that does not end " * 12)
    settle()
    title = room.board.head.title
    assert title.height() <= 3 * painting.line_height(room.look.font(36, 600))
    assert room.board.agreed.height() > 100


def test_a_session_without_agenda_says_so(scene: RunScene, room: RoomWindow) -> None:
    with scene.store.step("Empty"):
        for item in scene.items:
            scene.store.delete("agenda_item", item)
    settle()
    assert room.board.head.title.text == "Without an agenda"
    assert room.board.head.clock.isHidden()
    assert room.board.agenda.lines == []


def test_before_the_session_it_shows_when_we_begin(
    qtbot: QtBot, tmp_path: Path, look: Theme, settings: QSettings
) -> None:
    store, clock, session = begin(tmp_path / "demo.facilitator")
    with store.step("Not yet"):
        store.update("session", session, state="planned", started_at=None)
    found = open_window(store, clock, session, settings)
    qtbot.addWidget(found.window)
    found.window.room.open(session)
    board = _window(found).board
    assert board.head.label.text == "We begin at 10:00"
    assert board.head.result.words.text == "6 items, 1 h 03"
    assert board.clock.isHidden()
    found.workspace.close()


def test_after_closing_it_shows_what_was_agreed_and_the_next_session(
    scene: RunScene, room: RoomWindow
) -> None:
    decision = scene.store.value("SELECT max(id) FROM decision WHERE state = 'proposed'")
    for party in parties(scene.store):
        decisions.set_consideration(scene.store, decision, party.id, "Heard")
    decisions.decide(scene.store, decision, DecisionState.AGREED)
    running.close_session(scene.store, scene.session)
    settle()
    assert room.board.head.title.text == "What we agreed"
    words = " ".join(_said(room))
    assert "Agreed · D-2026-" in words
    assert "Next session" in words
    assert not [b for b in room.board.agreed.blocks() if isinstance(b, OutcomeBlock)]


# --- the shared words -----------------------------------------------------------------------


def test_the_wording_of_a_proposal_is_edited_where_it_stands(
    scene: RunScene, room: RoomWindow
) -> None:
    """V7: one step, undone by name; nothing else takes the keyboard."""
    shared = _shared(room)
    QTest.mouseClick(shared.words, Qt.MouseButton.LeftButton)
    assert shared.is_editing
    shared.field.setPlainText("Both tools stop for mailings on 1 August")
    QTest.keyClick(shared.field, Qt.Key.Key_Escape)
    settle()
    wording = "SELECT wording FROM decision ORDER BY id DESC LIMIT 1"
    assert scene.store.value(wording) == "Both tools stop for mailings on 1 August"
    assert scene.store.undo_label == "Edit decision"
    assert "1 August" in shared.words.text
    _press(room, Qt.Key.Key_Z, CTRL)
    settle()
    assert shared.words.text.startswith("Two slow tools")


def test_nothing_but_the_shared_words_takes_the_keyboard(room: RoomWindow) -> None:
    takes = [
        each
        for each in room.findChildren(QWidget)
        if each.isVisible() and each.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert takes
    assert all(isinstance(each, SharedWords) for each in takes)


def test_what_is_typed_elsewhere_shows_live(scene: RunScene, room: RoomWindow) -> None:
    decision = scene.store.value("SELECT max(id) FROM decision WHERE state = 'proposed'")
    decisions.set_decision(scene.store, decision, wording="Said on the laptop")
    settle()
    assert _shared(room).words.text == "Said on the laptop"


def test_an_item_on_which_nothing_was_agreed_invites_to_write(
    scene: RunScene, room: RoomWindow
) -> None:
    running.next_item(scene.store, scene.session)
    settle()
    block = next(b for b in room.board.agreed.blocks() if isinstance(b, OutcomeBlock))
    assert block.wording.words.text.startswith("Nothing agreed on this item yet")
    QTest.keyClick(block.wording, Qt.Key.Key_Return)
    block.wording.field.setPlainText("We read it together in September")
    QTest.keyClick(block.wording.field, Qt.Key.Key_Return, CTRL)
    settle()
    outcome = "SELECT outcome FROM agenda_item WHERE id = ?"
    assert scene.store.value(outcome, (scene.items[2],)) == "We read it together in September"


def test_an_agreed_decision_is_not_edited(scene: RunScene, room: RoomWindow) -> None:
    """D3."""
    decision = scene.store.value("SELECT max(id) FROM decision WHERE state = 'proposed'")
    for party in parties(scene.store):
        decisions.set_consideration(scene.store, decision, party.id, "Heard")
    decisions.decide(scene.store, decision, DecisionState.AGREED)
    settle()
    shared = _shared(room)
    shared.begin()
    assert not shared.is_editing


# --- sealed things --------------------------------------------------------------------------


def test_no_planted_marker_stands_in_the_room(
    scene: RunScene, room: RoomWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """S2: whatever is in a sealed column is painted nowhere and told nobody, in any state."""
    assert plant(scene.store)
    for state in ("running", "closed"):
        if state == "closed":
            running.close_session(scene.store, scene.session)
        for row in scene.store.all("SELECT id FROM session"):
            room.show_session(row["id"])
            settle()
            said = [*_said(room), *_painted(room, monkeypatch)]
            assert len(said) > 20
            assert not [each for each in said if bare(STEM) in bare(each) or str(NUMBER) in each]


def test_a_leak_into_a_shared_field_would_be_seen(
    scene: RunScene, room: RoomWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The test above can fail."""
    agenda.set_item(scene.store, scene.items[1], wanted_result=f"{STEM} was here")
    settle()
    assert [each for each in _said(room) if STEM in each]
    assert [each for each in _painted(room, monkeypatch) if STEM in each]


def test_a_sealed_line_shows_not_even_its_dots(scene: RunScene, room: RoomWindow) -> None:
    """S4: what is typed after // is never echoed while others look on, and is kept."""
    edit = scene.run.line.edit
    edit.setFocus()
    QTest.keyClicks(edit, "// She would rather leave")
    settle()
    assert edit.echoMode() == QLineEdit.EchoMode.NoEcho
    assert "nothing shows" in scene.run.line.hint.text()
    QTest.keyClick(edit, Qt.Key.Key_Return)
    settle()
    assert scene.store.value("SELECT text FROM sealed_note ORDER BY id DESC LIMIT 1") == (
        "She would rather leave"
    )
    scene.window.room.close()
    QTest.keyClicks(edit, "// Again")
    assert edit.echoMode() == QLineEdit.EchoMode.Password


def test_preparation_and_prompt_leave_the_run_screen(scene: RunScene) -> None:
    """S4: private preparation is sealed; when the room is closed it is back."""
    item = scene.items[1]
    agenda.set_item(scene.store, item, prompt="Slow down here")
    preparation.set_preparation(scene.store, item, "Ask Jonas first")
    settle()
    prepared = scene.run.prepared
    prepared.fold.set_open(True)
    assert "Slow down here" in _texts_below(prepared)
    scene.window.room.open(scene.session)
    settle()
    assert "Slow down here" not in _texts_below(prepared)
    assert "private" not in prepared.fold.head.text()
    scene.window.room.close()
    settle()
    assert "Slow down here" in _texts_below(prepared)


def _texts_below(widget: QWidget) -> list[str]:
    """Return the words of the labels of a part, without those that wait to be deleted."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    labels = [each for each in widget.findChildren(QWidget) if hasattr(each, "text")]
    return [each.text() for each in labels if callable(each.text)]


def test_the_speaking_balance_hides(scene: RunScene) -> None:
    """V8: for the facilitator alone."""
    strip = scene.run.speaking
    strip.toggle()
    settle()
    assert strip.isVisible()
    strip.give(parties(scene.store)[0].id)
    scene.window.room.open(scene.session)
    settle()
    assert not strip.isVisible()
    assert strip.commands() == []
    assert strip.nobody.isChecked()
    scene.window.room.close()
    settle()
    assert strip.isVisible()


# --- the window -----------------------------------------------------------------------------


def test_on_a_second_screen_it_takes_the_whole_of_it(
    scene: RunScene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """V7: the projector is the other screen; who left full screen there is not given it again."""
    screen = QApplication.primaryScreen()
    monkeypatch.setattr(room_window, "_other_screen", lambda home: screen)
    scene.window.room.open(scene.session)
    assert _window(scene).isFullScreen()
    _press(_window(scene), Qt.Key.Key_Escape)
    scene.window.room.close()
    scene.window.room.open(scene.session)
    assert not _window(scene).isFullScreen()


def test_without_a_second_screen_its_place_is_remembered(scene: RunScene, room: RoomWindow) -> None:
    room.setGeometry(40, 50, 640, 400)
    scene.window.room.close()
    scene.window.room.open(scene.session)
    assert _window(scene).size().width() == 640


def test_it_goes_with_its_file(scene: RunScene, room: RoomWindow) -> None:
    scene.workspace.close()
    settle()
    assert not scene.window.room.is_open


def test_it_goes_with_the_session(scene: RunScene, room: RoomWindow) -> None:
    with scene.store.step("Delete"):
        scene.store.delete("session", scene.session)
    settle()
    assert not scene.window.room.is_open


def test_zoom_and_palette_are_its_own_and_remembered(
    scene: RunScene, room: RoomWindow, look: Theme
) -> None:
    unit = room.look.unit
    _press(room, Qt.Key.Key_Plus, CTRL)
    room.look.set_scheme(Scheme.DARK)
    assert room.look.unit > unit
    assert (look.is_dark, look.zoom) == (False, 100)
    scene.window.room.close()
    scene.window.room.open(scene.session)
    again = _window(scene).look
    assert (again.zoom, again.is_dark) == (110, True)


def test_it_follows_the_app_into_the_dark(room: RoomWindow, look: Theme) -> None:
    assert not room.look.is_dark
    look.set_scheme(Scheme.DARK)
    assert room.look.is_dark


def test_escape_leaves_full_screen_and_closes_nothing(scene: RunScene, room: RoomWindow) -> None:
    _press(room, Qt.Key.Key_F11)
    assert room.isFullScreen()
    _press(room, Qt.Key.Key_Escape)
    assert not room.isFullScreen()
    _press(room, Qt.Key.Key_Escape)
    assert scene.window.room.is_open


def test_the_sidebar_says_that_it_is_open(scene: RunScene, room: RoomWindow) -> None:
    scene.window.go("decisions")
    settle()
    line = scene.window.sidebar.room
    assert line.isVisible()
    scene.window.room.close()
    settle()
    assert not line.isVisible()


def test_three_sides_and_right_to_left(
    qapp: QApplication, scene: RunScene, room: RoomWindow
) -> None:
    with scene.store.step("Third"):
        scene.store.insert("party", name="Legal", colour="green", position=9)
    decision = scene.store.value("SELECT max(id) FROM decision WHERE state = 'proposed'")
    for party in parties(scene.store)[:2]:
        decisions.set_consideration(scene.store, decision, party.id, "Heard")
    settle()
    block = next(b for b in room.board.agreed.blocks() if isinstance(b, DecisionBlock))
    assert block.heard.text == "needs a word from each side"
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        settle()
        assert room.board.agenda.mapTo(room, QPoint(0, 0)).x() > room.width() // 2
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_a_false_friend_tells_what_each_side_means(scene: RunScene, room: RoomWindow) -> None:
    """L2: in the words of each side, beside its name."""
    agenda.set_item(scene.store, scene.items[1], title="What about retention?")
    settle()
    words = room.board.terms[0].words.text
    assert words.startswith("Retention: for Security “How long data is kept”, for Marketing “")


def test_a_large_glossary_is_read_in_the_background(
    qtbot: QtBot, scene: RunScene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room_window, "_FEW_WORDS", 0)
    scene.window.room.open(scene.session)
    assert _window(scene).board.terms == []
    qtbot.waitUntil(lambda: len(_window(scene).board.terms) > 0)


def test_a_word_is_put_on_the_wall_and_taken_down(scene: RunScene, room: RoomWindow) -> None:
    row = scene.store.one("SELECT id, term FROM term WHERE plain > '' ORDER BY term DESC")
    assert row is not None
    scene.window.room.put_up(row["id"])
    assert room.board.terms[0].words.text.startswith(row["term"])
    scene.window.room.put_up(row["id"])
    assert not room.board.terms[0].words.text.startswith(row["term"])
