"""Which party each home of a glossary means: one choice for each label, prefilled by its name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from facilitator.commands import glossary
from facilitator.domain.glossary import STARTER_HOMES
from facilitator.queries.engagement import parties
from facilitator.queries.glossary_homes import home_rows
from ui.dialogs.form import FormDialog
from ui.shell import Shell
from ui.theme import theme
from ui.widgets.fields import Choice, FieldLabel
from ui.widgets.naming import identify
from ui.widgets.text import Text
from ui.workspace import Workspace


class HomesEditor(QWidget):
    """A line for each label; `homes` is what `bring_starter` and `bring_words` take."""

    def __init__(self, workspace: Workspace, labels: Sequence[str] = STARTER_HOMES) -> None:
        super().__init__()
        self._workspace = workspace
        self.choices: dict[str, Choice] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme().px(16))
        grid.setVerticalSpacing(theme().px(8))
        grid.setColumnStretch(1, 1)
        self._grid = grid
        self.set_labels(labels)

    def set_labels(self, labels: Sequence[str]) -> None:
        """Ask for these labels; `Shared` always means every side and is not asked for."""
        while self._grid.count():
            item = self._grid.takeAt(0)
            if item is not None and (widget := item.widget()) is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()
        self.choices = {}
        table = parties(self._workspace.reader)
        for place, home in enumerate(home_rows(self._workspace.reader, labels)):
            choice = Choice()
            choice.add(None, self.tr("Nobody here"))
            for party in table:
                choice.add(party.id, party.name, party=party.colour)
            choice.set_current(home.party_id)
            identify(choice, f"home-{home.label.lower().replace(' ', '-')}")
            self._grid.addWidget(FieldLabel(home.label, choice), place, 0)
            self._grid.addWidget(choice, place, 1)
            self.choices[home.label] = choice

    def homes(self) -> dict[str, int | None]:
        """Return the party chosen for each label."""
        found: dict[str, int | None] = {}
        for label, choice in self.choices.items():
            chosen = choice.current()
            found[label] = chosen if isinstance(chosen, int) else None
        return found


class StarterDialog(FormDialog):
    """Bring the starter glossary, once it is said whose home each label is."""

    def __init__(self, workspace: Workspace, shell: Shell, parent: QWidget) -> None:
        self._workspace, self._shell = workspace, shell
        super().__init__(
            parent, self.tr("Bring the starter glossary"), self.tr("Bring the words"),
            lead=self.tr(
                "198 words of security, marketing and law, each in plain words. "
                "Say which of your sides uses which."
            ),
            width=480,
        )  # fmt: skip
        self.homes = HomesEditor(workspace)
        self.body.addWidget(self.homes)
        self.body.addWidget(
            Text(
                self.tr(
                    "A side sees the words of the others underlined while you write. "
                    "Shared words belong to all. Words that are there already stay as they are."
                ),
                "small",
                wrap=True,
            ),
            0,
            Qt.AlignmentFlag.AlignTop,
        )

    def submit(self) -> bool:
        """Bring the words, and say how many came."""
        if not self.attempt(self._bring):
            return False
        words = self.tr("{0} words came.").format(getattr(self.result_value, "added", 0))
        self._shell.toast(words, undo=True)
        return True

    def _bring(self) -> object:
        return glossary.bring_starter(self._workspace.store, self.homes.homes())


class HomesDialog(FormDialog):
    """Change which party each label means; its words change their owner with it."""

    def __init__(self, workspace: Workspace, parent: QWidget, labels: Sequence[str]) -> None:
        self._workspace = workspace
        super().__init__(
            parent, self.tr("Whose words are whose"), self.tr("Save"),
            lead=self.tr("The words of each home belong to the side you choose."), width=480,
        )  # fmt: skip
        self.homes = HomesEditor(workspace, labels)
        self.body.addWidget(self.homes)

    def submit(self) -> bool:
        """Save the choice."""
        return self.attempt(glossary.set_homes, self._workspace.store, self.homes.homes())
