"""Step 4, words: bring the glossary, look at the twenty that trip people up, add your own (E6)."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QGridLayout, QWidget

from facilitator.commands import guide as commands
from facilitator.queries.engagement import PartyRow
from facilitator.queries.guide import Guide, TrippingWord, guide, tripping_words
from ui.pages.goals.ground import slug
from ui.pages.guide.body import StepBody
from ui.pages.language.words.homes import HomesEditor
from ui.shell import Shell
from ui.theme import theme
from ui.widgets.buttons import PlainButton
from ui.widgets.card import Divider, clear_layout, column, row
from ui.widgets.field_flow import FieldFlow
from ui.widgets.fields import Field, line_edit
from ui.widgets.naming import identify
from ui.widgets.text import Text
from ui.widgets.tick_row import TickRow
from ui.wording import language as wording_language
from ui.workspace import Workspace


class OwnWord(QWidget):
    """A word that means something else to each side, added where one comes to mind."""

    def __init__(self, body: WordsBody) -> None:
        super().__init__()
        self._body = body
        self._table: tuple[PartyRow, ...] = ()
        self.meanings: dict[int, Field] = {}
        box = column(8)
        self.setLayout(box)
        box.addWidget(Text(self.tr("A word of your own that means two things"), "strong"))
        self.flow = FieldFlow()
        self.term = identify(line_edit(placeholder=self.tr("Campaign")), "guide-word")
        self.term_field = Field(self.tr("Word"), self.term)
        self.flow.add(self.term_field, 1)
        box.addLayout(self.flow)
        foot = row(8)
        self.add = identify(PlainButton(self.tr("Add this word"), icon="plus"), "guide-add-word")
        self.problem = Text("", "small", tone="danger", wrap=True)
        foot.addWidget(self.add)
        foot.addWidget(self.problem, 1)
        box.addLayout(foot)
        self.add.clicked.connect(self.submit)
        self.term.returnPressed.connect(self._on_term)

    def set_sides(self, table: tuple[PartyRow, ...]) -> None:
        """Have a field for what each side means."""
        if table == self._table:
            return
        self._table = table
        for field in self.meanings.values():
            self.flow.removeWidget(field)
            field.hide()
            field.deleteLater()
        self.meanings = {}
        for party in table:
            edit = line_edit(placeholder=self.tr("what it means to them"))
            identify(edit, f"guide-meaning-{slug(party.short)}")
            edit.returnPressed.connect(self._on_meaning)
            self.meanings[party.id] = Field(self.tr("{0} means").format(party.short), edit)
            self.flow.add(self.meanings[party.id], 2)

    def _edits(self) -> dict[int, QWidget]:
        return {party_id: field.control for party_id, field in self.meanings.items()}

    def _texts(self) -> dict[int, str]:
        return {party_id: edit.property("text") or "" for party_id, edit in self._edits().items()}

    def is_empty(self) -> bool:
        """Tell whether nothing was typed."""
        return not (
            self.term.text().strip() or any(each.strip() for each in self._texts().values())
        )

    def submit(self) -> bool:
        """Add the word; what is missing is said beside the button."""
        said = [each for each in self._texts().values() if each.strip()]
        problem = ""
        if not self.term.text().strip():
            problem = self.tr("Which word is it?")
        elif len(said) < 2:
            problem = self.tr("Say what at least two sides mean by it.")
        self.problem.setText(problem)
        if problem:
            return False
        added = self._body.workspace.run(commands.add_false_friend, self.term.text(), self._texts())
        if added is None:
            return False
        for edit in (self.term, *self._edits().values()):
            edit.setProperty("text", "")
        self.term.setFocus()
        return True

    def _on_term(self) -> None:
        first = next(iter(self._edits().values()), None)
        if first is not None and self.term.text().strip():
            first.setFocus()
        elif self.is_empty():
            self._body.finished.emit()

    def _on_meaning(self) -> None:
        edits = list(self._edits().values())
        at = next((n for n, edit in enumerate(edits) if edit.hasFocus()), len(edits) - 1)
        if at + 1 < len(edits):
            edits[at + 1].setFocus()
        else:
            self.submit()


class WordsBody(StepBody):
    """First whose words are whose, then the words themselves."""

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(workspace, shell)
        self._shown: list[TrippingWord] = []
        self._ticks: dict[int, TickRow] = {}
        self._table: tuple[PartyRow, ...] = ()
        self._build_bring()
        self._build_words()
        self.own = OwnWord(self)
        self.box.addWidget(Divider())
        self.box.addWidget(self.own)

    def _build_bring(self) -> None:
        self.bring_part = QWidget()
        box = column(10)
        self.bring_part.setLayout(box)
        box.addWidget(
            Text(
                self.tr(
                    "198 words of security, marketing and law come in plain words, and three"
                    " questions that each side keeps asking the other. Say whose words are whose."
                ),
                "quiet", wrap=True,
            )
        )  # fmt: skip
        self.homes_box = column(0)
        box.addLayout(self.homes_box)
        self.homes: HomesEditor | None = None
        line = row(8)
        self.bring = identify(
            PlainButton(self.tr("Bring words and questions"), icon="book-open-text"), "guide-bring"
        )
        line.addWidget(self.bring)
        line.addStretch(1)
        box.addLayout(line)
        self.box.addWidget(self.bring_part)
        self.bring.clicked.connect(self._on_bring)

    def _build_words(self) -> None:
        self.words_part = QWidget()
        box = column(6)
        self.words_part.setLayout(box)
        self.count = Text("", "quiet", wrap=True)
        box.addWidget(self.count)
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(theme().px(16))
        self.grid.setVerticalSpacing(theme().px(2))
        self.grid.setColumnStretch(0, 1)
        self.grid.setColumnStretch(1, 1)
        box.addLayout(self.grid)
        self.box.addWidget(self.words_part)

    def show_guide(self, found: Guide, *, force: bool) -> None:
        """Show the words, or the way to bring them."""
        if found.parties != self._table:
            self._table = found.parties
            self.own.set_sides(found.parties)
            if self.homes is not None:
                self.homes_box.removeWidget(self.homes)
                self.homes.hide()
                self.homes.deleteLater()
            self.homes = HomesEditor(self.workspace)
            self.homes_box.addWidget(self.homes)
        self._shown = tripping_words(self.workspace.reader)
        has_starter = any(not word.is_false_friend for word in self._shown) or found.words >= 20
        self.bring_part.setVisible(not has_starter)
        self.words_part.setVisible(bool(self._shown))
        left = sum(not word.is_kept for word in self._shown)
        words = self.tr(
            "{0} words are in the glossary. These trip people up first: leave the tick where"
            " somebody here says the word, take it where nobody does."
        ).format(found.words)
        gone = self.tr(" {0} ticked off.").format(left) if left else ""
        self.count.setText(words + gone)
        self._show_ticks()

    def _show_ticks(self) -> None:
        ids = [word.term_id for word in self._shown]
        if ids != list(self._ticks):
            clear_layout(self.grid)
            self._ticks = {}
            half = (len(self._shown) + 1) // 2
            for place, word in enumerate(self._shown):
                tick = TickRow(word.term, self._told(word))
                identify(tick, f"guide-word-{place + 1}")
                tick.clicked.connect(partial(self._on_tick, word.term_id))
                self.grid.addWidget(tick, place % half, place // half)
                self._ticks[word.term_id] = tick
        for word in self._shown:
            self._ticks[word.term_id].setChecked(word.is_kept)

    def _told(self, word: TrippingWord) -> str:
        if word.told:
            return " ≠ ".join(f"{side}: {said}" for side, _colour, said in word.told)
        if word.owners:
            owners = wording_language.listed(list(word.owners))
            return self.tr("{0} says it. {1}").format(owners, word.plain).strip()
        return word.plain

    def _on_tick(self, term_id: int) -> None:
        keep = self._ticks[term_id].isChecked()
        self.workspace.run(commands.keep_word, term_id, keep, origin=self)

    def _on_bring(self) -> None:
        if self.homes is None:
            return
        brought = self.workspace.run(commands.bring_first_words, self.homes.homes())
        if brought is not None:
            words = self.tr("{0} words and three questions came.").format(brought.added)
            self.shell.toast(words, undo=True)
            self.first_field().setFocus()

    def first_field(self) -> QWidget:
        """Return the first choice of a home, else the first word."""
        if not self.bring_part.isHidden() and self.homes is not None and self.homes.choices:
            return next(iter(self.homes.choices.values()))
        return next(iter(self._ticks.values()), self.own.term)

    def finish(self) -> str:
        """Add the word that is being typed, and ask for words where there are none."""
        if not self.own.is_empty() and not self.own.submit():
            return self.own.problem.text()
        if not guide(self.workspace.reader).words:
            return self.tr("Bring the words, or add one of your own.")
        return ""
