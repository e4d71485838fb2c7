"""What eases a pair, with how far it is today; link more by a picker, or take a link away."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from facilitator.commands import links, tensions
from facilitator.queries.tensions import Tension, easing_choices
from ui import wording
from ui.dialogs.form import FormDialog
from ui.pages.goals.locking import read_only_reason
from ui.shell import Shell
from ui.widgets.buttons import IconButton, LinkButton, explain_disabled
from ui.widgets.card import column, row
from ui.widgets.fields import SearchField
from ui.widgets.naming import identify
from ui.widgets.notices import EmptyState
from ui.widgets.rows import Row, RowList
from ui.widgets.text import Text
from ui.wording import ground as wording_ground
from ui.workspace import Workspace

_MOST = 60
_ICONS = {"decision": "gavel", "action": "list-checks", "concern": "flag", "goal": "target"}


class EasingList(RowList):
    """The rows; Delete takes the link of the current one away."""

    delete_asked = Signal(object)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.current() is not None:
            self.delete_asked.emit(self.current())
            return
        super().keyPressEvent(event)


class EasingPart(QWidget):
    """Heading, link and unlink, and the rows; each row opens its page."""

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__()
        self._workspace, self._shell = workspace, shell
        self._tension: Tension | None = None
        box = column(2)
        self.setLayout(box)
        head = row(4)
        head.addWidget(Text(self.tr("What eases it"), "strong"))
        head.addStretch(1)
        self.unlink = identify(IconButton("minus", self.tr("Unlink the chosen row")), "ease-unlink")
        self.link = identify(LinkButton(self.tr("Link"), icon="plus"), "ease-link")
        head.addWidget(self.unlink)
        head.addWidget(self.link)
        box.addLayout(head)
        self.list = identify(
            EasingList(self.tr("What eases it"), title_lines=2, dividers=False, fit=20),
            "ease-list",
        )
        self.list.painter_of_rows.pad = 5
        box.addWidget(self.list)
        self.nothing = Text(
            self.tr("Nothing yet. Link a decision, an action, a concern or a goal."), "small",
            wrap=True,
        )  # fmt: skip
        box.addWidget(self.nothing)
        self.link.clicked.connect(self._on_link)
        self.unlink.clicked.connect(self._on_unlink)
        self.list.opened.connect(self._on_opened)
        self.list.picked.connect(self._on_picked)
        self.list.delete_asked.connect(self._on_delete)

    def show_tension(self, tension: Tension) -> None:
        """Show what eases one pair, as it stands today."""
        self._tension = tension
        today = self._workspace.today()
        rows = []
        for each in tension.easing:
            words, tone, icon, ink = wording_ground.easing(each, today)
            rows.append(
                Row(each.link_id, each.text, words, tone, icon=icon, icon_tone=ink,
                    trailing=each.number, data=each)
            )  # fmt: skip
        self.list.set_rows(rows)
        self.list.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        explain_disabled(self.link, read_only_reason(self._workspace))
        self._on_picked(self.list.current())

    def _on_picked(self, key: object) -> None:
        reason = read_only_reason(self._workspace)
        if reason is None and key is None:
            reason = self.tr("Choose a row first.")
        self.unlink.setVisible(bool(self._tension and self._tension.easing))
        explain_disabled(self.unlink, reason)

    def _on_link(self) -> None:
        if self._tension is not None:
            EasingPicker(self._workspace, self._shell.window_widget, self._tension).open()

    def _on_unlink(self) -> None:
        self._on_delete(self.list.current())

    def _on_delete(self, key: object) -> None:
        if isinstance(key, int) and self._workspace.carry_out(links.remove_link, key):
            self._shell.toast(self.tr("Unlinked."), undo=True)

    def _on_opened(self, key: object) -> None:
        if self._tension is None:
            return
        each = next((each for each in self._tension.easing if each.link_id == key), None)
        if each is None:
            return
        if each.kind == "goal":
            self._shell.go("goals", goal_id=each.id)
        elif each.kind in ("decision", "action"):
            self._shell.go(f"{each.kind}s", **{f"{each.kind}_id": each.id})
        else:
            self._shell.go("radar", concern_id=each.id)


class EasingPicker(FormDialog):
    """Find a decision, an action, a concern or a goal, and link it."""

    def __init__(self, workspace: Workspace, parent: QWidget, tension: Tension) -> None:
        super().__init__(
            parent, self.tr("What eases it?"), self.tr("Link"), lead=tension.title, width=620
        )
        self._workspace, self._tension = workspace, tension
        self.words = identify(SearchField(self.tr("Find by word or number")), "ease-search")
        self.list = identify(
            RowList(self.tr("What could ease it"), title_lines=2, fit=8), "ease-choices"
        )
        self.nothing = EmptyState("magnifying-glass", self.tr("Nothing is called like that"))
        self.body.addWidget(self.words)
        self.body.addWidget(self.list)
        self.body.addWidget(self.nothing)
        self.body.addStretch(1)
        self.words.textChanged.connect(self._on_words)
        self.list.opened.connect(self._on_opened)
        self._on_words("")
        self.words.setFocus()

    def _on_words(self, words: str) -> None:
        found = easing_choices(self._workspace.reader, self._tension.id, words)[:_MOST]
        rows = []
        for each in found:
            noun = each.kind
            word = wording.state(noun, each.state)[0] if each.state else ""
            rows.append(
                Row(each.id, each.text, number=each.number, icon=_ICONS[each.kind], trailing=word)
            )
        self.list.set_rows(rows)
        self.list.set_current(rows[0].key if rows else None)
        self.list.setVisible(bool(rows))
        self.nothing.setVisible(not rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and self.words.hasFocus():
            self.list.setFocus()
            return
        super().keyPressEvent(event)

    def _on_opened(self, _key: object) -> None:
        if self.submit():
            self.accept()

    def submit(self) -> bool:
        """Link the chosen row."""
        key = self.list.current()
        if not isinstance(key, int):
            self.complain(self.tr("Choose a row first."))
            return False
        return self.attempt(tensions.ease_with, self._workspace.store, self._tension.id, key)
