"""The menu that hands something up or down between levels, wherever there is one (E10)."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from facilitator.commands import levels
from facilitator.commands.series import set_series
from facilitator.commands.session_changes import set_session_level
from facilitator.domain.words import Level
from facilitator.queries.levels import OTHER, Handing, Place, handed, handing
from ui import icons
from ui.dialogs.series_form import SeriesDialog
from ui.shell import Shell
from ui.wording import levels as words
from ui.workspace import Workspace

HANDED = frozenset({"concern", "parked", "question", "decision", "action"})  # kinds of captures


class HandingMenu(QObject):
    """Fills a part of a menu; `kind` is item, concern, parked, question, decision or action."""

    def __init__(self, workspace: Workspace, shell: Shell, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._shell = workspace, shell

    def fill(
        self,
        menu: QMenu,
        kind: str,
        row_id: int,
        session_id: int | None,
        series_id: int | None = None,
    ) -> None:
        """Offer the places of the other level, or say what is missing and offer to make it."""
        reader = self._workspace.reader
        for each in handed(reader, row_id):
            told = words.handed(each)
            line = menu.addAction(icons.icon("arrows-left-right"), told[:1].upper() + told[1:])
            line.setEnabled(each.session_id is not None)
            if each.session_id is not None:
                line.triggered.connect(partial(self._go, each.session_id))
        found = handing(reader, session_id, series_id)
        inner = menu.addMenu(icons.icon("arrows-left-right"), words.hand_words(found))
        inner.setEnabled(not self._workspace.read_only)
        if told := words.missing(found):
            inner.addAction(told).setEnabled(False)
        if not found.level:
            self._offer_levels(inner, found, session_id)
        elif not found.places:
            make = inner.addAction(icons.icon("plus"), self.tr("New series for that level…"))
            make.triggered.connect(partial(self._new_series, OTHER[found.level]))
        today = self._workspace.today()
        for place in found.places:
            icon = "calendar-blank" if place.session_id is not None else "list-checks"
            inner.addAction(icons.icon(icon), words.place(place, today)).triggered.connect(
                partial(self._hand, kind, row_id, place)
            )

    def _offer_levels(self, menu: QMenu, found: Handing, session_id: int | None) -> None:
        """Let the level be said right here: of the series, else of the session alone."""
        if found.series_id is None and session_id is None:
            menu.addAction(self.tr("Let it wait for a series first.")).setEnabled(False)
            return
        name = found.series or self.tr("This session")
        for level in Level:
            told = self.tr("“{0}” is {1}").format(name, words.level(level))
            action = menu.addAction(icons.icon("users"), told)
            action.triggered.connect(partial(self._set_level, level, found.series_id, session_id))

    def _set_level(self, level: Level, series_id: int | None, session_id: int | None) -> None:
        if series_id is not None:
            done = self._workspace.carry_out(set_series, series_id, level=level)
        else:
            done = self._workspace.carry_out(set_session_level, session_id, level)
        if done:
            told = self.tr("It meets as {0} now. Open the menu again to hand it over.")
            self._shell.toast(told.format(words.level(level)), undo=True)

    def _new_series(self, level: str) -> None:
        dialog = SeriesDialog(self._workspace, self._shell.window_widget)
        dialog.level.set_current(level)
        dialog.open()

    def _hand(self, kind: str, row_id: int, place: Place) -> None:
        series_id = None if place.session_id is not None else place.series_id
        made = self._workspace.run(
            levels.hand_row, kind, row_id, series_id=series_id, session_id=place.session_id
        )
        if made is not None:
            where = words.place(place, self._workspace.today())
            self._shell.toast(self.tr("Handed over: {0}.").format(where), undo=True)

    def _go(self, session_id: int) -> None:
        self._shell.go("prepare", session_id=session_id)
