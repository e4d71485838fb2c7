"""The options that were considered: words, effect, and which one was chosen (D1)."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QLineEdit, QRadioButton, QVBoxLayout, QWidget

from facilitator.commands import decisions
from facilitator.queries.decisions import OptionRow
from ui.drafts import Drafts
from ui.jargon.desk import JargonDesk
from ui.widgets.buttons import IconButton, LinkButton
from ui.widgets.card import column, row
from ui.widgets.fields import line_edit
from ui.widgets.naming import identify
from ui.widgets.notices import IconMark
from ui.widgets.text import Text
from ui.workspace import Workspace


class _EditRow(QWidget):
    """One option while the decision can still change."""

    def __init__(
        self, workspace: Workspace, drafts: Drafts, jargon: JargonDesk, decision_id: int,
        option: OptionRow,
    ) -> None:  # fmt: skip
        super().__init__()
        self._workspace, self.option = workspace, option
        self._jargon, self._seen_in = jargon, ("decision", decision_id)
        line = row(8)
        self.setLayout(line)
        self.chosen = QRadioButton()
        self.chosen.setAutoExclusive(False)
        self.chosen.setAccessibleName(self.tr("Chosen"))
        self.words = line_edit(name=self.tr("Option"), placeholder=self.tr("Option"))
        self.effect = line_edit(name=self.tr("Effect"), placeholder=self.tr("What it would mean"))
        self.remove = IconButton("x", self.tr("Delete option"))
        line.addWidget(self.chosen)
        line.addWidget(self.words, 3)
        line.addWidget(self.effect, 3)
        line.addWidget(self.remove)
        self._savers = (
            drafts.bind_text(self.words, partial(self._save, "text")),
            drafts.bind_text(self.effect, partial(self._save, "effect")),
        )
        jargon.watch(self.words, self.effect)
        self.chosen.clicked.connect(self._on_chosen)
        self.remove.clicked.connect(self._on_remove)

    def show_option(self, option: OptionRow, *, force: bool) -> None:
        """Show what the file says."""
        self.option = option
        self.chosen.setChecked(option.is_chosen)
        self._savers[0].load(option.text, force=force)
        self._savers[1].load(option.effect, force=force)

    def _save(self, field: str, words: str) -> None:
        if field != "text" or words.strip():
            edit = self.words if field == "text" else self.effect
            self._jargon.save(edit, decisions.set_option, self.option.id, label="Edit option",
                              typed=words, seen_in=self._seen_in, **{field: words})  # fmt: skip

    def _on_chosen(self) -> None:
        self._workspace.run(decisions.choose_option, self.option.id)

    def _on_remove(self) -> None:
        self._workspace.run(decisions.remove_option, self.option.id)


class _ReadRow(QWidget):
    """One option of a decision that was taken."""

    def __init__(self, option: OptionRow) -> None:
        super().__init__()
        line = row(8)
        self.setLayout(line)
        icon, tone = ("check-circle-fill", "ok") if option.is_chosen else ("x-circle", "text3")
        line.addWidget(IconMark(icon, tone, 16))
        line.addWidget(Text(option.text, "strong" if option.is_chosen else "body"))
        line.addWidget(Text(option.effect, "small", wrap=True), 1)
        self.setAccessibleName(option.text)


class OptionsEditor(QWidget):
    """All options of one decision."""

    def __init__(self, workspace: Workspace, drafts: Drafts, jargon: JargonDesk) -> None:
        super().__init__()
        self._workspace, self._drafts, self._jargon = workspace, drafts, jargon
        self._decision_id = 0
        self._rows: list[QWidget] = []
        self._shown: tuple[object, ...] = ()
        box: QVBoxLayout = column(6)
        self.setLayout(box)
        self._list = column(6)
        box.addLayout(self._list)
        self.new: QLineEdit = identify(
            line_edit(placeholder=self.tr("Another option, then Enter")),
            "new-option",
            self.tr("Another option"),
        )
        self.add = LinkButton(self.tr("Add option"), icon="plus")
        self._line = row(8)
        self._line.addWidget(self.new, 1)
        self._line.addWidget(self.add)
        box.addLayout(self._line)
        self._saver = drafts.bind_text(self.new, partial(self._keep_draft, 0))
        jargon.watch(self.new)
        self.new.returnPressed.connect(self._on_add)
        self.add.clicked.connect(self._on_add)

    def show_options(
        self,
        decision_id: int,
        options: tuple[OptionRow, ...],
        *,
        is_open: bool,
        force: bool = False,
    ) -> None:
        """Show the options; rows stay while only their words change."""
        shape: tuple[object, ...] = (decision_id, is_open, *(option.id for option in options))
        if not is_open:
            shape = (*shape, options)
        if decision_id != self._decision_id:
            self._take_up(decision_id)
        if shape != self._shown:
            self._rebuild(options, is_open=is_open)
            self._shown = shape
        if is_open:
            for widget, option in zip(self._rows, options, strict=True):
                if isinstance(widget, _EditRow):
                    widget.show_option(option, force=force)
        self.new.setVisible(is_open)
        self.add.setVisible(is_open)

    def _rebuild(self, options: tuple[OptionRow, ...], *, is_open: bool) -> None:
        for widget in self._rows:
            self._list.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._rows = [
            _EditRow(self._workspace, self._drafts, self._jargon, self._decision_id, option)
            if is_open
            else _ReadRow(option)
            for option in options
        ]
        for widget in self._rows:
            self._list.addWidget(widget)

    def _take_up(self, decision_id: int) -> None:
        """Leave a half-typed option with its decision, and show the one of the next."""
        self._saver.retarget(partial(self._keep_draft, decision_id))
        self._decision_id = decision_id
        self._saver.load(self._workspace.store.draft(_place(decision_id)) or "", force=True)

    def _keep_draft(self, decision_id: int, words: str) -> None:
        store, place = self._workspace.store, _place(decision_id)
        if self._workspace.read_only:
            return
        if words.strip():
            store.set_draft(place, words)
        else:
            store.clear_draft(place)

    def _on_add(self) -> None:
        words = self.new.text()
        if words.strip() and self._workspace.carry_out(
            decisions.add_option, self._decision_id, words
        ):
            self._saver.load("", force=True)
            self._drafts.clear_draft(self._saver, _place(self._decision_id))
            self.new.setFocus()


def _place(decision_id: int) -> str:
    return f"option/{decision_id}"
