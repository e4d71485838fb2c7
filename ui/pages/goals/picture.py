"""The timeline leaves as a picture."""

from __future__ import annotations

from pathlib import Path

from ui import pictures
from ui.shell import Shell
from ui.widgets.timeline_picture import Picture, write


def save_picture(shell: Shell, picture: Picture, target: Path, kind: str) -> bool:
    """Write the timeline as png or svg."""
    return pictures.save(shell, picture, write, target, kind)
