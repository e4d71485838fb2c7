"""Continue from opened minutes: what to take over, where to, and a file of their own (M4)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from facilitator.commands.from_minutes import continue_from, make_from_minutes
from facilitator.domain.brought import BroughtAction, BroughtMinutes, BroughtTopic
from facilitator.queries.from_minutes import Standing
from ui.files import documents_folder, free_name
from ui.jobs import Job, JobContext
from ui.opened_minutes.opening import Opened
from ui.opened_minutes.page_text import shorten
from ui.opened_minutes.reading import MOST
from ui.widgets.buttons import PlainButton, PrimaryButton, explain_disabled
from ui.widgets.card import column, row
from ui.widgets.eliding_choice import ElidingChoice
from ui.widgets.fields import Field
from ui.widgets.naming import identify
from ui.widgets.scrolled import scrolled
from ui.widgets.text import Text
from ui.widgets.tick_row import TickRow
from ui.wording import as_day, short_day
from ui.wording import opened as words

if TYPE_CHECKING:
    from ui.shell import Shell

BACKLOG = 0


class ContinuePane(QWidget):
    """Ticks for what comes over. `done` once something was taken or a new file was opened."""

    done = Signal()

    def __init__(self, shell: Shell, opened: Opened) -> None:
        super().__init__()
        self._shell, self._opened = shell, opened
        self._actions: list[TickRow] = []
        self._topics: list[TickRow] = []
        whole = column(12)
        self.setLayout(whole)
        if opened.offer is None:
            whole.addWidget(Text(self._refusal(), "body", wrap=True))
            whole.addStretch(1)
            return
        inside = QWidget()
        self._box = column(4)
        inside.setLayout(self._box)
        whole.addWidget(scrolled(inside), 1)
        self._build(opened.offer, opened.standing)
        whole.addLayout(self._build_foot(opened.standing))
        self._show_count()

    def _refusal(self) -> str:
        return self.tr(
            "Nothing can be taken over: the data inside is not the one that was printed. Ask for "
            "the file as it was sent first."
        )

    def _build(self, offer: BroughtMinutes, standing: Standing | None) -> None:
        if standing is None:
            words_here = self.tr(
                "Open an engagement first to take actions and topics over into it, or make a file "
                "of this session."
            )
            self._box.addWidget(Text(words_here, "body", wrap=True))
            self._box.addStretch(1)
            return
        here = standing.actions
        self._heading(self.tr("Open actions"), offer.open_actions)
        for place, action in enumerate(offer.open_actions[:MOST]):
            self._actions.append(self._tick(action.text, self._told(action), place in here))
        self._heading(self.tr("For a later agenda"), offer.topics)
        for place, topic in enumerate(offer.topics[:MOST]):
            second = self._topic_told(topic)
            self._topics.append(self._tick(topic.text, second, place in standing.topics))
        self._box.addStretch(1)

    def _heading(self, title: str, entries: Sequence[object]) -> None:
        self._box.addWidget(Text(title, "strong"))
        if not entries:
            self._box.addWidget(Text(self.tr("None."), "quiet"))

    def _tick(self, title: str, second: str, is_here: bool) -> TickRow:
        trailing = self.tr("here already") if is_here else ""
        tick = TickRow(shorten(title), shorten(second), trailing)
        tick.setChecked(not is_here)
        tick.toggled.connect(self._on_toggled)
        self._box.addWidget(tick)
        return tick

    def _told(self, action: BroughtAction) -> str:
        today = self._shell.workspace.today()
        due = short_day(as_day(action.due_on), today=today) if action.due_on else ""
        return " \u00b7 ".join(filter(None, (action.number, action.owner, action.party, due)))

    def _topic_told(self, topic: BroughtTopic) -> str:
        return " \u00b7 ".join(filter(None, (words.topic_kind(topic.kind), topic.party)))

    def _build_foot(self, standing: Standing | None) -> QHBoxLayout:
        line = row(8)
        self.place = identify(ElidingChoice(), "continue-place", self.tr("Agenda"))
        self.take = identify(PrimaryButton(""), "continue-take")
        self.new_file = identify(PlainButton(self.tr("Make a file of this session…")),
                                 "continue-new-file")  # fmt: skip
        self.new_file.clicked.connect(self._on_new_file)
        self.take.clicked.connect(self._on_take)
        if standing is not None:
            today = self._shell.workspace.today()
            for each in standing.places:
                day = short_day(as_day(each.starts_local), today=today)
                self.place.add(each.session_id, f"{day} \u00b7 {each.title}")
            self.place.add(BACKLOG, self.tr("Backlog"))
            line.addWidget(Field(self.tr("Topics go to"), self.place), 1)
        else:
            self.take.hide()
            line.addStretch(1)
        line.addWidget(self.new_file)
        line.addWidget(self.take)
        return line

    # --- what is chosen ---------------------------------------------------------------------

    def _chosen(self, ticks: Sequence[TickRow]) -> Collection[int]:
        return [place for place, tick in enumerate(ticks) if tick.isChecked()]

    def _on_toggled(self, _on: bool) -> None:
        self._show_count()

    def _show_count(self) -> None:
        count = len([*self._chosen(self._actions), *self._chosen(self._topics)])
        self.take.setText(self.tr("Take {0} over").format(count))
        reason = None
        if self._shell.workspace.is_open and self._shell.workspace.read_only:
            reason = self.tr("The file is open read-only.")
        elif not count:
            reason = self.tr("Nothing is ticked.")
        explain_disabled(self.take, reason)

    # --- doing ------------------------------------------------------------------------------

    def _on_take(self) -> None:
        offer, place = self._opened.offer, self.place.current()
        if offer is None:
            return
        session_id = place if isinstance(place, int) and place != BACKLOG else None
        actions, topics = self._chosen(self._actions), self._chosen(self._topics)
        count = self._shell.workspace.run(continue_from, offer, actions, topics, session_id)
        if count:
            said = self.tr("Taken over: {0}.").format(count)
            self._shell.toast(said, undo=True)
            self.done.emit()

    def _on_new_file(self) -> None:
        offer = self._opened.offer
        if offer is None:
            return
        name = " ".join(filter(None, (offer.engagement.title, offer.number.replace("/", "-"))))
        plain = "".join(char if char.isalnum() or char in " .-" else " " for char in name)
        stem = " ".join(plain.split())[:80] or self.tr("Minutes")
        offered = free_name(documents_folder(), stem)
        self._shell.files.ask_new(self.tr("Make a file of this session"), offered, self.make)

    def make(self, path: Path) -> None:
        """Write the file in the background, and open it."""
        offer = self._opened.offer
        if offer is None:
            return
        title = self.tr("Writing {0}").format(path.name)
        clock = self._shell.workspace.clock
        job = Job(title, partial(_make, path, offer, clock), can_cancel=False)
        job.done.connect(self._on_made)
        self._shell.run_job(job)

    def _on_made(self, path: object) -> None:
        if isinstance(path, Path):
            self.done.emit()
            self._shell.open_engagement(path)


def _make(path: Path, offer: BroughtMinutes, clock: object, context: JobContext) -> Path:
    make_from_minutes(path, offer, clock)  # type: ignore[arg-type]
    return path
