"""The opened paper: what it is, whether it is whole, what it says, what changed, how to go on."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget

from facilitator.verifying import Check
from ui.opened_minutes import changed, reading
from ui.opened_minutes.continuing import ContinuePane
from ui.opened_minutes.opening import Opened
from ui.opened_minutes.page_text import PageText, paragraph, shorten
from ui.theme import theme
from ui.widgets.buttons import PlainButton
from ui.widgets.card import Card, column, row
from ui.widgets.chips import StatePill
from ui.widgets.naming import identify
from ui.widgets.notices import IconMark
from ui.widgets.segmented import FilterTabs
from ui.widgets.text import Text
from ui.wording import opened as words

if TYPE_CHECKING:
    from ui.shell import Shell

READ, CHANGED, CONTINUE = "read", "changed", "continue"
_SIZE = QSize(880, 680)
_LOW = 600


class OpenedMinutesDialog(QDialog):
    """Shows one opened paper. Nothing is written until something is taken over."""

    def __init__(self, shell: Shell, opened: Opened) -> None:
        super().__init__(shell.window_widget)
        self._shell, self.opened = shell, opened
        title = shorten(words.title(opened.read.paper), 160)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        identify(self, "opened-minutes")
        self._build(title)
        self._connect()
        self._fit()

    def _build(self, title: str) -> None:
        whole = column(12, 24)
        self.setLayout(whole)
        today = self._shell.workspace.today()
        whole.addWidget(Text(title, "heading", wrap=True))
        lead = shorten(words.lead(self.opened.read.paper, self.opened.read.code, today), 400)
        whole.addWidget(identify(Text(lead, "quiet", wrap=True), "opened-lead"))
        whole.addWidget(self._build_checks())
        self.tabs = FilterTabs(
            [
                (READ, self.tr("Read")),
                (CHANGED, self.tr("What changed since")),
                (CONTINUE, self.tr("Continue from it")),
            ],
            self.tr("What to see"),
            current=READ,
        )
        whole.addWidget(identify(self.tabs, "opened-tabs"))
        whole.addWidget(self._build_panes(), 1)
        foot = row(8)
        foot.addStretch(1)
        self.close_button = PlainButton(self.tr("Close"))
        foot.addWidget(self.close_button)
        whole.addLayout(foot)

    def _build_checks(self) -> Card:
        """Return what was found: each with a mark and a sentence, never colour alone."""
        found = self.opened.found
        card = Card(tone="bg", margin=12, spacing=4)
        card.add(StatePill(*words.verdict(found)))
        for check in found.checks:
            if check.is_wrong or not self._is_low():
                card.body.addLayout(self._check_line(check))
        return identify(card, "verify", self.tr("Verification"))

    def _is_low(self) -> bool:
        """Tell whether there is no room for more than the verdict and what is wrong."""
        return self._shell.window_widget.height() < theme().px(_LOW)

    def _check_line(self, check: Check) -> QHBoxLayout:
        box = row(8)
        icon, tone = words.mark(check)
        mark = IconMark(icon, tone, 16)
        sentence = words.says(check, self._shell.workspace.today())
        text = Text(sentence, "row", tone=tone if check.is_wrong else None, wrap=True)
        text.setAccessibleName(self._spoken(check, sentence))
        box.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        box.addWidget(text, 1)
        return box

    def _spoken(self, check: Check, sentence: str) -> str:
        if check.is_open:
            return sentence
        return (self.tr("Wrong: {0}") if check.is_wrong else self.tr("Right: {0}")).format(sentence)

    def _build_panes(self) -> QStackedWidget:
        self.panes = QStackedWidget()
        today = self._shell.workspace.today()
        self.read = identify(PageText(self.tr("What the minutes say")), "opened-read")
        self.read.show_page(partial(reading.page_of, self.opened.read.paper, today))
        self.changed = identify(PageText(self.tr("What changed since")), "opened-changes")
        if self.opened.changes is not None:
            self.changed.show_page(partial(changed.page_of, self.opened.changes, today))
            self.tabs.set_counts({CHANGED: len(self.opened.changes)})
        else:
            self.changed.show_page(self._no_session)
        self.going_on = ContinuePane(self._shell, self.opened)
        for pane in (self.read, self.changed, self.going_on):
            self.panes.addWidget(pane)
        return self.panes

    def _no_session(self) -> str:
        if not self._shell.workspace.is_open:
            return paragraph(self.tr("Open the engagement of this session to compare with it."))
        return paragraph(self.tr("The open engagement has no such session to compare with."))

    def _connect(self) -> None:
        self.tabs.chosen.connect(self._on_tab)
        self.close_button.clicked.connect(self.reject)
        self.going_on.done.connect(self.accept)

    def _on_tab(self, key: object) -> None:
        self.panes.setCurrentIndex((READ, CHANGED, CONTINUE).index(str(key)))

    def show_tab(self, key: str) -> None:
        """Show one of the three parts."""
        self.tabs.set_current(key)
        self._on_tab(key)

    def _fit(self) -> None:
        look, home = theme(), self._shell.window_widget.size()
        most = home - QSize(look.px(32), look.px(32))
        wanted = QSize(look.px(_SIZE.width()), look.px(_SIZE.height()))
        self.resize(wanted.boundedTo(most))
