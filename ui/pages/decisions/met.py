"""Beside a decision: the concerns that it says it meets, and the way to build the proposal (E2)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from facilitator.commands import proposals
from facilitator.queries.proposals import Met, concerns_met, waiting_for_answer
from ui.pages.decisions.proposal import open_proposal
from ui.shell import Shell
from ui.widgets.buttons import PlainButton, explain_disabled
from ui.widgets.card import clear_layout, column
from ui.widgets.chips import DotLabel
from ui.widgets.naming import identify
from ui.widgets.notices import Banner
from ui.widgets.text import Text
from ui.workspace import Workspace

_OPEN = ("proposed", "deferred")


class MetConcerns(QWidget):
    """What a decision says of concerns; once agreed it answers them in one press (C1)."""

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__()
        self._workspace, self._shell, self._id = workspace, shell, 0
        self._offered: object = None
        box = column(8)
        self.setLayout(box)
        self.banner = Banner()
        self.banner.hide()
        self.heading = Text(self.tr("Concerns it meets"), "label")
        self.list = column(6)
        self.build = identify(
            PlainButton(self.tr("Build the proposal"), icon="scales", compact=True),
            "build-proposal",
        )
        self.build.setToolTip(self.tr("Say how each open concern is met"))
        box.addWidget(self.banner)
        box.addWidget(self.heading)
        box.addLayout(self.list)
        box.addWidget(self.build, 0, Qt.AlignmentFlag.AlignLeft)
        self.build.clicked.connect(self._on_build)

    def show_decision(self, decision_id: int, state: str) -> None:
        """Show the concerns of one decision."""
        self._id = decision_id
        met = concerns_met(self._workspace.reader, decision_id)
        clear_layout(self.list)
        for each in met:
            self.list.addWidget(self._line(each))
        self.heading.setVisible(bool(met))
        is_open = state in _OPEN
        self.build.setVisible(is_open)
        why = self.tr("This file is open for reading only.")
        explain_disabled(self.build, why if self._workspace.read_only else None)
        self._offer(state)
        self.setVisible(bool(met) or is_open)

    def _line(self, each: Met) -> QWidget:
        part = QWidget()
        box = column(2)
        part.setLayout(box)
        box.addWidget(DotLabel(each.concern.title, [each.concern.colour or None], tone="text"))
        box.addWidget(Text(each.met_how, "small", wrap=True))
        return part

    def _offer(self, state: str) -> None:
        waiting = waiting_for_answer(self._workspace.reader, self._id)
        is_due = state in ("agreed", "agreed_to_differ") and bool(waiting)
        known = (self._id, tuple(each.concern.id for each in waiting))
        if not is_due or self._workspace.read_only:
            self._offered = None
            self.banner.hide()
            return
        if known == self._offered:
            return  # it is said once, not with every change
        self._offered = known
        title = self.tr("One concern that it meets is still unanswered.")
        action = self.tr("Answer it by this decision")
        if len(waiting) > 1:
            title = self.tr("{0} concerns that it meets are still unanswered.")
            title = title.format(len(waiting))
            action = self.tr("Answer them by this decision")
        self.banner.show_notice(title, "", tone="warn")
        identify(self.banner.add_button(action, self._on_answer), "answer-met", action)

    def _on_build(self) -> None:
        open_proposal(self._workspace, self._shell, self._id)

    def _on_answer(self) -> None:
        count = self._workspace.run(proposals.answer_met, self._id)
        if count:
            self._shell.toast(self.tr("Concerns answered: {0}").format(count), undo=True)
