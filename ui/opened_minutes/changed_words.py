"""A text with what went struck out and what came underlined, as a label (M2, M4)."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from facilitator.projections.changes import PieceKind, pieces
from ui.opened_minutes.page_text import BETWEEN, safe
from ui.theme import theme

translate = QCoreApplication.translate
# How a mark looks: its element, its ink, its ground.
_MARKS = {
    PieceKind.GONE: ("s", "danger", "danger_soft"),
    PieceKind.NEW: ("u", "ok", "ok_soft"),
}


class ChangedWords(QLabel):
    """Shows two versions of a text as one. A screen reader hears both, one after the other."""

    def __init__(self, before: str, after: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pieces = pieces(before, after)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setOpenExternalLinks(False)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
        self.setSizePolicy(policy)
        self.setAccessibleName(_spoken(before, after))
        theme().changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        self.setFont(theme().font(13))
        self.setText(f'<span style="color: {_hex("text")}">{self._marked()}</span>')

    def _marked(self) -> str:
        out = []
        for piece in self._pieces:
            text = safe(piece.text)
            if piece.kind in _MARKS:
                element, ink, ground = _MARKS[piece.kind]
                style = f"color: {_hex(ink)}; background-color: {_hex(ground)}"
                text = f'<{element} style="{style}">{text}</{element}>'
            out.append(text)
        return BETWEEN.join(out)


def _hex(name: str) -> str:
    return theme().color(name).name()


def _spoken(before: str, after: str) -> str:
    told = []
    if before:
        told.append(translate("opened", "Before: {0}").format(before))
    if after:
        told.append(translate("opened", "After: {0}").format(after))
    return "\n".join(told)
