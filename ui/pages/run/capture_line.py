"""The capture line: type what is said, see what was understood, Enter keeps it (V3)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from facilitator.domain.capture_line import Candidate, Captured, Token, Vocabulary, chosen, parse
from ui.pages.run.line_edit import MOST_LETTERS, MarkedLineEdit
from ui.pages.run.offers import Offer, OfferList, offers_at
from ui.pages.run.understood import Said, Understood, chips_of
from ui.theme import theme
from ui.widgets import painting
from ui.widgets.notices import IconMark, announce, keep_in_sight
from ui.widgets.text import Text
from ui.wording import room as wording_room

OFFER_AFTER_MS = 220  # somebody who knows the letters never sees the list


class CaptureLine(QWidget):
    """One line with its chips. It keeps nothing itself: `handed_over` carries what it says."""

    handed_over = Signal(object)  # Captured
    left = Signal()  # Esc
    text_changed = Signal(str)

    def __init__(self, names: Callable[[], Vocabulary], today: Callable[[], date]) -> None:
        super().__init__()
        self._names, self._today = names, today
        self._said = Captured(None, False, "")
        self._is_sealed = self._is_watched = False
        self._is_tall: bool | None = None
        self._last = ""
        self._offers: OfferList | None = None
        self._build()
        self._connect()
        self._arrange()

    def _build(self) -> None:
        keep_in_sight(self)
        self.mark = IconMark("caret-right", "accent", 16)
        self.edit = MarkedLineEdit()
        self.edit.setPlaceholderText(
            self.tr("What was said:  / what it is   @ who   ^ when   # goal   // for you alone")
        )
        self.understood = Understood()
        self.hint = Text("", "hint")
        self._grid = QGridLayout(self)
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(OFFER_AFTER_MS)
        self.setFocusProxy(self.edit)

    def _connect(self) -> None:
        self.edit.textChanged.connect(self._on_text)
        self.edit.cursorPositionChanged.connect(self._on_caret)
        self.edit.stepped.connect(self._on_step)
        self.edit.completed.connect(self._on_completed)
        self.edit.dismissed.connect(self._on_dismissed)
        self.edit.handed_over.connect(self._on_enter)
        self.edit.inputRejected.connect(self._on_full)
        self.understood.chosen.connect(self._on_chosen)
        self.understood.left.connect(self.edit.setFocus)
        self._waiting.timeout.connect(self._show_offers)
        self.edit.focused.connect(self._on_focused)
        theme().changed.connect(self._on_theme_changed)

    # --- for the page -----------------------------------------------------------------------

    @property
    def is_sealed(self) -> bool:
        """Tell whether what stands here is for the facilitator alone."""
        return self._is_sealed

    def begin(self, letters: str) -> None:
        """Put letters such as `/d ` in front of what stands here, and the keyboard behind it."""
        text = self.edit.text()
        if self._said.tokens and text.lstrip().startswith("/") and not self._is_sealed:
            text = text.lstrip().partition(" ")[2]
        self.edit.setText(f"{letters}{text}")
        self.edit.setFocus()

    def expect_sealed(self, sealed: bool) -> None:
        """Say before a kept line is shown again whether it was sealed, with or without its //."""
        self._is_sealed = sealed

    def kept(self) -> None:
        """Empty the line after it was kept; a sealed one is forgotten for good."""
        self._last = "" if self._is_sealed else self.edit.text()
        self.edit.setText("")  # unlike clear(), this also forgets the field's own undo

    def set_watched(self, is_watched: bool) -> None:
        """Show nothing at all of a sealed line while others look on (S2)."""
        if is_watched != self._is_watched:
            self._is_watched = is_watched
            self._understand()

    def names_changed(self) -> None:
        """Understand the line anew: names have changed."""
        self._understand()

    # --- understanding ----------------------------------------------------------------------

    def _on_text(self, text: str) -> None:
        self._understand()
        self.text_changed.emit(text)

    def _understand(self) -> None:
        text = self.edit.text()
        said = parse(text, self._names(), self._today())
        # A seal holds until the line is empty: words once hidden never show by a wrong key.
        self._is_sealed = bool(text.strip()) and (self._is_sealed or said.is_sealed)
        if self._is_sealed and not said.is_sealed:
            said = Captured(None, True, text.strip())
        self._said = said
        self.edit.set_sealed(self._is_sealed, is_watched=self._is_watched)
        self.edit.mark(said.tokens)
        self.mark.set_icon("lock-simple" if self._is_sealed else "caret-right")
        found: list[Said] = chips_of(said, self._today()) if text.strip() else []
        self.understood.show_said(found)
        self._say_hint()
        self._offer_later()
        self._arrange()

    def _say_hint(self) -> None:
        if not self.edit.text().strip():
            self.hint.setText("")
        elif self._is_sealed and self._is_watched:
            self.hint.setText(wording_room.sealed_line())
        elif len(self.edit.text()) >= MOST_LETTERS:
            # What was pasted beyond it is not here, and must not be thought kept.
            self.hint.setText(self.tr("The line is full, its end is missing: use the notes"))
        elif not self._said.text:
            self.hint.setText(self.tr("a few words"))
        else:
            self.hint.setText(self.tr("Enter saves"))

    def _on_full(self) -> None:
        announce(self, self.tr("The line is full, its end is missing: use the notes"))

    def _on_enter(self) -> None:
        offer = self._offers.choice() if self._offers and self._offers.isVisible() else None
        if offer is not None:
            self._take(offer)
        elif self._said.text:
            self._hide_offers()
            self.handed_over.emit(self._said)
        elif self.edit.text().strip():
            announce(self, self.tr("A few words are needed first."))

    def _on_chosen(self, token: Token, candidate: Candidate) -> None:
        self.edit.setText(chosen(self.edit.text(), token, candidate))
        self.edit.setFocus()

    # --- offers -----------------------------------------------------------------------------

    def _offer_later(self) -> None:
        if self._offers is not None and self._offers.isVisible():
            self._show_offers()
        else:
            self._waiting.start()

    def _on_caret(self, before: int, now: int) -> None:
        self.update()
        if self._offers is not None and self._offers.isVisible():
            self._show_offers()

    def _show_offers(self) -> None:
        caret = self.edit.cursorPosition()
        found = offers_at(self.edit.text(), caret, self._names(), self._today(), self._said)
        if not self.edit.hasFocus():
            found = []
        if self._offers is None:
            if not found:
                return
            self._offers = OfferList(self.window())
            self._offers.list.opened.connect(self._on_offer_clicked)
        x = self.edit.cursorRect().left() - theme().px(20)
        corner = self.edit.mapTo(self.window(), QPoint(x, 0))
        top = self.mapTo(self.window(), QPoint(0, -theme().px(6)))
        self._offers.show_offers(found, QPoint(corner.x(), top.y()))
        self.edit.has_offers = bool(found)

    def _on_focused(self, has_focus: bool) -> None:
        if not has_focus:
            self._hide_offers()
        self.update()

    def _hide_offers(self) -> None:
        self._waiting.stop()
        self.edit.has_offers = False
        if self._offers is not None:
            self._offers.hide()

    def _take(self, offer: Offer) -> None:
        self._hide_offers()
        self.edit.setText(offer.line)
        self.edit.setCursorPosition(offer.caret)

    def _on_offer_clicked(self, key: object) -> None:
        offer = self._offers.choice() if self._offers is not None else None
        if offer is not None:
            self._take(offer)

    def _on_completed(self) -> None:
        offer = self._offers.choice(first=True) if self._offers is not None else None
        if offer is not None:
            self._take(offer)

    def _on_step(self, by: int) -> None:
        if self._offers is not None and self._offers.isVisible():
            self._offers.step(by)
        elif by < 0 and not self.edit.text() and self._last:
            self.edit.setText(self._last)
        elif by > 0 and self.understood.focusPolicy():
            self.understood.setFocus()

    def _on_dismissed(self) -> None:
        if self._offers is not None and self._offers.isVisible():
            self._hide_offers()
        else:
            self.left.emit()

    # --- look -------------------------------------------------------------------------------

    def _on_theme_changed(self) -> None:
        self._is_tall = None
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Put the chips beside the line, or below it where they would take half of it."""
        wanted, look = self.understood.wanted_width(), theme()
        is_tall = wanted > max(self.width() * 0.55, look.px(200))
        if is_tall == self._is_tall:
            return
        self._is_tall = is_tall
        for widget in (self.mark, self.edit, self.understood, self.hint):
            self._grid.removeWidget(widget)
        self._grid.setContentsMargins(look.px(16), look.px(8), look.px(14), look.px(8))
        self._grid.setHorizontalSpacing(look.px(10))
        self._grid.setVerticalSpacing(look.px(6))
        self._grid.addWidget(self.mark, 0, 0)
        self._grid.addWidget(self.edit, 0, 1)
        if is_tall:
            self._grid.addWidget(self.hint, 0, 3)
            self._grid.addWidget(self.understood, 1, 1, 1, 3)
        else:
            self._grid.addWidget(self.understood, 0, 2)
            self._grid.addWidget(self.hint, 0, 3)
        self._grid.setColumnStretch(1, 1)
        # One height with and without chips: the panes above must not jump at the first key.
        self.setMinimumHeight(look.px(46))
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        has_focus = self.edit.hasFocus() or self.understood.hasFocus()
        painting.draw_round(
            QPainter(self), self.rect(), look.radius("panel"), look.color("surface"),
            look.color("accent" if has_focus else "border_strong"), 2 if has_focus else 1,
        )  # fmt: skip
