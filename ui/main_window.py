"""The window: sidebar, pages, notices. It is the `Shell` that pages talk to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QPoint, QSettings, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from facilitator.errors import CommandRefused, FacilitatorError, PassphraseNeeded, WriteFailed
from ui import wording
from ui.actions import Commands
from ui.drafts import Drafts
from ui.file_ways import DropTarget, engagement_menu, tell_read_only, ways_on
from ui.files import Files
from ui.finding import Finder
from ui.job_strips import JobStrips
from ui.jobs import Job, Jobs
from ui.page_stack import PageStack
from ui.pages import PAGES, PageSpec
from ui.pages.page import Page
from ui.panes import next_pane
from ui.places import Places
from ui.room.commands import WallFinder
from ui.room.control import Room
from ui.sidebar import Sidebar
from ui.snapshots import SnapshotKeeper
from ui.theme import theme
from ui.widgets.card import column, row
from ui.widgets.notices import Banner, Toast, announce
from ui.window_commands import window_commands
from ui.workspace import Workspace

if TYPE_CHECKING:
    from facilitator.store import Change
    from ui.dialogs.palette import Palette
    from ui.exports import Exports


class MainWindow(QMainWindow):
    """One window on one engagement, or on none."""

    def __init__(
        self,
        workspace: Workspace,
        settings: QSettings,
        pages: Sequence[PageSpec] | None = None,
        *,
        is_file_coming: bool = False,
    ) -> None:
        """Build the window; without a start page, which takes its time, when a file is coming."""
        super().__init__()
        self._workspace = workspace
        self._settings = settings
        self._unit = theme().unit
        self._trail: list[tuple[str, dict[str, object]]] = []
        self._places = Places(settings)
        self._told: BaseException | None = None
        self._drafts = Drafts(workspace, self)
        self._jobs = Jobs(self)
        self._commands = Commands(self)
        self._files = Files(self)
        DropTarget(self, self._files)
        self._exports: Exports | None = None
        self._snapshots = SnapshotKeeper(workspace, self._jobs, self.error)
        self._palette: Palette | None = None
        self._room = Room(self, self)
        self._pages = PageStack(PAGES if pages is None else pages, workspace, self)
        self._commands.add_finder(Finder(self, self._pages.has, self))
        self._commands.add_finder(WallFinder(self))
        self._build()
        self._connect()
        self._load(is_file_coming)

    def _build(self) -> None:
        self.setWindowTitle(self.tr("Facilitator"))
        self.setMinimumSize(900, 560)
        whole = QWidget()
        line = row(0)
        whole.setLayout(line)
        self.sidebar = Sidebar()
        self._side = QWidget()
        area = column(0)
        self._side.setLayout(area)
        notices = column(0)
        edge = theme().px(16)
        notices.setContentsMargins(edge, 0, edge, 0)
        self.banner = Banner(inset=theme().px(12))
        notices.addWidget(self.banner)
        area.addLayout(notices)
        area.addWidget(self._pages, 1)
        area.addWidget(JobStrips(self._jobs))
        line.addWidget(self.sidebar)
        line.addWidget(self._side, 1)
        self.setCentralWidget(whole)
        self._toast = Toast(self._side)

    def _connect(self) -> None:
        bar, space = self.sidebar, self._workspace
        bar.page_asked.connect(self._on_page_asked)
        bar.title_asked.connect(self._on_title_asked)
        bar.search_asked.connect(self.search)
        bar.commands_asked.connect(self.open_palette)
        bar.undo_asked.connect(self.undo)
        bar.redo_asked.connect(self.redo)
        bar.room_asked.connect(self._room.bring)
        self._room.changed.connect(self._on_room_changed)
        self._toast.undo_asked.connect(self.undo)
        space.changed.connect(self._on_changed)
        space.failed.connect(self.error)
        space.opened.connect(self._on_opened)
        space.closing.connect(self._drafts.flush)
        space.closed.connect(self._on_closed)
        self._drafts.failed.connect(self.error)
        theme().changed.connect(self._on_theme_changed)

    def _load(self, is_file_coming: bool) -> None:
        kept = self._settings.value("window/geometry")
        if not (isinstance(kept, QByteArray) and self.restoreGeometry(kept)):
            self.resize(1366, 768)
        if not is_file_coming:
            self.show_pages()

    # --- Shell ------------------------------------------------------------------------------

    @property
    def workspace(self) -> Workspace:
        """Return the open engagement."""
        return self._workspace

    @property
    def drafts(self) -> Drafts:
        """Return what saves typing."""
        return self._drafts

    @property
    def commands(self) -> Commands:
        """Return the register of commands."""
        return self._commands

    @property
    def exports(self) -> Exports:
        """Return what writes paper and lists."""
        if self._exports is None:
            from ui.exports import Exports  # brings the engine

            self._exports = Exports(self, self)
        return self._exports

    @property
    def files(self) -> Files:
        """Return the ways into and out of engagement files."""
        return self._files

    @property
    def room(self) -> Room:
        """Return the room view."""
        return self._room

    @property
    def settings(self) -> QSettings:
        """Return what is remembered about windows."""
        return self._settings

    @property
    def jobs(self) -> Jobs:
        """Return the pool of background work."""
        return self._jobs

    @property
    def window_widget(self) -> QWidget:
        """Return the window."""
        return self

    def go(self, page_id: str, **target: object) -> None:
        """Show a page, and on it what `target` says."""
        if self._pages.shown() is not None:
            self._trail.append((self._pages.shown_id, self._pages.place()))
            del self._trail[:-50]
        self._show(page_id, target)

    def back(self) -> None:
        """Show the page before this one."""
        while self._trail:
            page_id, target = self._trail.pop()
            if (page_id, target) != (self._pages.shown_id, self._pages.place()):
                self._show(page_id, target)
                return

    def toast(self, text: str, undo: bool = False) -> None:
        """Say something at the bottom for eight seconds."""
        self._toast.show_words(text, undo=undo)

    def error(self, error: BaseException) -> None:
        """Say what went wrong, what was kept and what to do."""
        told = wording.telling(error)
        self._told = error
        self.banner.show_notice(told.title, told.more, tone=told.tone, icon=told.icon)
        for words, way in ways_on(self._files, error):
            self.banner.add_button(words, way)
        if isinstance(error, WriteFailed) and self._drafts.waiting():
            self.banner.add_button(self.tr("Try again"), self._on_try_again)
            self.sidebar.set_status(self.tr("Not saved"), "warning-circle", "danger")
        self.banner.set_closable(True)

    def run_job(self, job: Job) -> None:
        """Run a job in the background."""
        if not job.is_told_there:
            job.failed.connect(self.error)
        self._jobs.start(job)

    def open_engagement(
        self, path: Path, *, read_only: bool = False, then: Callable[[], object] | None = None
    ) -> bool:
        """Open a file; a failure is told, and what was open stays open.

        Where a passphrase is asked for first, False comes back, and `then` is called later.
        """
        if not self._is_safe_to_leave():
            return False
        try:
            self._workspace.open(path, read_only=read_only)
        except PassphraseNeeded:
            again = partial(self.open_engagement, path, read_only=read_only, then=then)
            self._files.protection.when_unlocked(path, again)
            return False
        except FacilitatorError as error:
            self.error(error)
            return False
        self.banner.hide()
        if read_only:
            tell_read_only(self, self._told)
        self._told = None
        if then is not None:
            then()
        return True

    def close_engagement(self) -> None:
        """Close the file and show the start page."""
        if self._is_safe_to_leave():
            self._workspace.close()

    def _is_safe_to_leave(self) -> bool:
        """Save what waits; what cannot be saved stays on the screen, the reason above it."""
        return self._drafts.flush() or not (self._drafts.waiting() and self._workspace.is_open)

    # --- pages ------------------------------------------------------------------------------

    @property
    def page_id(self) -> str:
        """Return which page is shown."""
        return self._pages.shown_id

    def page(self, page_id: str) -> Page:
        """Return a page, which is built when first asked for."""
        return self._pages.page(page_id)

    def _show(self, page_id: str, target: dict[str, object]) -> None:
        self._drafts.flush()
        page = self._pages.bring(page_id, target)
        self.sidebar.setVisible(not page.is_full_bleed)
        self.sidebar.set_current(self._pages.within(page_id))
        self._commands.set_page_commands(page.commands())
        self._remember()
        start = page.start_focus()
        if start is not None:
            start.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(page, page.accessibleName())

    def refresh_commands(self) -> None:
        """Ask the page shown for its commands again, after what can be done has changed."""
        page = self._pages.shown()
        self._commands.set_page_commands(page.commands() if page else [])

    def show_pages(self) -> None:
        """Fill the sidebar and the commands for the present file, and show a page."""
        specs = [spec for spec in self._pages.offered() if spec.in_sidebar]
        self.sidebar.set_pages(specs)
        self.sidebar.set_has_file(self._workspace.is_open)
        self._show_engagement()
        self._commands.set_window_commands(window_commands(self, specs))
        if specs:
            page_id, target = self._recall()
            if not self._pages.has(page_id):
                page_id, target = specs[0].id, {}
            self._show(page_id, target)

    def _on_theme_changed(self) -> None:
        """Build the page anew after a zoom: its spacings were measured at the old one."""
        if theme().unit == self._unit:
            return
        self._unit = theme().unit
        page_id, target = self._pages.shown_id, self._pages.place()
        self._drafts.flush()
        if page_id and not self._drafts.waiting():
            self._pages.drop()
            self._show(page_id, target)

    def open_palette(self) -> None:
        """Show all commands."""
        if self._palette is None:
            from ui.dialogs.palette import Palette

            self._palette = Palette(self, self._commands)
        self._palette.open()

    def search(self) -> None:
        """Show the search page, or put the keyboard into its field."""
        if self._pages.has("search"):
            self.go("search")

    def next_pane(self) -> None:
        """Put the keyboard into the next part of the window (F6)."""
        page = self._pages.shown()
        next_pane([*(page.panes() if page else []), self.sidebar])

    # --- undo -------------------------------------------------------------------------------

    def undo(self) -> None:
        """Take the last step back, typing included."""
        self._drafts.flush()
        if not self._workspace.is_open:
            return
        barrier = self._workspace.store.barrier_label
        if barrier is not None:
            self.toast(self.tr("“{0}” cannot be undone.").format(barrier))
            return
        self._workspace.undo()

    def redo(self) -> None:
        """Bring the last undone step back."""
        if self._workspace.is_open and self._drafts.flush():
            self._workspace.redo()

    def can_undo(self) -> bool:
        """Tell whether there is a step to take back, or one to say of why it cannot be."""
        if not self._workspace.is_open:
            return False
        store = self._workspace.store
        return store.undo_label is not None or store.barrier_label is not None

    def can_redo(self) -> bool:
        """Tell whether there is a step to bring back."""
        return self._workspace.is_open and self._workspace.store.redo_label is not None

    # --- facts ------------------------------------------------------------------------------

    def _on_title_asked(self, at: QPoint) -> None:
        engagement_menu(self, at)

    def _on_page_asked(self, page_id: str) -> None:
        self.go(page_id)

    def _on_room_changed(self) -> None:
        self.sidebar.set_room_open(self._room.is_open)

    def _on_opened(self) -> None:
        self._trail.clear()
        self.show_pages()
        if self._workspace.read_only:
            self.sidebar.set_status(self.tr("Read only"), "lock-simple", "warn")
        else:
            self._say_saved(self.tr("All saved"))

    def _on_closed(self) -> None:
        self._trail.clear()
        self._pages.drop()
        self._commands.set_page_commands([])
        self.show_pages()

    def _on_changed(self, change: Change) -> None:
        at = wording.time_of(self._workspace.now())
        self._say_saved(self.tr("Saved {0}").format(at))
        self._show_history()
        if isinstance(self._told, CommandRefused | WriteFailed) and not self._drafts.waiting():
            self.banner.hide()
        if {"engagement", "party"} & change.tables:
            self._show_engagement()
        self._remember()
        if change.kind == "do":
            self._toast.forget_undo()
        elif change.kind == "undo":
            self.toast(self.tr("Undone: {0}").format(change.label))
        elif change.kind == "redo":
            self.toast(self.tr("Redone: {0}").format(change.label))

    def _say_saved(self, words: str) -> None:
        icon = "lock-simple" if self._workspace.is_protected else "check"
        self.sidebar.set_status(words, icon)

    def _show_engagement(self) -> None:
        if not self._workspace.is_open:
            self.sidebar.set_engagement(self.tr("Facilitator"), [], self.tr("No engagement open"))
            self.sidebar.set_status(self.tr("Nothing leaves this laptop"), "lock-simple", "text2")
            self.setWindowTitle(self.tr("Facilitator"))
            return
        from facilitator.queries import engagement as engagement_query  # brings the engine

        reader = self._workspace.reader
        title = engagement_query.engagement(reader).title or self._workspace.path.stem
        parties = [(party.short, party.colour) for party in engagement_query.parties(reader)]
        is_protected = self._workspace.is_protected
        note = self.tr("Protected with a passphrase") if is_protected else ""
        self.sidebar.set_engagement(title, parties, note)
        told = self.tr("{0} (protected)").format(title) if is_protected else title
        self.setWindowTitle(f"{told} – {self.tr('Facilitator')}")
        self._show_history()

    def _show_history(self) -> None:
        store = self._workspace.store
        self.sidebar.set_history(store.undo_label, store.redo_label, store.barrier_label)

    def _on_try_again(self) -> None:
        self.banner.hide()
        if self._drafts.flush():
            at = wording.time_of(self._workspace.now())
            self._say_saved(self.tr("Saved {0}").format(at))

    # --- state of the window ----------------------------------------------------------------

    def _remember(self) -> None:
        if self._workspace.is_open and self._pages.shown_id:
            self._places.remember(self._workspace.path, self._pages.shown_id, self._pages.place())

    def _recall(self) -> tuple[str, dict[str, object]]:
        if not self._workspace.is_open:
            return "", {}
        from facilitator.queries.sessions import running_session_id  # needs the engine

        page_id, target = self._places.recall(self._workspace.path)
        running = running_session_id(self._workspace.reader)
        if running is not None and page_id != "close" and self._pages.has("run"):
            return "run", {"session_id": running}  # people are talking: nothing else comes first
        return page_id, target

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            self._drafts.flush()
            self._remember()
            self._settings.sync()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer Esc that no control wanted: the page first, then back."""
        if event.key() == Qt.Key.Key_Escape:
            page = self._pages.shown()
            if page is None or not page.escape():
                self.back()
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._is_safe_to_leave():
            event.ignore()
            return
        self._remember()
        self._room.close()
        self._settings.setValue("window/geometry", self.saveGeometry())
        self._settings.sync()
        self._jobs.shut_down()
        self._workspace.closed.disconnect(self._on_closed)
        self._workspace.close()
        super().closeEvent(event)
        QApplication.quit()
