"""What each side means by a word, side by side; between false friends stands the unequal sign."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import (
    QPainter,
    QPainterPath,
    QPaintEvent,
    QResizeEvent,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextDocument,
)
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QWidget

from facilitator.commands import glossary
from facilitator.domain.words import TermRelation
from facilitator.queries.glossary import WordDetail, WordSide
from ui import icons
from ui.drafts import Drafts
from ui.theme import theme
from ui.widgets import painting
from ui.widgets.card import column
from ui.widgets.naming import identify
from ui.widgets.quiet_edit import QuietTextEdit
from ui.widgets.text import Text
from ui.workspace import Workspace

_BAR = 4  # design pixels of the side's colour along the top
_MARK = 34
_NARROW = 190  # a half narrower than this goes below the other


class _Ink(QSyntaxHighlighter):
    """Give all of a text one colour, which the style sheet of fields would otherwise decide."""

    def __init__(self, document: QTextDocument, colour: str) -> None:
        super().__init__(document)
        self.colour = colour
        theme().changed.connect(self.rehighlight)

    def highlightBlock(self, text: str) -> None:
        form = QTextCharFormat()
        form.setForeground(theme().party(self.colour).ink)
        self.setFormat(0, len(text.encode("utf-16-le")) // 2, form)


class Half(QWidget):
    """One side: what it means when it says the word, and a sentence in which it does."""

    def __init__(self, workspace: Workspace, drafts: Drafts, term_id: int, side: WordSide) -> None:
        super().__init__()
        self._workspace, self._term_id = workspace, term_id
        self.side = side
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        look = theme()
        box = column(4)
        box.setContentsMargins(look.px(10), look.px(14), look.px(10), look.px(12))
        self.setLayout(box)
        self.says = Text("", "small", wrap=True)
        self.says.setIndent(look.px(6))
        self.meaning = QuietTextEdit(placeholder=self.tr("What it means here"), font=(17, 600))
        self._ink = _Ink(self.meaning.document(), side.colour)
        self.example = QuietTextEdit(placeholder=self.tr("A sentence in which they say it"))
        font = self.example.font()
        font.setItalic(True)
        self.example.setFont(font)
        slug = side.short.lower().replace(" ", "-")
        identify(self.meaning, f"term-meaning-{slug}", self.tr("{0} means").format(side.short))
        identify(
            self.example,
            f"term-example-{slug}",
            self.tr("{0} says, for example").format(side.short),
        )
        for widget in (self.says, self.meaning, self.example):
            box.addWidget(widget)
        box.addStretch(1)
        self._savers = {
            "meaning": drafts.bind_text(self.meaning, partial(self._save, "meaning")),
            "example": drafts.bind_text(self.example, partial(self._save, "example")),
        }
        theme().changed.connect(self.update)
        self.show_side(side, is_fixed=workspace.read_only, force=True)

    def show_side(self, side: WordSide, *, is_fixed: bool, force: bool = False) -> None:
        """Show what is known; a text that somebody is editing stays."""
        self.side = side
        self.says.setText(self.tr("{0} says it, means").format(side.short))
        if side.colour != self._ink.colour:
            self._ink.colour = side.colour
            self._ink.rehighlight()
        for name, saver in self._savers.items():
            saver.load(str(getattr(side, name)), force=force)
        self.meaning.setReadOnly(is_fixed)
        self.example.setReadOnly(is_fixed)

    def _save(self, field: str, words: str) -> None:
        self._workspace.run(glossary.set_side, self._term_id, self.side.party_id, **{field: words})

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = look.radius("card")
        path = QPainterPath()
        path.addRoundedRect(self.rect(), radius, radius)
        painter.setClipPath(path)
        painter.fillRect(self.rect(), look.party(self.side.colour).soft)
        bar = QRect(0, 0, self.width(), look.px(_BAR))
        painter.fillRect(bar, look.party(self.side.colour).fill)


class _Unequal(QWidget):
    """The sign between two meanings: it lies over the seam, and no mouse stops at it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        side = theme().px(_MARK)
        self.resize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("surface"))
        painter.drawEllipse(self.rect())
        painter.setBrush(look.color("warn"))
        edge = look.px(3)
        painter.drawEllipse(self.rect().adjusted(edge, edge, -edge, -edge))
        side = look.px(16)
        box = QRect((self.width() - side) // 2, (self.height() - side) // 2, side, side)
        icons.paint(painter, box, "not-equals", look.color("surface"))


class Halves(QWidget):
    """One half for each side, however many there are."""

    def __init__(self, workspace: Workspace, drafts: Drafts) -> None:
        super().__init__()
        self._workspace, self._drafts = workspace, drafts
        self._term_id = 0
        self.halves: list[Half] = []
        self._signs: list[_Unequal] = []
        self._is_friend = False
        self._box: QBoxLayout = QHBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(2)

    def show_word(self, word: WordDetail, *, force: bool = False) -> None:
        """Show the sides of a word; those shown already keep what somebody types."""
        known = [half.side.party_id for half in self.halves]
        if word.id != self._term_id or known != [side.party_id for side in word.sides]:
            self._rebuild(word)
        is_fixed = self._workspace.read_only
        for half, side in zip(self.halves, word.sides, strict=True):
            half.show_side(side, is_fixed=is_fixed, force=force)
        self._is_friend = word.relation == TermRelation.ONE_WORD
        self._arrange()

    def _rebuild(self, word: WordDetail) -> None:
        self._term_id = word.id
        for old in (*self.halves, *self._signs):
            old.hide()
            old.setParent(None)
            old.deleteLater()
        self.halves = [Half(self._workspace, self._drafts, word.id, side) for side in word.sides]
        for half in self.halves:
            self._box.addWidget(half, 1)
        self._signs = [_Unequal(self) for _ in self.halves[1:]]

    def _arrange(self) -> None:
        """Lay the halves side by side where there is room, and the signs over the seams."""
        count = max(len(self.halves), 1)
        is_narrow = self.width() < theme().px(_NARROW) * count
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._box.setDirection(down if is_narrow else across)
        self._place_signs(is_narrow=is_narrow)

    def _place_signs(self, *, is_narrow: bool) -> None:
        seams = zip(self._signs, self.halves, self.halves[1:], strict=False)
        for sign, before, half in seams:
            is_told = bool(before.side.meaning and half.side.meaning)
            sign.setVisible(self._is_friend and is_told)
            sign.raise_()
            seam, middle = half.geometry().topLeft(), self.height() // 2
            side = sign.width() // 2
            if is_narrow:
                sign.move(self.width() - 2 * side - theme().px(8), seam.y() - side)
            elif painting.is_mirrored():
                sign.move(half.geometry().right() - side, middle - side)
            else:
                sign.move(seam.x() - side, middle - side)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()
        return done
