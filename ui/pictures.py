"""A painted picture leaves: asked where to; its words are looked through before it is made (S2)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

from PySide6.QtWidgets import QFileDialog

from facilitator.errors import FacilitatorError
from ui.leaves import Leaves
from ui.shell import Shell
from ui.wording import translate


class Painted(Protocol):
    """A picture that knows every word it shows."""

    def painted(self) -> list[str]:
        """Return the words that are drawn."""
        ...


P = TypeVar("P", bound=Painted)


def ask_where(shell: Shell, name: str, kind: str, named: Callable[[Path], object]) -> None:
    """Say who will see a picture, `kind` png or svg, and ask for its name; `named` hears it."""
    from ui.dialogs.leaving import LeavingDialog

    go_on = partial(_ask_name, shell, name, kind, named)
    LeavingDialog(shell, Leaves("picture", kind), go_on).open()


def _ask_name(shell: Shell, name: str, kind: str, named: Callable[[Path], object]) -> None:
    shell.drafts.flush()
    offered = shell.exports.suggested(name, kind)
    dialog = QFileDialog(
        shell.window_widget, translate("pictures", "Save"), str(offered.parent),
        "PNG (*.png)" if kind == "png" else "SVG (*.svg)",
    )  # fmt: skip
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(kind)
    dialog.selectFile(offered.name)
    dialog.fileSelected.connect(partial(_on_chosen, shell, named))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def _on_chosen(shell: Shell, named: Callable[[Path], object], name: str) -> None:
    shell.settings.setValue("export/folder", str(Path(name).parent))
    named(Path(name))


def save(
    shell: Shell, picture: P, write: Callable[[P, Path, str], None], target: Path, kind: str
) -> bool:
    """Write a picture as png or svg and say so; a failure is told and leaves nothing behind."""
    from facilitator import handover  # brings all papers: not for the page itself

    try:
        handover.refuse_sealed(shell.workspace.reader, target, picture.painted())
        write(picture, target, kind)
        _keep_receipt(shell, target, kind)
    except FacilitatorError as error:
        shell.error(error)
        return False
    shell.toast(translate("pictures", "Saved {0}. No sealed note is in it.").format(target.name))
    return True


def _keep_receipt(shell: Shell, target: Path, kind: str) -> None:
    from facilitator.handover import Leaving, note_handed, proven_by_words

    space = shell.workspace
    if not space.read_only:
        handed = proven_by_words(space.reader, target, kind)
        space.run(note_handed, Leaving("picture"), handed)
