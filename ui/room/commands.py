"""What the palette and the main window's keys do with the room view."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject

from ui.actions import Command
from ui.room.control import Room
from ui.theme import Scheme

if TYPE_CHECKING:
    from ui.main_window import MainWindow

translate = QCoreApplication.translate
KEY = "F5"
_MOST_FOUND = 4


def room_commands(window: MainWindow) -> list[Command]:
    """Return what opens the room view, and what can be done with it while it is open."""
    room, group = window.room, translate("commands", "Room view")
    opened = Command(
        "room.open", translate("commands", "Room view"), partial(toggle_room, window),
        shortcut=KEY, icon="presentation", group=group, enabled=partial(_can_toggle, window),
        consequence=translate("commands", "a clean window for the projector; sealed text closes"),
    )  # fmt: skip
    rows: tuple[tuple[str, str, str, Callable[[], object]], ...] = (
        ("close", translate("commands", "Close the room view"), "x", room.close),
        ("front", translate("commands", "Bring the room view to the front"), "presentation",
         room.bring),
        ("full", translate("commands", "Room view: full screen, or not"), "presentation",
         partial(_toggle_full, room)),
        ("larger", translate("commands", "Room view: larger"), "plus",
         partial(_write, room, 1)),
        ("smaller", translate("commands", "Room view: smaller"), "minus",
         partial(_write, room, -1)),
        ("light", translate("commands", "Room view: light"), "sun",
         partial(_dress, room, Scheme.LIGHT)),
        ("dark", translate("commands", "Room view: dark"), "moon",
         partial(_dress, room, Scheme.DARK)),
        ("auto", translate("commands", "Room view: light or dark as the app"), "gear",
         partial(_dress, room, Scheme.AUTO)),
    )  # fmt: skip
    return [
        opened,
        *(
            Command(f"room.{name}", title, run, icon=icon, group=group,
                    enabled=partial(_is_open, room))
            for name, title, icon, run in rows
        ),
    ]  # fmt: skip


def toggle_room(window: MainWindow) -> None:
    """Open the room view on the session at hand, or close it."""
    window.room.toggle(_session(window))


def _session(window: MainWindow) -> int | None:
    """Return the session that is shown, else the one that runs."""
    if not window.workspace.is_open:
        return None
    if window.page_id in ("prepare", "run", "close", "minutes"):
        shown = window.page(window.page_id).place().get("session_id")
        if isinstance(shown, int):
            return shown
    from facilitator.queries.sessions import running_session_id  # needs the engine

    return running_session_id(window.workspace.reader)


def _can_toggle(window: MainWindow) -> bool:
    return window.room.is_open or _session(window) is not None


def _is_open(room: Room) -> bool:
    return room.is_open


def _toggle_full(room: Room) -> None:
    if room.window is not None:
        room.window.toggle_full()


def _write(room: Room, steps: int) -> None:
    if room.window is not None:
        room.window.look.zoom_step(steps)


def _dress(room: Room, scheme: Scheme) -> None:
    if room.window is not None:
        room.window.look.set_scheme(scheme)


class WallFinder(QObject):
    """Lets the palette put a word of the glossary on the wall, and take it down again."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._space, self._room = window.workspace, window.room

    def __call__(self, words: str) -> list[Command]:
        """Return a command for each word that is called so, while the room view is open."""
        if not self._room.is_open or len(words.strip()) < 2:
            return []
        from facilitator.queries.wall import explained_words

        found = explained_words(self._space.reader, words, _MOST_FOUND)
        return [self._command(term_id, term) for term_id, term in found]

    def _command(self, term_id: int, term: str) -> Command:
        title = translate("commands", "Put on the wall: {0}")
        if self._room.is_on_wall(term_id):
            title = translate("commands", "Take off the wall: {0}")
        return Command(
            f"room.wall.{term_id}", title.format(term), partial(self._room.put_up, term_id),
            icon="presentation", group=translate("commands", "Room view"),
            consequence=translate("commands", "its plain words, in the room view"),
        )  # fmt: skip
