"""What can be done with one sealed note, as a menu."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from ui import icons

Entry = tuple[str, str, Callable[[], object]]  # icon, words, what to do


def show_menu(parent: QWidget, entries: Sequence[Entry], at: QPoint) -> QMenu:
    """Show entries at a place; the menu goes when it closes."""
    menu = QMenu(parent)
    menu.aboutToHide.connect(menu.deleteLater)
    for icon, words, run in entries:
        menu.addAction(icons.icon(icon), words).triggered.connect(partial(_call, run))
    menu.popup(at)
    return menu


def _call(run: Callable[[], object], _checked: bool = False) -> None:
    run()
