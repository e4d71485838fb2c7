"""Another rhythm from a day on: which one, why, and what happens to what is planned."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtWidgets import QCheckBox, QWidget

from facilitator.commands.rhythm import move_to_rhythm
from facilitator.commands.series import change_rhythm
from facilitator.domain.rule import Rule
from facilitator.queries.calendar import next_slots
from facilitator.queries.off_rhythm import OffRhythm, left_behind
from facilitator.queries.series import SeriesRow, one_series, with_rhythm
from ui.dialogs.form import FormDialog
from ui.dialogs.rhythm_editor import RhythmEditor, WantedRhythm
from ui.dialogs.when import When
from ui.widgets.fields import Field, line_edit
from ui.widgets.naming import identify
from ui.widgets.text import Text
from ui.wording import series as words
from ui.workspace import Workspace

_LINES = 6


class ChangeRhythmDialog(FormDialog):
    """Sets the next rhythm of a series; `rule` and `starts_local` are what it begins with."""

    def __init__(
        self,
        workspace: Workspace,
        parent: QWidget,
        series_id: int,
        *,
        rule: Rule | None = None,
        starts_local: str = "",
        because: str = "",
    ) -> None:
        super().__init__(
            parent, self.tr("Change the rhythm"), self.tr("Change the rhythm"),
            lead=self.tr("Earlier dates stay as they were. What was to follow later is replaced."),
        )  # fmt: skip
        self._workspace = workspace
        self._series = one_series(workspace.reader, series_id)
        self._left: list[OffRhythm] = []
        self._build(because)
        self._load(rule, starts_local)
        self.editor.edited.connect(self._tell)

    def _build(self, because: str) -> None:
        self.editor = RhythmEditor(self._workspace, self.tr("From"))
        self.until = Text("", "quiet", wrap=True)
        self.because = identify(line_edit(because), "rhythm-because")
        self.heard = Text("", "strong", wrap=True)
        self.list = identify(Text("", "body", wrap=True), "rhythm-left-behind")
        self.moving = identify(
            QCheckBox(self.tr("Move them to the new rhythm")), "rhythm-move-sessions"
        )
        self.moving.setChecked(True)
        self.body.addWidget(self.editor)
        self.body.addWidget(self.until)
        self.body.addWidget(Field(self.tr("Because"), self.because))
        for widget in (self.heard, self.list, self.moving):
            self.body.addWidget(widget)
        self.body.addStretch(1)

    def _load(self, rule: Rule | None, starts_local: str) -> None:
        found = self._series
        now = found.in_force(self._workspace.today()) if found else None
        if found is None or now is None:
            return
        starts = starts_local or self._next_time(found)
        now = found.in_force(date.fromisoformat(starts[:10])) or now
        self.editor.set_rhythm(rule or now.rule, When(starts, now.length_s, now.zone))
        if found.ends_on:
            self.editor.set_end(date.fromisoformat(found.ends_on))
        self._tell()
        self.editor.when.day.edit.setFocus()

    def _next_time(self, found: SeriesRow) -> str:
        """Return the next free time, so that a change touches nothing that is planned."""
        for slot in next_slots(self._workspace.reader, found.id, 1):
            return slot.starts_local
        at = datetime.fromisoformat(found.rhythms[-1].starts_local).time()
        return datetime.combine(self._workspace.today(), at).isoformat(timespec="minutes")

    # --- what it leaves behind --------------------------------------------------------------

    def _tell(self) -> None:
        """Say which planned sessions would stand on no date of the rhythm any more."""
        wanted = self.editor.value()
        changed = self._changed(wanted) if wanted else None
        self._left = self._left_by(changed) if changed else []
        self._say_what_it_follows(changed)
        count, can_move = len(self._left), any(each.to for each in self._left)
        one = self.tr("One planned session is then on no date of the rhythm:")
        many = self.tr("{0} planned sessions are then on no date of the rhythm:")
        self.heard.setText((one if count == 1 else many).format(count))
        today = self._workspace.today()
        lines = [words.left_behind_line(each, today) for each in self._left[:_LINES]]
        if count > _LINES:
            lines.append(self.tr("and {0} more").format(count - _LINES))
        self.list.setText("\n".join(lines))
        self.heard.setVisible(count > 0)
        self.list.setVisible(count > 0)
        self.moving.setVisible(can_move)
        self.refit()

    def _changed(self, wanted: WantedRhythm) -> SeriesRow | None:
        """Return the series as it would be."""
        if self._series is None:
            return None
        when = wanted.when
        return with_rhythm(self._series, wanted.rule, when.starts_local, when.length_s, when.zone)

    def _say_what_it_follows(self, changed: SeriesRow | None) -> None:
        if changed is None or self._series is None:
            return
        before = changed.rhythms[-2] if len(changed.rhythms) > 1 else None
        begins = changed.rhythms[-1].starts_local
        replaced = [each for each in self._series.rhythms if each.starts_local >= begins]
        self.until.setText(words.change_line(before, replaced, self._workspace.today()))

    def _left_by(self, changed: SeriesRow) -> list[OffRhythm]:
        return [
            each
            for each in left_behind(self._workspace.reader, changed)
            if each.to is None or each.to.starts_local != each.starts_local
        ]

    # --- doing it ---------------------------------------------------------------------------

    def submit(self) -> bool:
        """Change the rhythm, and move what is planned if that was asked for, as one step."""
        wanted = self.editor.read()
        if wanted is None or self._series is None:
            return False
        return self.attempt(self._change, self._series.id, wanted)

    def _change(self, series_id: int, wanted: WantedRhythm) -> None:
        store, when = self._workspace.store, wanted.when
        with store.step(self.tr("Change the rhythm")):
            change_rhythm(
                store, series_id, wanted.rule, when.starts_local, length_s=when.length_s,
                zone=when.zone, because=self.because.text(),
            )  # fmt: skip
            if self.moving.isChecked() and any(each.to for each in self._left):
                move_to_rhythm(store, series_id)
