"""Names for screen readers and identifiers for scripts."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QWidget

W = TypeVar("W", bound=QWidget)


def identify(widget: W, identifier: str, name: str | None = None) -> W:
    """Give a control its stable identifier and, where its text does not say it, a spoken name."""
    widget.setAccessibleIdentifier(identifier)
    widget.setObjectName(identifier)
    if name is not None:
        widget.setAccessibleName(name)
    return widget


def property_style(widget: QWidget, name: str, value: object) -> None:
    """Set a dynamic property and let the style sheet look again."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def initials(name: str) -> str:
    """Return up to two initials of a name."""
    words = [word for word in name.replace("-", " ").split() if word[:1].isalpha()]
    if not words:
        return name[:1].upper() or "?"
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()
