"""Fields with a label above and an error below; text that grows; dates as people type them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from ui import icons
from ui.theme import theme
from ui.widgets.card import column
from ui.widgets.naming import property_style
from ui.widgets.text import Text


class FieldLabel(Text):
    """A small label that belongs to a control, by sight and for screen readers."""

    def __init__(self, text: str, buddy: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(text, "label", parent=parent)
        self.setBuddy(buddy)
        if not buddy.accessibleName():
            buddy.setAccessibleName(text.replace("&", ""))


class Field(QWidget):
    """Label, control, and room for a hint or an error below it."""

    def __init__(
        self, label: str, control: QWidget, *, hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.control = control
        self._hint = hint
        box = column(3)
        self.setLayout(box)
        self.label = FieldLabel(label, control)
        self.below = Text(hint, "hint", wrap=True)
        if not hint:  # never shown before it has a parent: that would be a window of its own
            self.below.hide()
        box.addWidget(self.label)
        box.addWidget(control)
        box.addWidget(self.below)
        policy = self.sizePolicy()
        policy.setVerticalPolicy(
            QSizePolicy.Policy.Preferred
            if isinstance(control, QPlainTextEdit)
            else QSizePolicy.Policy.Fixed
        )
        self.setSizePolicy(policy)
        if isinstance(control, QAbstractSpinBox):
            guard_wheel(control)
        if isinstance(control, DateField):
            control.problem.connect(self.set_error)

    def set_error(self, sentence: str) -> None:
        """Say below the control what is wrong with it; an empty sentence takes it back."""
        property_style(self.control, "invalid", "true" if sentence else "false")
        self.below.setText(sentence or self._hint)
        self.below.set_tone("danger" if sentence else None)
        self.below.setVisible(bool(sentence or self._hint))
        self.control.setAccessibleDescription(sentence or self._hint)

    def set_hint(self, hint: str) -> None:
        """Change the quiet line below."""
        self._hint = hint
        self.set_error("")


def line_edit(text: str = "", *, placeholder: str = "", name: str = "") -> QLineEdit:
    """Return a line for text; `name` is for screen readers where no label stands beside it."""
    edit = QLineEdit(text)
    edit.setPlaceholderText(placeholder)
    if name:
        edit.setAccessibleName(name)
    return edit


def add_sign(edit: QLineEdit, icon: str, words: str, *, is_first: bool = False) -> None:
    """Put an icon into a line. Qt makes a button of it, so it has words of its own."""
    places = QLineEdit.ActionPosition
    place = places.LeadingPosition if is_first else places.TrailingPosition
    sign = edit.addAction(icons.icon(icon, "text3"), place)
    sign.setText(words)
    sign.setToolTip(words)
    for button in edit.findChildren(QToolButton):
        if button.defaultAction() == sign:
            button.setAccessibleName(words)


class SearchField(QLineEdit):
    """A line with a magnifying glass; Esc empties it first."""

    def __init__(self, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        add_sign(self, "magnifying-glass", placeholder, is_first=True)
        self.setClearButtonEnabled(False)
        self.setMinimumWidth(theme().px(200))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)


class Choice(QComboBox):
    """A combo box of (key, word); `chosen` only when a person chose."""

    chosen = Signal(object)

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        if name:
            self.setAccessibleName(name)
        self._keys: list[object] = []
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setMinimumContentsLength(6)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.activated.connect(self._on_activated)
        theme().changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def add(self, key: object, word: str, *, party: str | None = None, icon: str = "") -> None:
        """Add a choice, with a dot of a party's colour or an icon."""
        self._keys.append(key)
        if party is not None:
            self.addItem(icons.party_icon(party), word)
        elif icon:
            self.addItem(icons.icon(icon), word)
        else:
            self.addItem(word)

    def set_choices(self, choices: list[tuple[object, str]], current: object = None) -> None:
        """Replace all choices by plain words."""
        self.clear_choices()
        for key, word in choices:
            self.add(key, word)
        self.set_current(current)

    def clear_choices(self) -> None:
        """Take all choices out."""
        self._keys.clear()
        self.clear()

    def current(self) -> object:
        """Return the key of the choice."""
        index = self.currentIndex()
        return self._keys[index] if 0 <= index < len(self._keys) else None

    def set_current(self, key: object) -> None:
        """Choose without telling anybody; an unknown key chooses the first."""
        if self._keys:
            self.setCurrentIndex(self._keys.index(key) if key in self._keys else 0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page: scrolling past must not change a choice."""
        event.ignore()

    def _on_theme_changed(self) -> None:
        side = theme().px(16)
        self.setIconSize(QSize(side, side))

    def _on_activated(self, index: int) -> None:
        self.chosen.emit(self._keys[index])


class AutoGrowTextEdit(QPlainTextEdit):
    """A text that grows with its lines, from `least` to `most`; Tab goes to the next field."""

    def __init__(
        self,
        text: str = "",
        *,
        placeholder: str = "",
        least: int = 2,
        most: int = 12,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._least, self._most = least, most
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setPlainText(text)
        self.document().documentLayout().documentSizeChanged.connect(self._on_size_changed)
        theme().changed.connect(self._on_size_changed)

    def _height_of(self, lines: int) -> int:
        frame = theme().px(4) * 2 + 6 + round(self.document().documentMargin() * 2)
        return self.fontMetrics().lineSpacing() * lines + frame

    def _line_count(self) -> int:
        lines = round(self.document().size().height())
        return max(self._least, min(self._most, lines))

    def sizeHint(self) -> QSize:
        return QSize(theme().px(240), self._height_of(self._line_count()))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(80), self._height_of(self._least))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()
        if event.size().height() != self.sizeHint().height():
            # a layout that is at work now forgets what it is told: tell it again afterwards
            QTimer.singleShot(0, self, self.updateGeometry)

    def _on_size_changed(self) -> None:
        self.updateGeometry()


class DateField(QLineEdit):
    """A date as people type it. `parse` turns words into a date or raises ValueError.

    `dated` carries the date (None when emptied) once the field is left or Enter is pressed;
    `problem` carries the sentence of what is wrong, or an empty one.
    """

    dated = Signal(object)
    problem = Signal(str)

    def __init__(
        self,
        parse: Callable[[str], dt.date],
        show: Callable[[dt.date], str],
        *,
        placeholder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._parse, self._show = parse, show
        self._date: dt.date | None = None
        self.setPlaceholderText(placeholder)
        add_sign(self, "calendar-blank", self.tr("Type a date"))
        self.returnPressed.connect(self.read)

    def date(self) -> dt.date | None:
        """Return the date that was understood last."""
        return self._date

    def set_date(self, day: dt.date | None) -> None:
        """Show a date without telling anybody."""
        self._date = day
        self.setText(self._show(day) if day else "")
        self._mark("")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.read()

    def read(self) -> None:
        """Understand what was typed, as leaving the field does."""
        words = self.text().strip()
        shown = self._show(self._date) if self._date else ""
        if words == shown:
            self._mark("")
            return
        try:
            day = self._parse(words) if words else None
        except ValueError as error:
            self._mark(str(error))
            return
        self.set_date(day)
        self.dated.emit(day)

    def _mark(self, sentence: str) -> None:
        property_style(self, "invalid", "true" if sentence else "false")
        self.setAccessibleDescription(sentence)
        self.problem.emit(sentence)


class _WheelGuard(QObject):
    """Keeps the wheel from changing a control that has no focus."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_wheel = event.type() == QEvent.Type.Wheel
        if is_wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)


def guard_wheel(widget: QWidget) -> None:
    """Let the wheel scroll the page, not change a spin box that happens to lie below it."""
    widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    widget.installEventFilter(_WheelGuard(widget))
    if isinstance(widget, QAbstractSpinBox):
        # The style sheet's padding does not reach the text of a spin box.
        edge = theme().px(8)
        widget.lineEdit().setTextMargins(edge, 0, edge, 0)
