"""Words that were used and never explained: ask the side that said it, or write it (L4)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QMenu, QWidget

from facilitator.commands import glossary, unknown_words
from facilitator.domain.words import UnknownState
from facilitator.queries.engagement import parties
from facilitator.queries.glossary_used import SaidTerm, UnknownRow
from ui import icons, wording
from ui.shell import Shell
from ui.widgets.buttons import IconButton, LinkButton, PlainButton, explain_disabled
from ui.widgets.card import Card, Divider, clear_layout, column, row
from ui.widgets.chips import Chip, DotLabel
from ui.widgets.flow import FlowLayout
from ui.widgets.naming import identify
from ui.widgets.scrolled import scrolled
from ui.widgets.text import Text
from ui.wording import language as wording_language
from ui.workspace import Workspace

_SHOWN = 30  # more are counted below


class _Asked(QWidget):
    """One word: who said it and where, who needs it, and what can be done."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.box = column(3)
        self.setLayout(self.box)
        self.title = Text(title, "strong", wrap=True)
        self.head = row(4)
        self.head.addWidget(self.title, 1)
        self.box.addLayout(self.head)
        self.buttons = QWidget()
        self.flow = FlowLayout(self.buttons, spacing=4)

    def add_buttons(self, buttons: Sequence[QWidget]) -> None:
        """Put the buttons below the words."""
        for button in buttons:
            self.flow.addWidget(button)
        self.box.addWidget(self.buttons)


class AskCard(Card):
    """The column at the right. `written` carries the entry that a word became."""

    written = Signal(object)

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(self.tr("Ask for plain words"), margin=16, spacing=8)
        self._workspace, self._shell = workspace, shell
        self._shown: object = None
        self._first: dict[int, QAbstractButton] = {}
        self.lead = Text("", "small", wrap=True)
        self.add(self.lead)
        inside = QWidget()
        self._list = column(10)
        inside.setLayout(self._list)
        self.add(scrolled(inside), 1)
        self.foot = Text(
            self.tr("Asked words wait here and go on the pre-brief of that side."), "hint",
            wrap=True,
        )  # fmt: skip
        self.add(self.foot)
        identify(self, "ask-plain-words")

    def show_words(self, unknown: Sequence[UnknownRow], said: Sequence[SaidTerm]) -> None:
        """Show what waits, unless it is what is shown already."""
        shown = (tuple(unknown), tuple(said), self._workspace.read_only)
        if shown == self._shown:
            return
        held = next((key for key, button in self._first.items() if button.hasFocus()), None)
        self._shown, self._first = shown, {}
        clear_layout(self._list)
        count = len(unknown) + len(said)
        self.set_title(self.tr("Ask for plain words"), str(count) if count else "")
        self.lead.setText(
            self.tr("Words that were used and that nobody has explained.")
            if count
            else self.tr("All words are explained.")
        )
        self.foot.setVisible(bool(unknown))
        entries = [self._said(each) for each in said] + [self._unknown(each) for each in unknown]
        for entry in entries[:_SHOWN]:
            self._list.addWidget(Divider())
            self._list.addWidget(entry)
        if len(entries) > _SHOWN:
            more = self.tr("{0} more when these are settled").format(len(entries) - _SHOWN)
            self._list.addWidget(Text(more, "small", wrap=True))
        self._list.addStretch(1)
        if held in self._first:
            self._first[held].setFocus(Qt.FocusReason.OtherFocusReason)

    # --- a word that was used ---------------------------------------------------------------

    def _unknown(self, word: UnknownRow) -> QWidget:
        title = f"{word.word} ({word.expansion})" if word.expansion else word.word
        entry = _Asked(title)
        self._add_source(entry, word.person or word.party, word.colour, word.where)
        day = wording.short_day(word.on, self._workspace.today())
        needed = wording_language.needed_by(word.needed_by) if word.party else ""
        told = self.tr("{0}, {1}").format(day, needed[:1].lower() + needed[1:]) if needed else day
        entry.box.addWidget(Text(told, "small", wrap=True))
        if word.state == UnknownState.ASKED:
            day = wording.short_day(word.asked_on, self._workspace.today())
            entry.box.addWidget(
                Chip(self.tr("Asked {0}").format(day), "accent", icon="check"),
                0, Qt.AlignmentFlag.AlignLeft,
            )  # fmt: skip
        ask, write, leave = self._buttons(word)
        entry.head.addWidget(leave, 0, Qt.AlignmentFlag.AlignTop)
        entry.add_buttons([ask, write] if word.state == UnknownState.OPEN else [write])
        return entry

    def _add_source(self, entry: _Asked, who: str, colour: str, where: str) -> None:
        words = self.tr("{0} said it").format(_called(who)) if who else self.tr("Used")
        line = ", ".join(part for part in (words, where) if part)
        said = DotLabel(line, (colour or None,))
        said.setToolTip(", ".join(part for part in (who, where) if part))
        entry.box.addWidget(said)

    def _buttons(
        self, word: UnknownRow
    ) -> tuple[QAbstractButton, QAbstractButton, QAbstractButton]:
        who = _called(word.person) or word.party
        ask = PlainButton(
            self.tr("Ask {0}").format(who) if who else self.tr("Ask"), compact=True,
            trailing="" if who else "caret-down",
        )  # fmt: skip
        ask.setAccessibleName(f"{ask.text()}: {word.word}")
        write = LinkButton(self.tr("Write it"))
        write.setAccessibleName(self.tr("Write what {0} means").format(word.word))
        leave = IconButton("x", self.tr("“{0}” needs no explaining").format(word.word))
        ask.clicked.connect(partial(self._on_ask, word, ask))
        write.clicked.connect(partial(self._on_write, word))
        leave.clicked.connect(partial(self._on_leave, word))
        self._first[word.id] = ask if word.state == UnknownState.OPEN else write
        self._lock(ask, write, leave)
        return ask, write, leave

    def _lock(self, *buttons: QAbstractButton) -> None:
        if self._workspace.read_only:
            for button in buttons:
                explain_disabled(button, self.tr("This file is open read-only."))

    def _on_ask(self, word: UnknownRow, button: QWidget) -> None:
        if word.party_id is not None:
            self._ask(word, word.party_id)
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for party in parties(self._workspace.reader):
            action = menu.addAction(icons.party_icon(party.colour), party.name)
            action.triggered.connect(partial(self._ask, word, party.id))
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _ask(self, word: UnknownRow, party_id: int, *_: object) -> None:
        if self._workspace.carry_out(
            unknown_words.ask_for_plain_words, word.id, party_id, word.person_id
        ):
            words = self.tr("“{0}” is on the pre-brief of that side.").format(word.word)
            self._shell.toast(words, undo=True)

    def _on_write(self, word: UnknownRow) -> None:
        self.written.emit(self._workspace.run(unknown_words.explain_word, word.id))

    def _on_leave(self, word: UnknownRow) -> None:
        if self._workspace.carry_out(unknown_words.ignore_word, word.id):
            words = self.tr("“{0}” needs no explaining.").format(word.word)
            self._shell.toast(words, undo=True)

    # --- a term that was captured -----------------------------------------------------------

    def _said(self, said: SaidTerm) -> QWidget:
        entry = _Asked(said.text)
        self._add_source(entry, said.person or said.party, said.colour, said.session_label)
        day = wording.short_day(said.on, self._workspace.today())
        entry.box.addWidget(
            Text(self.tr("{0}, captured as a term").format(day), "small", wrap=True)
        )
        take = PlainButton(self.tr("Make it a word"), compact=True)
        take.setAccessibleName(self.tr("Make “{0}” a word").format(said.text))
        take.clicked.connect(partial(self._on_take, said))
        self._first[said.id] = take
        self._lock(take)
        entry.add_buttons([take])
        return entry

    def _on_take(self, said: SaidTerm) -> None:
        self.written.emit(self._workspace.run(glossary.term_from_capture, said.id))


def _called(name: str) -> str:
    """Return what somebody is called in a narrow column: the first name."""
    return name.split(" ")[0]
