"""The segmented choice for forms with little room: the same group, narrower segments."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt

from ui.theme import theme
from ui.widgets import painting
from ui.widgets.segmented import Segmented, _Segment


class _DenseSegment(_Segment):
    """A segment with less room beside its word."""

    def sizeHint(self) -> QSize:
        look = theme()
        words = painting.text_width(self.text(), look.font(13, 600))
        return QSize(words + look.px(13), look.px(28))


class DenseSegmented(Segmented):
    """Segments as narrow as their words allow."""

    def set_choices(self, choices: Sequence[tuple[object, str]], current: object = None) -> None:
        """Replace the segments; the first is chosen when `current` is none of them."""
        for button in self._group.buttons():
            self._group.removeButton(button)
            self._box.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._keys = [key for key, _word in choices]
        for number, (_key, word) in enumerate(choices):
            segment = _DenseSegment(word, self._style, self)
            self._group.addButton(segment, number)
            self._box.addWidget(segment)
        if self._keys:
            self.set_current(current if current in self._keys else self._keys[0])
        self._keep_one_stop()

    def set_current(self, key: object) -> None:
        """Choose without telling anybody."""
        super().set_current(key)
        self._keep_one_stop()

    def _on_toggled(self, number: int, on: bool) -> None:
        self._keep_one_stop()
        super()._on_toggled(number, on)

    def _keep_one_stop(self) -> None:
        """Let Tab stop at the chosen segment alone; arrows go to the others."""
        for button in self._group.buttons():
            stops = Qt.FocusPolicy.StrongFocus if button.isChecked() else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(stops)
