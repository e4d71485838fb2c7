"""Where somebody was in a file is remembered, and cheaply: it is asked after every key saved."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSettings

from ui.places import Places


class Counted(QSettings):
    """Counts how often something is written."""

    written = 0

    def setValue(self, key: str, value: object) -> None:
        self.written += 1
        super().setValue(key, value)


def test_a_place_comes_back_and_staying_there_writes_nothing(tmp_path: Path) -> None:
    settings = Counted(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    places, file = Places(settings), tmp_path / "one.facilitator"
    for _ in range(5):
        places.remember(file, "run", {"session_id": 7})
    assert settings.written == 1
    places.remember(file, "run", {"session_id": 8})
    places.remember(tmp_path / "two.facilitator", "run", {"session_id": 8})
    places.remember(file, "together", {})
    assert settings.written == 4
    assert Places(settings).recall(file) == ("together", {})
