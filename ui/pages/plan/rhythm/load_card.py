"""Rhythm and load so far: the picture, what is chosen in it, the same as a table, and on paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from facilitator.queries.plan_pictures import RhythmAndLoad, rhythm_and_load, span
from facilitator.queries.series import one_series
from facilitator.store import Reader
from ui import pictures
from ui.asking import Asking
from ui.pages.plan.rhythm import load_parts
from ui.shell import Shell
from ui.theme import theme
from ui.widgets.buttons import IconButton, LinkButton
from ui.widgets.card import Card, row
from ui.widgets.field_flow import FieldFlow
from ui.widgets.load_chart import LoadChart
from ui.widgets.load_data import Column, LoadPicture, Mode, gathered
from ui.widgets.load_legend import LoadLegend
from ui.widgets.load_picture import Sheet, write
from ui.widgets.naming import identify
from ui.widgets.one_of import OneOf
from ui.widgets.plain_table import Line, PlainTable
from ui.widgets.segmented import Segmented
from ui.widgets.text import ElidedText
from ui.widgets.timeline_scale import Window, months_on
from ui.wording import plan as words
from ui.workspace import Workspace

_NEAR, _YEARS, _ALL = "near", "years", "all"
_BEFORE = {_NEAR: 5, _YEARS: 18}  # months before today's
_MONTHS = {_NEAR: 9, _YEARS: 24}


@dataclass(frozen=True, slots=True)
class Drawn:
    """A stretch of time with what is drawn of it, made where the file is asked."""

    window: Window
    found: RhythmAndLoad
    columns: list[Column]
    lines: list[Line]


class LoadCard(Card):
    """The picture in its card. `opened` carries what somebody wants to see: ("session", id)…"""

    opened = Signal(object)

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(self.tr("Rhythm and load so far"), margin=16, spacing=6)
        self._workspace, self._shell = workspace, shell
        self._series_id: int | None = None
        self._found: RhythmAndLoad | None = None
        self._drawn: Drawn | None = None
        self._asking = Asking(workspace, shell, self)
        self._window: Window | None = None
        self._unit = _NEAR
        self._menu: QMenu | None = None
        self._turn = QTimer(self)  # a new width is gathered for once it is known
        self._turn.setSingleShot(True)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._draw)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.legend = LoadLegend()
        self.chosen = ElidedText("", "small")
        if self.header is not None:
            self.header.insertWidget(2, self.chosen, 50)  # between the title and the legend
        self.add_to_header(self.legend)
        self.chart = identify(LoadChart(self.tr("Rhythm and load so far")), "rhythm-load")
        self.table = identify(
            PlainTable(self.tr("Rhythm and load as a table"), load_parts.heads()),
            "rhythm-load-table",
        )
        self.table.setMinimumHeight(theme().px(220))
        self.stack = OneOf()
        self.stack.addWidget(self.chart)
        self.stack.addWidget(self.table)
        self.add(self.stack, 1)
        self.body.addLayout(self._build_foot())

    def _build_foot(self) -> FieldFlow:
        self.mode = identify(
            Segmented(
                [(Mode.TIME, self.tr("Time")), (Mode.TOPICS, self.tr("Topics"))],
                self.tr("What the columns count"),
                current=Mode.TIME,
            ),
            "load-mode",
        )
        self.unit = identify(
            Segmented(
                [
                    (_NEAR, self.tr("9 months")),
                    (_YEARS, self.tr("2 years")),
                    (_ALL, self.tr("Everything")),
                ],
                self.tr("How much time is shown"),
                current=_NEAR,
            ),
            "load-scale",
        )
        self.before = identify(IconButton("caret-left", self.tr("Earlier")), "load-earlier")
        self.after = identify(IconButton("caret-right", self.tr("Later")), "load-later")
        self.as_table = identify(LinkButton(self.tr("Show as table")), "load-as-table")
        self.save = identify(
            LinkButton(self.tr("Picture"), trailing="caret-down"), "load-picture",
            self.tr("Save the picture"),
        )  # fmt: skip
        flow = FieldFlow(spacing=16, lines=4)
        for parts in (
            (self.mode,), (self.before, self.unit, self.after), (self.as_table, self.save),
        ):  # fmt: skip
            holder, line = QWidget(), row(6)
            holder.setLayout(line)
            for part in parts:
                line.addWidget(part)
            flow.add(holder)
        return flow

    def _connect(self) -> None:
        self.mode.chosen.connect(self._on_mode)
        self.unit.chosen.connect(self._on_unit)
        self.before.clicked.connect(partial(self._on_turn, -1))
        self.after.clicked.connect(partial(self._on_turn, 1))
        self.as_table.clicked.connect(self.swap)
        self.save.clicked.connect(self._on_save)
        self.chart.chosen.connect(self._on_chosen)
        self.chart.opened.connect(self.opened)
        self.chart.turn_asked.connect(self.turn)
        self.chart.today_asked.connect(self.show_today)
        self.table.opened.connect(self.opened)

    # --- what it shows ----------------------------------------------------------------------

    def show_series(self, series_id: int | None) -> None:
        """Show a series; the stretch of time stays while the series does."""
        if series_id != self._series_id:
            self._window = None
        self._series_id = series_id
        self._load()

    def _load(self) -> None:
        today = self._workspace.today()
        question = partial(
            _ask, series_id=self._series_id, unit=self._unit, window=self._window, today=today
        )
        self._asking.ask(question, self._show)

    def _show(self, answer: Drawn) -> None:
        self._drawn, self._window, self._found = answer, answer.window, answer.found
        is_whole = self._unit == _ALL
        self.before.setEnabled(not is_whole)
        self.after.setEnabled(not is_whole)
        self.table.show_lines(answer.lines)
        self._draw()

    def _draw(self) -> None:
        picture = self.picture(self.chart.column_room())
        if picture is None:
            return
        self.chart.show_picture(picture)
        self.legend.show_for(picture.mode, picture.words)
        self._say()

    def picture(self, room: int) -> LoadPicture | None:
        """Return what is drawn where there is room for that many columns."""
        drawn = self._drawn
        if drawn is None:
            return None
        found, window = drawn.found, drawn.window
        every = gathered(drawn.columns, window, room, words.gathered_spoken)
        return LoadPicture(
            window,
            found.today,
            tuple(every),
            tuple(load_parts.strips(found)),
            tuple(load_parts.points(found)),
            Mode(str(self.mode.current())),
            words.load_words(),
        )

    def _say(self) -> None:
        """Say below the picture what is chosen in it, else how much time it shows."""
        said = self.chart.chosen_words()
        if not said and self._window is not None:
            said = words.stretch_words(self._window.first, self._window.last)
        self.chosen.setText(said)

    # --- doing ------------------------------------------------------------------------------

    def swap(self) -> None:
        """Show the table instead of the picture, or the picture again."""
        is_table = self.stack.currentWidget() is self.chart
        self.stack.setCurrentWidget(self.table if is_table else self.chart)
        self.as_table.setText(self.tr("Show as picture") if is_table else self.tr("Show as table"))
        self.mode.setEnabled(not is_table)
        (self.table if is_table else self.chart).setFocus()

    def turn(self, pages: int) -> None:
        """Go to the time before or after."""
        if self._window is None or self._unit == _ALL:
            return
        step = max(1, self._window.months * 2 // 3) * pages
        first = months_on(self._window.first, step)
        self._window = Window(first, months_on(first, self._window.months))
        self._load()

    def show_today(self) -> None:
        """Go to the time around today."""
        self._window = None
        self._load()

    def _on_turn(self, pages: int, _checked: bool = False) -> None:
        self.turn(pages)

    def _on_mode(self, _mode: object) -> None:
        self._draw()

    def _on_unit(self, unit: object) -> None:
        self._unit = str(unit)
        self.show_today()

    def _on_chosen(self, _key: object) -> None:
        self._say()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._turn.start()

    # --- the picture leaves -----------------------------------------------------------------

    def _on_save(self) -> None:
        menu = self._menu = QMenu(self)
        menu.addAction(self.tr("Picture for slides (PNG)"), partial(self.ask_picture, "png"))
        menu.addAction(self.tr("Picture to enlarge (SVG)"), partial(self.ask_picture, "svg"))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.save.mapToGlobal(self.save.rect().bottomLeft()))

    def sheet(self) -> Sheet | None:
        """Return the picture as it leaves."""
        picture, found = self.picture(170), self._found
        if picture is None or found is None or self._window is None:
            return None
        title = self.tr("Rhythm and load: {0}").format(found.title)
        if not found.title:
            title = self.tr("Rhythm and load")
        about = words.stretch_words(self._window.first, self._window.last)
        return Sheet(title, about, picture)

    def ask_picture(self, kind: str) -> None:
        """Ask for a name and write the picture."""
        name = self.tr("rhythm and load")
        pictures.ask_where(self._shell, name, kind, partial(self._on_named, kind))

    def _on_named(self, kind: str, target: Path) -> None:
        self.save_picture(target, kind)

    def save_picture(self, target: Path, kind: str) -> bool:
        """Write the picture as png or svg."""
        sheet = self.sheet()
        return sheet is not None and pictures.save(self._shell, sheet, write, target, kind)


def _ask(
    reader: Reader, series_id: int | None, unit: str, window: Window | None, today: date
) -> Drawn:
    """Return the stretch that is shown, around today where none is wanted, and what lies in it."""
    wanted = window or _around(reader, series_id, unit, today)
    found = rhythm_and_load(reader, series_id, wanted.first, wanted.last)
    return Drawn(wanted, found, load_parts.columns(found), load_parts.lines(found))


def _around(reader: Reader, series_id: int | None, unit: str, today: date) -> Window:
    if unit == _ALL:
        first, last = span(reader, series_id) or (today, today)
        first, last = min(first, today), max(last, months_on(today, 2))
        return Window(first.replace(day=1), months_on(last, 1))
    first = months_on(today, -_BEFORE[unit])
    if (begun := _begun(reader, series_id)) is not None:  # no empty months before all began
        first = max(first, min(begun.replace(day=1), months_on(today, -1)))
    return Window(first, months_on(first, _MONTHS[unit]))


def _begun(reader: Reader, series_id: int | None) -> date | None:
    """Return the day of the first session, else that of the first rhythm."""
    known = span(reader, series_id)
    if known is not None:
        return known[0]
    row = one_series(reader, series_id) if series_id is not None else None
    return date.fromisoformat(row.rhythms[0].starts_local[:10]) if row and row.rhythms else None
