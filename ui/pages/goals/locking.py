"""Fields and buttons of a file that is open read-only: they stay, disabled, and say why."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton, QTextEdit, QWidget

from ui.widgets.buttons import explain_disabled
from ui.wording import translate
from ui.workspace import Workspace


def read_only_reason(workspace: Workspace) -> str | None:
    """Return why nothing can be changed, None where everything can."""
    if not workspace.read_only:
        return None
    return translate("page", "This file is open read-only.")


def lock(workspace: Workspace, widgets: Iterable[QWidget]) -> None:
    """Let texts be read and nothing be changed while the file is read-only."""
    reason = read_only_reason(workspace)
    for each in widgets:
        if isinstance(each, QLineEdit | QPlainTextEdit | QTextEdit):
            each.setReadOnly(reason is not None)
            each.setToolTip(reason or "")
        elif isinstance(each, QPushButton):
            explain_disabled(each, reason)
        else:
            each.setEnabled(reason is None)
            each.setToolTip(reason or "")
