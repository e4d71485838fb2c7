"""The life of the minutes that are shown: what the card's buttons do (M2)."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog

from facilitator.domain.words import MinutesState, SessionState
from facilitator.queries.minutes import Life, life
from facilitator.queries.numbers import session_labels
from facilitator.queries.prepare import SessionDetail
from ui.actions import Command
from ui.dialogs.destroy_scratch import offer_destruction
from ui.pages.minutes.answer import AnswerDialog
from ui.pages.minutes.approve import ApproveDialog, LateCorrectionDialog
from ui.pages.minutes.changed import ChangedDialog
from ui.pages.minutes.circulate import CirculateDialog, CorrectedDialog
from ui.pages.minutes.life_card import LifeCard
from ui.pages.minutes.proof import Proof, Since
from ui.shell import Shell
from ui.wording import minutes as words


class LifeDesk(QObject):
    """Shows the card of one session, opens its dialogs, and says which version is to be shown."""

    version_chosen = Signal()

    def __init__(self, shell: Shell, card: LifeCard, parent: QObject) -> None:
        super().__init__(parent)
        self._shell, self.card = shell, card
        self.found: Life | None = None
        self.version_id = 0
        self._style = "reasons"
        self._readers: tuple[str, ...] = ()
        self._since = Since()
        card.answer_asked.connect(self.answer)
        card.circulate_asked.connect(self.circulate)
        card.approve_asked.connect(self.approve)
        card.correct_asked.connect(self.correct)
        card.changes_asked.connect(self.show_changes)
        card.sheets_asked.connect(self.save_sheets)
        card.reply_asked.connect(self.bring_reply)
        card.version_asked.connect(self.show_version)

    # --- showing ----------------------------------------------------------------------------

    def show_session(self, detail: SessionDetail, style: str) -> None:
        """Show where the minutes of a session stand."""
        space = self._shell.workspace
        if self.found is None or self.found.session_id != detail.id:
            self.version_id, self._since = 0, Since()
        self._style = style
        self.found = found = life(space.reader, detail.id)
        if self.version_id not in {each.id for each in found.versions}:
            self.version_id = 0
        self.card.show_viewed(self.version_id)
        reason = self.tr("This file is open read-only.") if space.read_only else ""
        self.card.show_life(
            found, space.today(), approved_in=self._approved_in(found), reason=reason,
            may_go_out=detail.state == SessionState.CLOSED,
        )  # fmt: skip
        self._show_since()

    def _approved_in(self, found: Life) -> str:
        last = found.last
        if last is None or last.approved_in_id is None:
            return ""
        label = session_labels(self._shell.workspace.reader, [last.approved_in_id])
        return label[last.approved_in_id].label if last.approved_in_id in label else ""

    def show_proof(self, proof: Proof) -> None:
        """Take over what a finished paper knows: who gets it, what changed since."""
        self._readers, self._since = proof.receipt.readers, proof.since
        self._show_since()

    def _show_since(self) -> None:
        if self.found is not None:
            self.card.show_changed(self.found, len(self._since.changed), len(self._since.told))

    def fixed_style(self) -> str:
        """Return the style that went out, which approved minutes keep; empty for a draft."""
        last = self.found.last if self.found is not None else None
        return last.style if last is not None else ""

    @property
    def is_approved(self) -> bool:
        """Tell whether the minutes are approved."""
        return self.found is not None and self.found.state == MinutesState.APPROVED

    def label(self) -> str:
        """Return in which version and state the preview is."""
        if self.version_id and self.found is not None:
            row = next(each for each in self.found.versions if each.id == self.version_id)
            return self.tr("version {0} as it went out").format(row.version)
        return words.preview_label(self.found, is_changed=bool(self._since.changed))

    # --- what is pressed --------------------------------------------------------------------

    def show_version(self, version_id: object) -> None:
        """Show one version as it went out, or what stands."""
        self.version_id = version_id if isinstance(version_id, int) else 0
        self.card.show_viewed(self.version_id)
        self.version_chosen.emit()

    def circulate(self) -> None:
        """Ask what a version that goes out needs."""
        if self.found is None:
            return
        if self.found.last is None:
            readers = self._readers
            self._open(CirculateDialog(self._shell, self.found.session_id, self._style, readers))
            return
        self._open(CorrectedDialog(self._shell, self.found, self._since.told, self._readers))

    def answer(self, party_id: object) -> None:
        """Ask what a side said."""
        if self.found is None or self.found.last is None:
            return
        side = next((each for each in self.found.answers if each.party_id == party_id), None)
        if side is not None:
            self._open(AnswerDialog(self._shell, self.found.last, side))

    def save_sheets(self) -> None:
        """Ask for which sides the reply sheets are, then where to."""
        from ui.replies.saving import choose_sheets

        if self.found is not None and self.awaits_answers():
            button = self.card.sheets
            choose_sheets(self._shell, self.found, button.mapToGlobal(button.rect().bottomLeft()))

    def bring_reply(self) -> None:
        """Ask for a reply sheet that came back."""
        from ui.replies.opening import ask_for_reply

        ask_for_reply(self._shell)

    def sign(self) -> None:
        """Ask for the key, then where the signed copy of what went out goes."""
        from ui.signing.dialog import SignDialog

        if self.found is not None and self.may_be_signed():
            exports = self._shell.exports
            style = self.fixed_style()
            self._open(
                SignDialog(
                    self._shell, partial(exports.signed_minutes, self.found.session_id, style)
                )
            )

    def may_be_signed(self) -> bool:
        """Tell whether what went out stands as it is: a draft is not signed."""
        return self.found is not None and self.found.last is not None and not self._since.changed

    def awaits_answers(self) -> bool:
        """Tell whether a version is out and not approved."""
        return self.found is not None and self.found.last is not None and not self.is_approved

    def approve(self) -> None:
        """Ask for the approval; afterwards, whether raw notes go (S3)."""
        if self.found is None or self.found.last is None:
            return
        dialog = ApproveDialog(self._shell, self.found)
        dialog.accepted.connect(partial(self._on_approved, self.found.session_id))
        self._open(dialog)

    def _on_approved(self, session_id: int) -> None:
        offer_destruction(self._shell, session_id)

    def correct(self) -> None:
        """Ask for a correction of approved minutes."""
        if self.found is not None and self.found.last is not None:
            self._open(LateCorrectionDialog(self._shell, self.found, self.found.last))

    def show_changes(self) -> None:
        """Show what was changed since the version that went out last."""
        if self._since.changed:
            window, today = self._shell.window_widget, self._shell.workspace.today()
            self._open(ChangedDialog(window, self._since.changed, today))

    def commands(self) -> list[Command]:
        """Return what can be done with the standing of the minutes that are shown."""
        group = self.tr("Minutes")
        return [
            Command(
                "minutes.circulate", self.tr("Circulate the minutes"), self.circulate,
                icon="file-text", group=group, consequence=self.tr("kept as they go out"),
                enabled=self._may_circulate,
            ),
            Command(
                "minutes.approve", self.tr("Approve the minutes"), self.approve, icon="check",
                group=group, consequence=self.tr("locked from then on"), enabled=self._may_approve,
            ),
            *self._reply_commands(group),
        ]  # fmt: skip

    def _reply_commands(self, group: str) -> list[Command]:
        return [
            Command(
                "minutes.sheets", self.tr("Save reply sheets…"), self.save_sheets,
                icon="file-pdf", group=group, enabled=self.awaits_answers,
                consequence=self.tr("one for each side to fill in"),
            ),
            Command(
                "minutes.reply", self.tr("Bring in a reply sheet…"), self.bring_reply,
                icon="folder-open", group=group, enabled=self.awaits_answers,
                consequence=self.tr("shown before it is kept"),
            ),
            Command(
                "minutes.sign", self.tr("Save a signed PDF…"), self.sign, icon="shield-check",
                group=group, enabled=self.may_be_signed,
                consequence=self.tr("shows that nothing was changed since"),
            ),
        ]  # fmt: skip

    def _may_circulate(self) -> bool:
        return self.card.circulate.isVisible() and self.card.circulate.isEnabled()

    def _may_approve(self) -> bool:
        return self.card.approve.isVisible() and self.card.approve.isEnabled()

    def _open(self, dialog: QDialog) -> None:
        dialog.open()
