"""What changed since the last session, in one list that leads to each of it (E5)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from facilitator.queries.catch_up import Change, catch_up
from ui import wording
from ui.dialogs.form import FormDialog
from ui.pages.together.places import lead
from ui.shell import Shell
from ui.widgets.naming import identify
from ui.widgets.notices import EmptyState
from ui.widgets.rows import Row, RowList
from ui.wording import together as wording_together
from ui.workspace import Workspace


class CatchUpDialog(FormDialog):
    """A click or Enter opens a row where it belongs."""

    def __init__(self, workspace: Workspace, shell: Shell, parent: QWidget) -> None:
        self._shell = shell
        found = catch_up(workspace.reader)
        super().__init__(
            parent, self.tr("Catch up"), self.tr("Done"), lead=self._lead(found.session_label),
            width=720,
        )  # fmt: skip
        self.cancel.hide()
        today = workspace.today()
        self.list = identify(
            RowList(self.tr("What changed"), fit=400, title_lines=2), "catch-up-list"
        )
        rows = []
        for number, each in enumerate(found.changes):
            rows.append(self._row(number, each, wording.short_day(each.at, today)))
        self._changes = found.changes
        self.list.set_rows(rows)
        self.list.setVisible(bool(rows))
        self.body.addWidget(self.list)
        if not rows:
            self.body.addWidget(
                EmptyState("check-circle", self.tr("Nothing changed since the last session"))
            )
        self.list.opened.connect(self._on_opened)

    def _lead(self, label: str) -> str:
        if not label:
            return self.tr("Since the last session.")
        return self.tr("Since session {0} ended, the latest first.").format(label)

    def _row(self, number: int, each: Change, day: str) -> Row:
        icon = _ICONS.get(each.kind, "") or wording.state("capture", each.kind)[2]
        return Row(
            number, each.text, number=each.number, icon=icon,
            chip=wording_together.change_word(each), trailing=day,
            second=each.party, second_dots=(each.colour,) if each.colour else (),
        )  # fmt: skip

    def _on_opened(self, key: object) -> None:
        if isinstance(key, int):
            each = self._changes[key]
            self.accept()
            lead(self._shell, each.kind, each.row_id)


_ICONS = {"goal": "target", "request": "database"}
