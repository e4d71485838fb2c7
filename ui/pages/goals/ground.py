"""The band of common ground: the sentence, and for each side who accepted it, and when (G1)."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from facilitator.commands import goal_sides, goals
from facilitator.domain.acceptance import Standing
from facilitator.queries.engagement import people
from facilitator.queries.goals import GoalDetail, GoalSide
from ui import wording
from ui.pages.goals.locking import lock
from ui.shell import Shell
from ui.theme import theme
from ui.widgets.buttons import LinkButton
from ui.widgets.card import Card, clear_layout, column, row
from ui.widgets.chips import Avatar
from ui.widgets.field_flow import FieldFlow
from ui.widgets.naming import identify
from ui.widgets.notices import IconMark
from ui.widgets.quiet_edit import QuietTextEdit
from ui.widgets.text import Text
from ui.wording import goals as wording_goals
from ui.workspace import Workspace


class Ground(Card):
    """The sentence at the start, the sides at the end."""

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(tone="accent_soft", margin=14, spacing=0)
        self._workspace, self._shell = workspace, shell
        self._id = 0
        self._menu: QMenu | None = None
        self._build()
        self.saver = shell.drafts.bind_text(self.sentence, self._save)

    def _build(self) -> None:
        flow = FieldFlow(spacing=16, lines=8)
        said = QWidget()
        said.setMinimumWidth(260)
        line = row(8)
        said.setLayout(line)
        mark = column(0)
        mark.addWidget(IconMark("handshake", "accent", 20))
        mark.addStretch(1)
        line.addLayout(mark)
        words = column(0)
        label = Text(self.tr("Common ground"), "label", tone="accent")
        label.setIndent(theme().px(6))
        words.addWidget(label)
        self.sentence = identify(
            QuietTextEdit(
                placeholder=self.tr("One sentence that every side can say as its own"),
                font=(15, 600),
            ),
            "goal-common-ground",
            self.tr("Common ground"),
        )  # fmt: skip
        words.addWidget(self.sentence)
        line.addLayout(words, 1)
        flow.add(said, 3)
        self.sides = QWidget()
        self._lines = column(2)
        self.sides.setLayout(self._lines)
        self.sides.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        flow.add(self.sides, 2)
        self.body.addLayout(flow)

    def show_goal(self, detail: GoalDetail, *, force: bool = False) -> None:
        """Show sentence and sides; a sentence that somebody is editing stays."""
        self._id = detail.card.id
        self.saver.load(detail.common_ground, force=force)
        lock(self._workspace, [self.sentence])
        clear_layout(self._lines)
        for side in detail.sides:
            self._lines.addWidget(self._line(side, bool(detail.common_ground.strip())))

    def _line(self, side: GoalSide, has_words: bool) -> QWidget:
        holder, line = QWidget(), row(8)
        holder.setLayout(line)
        words, icon, tone = wording_goals.acceptance(side, self._workspace.today())
        if side.standing is Standing.OPEN:
            line.addWidget(Avatar(side.party, side.colour, diameter=24, quiet=True))
        else:
            line.addWidget(Avatar(side.accepted_by or side.party, side.colour, diameter=24))
        line.addWidget(IconMark(icon, tone, 16))
        text = Text(words, "small_strong", tone=tone if tone == "warn" else None, wrap=True)
        text.setMinimumWidth(120)
        line.addWidget(text, 1)
        for button in self._buttons(side, has_words):
            line.addWidget(button)
        return holder

    def _buttons(self, side: GoalSide, has_words: bool) -> list[LinkButton]:
        accept = LinkButton(self.tr("Accept"))
        accept.setAccessibleName(self.tr("{0} accepts").format(side.party))
        identify(accept, f"accept-{slug(side.party)}")
        accept.clicked.connect(partial(self._on_accept, side, accept))
        if side.standing is Standing.ACCEPTED:
            back = LinkButton(self.tr("Take back"))
            back.setAccessibleName(self.tr("{0} takes it back").format(side.party))
            back.clicked.connect(partial(self._on_withdraw, side.party_id))
            lock(self._workspace, [back])
            return [back]
        found = [accept]
        if side.standing is Standing.STALE:
            see = LinkButton(self.tr("See them"))
            see.setAccessibleName(self.tr("See what {0} accepted").format(side.party))
            see.clicked.connect(partial(self._on_see, side, see))
            found.insert(0, see)
        lock(self._workspace, [accept])
        if not has_words and accept.isEnabled():
            accept.setEnabled(False)
            accept.setToolTip(self.tr("Write the sentence first."))
        return found

    # --- doing ------------------------------------------------------------------------------

    def _save(self, words: str) -> None:
        self._workspace.run(goals.set_goal, self._id, common_ground=words)

    def _on_accept(self, side: GoalSide, button: LinkButton) -> None:
        """Ask which person of the side says so."""
        self._shell.drafts.flush()
        menu = QMenu(self)
        for person in people(self._workspace.reader):
            if person.party_id == side.party_id:
                words = self.tr("{0} says so").format(person.name)
                menu.addAction(words, partial(self._accept, side.party_id, person.id))
        menu.addAction(
            self.tr("{0}, nobody by name").format(side.party),
            partial(self._accept, side.party_id, None),
        )
        self._open(menu, button)

    def _open(self, menu: QMenu, button: LinkButton) -> None:
        self._menu = menu
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _accept(self, party_id: int, person_id: int | None) -> None:
        self._workspace.run(goal_sides.accept_common_ground, self._id, party_id, person_id)

    def _on_withdraw(self, party_id: int) -> None:
        if self._workspace.carry_out(goal_sides.withdraw_acceptance, self._id, party_id):
            self._shell.toast(self.tr("The acceptance was taken back."), undo=True)

    def _on_see(self, side: GoalSide, button: LinkButton) -> None:
        """Show the words that were accepted, and offer them back."""
        menu = QMenu(self)
        day = wording.short_day(side.accepted_on, self._workspace.today())
        head = menu.addAction(self.tr("{0} accepted on {1}:").format(side.party, day))
        head.setEnabled(False)
        words = menu.addAction(f"“{' '.join(side.accepted_words.split())}”".replace("&", "&&"))
        words.setEnabled(False)
        menu.addSeparator()
        back = menu.addAction(
            self.tr("Write these words again"), partial(self._save, side.accepted_words)
        )
        back.setEnabled(not self._workspace.read_only)
        self._open(menu, button)


def slug(party: str) -> str:
    """Return a party's short name as identifiers carry it."""
    return party.lower().replace(" ", "-")
