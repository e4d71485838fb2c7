"""One agenda item, unfolded where it stands in the list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from facilitator.commands import agenda as commands
from facilitator.queries.engagement import GoalName, PartyRow, PersonRow
from facilitator.queries.jargon import readers_of_item
from facilitator.queries.prepare import ItemRow
from facilitator.store import Change
from ui.drafts import Editor, TypingSaver
from ui.jargon.desk import JargonDesk
from ui.jargon.strip import ExplainStrip
from ui.pages.prepare.agenda_list import files_in
from ui.pages.prepare.item_fields import ItemFields
from ui.pages.prepare.papers import add_papers
from ui.shell import Shell
from ui.theme import theme
from ui.widgets.fields import Choice
from ui.widgets.naming import property_style
from ui.workspace import Workspace

_SWALLOWED = {
    Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home,
    Qt.Key.Key_End, Qt.Key.Key_Return, Qt.Key.Key_Enter,
}  # fmt: skip


def _save_nowhere(words: str) -> None:
    """Nothing is typed while no item is open."""


class ItemEditor(ItemFields):
    """Everything about one item. What is typed is saved within a second; nothing is sent.

    `folded` says that Esc or the arrow was pressed, `move_asked` carries -1 or 1, `menu_asked` the
    button that wants the item's menu, `grown` says that another height is needed.
    """

    folded = Signal()
    move_asked = Signal(int)
    menu_asked = Signal(object)
    grown = Signal()
    part_opened = Signal(object)  # a widget that should be seen whole

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(workspace, shell)
        self.item: ItemRow | None = None
        self._savers: dict[str, TypingSaver] = {}
        self._editors: dict[str, Editor] = {}
        self._choices: object = None
        self.setAcceptDrops(True)
        self.strip = ExplainStrip()  # stands below the list of items
        self.jargon = JargonDesk(workspace, shell, self.strip)
        self.jargon.watch(self.title, self.wanted, self.text)
        self.jargon.watch(self.prompt, self.private.edit, is_shared=False)
        self._connect()
        self.hide()

    def _connect(self) -> None:
        texts: list[tuple[str, Editor]] = [
            ("title", self.title), ("wanted_result", self.wanted), ("agenda_text", self.text),
            ("prompt", self.prompt), ("papers_wanted", self.papers_wanted),
        ]  # fmt: skip
        for field, control in texts:
            self._editors[field] = control
            self._savers[field] = self.shell.drafts.bind_text(control, _save_nowhere)
        for field, choice in self._links():
            choice.chosen.connect(partial(self._set, field))
        self.purpose.chosen.connect(partial(self._set, "purpose"))
        self.box.chosen.connect(partial(self._set, "box"))
        self.title.editingFinished.connect(self._on_title_left)
        self.minutes.valueChanged.connect(self._on_minutes)
        self.standing.clicked.connect(self._on_standing)
        self.needed.dated.connect(self._on_needed)
        self.needed.problem.connect(self.needed_field.set_error)
        self.more_button.clicked.connect(self._on_more)
        self.private.toggled.connect(self._on_private)
        self.fold.clicked.connect(self.folded)
        self.menu.clicked.connect(self._on_menu)
        theme().changed.connect(self._on_theme_changed)

    def _links(self) -> list[tuple[str, Choice]]:
        return [
            ("asked_by_party_id", self.asked_by),
            ("lead_id", self.lead),
            ("goal_id", self.goal),
        ]

    def set_watched(self, is_watched: bool) -> None:
        """Put away what is sealed while others look on."""
        self._savers["prompt"].flush()
        self.prompt_field.setVisible(not is_watched)
        self.private.set_watched(is_watched)

    # --- what it shows ----------------------------------------------------------------------

    def set_choices(
        self, parties: Sequence[PartyRow], people: Sequence[PersonRow], goals: Sequence[GoalName]
    ) -> None:
        """Offer these parties, people and goals; does nothing where they are as before."""
        known = (tuple(parties), tuple(people), tuple(goals), theme().is_dark)
        if known == self._choices:
            return
        self._choices = known
        self.asked_by.clear_choices()
        self.asked_by.add(None, self.tr("Nobody in particular"))
        for party in parties:
            self.asked_by.add(party.id, party.short, party=party.colour)
        self.lead.clear_choices()
        self.lead.add(None, self.tr("Nobody yet"))
        for person in people:
            self.lead.add(person.id, person.name, party=person.colour or "slate")
        self.goal.clear_choices()
        self.goal.add(None, self.tr("No goal"))
        for goal in goals:
            self.goal.add(goal.id, goal.title, icon="target")
        if self.item is not None:
            self._show_links(self.item)

    def open_item(self, item: ItemRow) -> None:
        """Show another item; what was typed for the one before is saved first."""
        for field, saver in self._savers.items():
            saver.retarget(partial(self._save_text, item.id, field))
        self.more.setVisible(False)
        self.more_button.setChecked(False)
        self._show(item, force=True)
        self.show()

    def show_item(self, item: ItemRow, change: Change) -> None:
        """Bring the open item up to date; a field that is being typed in keeps its words."""
        self._show(item, force=change.kind != "do")
        if change.kind != "do":
            self.private.reload()

    def close_item(self) -> None:
        """Save what waits and let go of the item."""
        for saver in self._savers.values():
            saver.retarget(_save_nowhere)
        self.private.close_panel()
        self.strip.empty()
        self.item = None
        self.hide()

    def set_fixed(self, is_fixed: bool) -> None:
        """Let nothing be changed, e.g. in a closed session or a file that is open read-only."""
        for control in (
            self.title, self.wanted, self.text, self.prompt, self.papers_wanted, self.needed,
        ):  # fmt: skip
            control.setReadOnly(is_fixed)
            property_style(control, "fixed", is_fixed)
        for widget in (
            self.purpose, self.asked_by, self.lead, self.minutes, self.box, self.goal,
            self.standing,
        ):  # fmt: skip
            widget.setEnabled(not is_fixed)
        self.papers.set_fixed(is_fixed)

    def _show(self, item: ItemRow, *, force: bool) -> None:
        if item.starts != self.starts or force:
            self.update()
        self.jargon.set_readers(*readers_of_item(self.workspace.reader, item.id))
        self.item, self.starts = item, item.starts
        for field, saver in self._savers.items():
            saver.load(str(getattr(item, field)), force=force)
        self._complain("")
        self.purpose.set_current(item.purpose)
        self.box.set_current(item.box)
        self._show_links(item)
        if force or not self.minutes.hasFocus():
            was = self.minutes.blockSignals(True)
            self.minutes.setValue(round(item.length_s / 60))
            self.minutes.blockSignals(was)
        self.standing.setChecked(item.is_standing)
        if force or not self.needed.hasFocus():
            self.needed.set_date(date.fromisoformat(item.needed_on) if item.needed_on else None)
            self.needed_field.set_error("")
        self.papers.show_papers(item.id, item.papers)
        self.granted.show_item(item.id)
        self.private.show_item(item.id, item.has_preparation)
        self.origin.show_item(item.id)

    def _show_links(self, item: ItemRow) -> None:
        for field, choice in self._links():
            key = getattr(item, field)
            choice.set_current(key)
            if key is not None and choice.current() != key:  # archived since
                choice.add(key, item.lead if field == "lead_id" else item.asked_by)
                choice.set_current(key)

    # --- saving -----------------------------------------------------------------------------

    def _set(self, field: str, value: object) -> None:
        if self.item is not None:
            self.workspace.run(commands.set_item, self.item.id, origin=self, **{field: value})

    def _save_text(self, item_id: int, field: str, words: str) -> None:
        if field == "title" and not words.strip():
            self._complain(self.tr("A few words are needed here."))
            return
        if field == "prompt":  # for the facilitator alone: no word of it is collected
            self.workspace.run(commands.set_item, item_id, origin=self, prompt=words)
            return
        self.jargon.save(
            self._editors[field], commands.set_item, item_id, label="Edit agenda item",
            typed=words, seen_in=("agenda_item", item_id), origin=self, **{field: words},
        )  # fmt: skip

    def _on_minutes(self, minutes: int) -> None:
        self._set("length_s", minutes * 60)

    def _on_standing(self, is_standing: bool) -> None:
        self._set("is_standing", is_standing)

    def _on_needed(self, day: object) -> None:
        self.needed_field.set_error("")
        self._set("needed_on", day)

    def _on_title_left(self) -> None:
        if not self.title.text().strip() and self.item is not None:
            self._savers["title"].load(self.item.title, force=True)
            self._complain("")

    def _complain(self, sentence: str) -> None:
        if sentence != self.problem.text():
            self.problem.setText(sentence)
            self.problem.setVisible(bool(sentence))
            property_style(self.title, "invalid", "true" if sentence else "false")
            self.title.setAccessibleDescription(sentence)

    # --- parts that fold --------------------------------------------------------------------

    def _on_more(self) -> None:
        self.more.setVisible(self.more_button.isChecked())
        if self.more_button.isChecked():
            self.prompt.setFocus()
            self.part_opened.emit(self.more)

    def _on_private(self, is_open: bool) -> None:
        self.grown.emit()
        if is_open:
            self.part_opened.emit(self.private)

    def _on_menu(self) -> None:
        self.menu_asked.emit(self.menu)

    # --- keys, drops, size ------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(key)
        if steps is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.move_asked.emit(steps)
        elif key == Qt.Key.Key_Escape:
            self.folded.emit()
        elif key in _SWALLOWED:
            return  # these move in a field; they must not move the list below
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files_in(event.mimeData()) and self.papers.add.isVisibleTo(self):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = files_in(event.mimeData())
        if files and self.item is not None:
            event.acceptProposedAction()
            add_papers(self.workspace, self.item.id, files)

    def event(self, event: QEvent) -> bool:
        result = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.grown.emit()
        return result

    def _on_theme_changed(self) -> None:
        self.apply_theme()
        self.grown.emit()

    def focus_title(self, *, select: bool = False) -> None:
        """Put the keyboard into the title."""
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)
        if select:
            self.title.selectAll()
        else:
            self.title.end(False)

    def gap_control(self, where: str) -> QWidget:
        """Return the control where something of the open item is missing."""
        if where == "papers" and not self.papers.add.isEnabled():
            return self.title
        places: dict[str, QWidget] = {
            "lead": self.lead, "wanted": self.wanted, "papers": self.papers.add,
        }  # fmt: skip
        return places.get(where, self.minutes)
