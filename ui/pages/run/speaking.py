"""The speaking balance: one key for each side, for the facilitator alone (V8).

Hidden until asked for. It counts on the session's clock and writes what it counted every few
seconds; it never knows a person, and nothing of it leaves this strip and the Plan page.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QWidget

from facilitator.commands.speaking import add_speaking
from facilitator.domain.speaking import Floor, Spoken
from facilitator.queries.engagement import PartyRow, parties
from facilitator.queries.speaking import Spoke, balance, shares, spoken_in
from ui import icons
from ui.actions import Command
from ui.pages.run.live import Live
from ui.places import file_key
from ui.shell import Shell
from ui.theme import theme
from ui.widgets import painting
from ui.widgets.buttons import IconButton, draw_key, key_text
from ui.widgets.card import row
from ui.widgets.flow import FlowLayout
from ui.widgets.naming import identify
from ui.widgets.notices import announce
from ui.wording import balance as words
from ui.workspace import Workspace

TOGGLE = "Ctrl+B"
_WRITTEN_EVERY = 5  # ticks
_MOST_KEYS = 9
_ROOMY = 1100  # design pixels of width from which the title says words


class SideKey(QAbstractButton):
    """One side: who, how long today, its share today and of the last sessions, and its key."""

    def __init__(self, party: PartyRow | None, key: str, name: str) -> None:
        super().__init__()
        self.party = party
        self._hint = key_text(key) if key else ""
        self._name = name
        self._time, self._today, self._before = "", "", ""
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        theme().changed.connect(self.updateGeometry)

    def show_spoken(self, today: Spoke | None, before: tuple[str, str]) -> None:
        """Show time and shares, `before` short and in full; a new width only for more digits."""
        if today is None:
            return
        shown = (words.spoken_time(today.seconds), words.share(today.percent), before[0])
        if shown == (self._time, self._today, self._before):
            return
        wider = [len(part) for part in shown] != [
            len(part) for part in (self._time, self._today, self._before)
        ]
        self._time, self._today, self._before = shown
        told = [part for part in (*shown[:2], before[1]) if part]
        self.setAccessibleName(f"{self._name}: {', '.join(told)}")
        self.setToolTip(self.accessibleName())
        if wider:
            self.updateGeometry()
        self.update()

    def _parts(self) -> list[tuple[str, str, int]]:
        parts = [(self._name, "text", 500), (self._time, "text", 600)]
        parts += [(self._today, "text2", 400), (self._before, "text2", 400)]
        return [part for part in parts if part[0]]

    def _width_of(self, text: str, weight: int) -> int:
        digits = "".join("0" if letter.isdigit() else letter for letter in text)
        return painting.text_width(digits, theme().font(12, weight, tabular=True))

    def sizeHint(self) -> QSize:
        look = theme()
        width = sum(self._width_of(text, weight) + look.px(8) for text, _, weight in self._parts())
        dot = look.px(14) if self.party is not None else 0
        key = painting.text_width(self._hint, look.font(11, 500)) + look.px(14)
        return QSize(look.px(10) + dot + width + (key if self._hint else 0), look.px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter, rect = theme(), QPainter(self), self.rect()
        colours = look.party(self.party.colour) if self.party is not None else None
        self._paint_ground(painter)
        x = look.px(8)
        if colours is not None:
            dot = painting.mirrored(QRect(x, 0, look.px(8), rect.height()), rect)
            centre = QPointF(dot.center()) + QPointF(0.5, 0.5)
            painting.draw_dot(painter, centre, look.px(8), colours.fill)
            x += look.px(14)
        for text, tone, weight in self._parts():
            font = look.font(12, weight, tabular=True)
            wide, tall = self._width_of(text, weight), painting.line_height(font)
            box = QRect(x, (rect.height() - tall) // 2, wide, tall)
            ink = look.color("text" if self.isChecked() else tone)
            painting.draw_text(painter, painting.mirrored(box, rect), text, font, ink)
            x += wide + look.px(8)
        if self._hint:
            wide = painting.text_width(self._hint, look.font(11, 500)) + look.px(10)
            key = QRect(x, 0, wide, rect.height())
            draw_key(painter, painting.mirrored(key, rect), self._hint)

    def _paint_ground(self, painter: QPainter) -> None:
        look, radius = theme(), theme().radius("chip")
        if self.isChecked():
            colours = look.party(self.party.colour if self.party is not None else None)
            painting.draw_round(painter, self.rect(), radius, colours.soft, colours.fill, 2)
        elif self.underMouse():
            painting.draw_round(painter, self.rect(), radius, look.color("hover"))
        if self.hasFocus():
            painting.draw_focus(painter, self.rect(), radius)


class SpeakingStrip(QWidget):
    """Counts who has the floor, and says how it was shared; see the module."""

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__()
        self._workspace, self._shell = workspace, shell
        self._live: Live | None = None
        self._floor = Floor()
        self._written: dict[int, int] = {}
        self._before: dict[int, tuple[str, str]] = {}  # as shown, and in full
        self._table: list[PartyRow] = []
        self._keys: list[SideKey] = []
        self._ticks = 0
        self._build()
        self.hide()
        workspace.closing.connect(self.stop)
        shell.room.changed.connect(self._on_room)

    def _build(self) -> None:
        line = row(8)
        self.setLayout(line)
        self.title = _Title(self.tr("Who speaks, only for you"))
        line.addWidget(self.title, 0, Qt.AlignmentFlag.AlignTop)
        self._flow = FlowLayout(spacing=4)
        line.addLayout(self._flow, 1)
        self.nobody = identify(SideKey(None, "Alt+0", self.tr("Nobody")), "speaking-nobody")
        self.nobody.clicked.connect(partial(self.give, None))
        self.away = IconButton("x", self.tr("Hide the speaking balance"), key=TOGGLE)
        identify(self.away, "speaking-hide", self.tr("Hide the speaking balance"))
        self.away.clicked.connect(self.toggle)
        line.addWidget(self.away, 0, Qt.AlignmentFlag.AlignTop)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.title.set_short(self.width() < theme().px(_ROOMY))

    # --- shown or not -----------------------------------------------------------------------

    def is_wanted(self) -> bool:
        """Tell whether somebody asked for it in this file."""
        if not self._workspace.is_open:
            return False
        kept = self._shell.settings.value(file_key("speaking", self._workspace.path))
        return str(kept) == "true"

    def toggle(self) -> None:
        """Show it, or hide it and stop counting; remembered for this file in this window."""
        if self._shell.room.refuse():
            return
        wanted = not self.is_wanted()
        self._shell.settings.setValue(
            file_key("speaking", self._workspace.path), "true" if wanted else "false"
        )
        if not wanted:
            self.stop()
        self._show_wanted()
        self._shell.refresh_commands()

    def _show_wanted(self) -> None:
        is_shown = self._live is not None and self._live.is_running and self.is_wanted()
        is_shown = is_shown and not self._shell.room.is_open
        if is_shown and self.isHidden():
            self._read()
        self.setVisible(is_shown and not self._workspace.read_only)

    def _on_room(self) -> None:
        """Nobody else sees who spoke how long: while the room looks on nothing is counted (V8)."""
        if self._shell.room.is_open:
            self.stop()
        self._show_wanted()

    # --- which session ----------------------------------------------------------------------

    def follow(self, live: Live | None) -> None:
        """Count for this session; another one than before begins with nobody speaking."""
        if self._live is not None and (live is None or live.session_id != self._live.session_id):
            self.stop()
        self._live = live
        if live is not None and live.is_running:
            self._read()
        self._show_wanted()

    def stop(self) -> None:
        """Write down what was counted; nobody has the floor any more."""
        self.count()
        if self._floor.party_id is not None:
            self._floor.give(None, self._elapsed())
        self._show_checked()

    def count(self) -> None:
        """Write down what was counted so far."""
        self._write(self._floor.count(self._elapsed()))

    def tick(self) -> None:
        """Show a second more; write it down every few."""
        if self._floor.party_id is None:
            return
        self._ticks += 1
        if self._ticks % _WRITTEN_EVERY == 0:
            self.count()
        if self.isVisible():
            self._show_spoken()

    def give(self, party_id: int | None) -> None:
        """Give the floor to a side; asked again, or with None, to nobody."""
        if self._live is None or not self._live.is_running or self._shell.room.is_open:
            return
        self._write(self._floor.give(party_id, self._elapsed()))
        self._show_checked()
        self._show_spoken()
        holder = next((each for each in self._table if each.id == self._floor.party_id), None)
        said = self.tr("{0} speaks").format(holder.short) if holder else self.tr("Nobody speaks")
        announce(self, said)

    def _elapsed(self) -> int:
        return self._live.reading().session_elapsed_s if self._live is not None else 0

    def _write(self, spoken: Spoken | None) -> None:
        if spoken is None or self._live is None or self._workspace.read_only:
            return
        session_id = self._live.session_id
        if self._workspace.carry_out(add_speaking, session_id, spoken.party_id, spoken.seconds):
            now = self._written.get(spoken.party_id, 0) + spoken.seconds
            self._written[spoken.party_id] = now

    # --- showing ----------------------------------------------------------------------------

    def _read(self) -> None:
        """Read who is at the table and what was counted."""
        reader = self._workspace.reader
        table = parties(reader)
        if table != self._table:
            self._table = table
            self._build_keys()
        if self._live is not None:
            self._written = spoken_in(reader, self._live.session_id)
        past = balance(reader)
        self._before = {}
        if len(past.sessions) > 1:
            count = len(past.sessions)
            self._before = {
                each.party_id: (
                    self.tr("{0} of {1}").format(words.share(each.percent), count),
                    f"{words.share(each.percent)} {words.over_sessions(count)}",
                )
                for each in past.sides
            }
        self._show_checked()
        self._show_spoken()

    def _build_keys(self) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            if (widget := item.widget()) is not None and widget is not self.nobody:
                widget.deleteLater()
        self._keys = []
        for number, party in enumerate(self._table, start=1):
            hint = f"Alt+{number}" if number <= _MOST_KEYS else ""
            key = identify(SideKey(party, hint, party.short), f"speaking-{number}")
            key.clicked.connect(partial(self._on_key, party.id))
            self._keys.append(key)
            self._flow.addWidget(key)
        self._flow.addWidget(self.nobody)

    def _on_key(self, party_id: int, _checked: bool = False) -> None:
        self.give(party_id)

    def _show_checked(self) -> None:
        holder = self._floor.party_id
        for key in self._keys:
            key.setChecked(key.party is not None and key.party.id == holder)
        self.nobody.setChecked(holder is None)

    def _show_spoken(self) -> None:
        now = dict(self._written)
        holder = self._floor.party_id
        if holder is not None:
            now[holder] = now.get(holder, 0) + self._floor.open_s(self._elapsed())
        today = {each.party_id: each for each in shares(self._table, now)}
        for key in self._keys:
            if key.party is not None:
                before = self._before.get(key.party.id, ("", ""))
                key.show_spoken(today.get(key.party.id), before)

    # --- commands ---------------------------------------------------------------------------

    def commands(self) -> list[Command]:
        """Return what turns it on and off, and while it is on a key for each side."""
        if self._workspace.read_only or self._shell.room.is_open:
            return []
        group = self.tr("Speaking balance")
        shown = self.is_wanted()
        title = self.tr("Hide the speaking balance") if shown else self.tr("Speaking balance")
        out = [
            Command(
                "run.speaking", title, self.toggle, shortcut=TOGGLE, icon="scales", group=group,
                consequence=self.tr("counted per side, seen by you alone"),
            )
        ]  # fmt: skip
        if not shown:
            return out
        for number, party in enumerate(self._table[:_MOST_KEYS], start=1):
            out.append(
                Command(
                    f"run.speaking.{number}", self.tr("{0} speaks").format(party.short),
                    partial(self.give, party.id), shortcut=f"Alt+{number}", icon="scales",
                    group=group, consequence=self.tr("again: nobody"),
                )
            )  # fmt: skip
        nobody = Command(
            "run.speaking.0", self.tr("Nobody speaks"), partial(self.give, None),
            shortcut="Alt+0", icon="scales", group=group,
        )  # fmt: skip
        return [*out, nobody]

    def fill_menu(self, menu: QMenu) -> None:
        """Offer to show it or to hide it."""
        if self._workspace.read_only or self._shell.room.is_open:
            return
        menu.addSeparator()
        action = menu.addAction(icons.icon("scales"), self.tr("Speaking balance"))
        action.setCheckable(True)
        action.setChecked(self.is_wanted())
        action.triggered.connect(self.toggle)


class _Title(QWidget):
    """A lock, and where there is room the words beside it, as tall as a key."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text, self._is_short = text, False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        self.setToolTip(text)
        theme().changed.connect(self.updateGeometry)

    def set_short(self, short: bool) -> None:
        """Show the lock alone."""
        if short != self._is_short:
            self._is_short = short
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        look = theme()
        words = 0 if self._is_short else look.px(8) + painting.text_width(self._text, look.font(12))
        return QSize(look.px(16) + words, look.px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter, rect = theme(), QPainter(self), self.rect()
        side, ink = look.px(14), look.color("text2")
        box = QRect(0, (rect.height() - side) // 2, side, side)
        icons.paint(painter, painting.mirrored(box, rect), "lock-simple", ink)
        if not self._is_short:
            tall = painting.line_height(look.font(12))
            left = look.px(24)
            place = QRect(left, (rect.height() - tall) // 2, rect.width() - left, tall)
            place = painting.mirrored(place, rect)
            painting.draw_text(painter, place, self._text, look.font(12), ink)
