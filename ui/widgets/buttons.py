"""Buttons: one primary per page, plain ones, links, and the keys that press them."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFont, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QPushButton, QSizePolicy, QWidget

from ui import icons
from ui.theme import theme
from ui.widgets import painting


def key_text(shortcut: str | QKeySequence) -> str:
    """Return a shortcut as people read it: 'Ctrl K', 'Shift F8'."""
    sequence = QKeySequence(shortcut)
    return sequence.toString(QKeySequence.SequenceFormat.NativeText).replace("+", " ").strip()


def _hint_width(hint: str) -> int:
    return painting.text_width(hint, theme().font(11, 500)) + theme().px(14)


def draw_key(painter: QPainter, rect: QRect, hint: str, *, on_fill: bool = False) -> None:
    """Draw one key hint centred in `rect`."""
    look = theme()
    ground = None if on_fill else look.color("chip")
    height = look.px(20)
    box = QRect(rect.x(), rect.center().y() - height // 2 + 1, rect.width(), height)
    if ground is not None:
        painting.draw_round(painter, box, look.px(5), ground)
    painter.setFont(look.font(11, 500))
    painter.setPen(look.color("on_accent" if on_fill else "text2"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, hint)


class Button(QPushButton):
    """A painted push button. `kind` is primary, plain, link, danger or quiet."""

    kind: ClassVar[str] = "plain"

    def __init__(
        self,
        text: str = "",
        *,
        icon: str | None = None,
        key: str | None = None,
        trailing: str | None = None,
        compact: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._icon = icon
        self._trailing = trailing
        self._hint = ""
        self._compact = compact
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        theme().changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        if key:
            self.set_key(key)

    def set_key(self, key: str, *, register: bool = False) -> None:
        """Show the key that does the same; `register` makes this button answer to it."""
        self._hint = key_text(key) or key
        if register:
            self.setShortcut(QKeySequence(key))
        self.updateGeometry()
        self.update()

    def set_icon(self, name: str | None) -> None:
        """Change the icon in front of the word."""
        self._icon = name
        self.updateGeometry()
        self.update()

    def _on_theme_changed(self) -> None:
        self.setFont(self._letters())
        self.updateGeometry()
        self.update()

    def _letters(self) -> QFont:
        heavy = self.kind in ("primary", "danger")
        return theme().font(12 if self._compact else 13, 600 if heavy else 500)

    def _gap(self) -> int:
        return theme().px(8)

    def _pad(self) -> int:
        narrow = {"link": 4, "quiet": 8}.get(self.kind, 12 if self._compact else 14)
        return theme().px(narrow)

    def _words(self) -> str:
        return self.text().replace("&&", "\0").replace("&", "").replace("\0", "&")

    def _parts_width(self) -> int:
        look, widths = theme(), []
        if self._icon:
            widths.append(look.px(16))
        if self.text():
            widths.append(painting.text_width(self._words(), self.font()))
        if self._hint:
            widths.append(_hint_width(self._hint))
        if self._trailing:
            widths.append(look.px(14))
        return sum(widths) + self._gap() * max(len(widths) - 1, 0)

    def sizeHint(self) -> QSize:
        height = theme().px(32 if self._compact or self.kind in ("link", "quiet") else 36)
        width = self._parts_width() + 2 * self._pad()
        return QSize(max(width, height), height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    # --- painting ---------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._paint_ground(painter)
        self._paint_parts(painter)

    def _is_pressed_look(self) -> bool:
        return self.isDown() or self.isChecked()

    def _paint_ground(self, painter: QPainter) -> None:
        look = theme()
        rect, radius = self.rect(), look.radius("card")
        has_ring = self.hasFocus()
        inner = rect.adjusted(4, 4, -4, -4) if has_ring else rect
        inner_radius = max(radius - 3, 2) if has_ring else radius
        fill, border = self._ground()
        if self.kind in ("plain",) and has_ring:
            inner = rect.adjusted(1, 1, -1, -1)
            border = None
        if fill or border:
            painting.draw_round(
                painter, inner, inner_radius, look.color(fill) if fill else None,
                look.color(border) if border else None,
            )  # fmt: skip
        if has_ring:
            painting.draw_focus(painter, rect, radius)

    def _ground(self) -> tuple[str | None, str | None]:
        hover = self.isEnabled() and (self.underMouse() or self._is_pressed_look())
        if not self.isEnabled():
            return ("bg", "border") if self.kind not in ("link", "quiet") else (None, None)
        if self.kind == "primary":
            return ("accent_hover" if hover else "accent", None)
        if self.kind == "danger":
            return ("danger", None) if not hover else ("text", None)
        if self.kind in ("link", "quiet"):
            return ("hover" if hover else None, None)
        return ("hover" if hover else "surface", "border")

    def _ink(self) -> str:
        if not self.isEnabled():
            # An icon alone has no word that must stay readable.
            return "text3" if self.text() else "border_strong"
        return {
            "primary": "on_accent", "danger": "surface", "link": "accent", "quiet": "text2",
        }.get(self.kind, "text")  # fmt: skip

    def _paint_parts(self, painter: QPainter) -> None:
        look, ink = theme(), theme().color(self._ink())
        x = (self.width() - self._parts_width()) // 2
        if self.kind == "nav":
            x = self._pad()

        def place(width: int) -> QRect:
            nonlocal x
            rect = painting.mirrored(QRect(x, 0, width, self.height()), self.rect())
            x += width + self._gap()
            return rect

        if self._icon:
            side = look.px(16)
            box = place(side)
            icons.paint(painter, _centred(box, side), self._icon, ink)
        if self.text():
            painter.setFont(self.font())
            painter.setPen(ink)
            width = painting.text_width(self._words(), self.font())
            painter.drawText(place(width), Qt.AlignmentFlag.AlignCenter, self._words())
        if self._hint:
            on_fill = self.kind in ("primary", "danger")
            draw_key(painter, place(_hint_width(self._hint)), self._hint, on_fill=on_fill)
        if self._trailing:
            side = look.px(14)
            icons.paint(painter, _centred(place(side), side), self._trailing, ink)


def _centred(box: QRect, side: int) -> QRect:
    return QRect(
        box.x() + (box.width() - side) // 2, box.y() + (box.height() - side) // 2, side, side
    )


class PrimaryButton(Button):
    """The one filled button of a page."""

    kind = "primary"


class PlainButton(Button):
    """An outlined button."""

    kind = "plain"


class LinkButton(Button):
    """Words in the accent colour, with a full-height target."""

    kind = "link"


class QuietButton(Button):
    """Words or an icon without a border, for headers and rows."""

    kind = "quiet"


class DangerButton(Button):
    """A filled button for what cannot be taken back."""

    kind = "danger"


class IconButton(QuietButton):
    """An icon alone; the name is spoken and shown as tooltip."""

    def __init__(
        self, icon: str, name: str, *, key: str | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__("", icon=icon, parent=parent)
        self.setAccessibleName(name)
        hint = key_text(key) if key else ""
        self.setToolTip(f"{name} ({hint})" if hint else name)

    def sizeHint(self) -> QSize:
        side = theme().px(32)
        return QSize(side, side)


class KeyHint(QWidget):
    """A key drawn as a key, e.g. beside a word it presses."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hint = key_text(key) or key
        self.setAccessibleName(self._hint)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(_hint_width(self._hint), theme().px(22))

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_key(QPainter(self), self.rect(), self._hint)


def explain_disabled(button: QAbstractButton, reason: str | None) -> None:
    """Switch a button off with the reason in its tooltip, or on again with None."""
    button.setEnabled(reason is None)
    button.setToolTip(reason or "")
