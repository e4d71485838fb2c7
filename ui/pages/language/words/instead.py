"""What to say instead, in general and to each side; and who accepts the agreed wording."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from facilitator.commands import glossary
from facilitator.domain.acceptance import Standing
from facilitator.queries.glossary import WordDetail, WordSide
from ui import wording
from ui.drafts import Drafts, TypingSaver
from ui.shell import Shell
from ui.theme import theme
from ui.widgets.buttons import LinkButton, explain_disabled
from ui.widgets.card import clear_layout, column, row
from ui.widgets.chips import DotLabel
from ui.widgets.fields import line_edit
from ui.widgets.naming import identify
from ui.widgets.notices import IconMark
from ui.widgets.text import Text
from ui.workspace import Workspace


class _Line(QWidget):
    """Who it is for, the words, and Copy."""

    def __init__(self, shell: Shell, name: str, colours: tuple[str, ...], slug: str) -> None:
        super().__init__()
        self._shell = shell
        line = row(8)
        self.setLayout(line)
        self.who = DotLabel(name, colours)
        self.who.setFixedWidth(theme().px(104))
        self.edit = identify(
            line_edit(placeholder=self.tr("Say instead")),
            f"term-instead-{slug}",
            self.tr("Say instead, {0}").format(name),
        )
        self.copy = LinkButton(self.tr("Copy"))
        self.copy.setAccessibleName(self.tr("Copy what to say instead, {0}").format(name))
        line.addWidget(self.who)
        line.addWidget(self.edit, 1)
        line.addWidget(self.copy)
        self.copy.clicked.connect(self._on_copy)
        self.edit.textChanged.connect(self._on_text)
        self._on_text()

    def _on_text(self) -> None:
        self.copy.setEnabled(bool(self.edit.text().strip()))

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.edit.text().strip())
        self._shell.toast(self.tr("Copied “{0}”.").format(self.edit.text().strip()))


class Instead(QWidget):
    """A line for everybody, and one for each side."""

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__()
        self._workspace, self._shell = workspace, shell
        self._term_id = 0
        self._lines: list[_Line] = []
        self._savers: list[TypingSaver] = []
        self._parties: list[int] = []
        self._box = column(6)
        self.setLayout(self._box)

    def show_word(self, word: WordDetail, *, force: bool = False) -> None:
        """Show a word's lines; those shown already keep what somebody types."""
        parties = [side.party_id for side in word.sides]
        if word.id != self._term_id or parties != self._parties:
            self._rebuild(word)
        said = [word.say_instead, *(side.say_instead for side in word.sides)]
        for saver, words in zip(self._savers, said, strict=True):
            saver.load(words, force=force)
        for line in self._lines:
            line.edit.setReadOnly(self._workspace.read_only)

    def _rebuild(self, word: WordDetail) -> None:
        self._term_id = word.id
        self._parties = [side.party_id for side in word.sides]
        clear_layout(self._box)
        drafts = self._shell.drafts
        general = _Line(self._shell, self.tr("Everybody"), (), "everybody")
        self._lines, self._savers = [general], [self._bound(drafts, general.edit, None)]
        for side in word.sides:
            slug = side.short.lower().replace(" ", "-")
            line = _Line(self._shell, side.short, (side.colour,), slug)
            self._lines.append(line)
            self._savers.append(self._bound(drafts, line.edit, side.party_id))
        for line in self._lines:
            self._box.addWidget(line)

    def _bound(self, drafts: Drafts, edit: QLineEdit, party_id: int | None) -> TypingSaver:
        return drafts.bind_text(edit, partial(self._save, self._term_id, party_id))

    def _save(self, term_id: int, party_id: int | None, words: str) -> None:
        if party_id is None:
            self._workspace.run(glossary.set_term, term_id, say_instead=words)
        else:
            self._workspace.run(glossary.set_side, term_id, party_id, say_instead=words)


class Accepting(QWidget):
    """One line for each side: it accepts the agreed wording, or other words, or has not said."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._term_id = 0
        self._box = column(2)
        self.setLayout(self._box)
        self._shown: object = None
        self.links: dict[int, LinkButton] = {}

    def show_word(self, word: WordDetail) -> None:
        """Show where each side stands; without words there is nothing to accept."""
        shown = (word.id, word.sides, bool(word.agreed_wording), self._workspace.read_only)
        if shown == self._shown:
            return
        held = next((key for key, link in self.links.items() if link.hasFocus()), None)
        self._shown, self._term_id = shown, word.id
        clear_layout(self._box)
        self.links = {}
        self.setVisible(bool(word.agreed_wording) or any(s.accepted_on for s in word.sides))
        for side in word.sides:
            self._add(side, has_words=bool(word.agreed_wording))
        if held in self.links:
            self.links[held].setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, side: WordSide, *, has_words: bool) -> None:
        line = row(8)
        standing = Standing(side.standing)
        icon, tone = {
            Standing.ACCEPTED: ("check-circle-fill", "ok"),
            Standing.STALE: ("warning-circle", "warn"),
            Standing.OPEN: ("circle", "text3"),
        }[standing]
        line.addWidget(IconMark(icon, tone, 16))
        words = Text(self._told(side, standing), "row", wrap=True)
        line.addWidget(words, 1)
        link = LinkButton(self._offer(standing))
        link.setAccessibleName(f"{side.short}: {link.text()}")
        link.clicked.connect(partial(self._on_pressed, side.party_id, standing))
        if not has_words and standing is Standing.OPEN:
            link.hide()  # never shown before it has a parent: that would be a window
        if self._workspace.read_only:
            explain_disabled(link, self.tr("This file is open read-only."))
        self.links[side.party_id] = link
        line.addWidget(link)
        self._box.addLayout(line)

    def _told(self, side: WordSide, standing: Standing) -> str:
        if standing is Standing.OPEN:
            return self.tr("{0} has not accepted it").format(side.short)
        day = wording.short_day(side.accepted_on, self._workspace.today())
        who = f", {side.accepted_by}" if side.accepted_by else ""
        if standing is Standing.ACCEPTED:
            return self.tr("{0} accepts this wording, {1}{2}").format(side.short, day, who)
        return self.tr("{0} accepted other words on {1}; ask again").format(side.short, day)

    def _offer(self, standing: Standing) -> str:
        if standing is Standing.ACCEPTED:
            return self.tr("Take back")
        return self.tr("Accepts it now") if standing is Standing.STALE else self.tr("Accepts it")

    def _on_pressed(self, party_id: int, standing: Standing) -> None:
        verb = glossary.withdraw_wording
        if standing is not Standing.ACCEPTED:
            verb = glossary.accept_wording
        self._workspace.carry_out(verb, self._term_id, party_id)
