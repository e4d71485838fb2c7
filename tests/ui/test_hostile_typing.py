"""Whatever is pasted into a field is kept or refused with a sentence, and paper still comes out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from facilitator.clock import FixedClock
from facilitator.domain.capture_line import KIND_LETTERS
from facilitator.domain.text import clean, clean_line
from tests.ui.places import (
    TYPED,
    Editor,
    editors,
    open_whole_window,
    running_session,
    settle,
    show,
    words_of,
)
from ui.dialogs.session_forms import NewSessionDialog
from ui.main_window import MainWindow
from ui.theme import Theme

NASTY = (
    "NUL\0 bell\x07 escape\x1b[31m bom\ufeff end\uffff "
    "\u202eright to left\u202c שלום עולם \u2067مرحبا\u2069 "
    "<b>bold</b> &amp; {0} %1 %s $HOME '; DROP TABLE party; -- "
    "👩‍👩‍👧‍👦 🇩🇪 Z̸̡̛͔̩ ﷽ \u00ad\u200b "
) + "W" * 300
LINES = "one\u2028two\r\nthree\x0bfour"


@pytest.fixture
def window(
    qtbot: QtBot, look: Theme, settings: QSettings, clock: FixedClock, tmp_path: Path
) -> Iterator[MainWindow]:
    window = open_whole_window(tmp_path, settings, clock)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.activateWindow()
    yield window
    window.workspace.close()


def _paste(editor: Editor, words: str) -> None:
    QGuiApplication.clipboard().setText(words)
    editor.setFocus()
    editor.selectAll()
    editor.paste()
    settle()


def _told(window: MainWindow, editor: Editor) -> str:
    banner = window.banner.accessibleName() if window.banner.isVisible() else ""
    return banner or editor.accessibleDescription()


@pytest.mark.parametrize("place", TYPED)
def test_what_is_pasted_is_kept_or_refused_with_a_sentence(window: MainWindow, place: str) -> None:
    """U1, U6: what the file holds is looked at after it was closed and opened again."""
    show(window, place)
    pasted: dict[tuple[str, int], tuple[str, str, str]] = {}
    for key in editors(window):
        editor = editors(window).get(key)
        if editor is None:
            continue
        before, words = words_of(editor), NASTY + ("" if isinstance(editor, QLineEdit) else LINES)
        _paste(editor, words)
        window.drafts.flush()
        assert not window.drafts.waiting(), key
        editor.clearFocus()
        settle()
        pasted[key] = (before, words, _told(window, editor))
        window.banner.hide()
    path = window.workspace.path
    window.close_engagement()
    assert window.open_engagement(path)
    show(window, place)
    found = editors(window, hidden=True)  # sealed words come back covered
    for key, (before, words, told) in pasted.items():
        shown = words_of(found[key]) if key in found else ""
        is_kept = shown in (clean(words), clean_line(words), clean(words).strip())
        assert is_kept or (told and shown == before), (key, told[-80:], shown[:40], shown[-40:])
    assert window.workspace.store.check() == []


def test_every_kind_of_capture_takes_such_words_and_paper_comes_out(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    """V3, M1: pasted into the line, kept cleaned, printed in every format without an error."""
    show(window, "run")
    line = editors(window)["capture-line", 0]
    for letter in ("", *(f"/{each} " for each in KIND_LETTERS)):
        _paste(line, f"{letter}{NASTY}")
        qtbot.keyClick(line, Qt.Key.Key_Return)
        assert words_of(line) == "", (letter, _told(window, line))
    kept = window.workspace.reader.all("SELECT text FROM capture WHERE text LIKE '%WWWW'")
    assert [row["text"] for row in kept] == [clean_line(NASTY)] * (1 + len(KIND_LETTERS))
    for kind in ("pdf", "md", "json"):
        assert _written(qtbot, window, tmp_path / f"minutes.{kind}").stat().st_size > 1000
    assert "W" * 300 in (tmp_path / "minutes.md").read_text()


def test_a_line_that_is_too_long_says_that_its_end_is_missing(window: MainWindow) -> None:
    """V3: a pasted page is no line; nobody may think that all of it was kept."""
    show(window, "run")
    line = editors(window)["capture-line", 0]
    _paste(line, "x" * 3999)
    hints = [each.text() for each in window.page("run").findChildren(QLabel)]
    assert "Enter saves" in hints
    _paste(line, "x" * 5000)
    hints = [each.text() for each in window.page("run").findChildren(QLabel)]
    assert "The line is full, its end is missing: use the notes" in hints


def _written(qtbot: QtBot, window: MainWindow, target: Path) -> Path:
    kind = target.suffix.removeprefix(".")
    job = window.exports.write_minutes(running_session(window), "discussion", kind, target)
    with qtbot.waitSignal(job.finished, timeout=20_000):
        pass
    assert target.exists(), window.banner.accessibleName()
    return target


def test_a_hundred_thousand_characters_of_notes_are_kept_and_printed(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    """U1, M1."""
    words = " ".join(f"{number} was said by Nadia." for number in range(1, 5000))[:99_990]
    words += " The end."
    show(window, "run")
    notes = editors(window)["notes", 0]
    _paste(notes, words)
    window.drafts.flush()
    saved = window.workspace.reader.all("SELECT text FROM item_notes ORDER BY length(text) DESC")
    assert saved[0]["text"] == words
    qtbot.keyClicks(notes, " More.")
    window.drafts.flush()
    (tick,) = [
        each for each in window.page("run").findChildren(QCheckBox)
        if each.accessibleIdentifier() == "notes-in-minutes"
    ]  # fmt: skip
    tick.click()
    minutes = _written(qtbot, window, tmp_path / "minutes.pdf")
    text = " ".join(" ".join(page.extract_text().split()) for page in PdfReader(minutes).pages)
    for sentence in ("1 was said by Nadia.", "2500 was said by Nadia.", "The end. More."):
        assert sentence in text


@pytest.mark.parametrize(
    ("field", "words", "sentence"),
    [
        ("session-date", "31 June 2026", "June has 30 days."),
        ("session-date", "29.2.2027", "February"),
        ("session-date", "32 July", "“32 July”"),
        ("session-date", "  ", "This is needed."),
        ("session-time", "25:10", "“25:10”"),
        ("session-time", "10:61", "“10:61”"),
        ("session-length", "-5", "“-5”"),
        ("session-zone", "Europe/Berlln", "“Europe/Berlln”"),
    ],
)
def test_a_moment_that_does_not_exist_is_refused_with_a_sentence(
    qtbot: QtBot, window: MainWindow, field: str, words: str, sentence: str
) -> None:
    """P1: the field says what is wrong, and nothing is planned."""
    show(window, "sessions")
    before = window.workspace.reader.value("SELECT count(*) FROM session")
    dialog = NewSessionDialog(window.workspace, window)
    qtbot.addWidget(dialog)
    dialog.open()
    edit = dialog.findChild(QLineEdit, field)
    assert isinstance(edit, QLineEdit)
    _paste(edit, words)
    assert not dialog.submit()
    assert sentence in edit.accessibleDescription()
    assert edit.text() == words, "what was typed can be mended"
    assert window.workspace.reader.value("SELECT count(*) FROM session") == before


def test_an_hour_that_the_clocks_skip_is_refused_with_a_sentence(
    qtbot: QtBot, window: MainWindow
) -> None:
    show(window, "sessions")
    dialog = NewSessionDialog(window.workspace, window)
    qtbot.addWidget(dialog)
    dialog.open()
    for field, words in (("session-date", "28 March 2027"), ("session-time", "02:30")):
        edit = dialog.findChild(QLineEdit, field)
        assert isinstance(edit, QLineEdit)
        _paste(edit, words)
    assert not dialog.submit()
    assert edit.accessibleDescription() == "The clocks skip this time on that day."
