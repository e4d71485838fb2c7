"""Lists of whole rows: a model of plain `Row`s, one delegate that paints them, one view."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import cast

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui import icons
from ui.theme import theme
from ui.widgets import chips, painting

Index = QModelIndex | QPersistentModelIndex
RowRole = int(Qt.ItemDataRole.UserRole) + 1
KeyRole = int(Qt.ItemDataRole.UserRole) + 2
_SAMPLE = 400


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody in a row: a disc with initials and a name, or dots and a name."""

    name: str
    letters: str = ""
    colours: tuple[str | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One row as data. Empty parts take no room; `key` comes back in the list's signals."""

    key: object
    title: str
    second: str = ""
    second_tone: str = "text2"
    second_dots: tuple[str | None, ...] = ()
    number: str = ""
    icon: str = ""
    icon_tone: str = "text2"
    chip: tuple[str, str, str] | None = None  # word, tone, icon
    who: Who | None = None
    trailing: str = ""
    trailing_tone: str = "text2"
    trailing_second: str = ""
    trailing_second_tone: str = "text2"
    is_heading: bool = False
    is_quiet: bool = False
    spoken: str = ""
    data: object = field(default=None, compare=False)

    def words(self) -> str:
        """Return what a screen reader says for the row."""
        if self.spoken:
            return self.spoken
        parts = (
            self.number, self.chip[0] if self.chip else "", self.title, self.second,
            self.who.name if self.who else "", self.trailing, self.trailing_second,
        )  # fmt: skip
        return ", ".join(part for part in parts if part)


class RowModel(QAbstractListModel):
    """Rows in order. Setting them anew repaints only what differs where the keys stay."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role in (int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole)):
            return row.words()
        if role == RowRole:
            return row
        return row.key if role == KeyRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self._rows[index.row()].is_heading:
            return Qt.ItemFlag.ItemNeverHasChildren  # neither keys nor mouse stop there
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def rows(self) -> list[Row]:
        """Return the rows in order."""
        return list(self._rows)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows."""
        new = list(rows)
        if [row.key for row in new] == [row.key for row in self._rows]:
            old, self._rows = self._rows, new
            for number, (before, after) in enumerate(zip(old, new, strict=True)):
                if before != after:
                    place = self.index(number)
                    self.dataChanged.emit(place, place)
            return
        self.beginResetModel()
        self._rows = new
        self.endResetModel()

    def index_of(self, key: object) -> QModelIndex:
        """Return where a key is, or an invalid index."""
        for number, row in enumerate(self._rows):
            if row.key == key and not row.is_heading:
                return self.index(number)
        return QModelIndex()


@dataclass(slots=True)
class _Columns:
    """Widths that all rows of a list share, so that they line up."""

    icon: int = 0
    number: int = 0
    who: int = 0
    trailing: int = 0


class RowDelegate(QStyledItemDelegate):
    """Paint `Row`s. A subclass may override `row_height` and `paint_row` for rows of its own."""

    def __init__(self, parent: QWidget, *, title_lines: int = 1, dividers: bool = True) -> None:
        super().__init__(parent)
        self.title_lines = title_lines
        self.dividers = dividers
        self.pad = 10
        self.columns = _Columns()

    def measure(self, rows: Sequence[Row]) -> None:
        """Measure the columns over a sample of the rows."""
        look, columns = theme(), _Columns()
        small, number = look.font(12), look.font(13)
        for row in rows[:_SAMPLE]:
            if row.is_heading:
                continue
            if row.icon:
                columns.icon = look.px(26)
            if row.number:
                wide = painting.text_width(row.number, number) + look.px(12)
                columns.number = max(columns.number, wide)
            if row.who:
                wide = painting.text_width(row.who.name, small) + look.px(16)
                wide += look.px(30) if row.who.letters else chips.dots_width(len(row.who.colours))
                columns.who = max(columns.who, min(wide, look.px(150)))
            wide = max(
                painting.text_width(row.trailing, look.font(12, 500)),
                painting.text_width(row.trailing_second, look.font(11)),
            )
            columns.trailing = max(columns.trailing, min(wide, look.px(200)))
        self.columns = columns

    # --- sizes ------------------------------------------------------------------------------

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = index.data(RowRole)
        view = cast(QAbstractItemView, self.parent())
        width = view.viewport().width()
        return QSize(theme().px(80), self.row_height(row, width))

    def row_height(self, row: Row, width: int) -> int:
        """Return the height of a row in a list `width` pixels wide."""
        look = theme()
        if row.is_heading:
            return look.px(36)
        height = 2 * look.px(self.pad)
        if self.title_lines == 1:
            height += painting.line_height(look.font(13, 500))
        else:
            room = self._title_rect(row, QRect(0, 0, width, 0)).width()
            font = self._title_font(row)
            height += painting.text_height(row.title, font, room, self.title_lines)
        if row.second or row.trailing_second:
            height += painting.line_height(look.font(12))
        return max(height, look.px(36))

    def _title_font(self, row: Row) -> QFont:
        return theme().font(13, 400 if row.is_quiet else 500)

    def _who_width(self, rect: QRect) -> int:
        """Names give way in a narrow list; the discs and dots stay."""
        columns, look = self.columns, theme()
        rest = rect.width() - columns.icon - columns.number - columns.trailing - columns.who
        return min(columns.who, look.px(34)) if rest < look.px(220) else columns.who

    def _title_rect(self, row: Row, rect: QRect) -> QRect:
        look = theme()
        left = rect.left() + look.px(12) + self.columns.icon + self.columns.number
        right = rect.right() - look.px(12)
        if self.columns.trailing:
            right -= self.columns.trailing + look.px(12)
        if self.columns.who:
            right -= self._who_width(rect) + look.px(10)
        if row.chip:
            right -= chips.chip_width(row.chip[0], row.chip[2]) + look.px(10)
        return QRect(left, rect.top(), max(right - left, look.px(40)), rect.height())

    def _second_width(self, row: Row, rect: QRect, title: QRect) -> int:
        """The second line runs on below chip and name where nothing stands in its way."""
        if row.who and self.title_lines == 1:
            return title.width()
        end = rect.right() - theme().px(12)
        if row.trailing_second:
            end -= self.columns.trailing + theme().px(12)
        return max(end - title.left(), title.width())

    # --- painting ---------------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(RowRole)
        rect = option.rect
        state = option.state
        painter.save()
        self.paint_ground(painter, rect, row, state, is_last=self._is_last(index))
        self.paint_row(painter, rect, row, bool(state & QStyle.StateFlag.State_Selected))
        painter.restore()

    def _is_last(self, index: Index) -> bool:
        model = index.model()
        after = model.index(index.row() + 1, 0)
        if not after.isValid():
            return True
        row = after.data(RowRole)
        return isinstance(row, Row) and row.is_heading

    def paint_ground(
        self, painter: QPainter, rect: QRect, row: Row, state: QStyle.StateFlag, *, is_last: bool
    ) -> None:
        """Paint what lies below the words: selection, hover, focus ring, hairline."""
        look = theme()
        view = cast(QAbstractItemView, self.parent())
        box = rect.adjusted(2, 1, -2, -1)
        radius = look.radius("card")
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        if is_selected:
            painting.draw_round(painter, box, radius, look.color("accent_soft"))
        elif state & QStyle.StateFlag.State_MouseOver and not row.is_heading:
            painting.draw_round(painter, box, radius, look.color("hover"))
        elif self.dividers and not is_last and not row.is_heading:
            left = rect.left() + look.px(12) + self.columns.icon + self.columns.number
            line = QRect(left, rect.bottom(), rect.right() - look.px(12) - left, 1)
            painter.fillRect(painting.mirrored(line, rect), look.color("border"))
        if state & QStyle.StateFlag.State_HasFocus and view.hasFocus():
            painting.draw_focus(painter, box, radius)

    def paint_row(self, painter: QPainter, rect: QRect, row: Row, selected: bool) -> None:
        """Paint the words and marks of one row."""
        if row.is_heading:
            self._paint_heading(painter, rect, row)
            return
        look = theme()
        title = self._title_rect(row, rect)
        top = rect.top() + look.px(self.pad)
        if self.title_lines == 1 and not (row.second or row.trailing_second):
            top = rect.center().y() - painting.line_height(look.font(13, 500)) // 2
        self._paint_start(painter, rect, row, top, selected)
        box = QRect(title.left(), top, title.width(), rect.bottom() - top)
        used = painting.draw_text(
            painter, painting.mirrored(box, rect), row.title, self._title_font(row),
            look.color("text2" if row.is_quiet else "text"), limit=self.title_lines,
        )  # fmt: skip
        if row.second:
            below = QRect(title.left(), top + used, self._second_width(row, rect, title), 0)
            below.setHeight(painting.line_height(look.font(12)))
            chips.draw_dotted(
                painter, painting.mirrored(below, rect), row.second, row.second_dots,
                tone=row.second_tone,
            )  # fmt: skip
        self._paint_end(painter, rect, row, title.right(), top)

    def _paint_start(
        self, painter: QPainter, rect: QRect, row: Row, top: int, selected: bool
    ) -> None:
        look = theme()
        x = rect.left() + look.px(12)
        line = painting.line_height(look.font(13))
        if row.icon:
            side = look.px(16)
            box = QRect(x, top + (line - side) // 2, side, side)
            icons.paint(painter, painting.mirrored(box, rect), row.icon, look.color(row.icon_tone))
        if row.number:
            box = QRect(x + self.columns.icon, top, self.columns.number, line)
            painting.draw_text(
                painter, painting.mirrored(box, rect), row.number,
                look.font(13), look.color("accent" if selected else "text2"),
            )  # fmt: skip

    def _paint_end(
        self, painter: QPainter, rect: QRect, row: Row, title_end: int, top: int
    ) -> None:
        look = theme()
        x = title_end + look.px(10)
        line = painting.line_height(look.font(13))
        if row.chip:
            width = chips.chip_width(row.chip[0], row.chip[2])
            height = look.px(22)
            box = QRect(x, top + (line - height) // 2, width, height)
            box = painting.mirrored(box, rect)
            chips.draw_chip(painter, box, row.chip[0], row.chip[1], row.chip[2] or None)
            x += width + look.px(10)
        if row.who:
            wide = self._who_width(rect)
            x = rect.right() - look.px(12) - wide
            if self.columns.trailing:
                x -= self.columns.trailing + look.px(12)
            self._paint_who(painter, rect, row.who, QRect(x, top, wide, line))
        right = rect.right() - look.px(12)
        start = right - self.columns.trailing
        for words, tone, font, y in (
            (row.trailing, row.trailing_tone, look.font(12, 500), top),
            (
                row.trailing_second,
                row.trailing_second_tone,
                look.font(11),
                top + line,
            ),
        ):
            if words:
                box = QRect(start, y, right - start, line)
                painting.draw_text(
                    painter, painting.mirrored(box, rect), words, font, look.color(tone),
                    align=Qt.AlignmentFlag.AlignRight,
                )  # fmt: skip

    def _paint_who(self, painter: QPainter, rect: QRect, who: Who, box: QRect) -> None:
        look = theme()
        if not who.letters:
            chips.draw_dotted(painter, painting.mirrored(box, rect), who.name, who.colours)
            return
        side = look.px(22)
        disc = QRect(box.left(), box.center().y() - side // 2, side, side)
        colour = who.colours[0] if who.colours else None
        painting.draw_disc(painter, painting.mirrored(disc, rect), who.letters, colour)
        name = box.adjusted(look.px(30), 0, 0, 0)
        if name.width() < look.px(20):
            return
        chips.draw_dotted(painter, painting.mirrored(name, rect), who.name, ())

    def _paint_heading(self, painter: QPainter, rect: QRect, row: Row) -> None:
        look = theme()
        font = look.font(12, 600)
        line = painting.line_height(font)
        y = rect.bottom() - line - look.px(6)
        x = rect.left() + look.px(12)
        if row.who and row.who.letters:
            side = look.px(22)
            disc = QRect(x, y + (line - side) // 2, side, side)
            colour = row.who.colours[0] if row.who.colours else None
            box = painting.mirrored(disc, rect)
            painting.draw_disc(painter, box, row.who.letters, colour, quiet=True)
            x += look.px(32)
        width = painting.text_width(row.title, font)
        room = rect.right() - look.px(12) - x
        box = QRect(x, y, min(width, room), line)
        painting.draw_text(
            painter, painting.mirrored(box, rect), row.title, font, look.color("text")
        )
        if row.second:
            box = QRect(x + width + look.px(8), y, max(room - width - look.px(8), 1), line)
            chips.draw_dotted(painter, painting.mirrored(box, rect), row.second, row.second_dots)
        if row.trailing:
            box = QRect(x, y, room, line)
            painting.draw_text(
                painter, painting.mirrored(box, rect), row.trailing, look.font(12, 500),
                look.color(row.trailing_tone), align=Qt.AlignmentFlag.AlignRight,
            )  # fmt: skip


class RowList(QListView):
    """A list of rows. The whole row is the target.

    `picked` says which row is the current one; `opened` says a row was clicked or Enter pressed
    on it; `move_asked` carries (key, -1 or 1) for Alt+Up and Alt+Down where rows can be ordered.
    `fit` makes the list as high as its rows, at most that many, for lists inside a card.
    """

    picked = Signal(object)
    opened = Signal(object)
    move_asked = Signal(object, int)

    def __init__(
        self,
        name: str,
        *,
        title_lines: int = 1,
        dividers: bool = True,
        fit: int = 0,
        delegate: RowDelegate | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._fit = fit
        self.rows = RowModel(self)
        self.setAccessibleName(name)
        self.painter_of_rows = delegate or RowDelegate(
            self, title_lines=title_lines, dividers=dividers
        )
        if delegate is not None:
            delegate.setParent(self)
        self._setup_view()
        theme().changed.connect(self._on_theme_changed)

    def _setup_view(self) -> None:
        self.setModel(self.rows)
        self.setItemDelegate(self.painter_of_rows)
        self.setUniformItemSizes(False)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        if self._fit:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows; the current row and the scroll position stay where they were."""
        key, at = self.current(), self.verticalScrollBar().value()
        was = self.blockSignals(True)
        self.painter_of_rows.measure(rows)
        self.rows.set_rows(rows)
        self.set_current(key)
        self.blockSignals(was)
        self.verticalScrollBar().setValue(at)
        if self._fit:
            self.updateGeometry()
        self.viewport().update()

    def current(self) -> object:
        """Return the key of the current row, or None."""
        index = self.currentIndex()
        return index.data(KeyRole) if index.isValid() else None

    def set_current(self, key: object) -> None:
        """Make a row current without telling anybody; an unknown key leaves none."""
        index = self.rows.index_of(key)
        was = self.blockSignals(True)
        self.setCurrentIndex(index)
        self.blockSignals(was)
        if index.isValid() and not self._fit:
            self.scrollTo(index)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self.picked.emit(current.data(KeyRole))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = self.current()
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if key is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(key)
            return
        if key is not None and steps and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.move_asked.emit(key, steps)
            return
        if event.key() == Qt.Key.Key_Escape or (event.text() and event.key() < 0x80):
            event.ignore()  # letters belong to the page's own keys, not to a hidden type-ahead
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            row = index.data(RowRole)
            if isinstance(row, Row) and not row.is_heading:
                self.opened.emit(row.key)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            for row in self.rows.rows():
                if not row.is_heading:
                    self.setCurrentIndex(self.rows.index_of(row.key))
                    break

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
            if self._fit:
                self.updateGeometry()

    def sizeHint(self) -> QSize:
        if not self._fit:
            return super().sizeHint()
        width, shown = self.viewport().width(), self.rows.rows()[: self._fit]
        height = sum(self.painter_of_rows.row_height(row, width) for row in shown)
        return QSize(theme().px(200), height + 2)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint() if self._fit else QSize(theme().px(120), theme().px(80))

    def _on_theme_changed(self) -> None:
        self.painter_of_rows.measure(self.rows.rows())
        self.scheduleDelayedItemsLayout()
        self.updateGeometry()
        self.viewport().update()
