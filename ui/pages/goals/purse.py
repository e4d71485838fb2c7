"""The money of a goal: a bar of each side's part, hollow where a side has none (G2)."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from facilitator.domain import money
from facilitator.queries.goals import BudgetPart, GoalBudget
from ui.theme import theme
from ui.widgets import painting
from ui.widgets.buttons import LinkButton
from ui.widgets.card import clear_layout, column, row
from ui.widgets.flow import FlowLayout
from ui.widgets.text import Text
from ui.wording import goals as wording_goals


class PartsBar(QWidget):
    """Coloured parts of a whole, side by side; what is left over stays empty."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: tuple[tuple[str, float], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def set_parts(self, parts: tuple[tuple[str, float], ...], spoken: str) -> None:
        """Show colours with their share of one."""
        self._parts = parts
        self.setAccessibleName(spoken)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(140), theme().px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height = look.px(10)
        box = QRectF(0.5, (self.height() - height) / 2, self.width() - 1, height)
        path = QPainterPath()
        path.addRoundedRect(box, height / 2, height / 2)
        painter.fillPath(path, look.color("sunken"))
        painter.setClipPath(path)
        x = box.left()
        for colour, share in self._parts:
            wide = box.width() * share
            part = QRect(round(x), round(box.top()), round(wide), height + 1)
            painter.fillRect(painting.mirrored(part, self.rect()), look.party(colour).fill)
            x += wide
        painter.setClipping(False)
        painter.setPen(QPen(look.color("border_strong"), 1))
        if sum(share for _colour, share in self._parts) < 0.999:
            painter.drawPath(path)


class PartLabel(QWidget):
    """A dot and words; a hollow dot where there is no part."""

    def __init__(self, colour: str, words: str, *, hollow: bool) -> None:
        super().__init__()
        self._colour, self._words, self._hollow = colour, words, hollow
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        look = theme()
        return QSize(painting.text_width(self._words, look.font(12)) + look.px(18), look.px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), QPainter(self)
        font, fill = look.font(12), look.party(self._colour).fill
        dot = painting.mirrored(QRect(0, 0, look.px(12), self.height()), self.rect())
        centre = QPointF(dot.center()) + QPointF(0.5, 0.5)
        if self._hollow:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(fill, 1.6 * look.unit))
            painter.setBrush(look.color("surface"))
            painter.drawEllipse(centre, look.px(4), look.px(4))
        else:
            painting.draw_dot(painter, centre, look.px(9), fill)
        height = painting.line_height(font)
        words = QRect(look.px(18), (self.height() - height) // 2, self.width(), height)
        painting.draw_text(
            painter, painting.mirrored(words, self.rect()), self._words, font, look.color("text")
        )


class Purse(QWidget):
    """Budget: the bar, and each side's part in words."""

    def __init__(self) -> None:
        super().__init__()
        line = row(12)
        self.setLayout(line)
        line.addWidget(Text(self.tr("Budget"), "strong"))
        self.bar = PartsBar()
        line.addWidget(self.bar)
        self._labels = QWidget()
        self._flow = FlowLayout(self._labels, 14)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self._labels.setSizePolicy(policy)
        place = column(0)  # as high as the link beside it, so that one line stands level
        place.setContentsMargins(0, theme().px(6), 0, theme().px(6))
        place.addWidget(self._labels)
        line.addLayout(place, 1)
        self.to_money = LinkButton(self.tr("Money"))
        self.to_money.setAccessibleName(self.tr("See the shared money"))
        line.addWidget(self.to_money)

    def show_budget(self, budget: GoalBudget) -> None:
        """Show the money of a goal."""
        clear_layout(self._flow)
        whole = budget.cents or 1
        shares = tuple((each.colour, each.cents / whole) for each in budget.parts if each.cents)
        spoken = self.tr("Budget: {0}").format(money.show(budget.cents, budget.currency))
        self.bar.set_parts(shares, spoken)
        self.bar.setVisible(bool(budget.cents))
        if not budget.lines:
            self._add("", self.tr("No money was written for this goal yet"), hollow=True)
            return
        for each in budget.parts:
            self._part(budget, each)
        if budget.unshared:
            amount = money.show(budget.unshared, budget.currency)
            self._add("", self.tr("{0} taken by nobody yet").format(amount), hollow=True)
        if budget.open_lines:
            words = self.tr("1 line without an amount")
            if budget.open_lines > 1:
                words = self.tr("{0} lines without an amount").format(budget.open_lines)
            self._add("", words, hollow=True)

    def _part(self, budget: GoalBudget, each: BudgetPart) -> None:
        self._add(each.colour, wording_goals.part(budget, each), hollow=not each.cents)

    def _add(self, colour: str, words: str, *, hollow: bool) -> None:
        self._flow.addWidget(PartLabel(colour, words, hollow=hollow))
