"""What leaves, and who will see it: said before a file is made, wherever it is asked for (S2)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from facilitator.queries.engagement import parties
from ui.dialogs.form import FormDialog
from ui.leaves import Leaves
from ui.widgets.fact_rows import FactRows
from ui.widgets.naming import identify
from ui.widgets.text import Text
from ui.wording import privacy, translate

if TYPE_CHECKING:
    from facilitator.store import Reader
    from ui.shell import Shell


class LeavingDialog(FormDialog):
    """Says it, then goes on to the place; `go_on` is called when somebody agrees."""

    def __init__(self, shell: Shell, leaves: Leaves, go_on: Callable[[], object]) -> None:
        super().__init__(
            shell.window_widget,
            self.tr("What leaves, and who will see it"),
            self.tr("Choose a place"),
            width=520,
        )
        self._go_on = go_on
        self.facts = identify(FactRows(110), "leaving-facts")
        self.facts.set_facts(facts(shell.workspace.reader, leaves))
        self.body.addWidget(self.facts)
        words = self.tr(
            "The finished file is read again before it takes its name. Its receipt stands under"
            " Private, What left."
        )
        self.body.addWidget(Text(words, "small", wrap=True))
        self.body.addStretch(1)
        self.accepted.connect(self._on_accepted)
        self.confirm.setFocus()

    def _on_accepted(self) -> None:
        self._go_on()


def facts(reader: Reader, leaves: Leaves) -> list[tuple[str, str]]:
    """Return what is said, line by line. Of sealed notes it says that there are none, no more."""
    what = " ".join(part for part in (privacy.kind(leaves.kind), leaves.session) if part)
    return [
        (translate("leaving", "What leaves"), f"{what} ({leaves.form.upper()})"),
        (translate("leaving", "Who will see it"), who(reader, leaves.audience)),
        (translate("leaving", "Sealed notes"), translate("leaving", "none")),
        (translate("leaving", "Private talks"), translate("leaving", "none")),
    ]


def who(reader: Reader, audience: str) -> str:
    """Return who will see it, by name where it is for the sides."""
    sides = ", ".join(party.name for party in parties(reader))
    if audience == "joint":
        words = translate("leaving", "Every side: {0}. Written so that all of them may read it.")
        return words.format(sides)
    if audience == "room":
        return translate("leaving", "Everybody in the room: {0}").format(sides)
    if audience == "executive":
        return translate("leaving", "The executives of every side: {0}").format(sides)
    return translate("leaving", "Only {0}. It is written for this side.").format(audience)
