"""One word: what it means to each side, plain words, what to say instead, where it is used."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from facilitator.commands import glossary
from facilitator.domain.words import TermRelation
from facilitator.queries.glossary import WordDetail
from facilitator.queries.search import Hit
from ui import wording
from ui.drafts import TypingSaver
from ui.pages.language.words.halves import Halves
from ui.pages.language.words.instead import Accepting, Instead
from ui.pages.language.words.relating import Relating
from ui.pages.language.words.used import UsedIn
from ui.shell import Shell
from ui.theme import theme
from ui.widgets.buttons import IconButton
from ui.widgets.card import Card, Divider, column, row
from ui.widgets.chips import Chip
from ui.widgets.fields import FieldLabel, line_edit
from ui.widgets.naming import identify
from ui.widgets.quiet_edit import QuietTextEdit
from ui.widgets.text import Text
from ui.wording import language as wording_language
from ui.workspace import Workspace


class WordView(Card):
    """The word chosen in the list; saved while it is typed.

    `asked_for` says that another word is to be shown.
    """

    asked_for = Signal(object)

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(margin=20, spacing=10)
        self._workspace, self._shell = workspace, shell
        self._word: WordDetail | None = None
        self._build()
        self._connect()

    # --- building ---------------------------------------------------------------------------

    def _build(self) -> None:
        head = row(4)
        self.term = identify(
            QuietTextEdit(placeholder=self.tr("The word"), one_line=True, font=(20, 600)),
            "term-word", self.tr("Word"),
        )  # fmt: skip
        self.pencil = IconButton("pencil-simple", self.tr("Edit the word"))
        self.more = identify(IconButton("dots-three", self.tr("More for this word")), "term-more")
        head.addWidget(self.term, 1)
        head.addWidget(self.pencil)
        head.addWidget(self.more)
        self.body.addLayout(head)
        self.problem = Text("", "hint", tone="danger")
        self.problem.hide()
        self.add(self.problem)
        self._build_facts()
        self.halves = Halves(self._workspace, self._shell.drafts)
        self.add(self.halves)
        self.plain = self._text("term-plain", self.tr("Plain words"),
                                self.tr("What it is, in words that everybody knows"))  # fmt: skip
        self.why = self._text("term-why", self.tr("Why it matters to the other side"),
                              self.tr("What it changes for those who do not use it"))  # fmt: skip
        self.instead = Instead(self._workspace, self._shell)
        self._labelled(self.tr("Say instead"), self.instead, self.instead)
        self.add(Divider())
        self.agreed = self._text("term-agreed", self.tr("Agreed wording"),
                                 self.tr("The words that all sides use from now on"))  # fmt: skip
        self.accepting = Accepting(self._workspace)
        self.add(self.accepting)
        self.add(Divider())
        self.relating = Relating(self._workspace, self._shell)
        self.add(self.relating)
        self.used = UsedIn(self._shell)
        self.add(self.used)
        self.source = identify(
            line_edit(placeholder=self.tr("Where the words come from")), "term-source"
        )
        self._labelled(self.tr("Source"), self.source, self.source)
        self.body.addStretch(1)

    def _build_facts(self) -> None:
        line = row(10)
        self.relation = Chip("", "warn", icon="not-equals")
        self.short = identify(
            QuietTextEdit(placeholder=self.tr("Abbreviation"), one_line=True),
            "term-abbreviation",
            self.tr("Abbreviation"),
        )
        self.short.setMaximumWidth(self.short.fontMetrics().averageCharWidth() * 14)
        self.since = Text("", "small", wrap=True)
        line.addWidget(self.relation)
        line.addWidget(self.short)
        line.addWidget(self.since, 1)
        self.body.addLayout(line)

    def _text(self, name: str, label: str, placeholder: str) -> QuietTextEdit:
        edit = identify(QuietTextEdit(placeholder=placeholder), name)
        self._labelled(label, edit, edit)
        return edit

    def _labelled(self, label: str, control: QWidget, buddy: QWidget) -> None:
        box: QVBoxLayout = column(2)
        words = FieldLabel(label, buddy)
        if isinstance(control, QuietTextEdit):
            words.setIndent(theme().px(6))  # as far in as the text below
        box.addWidget(words)
        box.addWidget(control)
        self.body.addLayout(box)

    def _connect(self) -> None:
        drafts = self._shell.drafts
        self._savers: dict[str, TypingSaver] = {
            name: drafts.bind_text(edit, partial(self._save, name))
            for name, edit in (
                ("abbreviation", self.short), ("plain", self.plain), ("why_other", self.why),
                ("agreed_wording", self.agreed), ("source", self.source),
            )
        }  # fmt: skip
        self._savers["term"] = drafts.bind_text(self.term, self._save_term)
        self.term.entered.connect(self.plain.setFocus)
        self.pencil.clicked.connect(self.rename)
        self.more.clicked.connect(self._on_more)
        self.relating.asked_for.connect(self.asked_for)

    # --- showing ----------------------------------------------------------------------------

    @property
    def word(self) -> WordDetail | None:
        """Return the word that is shown."""
        return self._word

    def show_word(self, word: WordDetail, *, force: bool = False) -> None:
        """Show a word; a text that somebody is editing stays."""
        if self._word is None or word.id != self._word.id:
            self._shell.drafts.flush()
            self.problem.hide()
            force = True
        self._word = word
        for name, saver in self._savers.items():
            saver.load(str(getattr(word, name)), force=force)
        self._show_facts(word)
        is_told = word.relation == TermRelation.ONE_WORD or any(s.meaning for s in word.sides)
        self.halves.setVisible(is_told)
        if is_told:
            self.halves.show_word(word, force=force)
        self.instead.show_word(word, force=force)
        self.accepting.show_word(word)
        self.relating.show_word(word)
        self._fix()

    def show_uses(self, term_id: int, hits: Sequence[Hit]) -> None:
        """Show where the word is used, once that is known."""
        if self._word is not None and self._word.id == term_id:
            self.used.show_hits(hits)

    def _show_facts(self, word: WordDetail) -> None:
        self.relation.setVisible(bool(word.relation) or bool(word.retired_on))
        is_loud = word.relation == TermRelation.ONE_WORD
        if word.retired_on:
            self.relation.set_content(self.tr("No longer used"), "neutral", "x-circle")
        else:
            self.relation.set_content(
                wording_language.relation(word.relation),
                "warn" if is_loud else "neutral", "not-equals" if is_loud else "check",
            )  # fmt: skip
        day = wording.short_day(word.since, self._workspace.today())
        told = self.tr("on the list since {0}").format(day)
        if word.raised_by and word.raised_in:
            told = self.tr("raised by {0} in {1}").format(word.raised_by, word.raised_in)
        elif word.raised_by:
            told = self.tr("raised by {0}, {1}").format(word.raised_by, day)
        self.since.setText(told)

    def _fix(self) -> None:
        """Let who reads a file that others hold see everything and change nothing."""
        is_fixed = self._workspace.read_only
        for edit in (self.term, self.short, self.plain, self.why, self.agreed, self.source):
            edit.setReadOnly(is_fixed)
        self.pencil.setVisible(not is_fixed)
        self.more.setVisible(not is_fixed)

    # --- doing ------------------------------------------------------------------------------

    def _save(self, field: str, words: str) -> None:
        if self._word is not None:
            self._workspace.run(glossary.set_term, self._word.id, **{field: words})

    def _save_term(self, words: str) -> None:
        is_missing = not words.strip()
        self.problem.setText(self.tr("A word is needed here."))
        self.problem.setVisible(is_missing)
        if not is_missing:
            self._save("term", words)

    def rename(self) -> None:
        """Put the keyboard into the word, ready to be typed over."""
        self.term.setFocus()
        self.term.selectAll()

    def _on_more(self) -> None:
        if self._word is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self._word.retired_on:
            menu.addAction(self.tr("Use this word again")).triggered.connect(self.restore)
        else:
            menu.addAction(self.tr("Take out of use")).triggered.connect(self.retire)
        menu.addAction(self.tr("Delete the word")).triggered.connect(self.delete)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def retire(self) -> None:
        """Take the word out of use; it is kept."""
        if self._done(glossary.retire_term):
            self._tell(self.tr("“{0}” is no longer used."))

    def restore(self) -> None:
        """Bring the word back into use."""
        if self._done(glossary.restore_term):
            self._tell(self.tr("“{0}” is used again."))

    def delete(self) -> None:
        """Delete the word."""
        words = self.tr("Deleted “{0}”.").format(self._word.term if self._word else "")
        if self._done(glossary.delete_term):
            self._shell.toast(words, undo=True)

    def _done(self, verb: Callable[..., object]) -> bool:
        self._shell.drafts.flush()
        word = self._word
        return word is not None and self._workspace.carry_out(verb, word.id)

    def _tell(self, words: str) -> None:
        if self._word is not None:
            self._shell.toast(words.format(self._word.term), undo=True)
