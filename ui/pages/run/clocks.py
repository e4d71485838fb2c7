"""The clocks of the run screen: painted, so that a tick costs no layout."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from facilitator.domain.session_clock import ClockLevel
from ui import icons, wording
from ui.pages.run.live import Moment
from ui.theme import theme
from ui.widgets import painting
from ui.widgets.naming import identify

_TONES = {ClockLevel.CALM: "text", ClockLevel.AMBER: "warn", ClockLevel.RED: "danger"}
_DRIFT_S = 60  # under a minute nobody is behind


class _Face(QWidget):
    """A painted clock; its spoken name follows only while a screen reader listens."""

    def __init__(self, identifier: str, name: str) -> None:
        super().__init__()
        self._moment: Moment | None = None
        self._title = name
        identify(self, identifier, name)
        theme().changed.connect(self.updateGeometry)

    def show_moment(self, moment: Moment) -> None:
        """Show the clocks of this moment."""
        if moment == self._moment:
            return
        self._moment = moment
        if QAccessible.isActive():
            self.setAccessibleName(f"{self._title}: {', '.join(self.words())}")
        self.update()

    def words(self) -> tuple[str, str]:
        """Return the digits and what stands below them."""
        raise NotImplementedError


class SessionClock(_Face):
    """What is left of the session, and how it stands against its plan."""

    def __init__(self) -> None:
        super().__init__("session-clock", "")
        self._title = self.tr("Session")
        self.setAccessibleName(self._title)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        look = theme()
        return QSize(look.px(250), look.px(46))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(150), self.sizeHint().height())

    def show_moment(self, moment: Moment) -> None:
        super().show_moment(moment)
        used = wording.countdown(moment.elapsed_s)
        tip = self.tr("{0} of the session used").format(used)
        if self.toolTip() != tip and self.underMouse():
            self.setToolTip(tip)

    def words(self) -> tuple[str, str]:
        if self._moment is None:
            return "", ""
        moment = self._moment
        if moment.length_s <= 0:
            return wording.countdown(moment.elapsed_s), self.tr("used")
        of = wording.length(moment.length_s)
        left = self.tr("left of {0}") if moment.left_s >= 0 else self.tr("over {0}")
        return wording.countdown(moment.left_s), left.format(of)

    def drift(self, *, short: bool = False) -> tuple[str, str, str]:
        """Return how the session stands against its plan: words, tone and icon."""
        moment = self._moment
        if moment is None:
            return "", "text2", "clock"
        if moment.is_paused:
            words = self.tr("Paused") if short else self.tr("Paused. Would end {0}")
            return words.format(moment.ends), "warn", "pause"
        minutes = round(abs(moment.behind_s) / 60)
        if abs(moment.behind_s) < _DRIFT_S:
            if moment.too_much_s >= _DRIFT_S:
                much = round(moment.too_much_s / 60)
                brief, whole = self.tr("{0} min too much"), self.tr("{0} min too much, ends {1}")
                return (brief if short else whole).format(much, moment.ends), "warn", "clock"
            words = self.tr("Ends {0}") if short else self.tr("On plan, ends {0}")
            return words.format(moment.ends), "text2", "clock"
        if moment.behind_s > 0:
            brief, whole = self.tr("{0} min behind"), self.tr("{0} min behind plan, ends {1}")
            return (brief if short else whole).format(minutes, moment.ends), "warn", "clock"
        brief, whole = self.tr("{0} min ahead"), self.tr("{0} min ahead of plan, ends {1}")
        return (brief if short else whole).format(minutes, moment.ends), "text2", "clock"

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._moment is None:
            return
        painter, look = QPainter(self), theme()
        digits, below = self.words()
        large = look.font(20, 600, tabular=True)
        tone = _TONES[self._moment.level]
        width = painting.text_width(digits, large)
        line = painting.line_height(large)
        box = painting.mirrored(QRect(0, 0, width, line), self.rect())
        painting.draw_text(painter, box, digits, large, look.color(tone))
        small = look.font(12)
        rest = QRect(width + look.px(10), look.px(6), self.width() - width - look.px(10), line)
        painting.draw_text(
            painter, painting.mirrored(rest, self.rect()), below, small, look.color("text2")
        )
        self._paint_drift(painter, line + look.px(1))

    def _paint_drift(self, painter: QPainter, top: int) -> None:
        look = theme()
        words, tone, icon = self.drift()
        side = look.px(14)
        box = QRect(0, top + look.px(1), side, side)
        icons.paint(painter, painting.mirrored(box, self.rect()), icon, look.color(tone))
        rest = QRect(side + look.px(6), top, self.width() - side - look.px(6), look.px(18))
        font = look.font(12, 500 if tone == "warn" else 400)
        if painting.text_width(words, font) > rest.width():
            words = self.drift(short=True)[0]
        painting.draw_text(
            painter, painting.mirrored(rest, self.rect()), words, font, look.color(tone)
        )


class ItemClock(_Face):
    """What is left of the item on the table, as the largest digits of the screen."""

    _is_compact = False

    def __init__(self) -> None:
        super().__init__("item-clock", "")
        self._title = self.tr("Item")
        self.setAccessibleName(self._title)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        look = theme()
        return QSize(look.px(150), look.px(44 if self._is_compact else 62))

    def set_compact(self, compact: bool) -> None:
        """Take less height."""
        if compact != self._is_compact:
            self._is_compact = compact
            self.updateGeometry()
            self.update()

    def words(self) -> tuple[str, str]:
        moment = self._moment
        if moment is None or moment.item_id is None:
            return "", ""
        of = self.tr("{0} min").format(round(moment.item_box_s / 60))
        left = self.tr("left of {0}") if moment.item_left_s >= 0 else self.tr("over the {0}")
        return wording.countdown(moment.item_left_s), left.format(of)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._moment is None or self._moment.item_id is None:
            return
        painter, look = QPainter(self), theme()
        digits, below = self.words()
        large = look.font(36, 600, tabular=True)
        if self._is_compact or painting.text_width(digits, large) > self.width():
            large = look.font(24, 600, tabular=True)
        tone = "text2" if self._moment.is_paused else _TONES[self._moment.item_level]
        end = Qt.AlignmentFlag.AlignRight
        box = QRect(0, -look.px(3), self.width(), look.px(44))
        painting.draw_text(painter, box, digits, large, look.color(tone), align=end)
        below_at = look.px(26 if self._is_compact else 43)
        box = QRect(0, below_at, self.width(), look.px(18))
        painting.draw_text(painter, box, below, look.font(12), look.color("text2"), align=end)


class TimeBar(QWidget):
    """How much of the item's box is used, as the rule below the head."""

    def __init__(self) -> None:
        super().__init__()
        self._share, self._tone = 0.0, "accent"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(200), theme().px(4))

    def show_moment(self, moment: Moment) -> None:
        """Show the clocks of this moment."""
        box = moment.item_box_s
        used = 1 - moment.item_left_s / box if box > 0 else 0.0
        tone = _TONES[moment.item_level] if moment.item_level != ClockLevel.CALM else "accent"
        share = round(min(max(used, 0.0), 1.0), 4)
        if (share, tone) != (self._share, self._tone):
            self._share, self._tone = share, tone
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme()
        radius = self.height() / 2
        painting.draw_round(painter, self.rect(), radius, look.color("sunken"))
        width = round(self.width() * self._share)
        if width:
            box = QRect(0, 0, max(width, self.height()), self.height())
            painting.draw_round(
                painter, painting.mirrored(box, self.rect()), radius, look.color(self._tone)
            )


class Bell:
    """Tells when five and two minutes are left, and when the time is up; each once."""

    MARKS_S = (300, 120, 0)

    def __init__(self) -> None:
        self._last: dict[object, int] = {}

    def due(self, key: object, left_s: int, box_s: int) -> int | None:
        """Return the mark that was passed since the last call for `key`, or None."""
        before = self._last.get(key)
        self._last[key] = left_s
        if before is None:
            return None
        passed = [mark for mark in self.MARKS_S if before > mark >= left_s and box_s > mark]
        return passed[-1] if passed else None
