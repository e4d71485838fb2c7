"""Money as bars: what each side pays, what nobody pays yet, what is too much; words beside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from facilitator.queries.budget import BudgetLine
from ui.theme import theme
from ui.widgets import painting
from ui.widgets.rows import Row, RowDelegate
from ui.wording import ground as wording_ground

Part = tuple[str, int]  # a party's colour, and its weight


def draw_shares(
    painter: QPainter, rect: QRect, shares: Sequence[Part], whole: int, *, over: bool = False
) -> None:
    """Draw parts of a whole side by side; the rest stays hollow, too much gets a red end."""
    look = theme()
    radius = rect.height() / 2
    path = QPainterPath()
    path.addRoundedRect(rect, radius, radius)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.save()
    painter.setClipPath(path)
    painter.fillRect(rect, look.color("sunken"))
    total, x = max(whole, sum(weight for _, weight in shares), 1), rect.left()
    for colour, weight in shares:
        wide = round(rect.width() * weight / total)
        part = painting.mirrored(QRect(x, rect.top(), wide, rect.height()), rect)
        painter.fillRect(part, look.party(colour).fill)
        painter.fillRect(QRect(part.right(), part.top(), 1, part.height()), look.color("surface"))
        x += wide
    painter.restore()
    painter.setPen(QPen(look.color("danger" if over else "border_strong"), 2 if over else 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)


class PotBar(QWidget):
    """One bar of the whole pot, by side."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shares: list[Part] = []
        self._whole = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def show_shares(self, shares: Sequence[Part], whole: int, words: str) -> None:
        """Show parts of a whole; `words` say the same."""
        self._shares, self._whole = list(shares), whole
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(200), theme().px(14))

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_shares(QPainter(self), self.rect().adjusted(1, 1, -1, -1), self._shares, self._whole)


class LineDelegate(RowDelegate):
    """A line of the budget: name and amount, its bar, who pays what. `Row.data` is the line."""

    def row_height(self, row: Row, width: int) -> int:
        """Return the height of a line: words, bar, words."""
        look = theme()
        if row.is_heading:
            return look.px(38)
        font = look.font(13, 500)
        room = width - look.px(24) - self.columns.trailing - look.px(12)
        words = painting.text_height(row.title, font, room, 2)
        second = painting.text_height(row.second, look.font(12), width - look.px(24), 2)
        return words + second + look.px(40)

    def paint_row(self, painter: QPainter, rect: QRect, row: Row, selected: bool) -> None:
        """Paint one line."""
        look = theme()
        if row.is_heading:
            _draw_heading(painter, rect, row)
            return
        line = row.data
        assert isinstance(line, BudgetLine)
        inner = rect.adjusted(look.px(12), look.px(10), -look.px(12), 0)
        name = QRect(inner)
        name.setRight(inner.right() - self.columns.trailing - look.px(12))
        used = painting.draw_text(
            painter, painting.mirrored(name, rect), row.title, look.font(13, 500),
            look.color("text2" if row.is_quiet else "text"), limit=2,
        )  # fmt: skip
        painting.draw_text(
            painter, painting.mirrored(inner, rect), row.trailing, look.font(12, 500),
            look.color(row.trailing_tone), align=Qt.AlignmentFlag.AlignRight,
        )  # fmt: skip
        bar = QRect(inner.left(), inner.top() + used + look.px(5), inner.width(), look.px(10))
        shares = [(share.colour, share.percent) for share in line.shares if share.percent]
        draw_shares(painter, painting.mirrored(bar, rect), shares, 100, over=line.percent > 100)
        below = QRect(inner.left(), bar.bottom() + look.px(6), inner.width(), look.px(40))
        painting.draw_text(
            painter, painting.mirrored(below, rect), row.second, look.font(12),
            look.color(row.second_tone), limit=2,
        )  # fmt: skip


def _draw_heading(painter: QPainter, rect: QRect, row: Row) -> None:
    """Draw a goal and its total; a long goal gives way."""
    look = theme()
    font = look.font(12, 600)
    tall = painting.line_height(font)
    line = QRect(rect.left() + look.px(12), rect.bottom() - tall - look.px(6), 0, tall)
    line.setRight(rect.right() - look.px(12))
    name = QRect(line)
    name.setRight(line.right() - painting.text_width(row.trailing, font) - look.px(12))
    painting.draw_text(painter, painting.mirrored(name, rect), row.title, font, look.color("text"))
    painting.draw_text(
        painter, painting.mirrored(line, rect), row.trailing, font, look.color("text2"),
        align=Qt.AlignmentFlag.AlignRight,
    )  # fmt: skip


def line_row(line: BudgetLine, currency: str) -> Row:
    """Return a line as a row: who pays what, and what nobody pays yet."""
    paid = [
        f"{share.party} {share.percent} %: {wording_ground.amount(share.cents, currency)}"
        if share.cents is not None
        else f"{share.party} {share.percent} %"
        for share in line.shares
        if share.percent
    ]
    rest, tone = wording_ground.cover(line, currency)
    state = wording_ground.state("budget", line.state)[0]
    parts = [state] if line.state != "approved" else []
    words = "; ".join([*parts, *([rest] if rest else []), *paid])
    trailing = wording_ground.amount(line.cents, currency)
    return Row(
        line.id, line.name, words, tone if rest else "text2", trailing=trailing,
        trailing_tone="text" if line.cents is not None else "text3",
        is_quiet=line.state == "refused", data=line,
        spoken=f"{line.name}, {trailing}, {words}",
    )  # fmt: skip
