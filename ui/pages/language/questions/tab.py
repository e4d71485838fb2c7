"""The question shelf: open questions first, one beside the list (L6)."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QStackedWidget, QWidget

from facilitator.commands import questions as commands
from facilitator.queries.questions import QuestionRow, questions
from facilitator.store import Reader
from ui.actions import Command
from ui.asking import Asking
from ui.pages.language.questions.ask_form import AskForm
from ui.pages.language.questions.detail import QuestionView
from ui.pages.tabbed import TabPage
from ui.shell import Shell
from ui.widgets.buttons import LinkButton, PlainButton, explain_disabled
from ui.widgets.card import Card, column
from ui.widgets.held_rows import held_rows
from ui.widgets.long_list import LongList
from ui.widgets.naming import identify
from ui.widgets.notices import EmptyState
from ui.widgets.rows import Row
from ui.widgets.segmented import FilterTabs
from ui.widgets.two_columns import TwoColumns
from ui.wording import sayback as wording_sayback
from ui.workspace import Workspace

_STATES = ("open", "answered", "confirmed")


def _asked(reader: Reader) -> tuple[list[QuestionRow], int]:
    """Return all questions, and how many of the shipped ones are missing."""
    return questions(reader), len(commands.missing_from_shelf(reader))


class QuestionsTab(TabPage):
    """All questions of the engagement."""

    watches: ClassVar[frozenset[str]] = frozenset(
        {"question", "capture", "party", "person", "membership", "session", "agenda_item",
         "history"}
    )  # fmt: skip

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(workspace, shell)
        self._rows: list[QuestionRow] = []
        self._wanted: int | None = None
        self._asking = Asking(workspace, shell, self)
        self._build()
        self._connect()

    def _build(self) -> None:
        whole = column(0)
        self.setLayout(whole)
        self.new = identify(PlainButton(self.tr("Ask a question"), icon="plus"), "new-question")
        left = self.left = Card(margin=8, spacing=6)
        self.tabs = FilterTabs(
            [("all", self.tr("All")), ("shelf", self.tr("On the shelf"))], self.tr("Questions")
        )
        left.add(identify(self.tabs, "question-tabs"))
        self.list = identify(
            LongList(self.tr("Questions"), title_lines=2, dividers=False), "question-list"
        )
        left.add(self.list, 1)
        self.bring = identify(LinkButton("", icon="book-open-text"), "bring-shelf")
        left.add(self.bring)
        self.detail = QuestionView(self.workspace, self.shell)
        self.nothing = EmptyState(
            "question",
            self.tr("Nobody has asked yet"),
            self.tr(
                "What each side would like to ask the other, answered in plain words. "
                "Three questions that always come up are answered already."
            ),
        )
        self.first = self.nothing.set_step(self.tr("Bring the three"), self._on_bring)
        ask = self.tr("Ask a question")
        self.second = self.nothing.set_step(ask, self._on_new, primary=False)
        blank = Card()
        blank.add(self.nothing, 1)
        self.right = QStackedWidget()
        self.right.addWidget(self.detail)
        self.right.addWidget(blank)
        self.right.addWidget(Card())  # until it is known what there is
        self.right.setCurrentIndex(2)
        self.columns = TwoColumns(left, self.right, shares=(34, 66), narrow=720, heights=(360, 560))
        whole.addWidget(self.columns, 1)

    def _connect(self) -> None:
        self.new.clicked.connect(self._on_new)
        self.bring.clicked.connect(self._on_bring)
        self.tabs.chosen.connect(self._on_tab)
        self.list.picked.connect(self._on_picked)
        self.list.opened.connect(self._on_opened)
        self.detail.gone.connect(self.load)

    # --- loading ----------------------------------------------------------------------------

    def load(self) -> None:
        """Ask for all; of a large file what is shown beside the list does not wait for it."""
        if self._asking.is_large and self._rows:
            self._show_detail(self.list.current())
        self._asking.ask(_asked, self._show_all)

    def _show_all(self, found: tuple[list[QuestionRow], int]) -> None:
        self._rows, missing = found
        on_shelf = sum(each.is_on_shelf for each in self._rows)
        self.tabs.set_counts({"all": len(self._rows), "shelf": on_shelf})
        self.bring.setText(self.tr("Bring {0} questions, answered").format(missing))
        self.bring.setAccessibleName(self.bring.text())
        self.bring.setVisible(bool(missing) and bool(self._rows))
        reason = None
        if self.workspace.read_only:
            reason = self.tr("This file is open for reading only.")
        for button in (self.new, self.bring, self.first, self.second):
            explain_disabled(button, reason)
        self.left.setVisible(bool(self._rows))
        self._show_rows()
        self._wanted = None

    def _show_rows(self) -> None:
        if any(each.id == self._wanted for each in self._rows):
            self.tabs.set_current("all")
        on_shelf = self.tabs.current() == "shelf"
        shown = [each for each in self._rows if each.is_on_shelf or not on_shelf]
        groups: list[tuple[Row, list[QuestionRow]]] = []
        for state in _STATES:
            own = [each for each in shown if each.state == state]
            if own:
                word, _tone, _icon = wording_sayback.question_state(state)
                groups.append((Row(state, word, str(len(own)), is_heading=True), own))
        wanted = self._wanted or self.list.current()
        if not self._asking.is_busy:  # else it may come with the answer
            self._wanted = None
        self.list.set_source(held_rows(groups, self._row))
        keys = [each.id for _heading, own in groups for each in own]
        current = wanted if wanted in keys else (keys[0] if keys else None)
        self.list.set_current(current)
        self._show_detail(current)

    def _row(self, each: QuestionRow) -> Row:
        _word, tone, icon = wording_sayback.question_state(each.state)
        second = wording_sayback.asks_whom(each)
        if each.is_on_shelf:
            second = self.tr("{0}, on the shelf").format(second)
        return Row(each.id, each.text, second, icon=icon, icon_tone=tone)

    def _show_detail(self, key: object) -> None:
        is_there = isinstance(key, int) and self.detail.show_question(key)
        self.right.setCurrentIndex(0 if is_there else 1)

    # --- doing ------------------------------------------------------------------------------

    def _on_tab(self, _key: object) -> None:
        self._show_rows()

    def _on_picked(self, key: object) -> None:
        self._show_detail(key)

    def _on_opened(self, key: object) -> None:
        self._show_detail(key)
        if self.detail.answer.isVisible():
            self.detail.answer.words.setFocus()

    def _on_new(self) -> None:
        form = AskForm(self.workspace, self.shell.window_widget)
        form.accepted.connect(partial(self._on_asked, form))
        form.open()

    def _on_asked(self, form: AskForm) -> None:
        if isinstance(form.result_value, int):
            self._wanted = form.result_value
            self._show_rows()

    def _on_bring(self) -> None:
        count = self.workspace.run(commands.bring_shelf)
        if count is not None:
            words = self.tr("{0} questions brought, each with an answer to confirm.")
            self.shell.toast(words.format(count), undo=True)

    # --- the window's questions -------------------------------------------------------------

    def header_actions(self) -> list[QWidget]:
        """Return the way to ask."""
        return [self.new]

    def open_target(self, **target: object) -> None:
        """Show one question."""
        wanted = target.get("question_id")
        if isinstance(wanted, int):
            self._wanted = wanted
            if self.isVisible():
                self.load()

    def place(self) -> dict[str, object]:
        """Return the one that is shown."""
        key = self.list.current()
        return {"question_id": key} if isinstance(key, int) else {}

    def commands(self) -> list[Command]:
        """Return what can be done here."""
        group = self.tr("Questions")
        return [
            Command("question.new", self.tr("Ask a question"), self._on_new, shortcut="Ctrl+N",
                    icon="question", group=group, enabled=self._can_write),
            Command("question.keep", self.tr("Keep the answer, or confirm it"), self._on_keep,
                    shortcut="Ctrl+Return", icon="check", group=group, enabled=self._can_keep),
        ]  # fmt: skip

    def _can_write(self) -> bool:
        return not self.workspace.read_only

    def _can_keep(self) -> bool:
        detail = self.detail
        return self._can_write() and (detail.answer.isVisible() or detail.confirm.isVisible())

    def _on_keep(self) -> None:
        if self.detail.answer.isVisible():
            self.detail.answer.press_keep()
        elif self.detail.confirm.isVisible():
            self.detail.press_confirm()

    def panes(self) -> list[QWidget]:
        """Return the list and what is shown of one."""
        return [self.list, self.right]

    def start_focus(self) -> QWidget | None:
        """Begin in the list, on the first step while there is none."""
        return self.list if self._rows else self.first
