"""Where somebody was in each file, so that the window comes back there; never engagement text."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from PySide6.QtCore import QSettings


class Places:
    """Remembers page and target per file in the settings."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings
        self._kept: tuple[str, str] | None = None

    def remember(self, path: Path, page_id: str, target: dict[str, object]) -> None:
        """Keep where somebody is; the same place again costs no writing to the disk."""
        place = file_key("place", path), json.dumps([page_id, target], default=str)
        if place != self._kept:
            self._kept = place
            self._settings.setValue(*place)

    def recall(self, path: Path) -> tuple[str, dict[str, object]]:
        """Return page and target, or an empty page id when nothing sensible is kept."""
        kept = self._settings.value(file_key("place", path))
        try:
            page_id, target = json.loads(str(kept))
        except (ValueError, TypeError):
            return "", {}
        if not isinstance(page_id, str) or not isinstance(target, dict):
            return "", {}
        return page_id, target


def file_key(what: str, path: Path) -> str:
    """Return under which key the settings keep something of one file; it tells nothing of it."""
    return f"{what}/{hashlib.sha256(str(path).encode()).hexdigest()[:16]}"
