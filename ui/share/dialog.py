"""The share dialog: for whom, in which form, seen before it leaves, what became of it (M3, M5)."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from facilitator.errors import Cancelled, CommandRefused
from facilitator.queries.numbers import find_session, has_begun
from facilitator.queries.sealed import count_sealed_notes
from ui.dialogs.form import FormDialog
from ui.dialogs.leaving import facts
from ui.jobs import SHOW_AFTER_MS, Job
from ui.leaves import Leaves
from ui.share import parcels
from ui.share.parcels import ALL, Parcel, Readers, Share
from ui.share.preview import PreviewMaker, PreviewPane
from ui.share.result import ResultCard
from ui.share.work import Preview, hand_out
from ui.theme import theme
from ui.widgets.buttons import LinkButton, PlainButton
from ui.widgets.card import column, row
from ui.widgets.fact_rows import FactRows
from ui.widgets.fields import Choice, Field, line_edit
from ui.widgets.naming import identify
from ui.widgets.notices import ProgressStrip, announce
from ui.widgets.text import ElidedText, Text
from ui.wording import privacy, telling

if TYPE_CHECKING:
    from ui.shell import Shell


def share_minutes(shell: Shell, session_id: int | None = None, style: str | None = None) -> None:
    """Open the dialog on a session, or on the one that has minutes and was held last."""
    reader = shell.workspace.reader
    try:
        found = find_session(reader, "last") if session_id is None else session_id
        if not has_begun(reader, found):
            raise CommandRefused(
                "Minutes begin when a session starts. Its agenda can be saved until then."
            )
    except CommandRefused as error:
        shell.error(error)
        return
    ShareDialog(shell, found, style).open()


class ShareDialog(FormDialog):
    """Stays open after a file left, for the next copy; Esc or Cancel first stops what runs."""

    def __init__(self, shell: Shell, session_id: int, style: str | None = None) -> None:
        label = shell.exports.label(session_id).replace("-", "/")
        super().__init__(
            shell.window_widget,
            self.tr("Share minutes {0}").format(label),
            self.tr("Save"),
            width=1060,
        )
        self._shell, self._session_id, self._style = shell, session_id, style
        self._label = shell.exports.label(session_id)
        self._readers = parcels.readers_of(shell.workspace.reader, session_id)
        self._folder = shell.exports.suggested("", "pdf").parent
        self._job: Job | None = None
        self._may_replace = False
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(SHOW_AFTER_MS)
        self.maker = PreviewMaker(shell, self)
        self._build()
        self._connect()
        self._recall()
        self.whom.setFocus()

    # --- building ---------------------------------------------------------------------------

    def _build(self) -> None:
        look, both = theme(), QHBoxLayout()
        both.setSpacing(look.px(20))
        left = QWidget()
        left.setProperty("plain", "true")
        self._left: QVBoxLayout = column(12)
        left.setLayout(self._left)
        self._build_choices()
        self._build_place()
        self._build_end()
        self.preview = PreviewPane(self._shell)
        room = self._most().height() - look.px(170)
        self.preview.setMinimumHeight(max(look.px(220), min(look.px(560), room)))
        both.addWidget(left, 9)
        both.addWidget(self.preview, 11)
        self.body.addLayout(both, 1)

    def _build_choices(self) -> None:
        self.whom = identify(Choice(self.tr("For whom")), "share-for")
        for one in self._readers:
            self.whom.add(one.audience, parcels.reader_words(one), party=one.colour)
        self.whom.add(ALL, parcels.reader_words(Readers(ALL)))
        self.form = identify(Choice(self.tr("In which form")), "share-form")
        self.form.set_choices(parcels.form_choices())
        self._left.addWidget(Field(self.tr("For whom"), self.whom))
        self._left.addWidget(Field(self.tr("In which form"), self.form))
        self._left.addWidget(Text(self.tr("What leaves, and who will see it"), "strong"))
        self.facts = identify(FactRows(96, 6), "share-facts")
        self._left.addWidget(self.facts)
        self.warning = identify(Text("", "small", tone="warn", wrap=True), "share-warning")
        self.warning.hide()
        self._left.addWidget(self.warning)

    def _build_place(self) -> None:
        self.name = identify(line_edit(), "share-name")
        self.name_field = Field(self.tr("File name"), self.name)
        self._left.addWidget(self.name_field)
        line = row(8)
        self.where = identify(ElidedText("", "small"), "share-where")
        self.choose = identify(
            PlainButton(self.tr("Other folder…"), icon="folder-open", compact=True), "share-folder"
        )
        line.addWidget(self.where, 1)
        line.addWidget(self.choose)
        self._left.addLayout(line)

    def _build_end(self) -> None:
        self.strip = ProgressStrip(self.tr("Writing"))
        self.strip.hide()
        self.outcome = ResultCard()
        self.many = identify(
            LinkButton(self.tr("Several sessions in one document…"), icon="newspaper"),
            "share-record",
        )
        self._left.addWidget(self.strip)
        self._left.addWidget(self.outcome)
        self._left.addStretch(1)
        self._left.addWidget(self.many, 0, Qt.AlignmentFlag.AlignLeft)

    def _connect(self) -> None:
        self.whom.chosen.connect(self._on_chosen)
        self.form.chosen.connect(self._on_chosen)
        self.name.textEdited.connect(self._on_named)
        self.name.returnPressed.connect(self._on_confirm)
        self.choose.clicked.connect(self._on_choose)
        self.many.clicked.connect(self._on_many)
        self.strip.cancelled.connect(self._on_cancel)
        self.outcome.folder_asked.connect(self._shell.exports.show_in_folder)
        self.maker.made.connect(self._on_preview)
        self.maker.refused.connect(self._on_no_preview)
        self._late.timeout.connect(self._on_late)
        self._shell.room.changed.connect(self._show_facts)
        self._shell.workspace.closing.connect(self._on_closing)
        self.finished.connect(self.maker.stop)

    # --- what is chosen ---------------------------------------------------------------------

    def _recall(self) -> None:
        known = [ALL, *(one.audience for one in self._readers)]
        shell = self._shell
        audience, form = parcels.recall(shell.settings, shell.workspace.path, known)
        self.whom.set_current(audience)
        self.form.set_current(form)
        self._show_choice()

    def shares(self) -> list[Share]:
        """Return the copies that are chosen."""
        chosen = self.whom.current()
        form = str(self.form.current())
        return [
            Share(self._session_id, one, form, self._style)
            for one in self._readers
            if chosen in (one.audience, ALL)
        ]

    def parcels(self) -> list[Parcel]:
        """Return the copies with the files that they become."""
        shares = self.shares()
        if len(shares) == 1:
            return [Parcel(shares[0], self._folder / self._typed_name())]
        return [Parcel(one, self._folder / self._own_name(one)) for one in shares]

    def _own_name(self, share: Share) -> str:
        name = parcels.file_name(share.readers, self._label)
        return self._shell.exports.suggested(name, share.form).name

    def _typed_name(self) -> str:
        ending, name = f".{self.form.current()}", self.name.text().strip()
        return name if not name or name.lower().endswith(ending) else f"{name}{ending}"

    def _on_chosen(self, _: object) -> None:
        self._show_choice()

    def _show_choice(self) -> None:
        """Show names, facts and preview of what is chosen now."""
        shares = self.shares()
        is_one = len(shares) == 1
        self.name.setEnabled(is_one)
        self.name_field.label.setText(
            self.tr("File name") if is_one else self.tr("{0} files").format(len(shares))
        )
        self.name.setText(
            self._own_name(shares[0]) if is_one else ", ".join(map(self._own_name, shares))
        )
        self.name.setCursorPosition(0)
        self.name.setToolTip("" if is_one else "\n".join(map(self._own_name, shares)))
        self._ask_again()
        self.complain("")
        self.outcome.hide()
        self.warning.hide()
        self._show_facts()
        self.preview.show_waiting()
        self.maker.make(shares[0])
        self.refit()

    def _show_facts(self) -> None:
        reader, shares = self._shell.workspace.reader, self.shares()
        first = shares[0].readers
        kind = "executive" if first.audience == "executive" else "minutes"
        leaves = Leaves(
            kind, shares[0].form, first.name or first.audience, self._label.replace("-", "/")
        )
        found = dict(facts(reader, leaves))
        names = list(found)
        if len(shares) > 1:
            found[names[1]] = self.tr("Each copy only its own readers: {0}").format(
                ", ".join(one.readers.name for one in shares if one.readers.name)
                + self.tr(", the executives, and all of them together the joint one")
            )
        if not self._shell.room.is_open:
            found[names[2]] = privacy.none_of(count_sealed_notes(reader))
        self.facts.set_facts(list(found.items()))

    # --- the preview ------------------------------------------------------------------------

    def _on_preview(self, made: Preview) -> None:
        self.preview.show_preview(made)
        words = []
        if made.names_nobody:
            words.append(self.tr("The draft names nobody; fill in to whom it goes."))
        if made.without_address:
            words.append(
                self.tr("Without an address that works, so not in the draft: {0}").format(
                    ", ".join(made.without_address)
                )
            )
        if made.undrawn:
            words.append(
                self.tr("Some characters could not be drawn: {0}").format(" ".join(made.undrawn))
            )
        self.warning.setText(" ".join(words))
        self.warning.setVisible(bool(words))
        self.refit()

    def _on_no_preview(self, error: BaseException) -> None:
        self.preview.show_message(self.tr("There is no preview. Below it says why."))
        self._tell(error)

    # --- where to ---------------------------------------------------------------------------

    def _on_named(self) -> None:
        self._ask_again()

    def _ask_again(self) -> None:
        self._may_replace = False
        self.set_action(self.tr("Save"))
        self.where.setText(str(self._folder))
        self.where.setToolTip(str(self._folder))
        self.name_field.set_error("")

    def _on_choose(self) -> None:
        dialog = QFileDialog(self, self.tr("Folder"), str(self._folder))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self._on_folder)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_folder(self, name: str) -> None:
        self._folder = Path(name)
        self._ask_again()

    def _on_many(self) -> None:
        if self._job is None:
            self.reject()
            self._shell.files.record()

    # --- leaving ----------------------------------------------------------------------------

    def submit(self) -> bool:
        """Write what is chosen; the dialog stays."""
        if self._job is not None or not self._has_place():
            return False
        shell = self._shell
        shell.exports.give_numbers(self._session_id)
        shell.exports.keep_folder(self._folder)
        parcels.remember(
            shell.settings, shell.workspace.path, str(self.whom.current()), self._form()
        )
        self.outcome.hide()
        space = shell.workspace
        work = partial(hand_out, space.path, space.clock, self.parcels())
        self._job = Job(self.tr("Writing"), work, takes_turns=True, is_told_there=True)
        self._job.progress.connect(self.strip.set_progress)
        self._job.done.connect(self._on_done)
        self._job.failed.connect(self._tell)
        self._job.cancelled.connect(self._on_cancelled)
        self._job.finished.connect(self._on_finished)
        self._show_busy(True)
        self._late.start()
        shell.run_job(self._job)
        return False

    def _form(self) -> str:
        return str(self.form.current())

    def _has_place(self) -> bool:
        """Tell whether the files can have their names; what is there already is asked about."""
        name = self._typed_name()
        if len(self.shares()) == 1 and (not name or Path(name).name != name):
            self.name_field.set_error(self.tr("A name without / for the file, please."))
            self.name.setFocus()
            return False
        there = [one.target.name for one in self.parcels() if one.target.exists()]
        if there and not self._may_replace:
            self._may_replace = True
            words = self.tr("Already there: {0}. Press again to replace.").format(", ".join(there))
            self.name_field.set_error(words)
            self.set_action(self.tr("Replace"))
            announce(self, words)
            return False
        return True

    def _show_busy(self, is_busy: bool) -> None:
        self.confirm.setEnabled(not is_busy)
        for each in (self.whom, self.form, self.choose, self.many):
            each.setEnabled(not is_busy)
        self.name.setEnabled(not is_busy and len(self.shares()) == 1)
        if is_busy:
            self.cancel.setFocus()

    def _on_late(self) -> None:
        if self._job is not None:
            self.strip.set_progress(0, 0)
            self.strip.show()
            self.refit()

    def _on_done(self, written: object) -> None:
        if not isinstance(written, list):
            return
        space = self._shell.workspace
        for one in written:
            self._shell.exports.take(space.store, one)
        self.outcome.show_written(written, not space.read_only)
        self.cancel.setText(self.tr("Close"))
        announce(self, self.outcome.saved.text())

    def _on_cancelled(self) -> None:
        self.complain(str(Cancelled()))

    def _tell(self, error: BaseException) -> None:
        told = telling(error)
        self.complain(f"{told.title} {told.more}".strip())
        self.refit()

    def _on_finished(self) -> None:
        self._job = None
        self._late.stop()
        self.strip.hide()
        self._show_busy(False)
        self._ask_again()
        (self.cancel if self.outcome.isVisible() else self.confirm).setFocus()
        self.refit()

    def _on_cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _on_closing(self) -> None:
        self._on_cancel()
        self._job = None
        self.reject()

    def reject(self) -> None:
        """Close, or first stop what runs."""
        if self._job is not None:
            self._job.cancel()
            return
        super().reject()
