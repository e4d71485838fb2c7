"""The jargon radar in the fields: what is underlined, said, inserted, and what stays quick (L3)."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QToolTip
from pytestqt.qtbot import QtBot

from facilitator.commands import glossary, unknown_words
from facilitator.domain.words import TermRelation
from facilitator.language.unknown import Unknown
from ui.jargon.field import JargonField
from ui.jargon.places import Editor, boxes, canvas, shown, units
from ui.jargon.radar import radar_of
from ui.theme import Scheme, theme
from ui.widgets.fields import AutoGrowTextEdit
from ui.workspace import Workspace

NOTES = "Their suppression lists are long. 🔥 Longer retention helps churn."


def _nobody(text: str) -> int | None:
    return None


@pytest.fixture
def sides(workspace: Workspace) -> tuple[int, int]:
    """Return both parties; each has a word, and there is one false friend."""
    store = workspace.store
    security, marketing = (row["id"] for row in store.all("SELECT id FROM party ORDER BY position"))
    glossary.add_term(
        store, "Suppression list", [marketing], plain="People who must not be contacted.",
        why_other="Must survive deletion.", say_instead="people we leave alone",
    )  # fmt: skip
    glossary.add_term(store, "Churn", [security, marketing], plain="Who leaves")
    friend = glossary.add_term(store, "Retention", [security, marketing])
    glossary.set_relation(store, friend, TermRelation.ONE_WORD)
    glossary.set_side(store, friend, security, meaning="How long data is kept")
    glossary.set_side(store, friend, marketing, meaning="Keeping customers", say_instead="loyalty")
    return security, marketing


@pytest.fixture(params=["lines", "line"])
def field(
    request: pytest.FixtureRequest, qtbot: QtBot, workspace: Workspace, sides: tuple[int, int]
) -> JargonField:
    """Return a watched field with the notes in it, that shows and has the keyboard."""
    editor: Editor = QLineEdit() if request.param == "line" else AutoGrowTextEdit()
    qtbot.addWidget(editor)
    editor.resize(560, 60)
    found = JargonField(editor, radar_of(workspace))
    found.set_readers(frozenset(sides), _nobody)
    with qtbot.waitExposed(editor):
        editor.show()
    editor.activateWindow()
    editor.setFocus()
    _write(editor, NOTES)
    return found


def _write(editor: Editor, words: str) -> None:
    if isinstance(editor, QLineEdit):
        editor.setText(words)
    else:
        editor.setPlainText(words)
    QApplication.processEvents()


def _words(editor: Editor) -> str:
    return editor.text() if isinstance(editor, QLineEdit) else editor.toPlainText()


def _put_caret(field: JargonField, at: str) -> None:
    place = units(_words(field.editor), _words(field.editor).index(at) + 2)
    if isinstance(field.editor, QLineEdit):
        field.editor.setCursorPosition(place)
    else:
        cursor = field.editor.textCursor()
        cursor.setPosition(place)
        field.editor.setTextCursor(cursor)
    field._look()


def _has_colour(field: JargonField, tone: str) -> bool:
    image = canvas(field.editor).grab().toImage()
    wanted = theme().color(tone)
    return any(
        _is_near(image.pixelColor(x, y), wanted)
        for x in range(image.width())
        for y in range(image.height())
    )


def _is_near(colour: QColor, wanted: QColor) -> bool:
    pairs = ((colour.red(), wanted.red()), (colour.green(), wanted.green()),
             (colour.blue(), wanted.blue()))  # fmt: skip
    return sum(abs(a - b) for a, b in pairs) < 30


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_words_that_a_side_does_not_own_have_dots_and_false_friends_louder_ones(
    field: JargonField, scheme: Scheme
) -> None:
    """L2, L3: looked at by the pixels; churn belongs to both."""
    theme().set_scheme(scheme)
    field.editor.clearFocus()
    assert _has_colour(field, "accent")
    assert _has_colour(field, "warn")
    field.set_readers(frozenset(), _nobody)
    assert not _has_colour(field, "accent")
    assert not _has_colour(field, "warn")


def test_the_dots_stand_below_the_letters_of_the_word(field: JargonField) -> None:
    """L3: also behind an emoji, which is two units for Qt."""
    (paragraph,) = shown(field.editor, canvas(field.editor).rect().toRectF())
    metrics = field.editor.fontMetrics()
    for word in ("suppression lists", "retention"):
        start = NOTES.index(word)
        first, behind = units(NOTES, start), units(NOTES, start + len(word))
        ((box, baseline),) = boxes(paragraph, first, behind)
        assert box.width() == pytest.approx(metrics.horizontalAdvance(word), abs=2)
        assert box.top() < baseline <= box.bottom()
    before = paragraph.origin.x() + metrics.horizontalAdvance("Their ")
    ((box, _),) = boxes(paragraph, 6, 23)
    assert box.left() == pytest.approx(before, abs=5)


def test_the_caret_in_a_word_explains_it_and_says_so_to_screen_readers(
    qtbot: QtBot, field: JargonField
) -> None:
    """L3: never by something that takes the keyboard."""
    heard: list[object] = []
    field.at_caret.connect(heard.append)
    _put_caret(field, "suppression")
    assert field.editor.hasFocus()
    assert "People who must not be contacted" in field.editor.accessibleDescription()
    assert "Ctrl+I" in field.editor.accessibleDescription()
    _put_caret(field, "are long")
    assert field.editor.accessibleDescription() == ""
    assert heard[-1] is None
    _put_caret(field, "churn")
    assert heard[-1] is None, "both sides own it"


def test_an_error_below_a_field_is_not_talked_over(field: JargonField) -> None:
    """U6."""
    field.editor.setAccessibleDescription("A few words are needed here.")
    _put_caret(field, "suppression")
    assert field.editor.accessibleDescription() == "A few words are needed here."


def test_one_key_inserts_the_plain_words_and_undo_takes_them_back(field: JargonField) -> None:
    """L3, U1."""
    _put_caret(field, "suppression")
    QTest.keyClick(field.editor, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    told = "suppression lists (people who must not be contacted) are long"
    assert told in _words(field.editor)
    field.editor.undo()
    assert _words(field.editor) == NOTES


def test_plain_words_that_stand_there_already_are_not_inserted_twice(field: JargonField) -> None:
    """L3."""
    for _ in range(2):
        _put_caret(field, "suppression")
        field.insert()
    assert _words(field.editor).count("(people who") == 1


def test_another_key_says_it_in_other_words(field: JargonField) -> None:
    """L3: behind an emoji too."""
    _put_caret(field, "retention")
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(field.editor, Qt.Key.Key_I, keys)
    assert "🔥 Longer loyalty helps churn." in _words(field.editor)
    field.editor.undo()
    assert _words(field.editor) == NOTES


def test_a_false_friend_is_explained_by_both_its_meanings(field: JargonField) -> None:
    """L2."""
    _put_caret(field, "retention")
    field.insert()
    meant = "retention (Security: how long data is kept; Marketing: keeping customers) helps"
    assert meant in _words(field.editor)


def test_the_mouse_over_a_word_shows_its_plain_words(qtbot: QtBot, field: JargonField) -> None:
    """L3: as a tooltip; where there is no word the field keeps its own."""
    (paragraph,) = shown(field.editor, canvas(field.editor).rect().toRectF())
    ((box, _),) = boxes(paragraph, 6, 23)
    surface = canvas(field.editor)
    point = box.center().toPoint()
    event = QHelpEvent(QEvent.Type.ToolTip, point, surface.mapToGlobal(point))
    QApplication.sendEvent(surface, event)
    assert "People who must not be contacted" in QToolTip.text()
    assert field.editor.hasFocus()
    assert field._below(QPoint(box.toRect().left() - 20, point.y())) is None


def test_a_read_only_field_explains_and_inserts_nothing(field: JargonField) -> None:
    """L3."""
    field.editor.setReadOnly(True)
    _put_caret(field, "suppression")
    assert not field.insert()
    assert not field.say_instead()
    assert _words(field.editor) == NOTES


def test_a_masked_line_shows_no_dots_and_says_nothing(
    qtbot: QtBot, workspace: Workspace, sides: tuple[int, int]
) -> None:
    """S4: what is typed after // is masked; dots would tell which words are below."""
    line = QLineEdit()
    qtbot.addWidget(line)
    field = JargonField(line, radar_of(workspace))
    field.set_readers(frozenset(sides), _nobody)
    with qtbot.waitExposed(line):
        line.show()
    line.setFocus()
    line.setEchoMode(QLineEdit.EchoMode.Password)
    line.setText("suppression list")
    field._look()
    assert not list(shown(line, line.rect().toRectF()))
    assert line.accessibleDescription() == ""
    assert not field.insert()


def test_a_definition_in_passing_is_offered_and_kept_by_the_same_key(field: JargonField) -> None:
    """L4: only where nobody knows the word."""
    asked: list[object] = []
    field.keep_asked.connect(asked.append)
    _write(field.editor, "We use data loss prevention (DLP) now")
    _put_caret(field, "loss")
    assert "DLP = data loss prevention" in field.editor.accessibleDescription()
    field.insert()
    (found,) = asked
    assert isinstance(found, Unknown)
    assert found.expansion == "data loss prevention"
    workspace = radar_of_field(field)
    unknown_words.keep_definition(workspace.store, "DLP", "data loss prevention")
    _put_caret(field, "We use")
    _put_caret(field, "loss")
    assert "Ctrl+I keeps" not in field.editor.accessibleDescription()


def radar_of_field(field: JargonField) -> Workspace:
    found = field._radar.parent()
    assert isinstance(found, Workspace)
    return found


def test_sealed_text_is_underlined_and_offers_no_word(
    qtbot: QtBot, workspace: Workspace, sides: tuple[int, int]
) -> None:
    """S2, L4."""
    edit = AutoGrowTextEdit("data loss prevention (DLP)")
    qtbot.addWidget(edit)
    field = JargonField(edit, radar_of(workspace), is_shared=False)
    field.set_readers(frozenset(sides), _nobody)
    with qtbot.waitExposed(edit):
        edit.show()
    edit.setFocus()
    _put_caret(field, "loss")
    assert field._found is None


def test_a_word_that_is_retired_or_renamed_changes_its_dots_at_once(
    field: JargonField, workspace: Workspace, sides: tuple[int, int]
) -> None:
    """L1, L3: only what was touched is read again; undo counts as a change."""
    readers = frozenset(sides)
    term = workspace.store.value("SELECT id FROM term WHERE term = 'Suppression list'")
    radar = radar_of(workspace)
    assert len(radar.marks(NOTES, readers)) == 2
    workspace.run(glossary.retire_term, term)
    assert len(radar.marks(NOTES, readers)) == 1
    workspace.undo()
    assert len(radar.marks(NOTES, readers)) == 2
    workspace.run(glossary.set_owners, term, sides)
    assert len(radar.marks(NOTES, readers)) == 1
    workspace.undo()
    assert len(radar.marks(NOTES, readers)) == 2


@pytest.mark.parametrize("words", ["a", "word word ", "suppression list, ", "X" * 900, "🔥"])
def test_a_paragraph_of_any_length_is_looked_at(
    workspace: Workspace, sides: tuple[int, int], words: str
) -> None:
    """L3: in pieces, with and without an end of a sentence."""
    radar, readers = radar_of(workspace), frozenset(sides)
    text = words * (8000 // len(words)) + " retention"
    marks = radar.marks(text, readers)
    assert text[marks[-1].start : marks[-1].end] == "retention"
    assert len(marks) == text.count("suppression list") + 1


def test_many_words_are_read_while_the_window_lives(
    qtbot: QtBot, workspace: Workspace, sides: tuple[int, int]
) -> None:
    """L3, U4: in slices; the dots come when all is read."""
    store = workspace.store
    with store.step("Bring words"):
        for number in range(900):
            store.insert("term", term=f"Word{number}", created_at="2026-01-01T00:00:00Z")
    radar = radar_of(workspace)
    with qtbot.waitSignal(radar.changed, timeout=5000):
        radar.marks("word7", frozenset(sides))
    assert [mark.word.term for mark in radar.marks("word7 word899", frozenset(sides))] == [
        "Word7",
        "Word899",
    ]


def test_right_to_left_words_have_their_dots_below_them(
    qtbot: QtBot, workspace: Workspace, sides: tuple[int, int]
) -> None:
    """U3."""
    glossary.add_term(workspace.store, "אבטחת מידע", [sides[0]])
    edit = AutoGrowTextEdit("על אבטחת מידע היום")
    qtbot.addWidget(edit)
    edit.resize(400, 60)
    with qtbot.waitExposed(edit):
        edit.show()
    (mark,) = radar_of(workspace).marks(edit.toPlainText(), frozenset(sides))
    (paragraph,) = shown(edit, edit.viewport().rect().toRectF())
    ((box, _),) = boxes(paragraph, mark.start, mark.end)
    behind = edit.fontMetrics().horizontalAdvance(" היום")  # what is read last stands at the left
    assert box.left() == pytest.approx(behind + 4, abs=5)
    assert box.width() > 30
