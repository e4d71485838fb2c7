"""Data where others refer to it: what a decision answers, what an agenda item came from."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from facilitator.queries.data_origin import data_origin
from facilitator.queries.data_requests import requests_of_decision
from ui.shell import Shell
from ui.widgets.buttons import LinkButton, PlainButton
from ui.widgets.naming import identify
from ui.wording import data as words
from ui.wording import translate


def request_buttons(shell: Shell, decision_id: int) -> list[QWidget]:
    """Return a button for each request that a decision answers, with its number and state."""
    out: list[QWidget] = []
    for ref in requests_of_decision(shell.workspace.reader, decision_id):
        word, _tone, _icon = words.answer(ref.answer)
        told = translate("data", "Answers {0} ({1})").format(ref.number, word)
        button = identify(PlainButton(told, icon="database", compact=True), "decision-request")
        button.setToolTip(ref.question)
        button.setAccessibleName(f"{told}: {ref.question}")
        button.clicked.connect(partial(shell.go, "data", request_id=ref.id))
        out.append(button)
    return out


class OriginLink(LinkButton):
    """Where an agenda item came from, with how that stands now; hidden where it is no data."""

    def __init__(self, shell: Shell) -> None:
        super().__init__("", icon="database")
        identify(self, "item-origin")
        self._shell = shell
        self._target: dict[str, object] = {}
        self.clicked.connect(self._on_clicked)
        self.hide()

    def show_item(self, item_id: int) -> None:
        """Show where an item came from."""
        found = data_origin(self._shell.workspace.reader, item_id)
        self.setVisible(found is not None)
        if found is None:
            return
        if found.request_id is not None:
            self._target = {"request_id": found.request_id}
            state = words.answer(found.answer)[0]
            told = translate("data", "Data request {0}: {1}").format(found.number, state.lower())
        else:
            self._target = {"data_set_id": found.data_set_id}
            state = words.standing_word(found.standing) if found.standing else ""
            told = translate("data", "From the data register: {0}").format(state.lower())
        self.setText(told)
        self.setToolTip(found.title)
        self.setAccessibleName(f"{told}: {found.title}")

    def _on_clicked(self) -> None:
        self._shell.go("data", **self._target)
