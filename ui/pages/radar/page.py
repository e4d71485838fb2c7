"""The radar: what worries each side, what they could try, what they want and need (C1 to C3)."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from facilitator.domain.words import CaptureKind
from facilitator.queries.engagement import parties
from facilitator.store import Change
from ui import icons, wording
from ui.actions import Command
from ui.pages.page import Page
from ui.pages.radar.concerns_card import ConcernsCard
from ui.pages.radar.forms import IdeaForm
from ui.pages.radar.idea_sheet import IdeaSheet
from ui.pages.radar.ideas_card import IdeasCard
from ui.pages.radar.needs_card import NeedsCard
from ui.shell import Shell
from ui.theme import theme
from ui.widgets.buttons import PrimaryButton, explain_disabled
from ui.widgets.card import PageHeader, column
from ui.widgets.naming import identify
from ui.widgets.scrolled import scrolled
from ui.widgets.two_columns import TwoColumns
from ui.workspace import Workspace


class RadarPage(Page):
    """Concerns on one side; beside them the ideas, and what each side wants and needs."""

    watches: ClassVar[frozenset[str]] = frozenset(
        {
            "concern", "capture", "idea", "consideration", "turn", "link", "proposal_concern",
            "decision", "action", "agenda_item", "session", "party", "person", "goal",
        }
    )  # fmt: skip

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(workspace, shell)
        self._idea_wanted: int | None = None
        self._need_wanted: int | None = None
        self._revealed: QWidget | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        look, whole = theme(), column(16)
        whole.setContentsMargins(look.px(32), look.px(28), look.px(32), look.px(24))
        self.setLayout(whole)
        self.header = PageHeader(self.tr("Radar"))
        self.add = identify(
            PrimaryButton(self.tr("Add to the radar"), icon="plus", trailing="caret-down"),
            "add-to-radar",
        )
        self.header.add_action(self.add)
        self.concerns = ConcernsCard(self.workspace, self.shell)
        self.ideas = IdeasCard(self.workspace, self.shell)
        self.needs = NeedsCard(self.workspace, self.shell)
        right = QWidget()
        box = column(16)
        right.setLayout(box)
        box.addWidget(self.ideas)
        box.addWidget(self.needs)
        box.addStretch(1)
        self.beside = scrolled(right)
        columns = TwoColumns(
            self.concerns, self.beside, shares=(57, 43), narrow=900, heights=(520, 900)
        )
        whole.addWidget(self.header)
        whole.addWidget(columns, 1)

    def _connect(self) -> None:
        self.add.clicked.connect(self._on_add)
        self.ideas.opened.connect(self._on_idea)
        self.ideas.new_asked.connect(self._on_new_idea)
        self.ideas.loaded.connect(self._on_ideas_loaded)
        self.needs.loaded.connect(self._on_needs_loaded)

    # --- showing ----------------------------------------------------------------------------

    def load(self) -> None:
        """Ask for everything and show it."""
        self._load(force=False)

    def show_change(self, change: Change) -> None:
        """Load again; undo and redo also go into the line being edited."""
        self._load(force=change.kind != "do")

    def _load(self, *, force: bool) -> None:
        why = self.tr("This file is open for reading only.")
        explain_disabled(self.add, why if self.workspace.read_only else None)
        self.concerns.load()
        self.ideas.load()
        self.needs.load(force=force)

    def _on_ideas_loaded(self) -> None:
        if self._idea_wanted is not None:
            self.ideas.set_current(self._idea_wanted)
            self.beside.verticalScrollBar().setValue(0)
            self._idea_wanted = None

    def _on_needs_loaded(self) -> None:
        if self._need_wanted is not None:
            self._revealed = self.needs.find_need(self._need_wanted)
            self._need_wanted = None
            QTimer.singleShot(0, self._reveal)

    def _reveal(self) -> None:
        """Scroll to the need that was asked for, once everything has its place."""
        found, self._revealed = self._revealed, None
        inside = self.beside.widget()
        layout = inside.layout() if inside is not None else None
        if found is None or layout is None:
            return
        layout.activate()
        self.beside.ensureWidgetVisible(found)
        self.needs.focus_line(found)

    # --- doing ------------------------------------------------------------------------------

    def _on_add(self) -> None:
        menu = QMenu(self)
        for kind in (CaptureKind.CONCERN, CaptureKind.IDEA):
            word, _tone, icon = wording.state("capture", kind.value)
            menu.addAction(icons.icon(icon, "text2"), word).setData(kind.value)
        menu.addSeparator()
        for kind in (CaptureKind.WANT, CaptureKind.NEED, CaptureKind.CHALLENGE):
            word, _tone, icon = wording.state("capture", kind.value)
            inside = menu.addMenu(icons.icon(icon, "text2"), word)
            for party in parties(self.workspace.reader):
                action = inside.addAction(icons.party_icon(party.colour), party.name)
                action.setData([kind.value, str(party.id)])
        menu.triggered.connect(self._on_chosen)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.add.mapToGlobal(self.add.rect().bottomLeft()))

    def _on_chosen(self, action: QAction) -> None:
        data = action.data()
        if data == CaptureKind.CONCERN.value:
            self.concerns.write_new()
        elif data == CaptureKind.IDEA.value:
            self._on_new_idea()
        else:
            kind, party_id = data
            if (side := self.needs.find_side(int(party_id))) is not None:
                side.blocks[kind].begin()

    def _on_new_concern(self) -> None:
        self.concerns.write_new()

    def _on_new_idea(self) -> None:
        form = IdeaForm(self.workspace, self.shell.window_widget)
        form.open()

    def _on_idea(self, key: object) -> None:
        if isinstance(key, int):
            IdeaSheet(self.workspace, self.shell, key).open()

    def _can_write(self) -> bool:
        return not self.workspace.read_only

    # --- the window's questions -------------------------------------------------------------

    def open_target(self, **target: object) -> None:
        """Show one concern unfolded, or one idea, or one want, need or challenge."""
        concern, idea = target.get("concern_id"), target.get("idea_id")
        need = target.get("need_id")
        if isinstance(concern, int):
            self.concerns.show_concern(concern)
        if isinstance(idea, int):
            self._idea_wanted = idea
        if isinstance(need, int):
            self._need_wanted = need
        self.reload()

    def place(self) -> dict[str, object]:
        """Return the concern that is unfolded."""
        key = self.concerns.current()
        return {} if key is None else {"concern_id": key}

    def commands(self) -> list[Command]:
        """Return what can be done on this page."""
        group = self.tr("Radar")
        return [
            Command(
                "concern.new", self.tr("New concern"), self._on_new_concern, shortcut="Ctrl+N",
                icon="flag", group=group, enabled=self._can_write,
            ),
            Command(
                "idea.new", self.tr("New idea"), self._on_new_idea, shortcut="Ctrl+Shift+N",
                icon="lightbulb", group=group, enabled=self._can_write,
            ),
        ]  # fmt: skip

    def panes(self) -> list[QWidget]:
        """Return the register, the ideas and the needs."""
        ideas = self.ideas.radar if self.ideas.radar.isVisible() else self.ideas.new
        return [self.concerns.list, ideas, self.needs]

    def start_focus(self) -> QWidget | None:
        """Give the keyboard to the register."""
        return self.concerns.list if self.concerns.list.isVisible() else self.concerns.new
