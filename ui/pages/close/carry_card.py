"""What returns to the next agenda, or to the backlog, and why; and why this interval."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from facilitator.commands import sessions
from facilitator.queries.carry_over import Candidate, CarryOver
from facilitator.queries.prepare import SessionDetail
from facilitator.store import Row
from ui import wording
from ui.dialogs.session_forms import NewSessionDialog
from ui.pages.prepare.ticks import Tick, TickList, most_wanted
from ui.shell import Shell
from ui.widgets.buttons import LinkButton
from ui.widgets.card import Card, Collapsible, Divider, clear_layout, column, row
from ui.widgets.fields import FieldLabel, line_edit
from ui.widgets.naming import identify
from ui.widgets.notices import EmptyState, IconMark
from ui.widgets.text import Text
from ui.wording import returning
from ui.wording import sessions as wording_sessions
from ui.workspace import Workspace

_MOST_LEFT = 120  # lines of what stays


class CarryCard(Card):
    """Nothing moves before the session closes."""

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(" ", margin=16, spacing=8)
        self._workspace, self._shell = workspace, shell
        self._series_id: int | None = None
        if self.title is not None:
            self.title.set_style("lead")
        self._session_id: int | None = None
        self._room: tuple[int, int] | None = None  # seconds planned next time, and its length
        self._preview: CarryOver | None = None
        self._unlisted = 0
        self.list = identify(TickList(self.tr("Carries over")), "close-carry-over")
        self.staying = identify(Collapsible(self.tr("What stays where it is")), "not-returning")
        self.list.add_below(self.staying)
        self.fill = identify(Text("", "small", wrap=True), "close-ticked-minutes")
        self.add(self.fill)
        self.add(self.list, 1)
        self.list.changed.connect(self._show_fill)
        self.nothing = EmptyState("check-circle", self.tr("Nothing has to return"))
        self.add(self.nothing, 1)
        self.add(Divider())
        line = row(8)
        line.addWidget(IconMark("calendar-blank", "text2", 16))
        self.next = Text("", "small", wrap=True)
        line.addWidget(self.next, 1)
        self.plan = identify(LinkButton(self.tr("Plan the next session")), "plan-next-session")
        self.plan.clicked.connect(self._on_plan)
        line.addWidget(self.plan)
        self.body.addLayout(line)
        self.reason = identify(
            line_edit(placeholder=self.tr("e.g. nothing is due before the sale")), "next-reason"
        )
        below = column(3)
        below.addWidget(FieldLabel(self.tr("Why this interval"), self.reason))
        below.addWidget(self.reason)
        self.body.addLayout(below)
        self._saver = shell.drafts.bind_text(self.reason, _nothing)

    def show_leaving(
        self, detail: SessionDetail, preview: CarryOver, following: Row | None, *, force: bool
    ) -> None:
        """Show what would return, and to where."""
        today = self._workspace.today()
        if detail.id != self._session_id:
            self._session_id = detail.id
            self.list.forget()
            self._saver.retarget(partial(self._save_reason, detail.id))
            force = True
        self._saver.load(detail.next_reason, force=force)
        title = self.tr("Carries over to the backlog")
        then = self.tr("No session is planned after this one.")
        if following is not None:
            day = wording.long_day(following["starts_local"], today)
            title = self.tr("Carries over to {0}").format(day)
            then = self.tr("Next: “{0}”, {1}, {2}").format(
                following["title"], day, wording.distance(following["starts_local"], today)
            )
        self.set_title(title)
        self.next.setText(then)
        self._series_id = detail.series_id
        self.plan.setVisible(following is None and not self._workspace.read_only)
        ticks = most_wanted(
            [
                Tick(
                    (each.source, each.source_id), each.title,
                    returning.reason(each, today),
                    wording_sessions.minutes(each.length_s), is_on=each.is_ticked,
                )
                for each in preview.candidates
            ]
        )  # fmt: skip
        self.list.set_ticks(ticks)
        self._unlisted = len(preview.candidates) - len(ticks)
        if preview != self._preview:
            self._preview = preview
            self._show_staying(preview)
        self._room = (following["planned_s"], following["length_s"]) if following else None
        self._show_fill()
        has_any = bool(preview.candidates or preview.left)
        self.list.setVisible(has_any)
        self.nothing.setVisible(not has_any)

    def _show_fill(self) -> None:
        """Say what the ticked minutes make of the next agenda, before anything moves."""
        ticked = sum(each.length_s for each in self.chosen())
        words, tone = wording_sessions.minutes(ticked), "text2"
        if self._room is not None:
            then, length = round((self._room[0] + ticked) / 60), round(self._room[1] / 60)
            words = self.tr("{0}: the next agenda is {1} of {2} min then").format(
                words, then, length
            )
            if then > length:
                words = self.tr("{0}, {1} over").format(words, then - length)
                tone = "warn"
        self.fill.setText(words)
        self.fill.set_tone(tone)
        self.fill.setVisible(bool(ticked))

    def _show_staying(self, preview: CarryOver) -> None:
        self.staying.setVisible(bool(preview.left))
        count = len(preview.left)
        self.staying.set_title(self.tr("What stays where it is ({0})").format(count))
        clear_layout(self.staying.body)
        if self._unlisted > 0:
            more = self.tr("{0} more could return; the plan lists them").format(self._unlisted)
            self.staying.body.addWidget(Text(more, "small", wrap=True))
        for left in preview.left[:_MOST_LEFT]:
            pair = column(0)
            pair.addWidget(Text(returning.left_title(left), "small", tone="text", wrap=True))
            pair.addWidget(Text(returning.left_reason(left), "hint", wrap=True))
            self.staying.body.addLayout(pair)

    def chosen(self) -> Sequence[Candidate]:
        """Return what is ticked, in order."""
        keys = set(self.list.chosen())
        found = self._preview.candidates if self._preview is not None else ()
        return [each for each in found if (each.source, each.source_id) in keys]

    def _on_plan(self) -> None:
        """Ask for the next session with what the series says; it then shows here."""
        NewSessionDialog(
            self._workspace, self._shell.window_widget, series_id=self._series_id
        ).open()

    def _save_reason(self, session_id: int, words: str) -> None:
        self._workspace.run(sessions.set_session, session_id, next_reason=words, origin=self)


def _nothing(words: str) -> None:
    """Save nothing: no session is shown yet."""
