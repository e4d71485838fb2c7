"""What came and went: decisions, actions, concerns, opened and closed session by session."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from facilitator.queries.opened_closed import KINDS, Turnover, opened_closed
from facilitator.queries.stretches import first_day
from facilitator.store import Reader
from ui import pictures
from ui.asking import Asking
from ui.pages.plan.balance import turnover_parts as parts
from ui.shell import Shell
from ui.theme import theme
from ui.widgets.buttons import IconButton, LinkButton
from ui.widgets.card import Card, column, row
from ui.widgets.field_flow import FieldFlow
from ui.widgets.load_chart import LoadChart
from ui.widgets.load_data import LoadPicture, Mode
from ui.widgets.load_legend import LoadLegend
from ui.widgets.load_picture import Sheet, write
from ui.widgets.naming import identify
from ui.widgets.notices import EmptyState
from ui.widgets.plain_table import PlainTable
from ui.widgets.segmented import Segmented
from ui.widgets.text import ElidedText, Text
from ui.widgets.timeline_scale import Window, months_on
from ui.wording import balance as words
from ui.wording import plan as plan_words
from ui.workspace import Workspace

_NEAR, _YEARS = "near", "years"
_MONTHS = {_NEAR: 9, _YEARS: 24}
_LEAST = 2  # months before this one that are shown in any case


def _ask(window: Window, reader: Reader) -> tuple[Turnover, ...]:
    return opened_closed(reader, window.first, window.last)


class TurnoverCard(Card):
    """A picture of each kind, the same as one table, and on paper. `opened` carries a session."""

    opened = Signal(object)

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(self.tr("What came and went"), margin=16, spacing=8)
        self._workspace, self._shell = workspace, shell
        self._asking = Asking(workspace, shell, self)
        self._found: tuple[Turnover, ...] = ()
        self._window: Window | None = None
        self._menu: QMenu | None = None
        self._turn = QTimer(self)  # a new width is gathered for once it is known
        self._turn.setSingleShot(True)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._draw)
        self._build()
        self._connect()

    # --- building ---------------------------------------------------------------------------

    def _build(self) -> None:
        self.legend = LoadLegend()
        self.legend.show_for(Mode.TOPICS, words.turnover_words())
        self.add_to_header(self.legend)
        self.nothing = EmptyState(
            "list-checks",
            self.tr("No session was held in these months"),
            self.tr("After the first one this shows what each session opened and closed."),
        )
        self.pictures = self._build_charts()
        self.table = identify(
            PlainTable(self.tr("What came and went, as a table"), parts.heads()), "turnover-table"
        )
        for part in (self.nothing, self.pictures, self.table):
            self.add(part, 1)
        self.body.addLayout(self._build_foot())
        self._is_table = False

    def _build_charts(self) -> QWidget:
        holder = QWidget()
        holder.setProperty("plain", "true")
        line = column(8)
        holder.setLayout(line)
        self.charts: dict[str, LoadChart] = {}
        for kind in KINDS:
            box = column(0)
            box.addWidget(Text(words.kind(kind), "small_strong"))
            chart = identify(LoadChart(words.kind(kind)), f"turnover-{kind}")
            self.charts[kind] = chart
            box.addWidget(chart, 1)
            line.addLayout(box, 1)
        return holder

    def _build_foot(self) -> FieldFlow:
        self.chosen = ElidedText("", "small")
        self.unit = identify(
            Segmented(
                [(_NEAR, self.tr("9 months")), (_YEARS, self.tr("2 years"))],
                self.tr("How much time is shown"),
                current=_NEAR,
            ),
            "turnover-scale",
        )
        self.before = identify(IconButton("caret-left", self.tr("Earlier")), "turnover-earlier")
        self.after = identify(IconButton("caret-right", self.tr("Later")), "turnover-later")
        self.as_table = identify(LinkButton(self.tr("Show as table")), "turnover-as-table")
        self.save = identify(
            LinkButton(self.tr("Picture"), trailing="caret-down"), "turnover-picture",
            self.tr("Save a picture of what came and went"),
        )  # fmt: skip
        holder, line = QWidget(), row(6)
        holder.setLayout(line)
        for part in (self.before, self.unit, self.after, self.as_table, self.save):
            line.addWidget(part)
        flow = FieldFlow(spacing=12, lines=4)
        flow.add(self.chosen, 1)
        flow.add(holder)
        return flow

    def _connect(self) -> None:
        self.unit.chosen.connect(self._on_unit)
        self.before.clicked.connect(partial(self._on_turn, -1))
        self.after.clicked.connect(partial(self._on_turn, 1))
        self.as_table.clicked.connect(self.swap)
        self.save.clicked.connect(self._on_save)
        self.table.opened.connect(self._on_opened)
        for kind, chart in self.charts.items():
            chart.chosen.connect(partial(self._on_chosen, kind))
            chart.opened.connect(self._on_opened)
            chart.turn_asked.connect(self.turn)
            chart.today_asked.connect(self.show_today)
        theme().changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def _on_theme_changed(self) -> None:
        self.table.setMinimumHeight(theme().px(320))

    # --- what it shows ----------------------------------------------------------------------

    def load(self) -> None:
        """Ask for the time that is shown."""
        if self._window is None:
            self._window = self._window_near(self._workspace.today())
        self._asking.ask(partial(_ask, self._window), self._show)

    @property
    def is_busy(self) -> bool:
        """Tell whether an answer is awaited."""
        return self._asking.is_busy

    def _window_near(self, today: date) -> Window:
        """Return the months up to today, not from long before the first session."""
        first = months_on(today, 1 - _MONTHS[str(self.unit.current())])
        began = first_day(self._workspace.reader) or today
        first = max(first, min(began.replace(day=1), months_on(today, -_LEAST)))
        return Window(first, months_on(today, 1))

    def _show(self, found: tuple[Turnover, ...]) -> None:
        self._found = found
        self._show_part()
        self._draw()

    def _show_part(self) -> None:
        has_any = bool(self._found)
        if self._is_table:
            self.table.show_lines(parts.lines(self._found, self._workspace.today()))
        self.nothing.setVisible(not has_any)
        self.pictures.setVisible(has_any and not self._is_table)
        self.table.setVisible(has_any and self._is_table)
        for part in (self.legend, self.as_table, self.save):
            part.setVisible(has_any)

    def _draw(self) -> None:
        for kind, chart in self.charts.items():
            picture = self.picture(kind, chart.column_room())
            if picture is not None:
                chart.show_picture(picture)
        self._say("")

    def picture(self, kind: str, room: int) -> LoadPicture | None:
        """Return what is drawn of a kind where there is room for that many columns."""
        if self._window is None:
            return None
        today = self._workspace.today()
        return parts.picture(self._found, kind, self._window, today, room)

    def _say(self, said: str) -> None:
        """Say below the pictures what is chosen in one, else how much time they show."""
        if not said and self._window is not None:
            said = plan_words.stretch_words(self._window.first, self._window.last)
        self.chosen.setText(said)

    # --- doing ------------------------------------------------------------------------------

    def swap(self) -> None:
        """Show the table instead of the pictures, or the pictures again."""
        self._is_table = not self._is_table
        said = self.tr("Show as picture") if self._is_table else self.tr("Show as table")
        self.as_table.setText(said)
        self._show_part()
        target = self.table if self._is_table else self.charts[KINDS[0]]
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def turn(self, pages: int) -> None:
        """Go to the time before or after."""
        if self._window is not None:
            step = max(1, self._window.months * 2 // 3) * pages
            first = months_on(self._window.first, step)
            self._window = Window(first, months_on(first, self._window.months))
            self.load()

    def show_today(self) -> None:
        """Go to the time up to today."""
        self._window = self._window_near(self._workspace.today())
        self.load()

    def _on_turn(self, pages: int, _checked: bool = False) -> None:
        self.turn(pages)

    def _on_unit(self, _unit: object) -> None:
        self.show_today()

    def _on_chosen(self, kind: str, _key: object) -> None:
        self._say(self.charts[kind].chosen_words())

    def _on_opened(self, key: object) -> None:
        if isinstance(key, tuple) and key[0] == "session" and isinstance(key[1], int):
            self.opened.emit(key[1])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._turn.start()

    # --- the picture leaves -----------------------------------------------------------------

    def _on_save(self) -> None:
        menu = self._menu = QMenu(self)
        for kind in KINDS:
            for ending in ("png", "svg"):
                said = self.tr("{0} as {1}").format(words.kind(kind), ending.upper())
                menu.addAction(said, partial(self.ask_picture, kind, ending))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.save.mapToGlobal(self.save.rect().bottomLeft()))

    def sheet(self, kind: str) -> Sheet | None:
        """Return the picture of a kind as it leaves."""
        picture = self.picture(kind, 170)
        if picture is None or self._window is None:
            return None
        title = self.tr("{0} opened and closed").format(words.kind(kind))
        return Sheet(
            title, plan_words.stretch_words(self._window.first, self._window.last), picture
        )

    def ask_picture(self, kind: str, ending: str) -> None:
        """Ask for a name and write the picture."""
        name = words.kind(kind).lower()
        pictures.ask_where(self._shell, name, ending, partial(self._on_named, kind, ending))

    def _on_named(self, kind: str, ending: str, target: Path) -> None:
        self.save_picture(kind, target, ending)

    def save_picture(self, kind: str, target: Path, ending: str) -> bool:
        """Write a picture as png or svg."""
        sheet = self.sheet(kind)
        return sheet is not None and pictures.save(self._shell, sheet, write, target, ending)
