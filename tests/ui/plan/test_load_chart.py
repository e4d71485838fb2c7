"""The picture of rhythm and load: its axis, what is gathered, where things lie, keys and mouse."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ui.theme import Scheme, Theme
from ui.widgets import load_paint
from ui.widgets.load_chart import LoadChart
from ui.widgets.load_data import (
    Column,
    Kind,
    LoadPicture,
    Mode,
    Point,
    Strip,
    Topics,
    axis,
    gathered,
    narrowest,
)
from ui.widgets.load_picture import Sheet, png, svg
from ui.widgets.plain_table import Head, Line, PlainTable
from ui.widgets.timeline_scale import Window

TODAY = date(2026, 6, 30)
WINDOW = Window(date(2026, 1, 1), date(2026, 10, 1))
RECT = QRect(0, 0, 900, 220)


def _column(day: date, kind: Kind = Kind.HELD, over: float = 0, count: int = 1) -> Column:
    return Column(day.isoformat(), day, kind, 60, 50, over, f"session of {day}",
                  Topics(30, 20, 40), count)  # fmt: skip


def _picture(columns: Sequence[Column], mode: Mode = Mode.TIME) -> LoadPicture:
    strips = (
        Strip("r1", date(2026, 1, 13), date(2026, 4, 13), ("every 2 weeks: four goals", "2 weeks"),
              "neutral", "rhythm one"),
        Strip("r2", date(2026, 4, 14), None, ("weekly",), "accent", "rhythm two"),
    )  # fmt: skip
    points = (Point("a1", date(2026, 5, 20), False, "weekly", "advice one"),)
    return LoadPicture(WINDOW, TODAY, tuple(columns), strips, points, mode)


FORTNIGHTS = [_column(date(2026, 1, 13) + timedelta(days=14 * number)) for number in range(12)]


def _say(start: date, columns: Sequence[Column]) -> str:
    return f"from {start}: {len(columns)}"


# --- pure ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("most", "top"), [(0, 45), (45, 45), (46, 90), (90, 90), (91, 180), (500, 720), (9999, 11520)]
)
def test_the_axis_has_four_marks_and_holds_the_largest(most: float, top: int) -> None:
    marks = axis(most)
    assert (marks[0], marks[-1], len(marks)) == (0, top, 4)
    assert len({b - a for a, b in pairwise(marks)}) == 1


def test_few_columns_stay_as_they_are() -> None:
    assert gathered(FORTNIGHTS, WINDOW, 40, _say) == FORTNIGHTS


def test_many_columns_become_means_of_months_then_quarters_then_years() -> None:
    """K3: hundreds of sessions are readable."""
    long = Window(date(2000, 1, 1), date(2030, 1, 1))
    every = [_column(date(2000, 1, 1) + timedelta(days=7 * n), over=n % 2) for n in range(1500)]
    for room, least in ((400, 340), (120, 110), (40, 28)):
        made = gathered(every, long, room, _say)
        assert least <= len(made) <= room
        assert sum(each.count for each in made) == 1500, "none is lost"
        assert {each.planned for each in made} == {60}
    assert made[0].spoken == "from 2000-01-01: 53"


def test_a_mean_of_held_sessions_leaves_out_what_was_called_off() -> None:
    """K3."""
    month = [
        _column(date(2026, 1, day), Kind.OFF if day == 6 else Kind.HELD) for day in range(1, 9)
    ]
    assert [each.count for each in gathered(month, WINDOW, 3, _say)] == [7]


def test_a_mean_tells_what_arrived_and_settled_in_all_and_what_waited_last() -> None:
    """K3."""
    month = [_column(date(2026, 1, day)) for day in range(1, 9)]
    assert gathered(month, WINDOW, 3, _say)[0].topics == Topics(240, 160, 40)


def test_the_narrowest_gap_decides_how_wide_columns_are() -> None:
    assert narrowest(FORTNIGHTS) == 14
    assert narrowest([*FORTNIGHTS, _column(date(2026, 1, 20))]) == 7
    assert narrowest([]) == narrowest(FORTNIGHTS[:1]) == 30


def test_columns_do_not_touch_each_other(look: Theme) -> None:
    """K3."""
    picture = _picture([_column(date(2026, 1, 1) + timedelta(days=n)) for n in range(250)])
    at = load_paint.places(RECT, picture)
    boxes = [load_paint.column_rect(at, picture, each) for each in picture.columns]
    assert all(a.left() < b.left() for a, b in pairwise(boxes))
    roomy = _picture(FORTNIGHTS)
    boxes = [load_paint.column_rect(at, roomy, each) for each in roomy.columns]
    assert all(a.right() < b.left() for a, b in pairwise(boxes))


def test_a_strip_outside_the_window_has_no_place(look: Theme) -> None:
    picture = _picture(FORTNIGHTS)
    at = load_paint.places(RECT, picture)
    gone = Strip("x", date(2024, 1, 1), date(2024, 5, 1), ("2 weeks",), "neutral", "")
    assert load_paint.strip_rect(at, picture, gone).isEmpty()
    first, second = (load_paint.strip_rect(at, picture, each) for each in picture.strips)
    assert first.right() < second.left()
    assert second.right() <= at.columns.right() + 1


# --- the control ---------------------------------------------------------------------------------


@pytest.fixture
def chart(qtbot: QtBot, look: Theme) -> LoadChart:
    found = LoadChart("Rhythm and load")
    qtbot.addWidget(found)
    found.resize(900, 220)
    found.show_picture(_picture(FORTNIGHTS))
    found.show()
    return found


def test_the_keyboard_begins_nearest_to_today(chart: LoadChart) -> None:
    """K3."""
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert chart.current() == "2026-06-16" or chart.current() == "2026-06-30"
    assert "session of" in chart.accessibleName()


def test_arrows_walk_one_lane_and_go_between_lanes(chart: LoadChart) -> None:
    """K3."""
    QTest.keyClick(chart, Qt.Key.Key_Home)
    assert chart.current() == "2026-01-13"
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert chart.current() == "2026-01-27"
    QTest.keyClick(chart, Qt.Key.Key_Down)
    assert chart.current() == "r1"
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert chart.current() == "r2"
    QTest.keyClick(chart, Qt.Key.Key_Down)
    assert chart.current() == "a1"
    QTest.keyClick(chart, Qt.Key.Key_Down)
    assert chart.current() == "a1", "there is no lane below"
    QTest.keyClick(chart, Qt.Key.Key_End)
    assert chart.chosen_words() == "advice one"


def test_beyond_the_end_more_time_is_asked_for(chart: LoadChart, qtbot: QtBot) -> None:
    """K3: a window of time with pan."""
    QTest.keyClick(chart, Qt.Key.Key_End)
    with qtbot.waitSignal(chart.turn_asked) as asked:
        QTest.keyClick(chart, Qt.Key.Key_Right)
    assert asked.args == [1]
    with qtbot.waitSignal(chart.turn_asked) as asked:
        QTest.keyClick(chart, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert asked.args == [-1]
    with qtbot.waitSignal(chart.today_asked):
        QTest.keyClick(chart, Qt.Key.Key_T)


def test_a_click_chooses_and_enter_opens(chart: LoadChart, qtbot: QtBot) -> None:
    """K3."""
    picture = chart.picture()
    assert picture is not None
    at = load_paint.places(chart._inside(), picture)
    box = load_paint.column_rect(at, picture, picture.columns[3])
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=box.center().toPoint())
    assert chart.current() == "2026-02-24"
    with qtbot.waitSignal(chart.opened) as opened:
        QTest.keyClick(chart, Qt.Key.Key_Return)
    assert opened.args == ["2026-02-24"]
    strip = load_paint.strip_rect(at, picture, picture.strips[0])
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=strip.center())
    assert chart.current() == "r1"
    spot = load_paint.point_spot(at, picture.points[0]).toPoint()
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=spot)
    assert chart.current() == "a1"
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert chart.current() == "a1", "nothing is there"


def test_what_was_chosen_is_forgotten_when_it_is_gone(chart: LoadChart) -> None:
    QTest.keyClick(chart, Qt.Key.Key_Home)
    chart.show_picture(_picture(FORTNIGHTS[3:]))
    assert chart.current() is None
    assert chart.accessibleName() == "Rhythm and load"


def test_an_empty_picture_takes_every_key(qtbot: QtBot, look: Theme) -> None:
    found = LoadChart("Rhythm and load")
    qtbot.addWidget(found)
    found.show()
    for picture in (None, LoadPicture(WINDOW, TODAY)):
        if picture is not None:
            found.show_picture(picture)
        for key in (Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_Return):
            QTest.keyClick(found, key)
        found.grab()
    assert found.current() is None


# --- drawn ---------------------------------------------------------------------------------------


def _drawn(picture: LoadPicture, chosen: object = None) -> QImage:
    image = QImage(RECT.size(), QImage.Format.Format_RGB32)
    image.fill(0xFFFFFF)
    painter = QPainter(image)
    load_paint.draw(painter, RECT, picture, chosen)
    painter.end()
    return image


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_every_kind_and_mode_is_drawn_differently(look: Theme, scheme: Scheme) -> None:
    """K3: never colour alone: to come is dashed, called off is a cross."""
    look.set_scheme(scheme)
    day = date(2026, 3, 3)
    images = [
        _drawn(_picture([_column(day)])),
        _drawn(_picture([_column(day, over=12)])),
        _drawn(_picture([_column(day, Kind.COMING)])),
        _drawn(_picture([_column(day, Kind.OFF)])),
        _drawn(_picture([_column(day)], Mode.TOPICS)),
        _drawn(_picture([_column(day)]), day.isoformat()),
    ]
    for number, image in enumerate(images):
        assert all(image != other for other in images[number + 1 :]), number


def test_paper_is_light_in_the_dark(look: Theme) -> None:
    """K3: light, dark, and pictures for slides."""
    sheet = Sheet("Rhythm and load", "2026", _picture(FORTNIGHTS))
    light = png(sheet)
    look.set_scheme(Scheme.DARK)
    assert png(sheet) == light
    assert b"every 2 weeks: four goals" in svg(sheet)


# --- the table -----------------------------------------------------------------------------------


def test_a_table_speaks_its_cells_with_their_heads(qtbot: QtBot, look: Theme) -> None:
    """U3: a screen reader hears what a number is."""
    table = PlainTable("Load", [Head("Day"), Head("Used, min", is_number=True)])
    qtbot.addWidget(table)
    table.show_lines([Line("a", ("13 Jan", "88")), Line("b", ("27 Jan", ""))])
    table.show()
    role = Qt.ItemDataRole.AccessibleTextRole
    cells = [table.table.index(row, 1).data(role) for row in range(2)]
    assert cells == ["Used, min: 88", "Used, min: –"]
    with qtbot.waitSignal(table.opened) as opened:
        table.setCurrentIndex(table.table.index(1, 0))
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == ["b"]
    table.show_lines([Line("b", ("27 Jan", "87")), Line("c", ("10 Feb", "55"))])
    assert table.currentIndex().row() == 0, "the line that was current stays so"


def test_a_line_stands_out_only_while_the_keyboard_is_in_the_table(
    qtbot: QtBot, look: Theme
) -> None:
    """U3: a picture says nothing that nobody chose."""
    holder = QWidget()
    qtbot.addWidget(holder)
    table, other = PlainTable("Load", [Head("Day")], holder), QLineEdit(holder)
    holder.show()
    holder.activateWindow()
    other.setFocus()
    qtbot.waitUntil(other.hasFocus)
    table.show_lines([Line(1, ("Mon",)), Line(2, ("Tue",))])
    assert table.currentIndex().row() == 0
    assert not table.selectionModel().hasSelection()
    table.setFocus()
    assert [index.row() for index in table.selectionModel().selectedRows()] == [0]
    other.setFocus()
    assert not table.selectionModel().hasSelection()


def test_a_table_that_fits_is_as_high_as_its_lines(qtbot: QtBot, look: Theme) -> None:
    table = PlainTable("Load", [Head("Day")], most=3)
    qtbot.addWidget(table)
    table.show_lines([Line(1, ("Mon",))])
    one = table.height()
    table.show_lines([Line(key, ("Mon",)) for key in range(3)])
    three = table.height()
    assert three - one == 2 * look.px(30)
    table.show_lines([Line(key, ("Mon",)) for key in range(30)])
    assert table.height() == three, "more than these scroll"
