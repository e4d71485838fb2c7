"""The proof in the window: its pages, which one is in view, how large."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.jobs import Job
from ui.pages.minutes.proof import Proof
from ui.theme import theme
from ui.widgets.buttons import IconButton, LinkButton
from ui.widgets.card import Card, row
from ui.widgets.naming import identify
from ui.widgets.paper_view import ZOOMS, PaperView
from ui.widgets.text import ElidedText, Text


class PreviewCard(Card):
    """Title at the start, page by page in the middle, zoom at the end, the paper below."""

    def __init__(self, run: Callable[[Job], object], parent: QWidget | None = None) -> None:
        super().__init__(tone="sunken", margin=0, spacing=0, parent=parent)
        self.view = identify(PaperView(self.tr("Preview"), run), "minutes-preview")
        self.body.addLayout(self._build_bar())
        self.add(self.view, 1)
        self._connect()
        self._on_turned(0, 0)

    def _build_bar(self) -> QHBoxLayout:
        look, bar = theme(), row(4)
        bar.setContentsMargins(look.px(16), look.px(4), look.px(8), look.px(2))
        self.label = ElidedText("", "small")
        self.before = IconButton("caret-left", self.tr("Page before"))
        self.after = IconButton("caret-right", self.tr("Next page"))
        self.where = Text("", "small_strong")
        self.where.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.smaller = IconButton("minus", self.tr("Smaller"))
        self.larger = IconButton("plus", self.tr("Larger"))
        self.percent = Text("", "small")
        self.percent.setMinimumWidth(look.px(40))
        self.percent.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.fit = LinkButton(self.tr("Fit width"), compact=True)
        bar.addWidget(self.label, 1)
        for widget in (self.before, self.where, self.after):
            bar.addWidget(widget)
        bar.addStretch(1)
        for each in (self.smaller, self.percent, self.larger, self.fit):
            bar.addWidget(each)
        return bar

    def _connect(self) -> None:
        self.before.clicked.connect(self._on_before)
        self.after.clicked.connect(self._on_after)
        self.smaller.clicked.connect(self._on_smaller)
        self.larger.clicked.connect(self._on_larger)
        self.fit.clicked.connect(self._on_fit)
        self.view.turned.connect(self._on_turned)
        self.view.zoomed.connect(self._on_zoomed)

    def show_proof(self, proof: Proof, label: str) -> None:
        """Show a finished paper at the spot where somebody was reading."""
        self.label.setText(label)
        self.view.show_sheets(proof.sheets)
        self._on_zoomed()

    def show_message(self, words: str) -> None:
        """Say why there is no paper."""
        self.label.setText("")
        self.view.show_sheets(None, words)
        self._on_zoomed()

    def _on_turned(self, page: int, count: int) -> None:
        self.where.setText(self.tr("Page {0} of {1}").format(page, count) if count else "")
        self.before.setEnabled(page > 1)
        self.after.setEnabled(page < count)
        for widget in (self.before, self.after):
            widget.setVisible(count > 1)

    def _on_zoomed(self) -> None:
        has_paper = self.view.sheets is not None
        for widget in (self.smaller, self.percent, self.larger, self.fit):
            widget.setVisible(has_paper)
        now = self.view.shown_zoom()
        self.percent.setText(self.tr("{0} %").format(now))
        self.smaller.setEnabled(now > ZOOMS[0])
        self.larger.setEnabled(now < ZOOMS[-1])
        self.fit.setEnabled(self.view.zoom is not None)

    def _on_before(self) -> None:
        self.view.go_to(self.view.page() - 1)

    def _on_after(self) -> None:
        self.view.go_to(self.view.page() + 1)

    def _on_smaller(self) -> None:
        self.view.zoom_step(-1)

    def _on_larger(self) -> None:
        self.view.zoom_step(1)

    def _on_fit(self) -> None:
        self.view.set_zoom(None)
