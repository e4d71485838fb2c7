"""Which requests of the backlog are shown, and in which order."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.pages.plan.backlog import rows as listing
from ui.theme import theme
from ui.widgets.card import row
from ui.widgets.eliding_choice import ElidingChoice
from ui.widgets.flow import FlowLayout
from ui.widgets.naming import identify
from ui.widgets.text import Text


def _together(*parts: QWidget) -> QWidget:
    """Return parts that stay in one line."""
    holder = QWidget()
    holder.setProperty("plain", "true")
    line = row(8)
    holder.setLayout(line)
    for each in parts:
        line.addWidget(each)
    return holder


class Views(QWidget):
    """Three choices in a line that wraps, with a word before each kind."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("plain", "true")
        self.whose = identify(ElidingChoice(self.tr("Whose backlog")), "backlog-whose")
        self.whose.setMinimumContentsLength(11)
        self.side = identify(ElidingChoice(self.tr("Asked by which side")), "backlog-side")
        self.side.setMinimumContentsLength(9)
        self.order = identify(ElidingChoice(self.tr("In which order")), "backlog-order")
        self.order.setMinimumContentsLength(13)
        self.order.set_choices(
            [
                (listing.OWN, self.tr("In our order")),
                (listing.AGE, self.tr("Longest waiting first")),
                (listing.SIDE, self.tr("By side")), (listing.MINUTES, self.tr("Shortest first")),
                (listing.NEEDED, self.tr("Needed first")),
            ],
            listing.OWN,
        )  # fmt: skip
        self._words = (Text(self.tr("Show"), "small"), Text(self.tr("Sort"), "small"))
        show, sort = self._words
        flow = FlowLayout(self, spacing=8)
        flow.addWidget(_together(show, self.whose, self.side))
        flow.addWidget(_together(sort, self.order))
        theme().changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def _on_theme_changed(self) -> None:
        for each in self._words:
            each.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading)
            each.setFixedHeight(theme().px(32))
