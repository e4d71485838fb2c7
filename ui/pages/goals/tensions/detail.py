"""One pair: its title, both interests, what eases it, and one question to ask (G4)."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from facilitator.commands import tensions as commands
from facilitator.queries.tensions import Tension, tension_history
from ui import wording
from ui.drafts import TypingSaver
from ui.pages.goals.locking import lock
from ui.pages.goals.tensions.easing import EasingPart
from ui.pages.goals.tensions.interest import InterestBlock
from ui.pages.goals.tensions.pair_dialog import PairDialog
from ui.shell import Shell
from ui.widgets.buttons import IconButton, LinkButton
from ui.widgets.card import Card, Collapsible, Divider, clear_layout, column, row
from ui.widgets.chips import StatePill
from ui.widgets.fields import AutoGrowTextEdit, Field, FieldLabel
from ui.widgets.naming import identify
from ui.widgets.quiet_edit import QuietTextEdit
from ui.widgets.segmented import Segmented
from ui.widgets.text import Text
from ui.wording import ground as wording_ground
from ui.workspace import Workspace


class TensionView(Card):
    """The pair chosen on the map."""

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(margin=20, spacing=10)
        self._workspace, self._shell = workspace, shell
        self._tension: Tension | None = None
        self._blocks: list[InterestBlock] = []
        self._build()
        self._connect()

    # --- building ---------------------------------------------------------------------------

    def _build(self) -> None:
        head = row(4)
        self.pill = StatePill(*wording_ground.state("tension", "pulls"))
        self.edit = identify(
            IconButton("pencil-simple", self.tr("Change what each side wants")), "edit-pair"
        )
        self.delete = identify(IconButton("trash", self.tr("Take it off the map")), "delete-pair")
        head.addWidget(self.pill)
        head.addStretch(1)
        head.addWidget(self.edit)
        head.addWidget(self.delete)
        self.body.addLayout(head)
        self.title_edit = identify(
            QuietTextEdit(
                placeholder=self.tr("As a question both can answer"), one_line=True, font=(15, 600)
            ),
            "tension-title", self.tr("Tension"),
        )  # fmt: skip
        self.add(self.title_edit)
        self.goal = Text("", "small", wrap=True)
        self.add(self.goal)
        self.waiting = identify(LinkButton("", icon="calendar-check"), "tension-agenda")
        self.add(self.waiting)
        blocks = QWidget()
        self._ends = column(8)
        blocks.setLayout(self._ends)
        self.add(blocks)
        self.easing = EasingPart(self._workspace, self._shell)
        self.add(self.easing)
        self.eases = identify(
            AutoGrowTextEdit(least=1, placeholder=self.tr("What would make it easier for both?")),
            "tension-eases",
        )
        self.add(Field(self.tr("What would ease it"), self.eases))
        self.add(Divider())
        self.question = identify(
            AutoGrowTextEdit(
                least=1, placeholder=self.tr("What would you need to see to let go of it?")
            ),
            "tension-question",
        )
        self.add(Field(self.tr("Question to ask both"), self.question))
        self._build_state()

    def _build_state(self) -> None:
        self.state = identify(
            Segmented(wording_ground.states("tension"), self.tr("How hard it pulls")),
            "tension-state",
        )
        self.add(FieldLabel(self.tr("How hard it pulls"), self.state))
        self.add(self.state)
        self.history = Collapsible(self.tr("History"))
        self.add(self.history)
        self.body.addStretch(1)

    def _connect(self) -> None:
        drafts = self._shell.drafts
        self._savers: dict[str, TypingSaver] = {
            "title": drafts.bind_text(self.title_edit, self._save_title),
            "eases": drafts.bind_text(self.eases, partial(self._save, "eases")),
            "question": drafts.bind_text(self.question, partial(self._save, "question")),
        }
        self.title_edit.entered.connect(self.easing.link.setFocus)
        self.state.chosen.connect(partial(self._save, "state"))
        self.edit.clicked.connect(self.change)
        self.delete.clicked.connect(self._on_delete)
        self.waiting.clicked.connect(self._on_waiting)

    # --- showing ----------------------------------------------------------------------------

    def show_tension(self, tension: Tension, *, force: bool = False) -> None:
        """Show a pair; a text that somebody is editing stays."""
        if self._tension is None or tension.id != self._tension.id:
            self._shell.drafts.flush()
            force = True
        self._tension = tension
        self.pill.set_content(*wording_ground.state("tension", tension.state))
        for name, saver in self._savers.items():
            saver.load(str(getattr(tension, name)), force=force)
        self.state.set_current(tension.state)
        goals = list(dict.fromkeys(end.goal for end in tension.ends if end.goal))
        self.goal.setText(self.tr("Goal: {0}").format("; ".join(goals)))
        self.goal.setVisible(bool(goals))
        self._show_waiting(tension)
        self._show_ends(tension)
        self.easing.show_tension(tension)
        self._show_history(tension.id)
        texts = (self.title_edit, self.eases, self.question)
        lock(self._workspace, (*texts, self.state, self.edit, self.delete))

    def _show_waiting(self, tension: Tension) -> None:
        self.waiting.setVisible(tension.agenda_item_id is not None)
        if tension.agenda_session_id is None:
            self.waiting.setText(self.tr("In the backlog"))
        else:
            words = self.tr("On the agenda of {0}")
            self.waiting.setText(words.format(tension.agenda_label))

    def _show_ends(self, tension: Tension) -> None:
        while len(self._blocks) < len(tension.ends):
            block = InterestBlock()
            self._blocks.append(block)
            self._ends.addWidget(block)
        for number, block in enumerate(self._blocks):
            block.setVisible(number < len(tension.ends))
            if number < len(tension.ends):
                block.show_end(tension.ends[number])

    def _show_history(self, tension_id: int) -> None:
        clear_layout(self.history.body)
        found = tension_history(self._workspace.reader, tension_id)
        self.history.setVisible(bool(found))
        today = self._workspace.today()
        for each in found:
            before, after = (
                wording_ground.state("tension", value)[0] for value in (each.before, each.after)
            )
            words = self.tr("{0}: {1} → {2}")
            told = words.format(wording.short_day(each.at, today), before, after)
            self.history.body.addWidget(Text(told, "small", wrap=True))

    # --- doing ------------------------------------------------------------------------------

    def _save(self, field: str, value: object) -> None:
        if self._tension is not None:
            self._workspace.run(commands.set_tension, self._tension.id, **{field: value})

    def _save_title(self, words: str) -> None:
        if words.strip():
            self._save("title", words)

    def change(self) -> None:
        """Change what each side wants, in a form."""
        if self._tension is not None:
            self._shell.drafts.flush()
            PairDialog(self._workspace, self._shell.window_widget, self._tension).open()

    def _on_delete(self) -> None:
        if self._tension is None:
            return
        self._shell.drafts.flush()
        words = self._tension.title
        if self._workspace.carry_out(commands.delete_tension, self._tension.id):
            self._shell.toast(self.tr("“{0}” is off the map.").format(words), undo=True)

    def _on_waiting(self) -> None:
        if self._tension is None:
            return
        if self._tension.agenda_session_id is None:
            self._shell.go("sessions")
        else:
            self._shell.go(
                "prepare", session_id=self._tension.agenda_session_id,
                item_id=self._tension.agenda_item_id,
            )  # fmt: skip
