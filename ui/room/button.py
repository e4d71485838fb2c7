"""The button that opens the room view, and says while it is open that others look on."""

from __future__ import annotations

from ui.widgets.buttons import IconButton
from ui.widgets.naming import identify


class RoomButton(IconButton):
    """Filled while the room view is open."""

    def __init__(self) -> None:
        super().__init__("presentation", "")
        identify(self, "room-view")
        self.setCheckable(True)
        self.show_room(False)

    def show_room(self, is_open: bool) -> None:
        """Say whether the room view is open."""
        words = self.tr("Room view is open: close it") if is_open else self.tr("Room view")
        self.setChecked(is_open)
        self.setAccessibleName(words)
        self.setToolTip(f"{words} (F5)")

    def _ground(self) -> tuple[str | None, str | None]:
        return ("accent", None) if self.isChecked() else super()._ground()

    def _ink(self) -> str:
        return "on_accent" if self.isChecked() else super()._ink()
