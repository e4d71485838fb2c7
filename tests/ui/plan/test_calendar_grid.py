"""The grid of months: where days lie, keys and mouse, what a screen reader hears (K2, U3)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.theme import Theme
from ui.widgets import month_grid_paint
from ui.widgets.month_grid import DayBand, DayMark, MarkShape, MonthGrid, Span
from ui.widgets.month_grid_layout import Grid, brought, turned_by, window_of
from ui.widgets.timeline_scale import Window

TODAY = date(2026, 6, 30)
HELD, COMING = date(2026, 6, 23), date(2026, 7, 21)


@pytest.fixture
def grid(qtbot: QtBot, look: Theme) -> MonthGrid:
    found = MonthGrid("Calendar")
    found.resize(1000, found.heightForWidth(1000))
    qtbot.addWidget(found)
    found.set_marks(
        [
            DayMark("held", HELD, MarkShape.FULL, "2026/12, held"),
            DayMark("coming", COMING, MarkShape.RING, "2026/13, planned", can_move=True),
        ],
        TODAY,
        [DayBand(date(2026, 6, 24), date(2026, 9, 1), "every 4 weeks", "4 weeks", True)],
    )
    found.show()
    found.resize(1000, found.heightForWidth(1000))
    return found


def _press(qtbot: QtBot, grid: MonthGrid, key: Qt.Key, *, shift: bool = False) -> date:
    held = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    qtbot.keyClick(grid, key, held)
    return grid.day()


# --- geometry -----------------------------------------------------------------------------------


@pytest.mark.parametrize("span", list(Span))
@pytest.mark.parametrize("width", [320, 760, 1100])
def test_every_day_lies_where_its_place_finds_it_again(look: Theme, span: Span, width: int) -> None:
    grid = Grid(window_of(span, TODAY), span, width, lanes=1)
    day = grid.window.first
    seen = set()
    while day < grid.window.end:
        cell = grid.day(day)
        assert grid.day_at(cell.center()) == day
        assert 0 <= cell.left() <= cell.right() <= width
        assert cell.bottom() <= grid.height
        seen.add((cell.left(), cell.top()))
        day += timedelta(days=1)
    assert len(seen) == grid.window.days, "no two days share a cell"


def test_three_months_begin_with_the_one_before_and_turn_month_by_month() -> None:
    window = window_of(Span.QUARTER, TODAY)
    assert window == Window(date(2026, 5, 1), date(2026, 8, 1))
    assert turned_by(window, Span.QUARTER, 1).first == date(2026, 6, 1)
    assert brought(window, Span.QUARTER, date(2026, 10, 5)).last == date(2026, 10, 31)
    assert brought(window, Span.QUARTER, date(2026, 3, 5)).first == date(2026, 3, 1)
    assert window_of(Span.YEAR, TODAY) == Window(date(2026, 1, 1), date(2027, 1, 1))


@pytest.mark.parametrize("day", [date(1, 12, 3), date(9999, 12, 31)])
@pytest.mark.parametrize("span", list(Span))
def test_the_ends_of_all_days_hold(day: date, span: Span) -> None:
    window = window_of(span, day)
    for steps in (-3, 3):
        assert turned_by(window, span, steps).days > 80


def test_a_band_goes_over_each_line_of_months_it_is_in(look: Theme) -> None:
    grid = Grid(window_of(Span.YEAR, TODAY), Span.YEAR, 1100, lanes=1)
    found = list(grid.stretches(date(2025, 6, 1), date(2026, 9, 1), 0))
    assert len(found) == 2
    (first, begins_before, goes_on), (second, second_before, second_on) = found
    assert (begins_before, goes_on) == (True, True)
    assert (second_before, second_on) == (True, False)
    assert (first.left(), second.left()) == (0, 0)
    assert second.right() < first.right()
    assert second.top() > first.top()


# --- keys ---------------------------------------------------------------------------------------


def test_keys_go_by_day_week_month_and_year(qtbot: QtBot, grid: MonthGrid) -> None:
    assert grid.day() == TODAY
    assert _press(qtbot, grid, Qt.Key.Key_Right) == date(2026, 7, 1)
    assert _press(qtbot, grid, Qt.Key.Key_Up) == date(2026, 6, 24)
    assert _press(qtbot, grid, Qt.Key.Key_Home) == date(2026, 6, 1)
    assert _press(qtbot, grid, Qt.Key.Key_End) == date(2026, 6, 30)
    assert _press(qtbot, grid, Qt.Key.Key_PageDown) == date(2026, 7, 30)
    assert _press(qtbot, grid, Qt.Key.Key_PageUp, shift=True) == date(2025, 7, 30)
    assert grid.window_shown.holds(date(2025, 7, 30)), "the months follow"
    assert _press(qtbot, grid, Qt.Key.Key_T) == TODAY
    assert _press(qtbot, grid, Qt.Key.Key_N) == COMING
    assert _press(qtbot, grid, Qt.Key.Key_N) == COMING, "nothing more ahead"
    assert _press(qtbot, grid, Qt.Key.Key_P) == HELD


def test_the_last_of_a_month_goes_to_the_last_of_a_shorter_one(
    qtbot: QtBot, grid: MonthGrid
) -> None:
    grid.set_day(date(2026, 1, 31))
    assert _press(qtbot, grid, Qt.Key.Key_PageDown) == date(2026, 2, 28)


def test_enter_opens_the_day_and_a_letter_is_handed_on(qtbot: QtBot, grid: MonthGrid) -> None:
    with qtbot.waitSignal(grid.opened) as opened:
        qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert opened.args == [TODAY]
    with qtbot.waitSignal(grid.letter) as letter:
        qtbot.keyClick(grid, Qt.Key.Key_M)
    assert letter.args == ["M"]


def test_shift_and_an_arrow_ask_to_move_what_can_move(qtbot: QtBot, grid: MonthGrid) -> None:
    grid.set_day(COMING)
    with qtbot.waitSignal(grid.move_asked) as asked:
        qtbot.keyClick(grid, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert asked.args == ["coming", date(2026, 7, 28), False]
    grid.set_day(HELD)
    with qtbot.assertNotEmitted(grid.move_asked):
        qtbot.keyClick(grid, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)


def test_read_from_right_to_left_the_arrows_turn_round(qtbot: QtBot, grid: MonthGrid) -> None:
    """U3."""
    QApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        assert _press(qtbot, grid, Qt.Key.Key_Left) == date(2026, 7, 1)
        first = Grid(window_of(Span.QUARTER, TODAY), Span.QUARTER, 1000)
        assert first.day(date(2026, 5, 1)).left() > first.day(date(2026, 7, 1)).right()
        assert first.day_at(first.day(COMING).center()) == COMING
    finally:
        QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


# --- mouse --------------------------------------------------------------------------------------


def _centre(grid: MonthGrid, day: date) -> QPoint:
    return grid.grid().day(day).center()


def test_a_click_chooses_the_day(qtbot: QtBot, grid: MonthGrid) -> None:
    with qtbot.waitSignal(grid.chosen) as chosen:
        qtbot.mouseClick(grid, Qt.MouseButton.LeftButton, pos=_centre(grid, COMING))
    assert chosen.args == [COMING]
    assert grid.day() == COMING


def _drag(qtbot: QtBot, grid: MonthGrid, start: date, end: date) -> None:
    left = Qt.MouseButton.LeftButton
    qtbot.mousePress(grid, left, pos=_centre(grid, start))
    grid._drag_to(_centre(grid, end), end)
    qtbot.mouseRelease(grid, left, pos=_centre(grid, end))


def test_dragging_asks_to_move_to_the_day_it_is_let_go_on(qtbot: QtBot, grid: MonthGrid) -> None:
    with qtbot.waitSignal(grid.move_asked) as asked:
        _drag(qtbot, grid, COMING, date(2026, 7, 23))
    assert asked.args == ["coming", date(2026, 7, 23), True]


def test_what_was_held_does_not_follow_the_mouse(qtbot: QtBot, grid: MonthGrid) -> None:
    with qtbot.assertNotEmitted(grid.move_asked):
        _drag(qtbot, grid, HELD, date(2026, 7, 23))


def test_escape_lets_go_of_a_drag(qtbot: QtBot, grid: MonthGrid) -> None:
    left = Qt.MouseButton.LeftButton
    qtbot.mousePress(grid, left, pos=_centre(grid, COMING))
    grid._drag_to(_centre(grid, date(2026, 7, 23)), date(2026, 7, 23))
    qtbot.keyClick(grid, Qt.Key.Key_Escape)
    with qtbot.assertNotEmitted(grid.move_asked):
        qtbot.mouseRelease(grid, left, pos=_centre(grid, date(2026, 7, 23)))


# --- words --------------------------------------------------------------------------------------


def test_a_screen_reader_hears_the_day_and_what_lies_on_it(qtbot: QtBot, grid: MonthGrid) -> None:
    """U3."""
    grid.set_day(COMING)
    assert grid.accessibleName() == "Calendar: Tue 21 July 2026, 2026/13, planned"
    _press(qtbot, grid, Qt.Key.Key_Right)
    assert grid.accessibleName() == "Calendar: Wed 22 July 2026"


def test_of_several_on_a_day_the_strongest_shows_first(grid: MonthGrid) -> None:
    grid.set_marks(
        [DayMark("a", HELD, MarkShape.FAINT, "a"), DayMark("b", HELD, MarkShape.RING, "b")], TODAY
    )
    assert [mark.key for mark in grid.marks_on(HELD)] == ["b", "a"]


@pytest.mark.parametrize("span", list(Span))
def test_a_mark_changes_what_is_painted_on_its_day_alone(grid: MonthGrid, span: Span) -> None:
    grid.set_span(span)
    grid.resize(1000, grid.heightForWidth(1000))

    def cell(day: date) -> bytes:
        image = grid.grab(grid.grid().day(day)).toImage()
        return bytes(image.constBits())

    free, bare = date(2026, 7, 6), date(2026, 7, 29)
    days = {shape: free + timedelta(days=number) for number, shape in enumerate(MarkShape)}
    plain = {day: cell(day) for day in (*days.values(), bare)}
    grid.set_marks([DayMark(shape, day, shape, "x") for shape, day in days.items()], TODAY)
    grid.resize(1000, grid.heightForWidth(1000))
    assert all(cell(day) != plain[day] for day in days.values())
    assert cell(bare) == plain[bare]


def test_a_key_paints_two_days_anew_and_turning_all_of_them(qtbot: QtBot, grid: MonthGrid) -> None:
    """Responsiveness: going from day to day does not paint a year."""
    grid.set_span(Span.YEAR)
    grid.resize(1000, grid.heightForWidth(1000))
    QApplication.processEvents()
    seen: list[int] = []
    whole = month_grid_paint.draw_day

    def draw_day(*given: object) -> None:
        seen.append(1)
        whole(*given)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(month_grid_paint, "draw_day", draw_day)
        grid.set_day(HELD)
        QApplication.processEvents()
        assert 0 < len(seen) < 60
        seen.clear()
        grid.turn(1)
        QApplication.processEvents()
        assert len(seen) >= 365
