"""Everything a person can do, as data: for the palette, for shortcuts, and for buttons' hints."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class Command:
    """One thing to do. `run` is a bound method or a partial, never a lambda over a widget.

    `shortcut` is portable text ("Ctrl+L"); `hint` is shown where there is no shortcut ("/d").
    """

    id: str
    title: str
    run: Callable[[], object]
    consequence: str = ""
    shortcut: str = ""
    icon: str = "caret-right"
    group: str = ""
    hint: str = ""
    enabled: Callable[[], bool] | None = None

    def is_enabled(self) -> bool:
        """Tell whether it can be done now."""
        return self.enabled is None or self.enabled()


Finder = Callable[[str], list[Command]]


class _Bound(QObject):
    """Joins a command to a shortcut of the window."""

    def __init__(self, command: Command, window: QWidget) -> None:
        super().__init__(window)
        self._command = command
        self.action = QAction(command.title, self)
        self.action.setShortcut(QKeySequence(command.shortcut))
        self.action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        self.action.triggered.connect(self._on_triggered)
        window.addAction(self.action)

    def _on_triggered(self) -> None:
        if self._command.is_enabled():
            self._command.run()


class Commands(QObject):
    """The register: commands of the window, those of the page shown, and things found by name."""

    changed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._own: list[Command] = []
        self._page: list[Command] = []
        self._finders: list[Finder] = []
        self._bound: list[_Bound] = []

    def set_window_commands(self, commands: Iterable[Command]) -> None:
        """Register what can be done everywhere."""
        self._own = list(commands)
        self._bind()

    def set_page_commands(self, commands: Iterable[Command]) -> None:
        """Register what can be done on the page shown; replaces the last page's."""
        self._page = list(commands)
        self._bind()

    def add_finder(self, finder: Finder) -> None:
        """Let the palette also find things: `finder(words)` returns commands that go there."""
        self._finders.append(finder)

    def remove_finder(self, finder: Finder) -> None:
        """Take a finder out."""
        if finder in self._finders:
            self._finders.remove(finder)

    def all(self) -> list[Command]:
        """Return what can be done now; the page's own first."""
        return [command for command in (*self._page, *self._own) if command.is_enabled()]

    def get(self, command_id: str) -> Command | None:
        """Return a command by its id."""
        return next((c for c in (*self._page, *self._own) if c.id == command_id), None)

    def find(self, words: str) -> list[Command]:
        """Return the commands that hold all words, best first, and then things of that name."""
        wanted = words.casefold().split()
        if not wanted:
            return self.all()
        scored = [(_score(command, wanted), command) for command in self.all()]
        hits = [pair for pair in scored if pair[0] > 0]
        hits.sort(key=_by_score)
        found = [command for _score_, command in hits]
        for finder in self._finders:
            found.extend(finder(words.strip()))
        return found

    def _bind(self) -> None:
        for bound in self._bound:
            self._window.removeAction(bound.action)
            bound.deleteLater()
        taken: set[str] = set()
        self._bound = []
        for command in (*self._page, *self._own):
            key = QKeySequence(command.shortcut).toString()
            if key and key not in taken:  # the page's own key wins over the window's
                taken.add(key)
                self._bound.append(_Bound(command, self._window))
        self.changed.emit()


def _by_score(pair: tuple[int, Command]) -> int:
    return -pair[0]


def _score(command: Command, wanted: list[str]) -> int:
    title = command.title.casefold()
    rest = f"{command.consequence} {command.group} {command.hint}".casefold()
    total = 0
    for word in wanted:
        if title.startswith(word):
            total += 8
        elif f" {word}" in title:
            total += 5
        elif word in title:
            total += 3
        elif word in rest:
            total += 1
        else:
            return 0
    return total
