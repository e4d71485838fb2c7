"""What the capture line understood, as chips; what it did not, as a dashed chip with a choice."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from facilitator.domain.capture_line import Candidate, Captured, NameKind, Token, TokenKind, Why
from facilitator.domain.words import CaptureKind
from ui import icons, wording
from ui.theme import theme
from ui.widgets import painting
from ui.widgets.chips import chip_width, draw_chip
from ui.widgets.naming import identify
from ui.wording import translate

_ICONS = {
    TokenKind.PERSON: "user", TokenKind.PARTY: "users", TokenKind.DAY: "calendar-blank",
    TokenKind.NEXT: "calendar-blank", TokenKind.GOAL: "target",
}  # fmt: skip
_CANDIDATES = {NameKind.PERSON: "user", NameKind.PARTY: "users", NameKind.GOAL: "target"}
_MOST_LETTERS = 28


@dataclass(frozen=True, slots=True)
class Said:
    """One chip. `token` is there where something was not understood."""

    words: str
    tone: str
    icon: str
    token: Token | None = None
    why: str = ""


def chips_of(captured: Captured, today: date) -> list[Said]:
    """Return what to show for a line: its kind first, then who, when and what for."""
    if captured.is_sealed:
        return [Said(translate("run", "Sealed note"), "neutral", "lock-simple")]
    kind = captured.kind or CaptureKind.NOTE
    word, tone, icon = wording.state("capture", kind)
    found = [Said(word, tone, icon)]
    for token in captured.tokens:
        if token.kind is TokenKind.UNKNOWN:
            found.append(_unknown(token))
        elif token.kind is not TokenKind.KIND:
            found.append(_known(token, captured, today))
    return found


def _known(token: Token, captured: Captured, today: date) -> Said:
    words = token.label
    if token.kind is TokenKind.DAY and token.day is not None:
        words = wording.short_day(token.day, today, weekday=True)
    elif token.kind is TokenKind.NEXT:
        words = translate("run", "next session")
    elif token.kind is TokenKind.PARTY and token.id == captured.asked_by_party_id:
        words = translate("run", "{0} asked").format(words)
    return Said(_short(words), "neutral", _ICONS[token.kind])


def _unknown(token: Token) -> Said:
    raw = _short(token.raw)
    if token.why is Why.NO_DAY and ": " in token.label:
        raw = f"{raw}: {token.label.partition(': ')[2]}"
    if token.why is Why.SEVERAL:
        why = translate("run", "Which one is meant?")
    elif token.why is Why.NO_DAY:
        day = token.raw.removeprefix("^")
        why = translate("run", "“{0}” {1}. It stays in the text.").format(day, token.label)
    elif token.why is Why.NO_PLACE:
        why = translate("run", "There is no place for it here. It stays in the text.")
    else:
        why = translate("run", "Not known. It stays in the text.")
    return Said(raw, "warn", "question", token, why)


def _short(words: str) -> str:
    return words if len(words) <= _MOST_LETTERS else words[: _MOST_LETTERS - 1].rstrip() + "…"


def spoken(found: list[Said]) -> str:
    """Return what a screen reader says about a line."""
    return ", ".join(f"{said.words}: {said.why}" if said.why else said.words for said in found)


@dataclass(slots=True)
class _Placed:
    boxes: list[QRect] = field(default_factory=list)
    height: int = 0


class Understood(QWidget):
    """The chips, painted; Left and Right go through those that want a choice, Enter opens it.

    `chosen` carries the token and the candidate that was meant; `left` says the keyboard goes
    back to the line.
    """

    chosen = Signal(object, object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._found: list[Said] = []
        self._at = -1
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        identify(self, "capture-understood", self.tr("Understood"))
        theme().changed.connect(self.updateGeometry)

    def show_said(self, found: list[Said]) -> None:
        """Show these chips."""
        if found == self._found:
            return
        self._found = found
        unknown = self._open()
        self._at = unknown[0] if unknown else -1
        can = Qt.FocusPolicy.StrongFocus if unknown else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(can)
        words = spoken(found)
        self.setAccessibleName(self.tr("Understood: {0}").format(words) if words else "")
        self.updateGeometry()
        self.update()

    def wanted_width(self) -> int:
        """Return the width of all chips in one line."""
        gap = theme().px(6)
        return sum(self._width(said) + gap for said in self._found)

    def _open(self) -> list[int]:
        return [n for n, said in enumerate(self._found) if said.token is not None]

    def _width(self, said: Said) -> int:
        extra = theme().px(16) if said.token is not None and said.token.candidates else 0
        return chip_width(said.words, said.icon) + extra

    def _place(self, width: int) -> _Placed:
        look, placed = theme(), _Placed()
        x, y, height, gap = 0, 0, look.px(26), look.px(6)
        for said in self._found:
            wide = min(self._width(said), max(width, 1))
            if x and x + wide > width:
                x, y = 0, y + height + look.px(4)
            placed.boxes.append(QRect(x, y, wide, height))
            x += wide + gap
        placed.height = y + height if self._found else 0
        return placed

    def sizeHint(self) -> QSize:
        return QSize(self.wanted_width(), theme().px(26))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, theme().px(26))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max(self._place(width).height, theme().px(26))

    # --- choosing ---------------------------------------------------------------------------

    def open_choice(self) -> None:
        """Offer what the chip at the keyboard may mean."""
        if not 0 <= self._at < len(self._found):
            return
        token = self._found[self._at].token
        if token is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        because = menu.addAction(self._found[self._at].why)
        because.setEnabled(False)
        for candidate in token.candidates:
            action = menu.addAction(icons.icon(_CANDIDATES[candidate.kind]), candidate.label)
            action.triggered.connect(partial(self._on_chosen, token, candidate))
        box = self._place(self.width()).boxes[self._at]
        menu.popup(self.mapToGlobal(painting.mirrored(box, self.rect()).topLeft() - QPoint(0, 8)))

    def _on_chosen(self, token: Token, candidate: Candidate) -> None:
        self.chosen.emit(token, candidate)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, open_at = Qt.Key(event.key()), self._open()
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if key in steps and open_at:
            step = -steps[key] if painting.is_mirrored() else steps[key]
            place = open_at.index(self._at) + step if self._at in open_at else 0
            self._at = open_at[max(0, min(len(open_at) - 1, place))]
            self.update()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Down):
            self.open_choice()
        elif key in (Qt.Key.Key_Escape, Qt.Key.Key_Up):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _index_at(self, point: QPoint) -> int:
        boxes = self._place(self.width()).boxes
        for number, box in enumerate(boxes):
            if painting.mirrored(box, self.rect()).contains(point):
                return number
        return -1

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = self._index_at(event.position().toPoint())
        if number in self._open():
            self._at = number
            self.open_choice()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        number = self._index_at(event.position().toPoint())
        said = self._found[number] if number >= 0 else None
        self.setToolTip(said.why if said else "")
        is_open = said is not None and said.token is not None
        hand, arrow = Qt.CursorShape.PointingHandCursor, Qt.CursorShape.ArrowCursor
        self.setCursor(hand if is_open else arrow)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    # --- painting ---------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for number, box in enumerate(self._place(self.width()).boxes):
            said = self._found[number]
            box = painting.mirrored(box, self.rect())
            if said.token is None:
                draw_chip(painter, box, said.words, said.tone, said.icon)
            else:
                self._paint_open(painter, box, said, number == self._at and self.hasFocus())

    def _paint_open(self, painter: QPainter, box: QRect, said: Said, has_ring: bool) -> None:
        look = theme()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = look.color("accent" if has_ring else "warn")
        painter.setPen(QPen(ink, 1.5 if has_ring else 1.0, Qt.PenStyle.DashLine))
        painter.setBrush(look.color("surface"))
        radius = look.radius("chip")
        painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), radius, radius)
        side = look.px(14)
        mark = QRect(box.x() + look.px(7), box.center().y() - side // 2 + 1, side, side)
        icons.paint(painter, painting.mirrored(mark, box), said.icon, look.color("warn"))
        words = box.adjusted(look.px(26), 0, -look.px(6), 0)
        if said.token is not None and said.token.candidates:
            side = look.px(12)
            caret = QRect(box.right() - look.px(18), box.center().y() - side // 2 + 1, side, side)
            icons.paint(painter, painting.mirrored(caret, box), "caret-down", look.color("warn"))
            words.adjust(0, 0, -look.px(16), 0)
        font = look.font(12, 500)
        words.setTop(box.y() + (box.height() - painting.line_height(font)) // 2)
        painting.draw_text(
            painter, painting.mirrored(words, box), said.words, font, look.color("warn")
        )
