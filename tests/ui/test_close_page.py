"""Closing through its real widgets: it shows what is missing, and never blocks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from facilitator.commands import agenda, captures, sessions
from facilitator.commands import parties as party_commands
from facilitator.domain.words import CaptureKind
from facilitator.queries.captured import CaptureCard, cards
from facilitator.queries.carry_over import following_session
from facilitator.queries.closing_rounds import closing_round
from facilitator.queries.engagement import parties
from tests.ui.run_scene import RunScene, begin, open_window, settle
from ui.dialogs.session_forms import NewSessionDialog
from ui.dialogs.words_form import WordsDialog
from ui.pages.close.missing import MissingCard
from ui.theme import Theme


@pytest.fixture
def scene(qtbot: QtBot, tmp_path: Path, look: Theme, settings: QSettings) -> Iterator[RunScene]:
    store, clock, session = begin(tmp_path / "demo.facilitator")
    found = open_window(store, clock, session, settings)
    qtbot.addWidget(found.window)
    agenda.set_item(store, found.items[0], outcome="All dates hold")
    yield found
    found.workspace.close()


def _go(scene: RunScene) -> None:
    scene.window.go("close", session_id=scene.session)
    settle()


def _say(scene: RunScene, kind: CaptureKind, words: str, **links: object) -> int:
    capture_id = scene.workspace.run(
        captures.capture, kind, words, session_id=scene.session, item_id=scene.items[0], **links
    )
    assert capture_id is not None
    return capture_id


def _person(scene: RunScene, name: str) -> int:
    return int(scene.store.value("SELECT id FROM person WHERE name = ?", (name,)))


def _card(scene: RunScene, why: str) -> MissingCard:
    return next(card for key, card in scene.close._cards.items() if key[0] == why)


def _press(card: QWidget, identifier: str) -> None:
    button = card.findChild(QPushButton, identifier)
    assert button is not None
    button.click()
    settle()


def _write(card: MissingCard, words: str) -> None:
    assert card._words is not None
    QTest.keyClicks(card._words.edit, words)
    _press(card, "missing-keep")


def _whys(scene: RunScene) -> list[str]:
    return [key[0] for key in scene.close._cards]


def _cards(scene: RunScene) -> list[CaptureCard]:
    return cards(scene.store, scene.session)


def _state(scene: RunScene) -> str:
    return str(scene.store.value("SELECT state FROM session WHERE id = ?", (scene.session,)))


def test_nothing_missing_is_said_as_all_settled(scene: RunScene) -> None:
    _go(scene)
    assert scene.close.settled.isVisible()
    assert scene.close.count.text().startswith("All settled")
    assert scene.close.left.text() == "all settled"


def test_each_sides_consideration_is_written_or_passed_in_place(scene: RunScene) -> None:
    """D2."""
    _say(scene, CaptureKind.DECISION, "Two tools are off")
    _go(scene)
    assert _whys(scene) == ["unheard", "unheard"]
    first = _card(scene, "unheard")
    _press(first, "missing-write")
    _write(first, "We can live with it")
    second = _card(scene, "unheard")
    _press(second, "missing-pass")
    _write(second, "Jonas decides for us")
    assert _whys(scene) == []
    rows = scene.store.all(
        "SELECT text, passed_reason FROM consideration WHERE row_id = ? ORDER BY id",
        (_cards(scene)[0].id,),
    )
    assert rows == [
        {"text": "We can live with it", "passed_reason": None},
        {"text": None, "passed_reason": "Jonas decides for us"},
    ]


def test_what_is_being_written_survives_another_answer_and_a_crash(scene: RunScene) -> None:
    """E1: a half-written consideration is a draft."""
    _say(scene, CaptureKind.DECISION, "Two tools are off")
    _say(scene, CaptureKind.ACTION, "Write it", person_id=_person(scene, "Jonas Feld"))
    _go(scene)
    card = _card(scene, "unheard")
    _press(card, "missing-write")
    assert card._words is not None
    QTest.keyClicks(card._words.edit, "Half a thou")
    _press(_card(scene, "due"), "missing-due-next")
    assert _card(scene, "unheard") is card
    assert card._words.edit.toPlainText() == "Half a thou"
    scene.window.drafts.flush()
    kept = scene.store.all("SELECT text FROM draft WHERE place LIKE 'close-%'")
    assert [row["text"] for row in kept] == ["Half a thou"]


def test_owner_day_and_asking_side_of_an_action_are_set_in_place(scene: RunScene) -> None:
    """A1."""
    _say(scene, CaptureKind.ACTION, "Write it")
    _go(scene)
    assert _whys(scene) == ["owner", "due", "asked_by"]
    owner = _card(scene, "owner").findChild(QWidget, "missing-owner")
    names = [owner.itemText(n) for n in range(owner.count())]  # type: ignore[union-attr]
    number = names.index("Jonas Feld")
    owner.setCurrentIndex(number)  # type: ignore[union-attr]
    owner.activated.emit(number)  # type: ignore[union-attr]
    settle()
    due = _card(scene, "due").findChild(QWidget, "missing-due")
    assert due is not None
    QTest.keyClicks(due, "14 aug")
    QTest.keyClick(due, Qt.Key.Key_Return)
    settle()
    _press(_card(scene, "asked_by"), "missing-asked-by")
    found = _cards(scene)[0]
    assert (found.person, found.due_on, found.asked_by) == ("Jonas Feld", "2026-08-14", "Security")
    assert "Every action has one owner and a date" in scene.close.good.text()


def test_an_outcome_is_written_and_a_say_it_back_confirmed_in_place(scene: RunScene) -> None:
    agenda.set_item(scene.store, scene.items[0], outcome="")
    _say(scene, CaptureKind.SAYBACK, "Left alone", person_id=_person(scene, "Nadia Rahmani"))
    _go(scene)
    card = _card(scene, "outcome")
    _press(card, "missing-write")
    _write(card, "All dates hold")
    _press(_card(scene, "sayback"), "missing-write")
    _write(_card(scene, "sayback"), "Nobody gets a mail")
    _press(_card(scene, "sayback"), "missing-confirm")
    assert _whys(scene) == []
    assert _cards(scene)[0].answer == "Nobody gets a mail"


def test_a_gap_may_stay_and_closing_is_never_blocked(scene: RunScene) -> None:
    agenda.set_item(scene.store, scene.items[0], outcome="")
    _say(scene, CaptureKind.DECISION, "Two tools are off")
    _go(scene)
    _press(_card(scene, "outcome"), "missing-nothing")
    assert "outcome" not in _whys(scene)
    assert scene.close.close_it.isEnabled()
    scene.close.close_it.click()
    settle()
    assert _state(scene) == "closed"
    assert scene.window.page_id == "minutes"
    assert scene.window.page("minutes").target == {"session_id": scene.session}  # type: ignore[attr-defined]


def test_what_is_ticked_goes_to_the_next_agenda_with_its_reason(scene: RunScene) -> None:
    """P5: the rest stays, and one undo brings all of it back."""
    _say(scene, CaptureKind.PARKED, "Call centre view of today")
    _go(scene)
    rows = scene.close.carry.list._rows
    key = next(key for key, row in rows.items() if row.text() == "Call centre view of today")
    assert rows[key].isChecked()
    for other, row in rows.items():
        row.setChecked(other == key)
    following = int(
        scene.store.value(
            "SELECT id FROM session WHERE state = 'planned' ORDER BY starts_local LIMIT 1"
        )
    )
    before = scene.store.value(
        "SELECT count(*) FROM agenda_item WHERE session_id = ?", (following,)
    )
    scene.close.close_it.click()
    settle()
    last = scene.store.all(
        "SELECT title, came_from_reason FROM agenda_item WHERE session_id = ? ORDER BY position",
        (following,),
    )
    assert len(last) == before + 1
    assert last[-1] == {
        "title": "Call centre view of today", "came_from_reason": "parked 2026/13",
    }  # fmt: skip
    scene.window.undo()
    assert _state(scene) == "running"


def test_where_no_session_follows_the_next_one_is_planned_from_here(scene: RunScene) -> None:
    """P5: what carries over then has a session to go to."""
    _go(scene)
    plan = scene.close.carry.plan
    assert not plan.isVisible()
    for row in scene.store.all("SELECT id FROM session WHERE state = 'planned'"):
        sessions.delete_session(scene.store, row["id"])
    _go(scene)
    assert scene.close.carry.next.text() == "No session is planned after this one."
    assert plan.isVisible()
    plan.click()
    settle()
    form = QApplication.activeModalWidget()
    assert isinstance(form, NewSessionDialog)
    title = scene.store.value("SELECT title FROM series")
    assert form.title.text() == title
    form.confirm.click()
    settle()
    assert scene.close.carry.next.text().startswith(f"Next: “{title}”")
    assert not plan.isVisible()


def test_why_this_interval_is_saved_as_it_is_typed(scene: RunScene) -> None:
    _go(scene)
    QTest.keyClicks(scene.close.carry.reason, "Nothing is due before the sale")
    scene.window.drafts.flush()
    read = "SELECT next_reason FROM session WHERE id = ?"
    assert scene.store.value(read, (scene.session,)) == "Nothing is due before the sale"
    scene.close.close_it.click()
    assert scene.store.value(read, (scene.session,)) == "Nothing is due before the sale"


def test_the_band_shows_only_when_all_new_actions_fall_on_one_side(scene: RunScene) -> None:
    """A3."""
    _go(scene)
    assert not scene.close.band.isVisible()
    jonas, nadia = _person(scene, "Jonas Feld"), _person(scene, "Nadia Rahmani")
    _say(scene, CaptureKind.ACTION, "One", person_id=jonas)
    _say(scene, CaptureKind.ACTION, "Two", person_id=jonas)
    settle()
    assert scene.close.band.isVisible()
    assert scene.close.band.heading.text() == "Both new actions fall on Marketing"
    _say(scene, CaptureKind.ACTION, "Three", person_id=nadia)
    settle()
    assert not scene.close.band.isVisible()


def test_the_other_side_can_promise_from_the_band(scene: RunScene) -> None:
    """A3."""
    _say(scene, CaptureKind.ACTION, "One", person_id=_person(scene, "Jonas Feld"))
    _go(scene)
    scene.close.band.add_action.click()
    dialog = scene.window.findChild(WordsDialog)
    assert dialog is not None
    QTest.keyClicks(dialog.words, "Read the draft")
    dialog.confirm.click()
    settle()
    found = _cards(scene)[0]
    assert (found.text, found.party_id) == ("Read the draft", parties(scene.store)[0].id)
    assert not scene.close.band.isVisible()


def test_a_reason_instead_goes_into_the_minutes_and_hides_the_band(scene: RunScene) -> None:
    _say(scene, CaptureKind.ACTION, "One", person_id=_person(scene, "Jonas Feld"))
    _go(scene)
    scene.close.band.reason.click()
    dialog = scene.window.findChild(WordsDialog)
    assert dialog is not None
    QTest.keyClicks(dialog.words, "The test is on their side")
    dialog.confirm.click()
    settle()
    found = _cards(scene)[0]
    assert (found.kind, found.in_minutes) == ("note", True)
    assert not scene.close.band.isVisible()


def test_a_line_that_was_never_sent_is_kept_before_closing(scene: RunScene) -> None:
    """E1: nothing typed is lost; the run screen's line is empty afterwards."""
    QTest.keyClicks(scene.run.line.edit, "/q Which two tools?")
    _go(scene)
    assert _whys(scene) == ["unsent"]
    _press(_card(scene, "unsent"), "missing-keep-line")
    found = _cards(scene)[0]
    assert (found.kind, found.text) == ("question", "Which two tools?")
    assert "unsent" not in _whys(scene)
    scene.window.go("run", session_id=scene.session)
    settle()
    assert scene.run.line.edit.text() == ""


def test_a_sealed_line_that_was_never_sent_shows_no_word_and_stays_sealed(
    scene: RunScene,
) -> None:
    """S4."""
    QTest.keyClicks(scene.run.line.edit, "// Celeste wants a way out")
    _go(scene)
    card = _card(scene, "unsent")
    shown = [label.text() for label in card.findChildren(QLabel)]
    assert not any("Celeste" in words for words in shown)
    _press(card, "missing-keep-line")
    kept = scene.store.value("SELECT text FROM sealed_note ORDER BY id DESC")
    assert kept == "Celeste wants a way out"
    assert _cards(scene) == []


def test_back_goes_to_the_running_session(scene: RunScene) -> None:
    _go(scene)
    QTest.keyClick(scene.window, Qt.Key.Key_Escape)
    settle()
    assert scene.window.page_id == "run"
    assert _state(scene) == "running"


def test_every_control_that_takes_the_keyboard_has_a_name(scene: RunScene) -> None:
    """U3."""
    agenda.set_item(scene.store, scene.items[0], outcome="")
    _say(scene, CaptureKind.DECISION, "Two tools are off")
    _say(scene, CaptureKind.ACTION, "Write it")
    _say(scene, CaptureKind.QUESTION, "Which?")
    _go(scene)
    for widget in scene.close.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            name = widget.accessibleName() or getattr(widget, "text", str)()
            assert name, f"{type(widget).__name__} {widget.objectName()}"


def test_the_closing_round_is_asked_of_each_side_and_never_needed(scene: RunScene) -> None:
    """V13: an answer is kept at once, a word when the field is left; closing asks for none."""
    _go(scene)
    first, second = parties(scene.store)[:2]
    rows = scene.close.round.rows
    rows._choices[first.id, "useful"].chosen.emit("partly")
    note = scene.close.findChild(QLineEdit, f"round-note-{second.id}")
    assert note is not None
    QTest.keyClicks(note, "Too fast for us")
    scene.window.drafts.flush()
    found = {each.party_id: each for each in closing_round(scene.store, scene.session)}
    assert (found[first.id].useful, found[first.id].heard) == ("partly", "")
    assert found[second.id].note == "Too fast for us"
    scene.window.undo()
    assert note.text() == ""
    scene.close.close_session()
    assert _state(scene) == "closed"


def test_of_several_sides_that_took_on_nothing_one_is_chosen(scene: RunScene) -> None:
    """A3: with three sides the warning names both others and asks for whom."""
    for name in ("Legal",):
        party_commands.add_party(scene.store, name)
    first = parties(scene.store)[0]
    _say(scene, CaptureKind.ACTION, "Send the list", party_id=first.id)
    _go(scene)
    others = [each.short for each in parties(scene.store)[1:]]
    assert scene.close.band.sentence.text().startswith(f"{others[0]} and {others[1]} take on")
    assert scene.close.band.add_action.text() == "Add action for…"
    asked: list[tuple[object, str]] = []
    scene.close.band.action_asked.disconnect()
    scene.close.band.action_asked.connect(lambda *found: asked.append(found))
    scene.close.band._on_action()
    menu = scene.close.band.findChild(QMenu)
    assert menu is not None
    menu.actions()[1].trigger()
    menu.close()
    assert asked == [(parties(scene.store)[2].id, "Legal")]


def test_what_is_ticked_is_summed_against_the_next_session(scene: RunScene) -> None:
    """P5: before anything moves."""
    following = following_session(scene.store, scene.session)
    assert following is not None
    _go(scene)
    ticked = sum(each.length_s for each in scene.close.carry.chosen()) // 60
    then, length = following["planned_s"] // 60 + ticked, following["length_s"] // 60
    words = f"{ticked} min: the next agenda is {then} of {length} min then"
    assert scene.close.carry.fill.text() == f"{words}, {then - length} over"
    for row in scene.close.carry.list._rows.values():
        row.setChecked(False)
    assert not scene.close.carry.fill.isVisible()
