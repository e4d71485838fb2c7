"""The start page: recent engagements with what is next and late, and the ways to begin (E6, E7)."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QWidget

from facilitator import preferences
from facilitator.errors import FileMissing
from ui import icons, wording
from ui.actions import Command
from ui.jobs import Job
from ui.pages.page import Page
from ui.pages.start.across import AcrossCard, Way
from ui.pages.start.begin import BeginForm
from ui.pages.start.recent import RecentDelegate, RecentFile, look_at, recent_row
from ui.pages.start.welcome import Welcome, point
from ui.shell import Shell
from ui.theme import theme
from ui.widgets.buttons import IconButton, LinkButton
from ui.widgets.card import Card, PageHeader, column
from ui.widgets.choice_card import ActionCard
from ui.widgets.flow import FlowLayout
from ui.widgets.naming import identify
from ui.widgets.rows import RowList
from ui.widgets.two_columns import TwoColumns
from ui.workspace import Workspace


class StartPage(Page):
    """Shown while no engagement is open."""

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(workspace, shell)
        self._files: dict[str, RecentFile] = {}
        self._looking: Job | None = None
        self._read: list[RecentFile] = []
        self._form: BeginForm | None = None
        self._build()
        self._connect()

    # --- building ---------------------------------------------------------------------------

    def _build(self) -> None:
        look = theme()
        whole = column(16)
        whole.setContentsMargins(look.px(32), look.px(28), look.px(32), look.px(24))
        self.setLayout(whole)
        self.header = PageHeader("", "")
        whole.addWidget(self.header)
        self._left, self._right = QWidget(), QWidget()
        left, self._side = column(16), column(16)
        self._left.setLayout(left)
        self._right.setLayout(self._side)
        left.addWidget(self._build_recent(), 100)
        self.welcome = Welcome()
        left.addWidget(self.welcome)
        left.addStretch(1)
        self._ways = self._build_ways()
        self._promises = self._build_promises()
        self.across = AcrossCard()
        self.across.hide()
        self._side.addWidget(self.across, 100)
        self._side.addWidget(self._ways)
        self._side.addWidget(self._promises)
        self._side.addStretch(1)
        self.columns = TwoColumns(
            self._left, self._right, shares=(1, 1), narrow=700, heights=(360, 640)
        )
        whole.addWidget(self.columns, 1)

    def _build_recent(self) -> Card:
        self.recent_card = Card(self.tr("Recent engagements"), margin=8)
        self.more = IconButton("dots-three", self.tr("More for the chosen engagement"))
        self.recent_card.add_to_header(identify(self.more, "recent-more"))
        if self.recent_card.header is not None:
            edge = theme().px(8)
            self.recent_card.header.setContentsMargins(edge, edge // 2, edge // 2, 0)
        self.recent = RowList(self.tr("Recent engagements"))
        delegate = RecentDelegate(self.recent)
        self.recent.painter_of_rows = delegate
        self.recent.setItemDelegate(delegate)
        self.recent_card.add(identify(self.recent, "recent-list"), 1)
        return self.recent_card

    def _build_ways(self) -> QWidget:
        ways = QWidget()
        box = column(12)
        ways.setLayout(box)
        self.new = ActionCard(
            "plus", self.tr("New engagement"), self.tr("Name the sides, and begin."),
            key="Ctrl+N", filled=True,
        )  # fmt: skip
        self.open = ActionCard(
            "folder-open", self.tr("Open a file"),
            self.tr("A .facilitator file; you can also drop it here."), key="Ctrl+O",
        )  # fmt: skip
        self.demo = ActionCard(
            "play", self.tr("Demo engagement"),
            self.tr("Half a year of Security and Marketing, your own copy to play with."),
        )  # fmt: skip
        box.addWidget(identify(self.new, "new-engagement"))
        box.addWidget(identify(self.open, "open-engagement"))
        box.addWidget(identify(self.demo, "open-demo"))
        return ways

    def _build_promises(self) -> Card:
        self._points: list[QWidget] = []
        card = Card(tone="bg", margin=4, spacing=10)
        for icon, words in (
            ("lock-simple", self.tr("Nothing leaves this laptop unless you export it.")),
            ("check", self.tr("What you type is saved within a second. There is no Save button.")),
        ):
            line = QWidget()
            line.setLayout(point(icon, words))
            self._points.append(line)
            card.add(line)
        self.back = identify(
            LinkButton(self.tr("Get an earlier state of a file back"),
                       icon="arrow-counter-clockwise"),
            "get-back",
        )  # fmt: skip
        self.settings = identify(LinkButton(self.tr("Settings"), icon="gear"), "open-settings")
        self.minutes = identify(
            LinkButton(self.tr("Open minutes (PDF)"), icon="file-pdf"), "open-minutes"
        )
        links = QWidget()
        links.setLayout(flow := FlowLayout(spacing=8))
        for link in (self.back, self.minutes, self.settings):
            flow.addWidget(link)
        card.add(links)
        return card

    def _connect(self) -> None:
        self.new.clicked.connect(self.begin)
        self.open.clicked.connect(self.shell.files.ask_open)
        self.demo.clicked.connect(self.shell.files.demo)
        self.back.clicked.connect(self._on_back)
        self.minutes.clicked.connect(self.shell.files.ask_minutes)
        self.settings.clicked.connect(self.shell.files.settings)
        self.more.clicked.connect(self._on_more)
        self.recent.opened.connect(self._on_opened)
        self.across.asked.connect(self._on_asked)
        self.recent.installEventFilter(self)

    # --- loading ----------------------------------------------------------------------------

    def load(self) -> None:
        """Show the names at once, and look into the files in the background."""
        paths = preferences.recent_files()
        known = [self._files.get(str(path), RecentFile(path)) for path in paths]
        self._show_files(known)
        self._greet(known)
        if self._looking is None and paths:
            self._read = []
            self._looking = Job(
                self.tr("Reading recent engagements"),
                partial(look_at, paths, self.workspace.clock, self._read),
            )
            self._looking.done.connect(self._on_looked)
            self._looking.progress.connect(self._on_read_some)
            self._looking.finished.connect(self._on_finished)
            self.shell.run_job(self._looking)

    def _on_looked(self, found: object) -> None:
        if isinstance(found, list):
            self._show_files(found)
            self._greet(found)

    def _on_read_some(self, _done: int, _total: int, _words: str) -> None:
        """Show what was read so far; one old or large file keeps the others from nobody."""
        read = {str(file.path): file for file in list(self._read)}
        self._on_looked([read.get(key, file) for key, file in self._files.items()])

    def _on_finished(self) -> None:
        self._looking = None

    def _show_files(self, files: list[RecentFile]) -> None:
        self._files = {str(file.path): file for file in files}
        now = self.workspace.now()
        self.recent.set_rows([recent_row(file, now) for file in files])
        if files and self.recent.current() is None:
            self.recent.set_current(str(files[0].path))
        self.recent_card.set_title(self.tr("Recent engagements"), str(len(files)))
        self.recent_card.setVisible(bool(files))
        self.welcome.setVisible(not files)
        self.across.show_files(files, now.date())
        self._show_sides()

    def _show_sides(self) -> None:
        """Show what lies across the engagements once one was read; the promises give way to it."""
        has_seen = any(file.seen for file in self._files.values())
        self.across.setVisible(has_seen and self._form is None)
        self._ways.setVisible(self._form is None)
        self._promises.setVisible(self._form is None)
        for line in self._points:
            line.setVisible(not has_seen)

    def _on_asked(self, way: object) -> None:
        """Open an engagement on the session or the action that was asked for."""
        if isinstance(way, Way):
            go = partial(self.shell.go, way.page, **dict(way.target))
            self.shell.open_engagement(way.path, then=go)

    def _greet(self, files: list[RecentFile]) -> None:
        names = [file.seen.facilitator for file in files if file.seen and file.seen.facilitator]
        self.header.set_title(self._greeting(names[0] if names else ""), self._summary(files))
        if self._form is not None and names:
            self._form.suggest_facilitator(names[0])

    def _greeting(self, name: str) -> str:
        hour = self.workspace.now().hour
        words = self.tr("Good evening")
        if 5 <= hour < 12:
            words = self.tr("Good morning")
        elif 12 <= hour < 18:
            words = self.tr("Good afternoon")
        first = name.split()[0] if name else ""
        return self.tr("{0}, {1}").format(words, first) if first else words

    def _summary(self, files: list[RecentFile]) -> str:
        day = wording.long_day(self.workspace.today())
        seen = [file.seen for file in files if file.seen]
        if not seen:
            return day
        today = self.workspace.today()
        until = (today + timedelta(days=21)).isoformat() + "T24"
        soon = sum(coming.starts_local < until for each in seen for coming in each.coming)
        late = sum(each.overdue for each in seen)
        one, many = self.tr("1 session"), self.tr("{0} sessions").format(soon)
        sessions = self.tr("No session") if not soon else one if soon == 1 else many
        rest = self.tr("{0} overdue").format(late) if late else self.tr("nothing overdue")
        return self.tr("{0}. {1} in the next three weeks, {2}.").format(day, sessions, rest)

    # --- the form ---------------------------------------------------------------------------

    def begin(self) -> None:
        """Show the form for a new engagement."""
        if self._form is None:
            self._form = BeginForm(self.shell)
            self._form.cancelled.connect(self._on_cancelled)
            self._side.insertWidget(0, self._form, 1)
            self._greet(list(self._files.values()))
        self._show_sides()
        self._form.focus_step()

    def _on_cancelled(self) -> None:
        form, self._form = self._form, None
        if form is not None:
            self._side.removeWidget(form)
            form.hide()
            form.deleteLater()
        self._show_sides()
        self.new.setFocus()

    def open_target(self, **target: object) -> None:
        """Show the form when asked to, with what was typed into it before."""
        if target.get("new"):
            self.begin()
        kept = target.get("form")
        if self._form is not None and isinstance(kept, dict):
            self._form.show_kept(kept)

    def place(self) -> dict[str, object]:
        """Return whether the form is open, and what is in it."""
        return {} if self._form is None else {"new": True, "form": self._form.kept()}

    # --- what people do ---------------------------------------------------------------------

    def _on_opened(self, key: object) -> None:
        file = self._files.get(str(key))
        if file is None:
            return
        if file.is_missing:
            self.shell.error(FileMissing(file.path))
        else:
            self.shell.files.open(file.path)

    def _on_back(self) -> None:
        file = self._files.get(str(self.recent.current()))
        self.shell.files.get_back(file.path if file else None)

    def _on_more(self) -> None:
        self._show_menu(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _show_menu(self, at: QPoint) -> None:
        file = self._files.get(str(self.recent.current()))
        if file is None:
            return
        files, path = self.shell.files, file.path
        rows = [
            ("folder-open", self.tr("Open"), partial(self._on_opened, str(path))),
            ("eye", self.tr("Open read-only"), partial(files.open_read_only, path)),
            ("arrow-counter-clockwise", self.tr("Get an earlier state back"),
             partial(files.get_back, path)),
            ("house", self.tr("Show in folder"), partial(files.show_folder, path)),
        ]  # fmt: skip
        if file.is_missing:
            rows = [
                ("magnifying-glass", self.tr("Find it"), partial(files.find_moved, path)), rows[2]
            ]  # fmt: skip
        rows.append(("x", self.tr("Take off this list"), partial(self._forget, path)))
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        for icon, words, run in rows:
            menu.addAction(icons.icon(icon), words).triggered.connect(partial(_call, run))
        menu.popup(at)

    def _forget(self, path: Path) -> None:
        self.shell.files.forget(path)
        self.load()
        self.shell.toast(self.tr("{0} is off the list. The file is left alone.").format(path.name))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Answer Delete and the menu key on the list."""
        if watched is self.recent and isinstance(event, QKeyEvent):
            is_press = event.type() == QEvent.Type.KeyPress
            if is_press and event.key() == Qt.Key.Key_Delete:
                file = self._files.get(str(self.recent.current()))
                if file is not None:
                    self._forget(file.path)
                return True
        if watched is self.recent and isinstance(event, QContextMenuEvent):
            self._show_menu(event.globalPos())
            return True
        return super().eventFilter(watched, event)

    # --- the window's questions -------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Read the list anew each time: another program may have changed it."""
        self._is_stale = True
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        if self._looking is not None:
            self._looking.cancel()
        super().hideEvent(event)

    def commands(self) -> list[Command]:
        """Return what can be done from here; open, demo and settings are the window's."""
        return [
            Command(
                "start.new", self.tr("New engagement"), self._on_new_key, shortcut="Ctrl+N",
                icon="plus", group=self.tr("Start"),
            ),
            Command(
                "start.next", self.tr("Next step"), self._on_next_key, shortcut="Ctrl+Return",
                icon="arrow-right", group=self.tr("Start"), enabled=self._has_form,
            ),
        ]  # fmt: skip

    def _on_new_key(self) -> None:
        self.begin()

    def _on_next_key(self) -> None:
        if self._form is not None:
            self._form.go_on()

    def _has_form(self) -> bool:
        return self._form is not None

    def escape(self) -> bool:
        """Leave the form first."""
        if self._form is None:
            return False
        self._on_cancelled()
        return True

    def panes(self) -> list[QWidget]:
        """Return the list and the ways to begin."""
        return [self.recent_card, self._right]

    def start_focus(self) -> QWidget | None:
        """Give the keyboard to the list, or to the first way to begin."""
        if self._form is not None:
            return None
        return self.recent if preferences.recent_files() else self.new


def _call(run: object, _checked: bool = False) -> None:
    if callable(run):
        run()
