"""What can be done everywhere in the window: go to a page, undo, search, larger, dark."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from ui.actions import Command
from ui.file_ways import file_commands
from ui.pages import PageSpec
from ui.room.commands import room_commands
from ui.theme import Scheme, theme

if TYPE_CHECKING:
    from ui.main_window import MainWindow

translate = QCoreApplication.translate


def window_commands(window: MainWindow, specs: Sequence[PageSpec]) -> list[Command]:
    """Return the commands of the window while it shows these pages."""
    found = _pages(window.go, specs)
    if window.workspace.is_open:
        found += [*_file(window), *room_commands(window)]
    return found + file_commands(window) + _looks(window)


def _pages(go: Callable[[str], object], specs: Sequence[PageSpec]) -> list[Command]:
    return [
        Command(
            f"go.{spec.id}",
            spec.title,
            partial(go, spec.id),
            icon=spec.icon,
            shortcut=f"Ctrl+{(number + 1) % 10}" if number < 10 else "",
            group=translate("commands", "Go to"),
        )
        for number, spec in enumerate(specs)
    ]


def _file(window: MainWindow) -> list[Command]:
    group = translate("commands", "Change")
    return [
        Command("undo", translate("commands", "Undo"), window.undo, shortcut="Ctrl+Z",
                icon="arrow-counter-clockwise", group=group, enabled=window.can_undo),
        Command("redo", translate("commands", "Redo"), window.redo, shortcut="Ctrl+Shift+Z",
                icon="arrow-clockwise", group=group, enabled=window.can_redo),
        Command("search", translate("commands", "Search"), window.search, shortcut="Ctrl+F",
                icon="magnifying-glass", group=group,
                consequence=translate("commands", "in everything")),
        Command("guide", translate("commands", "Guided path"), partial(window.go, "guide"),
                icon="path", group=translate("commands", "Go to"),
                consequence=translate("commands", "from the parties to a first agenda")),
        Command("calendar.file", translate("commands", "Calendar file"),
                partial(_export_calendar, window), icon="export", group=group,
                consequence=translate("commands", "sessions and actions for calendar programs")),
        Command("calendar.bring", translate("commands", "Bring an invitation"),
                partial(_bring_invitation, window), icon="folder-open", group=group,
                consequence=translate("commands", "an .ics file becomes a session"),
                enabled=partial(_is_writable, window)),
        Command("close", translate("commands", "Close this engagement"),
                window.close_engagement, shortcut="Ctrl+W", icon="x", group=group,
                consequence=translate("commands", "everything is saved")),
    ]  # fmt: skip


def _export_calendar(window: MainWindow) -> None:
    window.exports.calendar()


def _bring_invitation(window: MainWindow) -> None:
    from ui.dialogs.bring_invitation import ask_for_invitation

    ask_for_invitation(window.workspace, window)


def _is_writable(window: MainWindow) -> bool:
    return not window.workspace.read_only


def _looks(window: MainWindow) -> list[Command]:
    look, group = theme(), translate("commands", "See")
    rows: tuple[tuple[str, str, Callable[[], object], str, str], ...] = (
        ("palette", translate("commands", "All commands"), window.open_palette, "Ctrl+K",
         "command"),
        ("pane", translate("commands", "Next pane"), window.next_pane, "F6", "arrow-right"),
        ("larger", translate("commands", "Larger"), partial(look.zoom_step, 1), "Ctrl++", "plus"),
        ("smaller", translate("commands", "Smaller"), partial(look.zoom_step, -1), "Ctrl+-",
         "minus"),
        ("light", translate("commands", "Light"), partial(look.set_scheme, Scheme.LIGHT), "",
         "sun"),
        ("dark", translate("commands", "Dark"), partial(look.set_scheme, Scheme.DARK), "",
         "moon"),
        ("auto", translate("commands", "Light or dark as the system"),
         partial(look.set_scheme, Scheme.AUTO), "", "gear"),
    )  # fmt: skip
    return [
        Command(name, title, run, shortcut=key, icon=icon, group=group)
        for name, title, run, key, icon in rows
    ]
