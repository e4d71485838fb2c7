"""The timeline leaves as a picture; its words are looked through before it is made (S2)."""

from __future__ import annotations

from pathlib import Path

from facilitator.errors import FacilitatorError
from ui.shell import Shell
from ui.widgets.timeline_picture import Picture, write
from ui.wording import translate


def save_picture(shell: Shell, picture: Picture, target: Path, kind: str) -> bool:
    """Write a picture as png or svg and say so; a failure is told and leaves nothing behind."""
    from facilitator.handover import refuse_sealed  # brings all papers: not for the page itself

    try:
        refuse_sealed(shell.workspace.reader, target, picture.painted())
        write(picture, target, kind)
    except FacilitatorError as error:
        shell.error(error)
        return False
    words = translate("goals", "Saved {0}. No sealed note is in it.").format(target.name)
    shell.toast(words)
    return True
