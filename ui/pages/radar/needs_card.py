"""Wants, needs and challenges per side, written where they stand; and who had a turn (C2)."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from facilitator.commands import captures, turns
from facilitator.domain.words import CaptureKind
from facilitator.queries.needs import KINDS, NeedRow, SideNeeds, Turn, Turns, side_needs
from facilitator.queries.needs import turns as turns_of
from facilitator.store import Reader
from ui.asking import Asking
from ui.drafts import Drafts
from ui.shell import Shell
from ui.theme import theme
from ui.widgets.buttons import IconButton, LinkButton, explain_disabled
from ui.widgets.card import Card, Collapsible, clear_layout, column, row
from ui.widgets.chips import Chip, DotLabel
from ui.widgets.naming import identify
from ui.widgets.quiet_edit import QuietTextEdit
from ui.widgets.text import Text
from ui.wording import radar as wording_radar
from ui.workspace import Workspace

_MOST = 6  # of one kind and side; earlier ones are asked for
_SETTLED = 50  # of those that are settled; more are asked for
_SETTLED_AT_ONCE = 12  # more are laid out when somebody unfolds them


def _both(reader: Reader) -> tuple[list[SideNeeds], Turns]:
    return side_needs(reader), turns_of(reader)


class _NeedLine(QWidget):
    """One want, need or challenge: its words, whether it is new, and a way to settle it."""

    def __init__(self, workspace: Workspace, drafts: Drafts, found: NeedRow) -> None:
        super().__init__()
        self._workspace, self.id = workspace, found.id
        line = row(4)
        self.setLayout(line)
        self.words = QuietTextEdit(one_line=True)
        self.words.setAccessibleName(wording_radar.head(found.kind))
        self.new = Chip(self.tr("new"), "accent")
        self.settle = IconButton("check", self.tr("Settle"))
        line.addWidget(self.words, 1)
        mark = column(0)
        mark.setContentsMargins(0, theme().px(5), 0, 0)
        mark.addWidget(self.new, 0, Qt.AlignmentFlag.AlignTop)
        mark.addStretch(1)
        line.addLayout(mark)
        line.addWidget(self.settle, 0, Qt.AlignmentFlag.AlignTop)
        self.words.setReadOnly(workspace.read_only)
        why = self.tr("This file is open for reading only.") if workspace.read_only else None
        explain_disabled(self.settle, why)
        if why is None:
            self.settle.setToolTip(self.tr("Settle: it is dealt with"))
        self._saver = drafts.bind_text(self.words, self._save)
        self.words.entered.connect(self._saver.flush)
        self.settle.clicked.connect(self._on_settle)

    def show_need(self, found: NeedRow, *, force: bool) -> None:
        """Show what the file says."""
        self._saver.load(found.text, force=force)
        self.new.setVisible(found.is_new)
        self.settle.setAccessibleName(self.tr("Settle: {0}").format(found.text))
        self.words.setToolTip(", ".join(p for p in (found.person, found.session_label) if p))

    def _save(self, words: str) -> None:
        if words.strip():
            self._workspace.run(captures.set_capture, self.id, text=words)

    def _on_settle(self) -> None:
        self._saver.flush()
        self._workspace.carry_out(captures.settle, self.id)


class _KindBlock(QWidget):
    """The wants, or needs, or challenges of one side, with a line to add one."""

    def __init__(self, workspace: Workspace, shell: Shell, side: SideNeeds, kind: str) -> None:
        super().__init__()
        self._workspace, self._shell = workspace, shell
        self._party_id, self.kind = side.party_id, kind
        self._lines: dict[int, _NeedLine] = {}
        self._rows: tuple[NeedRow, ...] = ()
        self._shows_all = False
        box: QVBoxLayout = column(0)
        self.setLayout(box)
        head = row(4)
        head.addWidget(Text(wording_radar.head(kind), "label"))
        words = self.tr("Add to {0} of {1}").format(
            wording_radar.head(kind).lower(), side.party or self.tr("nobody in particular")
        )
        self.add = identify(IconButton("plus", words), f"new-{kind}-{side.party_id or 0}", words)
        head.addWidget(self.add)
        head.addStretch(1)
        box.addLayout(head)
        self.more = LinkButton("")
        self.more.hide()
        box.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.list = column(0)
        box.addLayout(self.list)
        self.fresh = QuietTextEdit(one_line=True, placeholder=self.tr("Write it and press Enter"))
        self.fresh.setAccessibleName(words)
        self.fresh.hide()
        box.addWidget(self.fresh)
        why = self.tr("This file is open for reading only.") if workspace.read_only else None
        explain_disabled(self.add, why)
        self.add.clicked.connect(self.begin)
        self.more.clicked.connect(self._on_more)
        self.fresh.entered.connect(self._on_entered)
        self.fresh.left.connect(self._on_left)

    def show_needs(self, rows: tuple[NeedRow, ...], *, force: bool) -> None:
        """Show what is open, keeping the lines that somebody types in."""
        self._rows = rows
        shown = rows if self._shows_all else rows[-_MOST:]
        wanted = {each.id for each in shown}
        for need_id in [key for key in self._lines if key not in wanted]:
            line = self._lines.pop(need_id)
            self.list.removeWidget(line)
            line.hide()
            line.deleteLater()
        for place, each in enumerate(shown):
            if each.id not in self._lines:
                self._lines[each.id] = _NeedLine(self._workspace, self._shell.drafts, each)
                self.list.insertWidget(place, self._lines[each.id])
            self._lines[each.id].show_need(each, force=force)
        left = len(rows) - len(shown)
        self.more.setText(self.tr("Show {0} earlier ones").format(left))
        self.more.setVisible(left > 0)

    def _on_more(self) -> None:
        self._shows_all = True
        self.show_needs(self._rows, force=False)

    def reveal(self, need_id: int) -> _NeedLine | None:
        """Return the line of one of them, the earlier ones included."""
        if any(each.id == need_id for each in self._rows) and need_id not in self._lines:
            self._on_more()
        return self._lines.get(need_id)

    def line(self, need_id: int) -> _NeedLine | None:
        """Return the line of one of them."""
        return self._lines.get(need_id)

    def begin(self) -> None:
        """Offer an empty line and give it the keyboard."""
        self.fresh.show()
        self.fresh.setFocus()

    def _on_entered(self) -> None:
        words = self.fresh.toPlainText().strip()
        if not words:
            self.fresh.hide()
            self.add.setFocus()
            return
        self._keep(words)
        self.fresh.setFocus()

    def _on_left(self) -> None:
        if words := self.fresh.toPlainText().strip():
            self._keep(words)
        self.fresh.hide()

    def _keep(self, words: str) -> None:
        kept = self._workspace.run(
            captures.capture, CaptureKind(self.kind), words, party_id=self._party_id
        )
        if kept is not None:
            self.fresh.clear()


class _SideColumn(QWidget):
    """One side: its three kinds, and its turn in the last session."""

    def __init__(self, workspace: Workspace, shell: Shell, side: SideNeeds) -> None:
        super().__init__()
        self._workspace, self._shell, self._side = workspace, shell, side
        self._turn: Turn | None = None
        self._session_id = 0
        box: QVBoxLayout = column(4)
        self.setLayout(box)
        name = side.party or self.tr("Nobody in particular")
        self.setAccessibleName(name)
        box.addWidget(DotLabel(name, [side.colour or None], size=13, weight=600, tone="text"))
        self.blocks = {kind: _KindBlock(workspace, shell, side, kind) for kind in KINDS}
        for block in self.blocks.values():
            box.addWidget(block)
        self.turn = Text("", "small", wrap=True)
        self.record = LinkButton("")
        identify(self.record, f"turn-{side.party_id or 0}", self.tr("Turn of {0}").format(name))
        self.record.clicked.connect(self._on_record)
        box.addWidget(self.turn)
        box.addWidget(self.record, 0, Qt.AlignmentFlag.AlignLeft)
        box.addStretch(1)

    def show_side(self, side: SideNeeds, found: Turns, *, force: bool) -> None:
        """Show the open ones of each kind, and whether the side had a turn."""
        for kind, block in self.blocks.items():
            block.show_needs(side.of(kind), force=force)
        self._turn = next((t for t in found.sides if t.party_id == side.party_id), None)
        self._session_id = found.session_id or 0
        self._show_turn()

    def _show_turn(self) -> None:
        turn, words = self._turn, ""
        if turn is not None and turn.is_recorded:
            note = turn.note or self.tr("had its turn")
            words = self.tr("Recorded: {0}").format(note)
        self.turn.setText(words)
        self.turn.setVisible(bool(words))
        can_take = turn is not None and turn.is_recorded
        self.record.setText(self.tr("Take back") if can_take else self.tr("It had nothing new"))
        can_change = turn is not None and (turn.is_recorded or not turn.had_turn)
        self.record.setVisible(can_change and not self._workspace.read_only)

    def _on_record(self) -> None:
        if self._turn is None:
            return
        if self._turn.is_recorded:
            self._workspace.carry_out(turns.remove_turn, self._session_id, self._turn.party_id)
            return
        note = self.tr("Nothing new")
        self._workspace.carry_out(turns.record_turn, self._session_id, self._turn.party_id, note)


class NeedsCard(Card):
    """The sides beside each other, two in a line; what is settled folds away below.

    `loaded` says that what was asked for shows.
    """

    loaded = Signal()

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(margin=16, spacing=8)
        self._workspace, self._shell = workspace, shell
        self._columns: dict[int | None, _SideColumn] = {}
        self._most_settled = _SETTLED
        self._sides: list[SideNeeds] = []
        self._is_forced = self._owes_lines = False
        self._asking = Asking(workspace, shell, self)
        head = row(8)
        head.addWidget(Text(self.tr("Wants, needs, challenges"), "strong"))
        self.turns = Text("", "small", wrap=True)
        self.turns.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.turns, 1)
        self.body.addLayout(head)
        self.grid = QGridLayout()
        self.body.addLayout(self.grid)
        self.settled = Collapsible(self.tr("Settled"))
        self.settled.hide()
        self.settled.toggled.connect(self._on_unfolded)
        self.body.addWidget(self.settled)
        self.setAccessibleName(self.tr("Wants, needs, challenges"))

    def load(self, *, force: bool = False) -> None:
        """Ask for all of them and show them."""
        self._is_forced = self._is_forced or force
        self._asking.ask(_both, self._show)

    def _show(self, both: tuple[list[SideNeeds], Turns]) -> None:
        sides, found = both
        force, self._is_forced, self._sides = self._is_forced, False, sides
        if [side.party_id for side in sides] != list(self._columns):
            self._rebuild(sides)
        for side in sides:
            self._columns[side.party_id].show_side(side, found, force=force)
        words, tone = wording_radar.turns(found, self._workspace.today())
        self.turns.setText(words)
        self.turns.set_tone(tone)
        self._show_settled()
        self.loaded.emit()

    def _rebuild(self, sides: list[SideNeeds]) -> None:
        for each in self._columns.values():
            self.grid.removeWidget(each)
            each.hide()
            each.deleteLater()
        self._columns = {}
        look = theme()
        self.grid.setHorizontalSpacing(look.px(16))
        self.grid.setVerticalSpacing(look.px(16))
        for number, side in enumerate(sides):
            each = _SideColumn(self._workspace, self._shell, side)
            self._columns[side.party_id] = each
            self.grid.addWidget(each, number // 2, number % 2)
        for place in (0, 1):
            self.grid.setColumnStretch(place, 1)

    def _on_unfolded(self, opened: bool) -> None:
        if opened and self._owes_lines:
            self._show_settled()

    def _show_settled(self) -> None:
        over = [(side, each) for side in self._sides for each in side.rows if each.settled_on]
        self.settled.set_title(self.tr("Settled  {0}").format(len(over)))
        self.settled.setVisible(bool(over))
        clear_layout(self.settled.body)
        self._owes_lines = len(over) > _SETTLED_AT_ONCE and not self.settled.is_open()
        if self._owes_lines:
            return
        for side, each in over[: self._most_settled]:
            line = QWidget()
            box = row(8)
            line.setLayout(box)
            words = f"{each.text}: {each.settled_words}" if each.settled_words else each.text
            box.addWidget(DotLabel("", [side.colour or None]))
            box.addWidget(Text(words, "small", wrap=True), 1)
            again = LinkButton(self.tr("Open again"))
            again.setAccessibleName(self.tr("Open again: {0}").format(each.text))
            again.setEnabled(not self._workspace.read_only)
            again.clicked.connect(partial(self._reopen, each.id))
            box.addWidget(again, 0, Qt.AlignmentFlag.AlignTop)
            self.settled.body.addWidget(line)
        if len(over) > self._most_settled:
            more = LinkButton(
                self.tr("Show {0} more").format(min(len(over) - self._most_settled, _SETTLED))
            )
            more.clicked.connect(self._on_more_settled)
            self.settled.body.addWidget(identify(more, "more-settled"))

    def _on_more_settled(self) -> None:
        self._most_settled += _SETTLED
        self._show_settled()

    def _reopen(self, need_id: int, _checked: bool = False) -> None:
        self._workspace.carry_out(captures.reopen_capture, need_id)

    def column(self, party_id: int | None) -> _SideColumn:
        """Return the column of a side."""
        return self._columns[party_id]

    def find_side(self, party_id: int) -> _SideColumn | None:
        """Return the column of a side; None while the sides are being read."""
        return self._columns.get(party_id)

    def find_need(self, need_id: int) -> QWidget | None:
        """Return where one of them stands; where it is settled, unfold those that are."""
        for each in self._columns.values():
            for block in each.blocks.values():
                if (line := block.reveal(need_id)) is not None:
                    return line
        self.settled.set_open(self.settled.isVisibleTo(self))
        return self.settled if self.settled.is_open() else None

    def focus_line(self, found: QWidget) -> None:
        """Give the keyboard to a line."""
        if isinstance(found, _NeedLine):
            found.words.setFocus()
