"""What assistive technology is told of widgets, where Qt's own answer would end the app."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAccessibleWidget, QScrollArea


def install() -> None:
    """Describe scroll areas like any other widget.

    Qt's own description of a scroll area counts its scroll bars only while they show and takes any
    number for a child of it, so a screen reader that comes a moment late (the page has changed, a
    bar has gone) reads past the end of a list. Once for each process.
    """
    QAccessible.installFactory(_describe)


def _describe(kind: str, thing: QObject) -> QAccessibleWidget | None:
    if kind == "QScrollArea" and isinstance(thing, QScrollArea):
        return QAccessibleWidget(thing, QAccessible.Role.Client)
    return None
