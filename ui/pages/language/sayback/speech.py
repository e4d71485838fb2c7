"""What was said, version by version, and the steps it went."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from facilitator.domain.sayback import Step
from facilitator.queries.saybacks import VersionRow, Voice
from ui import icons, wording
from ui.theme import theme
from ui.widgets import painting
from ui.widgets.card import clear_layout, column, row
from ui.widgets.chips import Avatar
from ui.widgets.text import ElidedText, Text
from ui.wording import sayback as wording_sayback


class _Said(Text):
    """Words somebody said, a little larger than the page's own."""

    def _on_theme_changed(self) -> None:
        super()._on_theme_changed()
        self.setFont(theme().font(15, 500))


class SpeechCard(QWidget):
    """Words on their side's soft ground: who said them, what they are, when."""

    def __init__(self, voice: Voice, what: str, words: str, said_on: str) -> None:
        super().__init__()
        self._colour = voice.colour
        box = column(6, 12)
        self.setLayout(box)
        head = row(6)
        name = voice.name or self.tr("Somebody")
        head.addWidget(Avatar(name, self._colour or None))
        head.addWidget(ElidedText(name, "strong"))
        head.addWidget(ElidedText(what, "small", tone="text"), 1)
        head.addWidget(Text(said_on, "small", tone="text"))
        box.addLayout(head)
        self.words = _Said(f"“{words}”", wrap=True)
        box.addWidget(self.words)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        policy.setVerticalPolicy(QSizePolicy.Policy.Minimum)
        self.setSizePolicy(policy)
        self.setAccessibleName(f"{name}, {what}: {words}")
        theme().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        ground = look.party(self._colour).soft if self._colour else look.color("bg")
        painting.draw_round(QPainter(self), self.rect(), look.radius("card"), ground)


class Speech(QWidget):
    """All versions below each other: the speaker's side at the start, the others at the end."""

    def __init__(self) -> None:
        super().__init__()
        self._box = column(8)
        self.setLayout(self._box)
        self._shown: object = None

    def show_versions(
        self, versions: Sequence[VersionRow], speaker_side: int | None, today: date
    ) -> bool:
        """Show them; tell whether anything is new."""
        known = (tuple(versions), speaker_side, today)
        if known == self._shown:
            return False
        self._shown = known
        clear_layout(self._box)
        for each in versions:
            line = row(0)
            day = wording.short_day(each.at[:10], today)
            card = SpeechCard(each.voice, wording_sayback.part(each.part), each.text, day)
            is_own = each.part != "restated"
            if each.voice.party_id is not None and speaker_side is not None:
                is_own = each.voice.party_id == speaker_side
            parts = ((card, 7), (None, 3)) if is_own else ((None, 3), (card, 7))
            for widget, share in parts:
                if widget is None:
                    line.addStretch(share)
                else:
                    line.addWidget(widget, share)
            self._box.addLayout(line)
        self._box.addStretch(1)
        return True

    def minimumSizeHint(self) -> QSize:
        """Take little: the height that the words need is asked for by width."""
        return QSize(theme().px(160), theme().px(40))


class StepsLine(QWidget):
    """Circles on a line with a word below each; the words are its spoken name."""

    def __init__(self) -> None:
        super().__init__()
        self._steps: tuple[Step, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def show_steps(self, steps: tuple[Step, ...]) -> None:
        """Show the steps gone and to come."""
        self._steps = steps
        done = [wording_sayback.step_word(step) for step in steps if step.is_done]
        to_come = [wording_sayback.step_word(step) for step in steps if not step.is_done]
        words = self.tr("Done: {0}.").format(", ".join(done))
        if to_come:
            words += " " + self.tr("To come: {0}.").format(", ".join(to_come))
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(320), theme().px(50))

    def _xs(self) -> list[int]:
        radius = theme().px(12)
        span = max(self.width() - 2 * radius, 1) / max(len(self._steps) - 1, 1)
        return [round(radius + span * number) for number in range(len(self._steps))]

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._steps:
            return
        look, painter = theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        xs, y = self._xs(), look.px(13)
        places = [self.width() - x for x in xs] if painting.is_mirrored() else xs
        gap = look.px(14) * (-1 if painting.is_mirrored() else 1)
        for number in range(len(xs) - 1):
            is_gone = self._steps[number].is_done and (
                self._steps[number + 1].is_done or self._steps[number + 1].is_current
            )
            pen = QPen(look.color("accent" if is_gone else "border_strong"), 2)
            if not is_gone:
                pen.setStyle(Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.drawLine(QPointF(places[number] + gap, y), QPointF(places[number + 1] - gap, y))
        for number, step in enumerate(self._steps):
            self._paint_step(painter, step, places[number], y)
            self._paint_word(painter, number, xs)

    def _paint_step(self, painter: QPainter, step: Step, x: int, y: int) -> None:
        look = theme()
        side = look.px(22)
        box = QRect(x - side // 2, y - side // 2, side, side)
        if step.is_done:
            painting.draw_dot(painter, QPointF(x, y), side, look.color("accent"))
            inset = look.px(5)
            inner = box.adjusted(inset, inset, -inset, -inset)
            icons.paint(painter, inner, "check", look.color("on_accent"))
            return
        tone = "accent" if step.is_current else "border_strong"
        painter.setPen(QPen(look.color(tone), 2 if step.is_current else 1.5))
        painter.setBrush(look.color("surface"))
        painter.drawEllipse(QRectF(box).adjusted(1, 1, -1, -1))
        if step.is_current:
            painting.draw_dot(painter, QPointF(x, y), look.px(8), look.color("accent"))

    def _paint_word(self, painter: QPainter, number: int, xs: list[int]) -> None:
        look, step = theme(), self._steps[number]
        font = look.font(12, 600 if step.is_current else 500)
        words = wording_sayback.step_word(step)
        span = xs[1] - xs[0] if len(xs) > 1 else self.width()
        room = min(painting.text_width(words, font) + 2, span - look.px(4))
        left = xs[number] - room // 2
        left = max(0, min(left, self.width() - room))
        box = QRect(left, look.px(30), room, look.px(18))
        tone = "text" if step.is_done or step.is_current else "text2"
        painting.draw_text(
            painter, painting.mirrored(box, self.rect()), words, font, look.color(tone)
        )
