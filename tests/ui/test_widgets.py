"""Controls answer to keys, speak their names, and tell only what people did."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFocusEvent, QImage, QPainter, QWheelEvent
from PySide6.QtWidgets import QApplication, QSpinBox, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.theme import Theme, theme
from ui.widgets import painting
from ui.widgets.buttons import (
    IconButton,
    LinkButton,
    PlainButton,
    PrimaryButton,
    explain_disabled,
    key_text,
)
from ui.widgets.card import Card, Collapsible, clear_layout
from ui.widgets.chips import Avatar, Chip, DotLabel
from ui.widgets.fields import (
    AutoGrowTextEdit,
    Choice,
    DateField,
    Field,
    SearchField,
    guard_wheel,
    line_edit,
)
from ui.widgets.flow import FlowLayout
from ui.widgets.naming import identify, initials
from ui.widgets.notices import Banner, Toast
from ui.widgets.parsed_field import ParsedField
from ui.widgets.presence import PresenceButton
from ui.widgets.rows import Row, RowList, Who
from ui.widgets.segmented import FilterTabs, Segmented
from ui.widgets.steps import Share, ShareBar, TimelineSteps
from ui.widgets.text import ElidedText, Text
from ui.widgets.veil import HoldToRead

KEYS = [("a", "Inform"), ("b", "Discuss"), ("c", "Decide")]


@pytest.fixture
def window(qtbot: QtBot, look: Theme) -> QWidget:
    window = QWidget()
    window.setLayout(QVBoxLayout())
    window.resize(700, 500)
    qtbot.addWidget(window)
    return window


def _put(qtbot: QtBot, window: QWidget, widget: QWidget) -> None:
    layout = window.layout()
    assert layout is not None
    layout.addWidget(widget)
    window.show()
    if not window.isActiveWindow():
        with qtbot.waitActive(window):
            window.activateWindow()


@pytest.fixture
def right_to_left(qapp: QApplication) -> Iterator[None]:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def _focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


# --- one of few ------------------------------------------------------------------------------


def test_arrows_move_through_the_segments_and_tell_each_choice(
    qtbot: QtBot, window: QWidget
) -> None:
    """U3: a radio group by keyboard."""
    group = Segmented(KEYS, "Purpose")
    heard: list[object] = []
    group.chosen.connect(heard.append)
    _put(qtbot, window, group)
    group._group.button(0).setFocus()
    qtbot.keyClick(_focused(), Qt.Key.Key_Right)
    qtbot.keyClick(_focused(), Qt.Key.Key_Right)
    assert group.current() == "c"
    qtbot.keyClick(_focused(), Qt.Key.Key_Left)
    qtbot.keyClick(_focused(), Qt.Key.Key_Home)
    qtbot.keyClick(_focused(), Qt.Key.Key_End)
    assert heard == ["b", "c", "b", "a", "c"]


def test_choosing_by_code_tells_nobody(qtbot: QtBot, window: QWidget) -> None:
    group = Segmented(KEYS, "Purpose", current="b")
    heard: list[object] = []
    group.chosen.connect(heard.append)
    group.set_current("c")
    group.set_choices([("x", "Other"), ("c", "Decide")], "c")
    assert group.current() == "c"
    assert heard == []


def test_tabs_say_their_counts_aloud(window: QWidget) -> None:
    tabs = FilterTabs([("a", "All"), ("b", "Agreed")], "Filter")
    tabs.set_counts({"a": 1204})
    assert tabs._group.button(0).accessibleName() == "All 1204"
    assert tabs._group.button(1).accessibleName() == "Agreed"


def test_a_choice_tells_its_key_only_when_a_person_chose(qtbot: QtBot, window: QWidget) -> None:
    choice = Choice("Asked by")
    choice.add(7, "Security", party="blue")
    choice.add(9, "Marketing", party="rust")
    heard: list[object] = []
    choice.chosen.connect(heard.append)
    choice.set_current(9)
    assert choice.current() == 9
    choice.set_current("unknown")
    assert choice.current() == 7
    assert heard == []
    _put(qtbot, window, choice)
    choice.setFocus()
    qtbot.keyClick(choice, Qt.Key.Key_Down)
    assert heard == [9]


# --- fields ----------------------------------------------------------------------------------


def test_a_field_has_a_name_a_buddy_and_its_error_beside_it(qtbot: QtBot, window: QWidget) -> None:
    control = line_edit()
    field = Field("Due", control, hint="A day")
    _put(qtbot, window, field)
    assert control.accessibleName() == "Due"
    assert field.label.buddy() is control
    field.set_error("June has 30 days.")
    assert field.below.text() == "June has 30 days."
    assert control.accessibleDescription() == "June has 30 days."
    assert control.property("invalid") == "true"
    field.set_error("")
    assert field.below.text() == "A day"
    assert control.property("invalid") == "false"


def _parse(words: str) -> date:
    if words == "31 June":
        raise ValueError("June has 30 days.")
    return date(2026, 7, 10)


def _show(day: date) -> str:
    return f"{day.day}.{day.month}."


def test_a_typed_date_is_understood_on_leaving_the_field(qtbot: QtBot, window: QWidget) -> None:
    due = DateField(_parse, _show)
    field = Field("Due", due)
    _put(qtbot, window, field)
    qtbot.keyClicks(due, "31 June")
    with qtbot.assertNotEmitted(due.dated):
        qtbot.keyClick(due, Qt.Key.Key_Return)
    assert field.below.text() == "June has 30 days."
    assert due.text() == "31 June"
    due.clear()
    qtbot.keyClicks(due, "fri")
    with qtbot.waitSignal(due.dated) as told:
        QApplication.sendEvent(due, QFocusEvent(QFocusEvent.Type.FocusOut))
    assert told.args == [date(2026, 7, 10)]
    assert due.text() == "10.7."
    assert field.below.text() == ""
    due.clear()
    with qtbot.waitSignal(due.dated) as told:
        qtbot.keyClick(due, Qt.Key.Key_Return)
    assert told.args == [None]


def test_a_text_grows_with_its_lines_up_to_its_limit(qtbot: QtBot, window: QWidget) -> None:
    edit = AutoGrowTextEdit(least=2, most=5)
    _put(qtbot, window, edit)
    small = edit.sizeHint().height()
    edit.setPlainText("one\ntwo\nthree\nfour")
    grown = edit.sizeHint().height()
    edit.setPlainText("line\n" * 40)
    assert small < grown < edit.sizeHint().height() < 3 * small


def test_tab_leaves_a_text(qtbot: QtBot, window: QWidget) -> None:
    edit, after = AutoGrowTextEdit("words"), line_edit(name="after")
    _put(qtbot, window, edit)
    _put(qtbot, window, after)
    qtbot.waitUntil(after.isVisible)
    edit.setFocus()
    qtbot.keyClick(edit, Qt.Key.Key_Tab)
    assert _focused() is after
    assert edit.toPlainText() == "words"


def test_escape_empties_a_search_first(qtbot: QtBot, window: QWidget) -> None:
    search = SearchField("Search")
    _put(qtbot, window, search)
    qtbot.keyClicks(search, "yes")
    qtbot.keyClick(search, Qt.Key.Key_Escape)
    assert search.text() == ""


def test_the_wheel_scrolls_the_page_and_changes_no_number(qtbot: QtBot, window: QWidget) -> None:
    box = QSpinBox()
    guard_wheel(box)
    _put(qtbot, window, box)
    box.clearFocus()
    point, nothing = QPoint(5, 5), Qt.MouseButton.NoButton
    wheel = QWheelEvent(
        point, box.mapToGlobal(point), QPoint(), QPoint(0, 120), nothing,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(box, wheel)
    assert box.value() == 0


# --- lists -----------------------------------------------------------------------------------

ROWS = [
    Row("h", "2026/12", "23 Jun", is_heading=True),
    Row(1, "Repeat the test", "Security asked", number="A21", trailing="18 days overdue",
        who=Who("Jonas", "JF", ("rust",))),
    Row(2, "Draw the data", number="A20", chip=("Agreed", "ok", "check")),
    Row(3, "Order the set-up", number="A22"),
]  # fmt: skip


@pytest.fixture
def rows(qtbot: QtBot, window: QWidget) -> RowList:
    rows = RowList("Actions")
    rows.set_rows(ROWS)
    _put(qtbot, window, rows)
    return rows


def test_a_row_says_everything_it_shows(rows: RowList) -> None:
    """U3: model rows speak through DisplayRole."""
    said = rows.rows.index(1, 0).data(Qt.ItemDataRole.DisplayRole)
    assert said == "A21, Repeat the test, Security asked, Jonas, 18 days overdue"
    assert "Agreed" in rows.rows.index(2, 0).data(Qt.ItemDataRole.DisplayRole)


def test_arrows_skip_headings_and_enter_opens(qtbot: QtBot, rows: RowList) -> None:
    picked: list[object] = []
    rows.picked.connect(picked.append)
    rows.setFocus()
    assert rows.current() == 1
    qtbot.keyClick(rows, Qt.Key.Key_Down)
    assert picked[-1] == 2
    qtbot.keyClick(rows, Qt.Key.Key_Up)
    qtbot.keyClick(rows, Qt.Key.Key_Up)
    assert rows.current() == 1
    qtbot.keyClick(rows, Qt.Key.Key_Down)
    with qtbot.waitSignal(rows.opened) as told:
        qtbot.keyClick(rows, Qt.Key.Key_Return)
    assert told.args == [2]


def test_the_whole_row_is_the_target_of_the_mouse(qtbot: QtBot, rows: RowList) -> None:
    place = rows.visualRect(rows.rows.index(3, 0))
    point = QPoint(place.right() - 4, place.center().y())
    with qtbot.waitSignal(rows.opened) as told:
        qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert told.args == [3]


def test_a_click_on_a_heading_opens_nothing(qtbot: QtBot, rows: RowList) -> None:
    place = rows.visualRect(rows.rows.index(0, 0))
    with qtbot.assertNotEmitted(rows.opened):
        qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place.center())


def test_alt_and_arrows_ask_for_another_place(qtbot: QtBot, rows: RowList) -> None:
    rows.set_current(2)
    with qtbot.waitSignal(rows.move_asked) as told:
        qtbot.keyClick(rows, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert told.args == [2, -1]
    assert rows.current() == 2


def test_new_rows_keep_the_current_one_and_tell_nobody(qtbot: QtBot, rows: RowList) -> None:
    rows.set_current(3)
    with qtbot.assertNotEmitted(rows.picked):
        rows.set_rows([ROWS[3], ROWS[1]])
    assert rows.current() == 3
    with qtbot.assertNotEmitted(rows.picked):
        rows.set_rows([ROWS[1]])
    assert rows.current() is None


def test_only_rows_that_differ_are_repainted(qtbot: QtBot, rows: RowList) -> None:
    changed = [*ROWS[:3], Row(3, "Order it now", number="A22")]
    with qtbot.waitSignal(rows.rows.dataChanged) as told:
        rows.set_rows(changed)
    assert told.args[0].row() == 3


def test_a_long_title_wraps_and_the_row_grows(qtbot: QtBot, window: QWidget) -> None:
    rows = RowList("Log", title_lines=3)
    delegate = rows.painter_of_rows
    short, long = Row(1, "Short"), Row(2, "Two slow tools are switched off " * 6)
    assert delegate.row_height(long, 300) > delegate.row_height(short, 300)


def test_a_list_in_a_card_is_as_high_as_its_rows(qtbot: QtBot, window: QWidget) -> None:
    rows = RowList("Few", fit=2)
    rows.set_rows(ROWS[1:])
    expected = sum(rows.painter_of_rows.row_height(row, 300) for row in ROWS[1:3])
    assert rows.sizeHint().height() == expected + 2


def test_ten_thousand_rows_are_shown_in_a_moment(qtbot: QtBot, window: QWidget) -> None:
    rows = RowList("Many")
    rows.set_rows([Row(n, f"Action {n}", number=f"A{n}") for n in range(10_000)])
    _put(qtbot, window, rows)
    rows.set_current(9_999)
    assert rows.visualRect(rows.currentIndex()).isValid()


# --- marks, buttons, notices -----------------------------------------------------------------


def test_marks_speak_their_words(window: QWidget) -> None:
    assert Chip("Late", "danger").accessibleName() == "Late"
    assert DotLabel("Security", ["blue"]).accessibleName() == "Security"
    assert Avatar("Nadia Rahmani", "blue").accessibleName() == "Nadia Rahmani"
    steps = TimelineSteps(["asked", "promised", "delivered", "accepted"], 2)
    assert steps.accessibleName() == "promised, 2/4"
    bar = ShareBar("Time")
    bar.set_shares([Share(40, "One"), Share(23, "Two")], 60)
    assert bar.accessibleName() == "Time: 63 / 60"


def test_initials_are_of_first_and_last_name() -> None:
    assert [initials(name) for name in ("Nadia Rahmani", "Mei-Lin Castro", "RC", "", "3M")] == [
        "NR", "MC", "R", "?", "3",
    ]  # fmt: skip


def test_a_control_carries_identifier_and_name(window: QWidget) -> None:
    button = identify(PlainButton("Next"), "next-item", "Next item")
    assert button.accessibleIdentifier() == "next-item"
    assert button.accessibleName() == "Next item"


def test_a_key_is_read_as_people_read_it() -> None:
    assert key_text("Ctrl+K") == "Ctrl K"
    assert key_text("Shift+F8") == "Shift F8"


def test_a_button_that_is_off_says_why(window: QWidget) -> None:
    button = PlainButton("Start")
    explain_disabled(button, "Nobody is there yet.")
    assert not button.isEnabled()
    assert button.toolTip() == "Nobody is there yet."
    explain_disabled(button, None)
    assert button.isEnabled()
    assert button.toolTip() == ""


def test_a_focused_button_has_a_ring_of_two_pixels(qtbot: QtBot, window: QWidget) -> None:
    """U3: one sees where the keyboard is."""
    button = PrimaryButton("Save")
    _put(qtbot, window, button)
    button.setFocus()
    image = button.grab().toImage()
    accent = window.palette().highlight().color()
    middle = image.height() // 2
    assert image.pixelColor(0, middle) == accent
    assert image.pixelColor(1, middle) == accent
    assert image.pixelColor(3, middle) != accent


def test_an_icon_alone_has_a_name_and_a_tooltip(window: QWidget) -> None:
    button = IconButton("x", "Close", key="Esc")
    assert button.accessibleName() == "Close"
    assert button.toolTip() == "Close (Esc)"
    assert min(button.sizeHint().width(), button.sizeHint().height()) >= 32


def test_a_bar_at_the_bottom_offers_undo_and_goes(qtbot: QtBot, window: QWidget) -> None:
    toast = Toast(window)
    window.show()
    toast.show_words("Goal moved.", undo=True)
    assert toast.isVisible()
    assert toast.geometry().bottom() < window.height()
    with qtbot.waitSignal(toast.undo_asked):
        toast._undo.click()
    assert not toast.isVisible()
    toast.show_words("Moved.")
    assert not toast._undo.isVisible()
    assert toast._timer.interval() == 8000


def test_a_strip_says_it_all_and_drops_earlier_buttons(qtbot: QtBot, window: QWidget) -> None:
    banner = Banner()
    _put(qtbot, window, banner)
    banner.show_notice("The disk is full.", "It is kept here.")
    banner.add_button("Try again", banner.hide)
    assert banner.accessibleName() == "The disk is full. It is kept here."
    banner.show_notice("Other.")
    assert not [each for each in banner.findChildren(PlainButton) if each.isVisible()]


def test_a_folded_part_hides_its_body_from_everybody(qtbot: QtBot, window: QWidget) -> None:
    fold = Collapsible("More")
    inside = line_edit(name="inside")
    fold.body.addWidget(inside)
    _put(qtbot, window, fold)
    assert not inside.isVisible()
    with qtbot.waitSignal(fold.toggled):
        qtbot.keyClick(fold.head, Qt.Key.Key_Return)
    assert inside.isVisible()


def test_clearing_a_layout_hides_what_was_in_it_at_once(window: QWidget) -> None:
    card = Card("Title")
    line = line_edit()
    card.add(line)
    clear_layout(card.body)
    assert card.body.count() == 0
    assert line.isHidden()


def test_a_narrow_line_is_whole_in_its_tooltip(window: QWidget) -> None:
    words = ElidedText("Use customer data for better service without surprising customers")
    words.resize(80, 20)
    window.show()
    words.show()
    assert words.toolTip() == words.text()
    words.resize(900, 20)
    assert words.toolTip() == ""
    words.close()


# --- the veil --------------------------------------------------------------------------------


def _read_short() -> str:
    return "No."


def _read_long() -> str:
    return "They will not say so, but the freeze comes in any case. " * 3


def _picture(widget: QWidget) -> QImage:
    widget.resize(600, 48)
    return widget.grab().toImage()


def test_the_veil_looks_the_same_over_any_words(window: QWidget) -> None:
    """S1: neither length nor line breaks shine through."""
    short, long = HoldToRead("Hold", _read_short), HoldToRead("Hold", _read_long)
    assert short.sizeHint() == long.sizeHint()
    assert _picture(short) == _picture(long)


def test_the_veil_ends_inside_its_place(window: QWidget) -> None:
    """S1: a shape that does not fit is left out, never cut."""
    veil = HoldToRead("Hold", _read_short)
    for width in range(200, 400, 9):
        veil.resize(width, 48)
        picture = veil.grab().toImage()
        edge = {picture.pixel(picture.width() - 1, y) for y in range(picture.height())}
        assert len(edge) == 1, width


def test_words_show_only_while_held(qtbot: QtBot, window: QWidget) -> None:
    veil = HoldToRead("Hold Space to read", _read_long)
    _put(qtbot, window, veil)
    veil.setFocus()
    qtbot.keyPress(veil, Qt.Key.Key_Space)
    assert veil.is_held()
    assert _read_long() not in veil.accessibleName()
    qtbot.keyRelease(veil, Qt.Key.Key_Space)
    assert not veil.is_held()
    assert veil._words == ""
    veil.hold()
    veil.clearFocus()
    assert not veil.is_held()
    veil.hold()
    veil.hide()
    assert not veil.is_held()


# --- reading direction, wrapping -------------------------------------------------------------


def test_chips_go_on_in_the_next_line(window: QWidget) -> None:
    holder = QWidget()
    flow = FlowLayout(holder)
    for number in range(12):
        flow.addWidget(Chip(f"number {number}", "ok"))
    assert flow.heightForWidth(200) > 3 * flow.heightForWidth(2000)
    holder.close()


def test_what_stands_left_stands_right_from_right_to_left(right_to_left: None) -> None:
    """U3."""
    whole = QRect(10, 0, 100, 20)
    assert painting.mirrored(QRect(10, 0, 30, 20), whole) == QRect(80, 0, 30, 20)


def test_long_words_without_a_space_are_cut_not_lost(look: Theme) -> None:
    font = look.font(13)
    lines = painting._lines("x" * 300, font, 100, 3)
    assert len(lines) == 3
    assert lines[-1].endswith("…")


def test_a_very_long_word_wraps_and_reads_as_it_was_typed(qtbot: QtBot, look: Theme) -> None:
    """U3: nothing is cut off without a sign."""
    word = "Donaudampfschifffahrtsgesellschaftskapitaen" * 4
    label = Text("", "heading", wrap=True)
    qtbot.addWidget(label)
    label.setText(word)
    label.resize(300, 10)
    assert label.text() == word
    assert label.heightForWidth(300) > 3 * label.fontMetrics().height()


@pytest.mark.parametrize("kind", ["date", "search", "parsed"])
def test_an_icon_in_a_line_has_words_for_a_screen_reader(qtbot: QtBot, kind: str) -> None:
    """U2: Qt makes a button of the icon; a button without a name is announced as nothing."""
    line: QWidget
    if kind == "date":
        line = DateField(date.fromisoformat, date.isoformat)
    elif kind == "search":
        line = SearchField("Find a decision")
    else:
        line = ParsedField("Day", str, str, icon="calendar-blank")
    qtbot.addWidget(line)
    buttons = line.findChildren(QToolButton)
    assert buttons
    assert all(button.accessibleName() and button.toolTip() for button in buttons)
    assert all(button.focusPolicy() == Qt.FocusPolicy.NoFocus for button in buttons)


def test_a_text_is_as_high_as_it_is_painted_at_the_edge_of_fitting(look: Theme) -> None:
    """U3: a title that just fits leaves no empty line below it."""
    words = "Draw the app data on one page: what leaves the phone, to whom"
    look.set_zoom(150)
    font = look.font(13, 500)
    image = QImage(900, 100, QImage.Format.Format_ARGB32)
    painter = QPainter(image)
    wide = painting.text_width(words, font)
    for width in range(wide - 6, wide + 3):
        rect = QRect(0, 0, width, 100)
        used = painting.draw_text(painter, rect, words, font, look.color("text"), limit=2)
        assert painting.text_height(words, font, width, 2) == used, width - wide
    painter.end()


def test_a_warning_about_who_is_there_is_never_what_is_cut(window: QWidget) -> None:
    """V6: in a narrow head the counts give way, not the warning."""
    presence = PresenceButton("Who is there")
    groups = [("Security 1 of 4", "blue"), ("Marketing 0 of 4", "rust")]
    presence.set_presence(groups, "not both sides represented", is_well=False)
    presence.resize(presence.sizeHint())
    assert not presence.is_end_first()
    presence.resize(presence.sizeHint().width() - 20, 32)
    assert presence.is_end_first()
    words = painting.text_width("not both sides represented", theme().font(12))
    assert presence.minimumSizeHint().width() > words
    presence.set_presence(groups, "both sides represented", is_well=True)
    assert not presence.is_end_first()


def test_card_titles_stand_alike_with_and_without_a_link(qtbot: QtBot, window: QWidget) -> None:
    """U3: a link beside the title is higher than the title and must not push it down."""
    plain, linked = Card("Waiting"), Card("Goals")
    link = LinkButton("All goals")
    linked.add_to_header(link)
    for card in (plain, linked):
        card.add(Text("below"))
        card.body.addStretch(1)
        _put(qtbot, window, card)
    QApplication.processEvents()
    assert plain.title is not None
    assert linked.title is not None

    def middle(title: QWidget) -> int:
        return title.geometry().center().y()

    assert abs(middle(plain.title) - middle(linked.title)) <= 1
    link.hide()
    qtbot.waitUntil(lambda: linked.body.contentsMargins() == plain.body.contentsMargins())
