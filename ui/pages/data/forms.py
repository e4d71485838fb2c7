"""The forms of the register: a data set, and what somebody claims."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from facilitator.commands import data_roles, data_sets
from facilitator.queries.data_sets import DataSetRow
from ui.dialogs.form import FormDialog
from ui.widgets.card import row
from ui.widgets.fields import AutoGrowTextEdit, Choice, Field, line_edit
from ui.widgets.naming import identify
from ui.wording import data as words
from ui.workspace import Workspace


def pairs(text: str) -> list[tuple[str, str]]:
    """Return the lines of a text, each parted at its first colon."""
    out = []
    for line in text.splitlines():
        name, _colon, rest = line.partition(":")
        if name.strip():
            out.append((name.strip(), rest.strip()))
    return out


def lines(found: object) -> str:
    """Return pairs as the lines that `pairs` reads."""
    parts = found if isinstance(found, tuple) else ()
    return "\n".join(f"{name}: {rest}" if rest else name for name, rest in parts)


class DataSetForm(FormDialog):
    """A data set, new or known; written as one step."""

    def __init__(
        self, workspace: Workspace, parent: QWidget, known: DataSetRow | None = None
    ) -> None:
        super().__init__(parent, "", "", width=560)
        title = self.tr("Data set") if known else self.tr("New data set")
        self.heading.setText(title)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.set_action(self.tr("Save") if known else self.tr("Add data set"))
        self._workspace, self._known = workspace, known
        self._build_fields()
        if known is not None:
            self._fill(known)
        self.name.setFocus()

    def _build_fields(self) -> None:
        self.name = identify(line_edit(), "data-name")
        self.contents = identify(AutoGrowTextEdit(least=2, most=6), "data-contents")
        self.sensitivity = identify(Choice(), "data-sensitivity")
        self.sensitivity.set_choices(words.sensitivities(), "")
        self.kept = identify(
            line_edit(placeholder=self.tr("for example 3 years after the last purchase")),
            "data-kept",
        )
        self.amount = identify(line_edit(), "data-size")
        self.recipients = identify(AutoGrowTextEdit(least=2, most=8), "data-recipients")
        self.name_field = Field(self.tr("Name"), self.name)
        self.body.addWidget(self.name_field)
        self.body.addWidget(Field(self.tr("Holds"), self.contents))
        pair = row(12)
        pair.addWidget(Field(self.tr("Sensitivity"), self.sensitivity), 1)
        pair.addWidget(Field(self.tr("How much"), self.amount), 1)
        self.body.addLayout(pair)
        self.body.addWidget(Field(self.tr("Kept"), self.kept))
        self.body.addWidget(
            Field(
                self.tr("Goes to"), self.recipients,
                hint=self.tr("One per line, what for after a colon: App maker: repairs"),
            )
        )  # fmt: skip
        self.body.addStretch(1)

    def _fill(self, known: DataSetRow) -> None:
        self.name.setText(known.name)
        self.contents.setPlainText(known.contents)
        self.sensitivity.set_current(known.sensitivity)
        self.kept.setText(known.kept_for)
        self.amount.setText(known.size)
        self.recipients.setPlainText(lines(known.recipients))

    def submit(self) -> bool:
        """Write the data set."""
        if not self.name.text().strip():
            self.name_field.set_error(self.tr("A name is needed."))
            self.name.setFocus()
            return False
        fields = {
            "contents": self.contents.toPlainText(),
            "sensitivity": self.sensitivity.current(),
            "kept_for": self.kept.text(),
            "size": self.amount.text(),
            "recipients": pairs(self.recipients.toPlainText()),
        }
        store = self._workspace.store
        if self._known is None:
            return self.attempt(data_sets.add_data_set, store, self.name.text(), **fields)
        return self.attempt(
            data_sets.set_data_set, store, self._known.id, name=self.name.text(), **fields
        )


class ClaimForm(FormDialog):
    """What somebody says to be accountable for; it changes nothing that was agreed."""

    def __init__(
        self,
        workspace: Workspace,
        parent: QWidget,
        known: DataSetRow,
        party_id: int,
        person_id: int | None,
        name: str,
    ) -> None:
        super().__init__(
            parent, known.name, "", lead="", width=480
        )  # fmt: skip
        self.lead.setText(
            self.tr("{0} says: I am accountable. Nothing agreed changes.").format(name)
        )
        self.lead.show()
        self.set_action(self.tr("Keep the claim"))
        self._workspace, self._known = workspace, known
        self._party_id, self._person_id = party_id, person_id
        before = next(
            (each.says for each in known.claimants if each.holder == (party_id, person_id)), ""
        )
        self.says = identify(
            line_edit(before, placeholder=self.tr("for example for the app and its data")),
            "data-claim-says",
        )
        self.body.addWidget(Field(self.tr("For what, in their words"), self.says))
        self.body.addStretch(1)
        self.says.setFocus()

    def submit(self) -> bool:
        """Write the claim."""
        return self.attempt(
            data_roles.claim_role, self._workspace.store, self._known.id, self._party_id,
            self._person_id, self.says.text(),
        )  # fmt: skip
