"""The questions before raw notes, or sealed notes, are destroyed for good (S1, S3)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from facilitator.commands.destruction import (
    Destruction,
    destroy_scratch,
    destroy_sealed_notes,
    finish_destruction,
)
from facilitator.queries.numbers import session_labels
from facilitator.queries.receipts import Receipt
from facilitator.queries.scratch import scratch, wants_destruction
from ui.dialogs.destroy import DestroyDialog

if TYPE_CHECKING:
    from facilitator.clock import Clock
    from ui.shell import Shell

translate = QCoreApplication.translate
Told = Callable[[str], None]


def offer_destruction(
    shell: Shell, session_id: int, *, asked: bool = False
) -> DestroyDialog | None:
    """Ask whether the raw notes of a session go for good; None where there is nothing to ask.

    After an approval it asks only where the engagement wants that; `asked` is for the command.
    """
    reader = shell.workspace.reader
    found = scratch(reader, session_id)
    if not asked and not (found.count and wants_destruction(reader)):
        return None
    if not found.count:
        shell.toast(translate("destroy", "This session has no raw notes outside its minutes."))
        return None
    labels = session_labels(reader)
    name = labels[session_id].label if session_id in labels else ""
    many = translate("destroy", "{0} raw notes are not in the minutes. Nobody can bring them back.")
    one = translate("destroy", "1 raw note is not in the minutes. Nobody can bring it back.")
    dialog = DestroyDialog(
        shell,
        translate("destroy", "Destroy the raw notes of {0}?").format(name),
        one if found.count == 1 else many.format(found.count),
        partial(_scratch, session_id),
        "minutes",
        {"session_id": session_id},
    )
    dialog.open()
    return dialog


def offer_destruction_of_sealed(shell: Shell, note_ids: Sequence[int]) -> DestroyDialog:
    """Ask whether sealed notes go for good; what was released from them stays released."""
    title = translate("destroy", "Destroy this sealed note?")
    if len(note_ids) != 1:
        title = translate("destroy", "Destroy {0} sealed notes?").format(len(note_ids))
    lead = translate("destroy", "Nobody can bring it back. What was released from it stays.")
    work = partial(_sealed, tuple(note_ids))
    dialog = DestroyDialog(shell, title, lead, work, "private", {})
    dialog.open()
    return dialog


def offer_finishing(shell: Shell, receipt: Receipt) -> DestroyDialog:
    """Offer to finish what a crash, or another program, kept from being finished."""
    dialog = DestroyDialog(
        shell,
        translate("destroy", "Finish what was begun?"),
        translate("destroy", "The notes are gone from the file already; what held them is not yet"
                  " all written anew."),
        partial(_finish, receipt.id),
        "private",
        {},
    )  # fmt: skip
    dialog.set_action(translate("destroy", "Finish"))
    dialog.cancel.setText(translate("destroy", "Later"))
    dialog.open()
    return dialog


def _scratch(session_id: int, path: Path, clock: Clock, told: Told) -> Destruction:
    return destroy_scratch(path, session_id, clock, told)


def _sealed(note_ids: tuple[int, ...], path: Path, clock: Clock, told: Told) -> Destruction:
    return destroy_sealed_notes(path, note_ids, clock, told)


def _finish(receipt_id: int, path: Path, clock: Clock, told: Told) -> Destruction:
    return finish_destruction(path, receipt_id, clock, told)
