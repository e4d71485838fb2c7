"""Say it back, through the real widgets on the demo (L5)."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from facilitator.commands import captures, parties, saybacks
from facilitator.domain.words import CaptureKind
from facilitator.queries.saybacks import never_said_back, sayback
from facilitator.queries.saybacks import saybacks as all_saybacks
from facilitator.queries.search import search
from ui.dialogs.settle import SettleDialog
from ui.main_window import MainWindow
from ui.pages.language.page import LanguagePage
from ui.pages.language.sayback.new_form import NewSaybackForm
from ui.pages.language.sayback.tab import SaybackTab
from ui.pages.search.ways import open_hit
from ui.widgets.buttons import LinkButton


@pytest.fixture
def tab(demo_window: MainWindow) -> SaybackTab:
    demo_window.go("language", tab="sayback")
    page = demo_window.page("language")
    assert isinstance(page, LanguagePage)
    found = page.shown_tab
    assert isinstance(found, SaybackTab)
    return found


def _titles(tab: SaybackTab) -> list[str]:
    return [row.title for row in tab.side.list.rows.rows()]


def _state(tab: SaybackTab) -> str:
    detail = sayback(tab.workspace.reader, int(str(tab.side.list.current())))
    assert detail is not None
    return detail.row.state


def test_the_longest_open_one_is_shown_with_all_its_versions(tab: SaybackTab) -> None:
    """L5: open first; who said what, in its own words."""
    assert _titles(tab)[:3] == ["Open", "Lookalike audience", "Suppression list"]
    assert tab.detail.topic.text() == "Lookalike audience"
    assert tab.detail.state.text() == "Corrected"
    assert tab.detail.steps.accessibleName() == (
        "Done: Said, Restated, Corrected. To come: Restated again, Confirmed."
    )
    composer = tab.detail.composer
    assert composer.title.text() == "Tomasz says it back once more"
    assert composer.primary.text() == "Mei-Lin confirms"
    assert not composer.primary.isEnabled(), "nothing was written"


def test_ctrl_enter_says_it_back_and_the_speaker_confirms_in_one_undo(
    tab: SaybackTab, demo_window: MainWindow
) -> None:
    """L5, U1."""
    key = tab.side.list.current()
    composer = tab.detail.composer
    composer.words.setFocus()
    QTest.keyClicks(composer.words, "They get scrambled addresses from us")
    QTest.keyClick(composer.words, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert _state(tab) == "confirmed"
    assert tab.side.list.current() == key
    assert not composer.isVisible()
    assert tab.detail.confirmed.text() == "Confirmed by Mei-Lin Castro, 30 Jun"
    demo_window.undo()
    assert _state(tab) == "corrected"
    assert composer.isVisible()
    found = sayback(tab.workspace.reader, int(str(key)))
    assert found is not None
    assert len(found.versions) == 3


def test_one_more_correction_keeps_the_words_and_asks_the_speaker(tab: SaybackTab) -> None:
    """L5: Ctrl+Shift+Enter; the correction is the speaker's, and nothing is lost."""
    composer = tab.detail.composer
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClicks(composer.words, "They look for copies")
    QTest.keyClick(composer.words, Qt.Key.Key_Return, both)
    assert _state(tab) == "restated"
    assert composer.title.text() == "Does Mei-Lin confirm?"
    assert composer.words.toPlainText() == ""
    assert composer.primary.isEnabled()
    QTest.keyClicks(composer.words, "Similar people, not copies")
    assert not composer.primary.isEnabled(), "a correction is written, so it is no yes"
    QTest.keyClick(composer.words, Qt.Key.Key_Return, both)
    assert _state(tab) == "corrected"
    detail = sayback(tab.workspace.reader, int(str(tab.side.list.current())))
    assert detail is not None
    last = detail.versions[-1]
    assert (last.part, last.voice.person, last.text) == (
        "corrected", "Mei-Lin Castro", "Similar people, not copies",
    )  # fmt: skip


def test_later_keeps_what_was_typed(tab: SaybackTab, qtbot: QtBot) -> None:
    """L5: the draft is there again after another one was looked at."""
    composer = tab.detail.composer
    first, second = (row.key for row in tab.side.list.rows.rows()[1:3])
    QTest.keyClicks(composer.words, "Half a sent")
    qtbot.mouseClick(composer.later, Qt.MouseButton.LeftButton)
    tab.side.list.set_current(second)
    tab.side.list.picked.emit(second)
    assert composer.words.toPlainText() == ""
    tab.side.list.picked.emit(first)
    assert composer.words.toPlainText() == "Half a sent"
    assert _state(tab) != "confirmed"


def test_the_same_side_saying_it_back_is_warned_about(tab: SaybackTab) -> None:
    """L5."""
    composer = tab.detail.composer
    assert not composer.warning.isVisible()
    speaker = sayback(tab.workspace.reader, int(str(tab.side.list.current())))
    assert speaker is not None
    composer.who.set_current(("party", speaker.row.speaker.party_id))
    composer.who.chosen.emit(composer.who.current())
    assert composer.warning.isVisible()
    assert composer.warning.text().startswith("Marketing explained it and says it back.")


def test_a_word_never_said_back_is_asked_for(tab: SaybackTab, qtbot: QtBot) -> None:
    """L5: “Ask” begins one with its side as the speaker."""
    qtbot.waitUntil(tab.side.never.isVisible, timeout=5000)
    before = len(all_saybacks(tab.workspace.reader))
    ask = next(
        each for each in tab.side.findChildren(LinkButton)
        if each.accessibleName().startswith("Ask to say back: ")
    )  # fmt: skip
    term = ask.accessibleName().removeprefix("Ask to say back: ")
    qtbot.mouseClick(ask, Qt.MouseButton.LeftButton)
    found = all_saybacks(tab.workspace.reader)
    assert len(found) == before + 1
    assert tab.detail.topic.text() == term
    assert tab.detail.composer.title.text() == "What was said"
    assert tab.detail.composer.words.hasFocus()
    owner = next(each.party for each in never_said_back(tab.workspace.reader) if each.term == term)
    begun = sayback(tab.workspace.reader, int(str(tab.side.list.current())))
    assert begun is not None
    assert owner
    assert begun.row.speaker.party == owner


def test_a_new_one_begins_with_what_was_said(tab: SaybackTab, demo_window: MainWindow) -> None:
    """L5."""
    tab.new.click()
    form = demo_window.findChild(NewSaybackForm)
    assert form is not None
    form.confirm.click()
    assert form.topic_field.below.text() == "A few words are needed here."
    QTest.keyClicks(form.topic, "Hashing")
    QTest.keyClicks(form.said, "Scrambled one way")
    form.confirm.click()
    assert tab.detail.topic.text() == "Hashing"
    detail = sayback(tab.workspace.reader, int(str(tab.side.list.current())))
    assert detail is not None
    assert [each.part for each in detail.versions] == ["said"]


def test_a_third_side_has_its_count_and_can_say_it_back(tab: SaybackTab) -> None:
    """More than two parties: each is counted; nobody is taken for “the other side”."""
    legal = tab.workspace.run(parties.add_party, "Legal")
    assert legal is not None
    tab.workspace.run(captures.delete_capture, tab.side.list.current())
    new = tab.workspace.run(saybacks.ask_sayback, "Basis", said="A reason in law",
                            explained_by_party_id=legal)  # fmt: skip
    tab.open_target(sayback_id=new)
    composer = tab.detail.composer
    assert composer.who.current() is None
    assert composer.title.text() == "The other side says it back"


def test_without_any_the_page_offers_the_first(tab: SaybackTab) -> None:
    for each in all_saybacks(tab.workspace.reader):
        tab.workspace.run(captures.delete_capture, each.id)
    assert tab.nothing.isVisible()
    assert not tab.detail.isVisible()


def test_what_is_said_in_a_session_is_said_back_in_its_dialog(
    tab: SaybackTab, demo_window: MainWindow
) -> None:
    """L5, V12: the same field and the same rules, wherever it is opened."""
    space = tab.workspace
    found = space.run(captures.capture, CaptureKind.SAYBACK, "Masked means gone")
    assert found is not None
    first = SettleDialog(space, found, demo_window)
    first.open()
    QTest.keyClicks(first.composer.words, "Nobody sees it")
    first.composer.later.click()
    dialog = SettleDialog(space, found, demo_window)
    dialog.open()
    assert dialog.composer.words.toPlainText() == "Nobody sees it", "left for later"
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(dialog.composer.words, Qt.Key.Key_Return, both)
    assert dialog.isVisible()
    assert dialog.composer.title.text() == "Does the speaker confirm?"
    dialog.composer.press_primary()
    assert not dialog.isVisible()
    detail = sayback(space.reader, found)
    assert detail is not None
    assert (detail.row.state, len(detail.versions)) == ("confirmed", 2)


def test_what_was_said_is_found_and_leads_to_its_versions(
    tab: SaybackTab, demo_window: MainWindow
) -> None:
    """U2, L5: a version leads to its say-it-back, a primer to its session."""
    found = search(tab.workspace.reader, "hashed addresses", 20)
    hit = next(each for each in found if each.kind == "sayback_version")
    assert hit.title == "Lookalike audience"
    demo_window.go("together")
    open_hit(demo_window, hit)
    assert demo_window.page_id == "language"
    detail = sayback(tab.workspace.reader, int(str(tab.side.list.current())))
    assert detail is not None
    assert detail.row.topic == "Lookalike audience"
    primer = next(
        each for each in search(tab.workspace.reader, "suppression", 90) if each.kind == "primer"
    )
    open_hit(demo_window, primer)
    assert demo_window.page_id == "prepare"
