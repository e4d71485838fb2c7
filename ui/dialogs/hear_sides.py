"""Hear each side on a decision and bring it to its end, in the room (D1, D2)."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea

from facilitator.commands import decisions
from facilitator.domain.words import DecisionState
from facilitator.errors import ConsiderationMissing, FacilitatorError
from facilitator.queries.decisions import PartySide, decision_detail
from facilitator.queries.jargon import readers_of
from facilitator.store import Change
from ui import wording
from ui.jargon.desk import JargonDesk
from ui.jargon.strip import ExplainStrip
from ui.pages.decisions.sides import SidesEditor
from ui.shell import Shell
from ui.theme import theme
from ui.widgets.buttons import LinkButton, PlainButton, PrimaryButton
from ui.widgets.card import column, row
from ui.widgets.chips import StatePill
from ui.widgets.naming import identify
from ui.widgets.notices import announce
from ui.widgets.text import Text
from ui.workspace import Workspace

_OPEN = (DecisionState.PROPOSED, DecisionState.DEFERRED)
_SIDES = frozenset({"decision", "decision_position", "consideration", "capture", "party"})


class HearSidesDialog(QDialog):
    """One card for each side; what is typed is saved as it is typed. Opened with `open()`."""

    def __init__(
        self, workspace: Workspace, shell: Shell, decision_id: int, *, party_id: int | None = None
    ) -> None:
        super().__init__(shell.window_widget)
        self._workspace, self._shell, self._id = workspace, shell, decision_id
        self._first = party_id
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Hear each side"))
        self.setAccessibleName(self.tr("Hear each side"))
        self._build()
        self._connect()
        self._load()

    def _build(self) -> None:
        box = column(14, 24)
        self.setLayout(box)
        head = row(8)
        self.number = Text("", "small")
        self.state = StatePill("", "decision", "gavel")
        head.addWidget(self.number)
        head.addWidget(self.state)
        head.addStretch(1)
        self.full = LinkButton(self.tr("Open the whole decision"))
        head.addWidget(self.full)
        self.words = Text("", "heading", wrap=True)
        self.jargon = JargonDesk(self._workspace, self._shell, ExplainStrip())
        self.jargon.set_readers(readers_of(self._workspace.reader))
        self.sides = SidesEditor(self._workspace, self._shell.drafts, self.jargon)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.sides.setProperty("plain", "true")
        area.setWidget(self.sides)
        self.problem = Text("", "row", tone="danger", wrap=True)
        self.problem.hide()
        box.addLayout(head)
        box.addWidget(self.words)
        box.addWidget(area, 1)
        box.addWidget(self.jargon.strip)
        box.addWidget(self.problem)
        box.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        line = row(8)
        self.later = identify(PlainButton(self.tr("Keep it proposed")), "decision-later")
        self.reject_it = identify(PlainButton(self.tr("Reject")), "decision-reject")
        self.defer = identify(PlainButton(self.tr("Defer")), "decision-defer")
        self.differ = identify(PlainButton(self.tr("Agreed to differ")), "decision-differ")
        self.agree = identify(PrimaryButton(self.tr("Agreed"), icon="check"), "decision-agree")
        line.addWidget(self.later)
        line.addStretch(1)
        for button in (self.reject_it, self.defer, self.differ, self.agree):
            line.addWidget(button)
        return line

    def _connect(self) -> None:
        self.agree.clicked.connect(partial(self._decide, DecisionState.AGREED))
        self.differ.clicked.connect(partial(self._decide, DecisionState.AGREED_TO_DIFFER))
        self.defer.clicked.connect(partial(self._decide, DecisionState.DEFERRED))
        self.reject_it.clicked.connect(partial(self._decide, DecisionState.REJECTED))
        self.later.clicked.connect(self.accept)
        self.full.clicked.connect(self._on_full)
        self._workspace.changed.connect(self._on_changed)
        self.finished.connect(self._on_finished)

    def _load(self) -> None:
        self._show(force=True)
        home = self._shell.window_widget
        look = theme()
        wide = min(look.px(820), home.width() - look.px(48))
        self.setMinimumWidth(min(look.px(420), wide))
        self.resize(wide, min(look.px(470), home.height() - look.px(48)))
        missing = [side for side in self._sides() if not side.is_heard]
        wanted = self._first or (missing[0].party_id if missing else None)
        if wanted is not None:
            self.sides.card(wanted).words_edit.setFocus()

    def _sides(self) -> tuple[PartySide, ...]:
        detail = decision_detail(self._workspace.reader, self._id)
        return detail.sides if detail else ()

    def _show(self, *, force: bool = False) -> None:
        detail = decision_detail(self._workspace.reader, self._id)
        if detail is None:
            self.reject()
            return
        is_open = detail.row.state in _OPEN and not self._workspace.read_only
        self.number.setText(detail.row.number)
        self.number.setVisible(bool(detail.row.number))
        self.state.set_content(*wording.state("decision", detail.row.state))
        self.words.setText(detail.wording)
        self.sides.show_sides(self._id, detail.sides, is_open=is_open, force=force)
        for button in (self.agree, self.differ, self.defer, self.reject_it):
            button.setVisible(is_open)
        self.defer.setVisible(is_open and detail.row.state == DecisionState.PROPOSED)
        later = self.tr("Keep it proposed")
        if detail.row.state == DecisionState.DEFERRED:
            later = self.tr("Keep it deferred")
        self.later.setText(later if is_open else self.tr("Close"))

    def _on_changed(self, change: Change) -> None:
        if _SIDES & change.tables:
            self._show(force=change.kind != "do")

    def _decide(self, state: DecisionState) -> None:
        self._shell.drafts.flush()
        self.problem.hide()
        try:
            decisions.decide(self._workspace.store, self._id, state)
        except ConsiderationMissing as error:
            self._complain(str(error))
            missing = [side for side in self._sides() if not side.is_heard]
            if missing:
                self.sides.card(missing[0].party_id).words_edit.setFocus()
        except FacilitatorError as error:
            self._complain(str(error))
        else:
            word = wording.state("decision", state)[0]
            self._shell.toast(self.tr("Decision: {0}").format(word.lower()), undo=True)
            self.accept()

    def _complain(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.show()
        announce(self, sentence)

    def _on_full(self) -> None:
        self.accept()
        self._shell.go("decisions", decision_id=self._id)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme().color("surface"))  # the sides lie on cards

    def _on_finished(self) -> None:
        self._shell.drafts.flush()
        self._workspace.changed.disconnect(self._on_changed)
