"""The column of what was agreed: one block for each thing, kept while the thing is there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from facilitator.commands import agenda, decisions
from facilitator.domain.words import DecisionState, SessionState
from facilitator.projections.room import RoomAction, RoomDecision, RoomItemInFull, RoomView
from ui.drafts import Drafts
from ui.room.blocks import ActionBlock, DecisionBlock, Heading, PointBlock
from ui.room.look import RoomLook
from ui.room.parts import Ground, Pane
from ui.room.shared_words import SharedWords
from ui.widgets.naming import identify
from ui.wording import room as words
from ui.workspace import Workspace

Key = tuple[str, int | str]
Content = str | RoomDecision | RoomAction | RoomItemInFull
_PLANNED, _CLOSED = SessionState.PLANNED.value, SessionState.CLOSED.value


@dataclass(frozen=True, slots=True)
class Entry:
    """One block: `kind` says how it is drawn, `at` tells it from others of its kind."""

    kind: str
    at: int
    content: Content

    @property
    def key(self) -> Key:
        """Return what stays the same while the thing stands here."""
        if self.kind == "heading" and isinstance(self.content, str):
            return self.kind, self.content
        return self.kind, self.at


def entries(view: RoomView, today: date) -> Iterator[Entry]:
    """Yield the blocks from top to bottom."""
    if view.state == _PLANNED:
        yield from _points("point", words.how_we_work(), view.agreements)
        return
    here = view.item
    open_here = [each for each in view.decisions if _is_open(each) and each.is_here]
    open_else = [each for each in view.decisions if _is_open(each) and not each.is_here]
    taken = [each for each in view.decisions if not _is_open(each)]
    yield from _decisions(words.on_the_table(), open_here)
    if here is not None and view.state != _CLOSED:
        said_here = [*(each.is_here for each in taken), *(each.is_here for each in view.actions)]
        is_bare = not open_here and not any(said_here)
        if here.outcome or is_bare:
            yield Entry("outcome", here.id, here)
    yield from _decisions(words.agreed_today(), sorted(taken, key=_elsewhere))
    if view.actions:
        yield Entry("heading", 0, words.promised_today())
        rows = sorted(view.actions, key=_elsewhere)
        yield from (Entry("action", at, each) for at, each in enumerate(rows))
    if view.state == _CLOSED:
        if not (view.decisions or view.actions):
            yield Entry("point", 0, words.nothing_agreed())
        yield from _points("next", words.next_time(), (words.next_line(view, today),))
    yield from _decisions(words.still_open(), open_else)
    yield from _points("parked", words.parked(), view.parked)


def _is_open(each: RoomDecision) -> bool:
    return each.state == DecisionState.PROPOSED


def _elsewhere(each: RoomDecision | RoomAction) -> bool:
    return not each.is_here


def _decisions(title: str, rows: list[RoomDecision]) -> Iterator[Entry]:
    if rows:
        yield Entry("heading", 0, title)
        yield from (Entry("decision", each.id, each) for each in rows)


def _points(kind: str, title: str, rows: tuple[str, ...]) -> Iterator[Entry]:
    if rows:
        yield Entry("heading", 0, title)
        yield from (Entry(kind, at, each) for at, each in enumerate(rows))


class OutcomeBlock(Ground):
    """What we say together about the item: shared words, or the invitation to write them."""

    def __init__(self, look: RoomLook, wording: SharedWords) -> None:
        super().__init__(look, "bg")
        self.label = Heading(look, words.in_our_words())
        self.wording = wording
        self.body.addWidget(self.label)
        self.body.addWidget(wording)

    def show_item(self, item: RoomItemInFull, *, force: bool, can_edit: bool) -> None:
        """Show the words of an item."""
        empty = words.write_outcome() if can_edit else words.nothing_yet()
        self.wording.show_text(item.outcome, empty=empty, force=force)
        self.wording.set_can_edit(can_edit)


class AgreedPane(Pane):
    """Blocks that come and go; a new one is brought into sight."""

    def __init__(self, look: RoomLook, workspace: Workspace, drafts: Drafts) -> None:
        super().__init__(look, "surface")
        self._workspace, self._drafts = workspace, drafts
        self._blocks: dict[Key, QWidget] = {}
        self._item_id: int | None = None
        identify(self, "room-agreed", words.agreed_name())
        self.column.addStretch(1)

    def block(self, kind: str, at: int | str) -> QWidget | None:
        """Return a block that is shown."""
        return self._blocks.get((kind, at))

    def blocks(self) -> list[QWidget]:
        """Return the blocks from top to bottom."""
        return sorted(self._blocks.values(), key=self.column.indexOf)

    def show_view(self, view: RoomView, today: date, *, force: bool) -> None:
        """Show what was agreed; blocks whose thing stays keep their place and what is typed."""
        wanted = list(entries(view, today))
        keys = [each.key for each in wanted]
        for key in [key for key in self._blocks if key not in keys]:
            gone = self._blocks.pop(key)
            self.column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        item_id = view.item.id if view.item is not None else None
        is_first = not self._blocks or item_id != self._item_id
        self._item_id = item_id
        can_edit = view.state == SessionState.RUNNING and not self._workspace.read_only
        fresh: QWidget | None = None
        for at, each in enumerate(wanted):
            block = self._blocks.get(each.key)
            if block is None:
                block = self._blocks[each.key] = self._make(each)
                fresh = block if each.kind in ("decision", "action", "parked") else fresh
            if self.column.indexOf(block) != at:
                self.column.removeWidget(block)
                self.column.insertWidget(at, block)
            self._fill(block, each, today, force=force, can_edit=can_edit)
        self._look_at(fresh, is_first=is_first)

    def _look_at(self, fresh: QWidget | None, *, is_first: bool) -> None:
        if is_first:
            self._wanted = None
            self.verticalScrollBar().setValue(0)
        elif fresh is not None:
            self.bring(fresh)

    def _make(self, each: Entry) -> QWidget:
        look = self._look
        if each.kind == "heading":
            return Heading(look, "")
        if each.kind == "decision":
            save = partial(self._save_wording, each.at)
            return DecisionBlock(look, self._shared("room-wording", words.wording_name(), save))
        if each.kind == "outcome":
            save = partial(self._save_outcome, each.at)
            return OutcomeBlock(look, self._shared("room-outcome", words.in_our_words(), save))
        if each.kind == "action":
            return ActionBlock(look)
        icon = {"parked": "push-pin", "next": "calendar-blank"}.get(each.kind, "handshake")
        return PointBlock(look, icon, size=17, limit=3)

    def _shared(self, identifier: str, name: str, save: Callable[[str], object]) -> SharedWords:
        return SharedWords(self._look, self._drafts, identifier, name, save)

    def _fill(
        self, block: QWidget, each: Entry, today: date, *, force: bool, can_edit: bool
    ) -> None:
        content = each.content
        if isinstance(block, DecisionBlock) and isinstance(content, RoomDecision):
            block.show_decision(content, force=force, can_edit=can_edit)
        elif isinstance(block, ActionBlock) and isinstance(content, RoomAction):
            block.show_action(content, today)
        elif isinstance(block, OutcomeBlock) and isinstance(content, RoomItemInFull):
            block.show_item(content, force=force, can_edit=can_edit)
        elif isinstance(block, Heading | PointBlock) and isinstance(content, str):
            block.set_text(content) if isinstance(block, Heading) else block.show_text(content)

    def _save_wording(self, decision_id: int, text: str) -> None:
        self._workspace.run(decisions.set_decision, decision_id, origin=self, wording=text)

    def _save_outcome(self, item_id: int, text: str) -> None:
        self._workspace.run(agenda.set_item, item_id, origin=self, outcome=text)
