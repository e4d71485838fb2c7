"""The concern register: filters on top, one concern unfolded, its answers (C1)."""

from __future__ import annotations

from collections import Counter
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from facilitator.commands import concerns as verbs
from facilitator.queries.concerns import ConcernRow, concerns
from facilitator.queries.engagement import parties
from ui.asking import Asking
from ui.dialogs.words_form import WordsDialog
from ui.pages.radar.concern_card import ConcernCard
from ui.pages.radar.concern_list import ConcernList
from ui.pages.radar.concern_rows import concern_row
from ui.pages.radar.forms import AnswerForm, ConcernForm
from ui.shell import Shell
from ui.theme import theme
from ui.widgets.buttons import IconButton, LinkButton, explain_disabled
from ui.widgets.card import Card, row
from ui.widgets.fields import Choice
from ui.widgets.naming import identify
from ui.widgets.notices import EmptyState
from ui.widgets.segmented import FilterTabs
from ui.widgets.text import Text
from ui.wording import radar as wording_radar
from ui.workspace import Workspace

_OTHER = "other"  # a category of an older file
_MOST = 120  # rows; more are asked for


class ConcernsCard(Card):
    """Every concern; `counted` says how many are unanswered."""

    counted = Signal(int)

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(margin=12, spacing=6)
        self._workspace, self._shell = workspace, shell
        self._rows: list[ConcernRow] = []
        self._wanted: int | None = None
        self._was_folded = False
        self._most = _MOST
        self._asking = Asking(workspace, shell, self)
        self._file: object = None
        self._build()
        self._connect()

    def _build(self) -> None:
        head = row(8)
        head.setContentsMargins(4, 0, 0, 0)
        self.heading, self.number = Text(self.tr("Concerns"), "strong"), Text("", "quiet")
        self.sides = identify(
            FilterTabs([(None, self.tr("All"))], self.tr("Side"), current=None), "concern-sides"
        )
        self.new = identify(IconButton("plus", self.tr("New concern")), "new-concern")
        top = Qt.AlignmentFlag.AlignTop  # many sides take a second line
        for words in (self.heading, self.number):
            words.setMinimumHeight(theme().px(32))
            head.addWidget(words, 0, top)
        head.addStretch(1)
        head.addWidget(self.sides, 0, top)
        head.addWidget(self.new, 0, top)
        self.body.addLayout(head)
        line = row(8)
        self.state = identify(Choice(), "concern-state", self.tr("Answered or not"))
        self.state.set_choices(
            [
                (None, self.tr("Answered or not")),
                ("open", self.tr("Unanswered")),
                ("answered", self.tr("Answered")),
                ("lapsed", self.tr("The answer fell away")),
            ]
        )
        self.category = identify(Choice(), "concern-about", self.tr("Category"))
        line.addWidget(self.state)
        line.addWidget(self.category)
        line.addStretch(1)
        self.body.addLayout(line)
        self.card = ConcernCard(self._workspace, self._shell)
        self.list = identify(
            ConcernList(self.tr("Concerns"), self.card), "concern-list", self.tr("Concerns")
        )
        self.nothing = EmptyState("flag", "")
        self.first = self.nothing.set_step(
            self.tr("Write the first concern"), self.write_new, primary=False
        )
        self.body.addWidget(self.list, 1)
        self.list.lie_on(self)
        before: QWidget = self.list
        for after in (self.card.edit, *self.card.answers.values(), self.card.reopen):
            QWidget.setTabOrder(before, after)
            before = after
        self.nothing.hide()  # until it is known
        self.body.addWidget(self.nothing, 1)
        self.more = identify(LinkButton(""), "more-concerns")
        self.more.hide()
        self.body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.setAccessibleName(self.tr("Concerns"))

    def _connect(self) -> None:
        self.new.clicked.connect(self.write_new)
        self.more.clicked.connect(self._on_more)
        for control in (self.sides, self.state, self.category):
            control.chosen.connect(self._on_filter)
        self.list.opened.connect(self._on_opened)
        self.list.folded.connect(self._on_folded)
        self.card.answer_asked.connect(self.answer)
        self.card.edit_asked.connect(self._on_edit)
        self.card.reopen_asked.connect(self._on_reopen)

    # --- loading ----------------------------------------------------------------------------

    def load(self) -> None:
        """Ask for all concerns and show those that fit the filters."""
        path = self._workspace.path
        if self._file != path:  # another file starts with what waits longest
            self._file, self._was_folded, self._rows = path, False, []
            self.list.unfold(None)
        why = self.tr("This file is open for reading only.")
        explain_disabled(self.new, why if self._workspace.read_only else None)
        self._asking.ask(concerns, self._show_all)

    def _show_all(self, rows: list[ConcernRow]) -> None:
        self._rows = rows
        self._load_filters()
        unanswered = sum(each.is_open for each in self._rows)
        self.number.setText(str(len(self._rows)) if self._rows else "")
        self.counted.emit(unanswered)
        self._show()
        self._wanted = None

    def _load_filters(self) -> None:
        side, about = self.sides.current(), self.category.current()
        table = parties(self._workspace.reader)
        choices: list[tuple[object, str]] = [(None, self.tr("All"))]
        choices += [(party.id, party.short) for party in table]
        ids = [key for key, _ in choices]
        self.sides.set_choices(choices, side if side in ids else None)
        counts = Counter(each.party_id for each in self._rows)
        self.sides.set_counts({party.id: counts[party.id] for party in table})
        known = {key for key, _ in wording_radar.categories()}
        found = [(None, self.tr("Any category")), *wording_radar.categories()]
        if any(each.category not in known for each in self._rows if each.category):
            found.append((_OTHER, self.tr("Other words")))
        self.category.set_choices(found, about)

    def _fitting(self, keep: object) -> list[ConcernRow]:
        """Return those that fit the filters, and the one to be kept whatever they say."""
        side, state, about = self.sides.current(), self.state.current(), self.category.current()
        known = {key for key, _ in wording_radar.categories()}

        def fits(each: ConcernRow) -> bool:
            if side is not None and each.party_id != side:
                return False
            if state is not None and not _is_in(each, state):
                return False
            if about == _OTHER:
                return bool(each.category) and each.category not in known
            return about is None or each.category == about

        return [each for each in self._rows if fits(each) or each.id == keep]

    def _show(self) -> None:
        opened = self.list.open_key()
        keep = self._wanted or opened
        fitting = self._fitting(keep)
        shown = fitting[: self._most]
        shown += [each for each in fitting[self._most :] if each.id == keep]
        left = len(fitting) - len(shown)
        self.more.setText(self.tr("Show {0} more").format(min(left, _MOST)))
        self.more.setVisible(left > 0)
        today = self._workspace.today()
        self.list.set_rows([concern_row(each, today) for each in shown])
        self.list.setVisible(bool(shown))
        self.nothing.setVisible(not shown)
        self._explain_nothing()
        wanted = self._wanted or opened
        if wanted is None and not self._was_folded:
            wanted = next((each.id for each in shown if each.is_open), None)
        if not self._asking.is_busy:  # else it may come with the answer
            self._wanted = None
        self._unfold(wanted)

    def _on_more(self) -> None:
        self._most += _MOST
        self._show()

    def _explain_nothing(self) -> None:
        self.first.setVisible(not self._rows)
        self.first.setEnabled(not self._workspace.read_only)
        if self._rows:
            self.nothing.set_words(
                self.tr("Nothing fits"), self.tr("No concern fits what is chosen above.")
            )
            return
        self.nothing.set_words(
            self.tr("No concerns yet"),
            self.tr("What worries a side stays here until a decision, an action or a reason "
                    "answers it. Capture one in a session with /c, or write one here."),
        )  # fmt: skip

    def _unfold(self, key: object) -> None:
        found = next((each for each in self._rows if each.id == key), None)
        if found is not None:
            self.card.show_concern(found)
        self.list.unfold(found.id if found else None)

    def show_concern(self, concern_id: int) -> None:
        """Unfold one concern, whatever the filters say."""
        self._wanted = concern_id
        self.sides.set_current(None)
        self.state.set_current(None)
        self.category.set_current(None)

    def current(self) -> int | None:
        """Return the concern that is unfolded."""
        key = self.list.open_key()
        return key if isinstance(key, int) else None

    # --- doing ------------------------------------------------------------------------------

    def _on_filter(self, *_: object) -> None:
        self.list.unfold(None)
        self._was_folded, self._most = False, _MOST
        self._show()

    def _on_opened(self, key: object) -> None:
        if key == self.list.open_key():
            self.list.fold()
            return
        self._was_folded = False
        self._unfold(key)

    def _on_folded(self) -> None:
        self._was_folded = True

    def write_new(self) -> None:
        """Ask for a new concern."""
        form = ConcernForm(self._workspace, self._shell.window_widget)
        form.accepted.connect(partial(self._on_written, form))
        form.open()

    def _on_written(self, form: ConcernForm) -> None:
        if isinstance(form.result_value, int):
            self.show_concern(form.result_value)
            self._show()

    def answer(self, kind: str) -> None:
        """Ask how the unfolded concern is answered: decision, action or heard."""
        found = self.card.row
        if found is None:
            return
        if kind != "heard":
            AnswerForm(self._workspace, self._shell.window_widget, found, kind).open()
            return
        WordsDialog(
            self._shell.window_widget, self.tr("Heard, not taken up"), self.tr("Because"),
            self.tr("Answer"), partial(verbs.answer_concern, self._workspace.store, found.id),
            lead=found.title,
        ).open()  # fmt: skip

    def _on_edit(self) -> None:
        if self.card.row is not None:
            ConcernForm(self._workspace, self._shell.window_widget, self.card.row).open()

    def _on_reopen(self) -> None:
        found = self.card.row
        if found is not None:
            WordsDialog(
                self._shell.window_widget, self.tr("Open this concern again"),
                self.tr("Because"), self.tr("Open it again"),
                partial(verbs.reopen_concern, self._workspace.store, found.id), lead=found.title,
            ).open()  # fmt: skip


def _is_in(each: ConcernRow, state: object) -> bool:
    """Tell whether a concern is open, answered, or answered by what fell away."""
    if state == "lapsed":
        return each.answer is not None and bool(each.answer.lapsed)
    return each.is_open == (state == "open")
