"""The parts of the window that F6 goes through."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


def next_pane(panes: Sequence[QWidget]) -> None:
    """Put the keyboard into the part after the one that has it."""
    shown = [pane for pane in panes if pane.isVisible()]
    focus = QApplication.focusWidget()
    at = -1
    for number, pane in enumerate(shown):
        if pane is focus or (focus is not None and pane.isAncestorOf(focus)):
            at = number
            break
    for step in range(1, len(shown) + 1):
        control = focusable(shown[(at + step) % len(shown)])
        if control is not None:
            control.setFocus(Qt.FocusReason.TabFocusReason)
            return


def focusable(pane: QWidget) -> QWidget | None:
    """Return the first control in `pane` that takes the keyboard, itself included."""
    if _takes_keyboard(pane):
        return pane
    found = pane.nextInFocusChain()
    while found is not None and found is not pane:
        if pane.isAncestorOf(found) and _takes_keyboard(found):
            return found
        found = found.nextInFocusChain()
    return None


def _takes_keyboard(widget: QWidget) -> bool:
    takes = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return takes and widget.isEnabled() and widget.isVisible()
