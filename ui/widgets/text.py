"""Words on the page: labels in the few sizes of the design, which follow theme and zoom."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.theme import theme

# style: (size, weight, colour, tabular digits)
STYLES: dict[str, tuple[int, int, str, bool]] = {
    "display": (36, 600, "text", True),
    "title": (24, 600, "text", False),
    "heading": (20, 600, "text", False),
    "lead": (15, 600, "text", False),
    "strong": (13, 600, "text", False),
    "row": (13, 500, "text", False),
    "body": (13, 400, "text", False),
    "quiet": (13, 400, "text2", False),
    "small": (12, 400, "text2", False),
    "small_strong": (12, 500, "text", False),
    "label": (11, 500, "text2", False),
    "hint": (11, 400, "text2", False),
    "number": (13, 400, "text2", True),
}


_LONG_WORD = re.compile(r"[^\W_]{28,}")
_BREAK = "\u200b"  # a place to break a line; takes no room and is not read out


def _breakable(text: str) -> str:
    """Return words with places to break, where one word alone is wider than many a column."""
    return _LONG_WORD.sub(lambda found: _BREAK.join(found.group()), text)


class Text(QLabel):
    """A label in one of the styles; wraps when asked to. Never takes rich text from people."""

    def __init__(
        self,
        text: str = "",
        style: str = "body",
        *,
        tone: str | None = None,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._style = style
        self._tone = tone
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if wrap:
            policy = self.sizePolicy()
            policy.setHeightForWidth(True)
            policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
            policy.setHorizontalStretch(1)
            self.setSizePolicy(policy)
        theme().changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self._lead()

    def setText(self, text: str) -> None:
        """Show words; a label that wraps breaks a very long one instead of cutting it off."""
        super().setText(_breakable(text) if self.wordWrap() else text)

    def text(self) -> str:
        """Return the words as they were given."""
        return super().text().replace(_BREAK, "")

    def _lead(self) -> None:
        """Begin where the window begins to read; a label would follow the words' own direction."""
        if self.alignment() & Qt.AlignmentFlag.AlignHCenter:
            return
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if is_mirrored else Qt.AlignmentFlag.AlignLeft
        self.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._lead()
        super().changeEvent(event)

    def set_style(self, style: str) -> None:
        """Change size and weight."""
        self._style = style
        self._on_theme_changed()

    def set_tone(self, tone: str | None) -> None:
        """Change the colour, e.g. `danger`; None goes back to the style's own."""
        self._tone = tone
        self._on_theme_changed()

    def _on_theme_changed(self) -> None:
        size, weight, colour, tabular = STYLES[self._style]
        self.setFont(theme().font(size, weight, tabular=tabular))
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.WindowText, theme().color(self._tone or colour))
        self.setPalette(palette)


class ElidedText(Text):
    """One line that gives way: elided when the place is narrow, whole in its tooltip."""

    def __init__(
        self,
        text: str = "",
        style: str = "body",
        *,
        tone: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, style, tone=tone, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(24), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        short = self.fontMetrics().horizontalAdvance(self.text()) > self.width()
        self.setToolTip(self.text() if short else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        shown = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, self.width()
        )
        painter.drawText(self.rect(), int(self.alignment()), shown)
