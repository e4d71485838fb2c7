"""Text of a paper on the screen, in the look of the window; nothing in it is followed."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QTextBrowser, QWidget

from ui.theme import theme

BETWEEN = "&#8202;"
"""A hair between what went and what came: 2 and 3 must not read as 23."""
Compose = Callable[[], str]


class PageText(QTextBrowser):
    """Shows HTML that `compose` makes, again whenever the look changes.

    Everything that came from a paper has to be escaped in it. Links and pictures do nothing.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._compose: Compose | None = None
        self.setAccessibleName(name)
        self.setOpenLinks(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setTabChangesFocus(True)
        theme().changed.connect(self._on_theme_changed)

    def show_page(self, compose: Compose) -> None:
        """Show what `compose` returns, from its beginning."""
        self._compose = compose
        self._set()

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        return None

    def _on_theme_changed(self) -> None:
        place = self.verticalScrollBar().value()
        self._set()
        self.verticalScrollBar().setValue(place)

    def _set(self) -> None:
        look = theme()
        self.document().setDefaultFont(look.font(13))
        self.document().setDocumentMargin(look.px(4))
        self.document().setDefaultStyleSheet(_sheet())
        self.setHtml(self._compose() if self._compose is not None else "")


def _sheet() -> str:
    look = theme()
    text, quiet, accent = (look.color(name).name() for name in ("text", "text2", "accent"))
    gone, new = look.color("danger").name(), look.color("ok").name()
    soft_gone, soft_new = look.color("danger_soft").name(), look.color("ok_soft").name()
    return (
        f"body, p, td, li {{ color: {text}; }}"
        f"h2 {{ color: {text}; font-size: {look.font(15).pixelSize()}px; font-weight: 600;"
        f" margin-top: {look.px(18)}px; margin-bottom: {look.px(6)}px; }}"
        f"h3 {{ color: {text}; font-size: {look.font(13).pixelSize()}px; font-weight: 600;"
        f" margin-top: {look.px(12)}px; margin-bottom: {look.px(2)}px; }}"
        f"p {{ margin-top: {look.px(2)}px; margin-bottom: {look.px(4)}px; }}"
        f".quiet {{ color: {quiet}; }} .number {{ color: {accent}; }}"
        f"th {{ color: {quiet}; font-weight: 500; text-align: left; }}"
        f"td, th {{ padding: {look.px(4)}px {look.px(12)}px {look.px(4)}px 0; }}"
        f"s {{ color: {gone}; background-color: {soft_gone}; text-decoration: line-through; }}"
        f"u {{ color: {new}; background-color: {soft_new}; text-decoration: underline; }}"
    )


LONGEST = 3_000
"""Of one text that a stranger wrote, so many characters are set."""


def safe(text: str) -> str:
    """Return words as HTML shows them, line by line."""
    shown = text if len(text) <= LONGEST else f"{text[:LONGEST]}\u2026"
    return escape(shown).replace("\n", "<br>")


def paragraph(text: str, kind: str = "") -> str:
    """Return a paragraph; nothing where there are no words."""
    mark = f' class="{kind}"' if kind else ""
    return f"<p{mark}>{safe(text)}</p>" if text else ""


def shorten(text: str, most: int = 300) -> str:
    """Return one line of at most so many characters."""
    line = " ".join(text[: 2 * most].split())
    return line if len(line) <= most else f"{line[:most]}\u2026"
