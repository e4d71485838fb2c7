"""Save the sheets on which the sides answer: one, or all of them into a folder (M2)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtWidgets import QFileDialog, QMenu

from facilitator.queries.minutes import AnswerRow, Life

if TYPE_CHECKING:
    from ui.shell import Shell

translate = QCoreApplication.translate


def choose_sheets(shell: Shell, life: Life, at: QPoint) -> QMenu:
    """Ask for which side; all of them go into a folder."""
    menu = QMenu(shell.window_widget)
    menu.aboutToHide.connect(menu.deleteLater)
    for side in life.answers:
        words = translate("replies", "For {0}…").format(side.party)
        menu.addAction(words).triggered.connect(partial(_on_side, shell, life.session_id, side))
    menu.addSeparator()
    words = translate("replies", "For all sides, into a folder…")
    menu.addAction(words).triggered.connect(partial(_on_all, shell, life))
    menu.popup(at)
    return menu


def _on_side(shell: Shell, session_id: int, side: AnswerRow, _checked: bool = False) -> None:
    shell.exports.reply_sheet(session_id, side.party_id, side.party)


def _on_all(shell: Shell, life: Life, _checked: bool = False) -> None:
    ask_folder(shell, life)


def ask_folder(shell: Shell, life: Life) -> QFileDialog:
    """Ask into which folder the sheets of all sides go, and write them."""
    start = str(shell.exports.suggested("x", "pdf").parent)
    words = translate("replies", "A folder for the reply sheets")
    dialog = QFileDialog(shell.window_widget, words, start)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly, True)
    dialog.fileSelected.connect(partial(_on_folder, shell, life))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def _on_folder(shell: Shell, life: Life, name: str) -> None:
    write_all(shell, life.session_id, life.answers, Path(name))


def write_all(
    shell: Shell, session_id: int, sides: Sequence[AnswerRow], folder: Path
) -> list[Path]:
    """Write a sheet for each side into a folder; what lies there already stays."""
    targets: list[Path] = []
    for side in sides:
        name = shell.exports.reply_sheet_name(session_id, side.party)
        stem = re.sub(r"[^\w .-]+", " ", name)
        target = _free(folder, " ".join(stem.split()), targets)
        targets.append(target)
        shell.exports.write_reply_sheet(session_id, side.party_id, target)
    return targets


def _free(folder: Path, stem: str, taken: Sequence[Path]) -> Path:
    target, number = folder / f"{stem}.pdf", 2
    while target in taken or target.exists():
        target = folder / f"{stem} {number}.pdf"
        number += 1
    return target
