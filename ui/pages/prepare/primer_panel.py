"""A word or a method of a session, in five minutes (L8)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QMenu, QWidget

from facilitator.commands import primers as commands
from facilitator.domain.words import PrimerKind
from facilitator.queries.primers import PrimerChoice, PrimerRow, methods, words
from ui import icons
from ui.dialogs.words_form import WordsDialog
from ui.shell import Shell
from ui.theme import theme
from ui.widgets.buttons import IconButton, LinkButton, PlainButton, explain_disabled
from ui.widgets.card import Card, column, row
from ui.widgets.flow import FlowLayout
from ui.widgets.naming import identify
from ui.widgets.notices import IconMark
from ui.widgets.quiet_edit import QuietTextEdit
from ui.widgets.scrolled import scrolled
from ui.widgets.text import Text
from ui.wording import sayback as wording_sayback
from ui.workspace import Workspace

_IN_MENU = 12


class PrimerCard(Card):
    """One card: its title and text, typed where they stand."""

    def __init__(self, workspace: Workspace, shell: Shell, primer: PrimerRow) -> None:
        super().__init__(tone="bg", margin=10, spacing=2)
        self._workspace, self._shell, self._primer = workspace, shell, primer
        head = row(6)
        icon = "translate" if primer.kind == PrimerKind.WORD else "users"
        head.addWidget(IconMark(icon, "accent", 16))
        self.title_edit = identify(
            QuietTextEdit(one_line=True, font=(13, 600)), "primer-title",
            self.tr("Title of the primer"),
        )  # fmt: skip
        self.remove = identify(IconButton("x", self.tr("Remove this primer")), "primer-remove")
        head.addWidget(self.title_edit, 1)
        head.addWidget(self.remove)
        self.body.addLayout(head)
        self.text_edit = identify(
            QuietTextEdit(placeholder=self.tr("In plain words, for five minutes"), least=2),
            "primer-text",
            self.tr("Text of the primer"),
        )
        self.add(self.text_edit)
        self.agenda = identify(LinkButton(""), "primer-agenda")
        line = row(0)
        line.addWidget(self.agenda)
        line.addStretch(1)
        self.body.addLayout(line)
        save = partial(_save, workspace, primer.id)
        self._savers = {
            "title": shell.drafts.bind_text(self.title_edit, partial(save, "title")),
            "text": shell.drafts.bind_text(self.text_edit, partial(save, "text")),
        }
        self.title_edit.entered.connect(self.text_edit.setFocus)
        self.remove.clicked.connect(self._on_remove)
        self.agenda.clicked.connect(self._on_agenda)

    def show_primer(self, primer: PrimerRow, *, is_fixed: bool, force: bool) -> None:
        """Show what the file says."""
        self._primer = primer
        self._savers["title"].load(primer.title, force=force)
        self._savers["text"].load(primer.text, force=force)
        on_agenda = primer.item_id is not None
        words_ = (
            self.tr("On the agenda")
            if on_agenda
            else self.tr("Make it an agenda item of {0} min").format(round(primer.length_s / 60))
        )
        self.agenda.setText(words_)
        self.agenda.setAccessibleName(f"{words_}: {primer.title}")
        self.agenda.updateGeometry()
        reason = self.tr("This agenda cannot be changed.") if is_fixed else None
        for button in (self.remove, self.agenda):
            explain_disabled(button, None if on_agenda and button is self.agenda else reason)
        self.title_edit.setReadOnly(is_fixed)
        self.text_edit.setReadOnly(is_fixed)

    def _on_remove(self) -> None:
        if self._workspace.carry_out(commands.remove_primer, self._primer.id):
            self._shell.toast(self.tr("Primer removed."), undo=True)

    def _on_agenda(self) -> None:
        if self._primer.item_id is not None:
            self._shell.go("prepare", item_id=self._primer.item_id)
        elif self._workspace.run(commands.put_primer_on_agenda, self._primer.id) is not None:
            self._shell.toast(self.tr("First on the agenda."), undo=True)


def _save(workspace: Workspace, primer_id: int, name: str, value: str) -> None:
    if name != "title" or value.strip():
        workspace.run(commands.set_primer, primer_id, **{name: value})


class PrimerPanel(QWidget):
    """The cards of one session, and what could be one."""

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__()
        self._workspace, self._shell = workspace, shell
        self._session_id: int | None = None
        self._cards: dict[int, PrimerCard] = {}
        self._is_fixed = False
        self._build()

    def _build(self) -> None:
        whole = column(0)
        self.setLayout(whole)
        inside = QWidget()
        box = column(8)
        inside.setLayout(box)
        self.lead = Text(
            self.tr("A word or a method of this session, explained in five minutes at its start."),
            "small", wrap=True,
        )  # fmt: skip
        box.addWidget(self.lead)
        self._list = column(8)
        box.addLayout(self._list)
        ways = QWidget()
        line = FlowLayout(ways, 6)
        self.add_word = identify(
            PlainButton(self.tr("A word"), icon="translate", trailing="caret-down", compact=True),
            "primer-word",
            self.tr("Add a primer for a word"),
        )
        self.add_method = identify(
            PlainButton(self.tr("A method"), icon="users", trailing="caret-down", compact=True),
            "primer-method",
            self.tr("Add a primer for a method"),
        )
        line.addWidget(self.add_word)
        line.addWidget(self.add_method)
        box.addWidget(ways)
        box.addStretch(1)
        whole.addWidget(scrolled(inside), 1)
        self.add_word.clicked.connect(self._on_words)
        self.add_method.clicked.connect(self._on_methods)

    def sizeHint(self) -> QSize:
        """Ask for little: what is higher scrolls here, not with the whole page."""
        return QSize(theme().px(280), theme().px(160))

    def show_primers(
        self, session_id: int, found: Sequence[PrimerRow], *, is_fixed: bool, force: bool = False
    ) -> None:
        """Show the cards, keeping those that somebody is typing in."""
        if session_id != self._session_id or [each.id for each in found] != list(self._cards):
            self._rebuild(found)
            force = True
        self._session_id, self._is_fixed = session_id, is_fixed
        for each in found:
            self._cards[each.id].show_primer(each, is_fixed=is_fixed, force=force)
        reason = self.tr("This agenda cannot be changed.") if is_fixed else None
        for button in (self.add_word, self.add_method):
            explain_disabled(button, reason)

    def _rebuild(self, found: Sequence[PrimerRow]) -> None:
        """Make cards for those that are new; one that somebody types in stays as it is."""
        kept, self._cards = self._cards, {}
        for number, each in enumerate(found):
            card = kept.pop(each.id, None) or PrimerCard(self._workspace, self._shell, each)
            self._cards[each.id] = card
            self._list.insertWidget(number, card)
        for card in kept.values():
            self._list.removeWidget(card)
            card.hide()
            card.deleteLater()

    # --- adding -----------------------------------------------------------------------------

    def _on_words(self) -> None:
        if self._session_id is None:
            return
        choices = words(self._workspace.reader, self._session_id)
        menu = QMenu(self)
        for each in [each for each in choices if each.uses][:_IN_MENU]:
            action = menu.addAction(icons.icon("translate"), each.title.replace("&", "&&"))
            action.triggered.connect(partial(self._add, each))
        if menu.isEmpty():
            menu.addAction(self.tr("No word of the glossary is on this agenda")).setEnabled(False)
        menu.addSeparator()
        menu.addAction(self.tr("Another word…"), self._on_other_word)
        menu.popup(self.add_word.mapToGlobal(self.add_word.rect().bottomLeft()))

    def _on_other_word(self) -> None:
        WordsDialog(
            self._shell.window_widget, self.tr("Primer for a word"), self.tr("Word"),
            self.tr("Add"), self._add_named,
            lead=self.tr("Where the glossary has it, its plain words are taken from there."),
        ).open()  # fmt: skip

    def _add_named(self, name: str) -> None:
        """Add a word by its name; one that is not in the glossary has still to be explained."""
        if self._session_id is None:
            return
        wanted = name.strip().casefold()
        known = words(self._workspace.reader, self._session_id)
        found = next((each for each in known if each.title.casefold() == wanted), None)
        choice = found or PrimerChoice(PrimerKind.WORD.value, name, "")
        commands.add_primer(
            self._workspace.store, self._session_id, PrimerKind.WORD, choice.title, choice.text,
            term_id=choice.term_id,
        )  # fmt: skip

    def _on_methods(self) -> None:
        menu = QMenu(self)
        for each in methods():
            action = menu.addAction(icons.icon("users"), each.title)
            action.setToolTip(wording_sayback.first_sentence(each.text))
            action.triggered.connect(partial(self._add, each))
        menu.setToolTipsVisible(True)
        menu.popup(self.add_method.mapToGlobal(self.add_method.rect().bottomLeft()))

    def _add(self, choice: PrimerChoice) -> None:
        if self._session_id is None:
            return
        made = self._workspace.run(
            commands.add_primer, self._session_id, PrimerKind(choice.kind), choice.title,
            choice.text, term_id=choice.term_id,
        )  # fmt: skip
        if made is not None and made in self._cards:
            self._cards[made].title_edit.setFocus()
