"""One choice of few, side by side: a radio group that arrows move through."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLayout, QRadioButton, QSizePolicy, QWidget

from ui.theme import theme
from ui.widgets import painting
from ui.widgets.flow import FlowLayout


class _Segment(QRadioButton):
    """One segment; a painted radio button, so that screen readers know what it is."""

    def __init__(self, text: str, style: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self._look = style
        self._count: int | None = None
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def set_count(self, count: int | None) -> None:
        self._count = count
        self.setAccessibleName(self.text() if count is None else f"{self.text()} {count}")
        self.updateGeometry()
        self.update()

    def _count_text(self) -> str:
        return "" if self._count is None else f"{self._count:,}"

    def sizeHint(self) -> QSize:
        look = theme()
        width = painting.text_width(self.text(), look.font(13, 600)) + look.px(20)
        if self._count is not None:
            width += painting.text_width(self._count_text(), look.font(13)) + look.px(6)
        return QSize(width, look.px(32 if self._look == "tabs" else 28))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: object) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme()
        on, rect = self.isChecked(), self.rect()
        radius = look.radius("chip")
        if on and self._look == "tabs":
            painting.draw_round(painter, rect, radius, look.color("accent_soft"))
        elif on:
            painting.draw_round(painter, rect, radius, look.color("surface"), look.color("border"))
        elif self.underMouse() and self.isEnabled():
            painting.draw_round(painter, rect, radius, look.color("hover"))
        if self.hasFocus():
            painting.draw_focus(painter, rect, radius)
        self._paint_words(painter, on)

    def _paint_words(self, painter: QPainter, on: bool) -> None:
        look = theme()
        font = look.font(13, 600 if on else 500)
        count = self._count_text()
        words = painting.text_width(self.text(), font)
        gap = look.px(6)
        tail = painting.text_width(count, look.font(13)) + gap if count else 0
        x = (self.width() - words - tail) // 2
        ink = "text2"
        if on:
            ink = "accent" if self._look == "tabs" else "text"
        if not self.isEnabled():
            ink = "text3"
        box = QRect(x, 0, words, self.height())
        painter.setFont(font)
        painter.setPen(look.color(ink))
        painter.drawText(
            painting.mirrored(box, self.rect()), Qt.AlignmentFlag.AlignCenter, self.text()
        )
        if count:
            box = QRect(x + words + gap, 0, tail - gap, self.height())
            painter.setFont(look.font(13))
            painter.setPen(look.color("accent" if on and self._look == "tabs" else "text2"))
            painter.drawText(
                painting.mirrored(box, self.rect()), Qt.AlignmentFlag.AlignCenter, count
            )


class Segmented(QWidget):
    """A radio group drawn as segments on a ground. `chosen` carries the key of the new choice."""

    chosen = Signal(object)
    _style = "segments"

    def __init__(
        self,
        choices: Sequence[tuple[object, str]],
        name: str,
        *,
        current: object = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        self._keys: list[object] = []
        self._box = self._make_box()
        self._group.idToggled.connect(self._on_toggled)
        theme().changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self.set_choices(choices, current)

    def _make_box(self) -> QLayout:
        box = QHBoxLayout(self)
        box.setSpacing(0)
        return box

    def set_choices(self, choices: Sequence[tuple[object, str]], current: object = None) -> None:
        """Replace the segments; the first is chosen when `current` is none of them."""
        for button in self._group.buttons():
            self._group.removeButton(button)
            button.deleteLater()
        self._keys = [key for key, _word in choices]
        for number, (_key, word) in enumerate(choices):
            segment = _Segment(word, self._style, self)
            self._group.addButton(segment, number)
            self._box.addWidget(segment)
        if self._keys:
            self.set_current(current if current in self._keys else self._keys[0])

    def current(self) -> object:
        """Return the key of the choice."""
        number = self._group.checkedId()
        return self._keys[number] if number >= 0 else None

    def chosen_segment(self) -> QWidget | None:
        """Return the segment that is chosen, where the keyboard goes."""
        return self._group.checkedButton()

    def set_current(self, key: object) -> None:
        """Choose without telling anybody."""
        was = self.blockSignals(True)
        self._group.button(self._keys.index(key)).setChecked(True)
        self.blockSignals(was)

    def set_none(self) -> None:
        """Leave the choice open without telling anybody, until a person makes it."""
        was = self.blockSignals(True)
        self._group.setExclusive(False)
        for button in self._group.buttons():
            button.setChecked(False)
        self._group.setExclusive(True)
        self.blockSignals(was)

    def _on_toggled(self, number: int, on: bool) -> None:
        if on:
            self.chosen.emit(self._keys[number])

    def _on_theme_changed(self) -> None:
        edge = theme().px(2)
        self._box.setContentsMargins(edge, edge, edge, edge)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the first and last by Home and End; arrows are the radio group's own."""
        target = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: len(self._keys) - 1}.get(Qt.Key(event.key()))
        if target is None or not self._keys:
            super().keyPressEvent(event)
            return
        button = self._group.button(target)
        button.setChecked(True)
        button.setFocus(Qt.FocusReason.TabFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painting.draw_round(QPainter(self), self.rect(), look.radius("card"), look.color("sunken"))


class FilterTabs(Segmented):
    """The same group as tabs over a list, each with a count; they wrap where there is no room."""

    _style = "tabs"

    def _make_box(self) -> QLayout:
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        return FlowLayout(self, 4)

    def sizeHint(self) -> QSize:
        hints = [button.sizeHint() for button in self._group.buttons()]
        gaps = theme().px(4) * max(len(hints) - 1, 0)
        width = sum(hint.width() for hint in hints) + gaps
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def set_counts(self, counts: dict[object, int]) -> None:
        """Show how many each tab holds; a key left out shows none."""
        for number, key in enumerate(self._keys):
            segment = self._group.button(number)
            if isinstance(segment, _Segment):
                segment.set_count(counts.get(key))

    def _on_theme_changed(self) -> None:
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tabs lie on the page's own ground."""
