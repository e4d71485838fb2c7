"""Which way the window reads: as the language does, or as the setting says."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QSettings, Qt
from PySide6.QtWidgets import QApplication

DIRECTIONS = ("auto", "ltr", "rtl")
_KEY = "look/direction"


def direction(settings: QSettings) -> str:
    """Return the setting: auto, ltr or rtl."""
    found = str(settings.value(_KEY, "auto"))
    return found if found in DIRECTIONS else "auto"


def set_direction(app: QApplication, settings: QSettings) -> None:
    """Read from right to left where the setting says so, or the language does."""
    rtl, ltr = Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight
    chosen = {"rtl": rtl, "ltr": ltr}.get(direction(settings))
    app.setLayoutDirection(chosen or QLocale.system().textDirection())


def change_direction(app: QApplication, settings: QSettings, wanted: str) -> None:
    """Change the setting and turn the window at once."""
    settings.setValue(_KEY, wanted)
    set_direction(app, settings)
