"""Which characters of a paper no font could draw, told above it."""

from __future__ import annotations

from ui.widgets.notices import Banner
from ui.wording import translate


def show_undrawn(strip: Banner, characters: tuple[str, ...]) -> None:
    """Say what prints as a replacement, and what helps; nothing where all could be drawn."""
    strip.setVisible(bool(characters))
    if characters:
        strip.show_notice(
            translate("minutes", "Some characters could not be drawn: {0}").format(
                _spelled(characters)
            ),
            translate(
                "minutes",
                "They print as \ufffd, and a notice on the paper says so. Install a font that has "
                "them, or write these words in other letters.",
            ),
            tone="warn",
            icon="warning",
        )


def _spelled(characters: tuple[str, ...]) -> str:
    """Return characters with their code points: the window may lack a font for them as well."""
    return ", ".join(f"{each} (U+{ord(each):04X})" for each in characters)
