"""Step 5, the rhythm: how often, on which days, at what time, in which place (E6, K1, K2)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from facilitator.commands import series as commands
from facilitator.commands.rhythm import set_rhythm
from facilitator.queries.guide import Guide
from facilitator.queries.series import RhythmRow, SeriesRow, rhythm_was_used
from ui.dialogs.rhythm_editor import RhythmEditor, WantedRhythm, first_proposal
from ui.dialogs.when import When
from ui.pages.guide.body import StepBody
from ui.shell import Shell
from ui.widgets.fields import Field, line_edit
from ui.widgets.naming import identify
from ui.widgets.text import Text
from ui.workspace import Workspace


class RhythmBody(StepBody):
    """Said as one sentence while it is being set; in the file with the first change, or Next."""

    def __init__(self, workspace: Workspace, shell: Shell) -> None:
        super().__init__(workspace, shell)
        self._series: SeriesRow | None = None
        self._rhythm: RhythmRow | None = None
        self._build()
        self._connect()
        self._offer()

    def _build(self) -> None:
        self.editor = RhythmEditor(self.workspace, self.tr("First day"))
        self.place = identify(line_edit(placeholder=self.tr("room or link")), "rhythm-place")
        self.used = Text(
            self.tr("Sessions were held in this rhythm. It is changed from a day on, on the page"
                    " Plan."),
            "quiet", wrap=True,
        )  # fmt: skip
        self.used.hide()
        self.box.addWidget(self.editor)
        self.box.addWidget(self.used)
        self.box.addWidget(Field(self.tr("Place"), self.place))

    def _connect(self) -> None:
        self.editor.edited.connect(self._save)
        self._place_saver = self.shell.drafts.bind_text(self.place, self._save_place)
        self.place.returnPressed.connect(self.finished)

    def _offer(self) -> None:
        """Begin with what most tables begin with."""
        self._rhythm = None
        proposed = first_proposal(self.workspace)
        self.editor.set_rhythm(proposed.rule, proposed.when)
        self._place_saver.load("", force=True)

    # --- showing ----------------------------------------------------------------------------

    def show_guide(self, found: Guide, *, force: bool) -> None:
        """Show the rhythm of the file."""
        if found.series is None:
            was_there, self._series = self._series is not None, None
            if was_there:
                self._offer()
            return
        self._series = found.series
        self._rhythm = found.series.in_force(self.workspace.today())
        self._place_saver.load(found.series.place, force=force)
        if self._rhythm is None:
            return
        is_used = rhythm_was_used(self.workspace.reader, self._rhythm)
        self.editor.setEnabled(not is_used)
        self.used.setVisible(is_used)
        shown = _of(self._rhythm)
        if force or self.editor.value() != shown:
            self.editor.set_rhythm(shown.rule, shown.when)

    # --- saving -----------------------------------------------------------------------------

    def _save_place(self, _words: str) -> None:
        self._save()

    def _save(self) -> bool:
        wanted, place = self.editor.value(), self.place.text().strip()
        if wanted is None:
            return False
        when = wanted.when
        if self._series is None:
            done = self.workspace.run(
                commands.new_series, self.tr("Round table"), wanted.rule, when.starts_local,
                length_s=when.length_s, zone=when.zone, place=place, origin=self,
            )  # fmt: skip
            return done is not None
        if place != self._series.place and not self.workspace.carry_out(
            commands.set_series, self._series.id, place=place, origin=self
        ):
            return False
        if self._rhythm is None or wanted == _of(self._rhythm):
            return True
        return self.workspace.carry_out(
            set_rhythm, self._rhythm.id, rule=wanted.rule, starts_local=when.starts_local,
            length_s=when.length_s, zone=when.zone, origin=self,
        )  # fmt: skip

    # --- the step ---------------------------------------------------------------------------

    def first_field(self) -> QWidget:
        """Return the number of weeks; of a rhythm that stays as it was, the place."""
        return self.editor.every if self.editor.isEnabled() else self.place

    def finish(self) -> str:
        """Keep the rhythm as it is said."""
        if self.editor.read() is None:
            return self.tr("A day or a time could not be read.")
        self._place_saver.flush()
        if self._series is None and not self._save():
            return self.tr("The rhythm could not be kept.")
        return ""


def _of(rhythm: RhythmRow) -> WantedRhythm:
    when = When(rhythm.starts_local, rhythm.length_s, rhythm.zone)
    return WantedRhythm(rhythm.rule, when)
