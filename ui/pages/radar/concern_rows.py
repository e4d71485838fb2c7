"""Concerns as rows: plain words first, category and original below, what answered it at the end."""

from __future__ import annotations

from datetime import date
from typing import cast

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QWidget

from facilitator.queries.concerns import ConcernRow
from ui import icons
from ui.theme import theme
from ui.widgets import painting
from ui.widgets.naming import initials
from ui.widgets.row_delegate import RowDelegate
from ui.widgets.row_model import Row
from ui.wording import radar as wording_radar

_ICONS = {"decision": "gavel", "action": "check-circle", "heard": "hand-palm", "": "warning-circle"}
END, NARROW = 164, 480


def concern_row(each: ConcernRow, today: date) -> Row:
    """Return a concern as a row; what a screen reader says holds all of it."""
    end, second, tone = _end(each, today)
    spoken = (
        end, second, each.title, each.text if each.plain else "", each.party, each.person,
        wording_radar.facts(each),
    )  # fmt: skip
    return Row(
        each.id, each.title, each.text, trailing=end, trailing_tone=tone, trailing_second=second,
        spoken=", ".join(part for part in spoken if part), data=each,
    )  # fmt: skip


def _end(each: ConcernRow, today: date) -> tuple[str, str, str]:
    """Return both lines at the end of a row, and the tone of the first."""
    place = wording_radar.where(each.agenda, today)
    if each.answer is None:
        return wording_radar.age(each), place, "danger" if each.days >= 14 else "warn"
    words, tone = wording_radar.answered(each.answer)
    first = " ".join(part for part in (each.answer.number, words) if part)
    return first, each.answer.words or each.answer.text, tone


class ConcernDelegate(RowDelegate):
    """Two lines; the row of `open_key` keeps `open_height` free for what is unfolded there."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.open_key: object = None
        self.open_height = 0

    def row_height(self, row: Row, width: int) -> int:
        if row.key == self.open_key and self.open_height:
            return self.open_height
        look = theme()
        lines = painting.line_height(look.font(13, 500)) + painting.line_height(look.font(12))
        return lines + 2 * look.px(8)

    def paint_ground(
        self, painter: QPainter, rect: QRect, row: Row, state: QStyle.StateFlag, *, is_last: bool
    ) -> None:
        """Leave the ground of what is unfolded to it; only the ring of the keyboard is drawn."""
        if row.key != self.open_key:
            super().paint_ground(painter, rect, row, state, is_last=is_last)
            return
        view = cast("QAbstractItemView", self.parent())
        if state & QStyle.StateFlag.State_Selected and view.hasFocus():
            gap = theme().px(3)
            box = rect.adjusted(1, gap, -1, -gap)
            painting.draw_focus(painter, box, theme().radius("card"))

    def paint_row(self, painter: QPainter, rect: QRect, row: Row, selected: bool) -> None:
        each = row.data
        if row.key == self.open_key or not isinstance(each, ConcernRow):
            return
        look, pad = theme(), theme().px(12)
        side = look.px(24)
        disc = QRect(rect.left() + pad, rect.center().y() - side // 2, side, side)
        who = initials(each.person or each.party or "?")
        painting.draw_disc(painter, painting.mirrored(disc, rect), who, each.colour or None)
        left = disc.right() + look.px(10)
        has_end = rect.width() >= look.px(NARROW)
        right = rect.right() - pad - (look.px(END + 8) if has_end else 0)
        top = rect.top() + look.px(8)
        line = painting.line_height(look.font(13, 500))
        self._words(painter, rect, QRect(left, top, right - left, line), each)
        below = QRect(left, top + line, right - left, painting.line_height(look.font(12)))
        self._original(painter, rect, below, row, each, has_end=has_end)
        if has_end:
            end = QRect(rect.right() - pad - look.px(END), top, look.px(END), line)
            self._paint_answer(painter, rect, end, row, each)

    def _words(self, painter: QPainter, rect: QRect, box: QRect, each: ConcernRow) -> None:
        look = theme()
        painting.draw_text(
            painter, painting.mirrored(box, rect), each.title, look.font(13, 500),
            look.color("text"),
        )  # fmt: skip

    def _original(
        self, painter: QPainter, rect: QRect, box: QRect, row: Row, each: ConcernRow, *,
        has_end: bool,
    ) -> None:  # fmt: skip
        look = theme()
        strong, small = look.font(12, 500), look.font(12)
        about = wording_radar.category(each.category)
        words = f"“{each.text}”" if each.plain else each.party
        if not has_end:
            words = f"{row.trailing}. {words}"
        if about:
            width = min(painting.text_width(about, strong), box.width())
            place = QRect(box.left(), box.top(), width, box.height())
            painting.draw_text(
                painter, painting.mirrored(place, rect), about, strong, look.color("text")
            )
            box = box.adjusted(width + look.px(8), 0, 0, 0)
        painting.draw_text(painter, painting.mirrored(box, rect), words, small, look.color("text2"))

    def _paint_answer(
        self, painter: QPainter, rect: QRect, box: QRect, row: Row, each: ConcernRow
    ) -> None:
        look, side = theme(), theme().px(16)
        kind = each.answer.kind if each.answer else ""
        is_fallen = each.answer is not None and bool(each.answer.lapsed)
        tone = row.trailing_tone
        mark = QRect(box.left(), box.top() + (box.height() - side) // 2, side, side)
        ink = {"decision": "decision", "action": "action"}.get(kind, tone)
        icons.paint(
            painter, painting.mirrored(mark, rect),
            _ICONS[kind if not is_fallen else ""], look.color(tone if is_fallen else ink),
        )  # fmt: skip
        x = mark.right() + look.px(6)
        number = each.answer.number if each.answer else ""
        first = QRect(x, box.top(), box.right() - x, box.height())
        rest = row.trailing
        if number:
            font = look.font(12, 600)
            width = painting.text_width(number, font)
            painting.draw_text(
                painter, painting.mirrored(first, rect), number, font, look.color("text")
            )
            first = first.adjusted(width + look.px(6), 0, 0, 0)
            rest = rest.removeprefix(number).strip()
        font = look.font(12, 500 if each.answer is None else 400)
        painting.draw_text(painter, painting.mirrored(first, rect), rest, font, look.color(tone))
        if row.trailing_second:
            small = look.font(11)
            below = QRect(
                box.left(), box.bottom() + look.px(2), box.width(), painting.line_height(small)
            )
            painting.draw_text(
                painter, painting.mirrored(below, rect), row.trailing_second, small,
                look.color("text2"), align=Qt.AlignmentFlag.AlignLeft,
            )  # fmt: skip
