"""The command palette: type what to do, or a name, a number, a word (Ctrl+K)."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QStyle, QWidget

from ui import icons
from ui.actions import Command, Commands
from ui.theme import theme
from ui.widgets import painting
from ui.widgets.buttons import KeyHint, draw_key, key_text
from ui.widgets.card import Card, Divider, column, row
from ui.widgets.naming import identify, property_style
from ui.widgets.notices import IconMark
from ui.widgets.rows import Row, RowDelegate, RowList
from ui.widgets.text import Text

_MOST = 60


class _CommandDelegate(RowDelegate):
    """Icon, what it does, what comes of it, and its key, on one line."""

    def row_height(self, row: Row, width: int) -> int:
        return theme().px(32 if row.is_heading else 42)

    def paint_ground(
        self,
        painter: QPainter,
        rect: QRect,
        row: Row,
        state: QStyle.StateFlag,
        *,
        is_last: bool,
    ) -> None:
        look = theme()
        if state & QStyle.StateFlag.State_Selected:
            painting.draw_round(painter, rect, look.radius("card"), look.color("accent_soft"))
        elif state & QStyle.StateFlag.State_MouseOver and not row.is_heading:
            painting.draw_round(painter, rect, look.radius("card"), look.color("hover"))

    def paint_row(self, painter: QPainter, rect: QRect, row: Row, selected: bool) -> None:
        look = theme()
        if row.is_heading:
            self._paint_heading(painter, rect, row)
            return
        side = look.px(18)
        box = QRect(rect.left() + look.px(12), rect.center().y() - side // 2 + 1, side, side)
        ink = look.color("accent" if selected else "text2")
        icons.paint(painter, painting.mirrored(box, rect), row.icon, ink)
        title, second = look.font(13, 600 if selected else 500), look.font(12)
        line = painting.line_height(title)
        x, y = rect.left() + look.px(42), rect.top() + (rect.height() - line) // 2
        end = rect.right() - look.px(12)
        if row.trailing:
            width = painting.text_width(row.trailing, look.font(11, 500)) + look.px(14)
            key = QRect(end - width, rect.top(), width, rect.height())
            draw_key(painter, painting.mirrored(key, rect), row.trailing)
            end = key.left() - look.px(10)
        width = min(painting.text_width(row.title, title), end - x)
        box = painting.mirrored(QRect(x, y, width, line), rect)
        painting.draw_text(painter, box, row.title, title, look.color("text"))
        x += width + look.px(10)
        if row.second and end - x > look.px(40):
            box = painting.mirrored(QRect(x, y + look.px(1), end - x, line), rect)
            painting.draw_text(painter, box, row.second, second, look.color("text2"))


class Palette(QWidget):
    """Lies over the whole window and dims it. Closes on Esc, on a click beside it, after a run."""

    def __init__(self, window: QWidget, commands: Commands) -> None:
        super().__init__(window)
        self._commands = commands
        self._found: dict[str, Command] = {}
        self._before: QWidget | None = None
        self.setAccessibleName(self.tr("All commands"))
        self._build()
        self._field.textChanged.connect(self._on_typed)
        self._list.opened.connect(self._on_opened)
        window.installEventFilter(self)
        self._field.installEventFilter(self)
        self.hide()

    def _build(self) -> None:
        self._panel = Card(margin=0, spacing=0, parent=self)
        top = row(12, 18)
        top.addWidget(IconMark("magnifying-glass", "text2", 18))
        self._field = QLineEdit()
        property_style(self._field, "bare", "true")
        self._field.setFont(theme().font(15))
        self._field.setPlaceholderText(self.tr("Do something, or type a name, number or word"))
        identify(self._field, "command-palette", self.tr("Do something"))
        top.addWidget(self._field, 1)
        self._panel.body.addLayout(top)
        self._panel.add(Divider())
        holder = column(0, 8)
        self._list = RowList(self.tr("Commands"), dividers=False)
        delegate = _CommandDelegate(self._list, dividers=False)
        self._list.painter_of_rows = delegate
        self._list.setItemDelegate(delegate)
        identify(self._list, "command-palette-list")
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._none = Text(self.tr("Nothing of that name."), "quiet")
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._none.setMinimumHeight(theme().px(60))
        holder.addWidget(self._list)
        holder.addWidget(self._none)
        self._panel.body.addLayout(holder, 1)
        self._panel.add(Divider())
        self._build_foot()

    def _build_foot(self) -> None:
        foot = row(8, 10)
        foot.addSpacing(theme().px(8))
        for key, word in (
            ("↑ ↓", self.tr("choose")),
            ("Enter", self.tr("run")),
            ("Esc", self.tr("back")),
        ):
            foot.addWidget(KeyHint(key))
            foot.addWidget(Text(word, "small"))
            foot.addSpacing(theme().px(8))
        foot.addStretch(1)
        self._panel.body.addLayout(foot)

    # --- opening and closing ----------------------------------------------------------------

    def open(self) -> None:
        """Show the palette; the keyboard goes to its field."""
        window = self.window()
        self._before = window.focusWidget()
        self._field.clear()
        self._on_typed("")
        self._place()
        self.show()
        self.raise_()
        self._field.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_it(self) -> None:
        """Hide the palette; the keyboard goes back to where it was."""
        if not self.isVisible():
            return
        self.hide()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
        self._before = None

    def _place(self) -> None:
        look, home = theme(), self.parentWidget()
        if home is None:
            return
        self.setGeometry(home.rect())
        width = min(look.px(600), home.width() - look.px(48))
        height = min(look.px(530), home.height() - look.px(96))
        left, top = (home.width() - width) // 2, min(look.px(92), home.height() // 8)
        self._panel.setGeometry(left, top, width, height)

    # --- typing and choosing ----------------------------------------------------------------

    def _on_typed(self, words: str) -> None:
        found = self._commands.find(words)[:_MOST]
        self._found = {f"{number}": command for number, command in enumerate(found)}
        rows: list[Row] = []
        group = ""
        for key, command in self._found.items():
            if not words.strip() and command.group != group:
                group = command.group
                rows.append(Row(f"group {key}", group, is_heading=True))
            rows.append(_row(key, command))
        self._list.set_rows(rows)
        self._list.setVisible(bool(rows))
        self._none.setVisible(not rows)
        if self._found:
            self._list.set_current("0")
            self._list.scrollToTop()
        self._say_current()

    def _say_current(self) -> None:
        command = self._found.get(str(self._list.current()))
        self._field.setAccessibleDescription(command.title if command else "")

    def _on_opened(self, key: object) -> None:
        command = self._found.get(str(key))
        if command is None:
            return
        self.close_it()
        # The palette is gone before the command runs: it may open something of its own.
        QTimer.singleShot(0, self, command.run)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._field and isinstance(event, QKeyEvent):
            return event.type() == QEvent.Type.KeyPress and self._on_key(event)
        if event.type() == QEvent.Type.Resize and self.isVisible() and watched is not self._field:
            self._place()
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        steps = {
            Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8,
        }  # fmt: skip
        if key in steps:
            self._step(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_opened(self._list.current())
        elif key == Qt.Key.Key_Escape:
            self.close_it()
        else:
            return key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        return True

    def _step(self, by: int) -> None:
        if not self._found:
            return
        current = self._list.current()
        at = int(str(current)) if current is not None else 0
        at = max(0, min(len(self._found) - 1, at + by))
        self._list.set_current(str(at))
        self._say_current()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point: QPoint = event.position().toPoint()
        if not self._panel.geometry().contains(point):
            self.close_it()

    def paintEvent(self, event: QPaintEvent) -> None:
        shade = QColor(0, 0, 0)
        shade.setAlphaF(0.55 if theme().is_dark else 0.30)
        QPainter(self).fillRect(self.rect(), shade)


def _row(key: str, command: Command) -> Row:
    hint = key_text(command.shortcut) if command.shortcut else command.hint
    return Row(
        key, command.title, command.consequence, icon=command.icon, trailing=hint,
        spoken=", ".join(part for part in (command.title, command.consequence, hint) if part),
    )  # fmt: skip
