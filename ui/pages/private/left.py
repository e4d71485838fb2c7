"""What left this file, and what was destroyed in it: a calm list of receipts (S2, S3)."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from facilitator.queries.numbers import session_labels
from facilitator.queries.receipts import Receipt, receipts
from ui.dialogs.form import FormDialog
from ui.widgets.buttons import LinkButton
from ui.widgets.card import Card
from ui.widgets.fact_rows import FactRows
from ui.widgets.fields import Choice
from ui.widgets.naming import identify
from ui.widgets.notices import EmptyState
from ui.widgets.rows import Row, RowList
from ui.widgets.text import Text
from ui.wording import privacy
from ui.workspace import Workspace

_SHOWN = 12  # of a SHA-256 in the list; all of it stands in the receipt


class LeftList(Card):
    """Every receipt, the latest first, of all sessions or of one. `opened` carries a receipt."""

    opened = Signal(object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(margin=18, spacing=12)
        self._workspace = workspace
        self._found: dict[int, Receipt] = {}
        self._wanted: int | None = None
        words = self.tr("Each file that was handed over, with what proves which one it was.")
        self.add(Text(words, "small", wrap=True))
        self.session = identify(Choice(self.tr("Which session")), "receipt-session")
        self.add(self.session)
        self.list = identify(RowList(self.tr("What left"), dividers=True), "receipt")
        self.add(self.list, 1)
        self.nothing = EmptyState(
            "export", self.tr("Nothing left yet"),
            self.tr("Minutes, agendas and lists that you save leave a receipt here."),
        )  # fmt: skip
        self.add(self.nothing)
        self.session.chosen.connect(self._on_session)
        self.list.opened.connect(self._on_opened)

    def load(self) -> int:
        """Show the receipts there are; return how many."""
        found = receipts(self._workspace.reader)
        self._found = {each.id: each for each in found}
        self._offer(found)
        self._show()
        return len(found)

    def _offer(self, found: list[Receipt]) -> None:
        chosen, labels = self._wanted, session_labels(self._workspace.reader)
        self.session.clear_choices()
        self.session.add(None, self.tr("All sessions"))
        there = {each.session_id for each in found if each.session_id in labels}
        for session_id in sorted(there, key=lambda key: labels[key].label, reverse=True):
            self.session.add(session_id, labels[session_id].label, icon="calendar-blank")
        self.session.set_current(chosen if chosen in there else None)
        self.session.setVisible(bool(there))

    def show_session(self, session_id: int) -> None:
        """Show the receipts of one session alone."""
        self._wanted = session_id
        self.load()

    def _show(self) -> None:
        wanted = self.session.current()
        rows = [
            self._row(each)
            for each in self._found.values()
            if wanted is None or each.session_id == wanted
        ]
        self.list.set_rows(rows)
        self.list.setVisible(bool(rows))
        self.nothing.setVisible(not rows)

    def _row(self, each: Receipt) -> Row:
        zone = self._workspace.zone
        second = [privacy.when(each, zone)]
        if each.is_destruction:
            second.append(privacy.counted(each.body.get("counts", {})))
        else:
            second.append(self.tr("for {0}").format(privacy.audience(each.audience)))
            second += [each.file_name] if each.file_name else []
        chip = (self.tr("not finished"), "warn", "warning") if each.is_unfinished else None
        return Row(
            each.id, privacy.title(each), ", ".join(second), icon=privacy.icon(each.kind),
            trailing=each.code, trailing_second=each.sha256[:_SHOWN], chip=chip,
        )  # fmt: skip

    def _on_session(self, key: object) -> None:
        self._wanted = key if isinstance(key, int) else None
        self._show()

    def _on_opened(self, key: object) -> None:
        if isinstance(key, int) and key in self._found:
            self.opened.emit(self._found[key])


class ReceiptDialog(FormDialog):
    """One receipt, to read and to compare: whoever has the file can prove that it is this one."""

    def __init__(self, workspace: Workspace, parent: QWidget, receipt: Receipt) -> None:
        super().__init__(parent, privacy.title(receipt), self.tr("Done"), width=600)
        self._receipt = receipt
        self.cancel.hide()
        self.facts = identify(FactRows(110), "receipt-facts")
        self.facts.set_facts(self._facts(workspace))
        self.body.addWidget(self.facts)
        if receipt.is_destruction:
            self._tell_limits()
        self.body.addStretch(1)
        if receipt.sha256:
            self.copy = LinkButton(self.tr("Copy the SHA-256"), icon="copy")
            self.copy.clicked.connect(self._on_copy)
            self.foot.insertWidget(0, self.copy)
        self.confirm.setFocus()

    def _facts(self, workspace: Workspace) -> list[tuple[str, str]]:
        each, body = self._receipt, self._receipt.body
        when = (self.tr("When"), privacy.when(each, workspace.zone))
        if each.is_destruction:
            gone = int(body.get("snapshots", 0)) + int(body.get("backups", 0))
            proof = self.tr("nothing was left") if body.get("finished") else self.tr("not finished")
            return [
                when,
                (self.tr("Destroyed"), privacy.counted(body.get("counts", {}))),
                (self.tr("Snapshots and backups"), self.tr("{0} taken away").format(gone)),
                (self.tr("Read again"), proof),
            ]
        return [
            when,
            (self.tr("For"), privacy.audience(each.audience)),
            (self.tr("File"), each.file_name),
            (self.tr("Code"), each.code),
            (self.tr("SHA-256"), _in_groups(each.sha256)),
            (self.tr("Sealed"), privacy.sealed_part(each)),
            (self.tr("Read again"), privacy.scanned(body.get("scanned"))),
        ]

    def _tell_limits(self) -> None:
        self.body.addWidget(Text(self.tr("What could not be reached from here"), "strong"))
        for words in privacy.stays():
            self.body.addWidget(Text(words, "small", wrap=True))

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._receipt.sha256)


def _in_groups(digest: str) -> str:
    """Return a digest that an eye can follow, and a line can break."""
    return " ".join(digest[at : at + 8] for at in range(0, len(digest), 8))


def open_receipt(workspace: Workspace, parent: QWidget, receipt: object) -> None:
    """Show one receipt."""
    if isinstance(receipt, Receipt):
        ReceiptDialog(workspace, parent, receipt).open()
