"""The band that shows when all new actions fall on one side (A3): counts, not scores."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QMenu, QSizePolicy, QWidget

from ui import icons
from ui.theme import theme
from ui.widgets import painting
from ui.widgets.buttons import PlainButton
from ui.widgets.card import Card, column, row
from ui.widgets.naming import identify
from ui.widgets.notices import IconMark
from ui.widgets.text import Text

Owed = tuple[int, str, str, int, int]  # party id, party, colour, open, of these new today
_MOST_SQUARES = 10


def one_sided(owed: tuple[Owed, ...]) -> Owed | None:
    """Return the party that all new actions fall on, None where they do not."""
    new = [each for each in owed if each[4]]
    return new[0] if len(new) == 1 and len(owed) > 1 else None


class _OwedRows(QWidget):
    """What each side owes: filled squares were open before, outlined ones are new today."""

    def __init__(self) -> None:
        super().__init__()
        self._owed: tuple[Owed, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def show_owed(self, owed: tuple[Owed, ...]) -> None:
        """Show these sides."""
        self._owed = owed
        words = [f"{self._title(each)} {self._words(each)}" for each in owed]
        self.setAccessibleName(". ".join(words))
        self.updateGeometry()
        self.update()

    def _title(self, each: Owed) -> str:
        return self.tr("{0} owes").format(each[1])

    def _words(self, each: Owed) -> str:
        if not each[3]:
            return self.tr("nothing open, nothing new")
        new = self.tr("{0} new today").format(each[4]) if each[4] else self.tr("nothing new")
        return self.tr("{0} open, {1}").format(each[3], new)

    def _title_width(self) -> int:
        font = theme().font(13, 500)
        widths = [painting.text_width(self._title(each), font) for each in self._owed]
        return max(widths, default=0)

    def _square_room(self, each: Owed) -> int:
        return theme().px(24) * min(each[3], _MOST_SQUARES)

    def sizeHint(self) -> QSize:
        look = theme()
        font = look.font(12)
        widths = [
            self._square_room(each) + painting.text_width(self._words(each), font)
            for each in self._owed
        ]
        width = look.px(14) + self._title_width() + look.px(28) + max(widths, default=0)
        return QSize(width, look.px(34) * max(len(self._owed), 1))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(220), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), QPainter(self)
        high, bold, small = look.px(34), look.font(13, 500), look.font(12)
        for number, each in enumerate(self._owed):
            line = QRect(0, number * high, self.width(), high)
            dot = painting.mirrored(QRect(0, line.top(), look.px(8), high), self.rect())
            centre = QPointF(dot.center()) + QPointF(0.5, 0.5)
            painting.draw_dot(painter, centre, look.px(8), look.party(each[2]).fill)
            x = look.px(14)
            self._text(painter, line, x, self._title(each), bold)
            x += self._title_width() + look.px(20)
            self._squares(painter, line, x, each)
            x += self._square_room(each) + (look.px(4) if each[3] else 0)
            self._text(painter, line, x, self._words(each), small)

    def _text(self, painter: QPainter, line: QRect, x: int, words: str, font: QFont) -> None:
        tall = painting.line_height(font)
        box = QRect(x, line.center().y() - tall // 2, max(line.width() - x, 1), tall)
        box = painting.mirrored(box, self.rect())
        painting.draw_text(painter, box, words, font, theme().color("text"))

    def _squares(self, painter: QPainter, line: QRect, x: int, each: Owed) -> None:
        look = theme()
        fill = look.party(each[2]).fill
        count = min(each[3], _MOST_SQUARES)
        for number in range(count):
            box = QRect(
                x + number * look.px(24), line.center().y() - look.px(7), look.px(19), look.px(15)
            )
            box = painting.mirrored(box, self.rect())
            is_new = number >= count - min(each[4], count)
            if is_new:
                painting.draw_round(painter, box, look.px(4), look.color("surface"), fill, 1.5)
            else:
                painting.draw_round(painter, box, look.px(4), fill)


class OwedBand(Card):
    """Asks what the side that took on nothing could promise. Never blocks."""

    action_asked = Signal(object, str)
    reason_asked = Signal()

    def __init__(self) -> None:
        super().__init__(tone="warn_soft", margin=14, spacing=0)
        line = row(16)
        self.body.addLayout(line)
        line.addWidget(IconMark("scales", "warn", 20), 0, Qt.AlignmentFlag.AlignTop)
        self._middle: QBoxLayout = row(16)
        words = column(2)
        self.heading = Text("", "lead")
        self.sentence = Text("", "body", wrap=True)
        words.addWidget(self.heading)
        words.addWidget(self.sentence)
        words.addStretch(1)
        self._middle.addLayout(words, 1)
        self.owed = _OwedRows()
        self._middle.addWidget(self.owed, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(self._middle, 1)
        buttons = column(8)
        self.add_action = identify(PlainButton("", icon="plus"), "owed-add-action")
        self.reason = identify(PlainButton(self.tr("Note a reason instead")), "owed-reason")
        buttons.addWidget(self.add_action)
        buttons.addWidget(self.reason)
        buttons.addStretch(1)
        line.addLayout(buttons)
        self._others: list[Owed] = []
        self.add_action.clicked.connect(self._on_action)
        self.reason.clicked.connect(self.reason_asked)

    def set_narrow(self, narrow: bool) -> None:
        """Put the counts below the words where they do not fit beside them."""
        below, beside = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._middle.setDirection(below if narrow else beside)

    def show_owed(self, owed: tuple[Owed, ...], until: str) -> bool:
        """Show the band where all new actions fall on one side; tell whether they do."""
        one = one_sided(owed)
        self.setVisible(one is not None)
        if one is None:
            return False
        others = [each for each in owed if each[0] != one[0]]
        self._others = others
        heading = {
            1: self.tr("The one new action falls on {0}"),
            2: self.tr("Both new actions fall on {0}"),
        }.get(one[4], self.tr("All new actions fall on {0}"))
        self.heading.setText(heading.format(one[1]))
        names = [each[1] for each in others]
        name = self.tr(" and ").join([*([", ".join(names[:-1])] if names[1:] else []), names[-1]])
        ask = self.tr("What can {0} promise until {1}?") if until else self.tr("What can {0} do?")
        sentence = self.tr(
            "{0} takes on nothing new today. A side that only gives stops coming. Ask: “{1}”"
        )
        if len(others) > 1:
            sentence = self.tr(
                "{0} take on nothing new today. A side that only gives stops coming. Ask: “{1}”"
            )
        self.sentence.setText(sentence.format(name, ask.format(name, until)))
        self.owed.show_owed(owed)
        words = self.tr("Add action for {0}").format(others[0][1])
        if len(others) > 1:
            words = self.tr("Add action for…")
        self.add_action.setText(words)
        self.add_action.updateGeometry()
        return True

    def _on_action(self) -> None:
        """Ask for an action of the side that took on nothing; of several, let one be chosen."""
        if len(self._others) == 1:
            self._ask(self._others[0])
        elif self._others:
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            for each in self._others:
                menu.addAction(icons.party_icon(each[2]), each[1], partial(self._ask, each))
            menu.popup(self.add_action.mapToGlobal(self.add_action.rect().bottomLeft()))

    def _ask(self, each: Owed) -> None:
        self.action_asked.emit(each[0], each[1])
