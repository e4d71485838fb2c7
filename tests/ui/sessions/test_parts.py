"""The small controls that Sessions and Prepare are made of."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.theme import Theme
from ui.widgets.calendar_line import CalendarLine, Mark, MarkKind
from ui.widgets.field_flow import FieldFlow
from ui.widgets.parsed_field import ParsedField
from ui.widgets.step_chips import StepChips
from ui.widgets.tick_row import TickRow
from ui.widgets.title_edit import TitleEdit


def _line(qtbot: QtBot, count: int = 20) -> CalendarLine:
    line = CalendarLine("Calendar", "Today")
    qtbot.addWidget(line)
    line.resize(900, 110)
    line.show()
    marks = [
        Mark(number, date(2026 + number // 12, number % 12 + 1, 14), MarkKind.PAST, f"No. {number}")
        for number in range(count)
    ]
    line.set_marks(marks, date(2026, 6, 30))
    return line


def test_the_calendar_line_brings_a_chosen_mark_into_view(qtbot: QtBot, look: Theme) -> None:
    line = _line(qtbot)
    assert not line._is_shown(date(2027, 8, 14))
    with qtbot.waitSignal(line.chosen) as caught:
        qtbot.keyClick(line, Qt.Key.Key_End)
    assert caught.args == [19]
    assert line._is_shown(date(2027, 8, 14))
    assert line.accessibleName() == "Calendar: No. 19"


def test_left_goes_on_in_time_when_the_window_reads_from_the_right(
    qtbot: QtBot, look: Theme
) -> None:
    """U3."""
    line = _line(qtbot)
    line.set_current(3)
    QApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        assert line._x(date(2026, 1, 1)) > line._x(date(2026, 3, 1))
        qtbot.keyClick(line, Qt.Key.Key_Left)
        assert line.current() == 4
    finally:
        QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_a_field_flow_wraps_and_gives_what_is_left_to_the_fields_that_stretch(
    qtbot: QtBot, look: Theme
) -> None:
    home = QWidget()
    qtbot.addWidget(home)
    flow = FieldFlow(home, spacing=10)
    parts = [QPushButton(word) for word in ("one", "two", "three")]
    for part, stretch in zip(parts, (0, 1, 0), strict=True):
        flow.add(part, stretch)
    wide = sum(part.sizeHint().width() for part in parts) + 20
    flow.setGeometry(QRect(0, 0, wide + 50, 40))
    assert parts[1].width() == parts[1].sizeHint().width() + 50
    assert parts[2].y() == parts[0].y()
    flow.setGeometry(QRect(0, 0, wide - 10, 90))
    assert parts[2].y() > parts[0].y()
    assert flow.heightForWidth(wide - 10) > flow.heightForWidth(wide + 50)


def _number(words: str) -> int:
    try:
        return int(words)
    except ValueError:
        raise ValueError("That is no number.") from None


def test_a_parsed_field_says_below_what_it_cannot_understand(qtbot: QtBot, look: Theme) -> None:
    field: ParsedField[int] = ParsedField("Number", _number, str)
    qtbot.addWidget(field)
    field.show()
    qtbot.keyClicks(field.edit, "x")
    assert field.read() is None
    assert field.below.text() == "That is no number."
    field.edit.setText("")
    assert field.read() is None
    assert field.below.text() == "This is needed."
    field.edit.setText("7")
    with qtbot.waitSignal(field.taken):
        qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    assert (field.value(), field.has_error()) == (7, False)


def test_the_whole_row_is_the_target_of_a_tick(qtbot: QtBot, look: Theme) -> None:
    row = TickRow("A title that is rather long", "a reason", "10 min")
    qtbot.addWidget(row)
    row.resize(300, row.heightForWidth(300))
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    assert row.isChecked()
    assert row.accessibleName() == "A title that is rather long, a reason, 10 min"
    assert row.heightForWidth(120) > row.heightForWidth(600)


def test_a_step_that_is_off_says_why_and_one_that_is_on_is_asked_for(
    qtbot: QtBot, look: Theme
) -> None:
    steps = StepChips([("a", "First"), ("b", "Second")], "Steps")
    qtbot.addWidget(steps)
    steps.set_current("a")
    steps.set_reason("b", "Not yet.")
    assert steps.chip("b").toolTip() == "Not yet."
    assert not steps.chip("b").isEnabled()
    steps.set_reason("b", None)
    with qtbot.waitSignal(steps.asked) as caught:
        qtbot.mouseClick(steps.chip("b"), Qt.MouseButton.LeftButton)
    assert caught.args == ["b"]


def test_a_title_that_does_not_fit_has_its_whole_text_as_tooltip(qtbot: QtBot, look: Theme) -> None:
    title = TitleEdit("Title")
    qtbot.addWidget(title)
    title.resize(120, 38)
    title.setText("Do the tools obey, and what does the app send?")
    assert title.toolTip() == title.text()
    title.resize(900, 38)
    title.setText("Short")
    assert title.toolTip() == ""
